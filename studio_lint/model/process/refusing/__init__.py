"""Programs that refuse to run the way they are started."""
