"""The tree in which a conda solver explains why it found nothing, and the conclusion.

libmamba: problems_graph.cpp (1.5 and 2.x write it alike, 1.x without `=` in the specs); rattler and pixi draw the
same tree in other words; conda's classic solver gives lists. Names are compared in lowercase, as they are printed.
"""

from __future__ import annotations

import re

from studio_lint.base.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from typing import Literal

    from studio_lint.syntax.build_log.tree import NumberedLine

    VerdictKind = Literal["conda-not-found", "conda-missing-channel", "conda-unsolvable", "conda-virtual-package"]

_BRANCH = re.compile(r"([ │|]{0,200})(?:[├└][─╴]{1,3}|[|`+\\]--?) ?(.*)")
_NAME = re.compile(r"(?:[\w./-]{1,80}::)?(?P<name>[A-Za-z0-9_][\w.-]{0,120})(?P<rest>.{0,400})")
_RATTLER = re.compile(r"because of: (?P<said>.{1,600})")
_NO_CANDIDATES = re.compile(
    r"[Nn]o candidates were found for (?P<name>[A-Za-z0-9_][\w.-]{0,120})(?P<rest>[^,;]{0,200})"
)
_NOTHING_PROVIDES = re.compile(
    r"nothing provides (?P<asked>requested )?(?P<name>[A-Za-z0-9_][\w.-]{0,120})(?P<rest>.{0,200})"
)
_NEEDED_BY = re.compile(r"needed by (?P<name>[A-Za-z0-9_][\w.-]{0,120}?)-\d")
_LISTED = re.compile(r"\s{1,8}- (?:[\w./-]{1,80}::)?(?P<name>[A-Za-z0-9_][\w.-]{0,120})(?P<rest>[^\s]{0,120})$")

NOT_FOUND: VerdictKind = "conda-not-found"
MISSING_CHANNEL: VerdictKind = "conda-missing-channel"
UNSOLVABLE: VerdictKind = "conda-unsolvable"
VIRTUAL: VerdictKind = "conda-virtual-package"


class ConflictNode(Record):
    """One line of the tree: how deep it is, the package and its spec as printed, what is said of it."""

    depth: int
    name: str
    spec: str
    said: str
    number: int
    text: str


class Verdict(Record):
    """What the tree comes to: a kind, the package of the file it is about, and the telling line.

    `spec` as printed after the name; `partner` another package of the file that takes part; `missing` the package
    that no channel has; `needs` what of the partner is needed.
    """

    kind: VerdictKind
    name: str
    spec: str
    number: int
    text: str
    partner: str = ""
    missing: str = ""
    needs: str = ""


def verdicts(lines: Sequence[NumberedLine], asked: Collection[str]) -> tuple[Verdict, ...]:
    """What the last tree in a step's output says; `asked` are the names of the file's entries, in lower case."""
    nodes = _last_tree(lines)
    if nodes:
        found = tuple(_of_tree(nodes, asked))
        if found:
            return found
    return tuple(_of_lists(lines, asked))


def _last_tree(lines: Iterable[NumberedLine]) -> list[ConflictNode]:
    tree: list[ConflictNode] = []
    open_tree = False
    for number, text in lines:
        found = _BRANCH.search(text) if "─" in text or "--" in text or "╴" in text else None
        if found is None or found.start() > 60:
            begun = _RATTLER.search(text)
            if begun:
                tree, open_tree = [_node(0, begun["said"], number, text)], True
            elif tree and not text.strip(" │|"):
                continue
            else:
                open_tree = False
            continue
        if not open_tree:
            tree, open_tree = [], True
        tree.append(_node(max(1, found.start(2) // 3), found[2], number, text))
    return tree


def _node(depth: int, words: str, number: int, text: str) -> ConflictNode:
    none = _NO_CANDIDATES.match(words)
    if none:
        return ConflictNode(depth, none["name"].lower(), none["rest"].strip(" ."), "does not exist", number, text)
    found = _NAME.match(words)
    if not found:
        return ConflictNode(depth, "", "", words, number, text)
    rest = found["rest"]
    cut = min((at for word in _WORDS if (at := rest.find(word)) >= 0), default=len(rest))
    return ConflictNode(depth, found["name"].lower(), rest[:cut].strip(" ,"), rest[cut:].strip(" ,.;"), number, text)


_WORDS = (
    " does not exist",
    ", which",
    ", for which",
    " is not installable",
    " is installable",
    " would require",
    " would constrain",
    " is requested",
    " cannot be installed",
    " can be installed",
    " conflicts",
    " is missing",
    " is uninstallable",
    " are incompatible",
    " is excluded",
    " is locked",
    " is not",
    " is in conflict",
)


def _of_tree(nodes: list[ConflictNode], asked: Collection[str]) -> list[Verdict]:
    """One verdict for each package that is missing, else one for the conflict."""
    top: ConflictNode = nodes[0]
    least = min(node.depth for node in nodes)
    missing: list[Verdict] = []
    virtual: list[Verdict] = []
    against = _in_conflict(nodes, least)
    for node in nodes:
        if node.depth == least or (node.depth <= least + 1 and not top.name):
            top = node
        if node.name.startswith("__") and "missing on the system" in node.said:
            virtual.append(Verdict(VIRTUAL, top.name, top.spec, number=node.number, text=node.text, missing=node.name))
        elif node is top and "does not exist" in node.said:
            missing.append(Verdict(NOT_FOUND, node.name, node.spec, number=node.number, text=node.text))
        elif "which does not exist" in node.said or "no candidates" in node.said or "does not exist" in node.said:
            if node.name in asked and node.name != top.name:
                return [_conflict(nodes, asked, least, node)]
            if top.name not in against and not any(each.name == top.name for each in missing):
                missing.append(
                    Verdict(MISSING_CHANNEL, top.name, top.spec, number=node.number, text=node.text, missing=node.name)
                )
    own = [each for each in missing if each.kind == NOT_FOUND]
    return own or missing or virtual[:1] or [_conflict(nodes, asked, least, None)]


def _in_conflict(nodes: list[ConflictNode], least: int) -> set[str]:
    """First-level packages of which one version conflicts: that another one lacks something decides nothing."""
    found: set[str] = set()
    top = ""
    for node in nodes:
        if node.depth == least:
            top = node.name
        elif "conflicts with any installable" in node.said and top:
            found.add(top)
    return found


def _conflict(nodes: list[ConflictNode], asked: Collection[str], least: int, needed: ConflictNode | None) -> Verdict:
    """The entry whose needs another entry cannot meet is the one to loosen; the other is its partner."""
    firsts = [at for at, node in enumerate(nodes) if node.depth == least and node.name] or [0]
    firsts = [at for at in firsts if nodes[at].name in asked] or firsts
    at, need = next(((at, need) for at in firsts if (need := _need(nodes, at, asked)) is not None), (firsts[0], needed))
    first = nodes[at]
    others = (nodes[other].name for other in firsts if nodes[other].name != first.name)
    partner = need.name if need is not None else next(others, "")
    telling = needed or next((node for node in nodes if "conflicts with" in node.said), first)
    return Verdict(
        UNSOLVABLE,
        first.name,
        first.spec,
        number=telling.number,
        text=telling.text,
        partner=partner,
        needs=need.spec if need is not None else "",
    )


def _need(nodes: list[ConflictNode], at: int, asked: Collection[str]) -> ConflictNode | None:
    """What of another entry a first-level package needs, as the lines below it say."""
    for node in nodes[at + 1 :]:
        if node.depth <= nodes[at].depth:
            return None
        if node.name in asked and node.name != nodes[at].name:
            return node
    return None


def _of_lists(lines: Sequence[NumberedLine], asked: Collection[str]) -> list[Verdict]:
    """conda's classic words: lists below `ResolvePackageNotFound`, and libsolv's own sentences."""
    found: list[Verdict] = []
    listing = 0
    for number, text in lines:
        if any(
            word in text
            for word in ("ResolvePackageNotFound", "PackagesNotFoundError", "not available from current channels")
        ):
            listing = 12
            continue
        if listing:
            listing -= 1
            item = _LISTED.match(text)
            if item and "://" not in text:
                found.append(Verdict(NOT_FOUND, item["name"].lower(), item["rest"], number=number, text=text))
                listing = 12
                continue
            if "Current channels" in text:
                listing = 0
        provided = _NOTHING_PROVIDES.search(text)
        if provided:
            found.append(_provided(provided, number, text, asked))
            continue
        none = _NO_CANDIDATES.search(text)
        if none:
            found.append(Verdict(NOT_FOUND, none["name"].lower(), none["rest"].strip(" ."), number=number, text=text))
    unique: dict[str, Verdict] = {}
    for each in found:
        unique.setdefault(each.name, each)
    return list(unique.values())


def _provided(found: re.Match[str], number: int, text: str, asked: Collection[str]) -> Verdict:
    name = found["name"].lower()
    by = _NEEDED_BY.search(found["rest"])
    spec = found["rest"].partition(" needed by")[0].strip(" .")
    if name.startswith("__"):
        return Verdict(VIRTUAL, by["name"].lower() if by else name, "", number=number, text=text, missing=name)
    if found["asked"] or by is None or name in asked:
        return Verdict(NOT_FOUND, name, spec, number=number, text=text)
    return Verdict(MISSING_CHANNEL, by["name"].lower(), "", number=number, text=text, missing=name)
