"""Programs that serve a page: how each is told its port and host, and where it listens untold.

Each row says where it was read: "source" with the version whose code was read, or
"documentation". Rows were gone through in 2026-11. Where a default may come from a
file that is not at hand, it is left empty: not known.
"""

from __future__ import annotations

from studio_lint.record import Record

LOOPBACK = "127.0.0.1"
ANY = "0.0.0.0"


class Tool(Record):
    """One program.

    name         as people call it
    programs     names of its executables
    subcommands  the first word behind the program must be one of these; "" among
                 them: there need be none
    modules      names behind `python -m`
    port, host   flags; both `--flag value` and `--flag=value` are understood, and
                 for one letter `-p8080` too
    bind         flags whose value is `host:port`
    port_env, host_env
    position     the port is the first (1) word that is no flag; 0: it is none
    default_port "" where it is random, or not known
    default_host LOOPBACK, ANY or "" where it is not known
    config       flags that name a file of settings: behind one, defaults are not known
    values       flags that take a value, listed only for tools with a command
                 behind their own options: the first word that is none ends them
    host_fix     what to add so that it listens on all interfaces
    source       where this was read
    """

    name: str
    programs: tuple[str, ...]
    port: tuple[str, ...] = ()
    host: tuple[str, ...] = ()
    bind: tuple[str, ...] = ()
    subcommands: tuple[str, ...] = ()
    modules: tuple[str, ...] = ()
    port_env: tuple[str, ...] = ()
    host_env: tuple[str, ...] = ()
    position: int = 0
    default_port: str = ""
    default_host: str = ""
    config: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    host_fix: str = ""
    source: str = ""


_JUPYTER = Tool(
    "JupyterLab",
    ("jupyter-lab", "jupyter-labhub"),
    port=("--port", "--ServerApp.port", "--LabApp.port", "--NotebookApp.port"),
    host=("--ip", "--ServerApp.ip", "--LabApp.ip", "--NotebookApp.ip"),
    modules=("jupyterlab",),
    port_env=("JUPYTER_PORT",),
    host_env=("JUPYTER_IP",),
    default_port="8888",
    default_host=LOOPBACK,
    config=("--config", "--config-file"),
    host_fix="--ip=0.0.0.0",
    source="source: jupyter_server 2.21.1",
)

TOOLS: tuple[Tool, ...] = (
    _JUPYTER,
    _JUPYTER.replace(
        name="Jupyter",
        programs=("jupyter",),
        subcommands=("lab", "notebook", "server", "nbclassic"),
        modules=("jupyter",),
    ),
    _JUPYTER.replace(
        name="Jupyter Notebook",
        programs=("jupyter-notebook", "jupyter-server", "jupyter-nbclassic"),
        modules=("notebook", "jupyter_server", "nbclassic"),
    ),
    _JUPYTER.replace(
        name="Jupyter",
        programs=("start-notebook.sh", "start-notebook.py", "start-singleuser.sh", "start-singleuser.py"),
        modules=(),
        default_port="",
        default_host=ANY,
        source="documentation: jupyter/docker-stacks, 2026-11",
    ),
    Tool(
        "Voilà",
        ("voila",),
        port=("--port", "--Voila.port"),
        host=("--Voila.ip",),
        modules=("voila",),
        default_port="8866",
        default_host=LOOPBACK,
        config=("--config",),
        host_fix="--Voila.ip=0.0.0.0",
        source="source: voila 0.5",
    ),
    Tool(
        "Streamlit",
        ("streamlit",),
        port=("--server.port",),
        host=("--server.address",),
        subcommands=("run", "hello"),
        modules=("streamlit",),
        port_env=("STREAMLIT_SERVER_PORT",),
        host_env=("STREAMLIT_SERVER_ADDRESS",),
        default_port="8501",
        default_host=ANY,
        host_fix="--server.address=0.0.0.0",
        source="source: streamlit 1.51",
    ),
    Tool(
        "Gunicorn",
        ("gunicorn",),
        bind=("-b", "--bind"),
        modules=("gunicorn",),
        port_env=("PORT",),
        default_port="8000",
        default_host=LOOPBACK,
        config=("-c", "--config"),
        host_fix="--bind 0.0.0.0:$CONNECT_TOOL_PORT",
        source="source: gunicorn 23.0",
    ),
    Tool(
        "Uvicorn",
        ("uvicorn",),
        port=("--port",),
        host=("--host",),
        modules=("uvicorn",),
        port_env=("UVICORN_PORT",),
        host_env=("UVICORN_HOST",),
        default_port="8000",
        default_host=LOOPBACK,
        config=("--uds", "--fd"),
        host_fix="--host 0.0.0.0",
        source="source: uvicorn 0.54.0",
    ),
    Tool(
        "Hypercorn",
        ("hypercorn",),
        bind=("-b", "--bind"),
        modules=("hypercorn",),
        default_port="8000",
        default_host=LOOPBACK,
        config=("-c", "--config"),
        source="source: hypercorn 0.18.0",
    ),
    Tool(
        "Granian",
        ("granian",),
        port=("--port",),
        host=("--host",),
        modules=("granian",),
        port_env=("GRANIAN_PORT",),
        host_env=("GRANIAN_HOST",),
        default_port="8000",
        default_host=LOOPBACK,
        host_fix="--host 0.0.0.0",
        source="source: granian 2.8.7",
    ),
    Tool(
        "Daphne",
        ("daphne",),
        port=("-p", "--port"),
        host=("-b", "--bind"),
        modules=("daphne",),
        default_port="8000",
        default_host=LOOPBACK,
        config=("-e", "--endpoint", "-u", "--unix-socket", "--fd"),
        host_fix="--bind 0.0.0.0",
        source="source: daphne 4.2.3",
    ),
    Tool(
        "FastAPI",
        ("fastapi",),
        port=("--port",),
        host=("--host",),
        subcommands=("dev",),
        modules=("fastapi",),
        port_env=("PORT",),
        default_port="8000",
        default_host=LOOPBACK,
        host_fix="--host 0.0.0.0",
        source="source: fastapi-cli 0.0.34",
    ),
    Tool(
        "FastAPI",
        ("fastapi",),
        port=("--port",),
        host=("--host",),
        subcommands=("run",),
        modules=("fastapi",),
        port_env=("PORT",),
        default_port="8000",
        default_host=ANY,
        host_fix="--host 0.0.0.0",
        source="source: fastapi-cli 0.0.34",
    ),
    Tool(
        "Chainlit",
        ("chainlit",),
        port=("--port",),
        host=("--host",),
        subcommands=("run",),
        modules=("chainlit",),
        port_env=("CHAINLIT_PORT",),
        host_env=("CHAINLIT_HOST",),
        default_port="8000",
        default_host=LOOPBACK,
        host_fix="--host 0.0.0.0",
        source="source: chainlit 2.12.0",
    ),
    Tool(
        "Shiny for Python",
        ("shiny",),
        port=("-p", "--port"),
        host=("-h", "--host"),
        subcommands=("run",),
        modules=("shiny",),
        default_port="8000",
        default_host=LOOPBACK,
        host_fix="--host 0.0.0.0",
        source="source: shiny 1.8.0",
    ),
    Tool(
        "marimo",
        ("marimo",),
        port=("-p", "--port"),
        host=("--host",),
        subcommands=("edit", "run", "new", "tutorial"),
        modules=("marimo",),
        default_port="2718",
        default_host=LOOPBACK,
        host_fix="--host 0.0.0.0",
        source="source: marimo 0.17",
    ),
    Tool(
        "Panel",
        ("panel", "bokeh"),
        port=("--port",),
        host=("--address",),
        subcommands=("serve",),
        modules=("panel", "bokeh"),
        port_env=("BOKEH_PORT",),
        host_env=("BOKEH_ADDRESS",),
        default_port="5006",
        default_host=ANY,
        host_fix="--address 0.0.0.0",
        source="source: bokeh 3.8, panel 1.8",
    ),
    Tool(
        "MLflow",
        ("mlflow",),
        port=("-p", "--port"),
        host=("-h", "--host"),
        subcommands=("server", "ui"),
        modules=("mlflow",),
        port_env=("MLFLOW_PORT",),
        host_env=("MLFLOW_HOST",),
        default_port="5000",
        default_host=LOOPBACK,
        host_fix="--host 0.0.0.0",
        source="source: mlflow 3.18.0",
    ),
    Tool(
        "TensorBoard",
        ("tensorboard",),
        port=("--port",),
        host=("--host",),
        subcommands=("", "serve"),
        modules=("tensorboard.main", "tensorboard"),
        default_port="6006",
        default_host=LOOPBACK,
        config=("--bind_all",),
        host_fix="--bind_all",
        source="source: tensorboard 2.21.0",
    ),
    Tool(
        "cellxgene",
        ("cellxgene",),
        port=("-p", "--port"),
        host=("--host",),
        subcommands=("launch",),
        default_port="5005",
        default_host=LOOPBACK,
        config=("-c", "--config-file"),
        host_fix="--host 0.0.0.0",
        source="source: cellxgene 1.3.0",
    ),
    Tool(
        "Flask",
        ("flask",),
        port=("-p", "--port"),
        host=("-h", "--host"),
        subcommands=("run",),
        modules=("flask",),
        port_env=("FLASK_RUN_PORT",),
        host_env=("FLASK_RUN_HOST",),
        default_port="5000",
        default_host=LOOPBACK,
        host_fix="--host 0.0.0.0",
        source="source: flask 3.1",
    ),
    Tool(
        "Waitress",
        ("waitress-serve",),
        port=("--port",),
        host=("--host",),
        bind=("--listen",),
        modules=("waitress",),
        default_port="8080",
        default_host=ANY,
        config=("--unix-socket",),
        source="source: waitress 3.0",
    ),
    Tool(
        "Datasette",
        ("datasette",),
        port=("-p", "--port"),
        host=("-h", "--host"),
        subcommands=("serve", ""),
        modules=("datasette",),
        default_port="8001",
        default_host=LOOPBACK,
        config=("--uds", "-c", "--config"),
        host_fix="--host 0.0.0.0",
        source="source: datasette 0.65",
    ),
    Tool(
        "Python's http.server",
        (),
        host=("-b", "--bind"),
        modules=("http.server",),
        position=1,
        default_port="8000",
        default_host=ANY,
        source="source: Python 3.12",
    ),
    Tool(
        "code-server",
        ("code-server",),
        port=("--port",),
        host=("--host",),
        bind=("--bind-addr",),
        port_env=("PORT",),
        default_port="8080",
        default_host=LOOPBACK,
        config=("--config", "--socket"),
        host_fix="--host 0.0.0.0",
        source="source: code-server 4.104",
    ),
    Tool(
        "OpenVSCode Server",
        ("openvscode-server",),
        port=("--port",),
        host=("--host",),
        default_port="3000",
        default_host=LOOPBACK,
        config=("--socket-path",),
        host_fix="--host 0.0.0.0",
        source="documentation: gitpod-io/openvscode-server 1.105",
    ),
    Tool(
        "http-server",
        ("http-server",),
        port=("-p", "--port"),
        host=("-a",),
        port_env=("PORT",),
        default_port="8080",
        default_host=ANY,
        source="source: http-server 14.1.1",
    ),
    Tool(
        "serve",
        ("serve",),
        port=("-p",),
        bind=("-l", "--listen"),
        port_env=("PORT",),
        default_port="3000",
        default_host=ANY,
        config=("-c", "--config"),
        source="source: serve 14.2.7",
    ),
    Tool(
        "ttyd",
        ("ttyd",),
        port=("-p", "--port"),
        host=("-i", "--interface"),
        default_port="7681",
        default_host=ANY,
        values=(
            *("-p", "--port", "-i", "--interface", "-U", "--socket-owner", "-c", "--credential", "-H"),
            *("--auth-header", "-u", "--uid", "-g", "--gid", "-s", "--signal", "-w", "--cwd", "-I", "--index"),
            *("-b", "--base-path", "-P", "--ping-interval", "-f", "--srv-buf-size", "-C", "--ssl-cert", "-K"),
            *("--ssl-key", "-A", "--ssl-ca", "-T", "--terminal-type", "-t", "--client-option", "-m"),
            *("--max-clients", "-d", "--debug", "-e", "--Bell"),
        ),
        source="source: ttyd 1.7, src/server.c",
    ),
    Tool(
        "RStudio Server",
        ("rserver",),
        port=("--www-port",),
        host=("--www-address",),
        default_port="8787",
        default_host=ANY,
        config=("--config-file",),
        source="documentation: Posit, RStudio Server 2025.09",
    ),
    Tool(
        "Shiny Server",
        ("shiny-server",),
        default_port="3838",
        default_host=ANY,
        source="documentation: Posit, Shiny Server 1.5",
    ),
    Tool(
        "Quarto",
        ("quarto",),
        port=("-p", "--port"),
        host=("--host",),
        subcommands=("preview", "serve"),
        default_host=LOOPBACK,
        host_fix="--host 0.0.0.0",
        source="documentation: quarto.org, 1.8",
    ),
    Tool(
        "Rails",
        ("rails",),
        port=("-p", "--port"),
        host=("-b", "--binding"),
        subcommands=("server", "s"),
        port_env=("PORT",),
        host_env=("HOST", "BINDING"),
        default_host=LOOPBACK,
        host_fix="--binding 0.0.0.0",
        source="source: railties 6.1.7; the default port is that of config/puma.rb",
    ),
    Tool(
        "Puma",
        ("puma",),
        port=("-p", "--port"),
        port_env=("PORT",),
        default_host=ANY,
        config=("-C", "--config", "-b", "--bind"),
        source="source: puma 5.6.5; the default port is that of config/puma.rb",
    ),
    Tool(
        "websockify",
        ("websockify",),
        modules=("websockify",),
        source="source: websockify 0.10.0",
    ),
    Tool(
        "Xpra",
        ("xpra",),
        bind=("--bind-tcp", "--bind-ws", "--bind-ssl", "--bind-wss"),
        subcommands=("start", "start-desktop", "seamless", "desktop", "shadow", "start-shadow"),
        source="source: xpra 3.1.3",
    ),
    Tool(
        "nginx",
        ("nginx",),
        default_host=ANY,
        source="source: nginx 1.22.1; the port is that of its configuration",
    ),
)

# Calls of Python programs that begin to listen: the last part of the called name, the package that
# defines it (imported somewhere in the file), the names of the arguments, their positions (-1: none),
# the default port and host.


class Call(Record):
    """A call in a Python program that starts a server.

    `owner` is the package that must be imported; `port_at` and `host_at` are
    positions among the positional arguments, -1 where there is none.
    """

    owner: str
    name: str
    port: str = "port"
    host: str = "host"
    port_at: int = -1
    host_at: int = -1
    default_port: str = ""
    default_host: str = ""
    env: tuple[str, ...] = ()
    pair: bool = False


CALLS: tuple[Call, ...] = (
    Call("uvicorn", "run", default_port="8000", default_host=LOOPBACK),
    Call("flask", "run", port_at=1, host_at=0, default_port="5000", default_host=LOOPBACK),
    Call("flask_socketio", "run", port_at=2, host_at=1, default_port="5000", default_host=LOOPBACK),
    Call("dash", "run", default_port="8050", default_host=LOOPBACK, env=("PORT", "HOST")),
    Call("dash", "run_server", default_port="8050", default_host=LOOPBACK, env=("PORT", "HOST")),
    Call(
        "gradio",
        "launch",
        port="server_port",
        host="server_name",
        default_port="7860",
        default_host=LOOPBACK,
        env=("GRADIO_SERVER_PORT", "GRADIO_SERVER_NAME"),
    ),
    Call("nicegui", "run", default_port="8080", default_host=ANY),
    Call("waitress", "serve", default_port="8080", default_host=ANY),
    Call("bottle", "run", default_port="8080", default_host=LOOPBACK),
    Call("aiohttp", "run_app", default_port="8080", default_host=ANY),
    Call("panel", "serve", default_host=LOOPBACK),
    Call("tornado", "listen", port_at=0, host="address", host_at=1),
    Call("http", "HTTPServer", pair=True),
    Call("http", "ThreadingHTTPServer", pair=True),
    Call("socketserver", "TCPServer", pair=True),
    Call("socketserver", "ThreadingTCPServer", pair=True),
    Call("wsgiref", "make_server", port_at=1, host_at=0),
    Call("cherrypy", "quickstart"),
)

# What a start script does on its way: programs that listen nowhere.
_BUILTINS = (
    ": [ [[ ( true false test echo printf cd pwd export unset set shopt ulimit umask read local declare typeset "
    "readonly return exit shift getopts trap wait let break continue alias unalias builtin hash type activate"
)
_FILES = (
    "ls cat cp mv rm mkdir rmdir ln touch chmod chown chgrp install mktemp realpath readlink dirname basename tar gzip "
    "gunzip unzip zip rsync find stat df du mount umount diff cmp md5sum sha256sum sync tee"
)
_TEXT = (
    "cut tr sort uniq head tail wc grep egrep fgrep sed awk gawk mawk envsubst xargs bc jq yq base64 seq expr less more"
)
_SYSTEM = (
    "which command sleep date id whoami groups hostname uname kill pkill printenv env free nproc usermod useradd "
    "groupmod groupadd adduser addgroup passwd chpasswd sysctl logger locale locale-gen ldconfig openssl "
    "update-ca-certificates ssh-keygen ssh-add update-alternatives"
)
_PACKAGES = "apt-get apt yum dnf apk dpkg pip pip3 conda mamba micromamba curl wget git aws gsutil az nextflow"
HARMLESS = frozenset(" ".join((_BUILTINS, _FILES, _TEXT, _SYSTEM, _PACKAGES)).split())


# Flags with which a server's program does something else and ends; words that say so, of these tools.
_ERRAND_FLAGS = frozenset(
    ("--version", "--help", "-V", "--generate-config", "--show-config", "--paths", "--install-extension")
) | frozenset(("--uninstall-extension", "--list-extensions"))
_ERRAND_WORDS = frozenset(
    ("extension", "list", "stop", "password", "build", "clean", "path", "paths", "workspaces", "licenses")
) | frozenset(("install", "publish", "inspect", "plugins"))
_WITH_ERRANDS = ("Jupyter", "JupyterLab", "Jupyter Notebook", "Datasette")


def is_errand(tool: Tool, words: list[str]) -> bool:
    """Whether a server's program is called for something else (`code-server --install-extension x`)."""
    if any(word.partition("=")[0] in _ERRAND_FLAGS for word in words):
        return True
    if tool.name == "nginx":
        return "-t" in words or "-s" in words
    return tool.name in _WITH_ERRANDS and any(word in _ERRAND_WORDS for word in words[:2])


def find(program: str, words: list[str]) -> Tool | None:
    """The tool that a program is; `words` are the first ones behind it that are no flags."""
    return next((tool for tool in TOOLS if program in tool.programs and _fits(tool, words)), None)


def find_module(module: str, words: list[str]) -> Tool | None:
    """The tool that `python -m module` starts."""
    return next((tool for tool in TOOLS if module in tool.modules and _fits(tool, words)), None)


def is_program(name: str) -> bool:
    """Whether a program is one of the tools, whatever it is asked to do."""
    return any(name in tool.programs for tool in TOOLS)


def _fits(tool: Tool, words: list[str]) -> bool:
    return not tool.subcommands or "" in tool.subcommands or any(word in tool.subcommands for word in words)
