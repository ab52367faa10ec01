"""Applying fixes, and what they have to prove first."""
