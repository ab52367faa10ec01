"""What to add to a row's own words if the step's output and the user's files show more."""

from __future__ import annotations

import re

from studio_lint.base.nearest import nearest
from studio_lint.facts.failures import names
from studio_lint.facts.installers.system import PREPARED, REQUESTED
from studio_lint.model.failure import start_advice, words
from studio_lint.model.failure.files import Spot
from studio_lint.model.failure.remedy import Advice

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from studio_lint.model.failure.placing import Placing
    from studio_lint.syntax.dockerfile.tree import Instruction

_PROVIDED = re.compile(r"Package (?P<name>\S{1,120}) is a virtual package provided by:")
_PROVIDER = re.compile(r"\s{1,6}(?P<name>[a-z0-9][a-z0-9+.-]{1,120})(?::\w{1,10})? \S")
_ATTRIBUTE = re.compile(r"[\w.+-]{1,100}")
_NOTHING = re.compile(r"^\W*$")


def refined(placing: Placing, spot: Spot | None) -> Advice:
    """The row's words with the groups filled in, or better ones."""
    row = placing.match.row
    values = _Values({**placing.match.groups, **({"name": placing.name} if placing.name else {})})
    advice = Advice(_filled(row.message, values), _filled(row.help, values) if row.help else None, row.rules)
    change = _CHANGES.get(row.kind)
    return change(placing, advice, spot) if change else advice


class _Values(dict[str, str]):
    """Values of a row's places; what the log did not say is called by what it is."""

    def __missing__(self, key: str) -> str:
        if key == "newest":
            listed = [each.strip() for each in self.get("versions", "").split(",")]
            listed = [each for each in listed if each and not _NOTHING.match(each)]
            return f"`{listed[-1]}`" if listed and len(self.get("versions", "")) < 2900 else "its last"
        if key == "spec":
            return self.get("name", "this requirement")
        return {"name": "this package", "header": "a header"}.get(key, key)


def _filled(template: str, values: _Values) -> str:
    for key in (
        "name",
        "spec",
        "newest",
        "header",
        "deb",
        "tool",
        "host",
        "status",
        "version",
        "what",
        "image",
        "key",
        "program",
        "names",
        "folder",
        "option",
    ):
        mark = f"{{{key}}}"
        if mark in template:
            value = values[key]
            value = value if len(value) <= 120 else f"{value[:117]}..."
            if key == "name" and value == "this package":
                template = template.replace(f"`{mark}`", "this package")
            template = template.replace(mark, value.replace("{", "(").replace("}", ")"))
    return template


def _apt(placing: Placing, advice: Advice, spot: Spot | None) -> Advice:
    """A name that is unknown since no list was ever fetched, a virtual one, or a wrong one."""
    name = placing.name
    if (
        _without_lists(placing) is True
        and "is not found" not in advice.message
        and "installation candidate" not in placing.match.text
    ):
        command = None
        if placing.instruction is not None and placing.files.dockerfile is not None:
            source = placing.files.dockerfile.source
            found = words.phrase(source, placing.instruction.span, REQUESTED)
            command = Spot(source, found) if found is not None else None
        near = _apt_name(name)
        return Advice(
            "this image has no package lists: nothing in this stage runs `apt-get update`",
            "run `apt-get update && apt-get install -y ...` in one RUN"
            + (f"; `{name}` may be `{near}`" if near else ""),
            ("SL215",),
            command if spot is not None else None,
        )
    providers = _providers(placing, name)
    if providers:
        return Advice(
            f"`{name}` is a virtual package: several packages provide it",
            f"name one of them: {' or '.join(f'`{each}`' for each in providers[:3])}",
            ("SL224",),
        )
    near = _apt_name(name)
    help = (
        f"use `{near}`" if near else advice.help or "correct the name; packages.debian.org lists those of each release"
    )
    return Advice(advice.message, help, ())


def _apt_name(name: str) -> str | None:
    if name in names.OTHER_NAMES:
        return names.OTHER_NAMES[name]
    near = nearest(name, names.APT)
    if near and near != name:
        return near
    return f"{name[:-3]}-dev" if name.startswith("lib") and name.endswith("dev") and not name.endswith("-dev") else None


def _providers(placing: Placing, name: str) -> list[str]:
    found: list[str] = []
    listing = False
    for _, text in placing.failed.lines:
        head = _PROVIDED.search(text)
        if head:
            listing = head["name"] == name
        elif listing:
            item = _PROVIDER.match(text)
            if item:
                found.append(item["name"])
            else:
                listing = False
    return found


def _without_lists(placing: Placing) -> bool | None:
    """Whether nothing of the stage fetched the package lists before; None where that cannot be seen."""
    if any(
        text.startswith(("Get:", "Hit:", "Fetched ")) and "InRelease" in text + "InRelease"
        for _, text in placing.failed.lines
    ):
        return False
    instruction, dockerfile = placing.instruction, placing.files.dockerfile
    if instruction is None or dockerfile is None:
        return None
    seen: list[Instruction] = []
    for each in dockerfile.instructions:
        if each.span.start > instruction.span.start:
            break
        seen = [] if each.keyword == "FROM" else [*seen, each]
    text = " ".join(" ".join(each.body.value.split()) for each in seen if each.keyword == "RUN")
    content = text + "".join(doc.content.value for each in seen for doc in each.heredocs)
    return not any(update in content for update in PREPARED) and " update" not in content


def _copied(placing: Placing, advice: Advice, spot: Spot | None) -> Advice:
    """Why the file is not there: the stage lacks it, it is ignored, it is nearly another, or it does not exist."""
    name = placing.name.lstrip("/") or "this file"
    if spot is not None and spot.exact == "word":
        # A builder may name the path as it is mounted in its own file system.
        name = spot.source.slice(spot.span).strip("/") or name
    instruction = placing.instruction
    if instruction is not None and instruction.flag("from") is not None:
        flag = instruction.flag("from")
        stage = flag.value.value if flag is not None and flag.value is not None else ""
        near = _made(placing, placing.name)
        return Advice(
            f"stage `{stage}` does not contain `/{name}`",
            f"copy `{near}` instead" if near else "correct the path: it must exist in that stage",
            ("SL226",),
        )
    if placing.files.has(name) and not placing.files.has(".dockerignore"):
        return Advice(
            f"`{name}` was not in the build context, though it exists now",
            "start the build again, and check which folder the build context is",
            (),
        )
    if placing.files.has(name):
        return Advice(
            f"`{name}` exists, but .dockerignore excludes it from the build context",
            f"add `!{name}` to .dockerignore",
            advice.rules,
        )
    return Advice(
        f"`{name}` does not exist in the build context",
        "add the file, or correct the path: it starts at the build context, not at the Dockerfile",
        advice.rules,
    )


def _made(placing: Placing, wanted: str) -> str | None:
    """A path that a RUN, WORKDIR or COPY names, and that is nearly the missing one."""
    dockerfile = placing.files.dockerfile
    if dockerfile is None or placing.instruction is None:
        return None
    found = set()
    for each in dockerfile.instructions:
        if each is not placing.instruction:
            found |= {word.strip("'\"") for word in each.body.value.split() if word.startswith("/")}
    return nearest(wanted, found - {wanted})


def _missing_program(placing: Placing, advice: Advice, spot: Spot | None) -> Advice:
    """A script that is there and "not found" has CRLF line endings, or names an interpreter that is not there."""
    name = placing.name
    script = placing.files.beside(name) if "/" in name or name.endswith((".sh", ".py", ".R")) else None
    if script is None:
        return advice
    first = script.text.split("\n", 1)[0]
    if first.startswith("#!") and first.endswith("\r"):
        return Advice(
            f"`{name}` has CRLF line endings: the kernel looks for an interpreter whose name ends in a carriage return",
            "save it with LF line endings; `*.sh text eol=lf` in .gitattributes keeps them",
            ("SL227", "SL410", "SL414"),
            kind=placing.match.row.kind if placing.match.row.on == "start" else "line-ends",
        )
    if first.startswith("#!"):
        return Advice(
            f"`{name}` needs the interpreter `{first[2:].strip()}`, which the image does not have",
            "install the interpreter, or correct the script's first line",
            advice.rules,
        )
    return advice


def _near_name(known: tuple[str, ...]) -> Callable[[Placing, Advice, Spot | None], Advice]:
    def change(placing: Placing, message: Advice, spot: Spot | None) -> Advice:
        near = nearest(placing.name, known) if placing.name else None
        if near is None or near == placing.name:
            return message
        rest = message.help.partition(", and ")[2] if message.help else ""
        return message.replace(help=f"did you mean `{near}`?" + (f" Also {rest}" if rest else ""))

    return change


def _pip(placing: Placing, advice: Advice, spot: Spot | None) -> Advice:
    if placing.match.groups.get("versions"):
        return advice
    return _near_name(names.PYTHON)(placing, advice, spot)


def _denied(placing: Placing, advice: Advice, spot: Spot | None) -> Advice:
    """A plain word after `--from` is a stage that does not exist rather than an image."""
    instruction, dockerfile = placing.instruction, placing.files.dockerfile
    if instruction is None or dockerfile is None or spot is None or spot.source is not dockerfile.source:
        return advice
    text = dockerfile.source.slice(spot.span)
    if instruction.keyword in ("COPY", "ADD", "RUN", "FROM") and text and not any(letter in text for letter in "/:.@$"):
        stages = [
            each.arguments[2].value
            for each in dockerfile.instructions
            if each.keyword == "FROM" and len(each.arguments) == 3
        ]
        near = nearest(text, stages)
        if near or (instruction.keyword != "FROM" and placing.match.row.kind == "image-denied"):
            return advice.replace(
                kind="image-denied",
                rules=("SL202",),
                message=f"stage `{text}` does not exist, and no image of this name can be pulled",
                help=f"did you mean the stage `{near}`?" if near else f"name a stage: `FROM image AS {text}`",
            )
    return advice


def _permission(placing: Placing, advice: Advice, spot: Spot | None) -> Advice:
    """A script that cannot be executed, or a file that may not be written."""
    name = placing.name
    if name and (placing.failed.exit == 126 or placing.files.beside(name) is not None) and "/" in name:
        return Advice(
            f"`{name}` is not executable",
            f"copy it with `COPY --chmod=755`, or run it with `bash {name}`",
            advice.rules,
        )
    return advice


def _module(placing: Placing, advice: Advice, spot: Spot | None) -> Advice:
    """A module that the start command itself names is the application (`gunicorn wsgi:app`)."""
    if spot is None or spot.exact != "word" or "-m" in _line_of(placing) or not placing.is_in_dockerfile(spot):
        return advice
    return Advice(
        f"the server cannot import `{placing.name}`; the session never starts",
        "copy the application into the image and start the server in its folder",
        ("SL413",),
        kind="start-app-missing",
    )


def _unparsed(placing: Placing, advice: Advice, spot: Spot | None) -> Advice:
    """An old builder reads the lines of a heredoc as instructions."""
    dockerfile = placing.files.dockerfile
    if dockerfile is None or spot is None or "nknown instruction" not in placing.match.text:
        return advice
    for instruction in dockerfile.instructions:
        for heredoc in instruction.heredocs:
            if heredoc.content.whole.contains(spot.span.start):
                return advice.replace(
                    message=f"this builder does not support heredocs (`{dockerfile.source.slice(heredoc.marker)}`)",
                    help="add `# syntax=docker/dockerfile:1` as the first line, or join the commands with `&&`",
                    rules=(),
                    spot=Spot(dockerfile.source, heredoc.marker),
                )
    return advice


def _line_of(placing: Placing) -> list[str]:
    return placing.instruction.body.value.replace('"', " ").split() if placing.instruction is not None else []


_CHANGES: dict[str, Callable[[Placing, Advice, Spot | None], Advice]] = {
    "dockerfile-syntax": _unparsed,
    "apt-not-found": _apt,
    "copy-not-found": _copied,
    "command-not-found": _missing_program,
    "start-not-found": _missing_program,
    "pip-not-found": _pip,
    "npm-not-found": _near_name(names.NPM),
    "r-silent": _near_name(names.R),
    "r-install": _near_name(names.R),
    "image-denied": _denied,
    "image-not-found": _denied,
    "network": _denied,
    "permission": _permission,
    "start-module-missing": _module,
    **start_advice.CHANGES,
}
