"""Trees to meaning: what the files say will happen."""
