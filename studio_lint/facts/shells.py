"""How shells behave with a script that was written for bash.

Measured with `dash` 0.5.12-2 (Debian 12), 0.5.12-12 (Debian 13) for `pipefail`, `busybox ash` 1.35 and bash 5.2
(2026-11): each construct was run separately, and the status and the output of the shell were noted. To renew: run them
again under the shells of a newer Debian and Alpine.
"""

from __future__ import annotations

from studio_lint.base.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    Outcome = Literal["", "parse", "ends", "fails", "differs"]

PARSE: Outcome = "parse"
"""The shell refuses the script as a whole."""
ENDS: Outcome = "ends"
"""The shell ends at once, with an error."""
FAILS: Outcome = "fails"
"""The command fails, and the script goes on as after any command that fails."""
DIFFERS: Outcome = "differs"
"""The command does something else, and reports success."""
WORKS: Outcome = ""

DASH = "dash"
BUSYBOX = "busybox"
BASH = "bash"
ASH = "ash"
"""What `/bin/sh` may be, as `base_images.system_shell` names it."""

SYSTEM_SHELLS = ("sh", "dash", "ash")
BASH_NAMES = ("bash", "rbash")
PIPEFAIL_RELEASES = ("trixie", "forky", "sid", "plucky", "questing", "resolute")
"""Releases of Debian and Ubuntu whose dash has `set -o pipefail` (from 0.5.12-12 on)."""

PATH_COMMANDS = frozenset(
    ("mkdir", "rmdir", "rm", "cp", "mv", "touch", "chmod", "chown", "chgrp", "ls", "cat", "install", "ln", "tar", "du")
)
"""Commands whose words are paths: a brace in them is meant to be expanded."""

DASH_SIGNAL_WORDS = ("ERR", "DEBUG", "RETURN")
BUSYBOX_SIGNAL_WORDS = ("DEBUG", "RETURN")


class ShellLack(Record):
    """Something that bash has.

    shown    as a message names it
    dash, busybox  what these shells make of it
    instead  what to write, as an imperative without a full stop
    effect   what happens where it DIFFERS
    """

    shown: str
    dash: Outcome
    busybox: Outcome
    instead: str
    effect: str = ""

    def outcome(self, shell: str) -> Outcome:
        """What "dash" or "busybox" makes of it."""
        return {"dash": self.dash, "busybox": self.busybox}.get(shell, WORKS)


WITH_BASH = "run this with bash"
_BASH = WITH_BASH
"""How to do that depends on what runs it: SHELL, or a script's first line."""

CONSTRUCTS: dict[str, ShellLack] = {
    "array": ShellLack("arrays", PARSE, PARSE, f"use separate variables, or {_BASH}"),
    "array-item": ShellLack("arrays", FAILS, FAILS, f"use separate variables, or {_BASH}"),
    "append": ShellLack("`+=`", FAILS, FAILS, 'use `name="$name…"`'),
    "process-substitution": ShellLack(
        "process substitution", PARSE, WORKS, f"use a pipe or a temporary file, or {_BASH}"
    ),
    "here-string": ShellLack("here-strings (`<<<`)", PARSE, PARSE, "use a pipe: `printf '%s\\n' … | command`"),
    "both-outputs": ShellLack(
        "`&>`",
        DIFFERS,
        WORKS,
        "use `>`, and add `2>&1` after the file",
        "it runs the command in the background and empties the file",
    ),
    "outputs-to-file": ShellLack("`>& file`", ENDS, WORKS, "use `>`, and add `2>&1` after the file"),
    "pipe-both": ShellLack("`|&`", PARSE, PARSE, "use `2>&1 |`"),
    "case-falls": ShellLack("`;&` and `;;&`", PARSE, PARSE, f"repeat the commands, or {_BASH}"),
    "ansi-quote": ShellLack(
        "`$'…'`", DIFFERS, WORKS, "use `printf`", "it keeps the `$` and the quoted text as they are"
    ),
    "arithmetic-command": ShellLack(
        "`((…))`", FAILS, FAILS, "use `$((…))` or `[ … ]`", "it runs the text as a command in two subshells"
    ),
    "arithmetic-for": ShellLack("`for ((…))`", PARSE, PARSE, "use `while` or `for i in $(seq …)`"),
    "condition": ShellLack("`[[`", FAILS, WORKS, f"use `[ … ]`, or {_BASH}"),
    "function-word": ShellLack("`function`", PARSE, WORKS, "use `name() { …; }`"),
    "select": ShellLack("`select`", PARSE, PARSE, _BASH),
    "coproc": ShellLack("`coproc`", FAILS, FAILS, _BASH),
    "replace": ShellLack("`${name/…}`", ENDS, WORKS, f"use `sed`, or {_BASH}"),
    "slice": ShellLack("`${name:…}`", ENDS, WORKS, f"use `cut`, or {_BASH}"),
    "case": ShellLack("`${name^}` and `${name,}`", ENDS, ENDS, f"use `tr`, or {_BASH}"),
    "indirect": ShellLack("`${!name}`", ENDS, ENDS, f"use `eval`, or {_BASH}"),
    "transform": ShellLack("`${name@…}`", ENDS, ENDS, _BASH),
    "array-use": ShellLack("arrays", ENDS, ENDS, f"use separate variables, or {_BASH}"),
    "braces": ShellLack("brace expansion", DIFFERS, DIFFERS, "list each word separately", "it uses the text as it is"),
}
"""By the kinds that `syntax.shell.grammar.check.constructs` gives."""

COMMANDS: dict[str, ShellLack] = {
    "source": ShellLack("`source`", FAILS, WORKS, "use `.`"),
    "pushd": ShellLack("`pushd` and `popd`", FAILS, FAILS, "use a subshell: `(cd folder && …)`"),
    "popd": ShellLack("`pushd` and `popd`", FAILS, FAILS, "use `cd`"),
    "shopt": ShellLack("`shopt`", FAILS, FAILS, _BASH),
    "declare": ShellLack("`declare`", FAILS, FAILS, "assign the variable, or use `export`"),
    "typeset": ShellLack("`typeset`", FAILS, FAILS, "assign the variable, or use `export`"),
    "let": ShellLack("`let`", FAILS, WORKS, "use `$((…))`"),
    "mapfile": ShellLack("`mapfile`", FAILS, FAILS, _BASH),
    "readarray": ShellLack("`readarray`", FAILS, FAILS, _BASH),
    "disown": ShellLack("`disown`", FAILS, FAILS, "remove it"),
    "builtin": ShellLack("`builtin`", FAILS, FAILS, "use `command`"),
}
"""Builtins by name."""


class ArgumentLack(Record):
    """An argument of a builtin: one of `words`, or an option with one of `letters`."""

    words: tuple[str, ...]
    letters: str
    lack: ShellLack


ARGUMENTS: dict[str, ArgumentLack] = {
    "[": ArgumentLack(("==",), "", ShellLack("`==` in `[ … ]`", FAILS, WORKS, "use `=`")),
    "test": ArgumentLack(("==",), "", ShellLack("`==` in `test`", FAILS, WORKS, "use `=`")),
    "echo": ArgumentLack(
        ("-e", "-ne", "-en"), "", ShellLack("`echo -e`", DIFFERS, WORKS, "use `printf`", "it prints `-e`")
    ),
    "read": ArgumentLack((), "antsd", ShellLack("this option of `read`", FAILS, WORKS, _BASH)),
    "printf": ArgumentLack(
        ("-v",), "", ShellLack("`printf -v`", FAILS, DIFFERS, "use `name=$(printf …)`", "it prints `-v`")
    ),
    "export": ArgumentLack(("-f",), "", ShellLack("`export -f`", ENDS, ENDS, _BASH)),
    "local": ArgumentLack((), "aAirx", ShellLack("options of `local`", ENDS, ENDS, "remove the option")),
    "wait": ArgumentLack(("-n",), "", ShellLack("`wait -n`", FAILS, WORKS, _BASH)),
}

PIPEFAIL = ShellLack("`set -o pipefail`", ENDS, WORKS, _BASH)
ALIAS = ShellLack("an alias on the line that defines it", FAILS, FAILS, "use the command itself, or a function")
TRAP = ShellLack("this signal of `trap`", FAILS, WORKS, "use `EXIT`, or the name of a signal without `SIG`")

ACTIVATING = ("conda", "mamba", "micromamba")
"""Programs whose `activate` is a function that a shell has to load first."""
LOADING = ("eval", ".", "source")
"""Commands that may load such a function."""

PLACES = ("", "/bin", "/bin/sh", "/usr/bin", "/usr/bin/sh")
"""Where a COPY may bring another shell."""
RELINKED = ("bin/sh", "dash")
"""Words of a command that makes another program /bin/sh: one of them is in it."""
RELINKING = frozenset(("ln", "mv", "cp", "install", "dpkg-reconfigure", "dpkg-divert", "update-alternatives", "rm"))
"""Commands by which another program can become /bin/sh."""
