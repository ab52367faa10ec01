"""apt-get and apt: what a command requests, and what this installs."""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.facts import apt_packages
from studio_lint.facts.installers.system import APT, APT_INSTALLS, APT_UPGRADES, APT_VALUED, APT_VERBS, APT_YES
from studio_lint.model.contents.words import Words, of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.model.commands.arguments import Argument
    from studio_lint.model.commands.command import Invocation


class AptInstall(Record):
    """One `apt-get install`.

    verb      its word ("install")
    words     the packages
    answered  it asks no question
    updates   it fetches the lists itself (`--update`)
    known     every package is known
    recommends  recommended packages come too
    """

    verb: Argument
    words: tuple[Argument, ...]
    answered: bool
    updates: bool
    known: bool
    recommends: bool


def words_of(ran: Invocation) -> Words:
    """The command's words; `-qq` counts as itself."""
    return ran.once(_words_of)


def _words_of(ran: Invocation) -> Words:
    return of(ran, APT_VALUED)


def verb_of(ran: Invocation) -> Argument | None:
    """The word that says what is asked; None where there is none."""
    operands = words_of(ran).operands
    return operands[0] if operands else None


def is_verb(word: str) -> bool:
    """Whether apt-get or apt knows a word as something to do."""
    return word in APT_VERBS


def verbs() -> tuple[str, ...]:
    """All of these words."""
    return tuple(sorted(APT_VERBS))


def is_update(ran: Invocation) -> bool:
    """Whether it fetches the package lists."""
    verb = verb_of(ran)
    if ran.name not in APT or verb is None:
        return False
    return verb.value == "update" or words_of(ran).has("--update", "-U")


def packages(ran: Invocation) -> AptInstall | None:
    """What it installs; None for another command, or one that only simulates or downloads."""
    return ran.once(_packages) if ran.name in APT else None


def _packages(ran: Invocation) -> AptInstall | None:
    words = words_of(ran)
    if not words.operands or words.operands[0].value not in APT_INSTALLS:
        return None
    if words.has("-s", "--simulate", "--dry-run", "--just-print", "--no-act", "-d", "--download-only", "--print-uris"):
        return None
    quiet = sum(name == "-q" for name, _ in words.options)
    options = [value for name, value in words.options if name in ("-o", "--option")]
    assumed = any("assume-yes=true" in value.lower() or "assume-yes=1" in value.lower() for value in options)
    answered = words.has(*APT_YES, "--force-yes") or quiet > 1 or assumed
    answered = answered or words.value("-q", "--quiet") == "2"
    norec = words.has("--no-install-recommends") or any("install-recommends=" in value.lower() for value in options)
    return AptInstall(
        words.operands[0],
        words.operands[1:],
        answered,
        words.has("--update", "-U"),
        words.known,
        not norec,
    )


def package_name(word: str) -> str:
    """ "curl=7.88", "curl:amd64", "curl/bookworm" -> "curl"."""
    for mark in ("=", "/", ":"):
        word = word.partition(mark)[0]
    return word.removesuffix("+")


def brought(install: AptInstall, foreign: bool) -> tuple[frozenset[str], frozenset[str] | None]:
    """The commands that an install brings, and those that may come besides; None: any.

    `foreign`: packages of other sources than the distribution's may be meant.
    """
    sure: frozenset[str] = frozenset()
    maybe: frozenset[str] = frozenset()
    unknown = foreign or not install.known or install.verb.value != "install"
    for word in install.words:
        value = word.value
        found = apt_packages.look_up(package_name(value)) if value else None
        if found is None:
            unknown = True
        else:
            sure |= found.sure
            maybe |= found.maybe if install.recommends else frozenset()
    if install.verb.value in APT_UPGRADES:
        return frozenset(), frozenset()
    return sure, None if unknown else maybe


def draws_in_nothing(install: AptInstall) -> bool | None:
    """Whether nothing comes but the packages named, so that apt-get does not ask; None where that is not known."""
    found = [apt_packages.look_up(package_name(word.value or "")) for word in install.words]
    if not install.known or any(one is None for one in found):
        return None
    return all(one is not None and one.lonely for one in found)
