"""SIGTERM on its way to the program: what stays between, and what does not listen to it."""
