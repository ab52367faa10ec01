"""The source of programs of the project's own: where each language takes its port and host from."""
