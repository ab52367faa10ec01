"""The language server's parts; imported by `studio-lint server` alone."""
