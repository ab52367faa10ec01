"""Reader of shell commands."""
