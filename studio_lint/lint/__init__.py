"""From a file to its findings."""
