"""Settings files of programs, read as each program reads its own."""
