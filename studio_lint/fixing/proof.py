"""What a fix has to prove: once it is made, all means the same but what it declares (`diagnostics.Effect`)."""

from __future__ import annotations

from studio_lint.base.diagnostics import ADVICE, SAFE
from studio_lint.base.record import Record
from studio_lint.fixing.meaning import EnvironmentMeaning, ImageMeaning
from studio_lint.report import SEVERITIES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence
    from typing import TypeVar

    from studio_lint.base.diagnostics import Effect, Finding, Fix
    from studio_lint.base.source import Source, Span
    from studio_lint.fixing.meaning import Listener, Meaning

    Value = TypeVar("Value", bound=Hashable)
    Words = tuple[str, ...]
    Changes = tuple[tuple[str, str], ...]

ROOT_REFUSED = "SL415"
"""The rule that says so."""
START_KEYS = ("Entrypoint", "Cmd")


class Declared(Record):
    """The effects of fixes that are made together; `safe` where all of them are.

    `spans` are the places in the files before, by path, that they change.
    """

    effects: tuple[Effect, ...]
    safe: bool
    spans: dict[str, tuple[Span, ...]]

    @property
    def words(self) -> tuple[tuple[str, str], ...]:
        return tuple(pair for effect in self.effects for pair in effect.words)

    def any(self, name: str) -> bool:
        """Whether one of them declares a change of that name."""
        return any(getattr(effect, name) for effect in self.effects)

    def all(self, name: str) -> tuple[str, ...]:
        """Everything that they declare under that name."""
        return tuple(item for effect in self.effects for item in getattr(effect, name))


def declared(fixes: Iterable[Fix]) -> Declared:
    """What some fixes declare."""
    fixes = tuple(fixes)
    spans: dict[str, list[Span]] = {}
    for fix in fixes:
        for edit in fix.edits:
            spans.setdefault(edit.source.path, []).append(edit.span)
    effects = tuple(fix.effect for fix in fixes)
    return Declared(effects, all(fix.safety == SAFE for fix in fixes), {path: tuple(of) for path, of in spans.items()})


def counted(values: Iterable[Value]) -> dict[Value, int]:
    """How many there are of each."""
    counts: dict[Value, int] = {}
    for value in values:
        counts[value] = counts.get(value, 0) + 1
    return counts


def beyond(values: Iterable[Value], others: Iterable[Value]) -> list[Value]:
    """Those values of which there are more than among the others, as often as there are more."""
    left = counted(others)
    more = []
    for value in values:
        if left.get(value, 0) > 0:
            left[value] -= 1
        else:
            more.append(value)
    return more


def objection(before: Meaning, after: Meaning, what: Declared, path: str) -> str | None:
    """What else than declared changes in the meaning of the file at `path`; None where nothing does."""
    if isinstance(before, ImageMeaning) and isinstance(after, ImageMeaning):
        return _image_objection(before, after, what, path)
    if isinstance(before, EnvironmentMeaning) and isinstance(after, EnvironmentMeaning):
        return _environment_objection(before, after, what)
    return _keys_objection(dict(before.keys), dict(after.keys), what)  # type: ignore[union-attr]


def _image_objection(before: ImageMeaning, after: ImageMeaning, what: Declared, path: str) -> str | None:
    return (
        _start_objection(before, after, what)
        or _port_objection(before, after, what)
        or _config_objection(before, after, what)
        or _health_objection(before, after, what)
        or _built_objection(before, after, what, path)
    )


def _start_objection(before: ImageMeaning, after: ImageMeaning, what: Declared) -> str | None:
    if what.any("start") or what.any("reads"):
        return None
    if len(before.commands) != len(after.commands):
        return "other programs would start"
    changed = 0
    for old, new in zip(before.commands, after.commands, strict=True):
        if old != new:
            changed += 1
            if not _follows(old, new, what.words):
                return f"`{old[0]}` would receive different arguments than the fix declares"
    if before.whole and not after.whole:
        return "what starts could no longer be determined"
    if what.words and not changed and before.listeners == after.listeners:
        return None if before.installs != after.installs or before.config != after.config else "it has no effect"
    return None


def _follows(old: Words, new: Words, pairs: Sequence[tuple[str, str]]) -> bool:
    """Whether words come about by declared changes and no others, each made as often as it is declared."""
    added = [pair[1] for pair in pairs if not pair[0]]
    removed = [pair[0] for pair in pairs if not pair[1]]
    kept = _without(new, added) if len(new) > len(old) else new
    old = _without(old, removed) if len(old) > len(kept) else old
    if len(old) != len(kept):
        return False
    left = [pair for pair in pairs if all(pair)]
    for before, after in zip(old, kept, strict=True):
        used = _changes(before, after, left) if before != after else ()
        if used is None:
            return False
        for pair in used:
            left.remove(pair)
    return True


def _without(words: Words, gone: Sequence[str]) -> Words:
    left = list(words)
    for word in gone:
        if word in left:
            left.remove(word)
    return tuple(left)


def _changes(old: str, new: str, pairs: Sequence[tuple[str, str]]) -> Changes | None:
    """The declared changes that make one word of another; None where they do not.

    Whatever both begin with is kept, as far as the first change that leads to the end.
    """
    if old == new:
        return ()
    for pair in dict.fromkeys(pairs):
        gone, put = pair
        left = list(pairs)
        left.remove(pair)
        at = old.find(gone)
        while at >= 0 and new.startswith(old[:at]):
            if new.startswith(put, at):
                rest = _changes(old[at + len(gone) :], new[at + len(put) :], left)
                if rest is not None:
                    return (pair, *rest)
            at = old.find(gone, at + 1)
    return None


def _port_objection(before: ImageMeaning, after: ImageMeaning, what: Declared) -> str | None:
    """At most one program is given the session's port, and a private one stays private."""
    had, has = _given(before), _given(after)
    if has > max(had, 1):
        return "more than one program would receive the session's port"
    if what.any("start") or what.any("reads"):
        return None
    if len(before.listeners) != len(after.listeners):
        return None if what.words else "other programs would listen"
    moved: list[Listener] = []
    for old, new in zip(before.listeners, after.listeners, strict=True):
        if old.environment != new.environment and not _given_by(old.environment, new.environment, what.words):
            return f"{old.name} would receive different variables than the fix declares"
        if old.port != new.port or old.given != new.given:
            moved.append(new)
            if not what.any("port") and not what.words:
                return f"{old.name} would listen on a different port"
        if old.host != new.host and not what.any("host") and not (what.any("port") and old.host[0] != "literal"):
            return f"{old.name} would listen on a different address"
        if what.safe and old.private and not new.private and (old.port != new.port or old.host != new.host):
            return f"{old.name} would be reached from outside the container"
    several = together(moved) > 1 and what.any("port")
    return "more than one program would listen on another port" if several else None


def _given_by(old: Changes, new: Changes, pairs: Sequence[tuple[str, str]]) -> bool:
    """Whether variables come about by declared changes; `("", "NAME=value")` sets one."""
    had, has = dict(old), dict(new)
    changed = [name for name in {**had, **has} if had.get(name) != has.get(name)]
    return all(
        name in has
        and (("", f"{name}={has[name]}") in pairs or (name in had and _follows((had[name],), (has[name],), pairs)))
        for name in changed
    )


def _given(meaning: ImageMeaning) -> int:
    """How many programs are given the session's port at once."""
    return together([one for one in meaning.listeners if one.given])


def together(listeners: Sequence[Listener]) -> int:
    """How many of these can run at once: of those with the same branch one."""
    branches = {one.branch for one in listeners if one.branch}
    return sum(not one.branch for one in listeners) + len(branches)


def _config_objection(before: ImageMeaning, after: ImageMeaning, what: Declared) -> str | None:
    if what.any("reads"):
        return None
    allowed = set(what.all("config"))
    if what.words or what.any("port") or what.any("host") or what.any("start"):
        allowed.update(START_KEYS)
    for key in (*before.config, *after.config):
        if key not in allowed and before.config.get(key) != after.config.get(key):
            return f"`{key}` of the image's config would change"
    return None


def _health_objection(before: ImageMeaning, after: ImageMeaning, what: Declared) -> str | None:
    """The health check runs the same commands with the same words but the declared ones."""
    if what.any("reads") or what.any("start"):
        return None
    if len(before.health) == len(after.health):
        pairs = zip(before.health, after.health, strict=True)
        if all(old == new or _follows(old, new, what.words) for old, new in pairs):
            return None
    return "the health check would receive different arguments than the fix declares"


def _built_objection(before: ImageMeaning, after: ImageMeaning, what: Declared, path: str) -> str | None:
    """Instructions that no edit touches are there unchanged, and RUNs run the same commands."""
    if what.any("reads"):
        return None
    left = counted(after.built)
    for one, span in zip(before.built, before.places, strict=True):
        if left.get(one, 0) > 0:
            left[one] -= 1
        elif not any(edit.start <= span.end and span.start <= edit.end for edit in what.spans.get(path, ())):
            return f"another instruction would change: {one[0]}"
    gone, come = beyond(before.installs, after.installs), beyond(after.installs, before.installs)
    for words in gone:
        follower = next((one for one in come if _follows(words, one, what.words)), None)
        if follower is None and not what.any("steps"):
            return f"the build would not run `{words[0]}` as before"
        if follower is not None:
            come.remove(follower)
    come = [words for words in come if ("", " ".join(words)) not in what.words]
    if come and not what.any("steps"):
        return f"the build would run `{come[0][0]}`"
    return None


def _environment_objection(before: EnvironmentMeaning, after: EnvironmentMeaning, what: Declared) -> str | None:
    if what.any("reads"):
        return None
    named = set(what.all("packages"))
    gone, come = beyond(before.asked, after.asked), beyond(after.asked, before.asked)
    other = [text for text in gone if text not in named]
    if other:
        return f"`{other[0]}` would be requested differently"
    if len(come) > len(gone) + sum(name in come for name in named):
        return "more packages would be requested"
    return _keys_objection(dict(before.keys), dict(after.keys), what)


def _keys_objection(before: dict[str, object], after: dict[str, object], what: Declared) -> str | None:
    if what.any("reads"):
        return None
    keys = set(what.all("keys"))
    for path in (*before, *after):
        names = {name.partition("[")[0] for name in path.split(".")}
        if before.get(path) != after.get(path) and not keys & names:
            return f"the value of `{path}` would change"
    return None


def loss_objection(before: Source, after: Source, what: Declared) -> str | None:
    """Whether a name, a number or a sign with a meaning would be lost from a YAML file."""
    lost = beyond(_tokens(before.text), _tokens(after.text))
    for old, new in what.words:
        lost = beyond(lost, _tokens(old)) if new else lost
    if not what.safe or what.any("keys"):
        for text in what.all("dropped"):
            lost = beyond(lost, _tokens(text))
    if what.any("comments"):
        lost = beyond(lost, _tokens("\n".join(_comments(before))))
    return f"`{lost[0]}` would be lost" if lost else None


def _tokens(text: str) -> Iterable[str]:
    """Words of letters, digits and `_` in lower case; `*` and `+`."""
    word = ""
    for character in f"{text} ":
        if character.isalnum() or character == "_":
            word += character.lower()
            continue
        if word:
            yield word
        word = ""
        if character in "*+":
            yield character


def news(before: Sequence[Finding], after: Sequence[Finding], made: Sequence[Finding]) -> str | None:
    """Whether a finding is there afterwards that was not, and is as severe as one that is fixed."""
    if any(finding.fix is not None and finding.fix.effect.reads for finding in made):
        return None
    worst = min(SEVERITIES.index(finding.severity) for finding in made)
    had = counted((one.code, one.place.source.path) for one in before)
    has = counted((one.code, one.place.source.path) for one in after)
    revealed = {family for finding in made if finding.fix for family in finding.fix.effect.reveals}
    for one in after:
        key = (one.code, one.place.source.path)
        if has[key] > had.get(key, 0) and SEVERITIES.index(one.severity) <= worst and one.code[:3] not in revealed:
            return f"{one.code} would be reported"
    return None


def half_done(after: Meaning, found: Sequence[Finding], what: Declared) -> str | None:
    """Whether a Studio would be made that nobody can reach, with no word on what is left to do."""
    if not what.any("converts") or not isinstance(after, ImageMeaning):
        return None
    refusing = next((one.name for one in after.listeners if one.refuses), None)
    if refusing is not None and not any(one.code == ROOT_REFUSED for one in found):
        return f"{refusing} would be started as root, which it refuses"
    if after.uses or any(one.severity != ADVICE for one in found):
        return None
    return "nothing would use the session's port, and no finding would report it"


def comments_objection(before: Source, after: Source, what: Declared) -> str | None:
    """Whether a comment would be lost."""
    lost = beyond(_comments(before), _comments(after))
    if lost and not what.any("comments"):
        return f"the comment `{lost[0][:40]}` would be lost"
    return None


def _comments(source: Source) -> Iterable[str]:
    """Lines that are comments, and comments of this program wherever they are."""
    from studio_lint.syntax.comment import MARK

    for line in source.text.split("\n"):
        text = line.strip()
        if text.startswith("#"):
            yield text
        elif MARK in text:
            yield "#" + text.rpartition("#")[2]
