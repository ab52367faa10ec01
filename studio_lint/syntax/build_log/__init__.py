"""Logs of image builds and of session starts, read line by line into steps."""
