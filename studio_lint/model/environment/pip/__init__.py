"""What pip is asked for, by sections of environments, RUNs and requirements files."""
