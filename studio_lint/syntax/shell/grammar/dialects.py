"""What tells the shells apart that read scripts in images, as far as syntax goes.

Read in the shells' own sources and measured with `-n`: dash 0.5.12 (Debian 12),
busybox ash 1.35 (as Debian and Alpine build it), bash 5.2 (2026-11).
"""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.syntax.shell.grammar.tokens import word_set

_POSIX_WORDS = word_set("if then else elif fi for while until do done case esac in ! { }")
_BASH_WORDS = _POSIX_WORDS | word_set("select function time coproc [[ ]]")
_SPECIAL_BUILTINS = word_set(
    ". : break continue eval exec exit export readonly return set shift source times trap unset"
)


class Dialect(Record):
    """A shell's syntax.

    name             as users call it ("dash", "bash", "busybox sh")
    reserved         its reserved words
    bash             words, quotes and substitutions are read as bash reads them
    posix            bash that was started as `sh`
    ansi_quotes      `$'…'`
    substitutes      `<(…)` and `>(…)`
    slices           `${x:1:2}` and `${x/a/b}`
    both_outputs     `&>`
    long_descriptors `12>file`; else one digit
    function_word    `function NAME`
    double_brackets  `&&` and `||` between `[[` and `]]` are words
    special_builtins names that no function may have
    """

    name: str
    reserved: frozenset[str]
    bash: bool = False
    posix: bool = False
    ansi_quotes: bool = False
    substitutes: bool = False
    slices: bool = False
    both_outputs: bool = False
    long_descriptors: bool = False
    function_word: bool = False
    double_brackets: bool = False
    special_builtins: frozenset[str] = frozenset()


DASH = Dialect("dash", _POSIX_WORDS, special_builtins=_SPECIAL_BUILTINS - {"source"})
BUSYBOX = Dialect(
    name="busybox sh",
    reserved=_POSIX_WORDS | {"function"},
    ansi_quotes=True,
    substitutes=True,
    slices=True,
    both_outputs=True,
    long_descriptors=True,
    function_word=True,
    double_brackets=True,
    special_builtins=_SPECIAL_BUILTINS,
)
BASH = Dialect("bash", _BASH_WORDS, bash=True)
BASH_AS_SH = BASH.replace(name="bash (as sh)", posix=True)
