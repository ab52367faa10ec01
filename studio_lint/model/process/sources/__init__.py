"""The source code of the project's own programs: where each language gets its port and host."""
