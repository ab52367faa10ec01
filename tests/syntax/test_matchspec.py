"""Match specs: where the parts stand, what is said of broken ones, and what always holds."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio_lint.base.diagnostics import SAFE, UNSAFE
from studio_lint.base.source import Source, Span, Text
from studio_lint.syntax.conda.build_string import impossible_character, parse_build
from studio_lint.syntax.conda.constraint import Constraint, parse_constraint
from studio_lint.syntax.conda.matchspec import read
from studio_lint.syntax.conda.name import is_legal_name
from tests.texts import text_of


def _at(text):
    return None if text is None else (text.whole.start, text.whole.end)


def test_places_of_all_parts():
    spec = read(text_of("conda-forge::numpy >=1.8,  <2 py3*[md5=abc] # why"))
    assert _at(spec.channel_text) == (0, 11)
    assert _at(spec.name) == (13, 18)
    assert _at(spec.version_text) == (19, 29)
    assert [(one.text, one.start, one.end) for one in spec.version.predicates] == [(">=1.8", 0, 5), ("<2", 8, 10)]
    assert _at(spec.build_text) == (30, 34)
    assert _at(spec.attributes[0].key) == (35, 38)
    assert _at(spec.attributes[0].value) == (39, 42)
    assert _at(spec.comment) == (44, 49)
    assert spec.problems == ()


def test_places_in_a_text_with_escapes():
    source = Source("x", r'"foo\x3d1.8"')
    spec = read(Text(source, "foo=1.8", ((0, 1, 1), (3, 4, 4), (4, 8, 1)), Span(0, 12)))
    assert _at(spec.name) == (1, 4)
    assert _at(spec.version_text) == (4, 11)


def test_extras_and_unknown_keys_are_told_apart_from_known_ones():
    spec = read(text_of("foo[all,version='1.0',optional]"))
    assert [(one.key.value, one.known) for one in spec.attributes] == [
        ("all", False),
        ("version", True),
        ("optional", True),
    ]


@pytest.mark.parametrize(
    ("build", "at"),
    [
        ("py_0", -1),
        ("^<2$", 1),
        ("^|2.0$", 1),
        ("^a|b$", -1),
        ("^a |b$", -1),
        ("^1.8 | 2.0$", 4),
        ("^a ||$", -1),
        ("^(a |b)$", -1),
        ("^(a )?b|c d$", -1),
        ("^[ab] $", -1),
        ("^(?!cuda).*$", -1),
        ("^a{1,2}$", -1),
        ("{{ build }}", 2),
        ("^\\s$", -1),
    ],
)
def test_builds_that_nothing_has(build, at):
    assert impossible_character(build) == at


# Compiled with libstdc++ 12, by the grammar that `std::regex` takes without being told one.
COMPILES = r"^a$ ^(?!cuda).*$ ^(?:a|b)$ ^(?=a)a$ ^a{2}$ ^a{2,}$ ^a{2,3}$ ^(a)\1$ ^a**$ ^|$ ^a]}$ ^\d+$"
BREAKS = r"^*$ ^(?<a)$ ^a{$ ^a{x}$ ^a{3,2}$ ^a{,2}$ ^\1$ ^(a\1)$ ^(?:a)\1$ ^(a$ ^a)$ ^[a$ ^a|*$ ^a$?$"


def test_expressions_of_builds():
    assert [text for text in COMPILES.split() if parse_build(text) is None] == []
    assert [text for text in BREAKS.split() if parse_build(text) is not None] == []


@pytest.mark.parametrize(
    ("spec", "subdirs", "platforms"),
    [
        ("foo", (), None),
        ("foo[subdir=osx-64]", ("osx-64",), None),
        ("foo[subdir='Linux-64,noarch']", ("linux-64", "noarch"), None),
        ("foo[subdir=osx-64,SUBDIR=win-64]", ("win-64",), None),
        ("c::foo[subdir=osx-64]", (), ("osx-64",)),
        ("foo[channel=c,subdir=osx-64,subdir=win-64]", (), ("osx-64",)),
        ("foo[subdir=osx-64,channel=c]", ("osx-64",), ()),
    ],
)
def test_a_platform_goes_to_the_channel_before_it(spec, subdirs, platforms):
    found = read(text_of(spec))
    assert found.subdirs == subdirs
    assert (found.channel and found.channel.platforms) == platforms


@pytest.mark.parametrize(
    ("spec", "part", "message", "spelling", "safety"),
    [
        ("numpy=>1.8", "=>", "`=>` is not a valid version operator; the build fails", "numpy>=1.8", SAFE),
        ("numpy >=1.8 , <2", " ", None, "numpy >=1.8, <2", SAFE),
        (
            "numpy >=1.8 | <1.0",
            " ",
            "the space before `|` ends the constraint; no package matches, and the build fails",
            "numpy >=1.8|<1.0",
            SAFE,
        ),
        ("numpy=1.8 | 2.0", " ", None, "numpy=1.8|2.0", SAFE),
        ("numpy >=1.8 || <1.0", " ", None, "numpy >=1.8|<1.0", UNSAFE),
        ("numpy >=1.8 , <2 | >3", " ", None, "numpy >=1.8, <2|>3", SAFE),
        (
            "numpy 1.8| 2.0",
            " ",
            "the space after `|` ends the constraint; the build fails",
            "numpy 1.8|2.0",
            SAFE,
        ),
        ("numpy >=1.8 |", " ", None, "numpy >=1.8", UNSAFE),
        ("numpy\t1.0", "\t", None, "numpy 1.0", SAFE),
        ("numpy=1.8,", ",", "nothing follows the `,`; the build fails", "numpy=1.8", UNSAFE),
        (
            "numpy>1.8<2",
            "<",
            "missing `,` before `<`; the build fails",
            "numpy>1.8,<2",
            UNSAFE,
        ),
        ("numpy=>1.8,=<2", "=>", "`=>` is not a valid version operator; the build fails", "numpy>=1.8,<=2", SAFE),
        ("foo ^0.2.3", "^0.2.3", None, "foo >=0.2.3,<0.3", UNSAFE),
        ("foo ~1", "~", None, "foo =1", UNSAFE),
        ("foo ~1.0", "~", None, "foo ~=1.0", UNSAFE),
        ("foo@1", "@", None, "foo=1", UNSAFE),
        ("'numpy>=1'", "'numpy>=1'", None, "numpy>=1", UNSAFE),
        ("numpy; python_version<'3.9'", "; python_version<'3.9'", None, "numpy", UNSAFE),
        ("pytorch=2.0 cuda_1", "cuda_1", None, "pytorch=2.0=cuda_1", UNSAFE),
        ("https://host/c::numpy=>1", "=>", None, "https://host/c::numpy>=1", SAFE),
        ("conda-forge/numpy", "/", None, "conda-forge::numpy", UNSAFE),
        ("foo[version>=1.8,<2]", ">=1.8,<2", None, "foo[version='>=1.8,<2']", UNSAFE),
    ],
)
def test_mended(spec, part, message, spelling, safety):
    (problem,) = read(text_of(spec)).problems
    assert spec[problem.span.start : problem.span.end] == part
    assert message is None or problem.message == message
    assert problem.help == f"use `{spelling}`"
    ((span, put),) = problem.edits
    assert spec[: span.start] + put + spec[span.end :] == spelling
    assert problem.safety == safety


@pytest.mark.parametrize(
    ("spec", "part", "message", "help"),
    [
        (
            "numpy, scipy",
            "numpy, scipy",
            "`numpy, scipy` is read as a single name; no package matches, and the build fails",
            "put each package on a separate line: `- numpy`, `- scipy`",
        ),
        ("{{ foo }}", "{{ foo }}", "environment files do not support templates; the build fails", None),
        ("$FOO=1", "$FOO=1", "a package in an environment file cannot contain a variable; the build fails", None),
        (
            "numpy ^1.*$",
            "numpy ^1.*$",
            "a version cannot be a regular expression (`^…$`); the build fails",
            None,
        ),
        ("-e .", "-e .", "`-e` is a command-line option, not a package; the build fails", None),
        (
            "num%py",
            "num%py",
            "`num%py` is not a valid package name because of a `%`; no package matches, and the build fails",
            None,
        ),
        ("foo=1.0=b=c", "=", "a version cannot contain a `=`; the build fails", None),
        ("foo=99999999999999999999999", "99999999999999999999999", None, None),
        ("", "", "this entry names no package: nothing is installed for it", None),
    ],
)
def test_without_a_mend(spec, part, message, help):
    (problem,) = read(text_of(spec)).problems
    assert spec[problem.span.start : problem.span.end] == part
    assert message is None or problem.message == message
    assert help is None or problem.help == help
    assert problem.edits == ()


def test_a_secret_in_a_url_is_not_repeated():
    for spec in ("https://me:hunter2@host/x[version=>]", "https://me:hunter2@host/c::numpy=>1"):
        (problem,) = read(text_of(spec)).problems
        assert "hunter2" not in f"{problem.message}{problem.help}{problem.note}"


@pytest.mark.parametrize(
    ("name", "legal"),
    [
        ("numpy", True),
        ("_libgcc_mutex", True),
        ("__glibc", True),
        ("r-base", True),
        ("7zip", True),
        ("foo.", True),
        ("_", True),
        ("", False),
        ("__", False),
        ("-e", False),
        (".foo", False),
        ("foo..bar", False),
        ("___x", False),
        ("nümpy", False),
        ("a b", False),
    ],
)
def test_names(name, legal):
    assert is_legal_name(name) is legal


SPECIAL = "foo1.*=<>!~,|()[]'\"#: -_+/\\^$\t{}version="


@settings(deadline=None)
@given(st.text(SPECIAL, max_size=40) | st.text(max_size=20))
def test_never_raises_and_stays_within_the_text(value):
    spec = read(text_of(value))
    for problem in spec.problems:
        assert 0 <= problem.span.start <= problem.span.end <= len(value)
        for span, put in problem.edits:
            mended = value[: span.start] + put + value[span.end :]
            assert read(text_of(mended)).problems == ()


RELEASES = st.lists(st.integers(0, 30), min_size=1, max_size=4).map(lambda numbers: ".".join(map(str, numbers)))
ENDS = st.sampled_from(["", "rc1", "a2", ".dev0", ".post1", "_1", "w", "+abc.1", "_"])
VERSIONS = st.builds(lambda epoch, release, end: epoch + release + end, st.sampled_from(["", "1!"]), RELEASES, ENDS)
COMPARISONS = st.builds(str.__add__, st.sampled_from(["==", "!=", ">=", "<=", ">", "<", "=", "~=", ""]), VERSIONS)
CONSTRAINTS = st.recursive(
    COMPARISONS | st.just("*"),
    lambda inner: st.builds("{}{}{}".format, inner, st.sampled_from(",|"), inner) | inner.map("({})".format),
    max_leaves=6,
)


@settings(deadline=None)
@given(CONSTRAINTS)
def test_a_constraint_is_accepted_and_its_canonical_spelling_means_the_same(value):
    first = parse_constraint(value)
    assert isinstance(first, Constraint)
    second = parse_constraint(first.text)
    assert isinstance(second, Constraint)
    assert second.text == first.text


@settings(deadline=None)
@given(
    st.sampled_from(["", "conda-forge::", "bioconda/linux-64::"]),
    st.sampled_from(["numpy", "r-base", "__glibc"]),
    COMPARISONS,
    st.sampled_from(["", "=py3*", "=h123_0"]),
)
def test_a_spec_is_accepted_and_its_printed_form_reads_the_same(channel, name, comparison, build):
    given_ = f"{channel}{name}[version='{comparison}',build='{build.lstrip('=')}']"
    spec = read(text_of(given_))
    again = read(text_of(spec.printed))
    assert spec.problems == again.problems == ()
    assert (again.printed, again.key, again.channel) == (spec.printed, spec.key, spec.channel)


@pytest.mark.parametrize("piece", ["(", "[", "1,", "=", "a|", "'", " ,", "=>", "1.", "~", ":", "#", "[a]", "^1"])
def test_a_long_one_is_read_without_deep_recursion(piece):
    read(text_of("foo " + piece * 20_000))
