"""Scripts that a package.json names."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.base.source import Text


def package_scripts(text: Text) -> dict[str, Text]:
    """The scripts of a package.json by name; {} where it cannot be read."""
    if text.value != text.source.text:
        return {}
    from studio_lint.syntax.yaml import reader as yaml_reader
    from studio_lint.syntax.yaml import tree as yaml_tree

    root = yaml_reader.read(text.source).root
    entry = root.entry("scripts") if isinstance(root, yaml_tree.Mapping) else None
    if entry is None or not isinstance(entry.value, yaml_tree.Mapping):
        return {}
    return {
        one.key.value: one.value.text
        for one in entry.value.entries
        if isinstance(one.key, yaml_tree.Scalar) and isinstance(one.value, yaml_tree.Scalar)
    }
