"""Readers of match specs, versions and channels."""
