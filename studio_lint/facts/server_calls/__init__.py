"""Calls that start a server, and how each of them receives its port."""
