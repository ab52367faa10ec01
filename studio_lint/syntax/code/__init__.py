"""Programs in other languages (sed, awk, Python, R): whether their interpreters refuse to parse them."""
