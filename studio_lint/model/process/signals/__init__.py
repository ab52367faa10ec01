"""The way of SIGTERM to the program: parents that do not forward it, and programs that ignore it."""
