"""Programs that refuse to run in the way in which they are started."""
