"""Release series of packages whose numbers are easily truncated: 3.1 instead of 3.10.

Source: the projects' own release histories, 2026-11. The lists contain series that
have been packaged. A number that is only the beginning of one of them
(python 3.1, perl 5.3) is not in the lists, and never was in a channel.
"""

from __future__ import annotations


def _run(head: str, first: int, last: int) -> tuple[str, ...]:
    return tuple(f"{head}{number}" for number in range(first, last + 1))


SERIES = {
    "python": ("2.6", "2.7", *_run("3.", 3, 15)),
    "perl": ("5.20", "5.22", "5.26", "5.30", "5.32", "5.34", "5.36", "5.38", "5.40", "5.42"),
    "numpy": (*_run("1.", 5, 26), *_run("2.", 0, 4)),
    "scikit-learn": (*_run("0.", 11, 24), *_run("1.", 0, 8)),
    "nodejs": ("0", *_run("", 4, 26)),
    "openjdk": _run("", 6, 26),
    "postgresql": ("9", *_run("", 10, 18)),
    "go": _run("1.", 4, 26),
    "nextflow": ("0", *_run("", 17, 26)),
    "r-base": (*_run("3.", 1, 6), *_run("4.", 0, 5)),
}
"""For each package the series that exist, as written in `=series`."""


NUMBERS = {"jpeg": 1, "nodejs": 3, "numpy": 3, "openssl": 3, "python": 3, "tzdata": 1}
"""For each package how many numbers its versions have at most, letters after one counted in: openssl 1.1.1w, tzdata
2024a (the files of conda-forge and defaults, 2026-11)."""


EXAMPLES = {
    "anndata": "0.11.1",
    "bcftools": "1.21",
    "biopython": "1.84",
    "bokeh": "3.6.2",
    "bwa": "0.7.18",
    "dash": "2.18.2",
    "fastqc": "0.12.1",
    "flask": "3.1.0",
    "httpx": "0.28.1",
    "jupyterlab": "4.3.4",
    "matplotlib": "3.10.0",
    "multiqc": "1.25.2",
    "numpy": "2.2.0",
    "pandas": "2.2.3",
    "plotly": "5.24.1",
    "polars": "1.19.0",
    "pysam": "0.22.1",
    "requests": "2.32.3",
    "samtools": "1.21",
    "scanpy": "1.10.4",
    "scikit-learn": "1.6.0",
    "scipy": "1.14.1",
    "seaborn": "0.13.2",
    "streamlit": "1.41.1",
}
"""For popular packages one version that conda-forge or bioconda has and, where it is a Python package, PyPI too
(their indexes, 2026-11): what an example may name."""


def cut_short(package: str, version: str) -> tuple[str, ...]:
    """The series that a version may be the beginning of, when it is none itself: 3.1 → 3.10, 3.11, …"""
    known = SERIES.get(package, ())
    for series in known:
        if version == series or series.startswith(version + ".") or version.startswith(series + "."):
            return ()
    size = len(version)
    return tuple(series for series in known if series.startswith(version) and series[size].isdecimal())


def run_together(package: str, version: str) -> str:
    """The series whose dots a version may have lost, when it is none itself: 311 → 3.11; "" for any other."""
    known = SERIES.get(package, ())
    if not version.isdecimal() or any(series == version or series.startswith(version + ".") for series in known):
        return ""
    return next((series for series in known if "." in series and series.replace(".", "") == version), "")


_LETTERS = str.maketrans("OoIl", "0011")
_SMALL = "ol"


def letters_for_digits(package: str, version: str) -> str:
    """A version whose letters O, I or l become the digits that they look like: 1.2O → 1.20; "" for any other.

    One without a digit is a word. Small letters are taken for digits only where all versions of the package are
    numbers: openssl 1.1.1l exists.
    """
    plain = version.translate(_LETTERS)
    numbers = plain.split(".")
    if plain == version or not all(number.isascii() and number.isdecimal() for number in numbers):
        return ""
    if not any(character.isdecimal() for character in version):
        return ""
    return "" if package not in SERIES and any(letter in version for letter in _SMALL) else plain
