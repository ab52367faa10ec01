"""Programs that serve a page: how each is told its port and host, and where it listens untold.

Each row says where it was read: "source" with the version whose code was read, or
"documentation". Rows were gone through in 2026-11. Where a default may come from a
file that is not at hand, it is left empty: not known.
"""

from __future__ import annotations

from studio_lint.base.record import Record

LOOPBACK = "127.0.0.1"
ANY = "0.0.0.0"


class Tool(Record):
    """One program.

    name         as people call it
    programs     names of its executables; with the folder where the name alone says little
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
    values       flags that take a value, listed for tools with a command behind
                 their own options (the first word that is none ends them), and
                 for those whose port is a word of its own
    host_fix     what to add so that it listens on all interfaces
    interfaces   its host may also be the name of an interface (`lo`, `eth0`)
    glued        a flag's value stands behind a `=` alone
    plain        its settings give the port behind `listen`, and fill in no variables
    settings     where these lie, if that is always the same
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
    interfaces: bool = False
    glued: bool = False
    plain: bool = False
    settings: str = ""
    source: str = ""


def _row(
    name: str,
    programs: str,
    *,
    sub: str = "",
    modules: str = "",
    port: str = "",
    host: str = "",
    bind: str = "",
    position: int = 0,
    port_env: str = "",
    host_env: str = "",
    own_port: str = "",
    own_host: str = "",
    config: str = "",
    values: str = "",
    host_fix: str = "",
    interfaces: bool = False,
    glued: bool = False,
    plain: bool = False,
    settings: str = "",
    source: str,
) -> Tool:
    """A row, its lists written as words; "-" among the subcommands says that there need be none."""
    return Tool(
        name,
        tuple(programs.split()),
        tuple(port.split()),
        tuple(host.split()),
        tuple(bind.split()),
        tuple("" if word == "-" else word for word in sub.split()),
        tuple(modules.split()),
        tuple(port_env.split()),
        tuple(host_env.split()),
        position,
        own_port,
        own_host,
        tuple(config.split()),
        tuple(values.split()),
        host_fix,
        interfaces,
        glued,
        plain,
        settings,
        source,
    )


# fmt: off
TOOLS: tuple[Tool, ...] = (
    _row(
        "JupyterLab", "jupyter-lab jupyter-labhub", modules="jupyterlab",
        port="--port --ServerApp.port --LabApp.port --NotebookApp.port",
        host="--ip --ServerApp.ip --LabApp.ip --NotebookApp.ip", port_env="JUPYTER_PORT",
        own_port="8888", own_host=LOOPBACK, config="--config --config-file", host_fix="--ip=0.0.0.0",
        source="source: jupyter_server 2.21.1",
    ),
    _row(
        "Jupyter", "jupyter", sub="lab notebook server nbclassic", modules="jupyter",
        port="--port --ServerApp.port --LabApp.port --NotebookApp.port",
        host="--ip --ServerApp.ip --LabApp.ip --NotebookApp.ip", port_env="JUPYTER_PORT",
        own_port="8888", own_host=LOOPBACK, config="--config --config-file", host_fix="--ip=0.0.0.0",
        source="source: jupyter_server 2.21.1",
    ),
    _row(
        "Jupyter Notebook", "jupyter-notebook jupyter-server jupyter-nbclassic",
        modules="notebook jupyter_server nbclassic", port="--port --ServerApp.port --LabApp.port --NotebookApp.port",
        host="--ip --ServerApp.ip --LabApp.ip --NotebookApp.ip", port_env="JUPYTER_PORT",
        own_port="8888", own_host=LOOPBACK, config="--config --config-file", host_fix="--ip=0.0.0.0",
        source="source: jupyter_server 2.21.1",
    ),
    _row(
        "Jupyter", "start-notebook.sh start-notebook.py start-singleuser.sh start-singleuser.py",
        port="--port --ServerApp.port --LabApp.port --NotebookApp.port",
        host="--ip --ServerApp.ip --LabApp.ip --NotebookApp.ip", port_env="JUPYTER_PORT",
        own_host=ANY, config="--config --config-file", host_fix="--ip=0.0.0.0",
        source="documentation: jupyter/docker-stacks, 2026-11",
    ),
    _row(
        "Voilà", "voila", modules="voila", port="--port --Voila.port", host="--Voila.ip", own_port="8866",
        own_host=LOOPBACK, config="--config", host_fix="--Voila.ip=0.0.0.0", source="source: voila 0.5.13",
    ),
    _row(
        "Streamlit", "streamlit", sub="run hello", modules="streamlit", port="--server.port",
        host="--server.address", port_env="STREAMLIT_SERVER_PORT", host_env="STREAMLIT_SERVER_ADDRESS",
        own_port="8501", own_host=ANY, host_fix="--server.address=0.0.0.0", source="source: streamlit 1.67.0",
    ),
    _row(
        "Gunicorn", "gunicorn", modules="gunicorn", bind="-b --bind", port_env="PORT", own_port="8000",
        own_host=LOOPBACK, config="-c --config", host_fix="--bind 0.0.0.0:$CONNECT_TOOL_PORT",
        source="source: gunicorn 27.0.1",
    ),
    _row(
        "Uvicorn", "uvicorn", modules="uvicorn", port="--port", host="--host", port_env="UVICORN_PORT",
        host_env="UVICORN_HOST", own_port="8000", own_host=LOOPBACK, config="--uds --fd", host_fix="--host 0.0.0.0",
        source="source: uvicorn 0.54.0",
    ),
    _row(
        "Hypercorn", "hypercorn", modules="hypercorn", bind="-b --bind", own_port="8000", own_host=LOOPBACK,
        config="-c --config", source="source: hypercorn 0.18.0",
    ),
    _row(
        "Granian", "granian", modules="granian", port="--port", host="--host", port_env="GRANIAN_PORT",
        host_env="GRANIAN_HOST", own_port="8000", own_host=LOOPBACK, host_fix="--host 0.0.0.0",
        source="source: granian 2.8.7",
    ),
    _row(
        "Daphne", "daphne", modules="daphne", port="-p --port", host="-b --bind", own_port="8000", own_host=LOOPBACK,
        config="-e --endpoint -u --unix-socket --fd", host_fix="--bind 0.0.0.0", source="source: daphne 4.2.3",
    ),
    _row(
        "FastAPI", "fastapi", sub="dev", modules="fastapi", port="--port", host="--host", port_env="PORT",
        own_port="8000", own_host=LOOPBACK, host_fix="--host 0.0.0.0", source="source: fastapi-cli 0.0.34",
    ),
    _row(
        "FastAPI", "fastapi", sub="run", modules="fastapi", port="--port", host="--host", port_env="PORT",
        own_port="8000", own_host=ANY, host_fix="--host 0.0.0.0", source="source: fastapi-cli 0.0.34",
    ),
    _row(
        "Chainlit", "chainlit", sub="run", modules="chainlit", port="--port", host="--host",
        port_env="CHAINLIT_PORT", host_env="CHAINLIT_HOST", own_port="8000", own_host=LOOPBACK,
        host_fix="--host 0.0.0.0", source="source: chainlit 2.12.0",
    ),
    _row(
        "Shiny for Python", "shiny", sub="run", modules="shiny", port="-p --port", host="-h --host", own_port="8000",
        own_host=LOOPBACK, host_fix="--host 0.0.0.0", source="source: shiny 1.8.0",
    ),
    _row(
        "marimo", "marimo", sub="edit run new tutorial", modules="marimo", port="-p --port", host="--host",
        own_port="2718", own_host=LOOPBACK, host_fix="--host 0.0.0.0", source="source: marimo 0.25.2",
    ),
    _row(
        "Panel", "panel", sub="serve", modules="panel", port="--port", host="--address",
        own_port="5006", own_host=ANY, host_fix="--address 0.0.0.0", source="source: panel 1.9.4",
    ),
    _row(
        "Bokeh", "bokeh", sub="serve", modules="bokeh", port="--port", host="--address",
        own_port="5006", own_host=ANY, host_fix="--address 0.0.0.0", source="source: bokeh 3.9.2",
    ),
    _row(
        "Solara", "solara", sub="run", modules="solara", port="--port", host="--host", port_env="PORT",
        host_env="HOST SOLARA_HOST", own_port="8765", own_host=LOOPBACK, host_fix="--host 0.0.0.0",
        source="source: widgetti/solara, solara/__main__.py, 2026-11",
    ),
    _row(
        "MLflow", "mlflow", sub="server ui", modules="mlflow", port="-p --port", host="-h --host",
        port_env="MLFLOW_PORT", host_env="MLFLOW_HOST", own_port="5000", own_host=LOOPBACK,
        host_fix="--host 0.0.0.0", source="source: mlflow 3.18.0",
    ),
    _row(
        "TensorBoard", "tensorboard", sub="- serve", modules="tensorboard.main tensorboard", port="--port",
        host="--host", own_port="6006", own_host=LOOPBACK, config="--bind_all", host_fix="--bind_all",
        source="source: tensorboard 2.21.0",
    ),
    _row(
        "cellxgene", "cellxgene", sub="launch", port="-p --port", host="--host", own_port="5005", own_host=LOOPBACK,
        config="-c --config-file", host_fix="--host 0.0.0.0", source="source: cellxgene 1.3.0",
    ),
    _row(
        "Flask", "flask", sub="run", modules="flask", port="-p --port", host="-h --host", port_env="FLASK_RUN_PORT",
        host_env="FLASK_RUN_HOST", own_port="5000", own_host=LOOPBACK, host_fix="--host 0.0.0.0",
        source="source: flask 3.1",
    ),
    _row(
        "Waitress", "waitress-serve", modules="waitress", port="--port", host="--host", bind="--listen",
        own_port="8080", own_host=ANY, config="--unix-socket", source="source: waitress 3.0.2",
    ),
    _row(
        "Datasette", "datasette", sub="serve -", modules="datasette", port="-p --port", host="-h --host",
        own_port="8001", own_host=LOOPBACK, config="--uds -c --config", host_fix="--host 0.0.0.0",
        source="source: datasette 0.65.5",
    ),
    _row(
        "Python's http.server", "", modules="http.server", host="-b --bind", position=1, own_port="8000",
        own_host=ANY, source="source: Python 3.12",
    ),
    _row(
        "code-server", "code-server", port="--port", host="--host", bind="--bind-addr", port_env="PORT",
        own_port="8080", own_host=LOOPBACK, config="--config --socket", host_fix="--host 0.0.0.0",
        source="source: code-server 4.104",
    ),
    _row(
        "OpenVSCode Server", "openvscode-server", port="--port", host="--host", own_port="3000", own_host=LOOPBACK,
        config="--socket-path", host_fix="--host 0.0.0.0", source="documentation: gitpod-io/openvscode-server 1.105",
    ),
    _row(
        "http-server", "http-server", port="-p --port", host="-a", port_env="PORT", own_port="8080", own_host=ANY,
        source="source: http-server 14.1.1",
    ),
    _row(
        "serve", "serve", port="-p", bind="-l --listen", port_env="PORT", own_port="3000", own_host=ANY,
        config="-c --config", source="source: serve 14.2.7",
    ),
    _row(
        "ttyd", "ttyd", port="-p --port", host="-i --interface", own_port="7681", own_host=ANY,
        values=(
            "-p --port -i --interface -U --socket-owner -c --credential -H --auth-header -u --uid -g --gid -s "
            "--signal -w --cwd -I --index -b --base-path -P --ping-interval -f --srv-buf-size -C --ssl-cert "
            "-K --ssl-key -A --ssl-ca -T --terminal-type -t --client-option -m --max-clients -d --debug -e "
            "--Bell"
        ),
        interfaces=True,
        source="source: ttyd 1.7, src/server.c; names of interfaces: tsl0922/ttyd, issue 177",
    ),
    _row(
        "RStudio Server", "rserver", port="--www-port", host="--www-address", own_port="8787", own_host=ANY,
        config="--config-file", source="source: rstudio/rstudio, server-options.json; its guide, 2026-11",
    ),
    _row(
        "Shiny Server", "shiny-server shiny-server.sh", own_port="3838", own_host=ANY, plain=True,
        settings="/etc/shiny-server/shiny-server.conf",
        source="documentation: Posit, Shiny Server 1.5; shiny-server.sh is the script of rocker/shiny that starts it",
    ),
    _row(
        "Quarto", "quarto", sub="preview serve", port="-p --port", host="--host", own_host=LOOPBACK,
        host_fix="--host 0.0.0.0", source="source: quarto-dev/quarto-cli, commands preview and serve, 2026-11",
    ),
    _row(
        "Rails", "rails", sub="server s", port="-p --port", host="-b --binding", port_env="PORT",
        host_env="HOST BINDING", own_host=LOOPBACK, host_fix="--binding 0.0.0.0",
        source="source: railties 6.1.7; the default port is that of config/puma.rb",
    ),
    _row(
        "Puma", "puma", port="-p --port", port_env="PORT", own_host=ANY, config="-C --config -b --bind",
        source="source: puma 5.6.5; the default port is that of config/puma.rb",
    ),
    _row(
        "Prefect", "prefect", sub="server", modules="prefect", port="--port", host="--host",
        port_env="PREFECT_SERVER_API_PORT", host_env="PREFECT_SERVER_API_HOST", own_port="4200", own_host=LOOPBACK,
        host_fix="--host 0.0.0.0", source="documentation: docs.prefect.io, self-hosted server, 2026-11",
    ),
    _row(
        "OpenCode", "opencode", sub="serve web", port="--port", host="--hostname",
        source="documentation: opencode.ai/docs, 2026-11; default port and host may come from its config",
    ),
    _row(
        "Node-RED", "node-red", port="-p --port", config="-s --settings -D --define",
        source="documentation: node-red 4.1, command line; default port and host are those of settings.js",
    ),
    _row(
        "websockify", "websockify", modules="websockify", position=1, own_host=ANY,
        config="--unix-listen --inetd",
        values="--record --cert --key --key-password --ssl-version --ssl-ciphers --unix-listen --unix-listen-mode "
        "--unix-target --web --wrap-mode --token-plugin --token-source --auth-plugin --auth-source "
        "--heartbeat --timeout --idle-timeout --log-file --syslog --target-config",
        source="source: websockify 0.10.0",
    ),
    _row(
        "noVNC", "novnc_proxy utils/launch.sh", bind="--listen", own_port="6080", own_host=ANY,
        source="source: noVNC 1.6, utils/novnc_proxy; up to 1.2, in Debian 11 and Ubuntu 22.04, utils/launch.sh",
    ),
    _row(
        "Xpra", "xpra", sub="start start-desktop seamless desktop shadow start-shadow",
        bind="--bind-tcp --bind-ws --bind-ssl --bind-wss", source="source: xpra 3.1.3",
    ),
    _row(
        "Next.js", "next", sub="start dev", port="-p --port", host="-H --hostname", port_env="PORT", own_port="3000",
        own_host=ANY, source="documentation: nextjs.org, command line, 2026-11",
    ),
    _row(
        "Vite", "vite", sub="- preview dev serve", port="--port", host="--host", own_host=LOOPBACK,
        host_fix="--host 0.0.0.0", source="documentation: vite.dev, 2026-11; the port may come from vite.config.js",
    ),
    _row(
        "java", "java", port="-Dserver.port --server.port", port_env="SERVER_PORT", glued=True,
        source="documentation: Spring Boot 3.5, server.port; other programs keep to other names",
    ),
    _row(
        "PHP's server", "php", bind="-S", source="documentation: php.net, built-in web server, 2026-11",
    ),
    _row(
        "Caddy", "caddy", sub="run", own_host=ANY,
        source="documentation: caddyserver.com, 2.10; the port is that of its Caddyfile",
    ),
    _row(
        "Caddy", "caddy", sub="file-server", bind="-l --listen", own_port="80", own_host=ANY, config="-d --domain",
        source="documentation: caddyserver.com, 2.10",
    ),
    _row(
        "nginx", "nginx", own_host=ANY, plain=True,
        source="source: nginx 1.22.1; the port is that of its configuration",
    ),
)
# fmt: on

# Flags with which a server's program does something else and ends; words that say so, of these tools.
_ERRAND_FLAGS = frozenset(
    ("--version", "--help", "-V", "--generate-config", "--show-config", "--paths", "--install-extension")
) | frozenset(("--uninstall-extension", "--list-extensions", "--check-config", "--print-config", "--help-all"))
_ERRAND_FLAGS |= {"--verify-installation", "--test-config", "--inspect"}
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


def find(path: str, words: list[str]) -> Tool | None:
    """The tool that a program is; `words` are the first ones behind it that are no flags."""
    folder, _, name = path.rpartition("/")
    names = (name, f"{folder.rpartition('/')[2]}/{name}")
    found = (tool for tool in TOOLS if any(one in tool.programs for one in names))
    return next((tool for tool in found if _fits(tool, words)), None)


def find_module(module: str, words: list[str]) -> Tool | None:
    """The tool that `python -m module` starts."""
    return next((tool for tool in TOOLS if module in tool.modules and _fits(tool, words)), None)


def is_program(name: str) -> bool:
    """Whether a program is one of the tools, whatever it is asked to do."""
    return any(name in tool.programs for tool in TOOLS)


def _fits(tool: Tool, words: list[str]) -> bool:
    return not tool.subcommands or "" in tool.subcommands or any(word in tool.subcommands for word in words)
