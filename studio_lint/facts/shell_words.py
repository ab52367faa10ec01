"""Commands that a shell executes itself, so that no program of that name is needed.

Source: `compgen -b` and `compgen -k` of bash 5.2, dash(1) of 0.5.12, BusyBox 1.36's ash (2026-11).
"""

from __future__ import annotations

_DASH = """
. : [ alias bg break case cd chdir command continue do done echo elif else esac eval exec exit export false fc fg fi
for getopts hash if jobs kill local printf pwd read readonly return set shift test then times trap true type ulimit
umask unalias unset until wait while { } !
"""
_BASH = """
[[ ]] (( bind builtin caller compgen complete compopt coproc declare dirs disown enable function help history let
logout mapfile popd pushd readarray select shopt source suspend time typeset
"""
_ASH = "[[ ]] source let help history time"

BUILTINS = frozenset(f"{_DASH} {_BASH}".split())
"""Those of any of the shells."""

_DASH_WORDS = frozenset(_DASH.split())
_ASH_WORDS = frozenset(f"{_DASH} {_ASH}".split())


def known(shell: str) -> frozenset[str]:
    """The words of a shell by its name, or by what /bin/sh is; those of any for one that is not listed."""
    if shell == "dash":
        return _DASH_WORDS
    return _ASH_WORDS if shell in ("ash", "busybox") else BUILTINS


LANGUAGES = frozenset(("npm", "npx", "java", "ruby", "go", "zsh", "fish"))
"""Programs of languages, and shells, that distributions put into a package of their own."""

QUESTIONS = frozenset(("[", "[[", "test", "grep", "command", "which", "type", "false", "mountpoint", "pgrep"))
"""Commands whose failure is an answer."""

ECHOES, ECHO_OPTIONS = ("echo", "printf"), ("-n", "-e", "-E", "-ne", "-en")
"""Commands that print their words, and options before them."""
ALWAYS = {"true": True, ":": True, "false": False}
"""Commands of which it is known whether they succeed."""
LOOKING_UP = ("command", "which", "type", "hash")
"""Commands that ask for a program by its name."""
PRINTING_PATH = (["which"], ["command", "-v"], ["type", "-p"])
"""Words before the name of a program that print its path."""
FOLDER_OF, NAME_OF, FOLDER_HERE, ENTERS = "folder of", "name of", "folder here", "enters"
PRINTING_PLACES = {"dirname": FOLDER_OF, "basename": NAME_OF, "pwd": FOLDER_HERE, "cd": ENTERS}
"""Commands in `$(…)` of which it is known what they print, or where the next one runs."""
OWN_FILE = "BASH_SOURCE"
"""The variable in which bash has the path of the file that it reads."""

_SET_BY_SHELL = """
EPOCHREALTIME EPOCHSECONDS EUID FUNCNAME FUNCNEST GROUPS HISTCMD HOME HOSTNAME HOSTTYPE IFS LANG LINENO LOGNAME MACHTYPE
OLDPWD OPTARG OPTERR OPTIND OSTYPE PATH PIPESTATUS PPID PS1 PS2 PS3 PS4 PWD RANDOM REPLY SECONDS SHELL SHELLOPTS SHLVL
SRANDOM TERM UID USER MAPFILE COMP_WORDS DIRSTACK COPROC
"""
SET_BY_SHELL = frozenset(_SET_BY_SHELL.split())
"""Variables that a shell, or the build that starts it, may set."""

SETS_UNSEEN = frozenset((".", "source", "eval", "read", "mapfile", "getopts", "printf"))
"""Words of the shell that give variables values that are not written beside their names."""
