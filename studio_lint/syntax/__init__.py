"""Text to trees: every leaf knows where it stands."""
