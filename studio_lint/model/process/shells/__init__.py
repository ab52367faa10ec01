"""Whether the shell that runs a script can read it, and what happens otherwise."""
