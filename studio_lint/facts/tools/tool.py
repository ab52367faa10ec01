"""What is known about a program that serves a page: each entry says how the program gets its port."""

from __future__ import annotations

from studio_lint.base.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    SettingsLanguage = Literal[
        "nginx", "caddy", "ini", "toml", "yaml", "json", "python", "dotenv", "apache", "lighttpd", "haproxy", "program"
    ]
    OnUnknown = Literal["", "refused", "ignored"]

LOOPBACK = "127.0.0.1"
ANY = "0.0.0.0"

REFUSED: OnUnknown = "refused"
"""An option that the tool does not have ends it."""
IGNORED: OnUnknown = "ignored"
"""It goes on, as if the option were not there."""

FLAG = "flag"
BIND = "bind"
VARIABLE = "variable"
FILE = "file"
USUAL = (FLAG, BIND, VARIABLE, FILE)
"""Where a port comes from, the strongest first, in most tools."""
FILE_FIRST = (FLAG, BIND, FILE, VARIABLE)

NGINX: SettingsLanguage = "nginx"
CADDY: SettingsLanguage = "caddy"
INI: SettingsLanguage = "ini"
TOML: SettingsLanguage = "toml"
YAML: SettingsLanguage = "yaml"
JSON: SettingsLanguage = "json"
PYTHON: SettingsLanguage = "python"
DOTENV: SettingsLanguage = "dotenv"
APACHE: SettingsLanguage = "apache"
LIGHTTPD: SettingsLanguage = "lighttpd"
HAPROXY: SettingsLanguage = "haproxy"
PROGRAM: SettingsLanguage = "program"
"""Languages of settings; PROGRAM is one that is not read (JavaScript, Ruby, XML): a port may be in it."""


class SettingsFile(Record):
    """A file that may give a tool its port.

    language  one of the constants above
    port      the key of the port, or of an address with a port in it
    host      the key of the host
    section   of both; "" for none
    flags     options whose value is the path of the file
    paths     where it is looked for untold: absolute, below `~`, or from the working directory
    folders   in each of which each of the paths is looked for; () for none
    folder    a folder below which any file may be one of them ("nginx"); "" for none
    spelling  how a variable of the environment is written in it ("${{{}}}"), "" where none is filled in
    late      how a spelling begins that it fills in after it has read the addresses; "" for none
    root      the key that allows a start as root
    pages     a folder below `folder` that holds pages, and no settings
    included  what its main files include where they are not at hand; from their folder, or absolute
    links     files of its folder that the package links to, each with its link
    """

    language: SettingsLanguage
    port: str = ""
    host: str = ""
    section: str = ""
    flags: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()
    folder: str = ""
    spelling: str = ""
    late: str = ""
    root: str = ""
    pages: str = ""
    included: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()

    @property
    def places(self) -> tuple[str, ...]:
        """Every path at which it is looked for untold."""
        return tuple(f"{one}/{path}" for one in self.folders for path in self.paths) if self.folders else self.paths


class Background(Record):
    """How a tool goes into the background.

    always   by itself, unless one of `front` is there; else only with one of `flags`
    flags    options that send it there
    front    options and words that keep it in the foreground; of two words where a space is in it
    setting  the line of its settings that keeps it in the foreground ("daemon off")
    fix      what to add to the command; "" where the flag has to go
    root     only where root starts it
    joined   flags of one letter may be written together (`-ds`)
    """

    always: bool = False
    flags: tuple[str, ...] = ()
    front: tuple[str, ...] = ()
    setting: str = ""
    fix: str = ""
    root: bool = False
    joined: bool = False


class Tool(Record):
    """One program.

    name         as people call it
    programs     names of its executables; with the folder where the name alone says little
    subcommands  the first word after the program must be one of these; "" among
                 them: there need be none
    modules      names after `python -m`
    port, host   flags; both `--flag value` and `--flag=value` are understood, and
                 for one letter `-p8080` too
    bind         flags whose value is `host:port`
    forms        what such a value may be, of "port", ":port", "host:port", "tcp:port",
                 "tcp://host:port"; () where it is not known
    port_env, host_env  variables that it reads
    words_env    variables whose words are read as if they were on the command line
    order        where its port comes from, the strongest first: FLAG, BIND, VARIABLE, FILE
    position     the port is the first (1) word that is no flag; 0: it is none
    default_port "" where it is random, or not known
    default_host LOOPBACK, ANY or "" where it is not known
    config       flags after which defaults are not known, as other settings hold
    values       flags that take a value, listed for tools with a command after
                 their own options (the first word that is none ends them), and
                 for those whose port is a word of its own
    other        options that look like a port's or a host's and are not
    ahead        options that it reads only before its subcommand, and refuses after it
    unknown      what an option does that it does not have: REFUSED, IGNORED, "" not known
    host_fix     what to add so that it listens on all interfaces
    interfaces   its host may also be the name of an interface (`lo`, `eth0`)
    glued        a flag's value is glued to it by `=`; `apart`: it never is
    cluster      flags of one letter may be written together (`-fp 80`)
    early        options after the first word that is none are not the tool's
    settings     files that it reads
    fronts       it passes requests on to other programs, which keep ports of their own
    generic      it runs any program: known only by the port that it is given
    runs         the language of the program that it starts, named by a word with that ending
    background   how it goes into the background; None: it does not
    parents      of its programs those that are scripts, start it as a child, and tell it nothing
    root_option  without it, it refuses to be started by root; "" where it does not
    errands      flags, and first words, with which it does something else and ends
    needs        it ends where no word names the application: what such a word looks like; "" where it has its own
    folders      options that name a folder in which it looks for the application
    required     options whose value is a file: where it is not there, the tool ends
    apps         options whose value names the application (`main:app`): where it is not there, the tool ends
    apps_env     variables that name it where no option does
    app          it is given the file that it runs as a word of its own
    images       parts of the names of images whose own settings may give it a host
    serves       False: it starts other programs, which listen
    web          False: it does not speak HTTP, so a browser cannot use it
    source       where this was read
    """

    name: str
    programs: tuple[str, ...]
    port: tuple[str, ...] = ()
    host: tuple[str, ...] = ()
    bind: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    subcommands: tuple[str, ...] = ()
    modules: tuple[str, ...] = ()
    port_env: tuple[str, ...] = ()
    host_env: tuple[str, ...] = ()
    words_env: tuple[str, ...] = ()
    order: tuple[str, ...] = USUAL
    position: int = 0
    default_port: str = ""
    default_host: str = ""
    config: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    other: tuple[str, ...] = ()
    ahead: tuple[str, ...] = ()
    unknown: OnUnknown = ""
    host_fix: str = ""
    interfaces: bool = False
    glued: bool = False
    cluster: bool = False
    apart: bool = False
    early: bool = False
    settings: tuple[SettingsFile, ...] = ()
    fronts: bool = False
    generic: bool = False
    runs: str = ""
    background: Background | None = None
    parents: tuple[str, ...] = ()
    root_option: str = ""
    errands: tuple[str, ...] = ()
    app: bool = False
    needs: str = ""
    folders: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    apps: tuple[str, ...] = ()
    apps_env: tuple[str, ...] = ()
    images: tuple[str, ...] = ()
    serves: bool = True
    web: bool = True
    source: str = ""

    @property
    def measured(self) -> bool:
        """Whether it was run: then it is known which variables and files it reads, and that it reads no others."""
        return self.source.startswith("run: ")

    @property
    def language(self) -> str:
        """The language of its settings; "" where it has none that are read."""
        return next((one.language for one in self.settings if one.language != PROGRAM), "")


_LIST_FIELDS = (
    "programs port host bind forms modules port_env host_env words_env config values other errands subcommands "
    "images parents ahead folders required apps apps_env"
)
_LISTS = frozenset(_LIST_FIELDS.split())


def tool(name: str, programs: str, *, sub: str = "", **fields: object) -> Tool:
    """An entry, its lists written as words; "-" among the subcommands says that there need be none."""
    given: dict[str, object] = {"name": name, "programs": programs, "subcommands": sub, **fields}
    for key in _LISTS & given.keys():
        given[key] = tuple("" if word == "-" and key == "subcommands" else word for word in str(given[key]).split())
    return Tool(**given)  # type: ignore[arg-type]


def file(
    language: SettingsLanguage,
    *paths: str,
    flags: str = "",
    folders: str = "",
    included: str = "",
    links: tuple[tuple[str, str], ...] = (),
    **fields: str,
) -> SettingsFile:
    """A file of settings; `flags`, `folders` and `included` are written as words."""
    return SettingsFile(
        language,
        paths=paths,
        flags=tuple(flags.split()),
        folders=tuple(folders.split()),
        included=tuple(included.split()),
        links=links,
        **fields,
    )
