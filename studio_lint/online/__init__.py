"""What only registries and channels know: asked with `--online`, never else.

Nothing of the program imports this room but `check --online`. It makes values
of `model/answers`; rules judge these, and ask nobody.
"""
