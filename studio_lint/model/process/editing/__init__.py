"""Edits that make a start command listen on the session's port."""
