"""studio-lint.toml and its relatives."""
