"""Reader of Dockerfiles, as BuildKit reads them."""
