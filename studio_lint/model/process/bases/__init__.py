"""What base images start by default, and what a Studio replaces."""
