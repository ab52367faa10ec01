"""The informative lines of a log, in a form that may be shown: without progress, and without secrets."""

from __future__ import annotations

import re

from studio_lint.model.secrets.hiding import masked

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from studio_lint.syntax.build_log.tree import NumberedLine

LONGEST = 300
_PROGRESS = re.compile(
    r"^\s*$|━|[#=.█▏▎▍▌▋▊▉]{12}|\d{1,3}%|^\s*note:|^\s*hint:|^(?:Get|Hit|Ign):\d"
    r"|^(?:Selecting|Preparing to|Unpacking|Setting up|Processing triggers)"
    r"|Reading package lists|Building dependency tree|Reading state information|eta \d|✔ Done|⧖ Starting"
    r"|^sha256:[0-9a-f]|^\s*Downloading |^subprocess exited"
)
_PARAMETERS = re.compile(
    r"(?i)([?&](?:x-amz-signature|x-amz-credential|x-amz-security-token|sig|signature|token|access_token|key"
    r"|password|secret)=)([^&\s'\"]{1,2000})"
)
_OPTIONS = re.compile(
    r"(?i)((?:--(?:[a-z-]{0,30}(?:password|passwd|token|secret|api-key))[= ]|authorization: ?(?:bearer|basic|token) ?"
    r"|bearer |_authToken=|(?:^|\s)-u [^\s:]{1,60}:))([^\s'\"]{3,2000})"
)
_ASSIGNED = re.compile(
    r"([A-Za-z0-9_]{0,60}(?:TOKEN|KEY|SECRET|PASSWORD|PASSWD|PAT|CREDENTIALS?|token|secret|password|passwd|api_?key)"
    r"['\"]?\s{0,2}[=:]\s{0,2}['\"]?)([^\s'\"$<{(*]{4,2000})"
)
_URL_USER = re.compile(r"(://)([^/\s:@]{0,200}:[^/\s@]{1,500})(@)")


def quoted(text: str) -> str:
    """Words from a log as they may be printed: secrets starred, cut to a line's length."""
    text = text if len(text) <= LONGEST * 4 else f"{text[: LONGEST * 4]}"
    text = _URL_USER.sub(lambda found: f"{found[1]}{'*' * len(found[2])}{found[3]}", text)
    for pattern in (_PARAMETERS, _OPTIONS, _ASSIGNED):
        text = pattern.sub(lambda found: found[1] + "*" * len(found[2]), text)
    text = masked(text)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 3]}..."


def last(lines: Sequence[NumberedLine], most: int) -> tuple[NumberedLine, ...]:
    """The last lines that are not progress."""
    found: list[NumberedLine] = []
    for number, text in reversed(lines[-2000:]):
        if not _PROGRESS.search(text) and text.strip() not in [each.strip() for _, each in found]:
            found.append((number, text.rstrip()))
            if len(found) == most:
                break
    return tuple(reversed(found))


def around(lines: Sequence[NumberedLine], line: NumberedLine, kind: str) -> tuple[NumberedLine, ...]:
    """The telling line, and up to two that belong to it."""
    if kind != "pip-conflict":
        return ((line[0], line[1].rstrip()),)
    at = next((index for index, (number, text) in enumerate(lines) if "The conflict is caused by" in text), None)
    if at is None:
        return ((line[0], line[1].rstrip()),)
    return tuple(
        (number, text.rstrip())
        for number, text in lines[at + 1 : at + 4]
        if text.startswith((" ", "\t")) or "requested" in text
    )
