"""Checks the files that make a Seqera Studio, before a build does."""

__version__ = "0.1.0"
