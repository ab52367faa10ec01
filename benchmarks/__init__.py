"""What a check costs, beside other programs: `python -m benchmarks` runs all of it and prints one table."""
