"""Any tools, forms and slips together: each fix, made, leaves the same programs with the same words, really run."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from itertools import permutations
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio_lint.base.diagnostics import Edit, Finding
from studio_lint.base.source import Span
from studio_lint.files import reading
from studio_lint.fixing import edits as fixing_edits
from studio_lint.fixing import offers
from studio_lint.fixing.trial import Bench
from studio_lint.lint import engine
from studio_lint.model.build import assemble
from studio_lint.model.build.inspect import config_data
from studio_lint.syntax.dockerfile import reader as dockerfile_reader
from tests.cases import inside
from tests.mending import mended

pytestmark = [
    pytest.mark.skipif(shutil.which("bash") is None or sys.platform == "win32", reason="needs bash"),
    pytest.mark.once,
]

SESSION = "31415"
WORD = re.compile(r"[^\s\"]+")
READER = """\
import os, sys, tomllib
name, words = sys.argv[1], sys.argv[2:]
if name == "streamlit" and os.path.isfile(".streamlit/config.toml"):
    with open(".streamlit/config.toml", "rb") as file:
        port = str(tomllib.load(file)["server"]["port"])
    print("settings", os.environ[port[4:]] if port.startswith("env:") else port, sep="=")
elif name == "gunicorn" and "gunicorn.conf.py" in words:
    held = {}
    exec(open("gunicorn.conf.py").read(), held)
    print("settings", held["bind"], sep="=")
"""
"""What a tool reads in its settings, as one more word."""
RUNNERS = {
    "supervisord": """\
import configparser, os, re, shlex, subprocess
reader = configparser.RawConfigParser()
reader.read("s.conf")
for section in reader.sections():
    if section.startswith("program:"):
        line = re.sub(r"%[(]ENV_([A-Z_]+)[)]s", lambda found: os.environ[found[1]], reader[section]["command"])
        subprocess.run(shlex.split(line))
""",
    "honcho": """\
import subprocess
for line in open("Procfile"):
    subprocess.run(["sh", "-c", line.partition(":")[2].strip()])
""",
    "npm": """\
import json, subprocess
subprocess.run(["sh", "-c", json.load(open("package.json"))["scripts"]["start"]])
""",
}
"""Stand-ins for what starts the lines of a file, as its manual says."""
STUB = '#!/bin/bash\nline="${0##*/}"\nfor word; do line+=$\'\\t\'"$word"; done\nprintf "%s\\n" "$line" >> "$STARTED"\n'
HEAD = """\
FROM public.cr.seqera.io/platform/connect-client:0.15.0 AS connect
FROM python:3.12-slim
LABEL io.seqera.connect.version="0.15.0"
{env}WORKDIR /app
COPY . /app/
COPY --from=connect /usr/bin/connect-client /usr/bin/connect-client
RUN /usr/bin/connect-client --install
ENTRYPOINT ["/usr/bin/connect-client", "--entrypoint"]
"""
PLAIN = "FROM python:3.12-slim\n{env}WORKDIR /app\nCOPY . /app/\n"

TOOLS = {
    "streamlit": (
        "streamlit run app.py --server.port {}",
        "streamlit run app.py --server.port={} --server.headless=true",
    ),
    "uvicorn": ("uvicorn app:app --host 0.0.0.0 --port {}", "uvicorn app:app --port={}"),
    "gunicorn": ("gunicorn -b 0.0.0.0:{} app:app", "gunicorn --workers 2 --bind 127.0.0.1:{} app:app"),
    "panel": ("panel serve app.py --port {}", "panel serve app.py --port {} --address 0.0.0.0"),
    "ttyd": ("ttyd -p {} -W bash",),
    "atlas": ("atlas serve --port {}", "atlas --listen 0.0.0.0:{}"),
}
BARE = ("streamlit run app.py", "uvicorn app:app", "gunicorn app:app", "panel serve app.py", "ttyd -W bash")
ASIDE = ("", "", "echo starting && ", "export MODE=fast; ", "sleep 0; ")
FORMS = ("list", "shell", "exec", "bash-c", "script", "options", "address", "whole")
FILES = ("supervisord", "procfile", "package", "settings", "passed on")

numbers = st.sampled_from(("8501", "8000", "80", "3838", "18080"))
commands = st.one_of(
    st.tuples(st.sampled_from([line for lines in TOOLS.values() for line in lines]), numbers).map(
        lambda pair: (pair[0].format(pair[1]), pair[1])
    ),
    st.sampled_from(BARE).map(lambda line: (line, "")),
)


def project(folder: Path, first: tuple[str, str], second: str, form: str, aside: str, studio: bool) -> bool:
    """A project that starts a command in some form; False where the form does not fit."""
    line, number = first
    behind = f"{second} & " if second else ""
    env, command, script = "", "", ""
    if form == "list":
        words = ", ".join(f'"{word}"' for word in line.split())
        command = f"CMD [{words}]"
        if aside or second:
            return False
    elif form in ("shell", "exec"):
        command = f"CMD {aside}{behind}{'exec ' if form == 'exec' else ''}{line}"
    elif form == "bash-c":
        command = f'CMD ["/bin/bash", "-c", "{aside}{behind}exec {line}"]'
    elif form == "script":
        script, command = f"#!/bin/bash\n{aside}{behind}\nexec {line}\n".replace("& \n", "&\n"), "CMD bash start.sh"
    elif form in FILES:
        if aside:
            return False
        made = in_file(folder, line, number, second, form)
        if not made:
            return False
        command = made
    elif not number or second:
        return False
    elif form == "options":
        name, _, rest = line.partition(" ")
        env, command = f'ENV OPTS="{rest}"\n', f"CMD {aside}exec {name} $OPTS"
    elif form == "address":
        word = next(word for word in line.split() if number in word)
        env, command = f"ENV ADDR={word}\n", f"CMD {aside}exec {line.replace(word, '$ADDR')}"
    else:
        env, command = f'ENV RUN_IT="{line}"\n', f"CMD {aside}exec $RUN_IT"
    (folder / ".git").mkdir()
    (folder / "Dockerfile").write_text((HEAD if studio else PLAIN).format(env=env) + command + "\n")
    if script:
        (folder / "start.sh").write_text(script)
    return True


def in_file(folder: Path, line: str, number: str, second: str, form: str) -> str:
    """The CMD of a project whose command is in a file of a task runner, or whose port is in one of the tool's."""
    if form == "supervisord":
        other = f"[program:b]\ncommand={second}\n" if second else ""
        (folder / "s.conf").write_text(f"[supervisord]\nnodaemon=true\n[program:a]\ncommand={line}\n{other}")
        return 'CMD ["supervisord", "-n", "-c", "s.conf"]'
    if form == "procfile":
        (folder / "Procfile").write_text(f"web: {line}\n" + (f"api: {second}\n" if second else ""))
        return "CMD honcho start"
    if form == "package":
        both = f"{second} & {line}" if second else line
        (folder / "package.json").write_text(json.dumps({"name": "x", "scripts": {"start": both}}, indent=2) + "\n")
        return 'CMD ["npm", "start"]'
    if second:
        return ""
    if form == "passed on":
        (folder / "entry.sh").write_text('#!/bin/bash\nset -e\nexec "$@"\n')
        return f"CMD {json.dumps(['bash', 'entry.sh', *line.split()])}"
    port = number or "8123"
    if line == "gunicorn app:app":
        (folder / "gunicorn.conf.py").write_text(f'bind = "0.0.0.0:{port}"\nworkers = 2\n')
        return "CMD exec gunicorn -c gunicorn.conf.py app:app"
    if line == "streamlit run app.py":
        (folder / ".streamlit").mkdir()
        (folder / ".streamlit" / "config.toml").write_text(f"[server]\nheadless = true\nport = {port}\n")
        return 'CMD ["streamlit", "run", "app.py"]'
    return ""


def started(folder: Path) -> list[tuple[str, ...]]:
    """Name and words of each program that really starts, the stand-ins being told the session's port."""
    source = reading.read(str(folder / "Dockerfile"))
    config = config_data(assemble.build(dockerfile_reader.read(source)).config)  # type: ignore[arg-type]
    words = [*config.get("Entrypoint", ()), *config.get("Cmd", ())]
    words = words[2:] if words[:1] == ["/usr/bin/connect-client"] else words
    stubs, log = folder / ".git" / "stubs", folder / ".git" / "log"
    stubs.mkdir(exist_ok=True)
    log.write_text("")
    (stubs / "reader.py").write_text(READER)
    texts = dict.fromkeys(TOOLS, STUB.replace("{python}", sys.executable).replace("{reader}", str(stubs / "reader.py")))
    texts.update((name, f"#!{sys.executable}\n{text}") for name, text in RUNNERS.items())
    for name, text in texts.items():
        (stubs / name).write_text(text)
        (stubs / name).chmod(0o755)
    variables = dict(pair.split("=", 1) for pair in config.get("Env", ()))
    environment = {**variables, "PATH": f"{stubs}:{os.defpath}", "STARTED": str(log), "CONNECT_TOOL_PORT": SESSION}
    # The pipe ends with the last of them, those in the background included.
    subprocess.run(
        ["bash", "-c", '"$@"', "start", *words],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        timeout=20,
        check=False,
    )
    return sorted(tuple(one.split("\t")) for one in log.read_text().splitlines())


def sources(folder: Path) -> dict[str, str]:
    """The project's texts by their path in it."""
    found = {str(path.relative_to(folder)): path for path in folder.rglob("*") if path.is_file()}
    return {name: path.read_text() for name, path in found.items() if not name.startswith(".git")}


def alike(before: list[tuple[str, ...]], after: list[tuple[str, ...]], number: str) -> None:
    """The same programs, the same words but for the port, and one at most has the session's."""
    assert [words[0] for words in before] == [words[0] for words in after]
    assert sum(any(SESSION in word for word in words) for words in after) <= 1
    pairings = [list(zip(before, order, strict=True)) for order in permutations(after)]
    assert any(all(keeps(old, new, number) for old, new in pairs) for pairs in pairings), (before, after)


def keeps(old: tuple[str, ...], new: tuple[str, ...], number: str) -> bool:
    """Whether a program is given the words that it was given, but for its port and a host."""
    gone = [word for word in old if word not in new]
    come = [word for word in new if word not in old]
    values = [word for word in come if not (word.startswith("-") and "=" not in word)]
    return (
        old[0] == new[0]
        and all((number and number in word) or word.startswith("settings=") for word in gone)
        and all(SESSION in word or word.endswith("0.0.0.0") for word in values)
        and len(come) - len(values) <= 2
        and [word for word in old if word in new] == [word for word in new if word in old]
    )


@settings(max_examples=90, deadline=None, derandomize=True)
@given(
    commands, st.sampled_from(("", "", *BARE)), st.sampled_from(FORMS + FILES), st.sampled_from(ASIDE), st.booleans()
)
def test_each_fix_leaves_the_programs_alone(
    first: tuple[str, str], second: str, form: str, aside: str, studio: bool
) -> None:
    with TemporaryDirectory() as temporary:
        folder = Path(temporary)
        if not project(folder, first, second, form, aside, studio):
            return
        before = started(folder)
        texts = sources(folder)
        with inside(folder):
            found = offers.proven(engine.lint(["Dockerfile"])).findings
        for finding in found:
            if finding.fix is None:
                continue
            for path in {edit.source.path for edit in finding.fix.edits}:
                own = [edit for edit in finding.fix.edits if edit.source.path == path]
                (folder / path).write_text(fixing_edits.apply(own, texts[path]))
            alike(before, started(folder), first[1])
            for name, text in texts.items():
                (folder / name).write_text(text)
        mended(folder, ["Dockerfile"])
        alike(before, started(folder), first[1])


ALTERED = ("gone", "twice", "longer", "quoted", "before", "&")


@settings(max_examples=120, deadline=None, derandomize=True)
@given(
    commands,
    st.sampled_from(("", "", *BARE)),
    st.sampled_from(FORMS + FILES),
    st.booleans(),
    st.integers(0, 40),
    st.sampled_from(ALTERED),
)
def test_a_fix_that_does_more_is_refused(
    first: tuple[str, str], second: str, form: str, studio: bool, at: int, way: str
) -> None:
    """One more word is altered in the name of a fix: where other words really start then, the proof says no."""
    with TemporaryDirectory() as temporary:
        folder = Path(temporary)
        if not project(folder, first, second, form, "", studio):
            return
        texts = sources(folder)
        with inside(folder):
            report = engine.lint(["Dockerfile"])
            bench = Bench(report.linted)
            for finding in [one for one in report.findings if one.fix and one.code != "SL301"]:
                made = applied(folder, texts, finding)
                other = altered(finding, at, way)
                if other is None:
                    continue
                objection = bench.objection([other])
                try:
                    differs = applied(folder, texts, other) != made
                except (OSError, KeyError, ValueError, subprocess.SubprocessError):
                    differs = True
                assert objection is not None or not differs, (other.fix, texts)


def applied(folder: Path, texts: dict[str, str], finding: Finding) -> list[tuple[str, ...]]:
    """What starts once a finding's fix is made; the files are afterwards as they were."""
    edits = finding.fix.edits if finding.fix else ()
    for path in {edit.source.path for edit in edits}:
        own = [edit for edit in edits if edit.source.path == path]
        (folder / path).write_text(fixing_edits.apply(own, texts[path]))
    try:
        return started(folder)
    finally:
        for name, text in texts.items():
            (folder / name).write_text(text)


def altered(finding: Finding, number: int, way: str) -> Finding | None:
    """The finding, its fix also altering a word of the line that it edits; None where it would touch an edit."""
    if finding.fix is None:
        return None
    edit = finding.fix.edits[0]
    source = edit.source
    line = source.line_span(source.line_of(edit.span.start))
    words = [(found.start() + line.start, found.end() + line.start) for found in WORD.finditer(source.slice(line))]
    start, end = words[number % len(words)]
    if any(one.source is source and one.span.start <= end and start <= one.span.end for one in finding.fix.edits):
        return None
    word = source.text[start:end]
    text = {"gone": "", "twice": f"{word} {word}", "longer": f"{word}x", "quoted": f"'{word}'",
            "before": f"more {word}", "&": f"{word} &"}[way]  # fmt: skip
    return finding.replace(fix=finding.fix.replace(edits=(*finding.fix.edits, Edit(source, Span(start, end), text))))
