"""Lines of a pip section, as pip reads them."""

from __future__ import annotations

import sys

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from packaging.requirements import Requirement

from studio_lint.base.source import Source, Span
from studio_lint.syntax.pip.requirement import read
from studio_lint.syntax.pip.tree import RequirementLine, normalized


def line(value: str) -> RequirementLine:
    return read(Source("environment.yml", value).text_of(Span(0, len(value))))


@pytest.mark.parametrize(
    ("value", "kind", "name", "specifier", "url"),
    [
        ("numpy", "requirement", "numpy", None, None),
        ("numpy==1.2", "requirement", "numpy", "==1.2", None),
        ("numpy>=1.2,<2", "requirement", "numpy", ">=1.2,<2", None),
        ("  numpy >= 1.2 # why", "requirement", "numpy", ">= 1.2", None),
        ("numpy (>=1.2)", "requirement", "numpy", "(>=1.2)", None),
        ("Foo.bar_baz[x,y] ~=1.2.3", "requirement", "Foo.bar_baz", "~=1.2.3", None),
        ("numpy;", "requirement", "numpy", None, None),
        ("numpy ; python_version > '3'", "requirement", "numpy", None, None),
        ("numpy===what", "requirement", "numpy", "===what", None),
        ("six==1.16.0 --hash=sha256:00", "requirement", "six", "==1.16.0", None),
        ("x @ https://a.org/b.whl", "url", "x", None, "https://a.org/b.whl"),
        ("https://a.org/x-1.0-py3-none-any.whl", "url", "x", None, "https://a.org/x-1.0-py3-none-any.whl"),
        ("git+https://a.org/x.git@v1#egg=x", "vcs", "x", None, "git+https://a.org/x.git@v1#egg=x"),
        ("x@git+ssh://git@a.org/x.git", "vcs", "x", None, "git+ssh://git@a.org/x.git"),
        ("-e git+https://a.org/x.git#egg=x", "vcs", "x", None, "git+https://a.org/x.git#egg=x"),
        ("-e x@git+https://a.org/x.git", "vcs", "x", None, "git+https://a.org/x.git"),
        ("-e x[y]@git+https://a@b.org/x.git", "vcs", "x", None, "git+https://a@b.org/x.git"),
        ("-e git+ssh://git@a.org/x.git#egg=x", "vcs", "x", None, "git+ssh://git@a.org/x.git#egg=x"),
        ("https://a.org/x_y-1.0-2-py3-none-any.whl", "url", "x_y", None, "https://a.org/x_y-1.0-2-py3-none-any.whl"),
        ("https://a.org/x.zip", "url", None, None, "https://a.org/x.zip"),
        ("https://a.org/x.zip#egg=y", "url", "y", None, "https://a.org/x.zip#egg=y"),
        ("--index-url https://a.org/simple", "options", None, None, None),
        ("--extra-index https://a.org/simple", "options", None, None, None),
        ("-ihttps://a.org/simple", "options", None, None, None),
        ("-r https://a.org/requirements.txt", "options", None, None, None),
        ("--pre", "options", None, None, None),
        ("# only a comment", "blank", None, None, None),
        ("", "blank", None, None, None),
        ("numpy==${VERSION}", "unknown", None, None, None),
    ],
)
def test_what_pip_takes(value: str, kind: str, name: str | None, specifier: str | None, url: str | None) -> None:
    found = line(value)
    assert (found.kind, found.problems, found.local) == (kind, (), None)
    parts = [part.value if part else None for part in (found.name, found.specifier, found.url)]
    assert parts == [name, specifier, url]


@pytest.mark.parametrize(
    ("value", "wrong", "kind", "message", "spelling"),
    [
        ("x=1.0", "=", "operator", "`=` is not a valid version operator for pip", "x==1.0"),
        ("x=1.0.*", "=", "operator", "`=` is not a valid version operator for pip", "x==1.0.*"),
        ("x=1.0=py_0", "=1.0=py_0", "operator", "`=` and a build string are conda's, not pip's", "x==1.0"),
        ("x=>1", "=>", "operator", "`=>` is not a valid version operator for pip", "x>=1"),
        ("x= <1", "= <", "operator", "`=<` is not a valid version operator for pip", "x<=1"),
        ("x > = 1", "> =", "operator", "space inside the operator", "x >= 1"),
        ("x^1.2", "^", "operator", "`^` is not a valid version operator for pip", "x~=1.2"),
        ("x>", ">", "operator", "no version follows the operator", "x"),
        ("x 1.0", " ", "operator", "missing operator before the version", "x==1.0"),
        ("x,", ",", "comma", "nothing follows the comma", "x"),
        ("x>=1 <2", " ", "comma", "missing comma between two constraints", "x>=1,<2"),
        ("x>=1.0.*", ".*", "version", "`.*` is only valid with `==` and `!=`", "x>=1.0"),
        ("x~=1", "1", "version", "`~=` needs a version with at least two numbers", "x~=1.0"),
        ("conda-forge::x", "conda-forge::", "channel", "pip has no channels", "x"),
        ("pip install x", "pip install ", "command", "`pip install` is a command, not a requirement", "x"),
        ("'x'", "'x'", "quotes", "the quotes are part of the value here", "x"),
        ("x==latest", "==latest", "invalid", "`==latest` is not a valid version constraint for pip", None),
        ("x, y", "x, y", "invalid", "several packages on one line", None),
        ("{{ x }}", "{{", "invalid", "a project name cannot start like this", None),
        ("_x", "_x", "invalid", "a project name cannot start like this", None),
        ("x.", ".", "invalid", "a project name cannot end with `.`", None),
        ("x ; what", "what", "marker", "the text after `;` is not a valid marker", None),
    ],
)
def test_what_pip_refuses(value: str, wrong: str, kind: str, message: str, spelling: str | None) -> None:
    found = line(value)
    (problem,) = found.problems
    assert problem.kind == kind
    assert problem.message == f"{message}; the build fails"
    assert found.text.source.slice(problem.span) == wrong
    mended = value
    for span, put in reversed(problem.edits):
        mended = mended[: span.start] + put + mended[span.end :]
    assert mended == (spelling or value)
    if spelling:
        Requirement(mended)
        assert problem.help == f"use `{spelling}`"


@pytest.mark.parametrize(
    ("value", "wrong", "kind", "note"),
    [
        ("x --flag", "--flag", "option", "pip: no such option: --flag"),
        ("-U x", "-U", "option", "pip: no such option: -U"),
        ("--index-url", "--index-url", "option-value", "pip: --index-url option requires 1 argument"),
        ("--pre=1", "--pre=1", "option-value", "pip: --pre option does not take a value"),
        ("--pre x", "x", "passed-over", None),
        ("--index-url 'https://a", "'", "quote", None),
        ("x@1.0", "@", "operator", None),
        ("https://a.org/x.whl", "x.whl", "wheel", "pip: Invalid wheel filename"),
        ("https://a.org/x-1-a-py3-none-any.whl", "x-1-a-py3-none-any.whl", "wheel", "pip: Invalid wheel filename"),
        (
            "x==1 --hash=sha256",
            "sha256",
            "option-value",
            "pip: Arguments to --hash must be a hash name followed by a value",
        ),
        (
            "x==1 --hash=md5:0",
            "md5:0",
            "option-value",
            "pip: Arguments to --hash must be a hash name followed by a value",
        ),
    ],
)
def test_options_and_addresses(value: str, wrong: str, kind: str, note: str | None) -> None:
    (problem,) = line(value).problems
    assert (problem.kind, problem.note) == (kind, note)
    assert value[problem.span.start : problem.span.end] == wrong


@pytest.mark.parametrize(
    ("value", "local"),
    [
        ("-r requirements.txt", "requirements.txt"),
        ("-rrequirements.txt", "requirements.txt"),
        ("--constraint=c.txt", "c.txt"),
        ("-e .", "."),
        ("-e 'my dir'", "my dir"),
        (".", "."),
        ("./x[all]", "./x[all]"),
        ("a/b", "a/b"),
        ("x-1.0.tar.gz", "x-1.0.tar.gz"),
        ("file:///x", "file:///x"),
        ("x @ file:///y", "file:///y"),
    ],
)
def test_what_only_the_author_has(value: str, local: str) -> None:
    found = line(value)
    assert found.local is not None
    assert (found.local.value, found.problems) == (local, ())


def test_names_compare_as_pep_503_says() -> None:
    assert normalized("Foo__Bar.-baz") == "foo-bar-baz"


def test_a_url_is_not_repeated() -> None:
    (problem,) = line("x >= @ https://me:secret@a.org/x.zip").problems
    assert "secret" not in f"{problem.message}{problem.help}{problem.note}{problem.edits_message}"


PLAIN = ("numpy>=1.2,<2", "numpy==2.1.*", "numpy!=2.*", "x~=1.2", "x==4.3.0.post1", "x>=1.2rc1", "x==1.2rc1.post2")
NOT_PLAIN = ("x>=2.*", "x~=1", "x==1.x", "x==1.post", "x==*", "x==rc1", "x==1.rc1", "x~=1.2.post1", "x==1.2.dev1")


@pytest.mark.parametrize("value", PLAIN)
def test_a_plain_line_needs_no_judge(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "packaging.requirements", None)
    read = line(value)
    assert read.specifier is not None
    assert read.specifier.value == value.lstrip("numpyx")
    assert not read.problems


@pytest.mark.parametrize("value", PLAIN)
def test_a_plain_line_is_sound(value: str) -> None:
    from packaging.requirements import Requirement

    assert Requirement(value).name == line(value).project


@pytest.mark.parametrize("value", NOT_PLAIN)
def test_the_judge_looks_at_all_others(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "packaging.requirements", None)
    with pytest.raises(ImportError):
        line(value)


@given(st.one_of(st.text(st.sampled_from("ab1.-_=<>!~,;@[]()#$/: \"'\\*{}é\n"), max_size=40), st.text(max_size=40)))
@example(":.*")
@example("a~=\N{SUPERSCRIPT TWO}")
def test_the_reader_never_raises(value: str) -> None:
    found = line(value)
    for problem in found.problems:
        assert 0 <= problem.span.start <= problem.span.end <= len(value)
        mended = value
        for span, put in reversed(problem.edits):
            mended = mended[: span.start] + put + mended[span.end :]
        assert mended != value or not problem.edits
