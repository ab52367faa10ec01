"""Which branches of a script run, as far as its own words decide it."""
