"""Attacks on whoever lints a stranger's repository, as data, and what runs them.

A module of this folder that has `ATTACKS` is a list of them; `test_attacks.py`
carries out each one and demands that it has no effect.
"""
