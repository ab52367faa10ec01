"""Whether each shell script can be read by the shell that runs it, and what that does otherwise."""
