"""What is told about the word under the pointer."""

from __future__ import annotations

from lsprotocol import types as lsp

from studio_lint import registry
from studio_lint.base.source import Span
from studio_lint.discovery.kinds import CONFIG, DOCKERFILE, ENVIRONMENT
from studio_lint.facts import studio_config_schema as schema
from studio_lint.lsp.meaning import of_spec
from studio_lint.syntax.yaml.tree import Mapping, Scalar, Sequence

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from studio_lint.base.kind_types import NameKind
    from studio_lint.base.source import Source
    from studio_lint.lint.subjects import Subjects
    from studio_lint.lsp.session import Session
    from studio_lint.model.environment.environment import Environment
    from studio_lint.model.environment.readers import EnvironmentReader
    from studio_lint.syntax.conda.matchspec_tree import MatchSpec
    from studio_lint.syntax.yaml.tree import Node

    Told = tuple[str, Span]


def hover(session: Session, path: str, position: lsp.Position) -> lsp.Hover | None:
    """Markdown about a rule's code, a key of the studio-config, a match spec or the last FROM."""
    subjects = session.subjects(path)
    if subjects is None:
        return None
    source = subjects.source
    offset = session.positions.offset(source, position)
    told = _rule(source, offset) or _ABOUT[subjects.kind](subjects, offset)
    if told is None:
        return None
    from studio_lint.model.secrets.hiding import hide_secrets, masked

    words, span = told
    hide_secrets(source)
    words = masked(words, source.secrets)
    content = lsp.MarkupContent(lsp.MarkupKind.Markdown, words)
    return lsp.Hover(content, session.positions.range(source, span))


def _rule(source: Source, offset: int) -> Told | None:
    """The rule that is named under the pointer, in a comment."""
    line = source.line_span(source.line_of(offset))
    comment = source.text.find("#", line.start, line.end)
    if not 0 <= comment <= offset:
        return None
    start = end = offset
    while start > comment and _of_word(source.text[start - 1]):
        start -= 1
    while end < line.end and _of_word(source.text[end]):
        end += 1
    rule = registry.find(source.text[start:end])
    if rule is None:
        return None
    return f"**{rule.meta.code} {rule.meta.name}** ({rule.meta.severity})\n\n{rule.doc}", Span(start, end)


def _of_word(char: str) -> bool:
    return char.isalnum() or char == "-"


def _config(subjects: Subjects, offset: int) -> Told | None:
    (document,) = subjects.of("Document")
    for field_path, key in keys(document.root, ""):
        field = schema.BY_PATH.get(field_path)
        if field is not None and key.span.start <= offset <= key.span.end:
            return describe(field), key.span
    return None


def keys(node: Node | None, path: str) -> Iterator[tuple[str, Scalar]]:
    """Every key of the document with its dotted path, as the schema spells it."""
    waiting = [(node, path)]
    while waiting:
        node, path = waiting.pop()
        if isinstance(node, Sequence):
            waiting += [(item, f"{path}[]") for item in node.items]
        elif isinstance(node, Mapping):
            for entry in node.entries:
                if isinstance(entry.key, Scalar):
                    below = f"{path}.{entry.key.value}" if path else entry.key.value
                    yield below, entry.key
                    waiting.append((entry.value, below))


def describe(field: schema.Field) -> str:
    """A field of the studio-config: what it is for, what it takes, what holds without it."""
    lines = [f"**{field.path}** ({field.shape}{', required' if field.required else ''})", field.doc]
    if field.choices:
        lines.append(f"One of: {', '.join(f'`{choice}`' for choice in field.choices)}.")
    if field.least is not None:
        at_most = f" and at most {field.most}" if field.most is not None else ""
        lines.append(f"At least {field.least}{at_most}.")
    if field.default:
        lines.append(f"Default: {field.default}.")
    if field.kinds:
        lines.append(f"Only used if `session.template.kind` is {' or '.join(f'`{kind}`' for kind in field.kinds)}.")
    return "\n\n".join(lines)


def _environment(subjects: Subjects, offset: int) -> Told | None:
    (environment,) = subjects.of("Environment")
    for name in ("dependencies", "channels"):
        entry = environment.key(name)
        if entry is not None and entry.key.span.contains(offset):
            return _installed_by(environment.readers), entry.key.span
    for dependency in environment.dependencies:
        spec = dependency.spec
        if spec is not None and spec.text.whole.start <= offset <= spec.text.whole.end:
            return _spec(environment, spec), spec.text.whole
    return None


def _spec(environment: Environment, spec: MatchSpec) -> str:
    """What a spec means to those who install the file, or why one of them refuses it."""
    from studio_lint.model.environment.dialects import refused_elsewhere, refusing

    if spec.problems:
        return _broken(spec) if refusing(environment, spec) else f"**{spec.text.value.strip()}**"
    elsewhere = refused_elsewhere(environment, spec)
    if elsewhere is None:
        return of_spec(spec)
    return f"**{spec.text.value.strip()}** is not a valid match spec\n\n{elsewhere.title}: {elsewhere.reason}"


def _broken(spec: MatchSpec) -> str:
    """What is wrong with a spec that its builder does not accept, and what to do."""
    said = (f"{problem.message}{f'; {problem.help}' if problem.help else ''}" for problem in spec.problems)
    return f"**{spec.text.value.strip()}** is not a valid match spec\n\n" + "\n\n".join(said)


def _installed_by(readers: tuple[EnvironmentReader, ...]) -> str:
    """Who installs the file, in words."""
    lines = []
    for reader in readers:
        if reader.is_wave:
            lines.append("Wave, with the newest micromamba")
        else:
            lines += reader.note or (reader.title,)
    return "**Installed by**\n\n" + "\n".join(f"- {line}" for line in lines)


def _dockerfile(subjects: Subjects, offset: int) -> Told | None:
    """On the last FROM: the image that is shipped."""
    from studio_lint.model.build.inspect import dockerfile_data

    (image,) = subjects.of("Image")
    if image.shipped is None or not image.shipped.instruction.span.contains(offset):
        return None
    config = dockerfile_data(image)["config"]
    rows = [f"{name}: {_shown(value)}" for name, value in (config or {}).items()] or ["nothing is set"]
    return "**Final image**\n\n```\n" + "\n".join(rows) + "\n```", image.shipped.instruction.span


def _shown(value: object) -> str:
    import json

    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


_ABOUT: dict[NameKind, Callable[[Subjects, int], Told | None]] = {
    CONFIG: _config,
    ENVIRONMENT: _environment,
    DOCKERFILE: _dockerfile,
}
