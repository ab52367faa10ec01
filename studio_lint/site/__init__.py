"""The generated pages, examples and pictures."""
