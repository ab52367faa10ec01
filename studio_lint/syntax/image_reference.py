"""Image references, by the grammar of the distribution project.

As its `reference.ParseNormalizedNamed` (2026) reads them: `ubuntu` is
`docker.io/library/ubuntu`, and a first part with a dot, a colon or an upper
case letter is a registry.
"""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.base.source import Span

DOCKER_HUB = "docker.io"
OLD_DOCKER_HUB = "index.docker.io"
LONGEST_REPOSITORY = 255
LONGEST_TAG = 128

INVALID = "invalid reference format"

_LOWER = frozenset("abcdefghijklmnopqrstuvwxyz")
_LETTERS = _LOWER | frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_DIGITS = frozenset("0123456789")
_HEX = _DIGITS | frozenset("abcdefABCDEF")
_LOWER_HEX = _DIGITS | frozenset("abcdef")
_WORD = _LETTERS | _DIGITS | {"_"}
_DIGEST_LENGTHS = {"sha256": 64, "sha384": 96, "sha512": 128}


class Reference(Record):
    """A parsed image reference.

    registry     host with port, "docker.io" where none is written
    repository   path below the registry ("library/ubuntu" for `ubuntu`)
    tag, digest  "" where none is written
    familiar     the reference as written
    spans        of the parts as (name, start, end), indices into `familiar`
    """

    familiar: str
    registry: str
    repository: str
    tag: str = ""
    digest: str = ""
    spans: tuple[tuple[str, int, int], ...] = ()

    @property
    def name(self) -> str:
        """Registry and repository without tag and digest."""
        return f"{self.registry}/{self.repository}"

    @property
    def host(self) -> str:
        """The registry without its port, in lower case."""
        host = self.registry.lower()
        if host.startswith("["):
            return host[1:].partition("]")[0]
        return host.partition(":")[0]

    def part(self, name: str) -> Span | None:
        """Where "registry", "repository", "tag" or "digest" stands in `familiar`."""
        return next((Span(start, end) for part, start, end in self.spans if part == name), None)


def parse(text: str) -> Reference | str:
    """The reference, or BuildKit's words of why it is none."""
    if len(text) == 64 and _LOWER_HEX.issuperset(text):
        return f"invalid repository name ({text}), cannot specify 64-byte hexadecimal strings"
    registry, remainder, written = _split_registry(text)
    name, at, digest = remainder.partition("@")
    lowered = remainder.partition(":")[0]
    if lowered.lower() != lowered:
        return f"{INVALID}: repository name ({lowered}) must be lowercase"
    repository, colon, tag = name.partition(":")
    if (colon and not _is_tag(tag)) or (at and not _is_digest(digest)) or not _is_path(repository):
        return INVALID
    if not _is_registry(registry):
        # such a host may still be the first part of a path ("my_host.io/x")
        if not _is_path(registry):
            return INVALID
        registry, repository = "", f"{registry}/{repository}"
    if len(repository) > LONGEST_REPOSITORY:
        return f"repository name must not be more than {LONGEST_REPOSITORY} characters"
    wrong = digest_error(digest) if at else None
    if wrong:
        return wrong
    return Reference(text, registry, repository, tag, digest, _spans(text, written, tag, digest))


def _split_registry(text: str) -> tuple[str, str, int]:
    """Registry, the rest, and how many characters of `text` the registry and its slash take."""
    first, slash, rest = text.partition("/")
    if not slash:
        return DOCKER_HUB, f"library/{text}", 0
    if first == OLD_DOCKER_HUB:
        registry = DOCKER_HUB
    elif first == "localhost" or "." in first or ":" in first or first.lower() != first:
        registry = first
    else:
        return DOCKER_HUB, text, 0
    if registry == DOCKER_HUB and "/" not in rest:
        rest = f"library/{rest}"
    return registry, rest, len(first) + 1


def _spans(text: str, written: int, tag: str, digest: str) -> tuple[tuple[str, int, int], ...]:
    spans = [("registry", 0, written - 1)] if written else []
    end = len(text) - (len(digest) + 1 if digest else 0)
    name_end = end - (len(tag) + 1 if tag else 0)
    spans.append(("repository", written, name_end))
    if tag:
        spans.append(("tag", name_end + 1, end))
    if digest:
        spans.append(("digest", end + 1, len(text)))
    return tuple(spans)


def _is_registry(text: str) -> bool:
    if text.startswith("["):
        address, bracket, port = text[1:].partition("]")
        if not bracket or not address or not (_HEX | {":"}).issuperset(address):
            return False
        return not port or (port[0] == ":" and len(port) > 1 and _DIGITS.issuperset(port[1:]))
    host, colon, port = text.partition(":")
    if colon and (not port or not _DIGITS.issuperset(port)):
        return False
    allowed = _LETTERS | _DIGITS
    return all(
        part and part[0] != "-" and part[-1] != "-" and (allowed | {"-"}).issuperset(part) for part in host.split(".")
    )


def _is_path(text: str) -> bool:
    return all(_is_component(part) for part in text.split("/"))


def _is_component(text: str) -> bool:
    """Lower case letters and digits, separated by `.`, `_`, `__` or any number of `-`."""
    allowed = _LOWER | _DIGITS
    separator = ""
    after_word = False
    for character in text:
        if character in allowed:
            if separator and (not after_word or not (separator in (".", "_", "__") or set(separator) == {"-"})):
                return False
            separator, after_word = "", True
        elif character in "._-":
            separator += character
        else:
            return False
    return after_word and not separator


def _is_tag(text: str) -> bool:
    return 0 < len(text) <= LONGEST_TAG and text[0] in _WORD and (_WORD | {".", "-"}).issuperset(text)


def _is_digest(text: str) -> bool:
    algorithm, colon, value = text.partition(":")
    if not colon or len(value) < 32 or not _HEX.issuperset(value):
        return False
    for mark in "-_+":
        algorithm = algorithm.replace(mark, ".")
    letters = _LETTERS | _DIGITS
    return all(part and part[0] in _LETTERS and letters.issuperset(part) for part in algorithm.split("."))


def digest_error(digest: str) -> str | None:
    """BuildKit's words of why `algorithm:hex` is no digest; None if it is one."""
    algorithm, colon, value = digest.partition(":")
    if not colon or not value:
        return "invalid checksum digest format"
    if algorithm not in _DIGEST_LENGTHS:
        return "unsupported digest algorithm"
    if len(value) != _DIGEST_LENGTHS[algorithm]:
        return "invalid checksum digest length"
    if not _LOWER_HEX.issuperset(value):
        return "invalid checksum digest format"
    return None
