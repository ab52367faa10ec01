"""Which files to lint, and why."""
