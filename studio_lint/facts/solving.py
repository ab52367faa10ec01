"""What a Linux container provides to packages, and where channels are hosted.

Sources: the templates of Wave's conda builds (2026-08: `micromamba install` in `mambaorg/micromamba:2-amazon2023`,
before that in `1.5.10-noble`; if the solver needs `__cuda`, again with CONDA_OVERRIDE_CUDA=99); libmamba
2.8 on the names of channels. The newest C library of these images is that of Ubuntu 24.04.
"""

from __future__ import annotations

PLATFORMS = ("linux-64", "noarch")

VIRTUAL_PACKAGES = (
    ("__unix", "0", "0"),
    ("__linux", "6.8", "0"),
    ("__glibc", "2.39", "0"),
    ("__archspec", "1", "x86_64_v3"),
)
"""Name, version and build."""

CUDA = ("__cuda", "99", "0")
UNSURE = "__archspec"
"""The processor of the machine that builds is not known."""

CHANNEL_HOST = "https://conda.anaconda.org"
ANACONDA_HOST = "https://repo.anaconda.com"
CHANNELS_OF_DEFAULTS = ("pkgs/main", "pkgs/r")
ANACONDA_CHANNELS = ("pkgs/main", "pkgs/r", "pkgs/pro", "pkgs/msys2", "pkgs/free")
WITHOUT_CHANNELS = "conda-forge"
"""Where micromamba looks in Wave's images if a file names no channel."""

LOCK_READERS = frozenset(("mamba", "micromamba"))
LOCK_ENDINGS = ("-lock.yml", "-lock.yaml", "-lock.json")
"""Files that these programs read as a lock file by their name's ending, whatever is in them.

Source: libmamba's `is_conda_env_lockfile_name` (`env_lockfile.cpp`), read 2026-11-28.
"""
