"""The files that make one Studio."""
