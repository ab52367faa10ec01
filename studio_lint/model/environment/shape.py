"""The structure of an environment file: keys that are missing, misspelled, or have a value of the wrong type.

The worst mistakes build silently and install nothing.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import SAFE, Problem
from studio_lint.base.nearest import nearest
from studio_lint.base.source import Span
from studio_lint.facts.installers.conda import CONDA, LIBMAMBA_2
from studio_lint.syntax.conda.channel import is_path
from studio_lint.syntax.yaml.tree import Entry, Mapping, Node, Scalar, Sequence, Unknown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.kind_types import ProblemKind
    from studio_lint.model.environment.environment import ChannelEntry, Environment

KNOWN_KEYS = ("name", "channels", "dependencies", "variables", "prefix", "platforms", "category")
"""micromamba and conda read the first five, conda-lock the others."""
REFUSED: ProblemKind = "refused"
"""The kind of a problem over which micromamba stops, whatever the channels hold."""
TOP_LEVEL_PIP: ProblemKind = "top-level-pip"
"""The kind of a problem that loses the pip section and nothing else."""


def _empty(environment: Environment) -> str:
    """What comes of an environment without a list: libmamba 2 goes on without one, and of conda some releases do."""
    if any(LIBMAMBA_2 in reader.dialects for reader in environment.readers):
        return "the build is green and installs nothing"
    return "the build fails" if environment.by_libmamba else "conda installs nothing"


_LIST_HELP = "list one `- name=version` per line below `dependencies:`"


def key_name(entry: Entry) -> str:
    """The key as a text; "" for a key that is a list or a mapping."""
    return entry.key.value if isinstance(entry.key, Scalar) else ""


def meant_key(environment: Environment, entry: Entry) -> str | None:
    """The key that an unknown one was meant to be, if that one is absent."""
    name = key_name(entry)
    if not name or name in KNOWN_KEYS or name in ("pip", "<<"):
        return None
    near = nearest(name.strip(), KNOWN_KEYS)
    return near if near is not None and environment.key(near) is None else None


def misspelt(environment: Environment, name: str) -> Entry | None:
    """The entry whose key was meant to be `name`."""
    return next((entry for entry in environment.keys if meant_key(environment, entry) == name), None)


def shape_problems(environment: Environment) -> Iterator[Problem]:
    """Everything that is wrong with the top level, in the order of the file."""
    document = environment.document
    for problem in document.problems:
        if problem.kind == "explicit":
            yield problem.replace(kind=REFUSED)
    if not isinstance(document.root, Mapping):
        if not isinstance(document.root, Unknown) and not environment.broken:
            yield _no_mapping(environment, document.root)
        return
    if environment.key("dependencies") is None and (not environment.broken or misspelt(environment, "dependencies")):
        yield _no_dependencies(environment)
    seen: set[str] = set()
    for entry in environment.keys:
        name = key_name(entry)
        if name not in seen:
            seen.add(name)
            yield from _entry(environment, name, entry)


def _problem(span: Span, message: str, help: str, note: str | None = None) -> Problem:
    return Problem(kind="shape", span=span, message=message, help=help, note=note)


def _refused(span: Span, what: str, help: str, note: str | None = None) -> Problem:
    return Problem(kind=REFUSED, span=span, message=f"{what}; the build fails", help=help, note=note)


def _first_line(environment: Environment, node: Node | None) -> Span:
    source = environment.source
    start = node.span.start if node is not None else 0
    end = source.line_span(source.line_of(start)).end
    return Span(start, max(start, min(end, node.span.end) if node is not None else end))


def _no_mapping(environment: Environment, root: Node | None) -> Problem:
    span = _first_line(environment, root)
    if root is None or (isinstance(root, Scalar) and root.kind == "null"):
        return _problem(
            span, f"the file is empty: {_empty(environment)}", "add `channels:` and `dependencies:` with their lists"
        )
    if isinstance(root, Sequence):
        return _problem(span, f"this list has no key: {_empty(environment)}", "move the packages below `dependencies:`")
    help = "add `dependencies:` with one `- name=version` per line below it"
    return _refused(span, "this is plain text, not an environment", help, "yaml-cpp: operator[] call on a scalar")


def _no_dependencies(environment: Environment) -> Problem:
    entry = misspelt(environment, "dependencies")
    if entry is None:
        at = environment.keys[0].key.span if environment.keys else _first_line(environment, environment.document.root)
        return _problem(at, f"missing key `dependencies`: {_empty(environment)}", _LIST_HELP)
    return Problem(
        kind="shape",
        span=entry.key.span,
        message=f"unknown key `{key_name(entry)[:40]}` instead of `dependencies`: {_empty(environment)}",
        help="use `dependencies`",
        edits=((entry.key.span, "dependencies"),),
        edits_message="use `dependencies`",
        safety=SAFE,
    )


def _is_empty(value: Node) -> bool:
    """Whether there is nothing, as where a mistake in the syntax took it away."""
    return (isinstance(value, Scalar) and value.kind == "null") or (isinstance(value, Sequence) and not value.items)


def _entry(environment: Environment, name: str, entry: Entry) -> Iterator[Problem]:
    value = entry.value
    if isinstance(value, Unknown) or (environment.broken and _is_empty(value)):
        return
    if name == "dependencies":
        yield from _dependencies(environment, entry)
    elif name == "channels":
        yield from _channels(environment, entry)
    elif name == "pip":
        yield Problem(
            TOP_LEVEL_PIP,
            entry.key.span,
            "`pip:` at the top level is silently ignored: none of its packages is installed",
            help="move it to the list below `dependencies:`, as `- pip:`",
        )
    elif name == "<<" and environment.by_libmamba:
        yield _problem(
            entry.key.span,
            "micromamba does not expand merge keys: `<<` is silently ignored",
            "use the keys themselves",
        )
    elif name == "variables":
        yield from _variables(entry)
    elif name == "name":
        yield from name_problems(entry, _not_in_names(environment))


def _point(entry: Entry) -> Span:
    """The value, or the key where there is none to see."""
    return entry.value.span if entry.value.span.end > entry.value.span.start else entry.key.span


def _dependencies(environment: Environment, entry: Entry) -> Iterator[Problem]:
    value = entry.value
    if isinstance(value, Sequence):
        if not value.items:
            yield _problem(_point(entry), f"`dependencies` is empty: {_empty(environment)}", _LIST_HELP)
        for dependency in environment.dependencies:
            if dependency.kind == "glued":
                yield _swallowed(environment, dependency.node)
        return
    if isinstance(value, Scalar) and value.kind == "null":
        yield _problem(entry.key.span, f"`dependencies` is empty: {_empty(environment)}", _LIST_HELP)
        return
    if isinstance(value, Scalar) and value.plain and value.value.startswith("-"):
        yield _glued(environment, value)
        return
    span = _first_line(environment, value)
    if isinstance(value, Mapping):
        yield _problem(span, f"`dependencies` must be a list, not keys and values: {_empty(environment)}", _LIST_HELP)
        return
    if not environment.broken:  # else the value may have been cut off, and nothing is built anyway
        yield _problem(span, f"`dependencies` must be a list, not a single value: {_empty(environment)}", _LIST_HELP)


def _glued(environment: Environment, value: Scalar) -> Problem:
    """`-numpy`, line after line: one text to YAML."""
    source = environment.source
    dashes: list[Span] = []
    for line in range(source.line_of(value.span.start), source.line_of(max(value.span.start, value.span.end - 1)) + 1):
        whole = source.line_span(line)
        text = source.slice(whole)
        indent = len(text) - len(text.lstrip())
        if text[indent : indent + 1] != "-":
            dashes = []
            break
        behind = text[indent + 1 : indent + 2]
        if behind not in (" ", "\t", ""):
            # A space of another kind gives way to a plain one.
            at = whole.start + indent + 1
            dashes.append(Span(at, at + behind.isspace()))
    return Problem(
        kind="shape",
        span=Span(value.span.start, value.span.start + 1),
        message=f"missing space after `-`, so this is not a list: {_empty(environment)}",
        help=f"{'add a space after each `-`:' if len(dashes) > 1 else 'use'} `- {_first_glued(value)}`",
        edits=tuple((span, " ") for span in dashes),
        edits_message="Add a space after each `-`" if dashes else "",
        safety=SAFE,
    )


def _first_glued(value: Scalar) -> str:
    first = value.value[1:].split(" -")[0].strip()[:60]
    return "name=version" if "://" in first else first


def _swallowed(environment: Environment, node: Node) -> Problem:
    """An item that YAML reads as more of the one above it."""
    from studio_lint.model.environment.environment import first_marks, swallowed
    from studio_lint.model.secrets.hiding import hide_secrets

    source = environment.source
    hide_secrets(source)
    dashes = (swallowed(source, node) or first_marks(source, node)) if isinstance(node, Scalar) else ()
    at = dashes[0].start
    rest = source.readable(Span(at, source.line_span(source.line_of(at)).end))
    above = source.readable(_first_line(environment, node)).strip()
    glued = [mark for mark in dashes if source.text[mark.end : mark.end + 1] not in (" ", "\t")]
    if above == "pip" and not glued:
        return _refused(
            dashes[0],
            "this list has no key and is read as part of the line above",
            "add a colon to the line above: `- pip:`",
            'micromamba: Found invalid version predicate in "-"',
        )
    return _refused(
        dashes[0],
        f"this line is read as part of the one above (`{above[:30]} {rest[:30].strip()}`)",
        f"use `- {rest.lstrip('- ')[:60].strip()}`, indented like the line above",
    )


def _channels(environment: Environment, entry: Entry) -> Iterator[Problem]:
    value = entry.value
    note = "micromamba: Could not read 'channels' as vector of strings"
    help = "list one `- conda-forge` per line below `channels:`"
    if isinstance(value, Sequence):
        for channel in environment.channels:
            if isinstance(channel.node, Unknown):
                continue
            if channel.text is None:
                what = "this item is empty" if isinstance(channel.node, Scalar) else "this item is not a channel name"
                yield _refused(channel.span, what, help, note)
            else:
                mark = _stray(channel)
                if mark:
                    yield _refused(channel.span, f"a channel name cannot contain {mark}", help)
        return
    if not isinstance(value, Scalar) or value.kind == "null":
        what = "is empty" if isinstance(value, Scalar) else "must be a list, not keys and values"
        yield _refused(_point(entry), f"`channels` {what}", help, note)
        return
    names = [name.strip() for name in value.value.split(",") if name.strip()]
    from studio_lint.model.text_edits import newline

    end = newline(environment.source)
    listed = "".join(f"{end}  - {name}" for name in names)
    blank = Span(entry.key.span.end + 1, value.span.end)
    whole = environment.source.slice(Span(entry.key.span.end, value.span.start)).strip(" ") == ":"
    yield Problem(
        kind=REFUSED,
        span=value.span,
        message="`channels` must be a list, not a single value; the build fails",
        help=help,
        note=note,
        edits=((blank, listed),) if whole and "\n" not in value.value and names else (),
        edits_message="Convert it to a list",
        safety=SAFE,
    )


def _stray(channel: ChannelEntry) -> str:
    """A character that no channel's name can have, in words; "" without one."""
    given = channel.text.value.strip() if channel.text is not None else ""
    if given.startswith("-"):
        return ""  # an option, which channel-invalid speaks about
    if " " in given:
        return "a space"
    if not given or "://" in given or is_path(given):
        return ""
    # What is no channel at all has a `]` that nothing opens.
    name = channel.channel.location if channel.channel is not None else given
    return next((f"a `{mark}`" for mark in ",;[]" if mark in name), "")


def _variables(entry: Entry) -> Iterator[Problem]:
    value = entry.value
    note = "yaml-cpp: bad conversion"
    help = "add one `NAME: value` per line below `variables:`, or remove the key"
    if not isinstance(value, Mapping):
        what = "is empty" if isinstance(value, Scalar) and value.kind == "null" else "must be a mapping"
        yield _refused(_point(entry), f"`variables` {what}", help, note)
        return
    for part in value.entries:
        if not isinstance(part.key, Scalar):
            yield _refused(part.key.span, "the name of a variable is not a string", help, note)
        elif isinstance(part.value, Mapping | Sequence):
            yield _refused(part.key.span, "the value of a variable is not a string", help, note)


def _no_text(entry: Entry, help: str) -> Problem:
    return _refused(_point(entry), f"`{key_name(entry)}` must be a single value", help, "yaml-cpp: bad conversion")


def name_problems(entry: Entry, refused: str) -> Iterator[Problem]:
    """What is refused in the environment's `name`; `refused` are characters that it cannot have."""
    value = entry.value
    if isinstance(value, Mapping | Sequence):
        yield _no_text(entry, "use a single word")
        return
    if isinstance(value, Scalar):
        for index, character in enumerate(value.value):
            if character in refused:
                yield _refused(
                    value.text.span(index, index + 1),
                    "the environment name contains " + ("a space" if character == " " else f"`{character}`"),
                    "use letters, digits, `-` and `_`, or remove the line: the name has no effect here"
                    if "\\" in refused
                    else "use letters, digits, `-` and `_`, or name the environment on the command line",
                    "micromamba: An unexpected file-system separator was found in environment name"
                    if character in "/\\" and "\\" in refused
                    else None,
                )
                return


def _not_in_names(environment: Environment) -> str:
    """Characters that one of the readers refuses in `name`: libmamba always, conda where the command has no name."""
    refused = "/\\" if environment.by_libmamba else ""
    if any(CONDA in reader.dialects and not reader.prefix for reader in environment.readers):
        refused += "/ :#"
    return refused
