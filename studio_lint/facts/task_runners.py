"""Programs that start what a file of the project names: package scripts, Procfiles, supervisord, make.

Read in the manuals of npm 10, Yarn 1 and 4, pnpm 9, Bun 1, honcho 2.0, foreman 0.88, supervisord 4.2 and GNU make 4.4
(2026-11). What they do on SIGTERM was measured with npm 9 and GNU make 4.3 (2026-11). To renew: read the same pages of
newer releases, and stop each while it runs a server.
"""

from __future__ import annotations

from studio_lint.base.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    Language = Literal["scripts", "procfile", "supervisor", "makefile"]

SCRIPTS: Language = "scripts"
"""`scripts` of a package.json."""
PROCFILE: Language = "procfile"
SUPERVISOR: Language = "supervisor"
MAKEFILE: Language = "makefile"


class TaskRunner(Record):
    """One of these programs.

    language  of the file that names the tasks
    short     words that name a script without `run`
    bare      any script may be named without `run`
    untold    scripts that it has itself
    missing   its words where a script is not there, and it fails; "" where that is not known
    packages  the folder of a project in which it then looks for a program of that name; "" for none
    on_path   it then looks for one on PATH too
    verbs     its own words, which name no script
    keeps     flags before `--` are its own, not the script's
    reads     how the variables begin in which the script finds them
    before    it runs `preNAME` before NAME
    spelling  how a variable of its environment is written in the file; "" as a shell has it
    expands   it expands variables in the lines that it gives to a shell, before the shell does
    section   of the file, with what holds for all tasks
    folder    below which further files with tasks lie, and the package that brings it
    paths     where the file is looked for untold
    included  what the file that its package brings includes
    tells     it hands SIGTERM on to the command that it starts; False where it does not, or ends its tasks itself
    shell_marks  characters without which it starts a command without a shell; "" where it always starts one
    """

    language: Language
    short: tuple[str, ...] = ()
    bare: bool = False
    untold: tuple[str, ...] = ()
    missing: str = ""
    packages: str = ""
    on_path: bool = False
    verbs: frozenset[str] = frozenset()
    keeps: bool = False
    reads: str = ""
    before: bool = False
    spelling: str = ""
    expands: bool = False
    section: str = ""
    folder: str = ""
    paths: tuple[str, ...] = ()
    included: tuple[str, ...] = ()
    tells: bool = False
    shell_marks: str = ""


IF_PRESENT = ("--if-present", "--workspaces", "-w", "-r", "--recursive", "--filter", "-F")
"""Options with which a script may be missing, or is looked for in other packages."""

_PROGRAMS = "node_modules/.bin"
_YARN = """
access add audit autoclean bin cache check config constraints create dedupe dlx exec explain generate-lock-entry
global help import info init install licenses link list login logout node npm outdated owner pack patch
patch-commit plugin policies prune publish rebuild remove run search set stage tag team unlink unplug up upgrade
upgrade-interactive version versions why workspace workspaces
"""
_PNPM = """
access add adduser approve-builds audit bin bugs c cache cat-file cat-index config create dedupe deploy deprecate
dist-tag dlx docs doctor edit env exec fetch find-hash get i ignored-builds import info init install install-test
it la licenses link list ll ln login logout ls multi outdated owner pack patch patch-commit patch-remove ping pkg
prefix profile prune publish rb rebuild recursive remove repo rm root run search self-update server set set-script
setup show star stars start store t team test token uninstall unlink unpublish unstar up update upgrade version
view whoami why
"""

_MAKE_MARKS = "#;\"*?[]&|<>(){}$`^~!='\\"
"""GNU make 4.4, job.c (`sh_chars_sh`)."""

TASK_RUNNERS: dict[str, TaskRunner] = {
    "npm": TaskRunner(
        SCRIPTS,
        short=("start", "test", "restart"),
        untold=("start", "restart"),
        missing='npm ERR! Missing script: "{}"',
        keeps=True,
        reads="npm_config_",
        before=True,
        tells=True,
    ),
    "yarn": TaskRunner(
        SCRIPTS, bare=True, missing='error Command "{}" not found.', packages=_PROGRAMS, verbs=frozenset(_YARN.split())
    ),
    "pnpm": TaskRunner(
        SCRIPTS,
        bare=True,
        before=True,
        missing='Command "{}" not found',
        packages=_PROGRAMS,
        on_path=True,
        verbs=frozenset(_PNPM.split()),
    ),
    "bun": TaskRunner(SCRIPTS, before=True),
    "honcho": TaskRunner(PROCFILE, paths=("Procfile",)),
    "foreman": TaskRunner(PROCFILE, paths=("Procfile",)),
    "supervisord": TaskRunner(
        SUPERVISOR,
        spelling="%(ENV_{})s",
        section="supervisord",
        folder="supervisor",
        paths=("supervisord.conf", "etc/supervisord.conf", "/etc/supervisord.conf", "/etc/supervisor/supervisord.conf"),
        included=("/etc/supervisor/conf.d/*.conf",),
    ),
    "make": TaskRunner(MAKEFILE, spelling="$${}", expands=True, tells=True, shell_marks=_MAKE_MARKS),
    "gmake": TaskRunner(MAKEFILE, spelling="$${}", expands=True, tells=True, shell_marks=_MAKE_MARKS),
}

MAKES = ("make", "gmake")
MAKE_FLAGS = (
    "-s",
    "-B",
    "-k",
    "-i",
    "-w",
    "--silent",
    "--quiet",
    "--keep-going",
    "--no-print-directory",
    "--always-make",
)
"""Options of make that change neither what is looked for nor where."""
UNFOLLOWED = (
    "include",
    "-include",
    "sinclude",
    "$",
    "define",
    "ifeq",
    "ifneq",
    "ifdef",
    "ifndef",
    "vpath",
    "VPATH",
    "MAKEFLAGS",
)
"""How lines of a Makefile begin after which targets may come from elsewhere, or only perhaps."""
_BUILT_IN = ".o .c .cc .C .cpp .p .f .F .m .r .s .S .mod .sh ,v"
BUILT_IN_ENDINGS = ("", *_BUILT_IN.split())
"""Ends of files of which GNU make 4.4 makes a target of the name before them, by its own rules."""
