"""Programs that start another program: where its command begins.

Read in the programs' own manuals (coreutils 9.1, util-linux 2.38, tini 0.19,
dumb-init 1.2.5, gosu 1.17, cross-env 7, micromamba 2.3, conda 25, uv 0.9, poetry 2, pixi 0.50;
2026-11).
"""

from __future__ import annotations

from studio_lint.base.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    Signals = Literal["stays", "passes"]
    Group = Literal["", "with", "unless"]

SHELLS = frozenset(("sh", "bash", "dash", "ash", "zsh", "ksh", "mksh", "rbash"))

DEFAULT_SHELL = ("/bin/sh", "-c")
"""What reads an instruction in shell form where no SHELL says otherwise."""

BASH_PATH = "/usr/bin/bash"
_WITH_BASH = ("bash", "dash")


def shell_of(system: str | None) -> str:
    """The shell to name in a fix, by what `/bin/sh` is: images whose own is bash, or Debian's, have bash."""
    return BASH_PATH if system in _WITH_BASH else DEFAULT_SHELL[0]


SYSTEM_SHELL = "sh"
"""The name of the shell that every system has, and that is another one everywhere."""

PLAIN_SH = ("sh", "dash")
"""They look for a bare name after `.` in PATH only, and their `echo` knows `\\n`."""

BRACE_SHELLS = ("bash", "zsh", "ksh")
"""They make several words of `{a,b}`."""

POSIX_SHELLS = ("sh", "bash", "dash", "ash")

SHEBANG_SHELLS = ("sh", "bash", "dash", "ash", "zsh", "ksh")
"""Shells whose name on a first line makes a file a script of the language that is read here."""

RUNS_MODULES = "python"
"""The program that `uv run -m` and `uv run FILE.py` leave unsaid."""

SOURCING = (".", "source")
"""Words of a shell that run a file in itself."""

PLAIN_SHELLS = SHELLS | frozenset(("busybox", "env", "tini", "sudo"))
"""As the first word of SHELL they leave PATH as it is."""

NEVER_EXECUTED = frozenset(("command", "builtin", "time", "eval", ".", "source"))
"""Words of the shell itself, which `exec` does not start."""

SWITCHING = frozenset(("gosu", "su", "su-exec", "runuser", "setpriv", "s6-setuidgid", "chpst", "sudo"))
"""They start a program as another user."""

IN_A_SHELL: dict[str, tuple[str, ...]] = {"su": (), "runuser": ("-u", "--user")}
"""They give the text after `-c` to a shell, unless one of these options names the user: then a program follows."""

FIRST_PROCESS = "unshare --pid --fork --mount-proc"
"""Before a program, makes it process 1 (util-linux 2.38)."""

AS_ROOT = ("sudo",)
"""They start a program as root where no user is named."""

DETACHING = ("nohup",)
"""A program that they start in the background goes on without the session, and receives no signal of it."""

NAMES_USER = {"su": "first", "gosu": "first", "su-exec": "first", "runuser": "option", "sudo": "option"}
"""Where the user is named: the first word that is no option, or the value of `-u`."""

OTHER_VALUES = frozenset(("-s", "--shell", "-g", "--group", "-G", "--supp-group", "-w", "--whitelist-environment"))
"""Options of su whose value is no user."""

READERS = frozenset(("uv", "uvx", "pdm", "rye", "pipx", "npx", "bunx", "pixi"))
"""They may read a script themselves, whatever its first line and its mode say (`uv run ./app.py`)."""

APPLETS: dict[str, tuple[str, ...]] = {"busybox": ("httpd",)}
"""Programs that are many: those of their programs that are servers keep the whole name (`busybox httpd`)."""

_EXPANDING = (
    "make npm npx yarn pnpm supervisord watchmedo flock honcho foreman parallel script tmux screen concurrently "
    "watch nodemon entr pm2"
)
EXPANDING = frozenset(_EXPANDING.split())
"""They fill in variables in their words themselves, or hand the words to a shell."""

STAYS: Signals = "stays"
"""The wrapper remains as parent and passes no signal on."""
PASSES: Signals = "passes"
"""It remains and passes SIGTERM on, or is replaced by the program."""


WITH: Group = "with"
UNLESS: Group = "unless"


class Clearing(Record):
    """How a wrapper keeps variables from what it starts.

    always  it starts from an empty environment, unless one of `keep_all` is there; else only with one of `flags`
    flags   options and words that empty the environment
    lists   options whose value names variables that are kept, separated by commas
    unsets  options whose value names a variable that is removed
    files   words that speak of files in which an administrator may keep variables, or set them for a login
    """

    always: bool = False
    flags: frozenset[str] = frozenset()
    keep_all: frozenset[str] = frozenset()
    lists: frozenset[str] = frozenset()
    unsets: frozenset[str] = frozenset()
    files: tuple[str, ...] = ()


LOGIN_FILES = ("/etc/profile", "/etc/environment", "profile.d", "bashrc", "_profile", ".profile", "pam_env")
"""Words of the paths at which a login, or a shell that is told to begin one, looks for variables."""

BEGINS_WITH = "BASH_ENV"
"""The variable that names a file which bash runs before a script."""

_LOGIN = Clearing(
    flags=frozenset(("-", "-l", "--login")),
    lists=frozenset(("-w", "--whitelist-environment")),
    files=LOGIN_FILES,
)

# Manuals of coreutils 9.1, sudo 1.9.13 and util-linux 2.38, and run (Debian 12, 2026-11): `su - app`, `sudo -u app` and
# `env -i` start without CONNECT_TOOL_PORT; `su app`, `sudo -E`, `runuser -u app --` and `setpriv` keep it.
CLEARING: dict[str, Clearing] = {
    "env": Clearing(flags=frozenset(("-", "-i", "--ignore-environment")), unsets=frozenset(("-u", "--unset"))),
    "exec": Clearing(flags=frozenset(("-c",))),
    "sudo": Clearing(
        always=True,
        keep_all=frozenset(("-E", "--preserve-env")),
        lists=frozenset(("--preserve-env",)),
        files=("sudoers", "env_keep", "env_reset", *LOGIN_FILES),
    ),
    "su": _LOGIN,
    "runuser": _LOGIN,
    "setpriv": Clearing(flags=frozenset(("--reset-env",))),
}


class Wrapper(Record):
    """How a wrapper's command line is laid out.

    values       options that take the next word
    positional   words to skip after the options (`timeout 10 program`)
    assignments  `NAME=value` words may be before the program
    subcommands  one of these must come first (`conda run`); empty: none
    signals      STAYS or PASSES
    tasks        a word alone may be a task of the project's own (`pixi run serve`)
    renders      folders of its image: of templates into which it puts variables, and of what comes of them; () for none
    adds         words that it reads from its input follow, or take the place of `{}`
    maybe        with one of these options what it starts need not run
    group        it sends SIGTERM to all processes below it: WITH one of `group_flags`, or UNLESS one is there
    activates    it finds the programs of an environment of its own
    first        with all of these options, each in any of its spellings, what it starts is process 1 of its own
    modules      options after which a module of Python follows, which the project's Python runs
    endings      ends of a file's name that the project's Python runs, whatever its mode and its first line
    instead      words with which it is another wrapper, and that one's name
    forks        options with which it starts the program in the background, and ends
    leads        it does so too where it is the leader of its process group, as what the container starts first is
    waits        options with which it waits for that program
    needs        it ends where no program follows
    replaced     commands that do the same before the program is started with `exec`; "" if none are known
    """

    values: frozenset[str] = frozenset()
    positional: int = 0
    assignments: bool = False
    subcommands: tuple[str, ...] = ()
    signals: Signals = PASSES
    tasks: bool = False
    renders: tuple[str, ...] = ()
    group: Group = ""
    group_flags: tuple[str, ...] = ()
    adds: bool = False
    maybe: tuple[str, ...] = ()
    first: tuple[tuple[str, ...], ...] = ()
    activates: bool = False
    modules: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    instead: tuple[tuple[str, ...], str] | None = None
    forks: tuple[str, ...] = ()
    leads: bool = False
    waits: tuple[str, ...] = ()
    needs: bool = False
    replaced: str = ""


def _options(words: str) -> frozenset[str]:
    return frozenset(words.split())


_ENVIRONMENT = _options("-n --name -p --prefix --cwd -a --attach -e --env -r --root-prefix --log-level --rc-file")
_UV = _options(
    "--with --with-editable --with-requirements --python -p --project --directory --extra --no-extra --group "
    "--no-group --only-group --env-file --package --index --index-url --extra-index-url --find-links --cache-dir "
    "--default-index --config-file --from --color --index-strategy --resolution --prerelease --link-mode"
)

WRAPPERS: dict[str, Wrapper] = {
    "exec": Wrapper(_options("-a")),
    "command": Wrapper(),
    "builtin": Wrapper(),
    "nohup": Wrapper(),
    # util-linux 2.38, run (2026-11): after `exec` in the script that a container starts, it forks and ends.
    "setsid": Wrapper(forks=("-f", "--fork"), leads=True, waits=("-w", "--wait"), needs=True),
    "time": Wrapper(_options("-f --format -o --output"), signals=STAYS),
    "nice": Wrapper(_options("-n --adjustment")),
    "ionice": Wrapper(_options("-c --class -n --classdata")),
    "stdbuf": Wrapper(_options("-i --input -o --output -e --error")),
    "unbuffer": Wrapper(signals=STAYS),
    "env": Wrapper(_options("-u --unset -C --chdir"), assignments=True),
    "cross-env": Wrapper(assignments=True),
    "sudo": Wrapper(
        _options("-u --user -g --group -h --host -p --prompt -C -r --role -t --type -D --chdir -R --chroot -T"),
        assignments=True,
    ),
    "timeout": Wrapper(
        _options("-k --kill-after -s --signal"), positional=1, group=UNLESS, group_flags=("--foreground",)
    ),
    "unshare": Wrapper(
        _options(
            "-S --setuid -G --setgid -R --root -w --wd --map-user --map-group --map-users --map-groups --propagation"
            " --setgroups --monotonic --boottime"
        ),
        first=(("-p", "--pid"), ("-f", "--fork")),
        signals=STAYS,
    ),
    "gosu": Wrapper(positional=1, needs=True),
    "su-exec": Wrapper(positional=1, needs=True),
    "s6-setuidgid": Wrapper(positional=1),
    "chpst": Wrapper(_options("-u -U -b -e -/ -n -l -L -m -d -o -p -f -c -r -t")),
    "setpriv": Wrapper(
        _options("--reuid --regid --ruid --euid --rgid --egid --groups --inh-caps --ambient-caps --bounding-set")
    ),
    "runuser": Wrapper(_options("-u --user -g --group -G --supp-group")),
    "tini": Wrapper(_options("-p -e"), group=WITH, group_flags=("-g",), needs=True),
    "tini-static": Wrapper(_options("-p -e"), group=WITH, group_flags=("-g",), needs=True),
    "docker-init": Wrapper(_options("-p -e"), group=WITH, group_flags=("-g",), needs=True),
    "dumb-init": Wrapper(_options("-r --rewrite"), group=UNLESS, group_flags=("-c", "--single-child"), needs=True),
    "catatonit": Wrapper(needs=True),
    "xargs": Wrapper(
        _options("-a --arg-file -d --delimiter -E -I -L --max-lines -n --max-args -P --max-procs -s --max-chars"),
        signals=STAYS,
        adds=True,
        maybe=("-r", "--no-run-if-empty", "-0r", "-r0", "-rn1", "-0rn1", "-I", "-I{}", "-i"),
    ),
    # xvfb 21.1, run (2026-11): under xvfb-run a server did not receive SIGTERM; after these commands it did.
    "xvfb-run": Wrapper(
        _options("-e --error-file -f --auth-file -n --server-num -p --xauth-protocol -s --server-args -w --wait"),
        signals=STAYS,
        replaced="Xvfb :99 & export DISPLAY=:99",
    ),
    "dbus-run-session": Wrapper(_options("--config-file --dbus-daemon"), signals=STAYS),
    "dbus-launch": Wrapper(_options("--config-file")),
    "_entrypoint.sh": Wrapper(activates=True),
    "docker-entrypoint.sh": Wrapper(renders=("/etc/nginx/templates", "/etc/nginx/conf.d")),
    "nvidia_entrypoint.sh": Wrapper(),
    "micromamba": Wrapper(_ENVIRONMENT, subcommands=("run",), activates=True),
    "mamba": Wrapper(_ENVIRONMENT, subcommands=("run",), activates=True, signals=STAYS),
    "conda": Wrapper(_ENVIRONMENT, subcommands=("run",), activates=True, signals=STAYS),
    "uv": Wrapper(
        _UV,
        activates=True,
        subcommands=("run",),
        modules=("-m", "--module"),
        endings=(".py",),
        instead=(("tool", "run"), "uvx"),
    ),
    "uvx": Wrapper(_UV, activates=True),
    "poetry": Wrapper(_options("-C --directory -P --project"), activates=True, subcommands=("run",)),
    "pipenv": Wrapper(activates=True, subcommands=("run",)),
    "pdm": Wrapper(_options("-p --project"), activates=True, subcommands=("run",), tasks=True),
    "rye": Wrapper(activates=True, subcommands=("run",), tasks=True),
    "pixi": Wrapper(
        _options("-e --environment --manifest-path -m --concurrent-downloads --color -p --platform"),
        subcommands=("run",),
        tasks=True,
        activates=True,
    ),
    "npx": Wrapper(_options("-p --package --cache --userconfig"), activates=True),
    "bunx": Wrapper(_options("-p --package"), activates=True),
    "bundle": Wrapper(_options("--gemfile"), activates=True, subcommands=("exec",)),
    "pipx": Wrapper(_options("--spec --python --pip-args"), activates=True, subcommands=("run",)),
    "opentelemetry-instrument": Wrapper(),
    "ddtrace-run": Wrapper(),
    "doppler": Wrapper(_options("-t --token -p --project -c --config"), subcommands=("run",)),
}
