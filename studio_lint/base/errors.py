"""Errors that end the program with a sentence instead of a traceback."""

from __future__ import annotations


class UsageError(Exception):
    """The command line or the settings are wrong; the text says how. Exit status 2."""
