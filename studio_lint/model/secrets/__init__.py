"""Credentials: recognizing them, and hiding them."""
