"""Entry that the build silently ignores or misreads

## Why

In the list of dependencies, micromamba reads strings, `pip:` and `sel(…):`. Any other mapping (`- numpy: 1.8`,
`- npm: […]`, `- uv: […]`), an empty item and a list inside the list are silently ignored, and the build is green
without them. A `pip:` without a list makes the build fail. A bare number is read as the name of a package, and so is
`true`.

## Instead

Use `- numpy=1.8` for a package, and `- pip:` with its own list, indented further:

```yaml
dependencies:
  - pip
  - pip:
    - numpy==1.8
```

## Evidence

micromamba 2.8.1, 2026-08: `- python: 3.10` exits with 0 without installing python; `- pip:` without a list fails with
`yaml-cpp: bad conversion`; `- 3.10` fails with `3.10 =* * does not exist`. `- uv:` exits with 0 and installs nothing,
whether `uv` is listed or not (2.8.1 and the main branch of 2026-07); if `- uv` is listed as a package, uv installs
the `pip:` list.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, SAFE, UNSAFE, Edit, Effect, Fix, Meta, replaced
from studio_lint.facts.channels import KNOWN as CHANNELS
from studio_lint.model.environment.environment import SELECTED, UNSELECTED
from studio_lint.syntax.yaml.tree import Mapping, Scalar, Unknown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.base.source import Span
    from studio_lint.model.environment.environment import Dependency, Environment
    from studio_lint.model.environment.pip_section import PipLine

META = Meta("SL104", "entry-ignored", ERROR, fix=UNSAFE, asks="others")
_PASSED_OVER = "it is silently ignored"
_OPERATORS = "<>=!~"
_SELECTORS = tuple(f"sel({word})" for word in (*SELECTED, *UNSELECTED))


def check(environment: Environment) -> Iterator[Finding]:
    sections = environment.pip_sections
    rejected = _PASSED_OVER if environment.by_libmamba else "conda rejects it, and the build fails"
    passed = _PASSED_OVER if environment.by_libmamba else "conda does not install it"
    for dependency in environment.others:
        if dependency.kind in ("null", "empty"):
            yield META.finding(
                dependency.place(),
                f"empty entry: {rejected}",
                help="add a package after `-`, or remove the line",
            )
        elif dependency.kind == "list":
            yield META.finding(
                dependency.place(),
                f"nested list: {rejected}",
                help="move each package to a separate item of the outer list",
            )
        elif dependency.kind in ("number", "bool"):
            yield _bare(environment, dependency)
        elif dependency.kind == "mapping":
            if dependency.entry is None or not isinstance(dependency.entry.value, Unknown):
                yield _mapping(dependency, passed)
        elif dependency.kind == "pip":
            yield from _pip(environment, dependency, dependency is sections[-1])
        elif dependency.kind == "uv":
            yield _uv(environment, dependency)
        elif dependency.is_number:
            yield _bare(environment, dependency)
    for line in environment.pip:
        if line.kind in ("mapping", "list"):
            yield _no_text(line)


def _bare(environment: Environment, dependency: Dependency) -> Finding:
    what = "boolean" if dependency.kind == "bool" else "number"
    value = dependency.node.value if isinstance(dependency.node, Scalar) else ""
    if not environment.by_libmamba and dependency.kind != "spec":
        return META.finding(
            dependency.place(),
            f"this {what} is not a package: conda rejects it, and the build fails",
            help="add the package before it, as in `- name=version`",
            notes=environment.readers[0].note,
        )
    return META.finding(
        dependency.place(),
        f"this {what} is read as a package named `{value}`, which does not exist; the build fails",
        help="add the package before it, as in `- name=version`",
        notes=(f"micromamba: {value} =* * does not exist (perhaps a typo or a missing channel).",),
    )


def _mapping(dependency: Dependency, passed: str) -> Finding:
    entry = dependency.entry
    if entry is None:
        return META.finding(dependency.place(), f"a mapping is not a package: {passed}", help="use `- name=version`")
    if not isinstance(entry.key, Scalar):
        return META.finding(
            dependency.place(),
            "the key of this mapping is not a string; the build fails",
            help="use the value itself: environment files have no templates"
            if dependency.source.text.startswith("{{", dependency.node.span.start)
            else "use `- name=version`",
            notes=("yaml-cpp: bad conversion",),
        )
    return _section(dependency, entry.key, passed)


def _section(dependency: Dependency, key: Scalar, passed: str) -> Finding:
    """A mapping whose key is a word that is not read."""
    name = key.value
    if name.lower() == "pip":
        edit = Edit(dependency.source, key.span, "pip")
        return META.finding(
            dependency.place(key.span),
            f"`pip:` must be lowercase: {passed}",
            help="use `pip:`",
            fix=Fix("Replace with `pip`", (edit,), UNSAFE, Effect(words=replaced((edit,)), reads=True)),
        )
    low = name.lower().replace(" ", "")
    if low in _SELECTORS:
        return META.finding(
            dependency.place(key.span),
            f"a selector must be lowercase and without spaces: {passed}",
            help=f"use `{low}:`",
            fix=_renamed(dependency, key.span, low),
        )
    spelling = _as_spec(dependency)
    if spelling is not None:
        edit = Edit(dependency.source, dependency.span, spelling)
        return META.finding(
            dependency.place(),
            f"the colon after `{name}` makes this a mapping, not a package: {passed}",
            help=f"use `- {spelling}`",
            fix=Fix(f"Replace with `{spelling}`", (edit,), UNSAFE, Effect(words=replaced((edit,)), reads=True)),
        )
    return META.finding(
        dependency.place(key.span),
        f"unknown section `{name[:40]}:`: {passed}",
        help="list packages as `- name=version`; the only other section is `pip:`",
    )


def _renamed(dependency: Dependency, span: Span, put: str) -> Fix:
    edit = Edit(dependency.source, span, put)
    return Fix(f"use `{put}`", (edit,), UNSAFE, Effect(words=replaced((edit,)), reads=True))


def _as_spec(dependency: Dependency) -> str | None:
    """`numpy: 1.8` as it was meant, where name and version are plain."""
    entry = dependency.entry
    if entry is None or not isinstance(entry.value, Scalar) or entry.value.kind == "null":
        return None
    if not (isinstance(entry.key, Scalar) and isinstance(dependency.node, Mapping)) or len(dependency.node.entries) > 1:
        return None
    name, version = entry.key.value.strip(), entry.value.value.strip()
    if not name or not version or " " in name + version or dependency.node.flow:
        return None
    if name[-1] == ":":
        return f"{name}:{version}"  # `conda-forge:: numpy` is read as the key `conda-forge:`
    if version[0].isalpha() and (name in CHANNELS or "=" in version):
        return f"{name}::{version}" if name in CHANNELS else None
    return f"{name}{version}" if version[0] in _OPERATORS else f"{name}={version}"


def _pip(environment: Environment, dependency: Dependency, last: bool) -> Iterator[Finding]:
    """A `pip:` without a list; the last one may have lost it to the list around it."""
    entry = dependency.entry
    if entry is not None and not dependency.is_list:
        empty = isinstance(entry.value, Scalar) and entry.value.kind == "null"
        if empty and environment.broken:
            return
        what = "has no list below it" if empty else "must be a list, not a single value"
        if isinstance(entry.value, Mapping):
            what = "must be a list, not keys and values"
        from studio_lint.model.environment.edits import indented

        edits = indented(environment.source, environment.after(dependency)) if empty and last else ()
        yield META.finding(
            dependency.place(entry.key.span),
            f"`pip:` {what}; the build fails",
            help="indent its packages one level further" if edits else "add `- name==version` on a line below `pip:`",
            notes=("yaml-cpp: bad conversion",),
            fix=Fix("Indent the packages of `pip:`", edits, SAFE, Effect(reads=True)) if edits else None,
        )


def _uv(environment: Environment, dependency: Dependency) -> Finding:
    """A `uv:` section, which nothing reads."""
    key = dependency.entry.key.span if dependency.entry is not None else dependency.span
    edit = Edit(dependency.source, key, "pip")
    alone = not environment.pip_sections and len(_sections_of_uv(environment)) == 1
    return META.finding(
        dependency.place(key),
        "micromamba ignores a `uv:` section: the build is green, and nothing in this list is installed"
        if environment.by_libmamba
        else "conda does not read a `uv:` section: nothing in this list is installed",
        help="use `pip:`; with `- uv` in `dependencies`, uv installs that list"
        if alone
        else "move these lines into the `pip:` section",
        fix=Fix("Replace with `pip:`", (edit,), UNSAFE, Effect(words=(("uv", "pip"),), reads=True)) if alone else None,
    )


def _sections_of_uv(environment: Environment) -> list[Dependency]:
    return [found for found in environment.dependencies if found.kind == "uv"]


def _no_text(line: PipLine) -> Finding:
    name, colon, version = line.source.slice(line.place().span).partition(": ")
    message, help = "this line of `pip:` is a list instead of a string", "list each requirement on a separate line"
    if line.kind == "mapping":
        message, help = "the `: ` turns this requirement into a mapping", "quote the whole line"
        if colon and version[:1].isdecimal() and len(version.split()) == 1:
            help = f"use `{name.strip()}=={version.strip()}`"
    return META.finding(
        line.place(),
        f"{message}; the build fails",
        help=help,
        notes=("yaml-cpp: bad conversion",),
    )
