"""Pipes, sockets and devices where a file is expected: opening one may wait for ever, reading one may never end."""

from __future__ import annotations

from tests.attack.paths import COMMANDS, LINKED, PLAIN, STUDIO
from tests.attack.runner import Attack

NAMED = {
    "check": ("check", "{}"),
    "check-detect": ("check", "--detect", "--force-exclude", "{}"),
    "fix": ("check", "--fix", "--unsafe-fixes", "{}"),
    "add-ignore": ("check", "--add-ignore", "why", "{}"),
    "config": ("check", "--config", "{}", "."),
    "inspect": ("inspect", "{}"),
    "explain": ("explain", "{}"),
    "files": ("files", "{}"),
}
"""Commands that are given a file by name."""

FOLLOWED = {
    "start": "COPY start /start.sh",
    "folder": "COPY kept /app\nRUN sh /app/start",
    "requirements": "COPY start /r.txt\nRUN pip install -r /r.txt",
    "environment": "COPY start /e.yml\nRUN micromamba install -f /e.yml",
    "bind": "RUN --mount=type=bind,source=start,target=/s sh /s",
}
"""Instructions that lead to one."""


def _attacks() -> list[Attack]:
    found = []
    for place in LINKED:
        files = {name: text for name, text in PLAIN.items() if name != place}
        for kind in ("pipes", "sockets"):
            status = (0, 1, 2) if "toml" in place else (0, 1)
            for command in ("check", "hook"):
                name = f"{kind}-{place}-{command}"
                found.append(
                    Attack(name, files, **{kind: (place,)}, arguments=COMMANDS[command], status=status)  # type: ignore[arg-type]
                )
    for command, arguments in NAMED.items():
        for kind, place in (
            ("pipes", "Dockerfile"),
            ("sockets", "environment.yml"),
            ("", "/dev/full"),
            ("", "/dev/tty"),
        ):
            given = tuple(word.replace("{}", place) for word in arguments)
            made = {kind: (place,)} if kind else {}
            found.append(
                Attack(f"named-{kind}{place}-{command}", {}, **made, arguments=given, status=(0, 1, 2))  # type: ignore[arg-type]
            )
    for key, line in FOLLOWED.items():
        files = {**PLAIN, ".seqera/Dockerfile": STUDIO.replace("COPY start.sh /start.sh", line)}
        pipes = (".seqera/start", ".seqera/kept/start")
        found.append(Attack(f"pipe-followed-{key}", files, pipes=pipes, arguments=COMMANDS["fix"]))
    return found


ATTACKS = _attacks()
