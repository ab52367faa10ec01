"""Calls that start a server in Python.

Read in the packages' sources (2026-11): uvicorn 0.54, flask 3.1, dash 3, gradio 6.31, nicegui 3, waitress 3.0,
aiohttp 3.13, panel 1.8, tornado 6.5, and Python 3.12 itself. Each was run with the port as text (2026-11): http.server,
socketserver, wsgiref, gradio, panel and sanic reject it; the others listen. Run with SIGTERM ignored (2026-11),
uvicorn, hypercorn, aiohttp and cherrypy set a handler of their own; http.server, socketserver, wsgiref, flask, dash,
bottle, waitress and tornado go on.
"""

from __future__ import annotations

from studio_lint.base.record import Record

LOOPBACK = "127.0.0.1"
ANY = "0.0.0.0"


class Call(Record):
    """A call in a Python program that starts a server.

    owner     the package that must be imported
    port_at, host_at  positions among the positional arguments, -1 where there is none
    env       variables that it reads: of the port, and of the host
    pair      host and port are one argument, of two values
    bare      it counts without its package before it too (`from bottle import run`)
    of_module only the package itself has it, no object of the package
    number    a port that is text ends it with a TypeError
    goes_on   it comes back at once, and the program ends unless it goes on by itself: how it does so, `{}` for what the
              call gives
    keeps     a handler for SIGTERM that the program has set stays in force; False: it sets its own, or not known
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
    bare: bool = True
    of_module: bool = False
    number: bool = False
    goes_on: str = ""
    keeps: bool = False

    @property
    def title(self) -> str:
        """As the package is called in a message."""
        return "http.server" if self.owner == "http" else self.owner


_LOOP = "tornado.ioloop.IOLoop.current().start()"

_GOING_ON = """
serve_forever handle_request service_actions run run_forever run_until_complete run_sync start IOLoop ioloop asyncio
sleep join wait pause acquire result input select poll spawn fork execv execvp Popen call check_call system
"""
GOING_ON = frozenset(_GOING_ON.split())
"""Names of what may keep a program going, or serve, whatever they belong to (Python 3.11, tornado 6.5)."""

STARTING = ("run", "serve", "launch", "main")
"""Words of a short program that may start a server, whatever package it is from."""

_CONFIGURING = (
    "add add_api_route add_argument add_command add_event_handler add_exception_handler add_middleware add_page "
    "add_route add_routes add_url_rule append basicConfig configure connect create_all extend filterwarnings "
    "from_mapping from_object from_prefixed_env from_pyfile include include_router info debug warning init_app insert "
    "load_dotenv makedirs mkdir mount register register_blueprint set set_page_config setdefault setLevel "
    "simplefilter update CORS"
)
CONFIGURING = frozenset(_CONFIGURING.split())
"""Names of calls that set something up and come back, whatever package they are from (flask 3.1, fastapi 0.115)."""

QUIET_MODULES = frozenset(
    ["logging", "random", "warnings", "locale", "sys", "time", "math", "json", "gc", "faulthandler"]
)
"""Modules of Python's own whose functions come back and run nothing that they are given."""

QUIET_BUILTINS = frozenset(("print", "setattr", "delattr", "input", "len", "str", "int", "float", "sorted", "hasattr"))
"""Functions of Python's own that come back."""

CALLS: tuple[Call, ...] = (
    Call("uvicorn", "run", default_port="8000", default_host=LOOPBACK, of_module=True),
    Call("flask", "run", port_at=1, host_at=0, default_port="5000", default_host=LOOPBACK, bare=False, keeps=True),
    Call("flask_socketio", "run", port_at=2, host_at=1, default_port="5000", default_host=LOOPBACK, bare=False),
    Call("dash", "run", default_port="8050", default_host=LOOPBACK, env=("PORT", "HOST"), bare=False, keeps=True),
    Call("dash", "run_server", default_port="8050", default_host=LOOPBACK, env=("PORT", "HOST"), keeps=True),
    Call(
        "gradio",
        "launch",
        port="server_port",
        host="server_name",
        default_port="7860",
        default_host=LOOPBACK,
        env=("GRADIO_SERVER_PORT", "GRADIO_SERVER_NAME"),
        number=True,
    ),
    Call("nicegui", "run", default_port="8080", default_host=ANY, bare=False),
    Call("waitress", "serve", default_port="8080", default_host=ANY, keeps=True),
    Call("bottle", "run", default_port="8080", default_host=LOOPBACK, keeps=True),
    Call("aiohttp", "run_app", default_port="8080", default_host=ANY),
    Call("panel", "serve", default_host=ANY, number=True),
    Call("tornado", "listen", port_at=0, host="address", host_at=1, goes_on=_LOOP, keeps=True),
    Call("http", "HTTPServer", pair=True, number=True, goes_on="{}.serve_forever()", keeps=True),
    Call("http", "ThreadingHTTPServer", pair=True, number=True, goes_on="{}.serve_forever()", keeps=True),
    Call("socketserver", "TCPServer", pair=True, number=True, goes_on="{}.serve_forever()", keeps=True),
    Call("socketserver", "ThreadingTCPServer", pair=True, number=True, goes_on="{}.serve_forever()", keeps=True),
    Call("wsgiref", "make_server", port_at=1, host_at=0, number=True, goes_on="{}.serve_forever()", keeps=True),
    Call("asyncio", "start_server", port_at=2, host_at=1, of_module=True),
    Call("cherrypy", "quickstart"),
    Call("sanic", "run", port_at=1, host_at=0, default_port="8000", default_host=LOOPBACK, number=True),
    Call("quart", "run", port_at=1, host_at=0, default_port="5000", default_host=LOOPBACK),
    Call("shiny", "run_app", port_at=2, host_at=1, default_port="8000", default_host=LOOPBACK),
    Call("hypercorn", "serve"),
    Call("taipy", "run", default_port="5000", default_host=LOOPBACK, bare=False),
)
