"""Mutated inputs for every reader, the models, the fixes and the settings.

python -m tests.fuzz --count 1000000    over the readers, and what was counted
"""
