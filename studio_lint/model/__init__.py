"""Turns trees into meaning: what will happen according to the files."""
