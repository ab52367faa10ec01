"""Calls of programs that begin to listen: which they are, and how they are given their port."""
