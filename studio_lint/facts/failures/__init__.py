"""What failed builds and starts print: data about the outside world, each row with its source and its date.

A row names a literal text that a line must contain before any pattern is
tried, and no pattern repeats without a bound next to another repeat
(tests/test_failure_facts.py runs all of them over hostile lines).
"""
