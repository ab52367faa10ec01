"""Images with servers, editors, desktops and tools, and Seqera's own images.

Sources: the publishers' Dockerfiles (2026-08): nginx, httpd, caddy, linuxserver, coder, gitpod, astral-sh/uv,
prefix-dev/pixi, apache/superset, node-red; Seqera's: docs.seqera.io (2026-08).
"""

from __future__ import annotations

from studio_lint.facts.bases.base import Family, OwnStart, PortLine, Row

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_APK = (("packager", "apk"), ("sh", "busybox"))
_NGINX_LOST = "the templates of /etc/nginx/templates are not filled in"
_NGINX: dict[str, Any] = {
    "entrypoint": ("/docker-entrypoint.sh",),
    "cmd": ("nginx", "-g", "daemon off;"),
    "env": (("NGINX_VERSION", None),),
    "lost": _NGINX_LOST,
    "own": OwnStart(
        "/docker-entrypoint.sh",
        hooks=("/etc/nginx/templates", "/docker-entrypoint.d"),
        reads="fills in /etc/nginx/templates and runs /docker-entrypoint.d",
        instead="/docker-entrypoint.sh nginx -g 'daemon off;'",
    ),
    "users": "nginx",
}
# default.conf of the packages at nginx.org, httpd.conf of httpd 2.4 (2026-08).
_NGINX_LINE = PortLine("/etc/nginx/conf.d/default.conf", "listen  *80", "listen {}")
_HTTPD_LINE = PortLine("/usr/local/apache2/conf/httpd.conf", "^Listen 80", "Listen {}")
_S6 = "/init (s6-overlay 3) starts every service and has to be process 1"
_DESKTOP: dict[str, Any] = {
    "entrypoint": ("/init",),
    "env": (("HOME", "/config"), ("DISPLAY", ":1")),
    "path": None,
    "users": "abc",
    "port": 3000,
    "first": True,
    "lost": _S6,
    "own": OwnStart(
        "/init",
        hooks=("/custom-cont-init.d", "/custom-services.d", "/etc/cont-init.d", "/etc/services.d", "/etc/s6-overlay"),
        reads="runs the scripts of /custom-cont-init.d and the services",
    ),
}
_STUDIO: dict[str, Any] = {
    "lists_empty": None,
    "sh": None,
    "folder": None,
    "path": None,
    "lost": "the tool's own start command",
}


def _linuxserver(name: str) -> tuple[str, ...]:
    return tuple(f"{host}/linuxserver/{name}" for host in ("lscr.io", "ghcr.io", "docker.io"))


def _studio(tool: str, adds: str) -> Family:
    names = (f"public.cr.seqera.io/platform/data-studio-{tool}", f"cr.seqera.io/public/data-studio-{tool}")
    return Family(names, "none", (Row(adds=adds, closed=False),), **_STUDIO)


FAMILIES = (
    Family(
        ("docker.io/library/nginx",),
        "nginx",
        (
            Row("", "trixie", "curl envsubst nginx openssl", unknown="gpg"),
            Row("", "bookworm", "curl envsubst nginx openssl", unknown="gpg"),
            Row("alpine", "", "curl envsubst nginx sh ash", unknown="openssl", changes=_APK),
            Row("alpine-slim", "", "envsubst nginx sh ash", unknown="openssl", changes=_APK),
            Row("", "", "sh bash envsubst nginx curl", closed=False),
        ),
        port=80,
        port_line=_NGINX_LINE,
        **_NGINX,
    ),
    Family(
        tuple(
            f"{host}/nginx-unprivileged"
            for host in ("docker.io/nginxinc", "ghcr.io/nginx", "quay.io/nginx", "public.ecr.aws/nginx")
        ),
        "nginx",
        (
            Row("", "trixie", "curl envsubst nginx openssl", unknown="adduser addgroup gpg"),
            Row("", "", "sh bash envsubst nginx curl", closed=False),
        ),
        user="101",
        port=8080,
        **_NGINX,
    ),
    Family(
        ("docker.io/library/httpd",),
        "httpd",
        (
            Row("", "trixie", "ab apachectl htpasswd httpd httpd-foreground openssl", unknown="adduser addgroup"),
            Row("alpine", "", "sh ash httpd httpd-foreground", unknown="bash perl openssl", changes=_APK),
            Row("", "", "sh httpd", closed=False),
        ),
        folder="/usr/local/apache2",
        cmd=("httpd-foreground",),
        env=(("HTTPD_PREFIX", "/usr/local/apache2"),),
        path=("/usr/local/apache2/bin",),
        port=80,
        port_line=_HTTPD_LINE,
    ),
    Family(
        ("docker.io/library/caddy",),
        "none",
        (Row("*", "", "caddy sh ash", unknown="curl openssl", system="alpine"),),
        packager="apk",
        sh="busybox",
        folder="/srv",
        cmd=("caddy", "run", "--config", "/etc/caddy/Caddyfile", "--adapter", "caddyfile"),
        env=(("XDG_CONFIG_HOME", "/config"), ("XDG_DATA_HOME", "/data"), ("CADDY_VERSION", None)),
        port=80,
    ),
    Family(
        _linuxserver("baseimage-kasmvnc"),
        "none",
        (
            Row(
                "",
                "jammy",
                "curl file gpg jq locale-gen nginx node openssl python3 ssh sudo",
                unknown="wget npm npx gcc make unzip bzip2 xz envsubst vim nano less",
            ),
            Row("*", "", "sh bash curl nginx jq", closed=False, changes=(("packager", None), ("sh", None))),
        ),
        **_DESKTOP,
    ),
    Family(
        _linuxserver("baseimage-selkies"),
        "none",
        (Row("*", "", "sh bash curl nginx jq", closed=False, changes=(("packager", None), ("sh", None))),),
        **_DESKTOP,
    ),
    Family(
        _linuxserver("webtop"),
        "none",
        (Row("*", "", "sh bash curl", closed=False, changes=(("packager", None), ("sh", None))),),
        **_DESKTOP,
    ),
    Family(
        _linuxserver("code-server"),
        "none",
        (Row("*", "", "sh bash curl git jq nano sudo", closed=False),),
        **{**_DESKTOP, "port": 8443, "env": (("HOME", "/config"),)},
    ),
    Family(
        _linuxserver(""),
        "none",
        (Row("*", "", "sh", closed=False),),
        packager=None,
        sh=None,
        **{**_DESKTOP, "port": None, "env": ()},
    ),
    Family(
        ("docker.io/codercom/code-server", "ghcr.io/coder/code-server"),
        "code-server",
        (
            Row(
                "",
                "trixie",
                "addgroup adduser code-server curl dumb-init git kill less locale-gen nano openssl pgrep ps ssh sudo"
                " wget zsh",
                unknown="python3 unzip bzip2 xz vim file gpg",
            ),
            Row("*", "", "sh bash code-server curl git sudo", closed=False),
        ),
        user="1000",
        folder="/home/coder",
        entrypoint=("/usr/bin/entrypoint.sh", "--bind-addr", "0.0.0.0:8080", "."),
        env=(("LANG", "en_US.UTF-8"), ("USER", "coder")),
        users="coder",
        port=8080,
        lost="the address that it listens on",
        own=OwnStart(
            "/usr/bin/entrypoint.sh",
            ("/usr/bin/code-server",),
            passes=True,
            hooks=("/home/coder/entrypoint.d",),
            reads="runs the scripts of entrypoint.d",
            instead="code-server --bind-addr 0.0.0.0:$CONNECT_TOOL_PORT --auth none",
        ),
    ),
    Family(
        ("docker.io/gitpod/openvscode-server",),
        "openvscode",
        (Row("*", "", "sh bash curl git gpg openssl sudo wget", closed=False),),
        user="openvscode-server",
        folder="/home/workspace",
        entrypoint=(
            "/bin/sh",
            "-c",
            'exec ${OPENVSCODE_SERVER_ROOT}/bin/openvscode-server --host 0.0.0.0 --without-connection-token "${@}"',
            "--",
        ),
        env=(("HOME", "/home/workspace"), ("OPENVSCODE_SERVER_ROOT", "/home/.openvscode-server"), ("EDITOR", "code")),
        users="openvscode-server",
        port=3000,
        lost="the server itself",
    ),
    Family(
        ("ghcr.io/astral-sh/uv",),
        "uv",
        (
            Row("python-slim", "trixie", "addgroup adduser openssl pip pip3 python python3 uv uvx"),
            Row("*", "trixie", "sh bash uv uvx", closed=False),
            Row("*", "", "", closed=False, changes=(("packager", None), ("sh", None), ("lists_empty", None))),
        ),
        own_python=True,
    ),
    Family(
        ("ghcr.io/prefix-dev/pixi",),
        "pixi",
        (Row("*", "", "sh bash pixi", closed=False),),
        cmd=("bash",),
        path=("/root/.pixi/bin",),
    ),
    Family(
        ("docker.io/apache/superset",),
        "none",
        (Row("*", "", "sh bash", closed=False),),
        user="superset",
        folder="/app",
        cmd=("/usr/bin/run-server.sh",),
        env=(("SUPERSET_PORT", "8088"), ("SUPERSET_HOME", "/app/superset_home"), ("PYTHONPATH", "/app/pythonpath")),
        path=None,
        own_python=True,
        users="superset",
        port=8088,
    ),
    Family(
        ("docker.io/bitnami/", "docker.io/bitnamilegacy/"),
        "none",
        (Row("*", "", "", closed=False),),
        packager=None,
        sh=None,
        user="1001",
        path=None,
    ),
    Family(
        ("docker.io/nodered/node-red",),
        "node-red",
        (Row("*", "", "sh node npm", closed=False, changes=(("packager", None), ("sh", None))),),
        lists_empty=None,
        user="node-red",
        folder="/usr/src/node-red",
        entrypoint=("./entrypoint.sh",),
        path=None,
        users="node-red",
        port=1880,
        lost="the user directory /data and the forwarding of signals",
    ),
    _studio("jupyter", "sh python pip jupyter"),
    _studio("ride", "sh R Rscript"),
    _studio("vscode", "sh bash git"),
    _studio("xpra", "sh"),
    Family(
        ("public.cr.seqera.io/platform/connect-client", "cr.seqera.io/public/connect-client"),
        "none",
        (Row("*", "", "", closed=False),),
        packager=None,
        lists_empty=None,
        sh=None,
        user=None,
        folder=None,
        path=None,
    ),
    Family(
        ("ghcr.io/nextflow-io/training",),
        "none",
        (Row("*", "", "sh bash curl wget git python3 java sudo less", closed=False),),
        lists_empty=None,
        sh=None,
        user=None,
        folder=None,
        path=None,
    ),
)
