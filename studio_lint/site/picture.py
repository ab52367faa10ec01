"""A terminal with coloured text in it, as an SVG image for the pages.

Every run of one colour is set with `textLength`, so that columns stay columns in whatever font the viewer has.
"""

from __future__ import annotations

from html import escape

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

COLUMNS = 112
"""Longer lines go on in the next row, as a terminal has it."""
CELL = 8.4
LINE = 20
MARGIN = 20
TITLE = 36

COLOURS = {
    "": "#d8dee9",
    "1": "#ffffff",
    "1;31": "#ff6b6b",
    "1;33": "#f5c542",
    "1;34": "#6cb6ff",
    "1;36": "#4fd6d6",
    "2": "#8b98a9",
}
FONT = "ui-monospace, 'SFMono-Regular', Menlo, Consolas, 'DejaVu Sans Mono', 'Liberation Mono', monospace"


def terminal(text: str, title: str) -> str:
    """The image. `text` may hold the colours of `output.paint`, and no other control characters but line ends."""
    lines = [row for line in text.rstrip("\n").split("\n") for row in _rows(line)]
    columns = max(sum(len(words) for _, words in row) for row in lines)
    width = round(columns * CELL) + 2 * MARGIN
    height = TITLE + len(lines) * LINE + MARGIN
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="img" aria-label="{escape(title)}" font-family="{FONT}" font-size="14" xml:space="preserve">',
        f"<title>{escape(title)}</title>",
        f'<rect width="{width}" height="{height}" rx="9" fill="#17202b"/>',
        *(f'<circle cx="{x}" cy="18" r="5.5" fill="{fill}"/>' for x, fill in _BUTTONS),
    ]
    for number, line in enumerate(lines):
        out += _line(line, TITLE + number * LINE + 14)
    return "\n".join([*out, "</svg>"]) + "\n"


_BUTTONS = ((22, "#ff6159"), (41, "#ffbd2e"), (60, "#28c941"))


def _line(runs: list[tuple[str, str]], y: int) -> Iterator[str]:
    column = 0
    for style, words in runs:
        shown = words.strip(" ")
        start = column + len(words) - len(words.lstrip(" "))
        column += len(words)
        if shown:
            weight = ' font-weight="600"' if style.startswith("1") else ""
            yield (
                f'<text x="{MARGIN + start * CELL:.1f}" y="{y}" fill="{COLOURS[style]}"{weight} '
                f'textLength="{len(shown) * CELL:.1f}">{escape(shown, quote=False)}</text>'
            )


def _rows(line: str) -> list[list[tuple[str, str]]]:
    """The runs of a line, cut after every `COLUMNS` characters."""
    rows: list[list[tuple[str, str]]] = [[]]
    left = COLUMNS
    for style, words in _runs(line):
        while words:
            if not left:
                rows.append([])
                left = COLUMNS
            rows[-1].append((style, words[:left]))
            left, words = max(left - len(words), 0), words[left:]
    return rows


def _runs(line: str) -> Iterator[tuple[str, str]]:
    """Style ("" or the numbers of an SGR sequence) and text, in order."""
    first, *rest = line.split("\x1b[")
    if first:
        yield "", first
    for part in rest:
        style, _, words = part.partition("m")
        if words:
            yield ("" if style == "0" else style), words
