"""How a command of a RUN receives code in another language: in an argument, or in a file.

Manuals of sed 4.9, mawk 1.3.4, gawk 5.2, CPython 3.12, R 4.4 and Node 22 (2026-11).
"""

from __future__ import annotations

from studio_lint.base.record import Record

SED = "sed"
AWK = "awk"
PYTHON = "python"
R = "r"
NODE = "node"


class CodeOptions(Record):
    """One program's command line.

    language  one of the constants above
    code      options whose value is program text; several make one program, a line each
    files     options whose value is the path of the program
    operand   what the first operand is: "code", "file", or "" for neither
    valued    other options that take the next word, short ones joined to others too (`-nF:`)
    own       options with an own way, after which nothing more is read (`python -m`, `node --check`)
    last      the text ends the options: what follows are the program's own words (`python -c`)
    """

    language: str
    code: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    operand: str = ""
    valued: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    last: bool = False


EXTENDED = ("-E", "-r", "--regexp-extended")
"""Options of SED with which regular expressions are extended ones."""

_SED = CodeOptions(
    SED, ("-e", "--expression"), ("-f", "--file"), operand="code", valued=("-l", "--line-length"), own=("--posix",)
)
_AWK = CodeOptions(
    AWK,
    (),
    ("-f", "--file"),
    operand="code",
    valued=("-F", "-v", "--assign", "--field-separator"),
    own=("-e", "-i", "-E", "-l", "-W"),
)
_PYTHON = CodeOptions(
    PYTHON, ("-c",), (), operand="file", valued=("-W", "-X"), own=("-m", "-h", "-V", "--version", "--help"), last=True
)
_R = CodeOptions(R, ("-e",), ("-f",), operand="file", valued=("-g",), own=("--args", "--version", "--help", "CMD"))
_NODE = CodeOptions(
    NODE,
    ("-e", "--eval", "-p", "--print"),
    (),
    operand="file",
    valued=("-r", "--require", "--import", "--env-file", "-C", "--loader"),
    own=("-h", "-v", "--version", "--help", "--test", "--run", "-i", "--input-type", "--experimental-strip-types"),
)

_BY_NAME = {
    "sed": _SED,
    "awk": _AWK,
    "mawk": _AWK,
    "gawk": _AWK,
    "python": _PYTHON,
    "R": _R.replace(operand=""),
    "Rscript": _R,
    "node": _NODE,
    "nodejs": _NODE,
}

READ_INPUT = frozenset((PYTHON, R, NODE))
"""Languages whose interpreter runs what it reads, where it is given no program."""

RESOLVED = ("", ".js", ".json", ".node", ".mjs", ".cjs", ".ts", "/index.js", "/package.json")
"""What Node.js and what runs on it add to the path in `require("./x")`, one after the other."""


def find(name: str) -> CodeOptions | None:
    """The command line of a program; Python 3's of whatever version (`python3.12`)."""
    if name.startswith("python3") and name[7:].replace(".", "").isdecimal():
        return _PYTHON
    return _BY_NAME.get("python" if name == "python3" else name)


LOADED_AS_WRITTEN = (".js", ".mjs", ".cjs")
HOOKS = ("-r", "--require", "--import", "--loader", "--experimental-loader", "-C", "--conditions")
NODE_PATH = "NODE_PATH"
_NODE_MODULES = """
assert async_hooks buffer child_process cluster console constants crypto dgram diagnostics_channel dns domain events fs
http http2 https inspector module net os path perf_hooks process punycode querystring readline repl stream
string_decoder sys timers tls trace_events tty url util v8 vm wasi worker_threads zlib bun
"""
NODE_MODULES = frozenset(_NODE_MODULES.split())
"""How Node 22 finds modules: files that it does not compile first, options and a variable by which others may be found,
and those that it has itself.
"""

PYTHON_INSTALLS, NODE_INSTALLS = "pip install", "npm install"
