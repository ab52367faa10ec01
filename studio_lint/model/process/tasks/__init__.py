"""Programs that start what a file of the project names: package scripts, Makefiles, Procfiles."""
