"""Comments that hide findings."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio_lint.base.source import Source, Span
from studio_lint.discovery.kinds import DOCKERFILE
from studio_lint.lint import engine, suppress
from studio_lint.settings.values import DEFAULTS
from studio_lint.syntax.dockerfile import reader as dockerfile_reader
from studio_lint.syntax.yaml import reader as yaml_reader

# Without a label: SL308, advice, at the last FROM. `8888`: SL402 at the number.
STUDIO = """\
FROM public.cr.seqera.io/platform/connect-client:0.15.0 AS connect
{above}FROM python:3.12-slim
COPY --from=connect /usr/bin/connect-client /usr/bin/connect-client
RUN /usr/bin/connect-client \\
    {inside}
    --install{behind}
ENTRYPOINT ["/usr/bin/connect-client", "--entrypoint"]
CMD ["/usr/bin/bash", "-c", "exec python3 -m http.server $CONNECT_TOOL_PORT"]
"""


def studio(top: str = "", above: str = "", inside: str = "# nothing", behind: str = "") -> str:
    return top + STUDIO.format(above=above, inside=inside, behind=behind)


def checked(source: Source, kind: str) -> engine.Outcome:
    return engine.check_subjects(engine.subjects_of(source, kind, DEFAULTS))


def check(text: str, name: str = "Dockerfile") -> tuple[list[tuple[str, int]], list[tuple[str, str]]]:
    """Codes and lines of what is reported; codes and reasons of what is hidden."""
    source = Source(name, text)
    outcome = checked(source, engine.kind_of(name, text))
    assert not outcome.failures
    told = [(finding.code, source.line_of(finding.place.span.start)) for finding in outcome.findings]
    return told, [(one.finding.code, one.reason) for one in outcome.suppressed]


def test_without_a_comment() -> None:
    assert check(studio()) == ([("SL308", 2)], [])


@pytest.mark.parametrize("word", ["SL308", "sl308", "connect-label-missing", "SL3", "studio"])
def test_code_name_and_family(word: str) -> None:
    assert check(studio(above=f"# studio-lint: ignore[{word}] not wanted\n")) == ([], [("SL308", "not wanted")])


@pytest.mark.parametrize(
    ("comment", "reason"),
    [
        ("# studio-lint: ignore[SL308]", ""),
        ("#studio-lint:ignore[ SL308 ]", ""),
        ("#  studio-lint:  ignore[SL308]  SSH — later ", "SSH — later"),
        ("# studio-lint: ignore[SL308] - because", "because"),
        ("# studio-lint: ignore[SL308]: because", "because"),
        ("# studio-lint: ignore[SL308 because", None),
    ],
)
def test_reasons_are_kept(comment: str, reason: str | None) -> None:
    told, hidden = check(studio(above=f"{comment}\n"))
    if reason is None:
        assert (told, hidden) == ([("SL308", 3), ("SL006", 2)], [])
    else:
        assert (told, hidden) == ([], [("SL308", reason)])


def test_blank_lines_and_comments_between() -> None:
    assert check(studio(above="# studio-lint: ignore[SL308] x\n\n# why not\n")) == ([], [("SL308", "x")])


def test_a_comment_above_covers_that_instruction_alone() -> None:
    told, hidden = check(studio(top="# studio-lint: ignore[SL308]\n"))
    assert (told, hidden) == ([("SL308", 3), ("SL005", 1)], [])


def test_a_whole_file_below_directives() -> None:
    text = studio(top="# syntax=docker/dockerfile:1\n# studio-lint: file-ignore[SL308] no SSH\n")
    assert check(text) == ([], [("SL308", "no SSH")])
    late = studio(above="# studio-lint: file-ignore[SL308] no SSH\n")
    assert check(late) == ([("SL308", 3), ("SL005", 2)], [])


def test_a_multi_line_instruction_is_covered_whole() -> None:
    text = "FROM ubuntu:24.04\n# studio-lint: studio\n{}RUN pip install a && \\\n  # x\n  pip install httpx>=0.27\n"
    plain, _ = check(text.format(""))
    wanted = [(code, line) for code, line in plain if code == "SL212"]
    if not wanted:
        pytest.skip("SL212 is not there yet")
    assert ("SL212", 6) not in check(text.format("# studio-lint: ignore[SL212]\n"))[0]
    inside = text.format("").replace("# x", "# studio-lint: ignore[SL212]")
    assert "SL212" not in [code for code, _ in check(inside)[0]]
    behind = text.format("").replace("0.27\n", "0.27 # studio-lint: ignore[SL212] fine\n")
    assert "SL212" not in [code for code, _ in check(behind)[0]]


def test_in_yaml_on_the_line_and_above() -> None:
    text = "channels:\n  - conda-forge\ndependencies:\n{}  - python=3.1{}\n  - pip=24.0\n"
    name = "environment.yml"
    assert check(text.format("", ""), name)[0] == [("SL128", 4)]
    assert check(text.format("", "  # studio-lint: ignore[SL128] old"), name) == ([], [("SL128", "old")])
    assert check(text.format("  # studio-lint: ignore[SL128] old\n", ""), name) == ([], [("SL128", "old")])
    assert check(text.format("  # studio-lint: ignore[SL128]\n  # y\n\n", ""), name) == ([], [("SL128", "")])
    top = "# studio-lint: file-ignore[version-truncated] all old\n"
    assert check(top + text.format("", ""), name) == ([], [("SL128", "all old")])


SCRIPT = "#!/bin/bash\n# page\n{}exec ttyd \\\n  -p 7681{} bash\n"


@pytest.mark.parametrize(
    ("script", "hidden"),
    [
        (SCRIPT.format("", ""), []),
        (SCRIPT.format("# studio-lint: ignore[SL402] for a test\n# more\n\n", ""), ["for a test"]),
        (SCRIPT.format("  # studio-lint: ignore[port-hard-coded]\n", ""), [""]),
        (SCRIPT.format("# studio-lint: ignore[SL404]\n", ""), []),
        (SCRIPT.format("# studio-lint: ignore[SL402]\nsleep 1\n", ""), []),
        (SCRIPT.format("", "").replace(" \\\n ", "").replace("bash\n", "bash # studio-lint: ignore[SL402] x\n"), ["x"]),
        (SCRIPT.format("echo '# studio-lint: ignore[SL402]'\n", ""), []),
        (SCRIPT.format("", "").replace("# page", "# studio-lint: file-ignore[SL4] all"), ["all"]),
        (SCRIPT.format("sleep 1\n# studio-lint: file-ignore[SL4] late\n", ""), []),
    ],
)
def test_in_a_script_of_the_context(script: str, hidden: list[str], tmp_path: Path) -> None:
    text = studio().replace("ENTRYPOINT", "COPY --chmod=755 start.sh /start.sh\nENTRYPOINT")
    text = text.replace("/usr/bin/bash", "/start.sh").replace(
        ', "-c", "exec python3 -m http.server $CONNECT_TOOL_PORT"', ""
    )
    (tmp_path / "Dockerfile").write_text(text, encoding="utf-8")
    (tmp_path / "start.sh").write_text(script, encoding="utf-8")
    outcome = checked(Source(str(tmp_path / "Dockerfile"), text), DOCKERFILE)
    told = [finding.code for finding in outcome.findings if finding.place.source.path.endswith("start.sh")]
    assert (told, [one.reason for one in outcome.suppressed]) == ([] if hidden else ["SL402"], hidden)


def test_what_is_said_of_a_whole_file_is_hidden_by_a_comment_on_top() -> None:
    name = ".seqera/studio-config.yml"
    text = 'schemaVersion: "0.0.1"\nkind: studio-config\nsession:\n  template:\n    kind: none\n'
    assert check(text, name)[0] == [("SL608", 1)]
    assert check("# studio-lint: ignore[SL608] for a test\n" + text, name) == ([], [("SL608", "for a test")])


def test_line_ends_of_windows() -> None:
    text = studio(above="# studio-lint: ignore[SL308] x\n").replace("\n", "\r\n")
    assert check(text) == ([], [("SL308", "x")])


def test_unused_words_one_by_one() -> None:
    told, hidden = check(studio(above="# studio-lint: ignore[SL110, SL308, SL302] x\n"))
    assert (told, hidden) == ([("SL005", 2), ("SL005", 2)], [("SL308", "x")])


def test_unused_is_not_said_of_a_file_that_cannot_be_read() -> None:
    text = "# studio-lint: studio\nFROM\n# studio-lint: ignore[SL308]\nRUN true\n"
    assert "SL005" not in [code for code, _ in check(text)[0]]


def test_the_comments_rules_can_be_hidden_too() -> None:
    assert (
        check(studio(top="# studio-lint: file-ignore[SL005]\n", above="# studio-lint: ignore[SL302, SL308]\n"))[0] == []
    )


@pytest.mark.parametrize(
    ("comment", "column"),
    [
        ("# studio-lint: ignore[SL3O8]", 23),
        ("# studio-lint: ignore", 1),
        ("# studio-lint: ignore[]", 1),
        ("# studio-lint: noqa[SL308]", 16),
        ("# studio-lint:", 1),
    ],
)
def test_unknown_words(comment: str, column: int) -> None:
    source = Source("Dockerfile", studio(above=f"{comment}\n"))
    outcome = checked(source, "dockerfile")
    places = [source.position(one.place.span.start) for one in outcome.findings if one.code == "SL006"]
    assert places == [(2, column)]


def test_marks_of_a_kind_are_no_mistake() -> None:
    assert check("# studio-lint: studio\n" + studio())[0] == [("SL308", 3)]


@pytest.mark.parametrize(
    ("text", "mark", "made"),
    [
        (
            "# syntax=x\nFROM a\nRUN a \\\n  b\n",
            "b\n",
            "# syntax=x\nFROM a\n# studio-lint: ignore[SL1]\nRUN a \\\n  b\n",
        ),
        ("# escape=`\nFROM a\n", "#", "# escape=`\n# studio-lint: file-ignore[SL1]\nFROM a\n"),
        ("FROM a\r\n  RUN b\r\n", "RUN", "FROM a\r\n  # studio-lint: ignore[SL1]\r\n  RUN b\r\n"),
    ],
)
def test_where_a_new_comment_goes(text: str, mark: str, made: str) -> None:
    tree = dockerfile_reader.read(Source("Dockerfile", text))
    at = text.index(mark)
    edit = suppress.insertion(tree, Span(at, at), "SL1")
    assert text[: edit.span.start] + edit.text + text[edit.span.end :] == made
    assert len(dockerfile_reader.read(Source("Dockerfile", made)).directives) == len(tree.directives)


def test_where_a_new_comment_goes_in_yaml() -> None:
    text = "dependencies:\n  - a\n"
    edit = suppress.insertion(yaml_reader.read(Source("e.yml", text)), Span(18, 19), "SL1")
    assert text[: edit.span.start] + edit.text + text[edit.span.start :] == (
        "dependencies:\n  # studio-lint: ignore[SL1]\n  - a\n"
    )
