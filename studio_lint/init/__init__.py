"""What `studio-lint init` writes."""
