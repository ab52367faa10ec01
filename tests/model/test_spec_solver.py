"""Which of micromamba's solvers a spec goes to, and what that one never finds."""

from __future__ import annotations

import pytest

from studio_lint.model.environment.solver import LIBMAMBA, LIBSOLV, UNKNOWN, lacks_series, never_found, solver_of
from studio_lint.syntax.conda.matchspec import read
from tests.texts import text_of


@pytest.mark.parametrize(
    ("spec", "solver"),
    [
        ("foo", LIBSOLV),
        ("foo=1.8", LIBSOLV),
        ("foo=1.8=py_0", LIBSOLV),
        ("foo=1.8=*cuda*", LIBSOLV),
        ("foo>=1,<2", LIBSOLV),
        ("foo[version='>=1|<0.5']", LIBSOLV),
        ("foo[optional,extra=1]", LIBSOLV),
        ("conda-forge::foo", LIBMAMBA),
        ("ns:foo", LIBMAMBA),
        ("foo[build_number=1]", LIBMAMBA),
        ("foo[MD5=abc]", LIBMAMBA),
        ("foo>=1,<2,!=1.5", LIBMAMBA),
        ("foo 1.*.1", LIBMAMBA),
        ("foo=1,<2", UNKNOWN),
        ("foo~=1,<3", UNKNOWN),
        ("foo[build='^py.*$']", UNKNOWN),
    ],
)
def test_solver(spec: str, solver: str) -> None:
    assert solver_of(read(text_of(spec)).shape) == solver


@pytest.mark.parametrize(
    ("spec", "part"),
    [
        # Measured with micromamba 2.8.1.
        ("foo>1.8.*", ">1.8.*"),
        ("foo<=1.8.*", "<=1.8.*"),
        ("foo~=1.8.*", "~=1.8.*"),
        ("foo *.8", "*.8"),
        ("foo>=1.8.*", None),
        ("foo!=2.*", None),
        ("foo==1.8*", None),
        ("foo~=1.8*", None),
        # Read in libsolv's and libmamba's sources.
        ("foo>=1,<1.9.*", "<1.9.*"),
        ("foo>=1|<1.9.*", None),
        ("foo 1.*.1", "1.*.1"),
        ("foo=1.*.1=py_0", "=1.*.1"),
        ("foo=1.*.1=py*", None),
        ("foo!=1.*.1", None),
        ("foo 1.*.1,>0", None),
        ("conda-forge::foo>1.8.*", None),
        ("foo<2.*[build_number=0]", None),
        ("foo>=1,<2.*,!=1.5", None),
        ("foo=1.*,<1.9.*", None),
        ("conda-forge::foo=1.8*", "=1.8*"),
        ("conda-forge::foo==1.8*", "==1.8*"),
        ("conda-forge::foo 1.8*", None),
        ("conda-forge::foo=1.8.*", None),
        ("foo=1.8*", None),
        # Run with libsolv 0.7.23.
        ("openssl=1.1.1*", "=1.1.1*"),
        ("openssl=1.1.1*=h7*", "=1.1.1*"),
        ("openssl=1.1*", None),
        ("openssl==1.1.1*", None),
        ("openssl 1.1.1*", None),
        ("openssl=1.1.1.*", None),
        ("tzdata=2024*", "=2024*"),
        ("python=3.10*", None),
        ("python=3.10.4*", "=3.10.4*"),
        ("foo", None),
    ],
)
def test_never_found(spec: str, part: str | None) -> None:
    read_spec = read(text_of(spec))
    found = never_found(read_spec)
    text = read_spec.version_text
    assert (None if found is None or text is None else text.value[found.start : found.end]) == part


@pytest.mark.parametrize(
    ("spec", "lacks"),
    [
        ("foo~=1", True),
        ("foo~=2024", True),
        ("foo~=1rc1", True),
        ("foo~=1!2", True),
        ("foo~=1=py_0", True),
        ("foo~=1.8", False),
        ("foo~=1_8", False),
        ("foo~=1!2.0", False),
        ("conda-forge::foo~=1", False),
        ("foo~=1,<3", False),
        ("foo~=1,<3,!=2", False),
    ],
)
def test_lacks_series(spec: str, lacks: bool) -> None:
    assert (lacks_series(read(text_of(spec))) is not None) is lacks
