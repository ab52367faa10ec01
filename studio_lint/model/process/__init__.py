"""What runs in a Studio, and where it listens."""
