"""Starts that come to their end although a session goes on."""
