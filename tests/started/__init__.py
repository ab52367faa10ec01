"""Studios that are really built and started, beside what studio-lint says of them.

`python -m tests.started` prints a table. `test_started.py` runs where STUDIO_LINT_STARTED is set and a Docker daemon
answers. CONTRIBUTING.md says more.
"""
