"""Lines of a log as they were before terminals, web pages and build servers put something around them."""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.syntax.build_log.tree import NumberedLine

LONGEST = 4_000
"""Characters of a line that are looked at; the rest is left out."""

CUT_PAGE = "Click here to download the complete build log"
"""What Wave's page of a build says below a log that it cut (wave, build-view.hbs, read 2026-11)."""

_WRAPPED = ('{"log":', '{"level":', '{"msg":', '{"time":', '{"message":', '{"stream":')
_MOST_PREFIXES = 4
_RAW = ('{"vertexes"', '{"statuses"', '{"logs"', '{"warnings"')  # one line of it is one piece of JSON

# A terminal's codes; also as they look once the escape character itself was lost on the way.
_CODES = re.compile(
    r"\x1b\[[0-?]{0,40}[ -/]{0,4}[@-~]"
    r"|\x1b\][^\x07\x1b]{0,2000}(?:\x07|\x1b\\)"
    r"|\x1b[()][0-9A-Za-z]|\x1b[@-Z\\^_=>]"
    r"|(?:\ufffd|\^\[|\u241b)?\[(?:0|1|2|22|39|[349][0-7])?(?:;\d{1,3}){0,4}m"
)
_TAGS = re.compile(r"</?[a-zA-Z][^<>]{0,400}>")
_ISO = r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?"
_PREFIX = re.compile(
    r"(?:"
    rf"{_ISO}(?: (?:stdout|stderr) [FP](?= )|(?: |\t)\d\d[OE][+ ]?)?"  # GitHub, Kubernetes, GitLab
    rf"|[^\t]{{1,120}}\t[^\t]{{1,160}}\t\ufeff?(?={_ISO})"  # `gh run view --log`: job and step
    rf"|\[{_ISO}\]"  # Jenkins
    r"|\[?\d\d:\d\d:\d\d(?:[.,]\d{1,6})?\]?(?= )"
    r"|(?:[a-zA-Z][\w.-]{0,60} {0,20}\|)(?= |$)"  # docker compose
    r"|\[[a-z0-9][\w.-]{0,80} : [\w.-]{1,80}\]"  # Tekton
    r'|Step #\d{1,4}(?: - "[^"]{0,80}")?:'  # Google Cloud Build
    r"|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) [ \d]\d \d\d:\d\d:\d\d"
    r" [\w.-]{1,80} [\w./-]{1,60}(?:\[\d{1,9}\])?:"  # syslog
    r"|##\[(?:error|group|debug|section|command)\]"  # GitHub, Azure
    r"|::(?:error|group|debug|warning)(?: [^:]{0,300})?::"
    r")[ \t]?"
)
_STARTS = frozenset("0123456789[:#") | frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")


def is_page(text: str) -> bool:
    """Whether a log is a saved web page, or was copied with a page's entities in it."""
    head = text[:200_000]
    return "<pre" in head or "<html" in head or "&gt;" in head or "&quot;" in head or "&#" in head


def bare_lines(text: str, first: int = 1) -> Iterator[NumberedLine]:
    """Number and plain text of each line; the numbers are those of the log, `first` of its first line."""
    page = is_page(text)
    margin = _margin(text)
    number = first
    for raw in text.split("\n"):
        line = raw if len(raw) <= LONGEST or raw.startswith(_RAW) else raw[:LONGEST]
        if margin:
            line = line[len(margin) :] if line.startswith(margin) else line.lstrip(" ")
        if page:
            line = _without_page(line)
        if line.startswith(_WRAPPED):
            line = _unwrapped(line)
        if "\x1b" in line or "m" in line:
            line = _CODES.sub("", line) if "[" in line or "\x1b" in line else line
        if CUT_PAGE in line:
            line = line.partition(CUT_PAGE)[0]
        if "\r" in line:
            line = _overdrawn(line)
        yield number, _without_prefixes(line)
        number += 1


def _unwrapped(line: str) -> str:
    """The text in a line of JSON, as Docker's log files and kaniko's `--log-format json` have it."""
    import json

    try:
        data = json.loads(line)
    except (ValueError, RecursionError):
        return line
    if isinstance(data, dict):
        for key in ("log", "msg", "message"):
            text = data.get(key)
            if isinstance(text, str):
                level = str(data.get("level", ""))[:4].upper()
                return f"{level}[0000] {text}" if level and key == "msg" else text.rstrip("\r\n")
    return line


def _without_page(line: str) -> str:
    import html

    if "<" in line:
        line = _TAGS.sub("", line)
    return html.unescape(line) if "&" in line else line


def _overdrawn(line: str) -> str:
    """What a terminal shows of a line that returns to its start: the last text that was written over it."""
    parts = [part for part in line.split("\r") if part.strip()]
    return parts[-1] if parts else ""


def _without_prefixes(line: str) -> str:
    for _ in range(_MOST_PREFIXES):
        start = line[:1]
        if start not in _STARTS or (start == "#" and line[1:2] != "#"):
            break
        found = _PREFIX.match(line)
        if not found or found.end() == 0:
            break
        line = line[found.end() :]
    return line


def _margin(text: str) -> str:
    """What every line begins with: the margin of a quoted or indented copy."""
    lines = [line for line in text[:20_000].split("\n")[:200] if line.strip()][:-1] or [""]
    margin = ""
    for at, letter in enumerate(lines[0][:16]):
        if letter not in " >" or any(line[at : at + 1] != letter for line in lines):
            break
        margin += letter
    return margin if len(lines) > 2 else ""
