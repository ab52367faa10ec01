"""Whole environment files beside what micromamba 2 does with them: rows that no rule's fixture has."""

from __future__ import annotations

import pytest

from studio_lint.base.diagnostics import ADVICE
from studio_lint.base.source import Source
from studio_lint.lint import engine
from studio_lint.syntax.conda.channel import Channel, parse_channel
from studio_lint.syntax.conda.name import is_legal_name

HEAD = "channels:\n  - conda-forge\ndependencies:\n"


def found(text: str) -> list[tuple[str, str, str]]:
    """Code, line:column and message of all but the advice."""
    rows = []
    for finding in engine.check_source(Source("environment.yml", text), "environment").findings:
        if finding.severity != ADVICE:
            line, column = finding.place.source.position(finding.place.span.start)
            rows.append((finding.code, f"{line}:{column}", finding.message))
    return rows


@pytest.mark.parametrize(
    "text",
    [
        "  - python=3.12\n  - uv\n  - pip:\n    - requests==2.32.3\n",
        "  - foo=v1.8\n  - tzdata=v2024\n",
        "  - pip=24\n  - pip:\n    - x==1 \\\n    - --hash=sha256:aa\n    - y==2 --hash=sha256:bb \\\n",
        "  - pip=24\n  - pip:\n    - |\n      x==1 \\\n        --hash=sha256:aa\n      y==2 --hash=sha256:bb\n",
        "  - conda-forge::foo>1.8.*\n  - conda-forge::bar~=1\n  - baz=1.*,<1.9.*\n",
        "  - 7zip=19.0\n  - 3d-dna=201008\n",
        "  - sel(osx):\n  - python=3.12\n",
        "  - sel(osx): ''\n  - sel(win): a\n      - b\n  - python=3.12\n",
        "  - python=py311|=3.12\n  - foo=latest|1.0\n",
        "  - python=3.12 # \x92 \x07\n",
        "  - python=3.8\n  - git\n  - pip:\n    - git+https://a.org/x.git#egg=x[y]\n",
        "  - python\n  - git\n  - pip<25\n  - pip:\n    - git+https://a.org/x.git#egg=x[y]\n",
    ],
)
def test_what_is_right(text: str) -> None:
    assert found(HEAD + text) == []


@pytest.mark.parametrize(
    ("text", "code", "at", "message"),
    [
        ("  - python=3.12\n  - uv:\n    - x==1\n", "SL104", "5:5",
         "micromamba ignores a `uv:` section: the build is green, and nothing in this list is installed"),
        ("  - uv\n  - uv:\n    - x=1\n", "SL104", "5:5",
         "micromamba ignores a `uv:` section: the build is green, and nothing in this list is installed"),
        ("  - python>=3.9\n  - git\n  - pip>=20\n  - pip:\n    - git+https://a.org/x.git#egg=x[y]\n", "SL117", "8:35",
         "`#egg=` contains more than a project name; the build fails"),
        ("  - python=3.12\n  - pip=24\n  - pip:\n    - x==1 \\\n    - y==2\n", "SL117", "7:7",
         "several packages on one line; the build fails"),
        ("  - python=3.12\n  - pip=24\n  - pip:\n    - https://a.org/x-y-1.0-py3-none-any.whl\n", "SL117", "7:21",
         "invalid wheel file name; the build fails"),
        ("  - conda-forge::foo=1.8*\n", "SL106", "4:21",
         "`*` directly after a number matches no version of foo; the build fails"),
        ("  - foo 1.*.1\n", "SL106", "4:9", "no version of foo satisfies `1.*.1`; the build fails"),
        ("  - python=py310\n", "SL106", "4:11",
         "`py310` is not a version of python; the build fails"),
        ("  - numpy==v1.26\n", "SL106", "4:10", "`v1.26` is not a version of numpy; the build fails"),
        ("  - '3.10'\n", "SL104", "4:5",
         "this number is read as a package named `3.10`, which does not exist; the build fails"),
        ("  - 1.8.1\n", "SL104", "4:5",
         "this number is read as a package named `1.8.1`, which does not exist; the build fails"),
        ("  - sel(linux):\n", "SL124", "4:5",
         "`sel(linux)` takes exactly one package, not none; the build fails"),
        ("  - __win\n", "SL109", "4:5",
         "`__win` exists only for Windows, but the image is built for linux-64; the build fails"),
        ("  - sel(linux): ''\n", "SL104", "4:17",
         "empty entry: it is silently ignored"),
        ("  - sel(unix): a=1\n      - b=1\n", "SL101", "5:7",
         "this line is read as part of the one above (`a=1 - b=1`); the build fails"),
        ("  - a=1\nvariables: {[b]: c}\n", "SL101", "5:13", "the name of a variable is not a string; the build fails"),
    ],
)  # fmt: skip
def test_what_is_wrong(text: str, code: str, at: str, message: str) -> None:
    assert found(HEAD + text) == [(code, at, message)]


@pytest.mark.parametrize(
    ("text", "location", "platforms"),
    [
        ("conda-forge/Linux-64", "conda-forge", ("linux-64",)),
        ("https://a.org/b/linux-64/", "https://a.org/b", ("linux-64",)),
        ("a[noarch|Linux-64]", "a", ("linux-64", "noarch")),
        ("a[,linux-64]", "a", ()),
        ("a/label/linux-65", "a/label/linux-65", ()),
    ],
)
def test_platforms_of_channels(text: str, location: str, platforms: tuple[str, ...]) -> None:
    assert parse_channel(text) == Channel(location, platforms)


NAMES = {
    True: "a 7zip _a __a _ a- a_ a. _.a _-a __a.b LTR_retriever r-data.table a.b-c_d",
    False: "-a .a __ ___a __-a a..b a-_b a,b a+b é a/b a@1 a! _",
}


def test_names_as_cep_26_has_them() -> None:
    """A lone `_` is a name; the last word of the other list is that and a wide dash."""
    assert [name for name in NAMES[True].split() if not is_legal_name(name)] == []
    assert [name for name in f"{NAMES[False]}\u2014a".split() if is_legal_name(name)] == []
