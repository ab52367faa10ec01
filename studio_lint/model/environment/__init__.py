"""What an environment file requests."""
