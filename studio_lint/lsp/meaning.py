"""What a match spec means, in words."""

from __future__ import annotations

from studio_lint.syntax.conda.constraint import Group, Predicate

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.syntax.conda.matchspec_tree import MatchSpec

PHRASES = {
    "==": "exactly {}",
    "!=": "any version except {}",
    "=": "{0} or any {0}.x",
    "!=.*": "any version that does not start with {}",
    ">": "newer than {}",
    ">=": "{} or newer",
    "<": "older than {}",
    "<=": "{} or older",
    "glob": "any version that matches `{}`",
    "!glob": "any version that does not match `{}`",
}


def of_spec(spec: MatchSpec) -> str:
    """One sentence: which versions, builds and channel a spec admits."""
    parts = [f"**{spec.key}**: {of_constraint(spec.version.tree)}"]
    if spec.build != "*":
        parts.append(f"build `{spec.build}`")
    if spec.channel_text is not None:
        parts.append(f"only from the channel `{spec.channel_text.value}`")
    return ", ".join(parts)


def of_constraint(tree: Predicate | Group | None) -> str:
    """`>=1.8,<2` as "1.8 or newer and older than 2"."""
    if tree is None:
        return "any version"
    if isinstance(tree, Predicate):
        return _comparison(tree)
    words = [f"({of_constraint(one)})" if isinstance(one, Group) else of_constraint(one) for one in tree.operands]
    return (" or " if tree.joined_by == "|" else " and ").join(words)


def _comparison(predicate: Predicate) -> str:
    if predicate.version is None:
        return "any version"
    text = predicate.version.text
    if predicate.operator == "~=":
        return f"{text} or newer within {text.rpartition('.')[0] or text}.x"
    return PHRASES[predicate.operator].format(text)
