"""Which shell stays in front of the program, in the spellings that people use.

Expected: the shell, the word that is pointed at, `exec` where that is all it takes, `…` where more runs behind it,
and the way.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from studio_lint.model.process import shutdown
from studio_lint.model.process.start_problems import DENIED
from studio_lint.rules.runtime import command_exits
from tests.model.test_process import read

TTYD = "ttyd -p $CONNECT_TOOL_PORT bash"
BASES = {
    ("debian:12", f"CMD {TTYD}"): "dash",
    ("fedora:42", f"CMD {TTYD}"): None,
    ("quay.io/jupyter/base-notebook:2024-12-02", f"CMD {TTYD}"): None,
    ("mambaorg/micromamba:2.0.5", f"CMD {TTYD}"): None,
    ("mambaorg/micromamba:2.0.5", f"CMD {TTYD}; echo done"): "bash",
    ("mambaorg/micromamba:2.0.5", f'CMD ["sh", "-c", "{TTYD}"]'): "dash",
    ("mambaorg/micromamba:2.0.5", f'SHELL ["/bin/sh", "-c"]\nCMD {TTYD}'): "dash",
}
SCRIPTS = {
    "start.sh": f"#!/bin/bash\nexec {TTYD}\n",
    "page.py": "#!/usr/bin/env python3\nimport os\nprint(os.environ['CONNECT_TOOL_PORT'])\n",
}
COMMANDS = {
    f"CMD {TTYD}": "dash ttyd exec",
    f"CMD exec {TTYD}": "",
    f"CMD env A=1 {TTYD}": "dash env exec",
    f"CMD command {TTYD}": "dash command",
    f"CMD command -v ttyd > /dev/null && exec {TTYD}": "",
    f'CMD ["bash", "-c", "[ $# -eq 0 ] && exec {TTYD}; exec \\"$@\\""]': "",
    f"CMD A=1 {TTYD}": "dash ttyd",
    f'CMD eval "exec {TTYD}"': "",
    f'CMD eval "{TTYD}"': "dash eval",
    f"CMD bash -c 'eval exec {TTYD}; echo done'": "dash bash exec",
    f"CMD {TTYD} | tee /log": "dash ttyd pipe",
    f'CMD ["bash", "-c", "exec {TTYD} 2>&1 | tee /log"]': "bash exec pipe",
    f'CMD ["bash", "-c", "exec {TTYD} > >(tee /log)"]': "",
    f'CMD ["dumb-init", "bash", "-c", "{TTYD} | tee /log"]': "",
    f"CMD bash -c 'exec {TTYD}'": "dash bash exec",
    f"CMD exec bash -c '{TTYD}; echo'": "bash ttyd …",
    f'CMD ["bash", "-c", "cd /x && {TTYD}"]': "",
    f'CMD ["bash", "-c", "{TTYD} && echo done"]': "bash ttyd …",
    f'CMD ["bash", "-c", "{TTYD} || exit 1"]': "bash ttyd …",
    f'CMD ["bash", "-c", "({TTYD}); echo done"]': "bash ttyd …",
    f'CMD ["bash", "-c", "if true; then {TTYD}; fi; echo done"]': "bash ttyd …",
    f'CMD ["bash", "-c", "{TTYD} & wait"]': "bash ttyd aside",
    f'CMD ["sh", "-c", "{TTYD} & wait $!"]': "dash ttyd aside",
    f'CMD ["bash", "-c", "{TTYD} & exec sleep infinity"]': "bash ttyd aside",
    f'CMD ["bash", "-c", "{TTYD} & tail -f /log"]': "bash ttyd aside",
    f'CMD ["bash", "-c", "{TTYD} & P=$!; trap \'kill $P\' TERM; wait $P"]': "bash ttyd once",
    f'CMD ["bash", "-c", "{TTYD} & P=$!; trap \'kill $P\' TERM; wait $P; wait $P"]': "",
    f'CMD ["bash", "-c", "{TTYD} & P=$!; trap \'kill $P; wait $P\' TERM; wait $P"]': "",
    f'CMD ["bash", "-c", "f() {{ kill $P; }}; trap f TERM; {TTYD} & P=$!; wait $P; exit 0"]': "bash ttyd once",
    f'CMD ["bash", "-c", "f() {{ kill $P; wait $P; }}; trap f TERM; {TTYD} & P=$!; wait $P"]': "",
    f'CMD ["bash", "-c", "trap /stop.sh TERM; {TTYD} & wait"]': "",
    f'CMD ["bash", "-c", "trap \'kill $P\' INT; {TTYD} & P=$!; wait"]': "",
    f'CMD ["bash", "-c", "uvicorn a:b --port 8000 & {TTYD} & wait -n"]': "bash ttyd aside",
    f'CMD ["bash", "-c", "while true; do {TTYD}; sleep 1; done"]': "bash ttyd …",
    f'CMD ["bash", "-c", "until {TTYD}; do sleep 1; done"]': "bash ttyd …",
    f'CMD ["bash", "-c", "case $X in a) exec {TTYD};; *) {TTYD};; esac"]': "bash ttyd …",
    f'CMD ["bash", "-c", "if true; then exec {TTYD}; fi"]': "",
    f'CMD ["bash", "-c", "exec xvfb-run {TTYD}"]': "xvfb-run ttyd parent",
    f'CMD ["bash", "-c", "exec xvfb-run sh -c \'exec {TTYD}\'"]': "xvfb-run ttyd parent",
    f'CMD ["bash", "-c", "echo bash | xargs -I@ {TTYD}"]': "xargs ttyd parent",
    'CMD ["bash", "-c", "exec apachectl -D FOREGROUND"]': "apachectl apachectl parent",
    'CMD ["bash", "-c", "exec apache2 -D FOREGROUND"]': "",
    'CMD ["bash", "-c", "exec apachectl start"]': "",
    'CMD ["gradio", "app.py"]': "gradio gradio parent",
    'CMD ["pm2", "start", "app.js", "--no-daemon"]': "pm2 pm2 parent",
    'CMD ["pm2", "start", "app.js"]': "",
    'CMD ["pm2-runtime", "app.js"]': "",
    'CMD ["forever", "app.js"]': "forever forever parent",
    f'CMD ["bash", "-c", "{TTYD} & my-server"]': "",
    f'CMD ["bash", "-c", "{TTYD} & exec uvicorn a:b --port 8000"]': "",
    f'CMD ["tini", "-g", "--", "bash", "-c", "{TTYD} & wait"]': "",
    f'CMD ["bash", "-c", "trap \'kill 0\' TERM; {TTYD} ; echo done"]': "bash ttyd … trap",
    f'CMD ["bash", "-c", "trap \'rm -f /x\' EXIT; {TTYD}"]': "bash ttyd trap",
    f'CMD ["bash", "-c", "trap \'kill 0\' EXIT; {TTYD}"]': "",
    f'CMD ["bash", "-c", "trap cleanup EXIT; {TTYD}"]': "",
    f'CMD ["bash", "-c", "trap \'rm -f /x\' EXIT; exec {TTYD}"]': "",
    f'CMD ["bash", "-c", "bash -c \'exec {TTYD}\'; echo done"]': "bash bash …",
    f'CMD ["bash", "-c", "gunicorn -D a:b; exec {TTYD}"]': "",
    f'CMD ["bash", "-c", "gunicorn $OPTIONS a:b; exec {TTYD}"]': "",
    f'CMD ["bash", "-c", "nginx; exec {TTYD}"]': "",
    f'CMD ["bash", "-c", "gunicorn --check-config a:b && exec {TTYD}"]': "",
    f'CMD ["tini", "--", "bash", "-c", "{TTYD}; echo done"]': "bash ttyd …",
    f'CMD ["tini", "-g", "--", "bash", "-c", "{TTYD}; echo done"]': "",
    f'CMD ["tini", "-sg", "--", "bash", "-c", "{TTYD}; echo done"]': "",
    f'CMD ["tini", "-p", "SIGTERM", "--", "bash", "-c", "{TTYD}; echo done"]': "bash ttyd …",
    f'CMD ["timeout", "9", "bash", "-c", "{TTYD}; echo done"]': "",
    f'CMD ["timeout", "--foreground", "9", "bash", "-c", "{TTYD}; echo done"]': "bash ttyd …",
    f'CMD ["dumb-init", "bash", "-c", "{TTYD}; echo done"]': "",
    f'CMD ["dumb-init", "--single-child", "bash", "-c", "{TTYD}; echo done"]': "bash ttyd …",
}


@pytest.mark.parametrize(("command", "expected"), COMMANDS.items())
def test_held(command: str, expected: str, tmp_path: Path) -> None:
    held = shutdown.held_program(read(tmp_path, command))
    if held is None:
        assert expected == ""
    else:
        words = [held.shell, held.text.value, "exec" * held.simple, "…" * held.followed, held.way]
        assert " ".join(word for word in words if word) == expected


@pytest.mark.parametrize(("base", "command", "shell"), [(*key, shell) for key, shell in BASES.items()])
def test_shell_of_the_base(base: str, command: str, shell: str | None, tmp_path: Path) -> None:
    held = shutdown.held_program(read(tmp_path, command, base=base))
    assert (held and held.shell) == shell


MODES = {
    'CMD ["/app/start.sh"]': "start.sh",
    'CMD ["./start.sh"]': "start.sh",
    'CMD ["tini", "--", "/app/start.sh", "--now"]': "start.sh",
    "CMD exec /app/start.sh": "start.sh",
    'CMD ["bash", "/app/start.sh"]': "",
    "CMD bash -c 'exec bash /app/start.sh'": "",
    'CMD ["/app/page.py"]': "page.py",
    'CMD ["python3", "/app/page.py"]': "",
    'CMD ["uv", "run", "/app/page.py"]': "",
    'CMD ["/app/none.sh"]': "",
}
BRINGING = {
    "COPY . .": True,
    "COPY start.sh page.py /app/": True,
    "COPY . .\nRUN apt-get install -y jq && echo done > /etc/x": True,
    "COPY --chmod=755 . .": False,
    "COPY . .\nRUN chmod +x start.sh page.py": False,
    "COPY . .\nRUN find . -name '*.sh' -exec chmod 755 {} +": False,
    "COPY . .\nRUN ./setup.sh": False,
    "COPY . .\nRUN make install": False,
    "COPY . /src\nRUN install -m 755 /src/start.sh /app/start.sh": False,
}


def kept(folder: Path) -> None:
    """Make a repository whose git keeps the scripts without a mark."""
    for name, content in SCRIPTS.items():
        (folder / name).write_text(content, encoding="utf-8")
    subprocess.run(["git", "init", "--quiet"], cwd=folder, check=True)
    subprocess.run(["git", "add", "."], cwd=folder, check=True)


needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")


@needs_git
@pytest.mark.parametrize(("command", "expected"), MODES.items())
def test_scripts_that_are_no_programs(command: str, expected: str, tmp_path: Path) -> None:
    kept(tmp_path)
    found = read(tmp_path, command, SCRIPTS, "WORKDIR /app\nCOPY . .\n")
    assert [one.source for one in found.problems if one.kind == DENIED] == ([expected] if expected else [])


def test_a_mode_that_git_does_not_tell(tmp_path: Path) -> None:
    found = read(tmp_path, 'CMD ["/app/start.sh"]', SCRIPTS, "WORKDIR /app\nCOPY . .\n")
    assert not any(one.kind == DENIED for one in found.problems)


@needs_git
def test_what_is_said_of_a_script_that_is_no_program(tmp_path: Path) -> None:
    kept(tmp_path)
    (found,) = command_exits.check(read(tmp_path, 'CMD ["/app/start.sh"]', SCRIPTS, "WORKDIR /app\nCOPY . .\n"))
    assert found.place.source.slice(found.place.span) == "/app/start.sh"
    assert found.message == "`start.sh` is not executable: the session ends immediately"
    assert found.help is not None
    assert found.help.startswith("add `--chmod=755` to this COPY, or run `chmod +x start.sh`")
    assert [place.source.slice(place.span) for place in found.related] == ["COPY"]


@needs_git
@pytest.mark.parametrize(("before", "denied"), BRINGING.items())
def test_what_marks_a_script(before: str, denied: bool, tmp_path: Path) -> None:
    kept(tmp_path)
    found = read(tmp_path, 'CMD ["/app/start.sh"]', SCRIPTS, f"WORKDIR /app\n{before}\n")
    assert any(one.kind == DENIED for one in found.problems) is denied
