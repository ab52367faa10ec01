"""What an environment file asks for."""
