"""Reading and writing files, and the paths that may be read and written."""
