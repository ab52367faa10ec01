"""BuildKit's ways of telling what it does: plain lines, a terminal that is redrawn, and rawjson."""

from __future__ import annotations

import re

from studio_lint.syntax.build_log.tree import BuildLogStep

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from studio_lint.syntax.build_log.state import LogState

_PLAIN = re.compile(r"#(\d{1,6}) (.*)")
_OUTPUT = re.compile(r"(?:#\d{1,6} )?\d{1,7}\.\d{1,6} ?(.*)")
_BRACKETS = re.compile(r"\[(?:([^\[\]]{1,120}) )?(\d{1,4})/(\d{1,4})\] +(.*)")
_TERMINAL = re.compile(r"\s{0,4}=> (=> )?(ERROR |CACHED |CANCELED )?(.*)")
_SECONDS = re.compile(r"\s+\d{1,6}\.\d{1,2}s\s*$")

NOISE = ("importing cache", "exporting cache", "[auth]", "inferring cache", "preparing layers for inline cache")
"""Steps whose failure does not stop a build: the cache of a first build does not exist yet."""

_MOST_OF_A_JSON_LINE = 4_000_000


def is_noise(name: str) -> bool:
    """Whether a step's failure costs nothing (see `NOISE`)."""
    return name.startswith(NOISE)


def named(name: str, line: int, cut: bool = False) -> BuildLogStep:
    """A step by the name that BuildKit prints: `[build 2/4] RUN make`, `[internal] load .dockerignore`."""
    step = BuildLogStep(name, line)
    step.cut = cut
    found = _BRACKETS.match(name)
    if found:
        step.stage = (found[1] or "").rpartition(" ")[2]
        step.index, step.total, step.instruction = int(found[2]), int(found[3]), found[4]
    elif name.startswith("FROM "):
        step.instruction = name
    elif name.startswith("[internal] load metadata for "):
        step.instruction = f"FROM {name.removeprefix('[internal] load metadata for ')}"
    return step


def output(text: str) -> str:
    """A line of a step without the seconds before it."""
    found = _OUTPUT.match(text)
    return found[1] if found else text


def plain(reader: LogState, number: int, text: str) -> bool:
    """A line `#7 …`; whether it is one."""
    found = _PLAIN.match(text)
    if not found:
        return False
    key, said = found[1], found[2]
    if key == "0":
        if said.startswith("building with") and reader.steps:
            reader.begin()
        return True
    step = reader.steps.get(key)
    if step is None or (key == "1" and reader.finals):
        return _new(reader, key, number, said)
    if step.name and said.startswith("[") and said == step.name:
        return True
    if not _status(step, number, said):
        if not step.name and said.startswith("["):
            fresh = named(said, number)
            fresh.lines = step.lines
            reader.steps[key] = fresh
        elif said != step.name:
            step.lines.append((number, output(said)))
    elif step.state == "done" and step.name.startswith("exporting to "):
        reader.built = True
    return True


def _new(reader: LogState, key: str, number: int, words: str) -> bool:
    """The first line of a step: its name, or some line of it where the log begins later."""
    if key == "1" and reader.finals:
        reader.begin()
    reader.form = "buildkit"
    reader.open = None
    step = BuildLogStep("", number)
    if _status(step, number, words):
        reader.steps[key] = step
        return True
    found = _OUTPUT.match(words)
    if found:
        step.lines.append((number, found[1]))
        reader.steps[key] = step
    else:
        reader.steps[key] = named(words, number)
    return True


def _status(step: BuildLogStep, number: int, words: str) -> bool:
    """Whether a step's line says what became of it."""
    word = words.partition(" ")[0]
    if word == "DONE":
        if step.state != "failed":
            step.state = "done"
    elif word == "CACHED":
        step.state = "done"
    elif word == "CANCELED":
        step.state = "canceled"
    elif word in ("ERROR:", "ERROR"):
        step.state, step.error, step.line = "failed", words.partition(" ")[2], number
    elif word not in ("...", "WARN:"):
        return False
    return True


def terminal(reader: LogState, number: int, text: str) -> bool:
    """A line ` => [2/4] RUN …   1.2s` of a terminal that is redrawn; whether it is one."""
    found = _TERMINAL.match(text)
    if not found:
        return False
    if reader.form == "none":
        reader.form = "buildkit-tty"
    inner, state, said = found[1], (found[2] or "").strip(), found[3]
    if inner:
        if said.startswith("# ") and reader.open is not None:
            reader.open.lines.append((number, said[2:]))
        elif said.startswith("naming to "):
            reader.built = True
        return True
    name = _SECONDS.sub("", said).rstrip()
    key = _same(reader, name)
    step = reader.steps.get(key)
    if step is None:
        step = reader.steps[key] = named(name.removesuffix("...").rstrip(), number, cut=True)
    reader.open = step if state != "CACHED" else None
    if state == "ERROR":
        step.state, step.line = "failed", number
        step.error = step.error or name
    elif state == "CANCELED":
        step.state = "canceled"
    elif state == "CACHED":
        step.state = "done"
    return True


def _same(reader: LogState, name: str) -> str:
    """Under which key a step stands; the width of a name changes with that of the state before it."""
    head = name[:40]
    if head in reader.steps:
        return head
    for key in reader.steps:
        if len(head) >= 12 and (key.startswith(head) or head.startswith(key)) and key[:1] == "[":
            return key
    return head


def raw(reader: LogState, number: int, text: str) -> bool:
    """A line of `--progress=rawjson`; whether it is one."""
    if not text.startswith(('{"vertexes"', '{"statuses"', '{"logs"', '{"warnings"', '{"vertex')):
        return False
    import json

    try:
        data = json.loads(text[:_MOST_OF_A_JSON_LINE])
    except (ValueError, RecursionError):
        return True
    if isinstance(data, dict):
        reader.form = "buildkit-json"
        for vertex in _dictionaries(data.get("vertexes")):
            _vertex(reader, number, vertex)
        for log in _dictionaries(data.get("logs")):
            _written(reader, number, log)
    return True


def _dictionaries(value: Any) -> list[dict[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _vertex(reader: LogState, number: int, vertex: dict[str, Any]) -> None:
    key, name = str(vertex.get("digest", "")), str(vertex.get("name", ""))
    step = reader.steps.get(key)
    if step is None or (name and not step.name):
        step = reader.steps[key] = named(name, number)
    error = str(vertex.get("error", "") or "")
    if error:
        step.line = number
        step.state, step.error = ("canceled", "") if "context canceled" in error else ("failed", error)
    elif vertex.get("completed") or vertex.get("cached"):
        step.state = "done"
        if step.name.startswith("exporting to "):
            reader.built = True


def _written(reader: LogState, number: int, log: dict[str, Any]) -> None:
    from base64 import b64decode

    from studio_lint.syntax.build_log.line_prefixes import bare_lines

    step = reader.steps.get(str(log.get("vertex", "")))
    if step is None:
        return
    try:
        data = b64decode(str(log.get("data", ""))).decode("utf-8", "replace")
    except ValueError:
        return
    step.lines += [(number, line) for _, line in bare_lines(data) if line]
