"""One module a rule, in one folder a family."""
