"""Encodings other than UTF-8, and which programs reject an environment file in them."""

from __future__ import annotations

from studio_lint.facts.installers.conda import CONDA

BYTES = "bytes"
"""Bytes that are no UTF-8, as Latin-1 has them."""
NUL = "NUL"
"""UTF-8, with NUL characters in it."""
UTF_16 = "UTF-16"
UTF_16_UNMARKED = "UTF-16 without a byte order mark"
UTF_32 = "UTF-32"

REFUSED_ENCODINGS = {
    "Wave": frozenset((UTF_16, UTF_32)),
    CONDA: frozenset((BYTES, NUL, UTF_16_UNMARKED, UTF_32)),
}
"""Encodings of an environment file that a reader refuses; yaml-cpp, for micromamba and mamba 2, takes them all.

yaml-cpp finds out about UTF-16 and UTF-32 and lets other bytes through, and NUL in a comment. conda decodes UTF-8, else
UTF-16, and ruamel.yaml refuses NUL. Wave makes a string of the bytes as if they were UTF-8 (`ContainerHelper`), where
UTF-16 without its mark survives. Sources: yaml-cpp and the readers of micromamba 2.8.1 and conda 26.9, run with such
files (2026-11); Wave's sources, 2026-08.
"""
