"""What a slip was meant to be: one finding above advice, where it stands, in which words, and the mended line."""

from __future__ import annotations

import pytest

from studio_lint.base.diagnostics import ADVICE
from studio_lint.base.source import Source
from studio_lint.discovery.kinds import DOCKERFILE, ENVIRONMENT
from studio_lint.fixing import edits as fixing_edits
from studio_lint.lint import engine

ENTRYPOINT = 'ENTRYPOINT ["/usr/bin/connect-client", "--entrypoint"]'
COPY = "COPY --from=connect /usr/bin/connect-client /usr/bin/connect-client"
INSTALL = "RUN /usr/bin/connect-client --install"
CMD = 'CMD ["bash", "-c", "exec mlflow server --host 0.0.0.0 --port $CONNECT_TOOL_PORT"]'
STUDIO = f"""FROM public.cr.seqera.io/platform/connect-client:0.15.0 AS connect
FROM python:3.12-slim
LABEL io.seqera.connect.version="0.15.0"
RUN pip install --no-cache-dir mlflow==2.19.0
{COPY}
{INSTALL}
{ENTRYPOINT}
{CMD}
"""


def told(text: str, kind: str) -> list[str]:
    """All that is said above advice: `line:column CODE message`."""
    outcome = engine.check_source(Source("f", text), kind)
    assert outcome.failures == ()
    return [
        f"{line}:{column} {finding.code} {finding.message}"
        for finding in engine.ordered(outcome.findings)
        if finding.severity != ADVICE
        for line, column in [finding.place.source.position(finding.place.span.start)]
    ]


def helps(text: str, kind: str) -> list[str | None]:
    """What is advised for all that is said above advice."""
    findings = engine.check_source(Source("f", text), kind).findings
    return [finding.help for finding in engine.ordered(findings) if finding.severity != ADVICE]


def mended(text: str, kind: str) -> str:
    """The text when the fixes for what is above advice are made."""
    findings = engine.check_source(Source("f", text), kind).findings
    made = fixing_edits.compatible(finding for finding in findings if finding.severity != ADVICE)
    return fixing_edits.apply((edit for fix in made for edit in fix.edits), text)


def slip(old: str, new: str, said: list[str], meant: str | None) -> None:
    """Put `new` in the place of `old`; `meant` is what then becomes of `new` (None: no fix)."""
    assert STUDIO.count(old) == 1
    text = STUDIO.replace(old, new)
    assert told(STUDIO, DOCKERFILE) == []
    assert told(text, DOCKERFILE) == said
    if meant is None:
        assert mended(text, DOCKERFILE) == text
    else:
        assert mended(text, DOCKERFILE) == STUDIO.replace(old, meant)


NOT_STARTED = "SL306 the ENTRYPOINT does not start connect-client; the session never starts"
WITHOUT_FLAG = "SL306 connect-client is started without `--entrypoint`; the session never starts"
THROUGH_SHELL = "SL307 the ENTRYPOINT starts connect-client through a shell, which forwards neither CMD nor SIGTERM"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('ENTRYPOINT ["/usr/bin/conect-client", "--entrypoint"]', f"7:13 {NOT_STARTED}"),
        ('ENTRYPOINT ["/usr/bin/connect", "--entrypoint"]', f"7:13 {NOT_STARTED}"),
        ('ENTRYPOINT ["--entrypoint", "/usr/bin/connect-client"]', f"7:13 {NOT_STARTED}"),
        ('ENTRYPOINT ["/usr/bin/tini", "--", "/usr/bin/connect-client", "--entrypoint"]', f"7:13 {NOT_STARTED}"),
        ('ENTRYPOINT ["/usr/bin/connect-client", "entrypoint"]', f"7:40 {WITHOUT_FLAG}"),
        ('ENTRYPOINT ["/usr/bin/connect-client", "-entrypiont"]', f"7:40 {WITHOUT_FLAG}"),
        ('ENTRYPOINT ["/usr/bin/connect-client", "\N{EN DASH}entrypoint"]', f"7:40 {WITHOUT_FLAG}"),
        ('ENTRYPOINT "/usr/bin/connect-client" "--entrypoint"', f"7:12 {THROUGH_SHELL}"),
    ],
)
def test_an_entrypoint_that_is_meant(line: str, said: str) -> None:
    slip(ENTRYPOINT, line, [said], ENTRYPOINT)


PULLED = "so BuildKit pulls an image of that name; the build fails"
WITH_STAGES = f"""FROM public.cr.seqera.io/platform/connect-client:0.15.0 AS connect
FROM node:22 AS frontend
RUN mkdir /dist
FROM python:3.12 AS builder
RUN pip install --prefix /venv mlflow==2.19.0
FROM python:3.12-slim
LABEL io.seqera.connect.version="0.15.0"
COPY --from=builder /venv /usr/local
COPY --from=frontend /dist /srv
{COPY}
{INSTALL}
{ENTRYPOINT}
{CMD}
"""


@pytest.mark.parametrize(
    ("old", "new", "said", "meant"),
    [
        (" AS connect\n", "\n", f"10:13 SL202 no stage is named `connect`, {PULLED}", " AS connect\n"),
        ("--from=builder", "--from=build", f"8:13 SL202 no stage is named `build`, {PULLED}", "--from=builder"),
        ("AS frontend", "AS web", f"9:13 SL202 no stage is named `frontend`, {PULLED}", None),
        ("--from=frontend", "--from=pages", f"9:13 SL202 no stage is named `pages`, {PULLED}", "--from=frontend"),
        ("--from=frontend", "--from=composer", None, None),  # an image of Docker Hub
        (
            "mlflow==2.19.0\n",
            "mlflow==2.19.0 \\\n",
            "6:1 SL209 the `\\` above turns this FROM into part of the RUN; it never runs",
            "mlflow==2.19.0\n",
        ),
    ],
)
def test_a_stage_that_is_meant(old: str, new: str, said: str | None, meant: str | None) -> None:
    assert WITH_STAGES.count(old) == 1
    text = WITH_STAGES.replace(old, new)
    assert told(WITH_STAGES, DOCKERFILE) == []
    assert told(text, DOCKERFILE) == ([said] if said else [])
    if meant is not None:
        assert mended(text, DOCKERFILE) == WITH_STAGES.replace(old, meant)
    assert said is None or told(mended(text, DOCKERFILE), DOCKERFILE) == []


TOO_EARLY = "SL304 connect-client is installed before it is copied; the build fails"


def test_an_installation_above_the_copy_and_another_below() -> None:
    slip(f"{COPY}\n", f"{INSTALL}\n{COPY}\n", [f"5:5 {TOO_EARLY}"], f"{COPY}\n")


def test_a_base_without_apt_get_whose_commands_still_call_it() -> None:
    no_packager = "2:6 SL305 connect-client cannot be installed on this base; the build fails"
    calling = "alpine:3.20\nRUN apt-get update && apt-get install -y python3"
    slip("python:3.12-slim", calling, [no_packager], None)
    slip("python:3.12-slim", "alpine:3.20\nRUN apk add apt && apt-get update", [], None)
    slip("python:3.12-slim", "example.org/tool:1-alpine\nRUN apt-get update", [], None)


NO_BRACKETS = "SL205 invalid exec form (square brackets are missing): the session never starts"
NO_END = "SL205 invalid exec form (the closing `]` is missing): the session never starts"
OPEN = "SL205 invalid exec form (a string is not closed): the session never starts"


@pytest.mark.parametrize(
    ("line", "said", "meant"),
    [
        ('ENTRYPOINT "/usr/bin/connect-client", "--entrypoint"', f"7:12 {NO_BRACKETS}", ENTRYPOINT),
        ('ENTRYPOINT ("/usr/bin/connect-client", "--entrypoint")', f"7:12 {NO_BRACKETS}", ENTRYPOINT),
        ("ENTRYPOINT {'/usr/bin/connect-client', '--entrypoint'}", f"7:12 {NO_BRACKETS}", ENTRYPOINT),
        ("ENTRYPOINT [", f"7:12 {NO_END}", None),
        ('ENTRYPOINT ["/usr/bin/connect-client", "--entry', f"7:47 {OPEN}", None),
    ],
)
def test_a_list_that_is_meant(line: str, said: str, meant: str | None) -> None:
    slip(ENTRYPOINT, line, [said], meant)


def test_a_list_over_lines_that_do_not_go_on() -> None:
    stray = 'SL004 `"--entrypoint"]` is not an instruction; the build fails'
    slip(ENTRYPOINT, 'ENTRYPOINT ["/usr/bin/connect-client",\n  "--entrypoint"]', [f"8:3 {stray}"], None)


NEVER = "the session never starts"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            'CMD ["mlflow server"]',
            f"8:6 SL407 `mlflow server` is a single string, and no program has that name: {NEVER}",
        ),
        (
            'CMD ["/bin/bash -c", "exec mlflow server --port $CONNECT_TOOL_PORT"]',
            f"8:6 SL407 `/bin/bash -c` is a single string, and no program has that name: {NEVER}",
        ),
        (
            'CMD ["bash", "-e", "exec mlflow server --port $CONNECT_TOOL_PORT"]',
            f"8:20 SL407 the shell reads `exec mlflow server --port $CONNECT_TOOL…` as the name of a script: {NEVER}",
        ),
        (
            'CMD ["bash", "-c", "mlflow", "server", "--port", "$CONNECT_TOOL_PORT"]',
            f"8:20 SL407 the shell runs only `mlflow`, without the words after it: {NEVER}",
        ),
        (
            'CMD ["bash", "-lc", "exec", "mlflow", "server"]',
            f"8:21 SL407 the shell runs only `exec`, without the words after it: {NEVER}",
        ),
        ('CMD ["bash", "-c", "/usr/lib/app/start.sh", "$CONNECT_TOOL_PORT"]', None),
        ("CMD", f"7:1 SL407 connect-client has no command to start: {NEVER}"),
        ('CMD ["/opt/My Tool/bin/tool"]', None),
        ('CMD ["bash", "-euo", "pipefail", "-c", "exec mlflow server --port $CONNECT_TOOL_PORT"]', None),
    ],
)
def test_a_command_that_is_no_program(line: str, said: str | None) -> None:
    slip(CMD, line, [said] if said else [], None)


@pytest.mark.parametrize(
    ("words", "word", "column"),
    [
        ("-from=connect /usr/bin/connect-client /usr/bin/connect-client", "-from=connect", 6),
        ("\N{EM DASH}from=0 /usr/bin/connect-client /usr/bin/", "\N{EM DASH}from=0", 6),
        ("from=connect /usr/bin/connect-client /usr/bin/", "from=connect", 6),
        ("/usr/bin/connect-client /usr/bin/ --from=connect", "--from=connect", 40),
        ("--from= connect /usr/bin/connect-client /usr/bin/", "connect", 14),
    ],
)
def test_a_from_that_is_read_as_a_path(words: str, word: str, column: int) -> None:
    said = f"5:{column} SL206 `{word}` is read as a path and not as a flag; the build fails"
    slip(COPY, f"COPY {words}", [said], None)


FROM = "FROM public.cr.seqera.io/platform/connect-client:0.15.0 AS connect"
WITH_ARG = STUDIO.replace(FROM, 'ARG V="0.15.0"\nARG TOOLS=1.0\n' + FROM.replace("0.15.0", "${V}")).replace(
    'LABEL io.seqera.connect.version="0.15.0"', 'ARG V\nLABEL io.seqera.connect.version="${V}"'
)


@pytest.mark.parametrize(
    ("old", "new", "said", "meant"),
    [
        ("ARG V\n", "ARGS V\n", "5:1 SL004 `ARGS` is not an instruction; the build fails", "ARG V\n"),
        ("ARG V\n", "ENV V\n", "5:5 SL004 `ENV` is missing a value after the name; the build fails", None),
        ('V="0.15.0"', 'V="0.15.0', '1:7 SL004 missing `"`; the build fails', None),
        (
            'ARG V="0.15.0"',
            'ENV V="0.15.0"',
            "1:1 SL004 ENV comes before the first FROM, where only ARG is allowed; the build fails",
            None,
        ),
        (
            "FROM python",
            "FROMpython",
            "4:1 SL004 missing space after FROM, so `FROMpython:3.12-slim` is not an instruction; the build fails",
            "FROM python",
        ),
        (
            "CMD [",
            "CMD[",
            '11:1 SL004 missing space after CMD, so `CMD["bash",` is not an instruction; the build fails',
            "CMD [",
        ),
        (
            "COPY --from=connect",
            "COPY --from =connect",
            "8:6 SL004 `--from` is missing its value; the build fails",
            "COPY --from=connect",
        ),
    ],
)
def test_one_cause_is_told_once(old: str, new: str, said: str, meant: str | None) -> None:
    assert WITH_ARG.count(old) == 1
    text = WITH_ARG.replace(old, new)
    assert told(WITH_ARG, DOCKERFILE) == []
    assert told(text, DOCKERFILE) == [said]
    assert mended(text, DOCKERFILE) == (text if meant is None else WITH_ARG.replace(old, meant))


@pytest.mark.parametrize(
    ("old", "new", "help"),
    [
        ("${V} AS", "{V} AS", "use `${NAME}` for a variable"),
        ("${V} AS", "$(V) AS", "use `${NAME}` for a variable"),
        (
            "FROM python:3.12-slim",
            "FROM busybox:${TOLS}\nFROM python:3.12-slim",
            "use `${TOOLS}`, the name of the ARG above",
        ),
    ],
)
def test_what_to_write_in_a_from(old: str, new: str, help: str) -> None:
    text = WITH_ARG.replace(old, new)
    assert helps(text, DOCKERFILE) == [help]


def test_an_arg_whose_name_is_misspelt() -> None:
    text = WITH_ARG.replace('ARG V="0.15.0"', 'ARG VERSION: "0.15.0"').replace("${V} AS", "${VERSION} AS")
    assert helps(text, DOCKERFILE)[:1] == ["use `ARG VERSION=…` above, where it says `VERSION:`"]


def test_a_default_without_its_equals_sign() -> None:
    text = WITH_ARG.replace('ARG V="0.15.0"', 'ARG V "0.15.0"')
    assert mended(text, DOCKERFILE) == WITH_ARG


def environment(item: str, *, pip: bool = False) -> str:
    """An environment with one item more among its dependencies, or among its pip requirements."""
    above = f"  {item}\n" if not pip else ""
    below = f"      {item}\n" if pip else ""
    head = "channels:\n  - conda-forge\n  - bioconda\ndependencies:\n  - python=3.12\n"
    return f"{head}{above}  - pip=24.3\n  - pip:\n      - flask==3.1.0\n{below}"


REFUSED = "the build fails"
UNREAD = "the file cannot be parsed"


@pytest.mark.parametrize(
    ("item", "pip", "said", "help", "meant"),
    [
        (
            "- bioconda: bwa=0.7.18",
            False,
            "6:5 SL104 the colon after `bioconda` makes this a mapping, not a package: it is silently ignored",
            "use `- bioconda::bwa=0.7.18`",
            "- bioconda::bwa=0.7.18",
        ),
        (
            "- bwa={{ version }}",
            False,
            "6:5 SL103 environment files do not support templates; the build fails",
            "use the value itself",
            None,
        ),
        (
            "-- bwa=0.7.18",
            False,
            f"6:3 SL002 a list item starts with one `-`; {UNREAD}",
            "use `- bwa=0.7.18`",
            None,
        ),
        (
            "* bwa=0.7.18",
            False,
            f"6:3 SL002 a list item starts with `-`, not `*`; {UNREAD}",
            "use `- bwa=0.7.18`",
            None,
        ),
        (
            "\N{EN DASH} bwa=0.7.18",
            False,
            f"6:3 SL002 a list item starts with `-`, not `\N{EN DASH}`; {UNREAD}",
            "use `- bwa=0.7.18`",
            None,
        ),
        (
            "- \N{LEFT DOUBLE QUOTATION MARK}dash==2.18\N{RIGHT DOUBLE QUOTATION MARK}",
            True,
            f"9:9 SL117 `\N{LEFT DOUBLE QUOTATION MARK}` is part of the value here, not a quote; {REFUSED}",
            "use `dash==2.18`",
            "- dash==2.18",
        ),
        (
            "- dash==2.18, plotly>=5",
            True,
            f"9:9 SL117 several packages on one line; {REFUSED}",
            "move each package to a separate item: `- dash==2.18`, `- plotly>=5`",
            None,
        ),
        (
            "- dash[testing==2.18",
            True,
            f"9:13 SL117 unclosed `[`; {REFUSED}",
            "use `name`, `name==1.2` or `name>=1.2,<2`",
            None,
        ),
    ],
)
def test_an_item_that_is_meant(item: str, pip: bool, said: str, help: str, meant: str | None) -> None:
    text = environment(item, pip=pip)
    assert told(environment("- bwa=0.7.18"), ENVIRONMENT) == []
    assert told(text, ENVIRONMENT) == [said]
    assert helps(text, ENVIRONMENT) == [help]
    assert mended(text, ENVIRONMENT) == (text if meant is None else environment(meant, pip=pip))


PORT_NAME = "without a `$`; the session never starts"


@pytest.mark.parametrize(
    ("line", "said", "mended"),
    [
        ("CMD exec mlflow server --port CONNECT_TOOL_PORT", "31 SL403 nothing expands `CONNECT_TOOL_PORT`", True),
        ("CMD exec mlflow server --port={CONNECT_TOOL_PORT}", "31 SL403 nothing expands `{CONNECT_TOOL_PORT}`", True),
        ("CMD exec mlflow server --port=%CONNECT_TOOL_PORT%", "31 SL403 nothing expands `%CONNECT_TOOL_PORT%`", True),
        (
            'CMD ["mlflow", "server", "--port", "CONNECT_TOOL_PORT"]',
            "37 SL403 nothing expands `CONNECT_TOOL_PORT`",
            True,
        ),
        ("CMD echo $CONNECT_TOOL_PORT | xargs -I {PORT} mlflow server --port {PORT}", "", False),
    ],
)
def test_a_port_without_its_dollar_sign(line: str, said: str, mended: bool) -> None:
    fixed = "CMD exec mlflow server --port$CONNECT_TOOL_PORT" if mended else None
    if fixed is not None:
        fixed = fixed.replace("--port", "--port " if "--port=" not in line else "--port=")
        if "[" in line:
            fixed = f'CMD ["/usr/bin/bash", "-c", "{fixed[4:]}"]'
    slip(CMD, line, [f"8:{said} {PORT_NAME}"] if said else [], fixed)
