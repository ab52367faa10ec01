"""SL1: environment.yml."""
