"""How base images start by themselves, and what of that a Studio replaces."""
