"""The files that make up a Studio."""
