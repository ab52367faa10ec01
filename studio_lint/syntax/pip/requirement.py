"""One line of a pip section, as pip reads a line of a requirements file.

`read` never raises. `packaging` judges what is not plainly `name` or
`name==1.2`; it is imported only then.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import Problem
from studio_lint.base.source import Text
from studio_lint.syntax.pip.tree import _NAME_INSIDE, PipOption, RequirementLine, name_end

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.syntax.pip.tree import RequirementKind

LONGEST = 20_000
"""Characters of a line; one with many hashes is long."""

_OPERATORS = ("===", "~=", "==", "!=", "<=", ">=", "<", ">")
_VCS = {
    "git": ("http", "https", "ssh", "git", "file"),
    "hg": ("http", "https", "ssh", "static-http", "file"),
    "svn": ("http", "https", "ssh", "svn", "file"),
    "bzr": ("http", "https", "ssh", "sftp", "ftp", "lp", "file"),
}
_SCHEMES = ("http", "https", "file", "ftp")
_ARCHIVES = (
    ".whl", ".zip", ".tar.gz", ".tgz", ".tar", ".tar.bz2", ".tbz", ".tar.xz", ".tlz", ".tar.lz", ".tar.lzma", ".txz",
)  # fmt: skip


def read(text: Text) -> RequirementLine:
    """Read one line. Raises nothing."""
    if len(text.value) > LONGEST:
        message = f"this line has more than {LONGEST:,} characters and is not checked"
        return RequirementLine(text, "unknown", problems=(Problem("size", text.whole, message),))
    content = _content(text)
    if not content.value:
        return RequirementLine(text)
    if "${" in content.value:
        return _with_variables(text, content)
    if content.value.startswith("- "):
        from studio_lint.syntax.pip.problems import yaml_item

        return RequirementLine(text, "options", problems=(yaml_item(content),))
    requirement, rest = _split_options(content)
    if rest is None:
        return _requirement(text, requirement)
    from studio_lint.syntax.pip.options import read_options

    options, problems = read_options(rest)
    if requirement.value:
        line = _requirement(text, requirement)
        return line.replace(options=options, problems=(*line.problems, *problems))
    return _option_line(text, options, problems)


def read_editable(text: Text) -> RequirementLine:
    """Read the word behind `-e` on a command line. Raises nothing."""
    return _editable(text, trimmed(text))


def _content(text: Text) -> Text:
    """Without the comment and the blanks around it; a `#` inside a word is part of the word."""
    value = text.value
    end = len(value)
    at = value.find("#")
    while at >= 0:
        if at == 0 or value[at - 1].isspace():
            end = at
            break
        at = value.find("#", at + 1)
    return trimmed(text.sub(0, end))


def trimmed(text: Text) -> Text:
    """The text without blanks at its ends."""
    value = text.value
    start = len(value) - len(value.lstrip())
    return text.sub(start, max(start, len(value.rstrip())))


def _with_variables(text: Text, content: Text) -> RequirementLine:
    """pip fills in `${NAME}` if it is set; what stands around it is still known in part."""
    requirement, rest = _split_options(content)
    if rest is None or requirement.value:
        return RequirementLine(text, "unknown")
    from studio_lint.syntax.pip.options import read_options

    return RequirementLine(text, "unknown", options=read_options(rest)[0])


def _split_options(content: Text) -> tuple[Text, Text | None]:
    """What stands before the first word that begins with `-`, and the rest; pip parts words by spaces alone."""
    value = content.value
    at = 0 if value[0] == "-" else value.find(" -") + 1
    if at == 0 and value[0] != "-":
        return content, None
    return trimmed(content.sub(0, at)), content.sub(at)


def _option_line(text: Text, options: tuple[PipOption, ...], problems: tuple[Problem, ...]) -> RequirementLine:
    for option in options:
        if option.value is None:
            continue
        if option.name == "--editable":
            line = _editable(text, option.value)
            return line.replace(options=options, problems=(*line.problems, *problems))
        if option.name in ("--requirement", "--constraint") and not _scheme(option.value.value).startswith("http"):
            return RequirementLine(text, "options", local=option.value, options=options, problems=problems)
    return RequirementLine(text, "options", options=options, problems=problems)


def _editable(text: Text, value: Text) -> RequirementLine:
    url, name = value, None
    end = name_end(value.value)
    at = value.value.find("@")
    named = _is_name(value.value[:end]) and value.value[end : end + 1] in ("@", "[", " ")
    if named and at >= end and "+" in _scheme(value.value[at + 1 :].lstrip()):
        url, name = trimmed(value.sub(at + 1)), value.sub(0, end)
    if "+" in _scheme(url.value) or url.value.partition(":")[0].lower() in _VCS:
        name = name or _egg(url)
        problems: tuple[Problem, ...] = ()
        if name is None:
            from studio_lint.syntax.pip.problems import nameless

            problems = (nameless(url),)
        else:
            problems = _egg_problems(url)
        return RequirementLine(text, "vcs", name, url=url, editable=True, problems=problems)
    return RequirementLine(text, "file", url=url, local=url, editable=True)


def _requirement(text: Text, content: Text) -> RequirementLine:
    """A requirement: plain, by URL, or a path."""
    value = content.value
    plain = _plain(content)
    if plain is not None:
        name, extras, specifier = plain
        return RequirementLine(text, "requirement", name, extras=extras, specifier=specifier)
    if _scheme(value):
        return _by_url(text, content)
    at = value.find(";")
    marker = trimmed(content.sub(at + 1)) if at >= 0 else None
    wanted = trimmed(content.sub(0, at)) if at >= 0 else content
    if _is_file(wanted.value):
        return RequirementLine(text, "file", url=wanted, local=wanted, marker=marker)
    return _judged(text, wanted, marker)


def _scheme(value: str) -> str:
    """`https`, `git+ssh`, … where the value is a URL to pip; empty otherwise."""
    at = value.find(":")
    scheme = value[:at].lower() if at > 0 else ""
    program, _, transport = scheme.partition("+")
    return scheme if scheme in _SCHEMES or transport in _VCS.get(program, ()) else ""


def _by_url(text: Text, content: Text) -> RequirementLine:
    at = content.value.find("; ")
    marker = trimmed(content.sub(at + 1)) if at >= 0 else None
    url = trimmed(content.sub(0, at)) if at >= 0 else content
    scheme = _scheme(url.value)
    problems = _url_problems(url, marker)
    name = _wheel_name(url) if not problems else None
    line = RequirementLine(text, "url", name or _egg(url), url=url, marker=marker, problems=problems)
    if scheme == "file":
        return line.replace(kind="file", local=url)
    if "+" in scheme:
        return line.replace(kind="vcs", local=url if "+file:" in url.value else None)
    return line


def _url_problems(url: Text, marker: Text | None) -> tuple[Problem, ...]:
    problem = _marker_problem(marker)
    if problem is not None:
        return (problem,)
    file = _file(url)
    if file.value.endswith(".whl") and not _is_wheel(file.value):
        from studio_lint.syntax.pip.problems import bad_wheel

        return (bad_wheel(file),)
    return _egg_problems(url)


def _file(url: Text) -> Text:
    """The last part of a URL's path."""
    path = url.value.partition("#")[0].partition("?")[0]
    return url.sub(path.rfind("/") + 1, len(path))


def _wheel_name(url: Text) -> Text | None:
    """The project's name in the file name of a wheel, where pip reads it."""
    file = _file(url)
    name, _, rest = file.value.partition("-")
    return file.sub(0, len(name)) if rest.endswith(".whl") and _is_name(name) else None


def _is_wheel(file: str) -> bool:
    """Whether name, version, build and tags stand in a file name where a wheel has them."""
    parts = file.split("-")
    has_build = len(parts) == 6 and parts[2][:1].isdecimal()
    if len(parts) != 5 and not has_build:
        return False
    return parts[1].lower().removeprefix("v")[:1].isdecimal() or "%" in parts[1]


def _egg_problems(url: Text) -> tuple[Problem, ...]:
    """What `#egg=` may not hold: anything but a name, such as extras or a version."""
    start = max(url.value.find("#egg="), url.value.find("&egg=")) + 5
    end = url.value.find("&", start)
    name = url.sub(start, end if end >= 0 else len(url.value))
    if start < 5 or (_is_name(name.value) and name_end(name.value) == len(name.value)):
        return ()
    from studio_lint.syntax.pip.problems import bad_egg

    return (bad_egg(name if name.value else url),)


def _marker_problem(marker: Text | None) -> Problem | None:
    if marker is None or not marker.value:
        return None
    from packaging.markers import InvalidMarker, Marker

    try:
        Marker(marker.value)
    except (InvalidMarker, RecursionError) as error:
        from studio_lint.syntax.pip.problems import bad_marker

        return bad_marker(marker, str(error))
    return None


def _egg(url: Text) -> Text | None:
    """The name that `#egg=NAME` gives a URL."""
    at = url.value.find("egg=")
    if at < 1 or url.value[at - 1] not in "#&":
        return None
    end = at + 4
    while end < len(url.value) and (url.value[end].isalnum() or url.value[end] in _NAME_INSIDE):
        end += 1
    return url.sub(at + 4, end) if end > at + 4 else None


def archive_name(path: str) -> bool:
    """Whether a path is that of a package file: a wheel or an archive."""
    return path.lower().endswith(_ARCHIVES)


def _is_file(value: str) -> bool:
    """Whether pip takes it for a path: a slash, a dot in front, or an archive's name."""
    before = value.partition("@")[0]
    if "@" in value and not ("/" in before or before.startswith(".")):
        return False
    return "/" in value or value.startswith(".") or archive_name(value)


def _is_name(value: str) -> bool:
    return value != "" and value[0] not in _NAME_INSIDE and value[-1] not in _NAME_INSIDE


def _plain(content: Text) -> tuple[Text, Text | None, Text | None] | None:
    """Name, no extras and constraints of a line that needs no judge: `name`, `name==1.2,<2`."""
    value = content.value
    end = name_end(value)
    if not _is_name(value[:end]):
        return None
    if end == len(value):
        return None if value.lower().endswith(_ARCHIVES) else (content, None, None)
    at = end
    while at < len(value):
        operator = next((word for word in _OPERATORS if value.startswith(word, at)), "")
        stop = value.find(",", at)
        stop = len(value) if stop < 0 else stop
        if not _is_plain(operator, value[at + len(operator) : stop]) or stop == len(value) - 1:
            return None
        at = stop + 1
    return content.sub(0, end), None, content.sub(end)


def _is_plain(operator: str, version: str) -> bool:
    """Whether a comparison is one of those that are surely sound: `==1.2`, `==1.*`, `>=1.2rc1`, `==1.2.post1`."""
    if operator in ("", "===") or not version.isascii():
        return False
    numbers = version.split(".")
    if operator in ("==", "!=") and numbers[-1] == "*":
        numbers.pop()
    elif len(numbers) > 1 and operator != "~=":
        if numbers[-1].startswith("post") and numbers[-1][4:].isdecimal():
            numbers.pop()
        number, _, candidate = numbers[-1].partition("rc")
        if candidate.isdecimal():
            numbers[-1] = number
    return len(numbers) > (operator == "~=") and all(number.isdecimal() for number in numbers)


def _judged(text: Text, content: Text, marker: Text | None) -> RequirementLine:
    """A line that `packaging` has to look at."""
    from packaging.requirements import InvalidRequirement, Requirement

    problem = _marker_problem(marker)
    if problem is not None:
        return RequirementLine(text, "requirement", marker=marker, problems=(problem,))
    try:
        requirement = Requirement(content.value)
    except InvalidRequirement as error:
        from studio_lint.syntax.pip.problems import explain

        problem = explain(content, str(error))
        name = content.sub(0, name_end(content.value))
        known = name if _is_name(name.value) and problem.kind != "command" else None
        return RequirementLine(text, "requirement", known, marker=marker, problems=(problem,))
    except RecursionError:
        return RequirementLine(text, "unknown")
    return _parts(text, content, marker, requirement.url)


def _parts(text: Text, content: Text, marker: Text | None, url: str | None) -> RequirementLine:
    """The parts of a requirement that `packaging` accepts."""
    value = content.value
    end = name_end(value)
    name = content.sub(0, end)
    extras = None
    rest = trimmed(content.sub(end))
    if rest.value.startswith("["):
        closing = rest.value.find("]") + 1
        extras = rest.sub(0, closing)
        rest = trimmed(rest.sub(closing))
    if url is None:
        return RequirementLine(
            text=text,
            kind="requirement",
            name=name,
            extras=extras,
            specifier=rest if rest.value else None,
            marker=marker,
        )
    at = trimmed(rest.sub(rest.value.find("@") + 1))
    if url[:1].isdecimal() or url[:1] in "<>=!~":
        from studio_lint.syntax.pip.problems import version_as_url

        return RequirementLine(
            text=text, kind="requirement", name=name, extras=extras, problems=(version_as_url(content, rest, at),)
        )
    scheme = _scheme(at.value)
    local = at if scheme in ("", "file") or "+file:" in at.value else None
    kind: RequirementKind = "file" if local is not None else "vcs" if "+" in scheme else "url"
    return RequirementLine(
        text=text,
        kind=kind,
        name=name,
        extras=extras,
        specifier=None,
        marker=marker,
        url=at,
        local=local,
    )
