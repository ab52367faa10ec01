"""What interpreters and servers print when a session starts and they cannot read their source or settings.

Sources: bash, dash, Python, Node.js, nginx, Apache, Caddy, gunicorn, uvicorn, Flask and npm, started 2026-11-29.
"""

from __future__ import annotations

from studio_lint.facts.failures.signature import Signature

REFUSED: tuple[Signature, ...] = (
    Signature(
        kind="permission",
        needs="PermissionError: [Errno 13]",
        line=r"PermissionError: \[Errno 13\] Permission denied: ['\"](?P<name>/[^'\"]{1,300})",
        where="T Z S",
        message="the user of the session has no permission to open `{name}`",
        help="give it to that user, such as with `COPY --chown`, or use a folder of that user",
        on="start",
        since="2026-11-29",
    ),
    Signature(
        kind="shell-syntax",
        needs="yntax error",
        line=(
            r"(?:^|\s)(?P<file>[^\s:]{1,200}): (?:-c: )?(?:line )?(?P<at>\d{1,6}): "
            r"(?P<what>[Ss]yntax error(?:: \"(?P<name>[^\"]{1,40})\" unexpected)?.{0,120})"
        ),
        where="T I2",
        message="the shell cannot parse this: {what}; the session never starts",
        help="correct the syntax: `bash -n FILE` shows where it fails",
        on="start",
        rules=("SL213",),
    ),
    Signature(
        kind="shell-syntax",
        needs="unexpected EOF while looking for",
        line=(
            r"(?:^|\s)(?P<file>[^\s:]{1,200}): (?:-c: )?(?:line )?(?P<at>\d{1,6}): "
            r"(?P<what>unexpected EOF(?:.{1,30} .(?P<name>[^\s])')?.{0,120})"
        ),
        where="T I2",
        message="the shell cannot parse this: {what}; the session never starts",
        help="close it: `bash -n FILE` shows where it fails",
        on="start",
        rules=("SL213",),
    ),
    *(
        Signature(
            kind="code-syntax",
            needs=needs,
            line=r"^(?:\w{0,20}Error): (?P<what>.{1,160})",
            where="T I2",
            message="this source cannot be parsed: {what}; the session never starts",
            help="correct this line, or the one above it",
            on="start",
            unless=("JSON.parse",),
            rules=("-",),
        )
        for needs in ("SyntaxError: ", "IndentationError: ", "TabError: ")
    ),
    Signature(
        kind="settings-refused",
        needs='host not found in "$',
        line=(
            r'host not found in "(?P<name>\$[^"]{1,200})"'
            r"(?: of the .{1,40} directive)? in (?P<file>/[^\s:]{1,200}):(?P<at>\d{1,6})$"
        ),
        where="T Z I2",
        message="nginx does not expand `{name}`; the session never starts",
        help="write the settings when the session starts: `envsubst '$CONNECT_TOOL_PORT'`",
        on="start",
        rules=("SL403", "SL401"),
    ),
    Signature(
        kind="settings-refused",
        needs='invalid port in "',
        line=(
            r'invalid port in "(?P<name>[^"]{0,200}\$[^"]{1,200})"'
            r"(?: of the .{1,40} directive)? in (?P<file>/[^\s:]{1,200}):(?P<at>\d{1,6})$"
        ),
        where="T Z I2",
        message="nginx does not expand `{name}`; the session never starts",
        help="write the settings when the session starts: `envsubst '$CONNECT_TOOL_PORT'`",
        on="start",
        rules=("SL403", "SL401"),
    ),
    Signature(
        kind="settings-refused",
        needs='host not found in upstream "',
        line=(
            r'host not found in upstream "(?P<name>[A-Za-z][\w.:-]{0,200})"'
            r"(?: of the .{1,40} directive)? in (?P<file>/[^\s:]{1,200}):(?P<at>\d{1,6})$"
        ),
        where="T Z I2",
        message="nginx does not find the host `{name}`; the session never starts",
        help="use `127.0.0.1` as the host of a program in the same container",
        on="start",
        rules=("-",),
    ),
    Signature(
        kind="settings-refused",
        needs="[emerg]",
        line=(
            r'\[emerg\] (?:\d{1,10}#\d{1,10}: )?(?P<what>[^"\n]{0,80}(?:"(?P<name>[^"]{1,200})")?[^\n(]{0,200}?)'
            r"(?: \([^\n]{0,300})?(?: in (?P<file>/[^\s:]{1,200}):(?P<at>\d{1,6}))?$"
        ),
        unless=("ddress already in use",),
        where="T Z I2",
        message="nginx rejects its configuration: {what}; the session never starts",
        help="correct the line: `nginx -t` shows whether it is accepted",
        on="start",
        rules=("-",),
    ),
    Signature(
        kind="settings-refused",
        needs="Syntax error on line",
        line=r"Syntax error on line (?P<at>\d{1,6}) of (?P<file>/[^\s:]{1,200})",
        where="T I2",
        message="the server rejects this line of its configuration; the session never starts",
        help="correct the line",
        on="start",
        rules=("-",),
    ),
    Signature(
        kind="settings-refused",
        needs="Caddyfile:",
        line=r"(?P<file>[^\s:]{0,200}Caddyfile):(?P<at>\d{1,6})(?::| - )\s?(?P<what>.{1,160})",
        where="T I2",
        message="Caddy rejects this line: {what}; the session never starts",
        help="correct the line: `caddy validate` shows whether it is accepted",
        on="start",
        rules=("-",),
    ),
    Signature(
        kind="start-app-missing",
        needs="Cannot find module '.",
        line=r"Cannot find module '(?P<name>\.{1,2}/[^']{0,200})'",
        where="T W S",
        message="`{name}` is not in the image",
        help="copy it into the image, or correct the path",
        on="start",
        rules=("SL413",),
    ),
    Signature(
        kind="start-module-missing",
        needs="Cannot find module '",
        line=r"Cannot find module '(?P<name>[^'./][^']{0,120})'",
        where="T W",
        message="Node.js has no module `{name}` in this image; the session never starts",
        help="add it to package.json, and install it in a RUN",
        on="start",
    ),
    Signature(
        kind="start-module-missing",
        needs="Cannot find package '",
        line=r"Cannot find package '(?P<name>[^'./][^']{0,120})'",
        where="T W",
        message="Node.js has no module `{name}` in this image; the session never starts",
        help="add it to package.json, and install it in a RUN",
        on="start",
    ),
    Signature(
        kind="start-app-missing",
        needs="Failed to find attribute '",
        line=r"attribute '(?P<name>[\w.]{1,120})' in '(?P<host>[\w.]{1,120})'",
        where="W S",
        message="module `{host}` has no `{name}`; the session never starts",
        help="use the name that the application has in `{host}`",
        on="start",
        rules=("-",),
    ),
    Signature(
        kind="start-app-missing",
        needs="Error loading ASGI app. Attribute",
        line=r'Attribute "(?P<name>[\w.]{1,120})" not found in module "(?P<host>[\w.]{1,120})"',
        where="W S",
        message="module `{host}` has no `{name}`; the session never starts",
        help="use the name that the application has in `{host}`",
        on="start",
        rules=("-",),
    ),
    Signature(
        kind="start-app-missing",
        needs="Could not locate a Flask application",
        line=r"",
        where="S",
        message="Flask does not find the application",
        help="copy it into the image and name it with `--app`",
        on="start",
        rules=("SL413",),
    ),
    Signature(
        kind="npm-file-missing",
        needs="Missing script:",
        line=r'Missing script: ["\'](?P<name>[\w:.-]{1,120})',
        where="W S",
        message="package.json has no script `{name}`; the session never starts",
        help="add the script to package.json, or start one that it has",
        on="start",
        rules=("SL413",),
    ),
    Signature(
        kind="start-app-missing",
        needs=": cd: ",
        line=r"(?:^|\s)(?P<file>[^\s:]{1,200}): (?:line )?(?P<at>\d{1,6}): cd: (?P<name>[^\s:]{1,200}): No such file",
        where="T W I2",
        message="folder `{name}` is not in the image",
        help="create it in the Dockerfile, or correct the path",
        on="start",
        rules=("-",),
    ),
    Signature(
        kind="start-app-missing",
        needs="can't cd to",
        line=r"(?:^|\s)(?P<file>[^\s:]{1,200}): (?:line )?(?P<at>\d{1,6}): cd: can't cd to (?P<name>[^\s:]{1,200})",
        where="T W I2",
        message="folder `{name}` is not in the image",
        help="create it in the Dockerfile, or correct the path",
        on="start",
        rules=("-",),
    ),
    Signature(
        kind="start-app-missing",
        needs=" does not exist",
        line=(
            r"(?:^|[\s:'\"])(?P<name>[\w./-]{1,200}\.(?:py|R|r|js|ipynb|Rmd|qmd|html|json|toml|ya?ml|conf|db))['\"]? "
            "does not exist"
        ),
        where="P S",
        message="`{name}` is not in the image",
        help="copy it into the image and start it by its full path",
        on="start",
        rules=("SL413",),
    ),
    Signature(
        kind="start-app-missing",
        needs="neither a file nor a directory: '",
        line=r"directory: '(?P<name>[^']{1,200})'",
        where="P S",
        message="`{name}` is not in the image",
        help="copy it into the image and start it by its full path",
        on="start",
        rules=("SL413",),
    ),
)
