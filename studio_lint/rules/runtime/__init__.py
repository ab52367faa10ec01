"""SL4: what runs, and where it listens."""
