"""Small behaviors that hang on one line of the program each: without that line, a test here fails."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio_lint.base.diagnostics import ADVICE, ERROR, SAFE, WARNING, Edit, Finding, Fix, Meta, Place
from studio_lint.base.source import Source, Span
from studio_lint.files import overlay
from studio_lint.fixing import edits, mend, second_readers
from studio_lint.fixing.trial import Bench
from studio_lint.lint import engine, judging, limits, suppress
from studio_lint.model.environment import environment
from studio_lint.model.environment.version import compare, read_version
from studio_lint.model.process import healthcheck
from studio_lint.syntax.dockerfile import json_list
from studio_lint.syntax.yaml import reader as yaml_reader
from tests.cases import inside, lint
from tests.model.test_commands import ran
from tests.model.test_contents import end_of
from tests.model.test_process import read as started
from tests.model.test_process import summary
from tests.syntax.test_words import expanded

TEXT = "name: a\nchannels:\n  - conda-forge\n"
SOURCE = Source("environment.yml", TEXT)
META = Meta("SL999", "made-up", ERROR, SAFE)


def finding(at: int = 0, source: Source = SOURCE, meta: Meta = META, fix: Fix | None = None) -> Finding:
    return meta.finding(Place(source, Span(at, at + 1)), "made up", fix=fix)


def edit(start: int, end: int) -> Fix:
    return Fix("Change it", (Edit(SOURCE, Span(start, end), "x"),))


# shells


@pytest.mark.parametrize(
    "script",
    [
        "exit 0 | cat; exec streamlit run app.py",
        "cat | exit 1; exec streamlit run app.py",
        "(exit 0); exec streamlit run app.py",
        "exec date | cat; exec streamlit run app.py",
    ],
)
def test_an_exit_in_a_shell_of_its_own_ends_only_that(tmp_path: Path, script: str) -> None:
    assert summary(started(tmp_path, f"CMD {script}")) == "Streamlit (8501)"


@pytest.mark.parametrize(("word", "value"), [("$10", "a0"), ("${10}", "j"), ("${1}0", "a0"), ("$1", "a")])
def test_a_parameter_without_braces_has_one_digit(word: str, value: str) -> None:
    assert ran(f"RUN f() {{ echo {word}; }}; f a b c d e f g h i j")[-1] == f"echo {value}"


@pytest.mark.parametrize(
    ("written", "character"),
    [
        (r"\ud83d\ude00", "\U0001f600"),
        (r"\ud800\udc00", "\U00010000"),
        (r"\udaff\udfff", "\U000cffff"),
        (r"\udbff\udfff", "\U0010ffff"),
        (r"\ud83d", "\ufffd"),
    ],
)
def test_two_halves_are_one_character_in_exec_form(written: str, character: str) -> None:
    text = f'["{written}"]'
    found = json_list.parse_list(Source("Dockerfile", text).text_of(Span(0, len(text))))
    assert found is not None
    assert [one.value for one in found.strings] == [character]


# fixes


CHANNEL = "channels:\n  - conda-forge\n  - bioconda\ndependencies:\n  - python=3.12\n  - bioconda:samtools=>1.21\n"


def test_a_later_pass_goes_on_from_what_an_earlier_one_made(tmp_path: Path) -> None:
    """The channel's second colon waits for the operator beside it, so that there are two passes over one file."""
    file = tmp_path / "environment.yml"
    file.write_text(CHANNEL, encoding="utf-8")
    with inside(tmp_path):
        done = mend.mend(lambda: engine.lint(["."]), unsafe=True)
        assert (done.made, done.refused) == (2, ())
        assert [one.after for one in done.changes] == [CHANNEL.replace("bioconda:samtools=>", "bioconda::samtools>=")]
        assert overlay.text_of("environment.yml") == done.changes[0].after.encode()
        mend.release(done)
        assert overlay.text_of("environment.yml") is None


def test_a_fix_that_is_tried_leaves_what_an_earlier_pass_made(tmp_path: Path) -> None:
    (tmp_path / "environment.yml").write_text("name: old\n", encoding="utf-8")
    with inside(tmp_path):
        overlay.hold("environment.yml", CHANNEL.encode())
        report = engine.lint(["."])
        found = next(one for one in report.findings if one.fix)
        assert Bench(report.linted).objection([found]) is None
        assert overlay.text_of("environment.yml") == CHANNEL.encode()
        overlay.release("environment.yml")


def test_a_fix_that_leaves_its_finding_is_refused(tmp_path: Path) -> None:
    text = "channels:\n  - conda-forge\ndependencies:\n  - python=3.12\n  - samtools=>1.21\n"
    (tmp_path / "environment.yml").write_text(text, encoding="utf-8")
    with inside(tmp_path):
        report = engine.lint(["."])
        found = next(one for one in report.findings if one.fix)
        assert found.fix is not None
        assert Bench(report.linted).objection([found]) is None
        end = Span(len(text), len(text))
        useless = found.replace(fix=found.fix.replace(edits=(Edit(found.place.source, end, "# x\n"),)))
        assert Bench(report.linted).objection([useless]) == "the finding would remain"


@pytest.mark.parametrize(("start", "made"), [(0, 2), (1, 1), (2, 1), (4, 1), (5, 2), (6, 2)])
def test_fixes_that_touch_wait_for_one_another(start: int, made: int) -> None:
    findings = [finding(fix=edit(2, 4)), finding(fix=edit(start, start + 1))]
    assert len(edits.compatible(findings)) == made


def test_untouched_items_keep_their_order() -> None:
    before = Source("environment.yml", "dependencies:\n- a\n- b\n- c=>1\n")
    at = before.text.index("=>")
    for order, objection in (
        ("- a\n- b\n- c>=1\n- d\n", None),
        ("- b\n- a\n- c>=1\n- d\n", "a second parser sees more changes than the fix intends"),
    ):
        after = Source("environment.yml", f"dependencies:\n{order}")
        assert second_readers.yaml_objection(before, after, [Span(at, at + 2)]) == objection


# which findings are shown


def test_a_rule_is_silenced_in_the_file_of_which_its_silencer_speaks() -> None:
    rules = [
        rule for rule in engine.registry.all_rules() if rule.meta.name in ("connect-missing", "connect-not-copied")
    ]
    metas = {rule.meta.name: rule.meta for rule in rules}
    here, elsewhere = Source("a/Dockerfile", "FROM x\n"), Source("b/Dockerfile", "FROM x\n")
    silencer = finding(source=here, meta=metas["connect-missing"])
    silent = finding(source=here, meta=metas["connect-not-copied"])
    heard = finding(source=elsewhere, meta=metas["connect-not-copied"])
    assert list(judging._without_silenced([silencer, silent, heard], rules)) == [silencer, heard]


@pytest.mark.parametrize(("offset", "covered"), [(0, True), (7, True), (8, False)])
def test_a_comment_covers_its_line_to_the_end(offset: int, covered: bool) -> None:
    """What is missing at the end of a line is reported just after its last character."""
    source = Source("Dockerfile", "FROM x \n# studio-lint: ignore[SL999]\n")
    item = suppress.in_script(Source("Dockerfile", "# studio-lint: ignore[SL999]\n"))[0].replace(covers=Span(0, 7))
    assert suppress.covers(item, finding(offset, source), source) == covered


@pytest.mark.parametrize("severity", [ERROR, WARNING, ADVICE])
def test_findings_that_are_not_listed_count_as_the_worst_of_them(severity: str) -> None:
    listed = [finding(at) for at in range(limits.MOST_FINDINGS)]
    milder = [Meta("SL998", "other", level) for level in (ERROR, WARNING, ADVICE)]
    rest = milder[[ERROR, WARNING, ADVICE].index(severity) :]
    source = Source("environment.yml", "x" * (limits.MOST_FINDINGS + 10))
    more = [finding(limits.MOST_FINDINGS + at, source, meta) for at, meta in enumerate(reversed(rest))]
    last = limits.listed([*listed, *more])[-1]
    assert (last.code, last.severity) == ("SL001", severity)


@pytest.mark.skipif(not hasattr(Path, "symlink_to"), reason="needs links")
@pytest.mark.parametrize("link", ["Containerfile", "Dockerfile.link"])
def test_a_file_and_a_link_to_it_are_shown_by_the_files_own_name(tmp_path: Path, link: str) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "Dockerfile.own").write_text("FROM ubuntu:24.04\n# studio-lint: studio\nRUNN x\n", encoding="utf-8")
    (tmp_path / link).symlink_to("Dockerfile.own")
    assert {one.place.source.path for one in lint(tmp_path).findings} == {"Dockerfile.own"}


# conda


@pytest.mark.parametrize(
    ("smaller", "greater"),
    [("1.0dev", "1.0_"), ("1.0dev1", "1.0_"), ("1.0_", "1.0a"), ("1.0_", "1.0"), ("1.0", "1.0post")],
)
def test_order_of_versions_as_conda_has_it(smaller: str, greater: str) -> None:
    first, second = read_version(smaller), read_version(greater)
    assert first is not None
    assert second is not None
    assert compare(first, second) < 0 < compare(second, first)


@pytest.mark.parametrize(("between", "anchor"), [("  # R & Python\n", False), (" &all  # all\n", True)])
def test_an_ampersand_in_a_comment_names_nothing(between: str, anchor: bool) -> None:
    """A value that is marked by an anchor may be used elsewhere, so its key is not removed."""
    source = Source("environment.yml", f"channels:{between}  - conda-forge\ndependencies:\n  - python\n")
    found = environment.build(yaml_reader.read(source))
    entry = found.key("channels")
    assert entry is not None
    assert found.is_anchor(entry) == anchor


@pytest.mark.parametrize(
    ("word", "value"), [("$10", ""), ("a$10.", "a."), ("${10}x", "x"), ("$1_", "_"), ("$10b", "b")]
)
def test_a_number_in_a_dockerfile_is_read_to_its_last_digit(word: str, value: str) -> None:
    assert expanded(word).value == value


# what a start and a build come to


def test_several_files_go_into_a_folder() -> None:
    lines = "FROM registry.example.org/base:1\nRUN touch /a /b && cp /a {} /opt/new\n"
    assert end_of(lines.format("/b")).exists("/opt/new/a") is True
    assert end_of(lines.format("")).exists("/opt/new/a") is None


@pytest.mark.parametrize(("word", "stays"), [("$CONNECT_TOOL_PORT", True), ("80", False)])
def test_a_program_that_is_given_the_port_may_still_be_there(tmp_path: Path, word: str, stays: bool) -> None:
    found = started(tmp_path, f"CMD prepare {word}; exec streamlit run app.py")
    assert ("prepare" in {program.name for program in found.programs}) == stays


@pytest.mark.parametrize(("port", "count"), [("8000", 0), ("8001", 1)])
def test_a_health_check_may_ask_another_program(tmp_path: Path, port: str, count: int) -> None:
    check = f"HEALTHCHECK CMD curl http://localhost:{port}/\n"
    start = "CMD python3 -m http.server 8000 & exec streamlit run app.py --server.port $CONNECT_TOOL_PORT"
    assert len([*healthcheck.fixed_ports(started(tmp_path, start, before=check))]) == count
