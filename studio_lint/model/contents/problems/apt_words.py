"""Words of an apt-get command that are not a valid package name or subcommand."""

from __future__ import annotations

from studio_lint.base.nearest import nearest
from studio_lint.base.record import Record
from studio_lint.facts.installers.system import APT
from studio_lint.model.contents.apt import is_verb, package_name, packages, verb_of, verbs
from studio_lint.model.contents.apt_problems import runs

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Literal

    from studio_lint.base.source import Text
    from studio_lint.model.build.image import Image, Stage

    WrongWordKind = Literal["verb", "case", "comma", "space", "name"]

_NAME = frozenset("abcdefghijklmnopqrstuvwxyz0123456789+.-")
# A regular expression or a shell pattern is looked for among all names; a path is a file.
_PATTERN = frozenset("*?[]^$\\/")


class WrongWord(Record):
    """A word that apt-get cannot use.

    text   the word
    kind   "verb", or of a package: "case", "comma", "space", "name"
    suggestion  the words that were meant; "" where that is not known
    """

    text: Text
    kind: WrongWordKind
    suggestion: str


def wrong_words(image: Image, stage: Stage) -> Iterator[WrongWord]:
    """The first such word of each command of a stage whose failure stops the build."""
    for _, ran in runs(image, stage):
        if ran.name not in APT:
            continue
        verb = verb_of(ran)
        if verb is not None and verb.value is not None and not is_verb(verb.value):
            yield WrongWord(verb.text, "verb", nearest(verb.value, verbs()) or "")
            continue
        install = packages(ran)
        for word in install.words if install is not None else ():
            found = _wrong(word.text, word.value)
            if found is not None:
                yield found
                break


def _wrong(text: Text, value: str | None) -> WrongWord | None:
    if not value or not _PATTERN.isdisjoint(value):
        return None
    name = package_name(value).removesuffix("-")
    if _NAME.issuperset(name):
        return None
    if "," in name:
        return WrongWord(text, "comma", value.replace(",", " ").strip())
    if " " in name.strip():
        return WrongWord(text, "space", value)
    if _NAME.issuperset(name.lower()):
        return WrongWord(text, "case", name.lower())
    return WrongWord(text, "name", "")
