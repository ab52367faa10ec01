"""Modules that a JavaScript program loads by a relative path, and packages, whenever it runs.

Only statements at the beginning of a line that are plain: `const x = require("./x")`, `import x from "./x.mjs"`.
"""

from __future__ import annotations

from studio_lint.base.record import Record

LONGEST = 200_000
MOST = 200
_STARTS = ("const ", "let ", "var ", "require(", "import ", "import{", 'import"', "import'")


class RequiredModule(Record):
    """A relative path (`./lib/x`) or the name of a package.

    start, end  where it is written
    exact       the path has to be the file's whole name (`import`)
    """

    path: str
    start: int
    end: int
    exact: bool


def required(program: str) -> tuple[RequiredModule, ...]:
    """The modules at relative paths that a program cannot do without, up to `MOST`."""
    return tuple(one for one in _loaded(program) if one.path.startswith(("./", "../")) and "?" not in one.path)


def packages(program: str) -> tuple[RequiredModule, ...]:
    """The packages that a program cannot do without, by their names (`express`, `@scope/name`), up to `MOST`."""
    found: list[RequiredModule] = []
    for one in _loaded(program):
        parts = one.path.split("/")
        name = "/".join(parts[: 2 if one.path.startswith("@") else 1])
        plain = name.replace("@", "").replace("/", "").replace("-", "").replace("_", "").replace(".", "")
        if plain.isalnum() and name[0] not in "./" and len(name.split("/")) == (2 if name[0] == "@" else 1):
            found.append(RequiredModule(name, one.start, one.start + len(name), one.exact))
    return tuple(found)


def _loaded(program: str) -> tuple[RequiredModule, ...]:
    found: list[RequiredModule] = []
    at = 0
    if len(program) > LONGEST or "/*" in program or "`" in program:
        return ()  # a line may be a part of something else
    for line in program.split("\n"):
        one = _of_line(line, at) if line.startswith(_STARTS) else None
        if one is not None and len(found) < MOST:
            found.append(one)
        at += len(line) + 1
    return tuple(found)


def _of_line(line: str, offset: int) -> RequiredModule | None:
    exact = line.startswith("import")
    mark = _last_quoted(line) if exact else _argument(line)
    if mark is None:
        return None
    start, end = mark
    path = line[start:end]
    return RequiredModule(path, offset + start, offset + end, exact) if path and "\\" not in path else None


def _argument(line: str) -> tuple[int, int] | None:
    """What is in the brackets of the only call of `require`, where the line does nothing before it."""
    at = line.find("require(")
    if at < 0 or line.count("require(") != 1 or not _is_plain(line[:at]):
        return None
    start = at + len("require(")
    quote = line[start : start + 1]
    end = line.find(quote, start + 1) if quote in ('"', "'") else -1
    return (start + 1, end) if end > 0 and line[end + 1 : end + 2] == ")" else None


def _is_plain(head: str) -> bool:
    """Whether the words before it only name what is assigned (`const { a, b } = `)."""
    rest = head.partition("=")[0].replace("{", " ").replace("}", " ").replace(",", " ").replace(":", " ")
    tail = head.partition("=")[2].strip()
    return not tail and all(word.replace("$", "_").isidentifier() for word in rest.split())


def _last_quoted(line: str) -> tuple[int, int] | None:
    text = line.rstrip().rstrip(";").rstrip()
    quote = text[-1:]
    if quote not in ('"', "'") or "(" in text or " type " in text:
        return None
    start = text.rfind(quote, 0, len(text) - 1)
    before = text[:start].rstrip()
    return (start + 1, len(text) - 1) if start > 0 and (before.endswith("from") or before == "import") else None
