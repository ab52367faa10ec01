"""Programs that run the project's own code: how they receive it, and how it reads the session's port.

Manuals of Python 3.12, R 4.4, littler 0.3, Node 22, nodemon 3, PM2 5, Deno 2, Bun 1 and Julia 1.11 (2026-11).
"""

from __future__ import annotations

from studio_lint.base.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    Language = Literal["python", "r", "node", "other"]

PYTHON: Language = "python"
R: Language = "r"
NODE: Language = "node"
OTHER: Language = "other"


class Interpreter(Record):
    """One language's program.

    language  one of the constants above
    inline    options whose value is the program's text
    file      options whose value is the path of the program
    words     whether the first word that is no option is the path of the program
    verbs     words that may come before that path
    values    options that take the next word
    port      how a program of this language writes the session's port
    needs     a line that this takes besides
    number    the function that makes a number of text
    """

    language: Language
    inline: tuple[str, ...] = ()
    file: tuple[str, ...] = ()
    words: bool = True
    verbs: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    port: str = ""
    needs: str = ""
    number: str = ""


_R = Interpreter(R, ("-e",), ("-f", "--file"), port='as.integer(Sys.getenv("CONNECT_TOOL_PORT"))', number="as.integer")
_NODE = Interpreter(
    NODE,
    ("-e", "--eval", "-p", "--print"),
    verbs=("run", "serve"),
    values=("-r", "--require", "--import", "--loader", "--experimental-loader", "-C", "--conditions"),
    port="process.env.CONNECT_TOOL_PORT",
)
_PYTHON = Interpreter(PYTHON, ("-c",), port='int(os.environ["CONNECT_TOOL_PORT"])', needs="import os", number="int")
OF_TOOLS = _PYTHON
"""The language of the code that a tool is given, and serves."""
PYTHON_NAMES = ("python", "python3")
"""Names by which programs call Python, the usual one first."""
BEGINNINGS = ("sitecustomize.py", "usercustomize.py", ".pth")
"""How files end that every Python runs before a program: they may set variables."""
_VERSIONED = ("python", "pypy")

INTERPRETERS: dict[str, Interpreter] = {
    "R": _R.replace(words=False),
    "Rscript": _R,
    "r": _R,
    "littler": _R,
    "node": _NODE,
    "nodejs": _NODE,
    "tsx": _NODE,
    "ts-node": _NODE,
    "nodemon": _NODE,
    "pm2-runtime": _NODE,
    "bun": _NODE,
    "deno": _NODE,
    "julia": Interpreter(
        OTHER, ("-e", "--eval", "-E"), verbs=("run", "serve"), port='parse(Int, ENV["CONNECT_TOOL_PORT"])'
    ),
}


def find(name: str) -> Interpreter | None:
    """The interpreter of a program's name, its folder left out; Python's of whatever version (`python3.12`)."""
    if name.rstrip("0123456789.") in _VERSIONED:
        return _PYTHON
    return INTERPRETERS.get(name)
