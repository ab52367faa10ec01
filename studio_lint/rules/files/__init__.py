"""SL0: files that cannot be read."""
