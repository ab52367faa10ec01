"""The first words of a conda solver's explanation of why it found nothing.

Sources: libmamba (problems_graph.cpp), libsolv, conda (exceptions.py), rattler, read 2026-11.
"""

from __future__ import annotations

TREES = (
    "Could not solve for environment specs",
    "Cannot solve the request because of",
    "ResolvePackageNotFound",
    "PackagesNotFoundError",
    "nothing provides requested",
    "nothing provides ",
    "LibMambaUnsatisfiableError",
    "UnsatisfiableError",
    "The following package could not be installed",
    "The following packages are incompatible",
    "No candidates were found for",
)
