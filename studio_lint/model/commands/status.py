"""Whether the failure of a command makes a whole script, and so a RUN, fail.

This follows POSIX (2.8.1, 2.9.3 and `set -e`) and the measured behavior of dash 0.5.12 and bash 5.2: the status of a
script is that of its last list; `&&` passes a failure on, `||` handles it; `set -e` ends the shell unless the command
is a condition of `if` or `while`, is negated with `!`, or is before a `&&` or `||`.
"""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.syntax.shell.tree import Command

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from studio_lint.syntax.shell.tree import Block, Chain, Pipeline


class Status(Record):
    """What becomes of a failure.

    fatal   the status of this list is the status of what runs it, up to the RUN
    exits   the shell's own failing exit makes the RUN fail
    asked   `set -e` looks away
    turned  it is a success that makes the list fail (`! cmd`)
    """

    fatal: bool = True
    exits: bool = True
    asked: bool = False
    turned: bool = False


class ShellOptions:
    """Options of a shell that decide on failures; None where they depend on a condition."""

    def __init__(self) -> None:
        self.errexit: bool | None = False
        self.pipefail: bool | None = False
        self.nounset: bool | None = False

    def copy(self) -> ShellOptions:
        """The same options, to be changed apart."""
        made = ShellOptions()
        made.errexit, made.pipefail, made.nounset = self.errexit, self.pipefail, self.nounset
        return made

    def take(self, words: Iterable[str | None], certain: bool = True) -> None:
        """Options as `set` or the shell itself is given them (`-euo pipefail`)."""
        named = sign = False
        for word in words:
            if word is None:
                self.errexit = self.pipefail = self.nounset = None
                return
            if named:
                self._name(word, sign, certain)
                named = False
                continue
            if len(word) < 2 or word[0] not in "-+" or word == "--":
                return
            sign = word[0] == "-"
            if "e" in word[1:] and not word.startswith("--"):
                self.errexit = sign if certain else None
            if "u" in word[1:] and not word.startswith("--"):
                self.nounset = sign if certain else None
            named = word.endswith("o") and not word.startswith("--")

    def _name(self, name: str, on: bool, certain: bool) -> None:
        if name in ("errexit", "pipefail", "nounset"):
            setattr(self, name, on if certain else None)


def of_part(status: Status, options: ShellOptions, chain: Chain, position: int, last: bool) -> Status:
    """What becomes of the failure of one pipeline of a list; `last`: the list is the last of its script."""
    if chain.background:
        return Status(False, False, True)
    if chain.parts[position].negated:
        simple = len(chain.parts[position].parts) == 1
        turned = simple and last and status.fatal and not _caught(chain, position)
        return Status(False, False, True, turned and isinstance(chain.parts[position].parts[0], Command))
    end = position == len(chain.parts) - 1
    asked = status.asked or not end
    caught = _caught(chain, position)
    by_list = last and status.fatal and not caught
    by_errexit = bool(options.errexit) and not asked and status.exits
    if position + 1 < len(chain.parts) and chain.operators[position] == "||" and not caught:
        by_list = status.exits  # `x || exit 1`
    return Status(by_list or by_errexit, status.exits, asked)


def _caught(chain: Chain, position: int) -> bool:
    """Whether a `||` takes the failure, and what follows it does not fail by itself."""
    for at in range(position, len(chain.operators)):
        if chain.operators[at] == "||":
            return not _fails(chain.parts[at + 1])
    return False


def _fails(pipeline: Pipeline) -> bool:
    """Whether it ends the shell with a failure (`exit 1`), as itself or at the end of `{ …; exit 1; }`."""
    part: Command | Block = pipeline.parts[-1]
    while not isinstance(part, Command):
        bodies = part.bodies
        if part.kind != "group" or len(bodies) != 1 or not bodies[0]:
            return False
        part = bodies[0][-1].parts[-1].parts[-1]
    values = [word.value for word in part.words]
    return values[:1] == ["exit"] and len(values) == 2 and values[1] not in (None, "0")


def of_pipeline(status: Status, options: ShellOptions, position: int, count: int) -> Status:
    """What becomes of the failure of one command of a pipeline."""
    if position == count - 1 or options.pipefail:
        return status
    return Status(False, False, status.asked)


def of_test(status: Status) -> Status:
    """What becomes of the failure of a condition."""
    return Status(False, status.exits, True)
