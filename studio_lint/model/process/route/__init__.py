"""The route of the session's port from the Platform to the program that listens on it."""
