"""Packages: which cannot be installed on linux-64, and which have another name on PyPI.

Builds are for linux-64. Sources for the first table: the recipes of conda-forge (`skip` of *-feedstock/recipe,
read 2026-11). Two packages only seem to be of this kind: appnope has been noarch since 0.1.3 (before, it
was built only for macOS), and pywin32 has also been built for Linux, as an empty package, since 303.
"""

from __future__ import annotations

ELSEWHERE = {
    "pyobjc-core": "macOS",
    "pyobjc-framework-cocoa": "macOS",
    "pyobjc-framework-coreservices": "macOS",
    "pyobjc-framework-fsevents": "macOS",
    "python.app": "macOS",
    "pywinpty": "Windows",
    "winpty": "Windows",
    "wincertstore": "Windows",
    "vc": "Windows",
    "vc14_runtime": "Windows",
    "vs2015_runtime": "Windows",
    "ucrt": "Windows",
    "m2w64-gcc-libs": "Windows",
    "m2w64-gcc-libs-core": "Windows",
    "m2w64-gcc-libgfortran": "Windows",
    "m2w64-gmp": "Windows",
    "m2w64-libwinpthread-git": "Windows",
    "msys2-conda-epoch": "Windows",
    "__osx": "macOS",
    "__win": "Windows",
}
"""Name → the system it is built for; no version of it exists for linux-64 or noarch."""

WITHOUT_USE = {"appnope": "macOS", "pywin32": "Windows"}
"""Name → the system it serves; on Linux it can be installed and does nothing."""

ON_LINUX_SINCE = {"appnope": "0.1.3", "pywin32": "303"}
"""Name → the first version that can be installed on Linux."""

BUILDS = {"osx": "macOS", "osx64": "macOS", "win": "Windows", "win32": "Windows", "win64": "Windows"}
"""Word of a build string → the system that it names."""

BUILD_HASHES = {
    "h1de35cc": "macOS",
    "haf84260": "macOS",
    "hecd8cb5": "macOS",
    "hca03da5": "macOS",
    "h50d1736": "macOS",
    "h6e9494a": "macOS",
    "h2ec42d9": "macOS",
    "haa95532": "Windows",
}
"""Hash in a build string → the only system that has it: conda-build makes it of the variant, the platform among it.

The first four and the last are those of packages without compiled parts in Anaconda's channels, the others of
conda-forge's for one Python each. Source: public listings that name the platform (`pkgs/main/osx-64::…`), 2026-11.
"""

# Sources: grayskull, strategy/config.yaml and the mapping of regro/cf-graph-countyfair (mappings/pypi), which
# conda's own tools use (read 2026-11). Only pairs that bring the same modules.
SAME_PROJECT = {
    "torch": ("pytorch", "pytorch-cpu", "pytorch-gpu"),
    "torch-geometric": ("pytorch_geometric",),
    "opencv-python": ("opencv", "py-opencv", "opencv-python-headless"),
    "opencv-python-headless": ("opencv", "py-opencv", "opencv-python-headless"),
    "opencv-contrib-python": ("opencv", "py-opencv"),
    "matplotlib": ("matplotlib-base",),
    "dask": ("dask-core",),
    "tables": ("pytables",),
    "graphviz": ("python-graphviz",),
    "igraph": ("python-igraph",),
    "blosc": ("python-blosc",),
    "brotli": ("brotli-python",),
    "msgpack": ("msgpack-python",),
    "docker": ("docker-py",),
    "redis": ("redis-py",),
    "kubernetes": ("python-kubernetes",),
    "flatbuffers": ("python-flatbuffers",),
    "xxhash": ("python-xxhash",),
    "kaleido": ("python-kaleido",),
    "annoy": ("python-annoy",),
    "confluent-kafka": ("python-confluent-kafka",),
    "soundfile": ("pysoundfile",),
    "sounddevice": ("python-sounddevice",),
    "neo4j": ("neo4j-python-driver",),
    "ortools": ("ortools-python",),
    "pvlib": ("pvlib-python",),
    "pyqt5": ("pyqt",),
    "symengine": ("python-symengine",),
    "trino": ("trino-python-client",),
    "h2o": ("h2o-py",),
    "boruta": ("boruta_py",),
}
"""PyPI name (PEP 503) → further conda names of the same project."""

# From recipes of conda-forge (2026-11), not measured: each is a program or a library of C or C++ (redis, kubernetes:
# the tools of the servers), while PyPI has a binding, a wrapper or something else. These names only make a rule silent.
OTHER_PROJECT = frozenset(
    (
        *("blosc", "brotli", "ffmpeg", "flatbuffers", "gmsh", "graphviz", "igraph", "jq", "kubernetes", "leveldb"),
        *("pandoc", "re2", "redis", "snappy", "sox", "symengine", "tesseract", "tree", "wget", "xxhash", "zstd"),
    )
)
"""Names (PEP 503) that mean one thing to conda and another to PyPI; the two can stand side by side."""

WITH_PYTHON = ("pip", "setuptools", "wheel")
"""Projects of PyPI that come with conda's Python or its pip; that pip renews them is usual."""

VIRTUAL = "__"
"""How the names of virtual packages begin: the machine provides them (CEP 30)."""

FOR_THE_BUILD = ("pip", "uv", "git")
"""conda packages that install others; what the Studio computes does not depend on their versions."""

NO_EXTRAS_IN_EGG_NAMES = (("pip", "26"), ("python", "3.10"))
"""Package → the version from which on pip refuses `#egg=name[extra]`; pip 26 needs Python 3.10. Read in pip 26.3."""
