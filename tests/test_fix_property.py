"""Any tools, forms and slips together: each fix, made, leaves the same programs with the same words, really run."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio_lint.files import reading
from studio_lint.fixing import edits as fixing_edits
from studio_lint.fixing import offers
from studio_lint.lint import engine
from studio_lint.model.build import assemble
from studio_lint.model.build.inspect import config_data
from studio_lint.syntax.dockerfile import reader as dockerfile_reader
from tests.cases import inside
from tests.mending import mended

pytestmark = pytest.mark.skipif(shutil.which("bash") is None or sys.platform == "win32", reason="needs bash")

SESSION = "31415"
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


def started(folder: Path) -> list[tuple[str, ...]]:
    """Name and words of each program that really starts, the stand-ins being told the session's port."""
    source = reading.read(str(folder / "Dockerfile"))
    config = config_data(assemble.build(dockerfile_reader.read(source)).config)  # type: ignore[arg-type]
    words = [*config.get("Entrypoint", ()), *config.get("Cmd", ())]
    words = words[2:] if words[:1] == ["/usr/bin/connect-client"] else words
    stubs, log = folder / ".git" / "stubs", folder / ".git" / "log"
    stubs.mkdir(exist_ok=True)
    log.write_text("")
    for name in TOOLS:
        (stubs / name).write_text(STUB)
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


def alike(before: list[tuple[str, ...]], after: list[tuple[str, ...]], number: str) -> None:
    """The same programs, the same words but for the port, and one at most has the session's."""
    assert [words[0] for words in before] == [words[0] for words in after]
    assert sum(any(SESSION in word for word in words) for words in after) <= 1
    for old, new in zip(before, after, strict=True):
        gone = [word for word in old if word not in new]
        come = [word for word in new if word not in old]
        assert all(number and number in word for word in gone), (old, new)
        values = [word for word in come if not (word.startswith("-") and "=" not in word)]
        assert all(SESSION in word or word.endswith("0.0.0.0") for word in values), (old, new)
        assert len(come) - len(values) <= 2, (old, new)
        assert [word for word in old if word in new] == [word for word in new if word in old], (old, new)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(commands, st.sampled_from(("", "", *BARE)), st.sampled_from(FORMS), st.sampled_from(ASIDE), st.booleans())
def test_each_fix_leaves_the_programs_alone(
    first: tuple[str, str], second: str, form: str, aside: str, studio: bool
) -> None:
    with TemporaryDirectory() as temporary:
        folder = Path(temporary)
        if not project(folder, first, second, form, aside, studio):
            return
        before = started(folder)
        texts = {path.name: path.read_text() for path in folder.iterdir() if path.is_file()}
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
