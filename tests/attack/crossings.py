"""Ways out of the repository other than a link or a `..`: what git, BuildKit and servers follow."""

from __future__ import annotations

from tests.attack.paths import COMMANDS, CONFIG, PLAIN, STUDIO
from tests.attack.runner import CANARY, Attack

FIX = COMMANDS["fix"]
OUT = "../outside"
CANARY_GIT = f"[core]\n\tworktree = ../outside\n[include]\n\tpath = ../outside/secret.txt\n# {CANARY}\n"

SPELLED = {
    "proc-root": "/proc/self/root/etc/passwd",
    "proc-cwd": "/proc/self/cwd/../outside/Dockerfile",
    "proc-fd": "/proc/self/fd/0",
    "dev-fd": "/dev/fd/0",
    "dev-zero": "/dev/zero",
    "dev-stdin": "/dev/stdin",
    "slashes": "//..//..//outside//Dockerfile",
    "two-slashes": "//etc//passwd",
    "dots-after-link": "way/../secret.txt",
    "link-twice": "way/../outside/Dockerfile",
    "backslash": "..\\\\..\\\\outside\\\\Dockerfile",
    "full-width-dots": "\uff0e\uff0e/\uff0e\uff0e/outside/Dockerfile",
    "one-dot-leader": "\u2024\u2024/\u2024\u2024/outside/Dockerfile",
    "division-slash": "..\u2215..\u2215outside\u2215Dockerfile",
    "nul": "Dockerfile\\0/../../../outside/Dockerfile",
    "escaped-dots": "\\x2e\\x2e/\\x2e\\x2e/outside/Dockerfile",
    "encoded": "%2e%2e/%2e%2e/outside/Dockerfile",
    "home": "~/../outside/Dockerfile",
    "variable": "$HOME/../outside/Dockerfile",
    "file-url": "file:///etc/passwd",
    "long-name": "a" * 300 + "/../../../outside/Dockerfile",
    "long-path": "./" * 3_000 + "../../outside/Dockerfile",
    "deep": "x/" * 200 + "../" * 202 + "outside/Dockerfile",
    "dot-folder": ".././../outside/./Dockerfile",
    "trailing": "../../outside/Dockerfile/.",
    "blank": " ../../outside/Dockerfile ",
    "line-end": "../../outside/Dockerfile\\n",
    "git-upper": "../.GIT/config",
    "git-short": "../GIT~1/config",
    "git-joiner": "../.g\u200cit/config",
    "git-inside": "../.git/../.git/config",
}
"""How a studio-config may write a path."""

BROUGHT = {
    "from-context": "COPY --from=../outside secret.txt /start.sh",
    "from-dots": "COPY --from=.. outside/start.sh /start.sh",
    "bind-parent": "RUN --mount=type=bind,source=../outside,target=/m sh /m/start.sh",
    "bind-absolute": "RUN --mount=type=bind,source=/etc,target=/m cat /m/passwd && sh /m/passwd",
    "bind-from": "RUN --mount=type=bind,from=../outside,target=/m sh /m/start.sh",
    "bind-link": "RUN --mount=type=bind,source=way,target=/m sh /m/start.sh",
    "secret": "RUN --mount=type=secret,id=x,source=../outside/secret.txt,target=/start.sh true",
    "heredoc-name": "COPY <<../../outside/secret.txt /start.sh\n. /start.sh\n../../outside/secret.txt",
    "heredoc-target": "COPY <<E ../../../../outside/start.sh\necho\nE",
    "add-parent": "ADD ../outside/start.sh /start.sh",
    "add-file-url": "ADD file:///etc/passwd /start.sh",
    "add-git": "ADD git@../outside:x.git /start.sh",
    "brackets": "COPY [.][.]/outside/start.sh /start.sh",
    "question-marks": "COPY ??/outside/start.sh /start.sh",
    "parents-flag": "COPY --parents ./way/./start.sh /",
    "exclude-flag": "COPY --exclude=../outside/* way/ /",
    "array": 'COPY ["way/start.sh", "/start.sh"]',
    "variable": "ARG UP=..\nCOPY $UP/outside/start.sh /start.sh",
    "dots-after-link": "COPY way/../secret.txt /start.sh",
    "proc": "COPY /proc/self/root/etc/passwd /start.sh",
    "long": f"COPY {'a' * 5_000}/../../outside/start.sh /start.sh",
    "cased": "COPY WAY/START.SH /start.sh",
}
"""Instructions that bring a file from elsewhere to where it is started."""

START = {
    "source": ". ../../outside/start.sh",
    "source-absolute": "source /proc/self/root/etc/profile",
    "source-link": ". ./way/start.sh",
    "source-variable": 'D=..; . "$D/../outside/start.sh"',
    "bash-env": "BASH_ENV=../../outside/start.sh bash -c true",
    "here": "bash < ../../outside/start.sh",
    "exec": "exec bash way/start.sh",
    "supervisord": "exec supervisord -c /app/supervisord.conf",
    "nginx": "exec nginx -c /app/nginx.conf",
    "caddy": "exec caddy run --config /app/Caddyfile",
    "make": "cd /app && exec make serve",
    "npm": "cd /app && exec npm start",
    "gunicorn": "cd /app && exec gunicorn -c gunicorn.conf.py app:app",
    "streamlit": "cd /app && exec streamlit run app.py",
    "python": "exec python /app/way/start.sh",
}
"""What a start script goes on to."""

LED = {
    "supervisord.conf": "[include]\nfiles = ../../outside/* way/*\n[program:x]\ncommand=sh way/start.sh\n",
    "nginx.conf": "include ../../outside/*;\ninclude /app/way/secret.txt;\nhttp { include /etc/passwd; }\n",
    "Caddyfile": "import ../../outside/*\nimport way/secret.txt\n:8080 {\n  root * /etc\n}\n",
    "Makefile": "include ../../outside/secret.txt\n-include way/secret.txt\nserve:\n\tsh way/start.sh\n",
    "package.json": '{"scripts": {"start": "sh ../../outside/start.sh", "prestart": ". way/start.sh"}}\n',
    "gunicorn.conf.py": "exec(open('../../outside/secret.txt').read())\nbind = open('way/secret.txt').read()\n",
    "app.py": "from way import secret\n",
    "requirements.txt": "-r ../../outside/secret.txt\n-c way/secret.txt\n-e ../../outside\n--find-links /etc\n",
    "environment.yml": "dependencies:\n  - pip:\n    - -r ../../outside/secret.txt\n    - -e ../../outside\n",
}
"""Files that name others."""

SETTINGS = {
    "per-file": '[per-file-ignores]\n"../outside/*" = ["SL101"]\n"/etc/**" = ["SL101"]\n',
    "per-file-link": '[per-file-ignores]\n"way/**" = ["SL101"]\n',
    "exclude": 'exclude = ["../**", "/", "!/etc/passwd", "!way/secret.txt"]\n',
    "extend-long": f'extend = "{"x/" * 2_000}{"../" * 2_001}outside/secret.txt"\n',
    "extend-proc": 'extend = "/proc/self/environ"\n',
    "extend-device": 'extend = "/dev/zero"\n',
    "extend-git": 'extend = ".git/config"\n',
    "context-proc": 'build-context = "/proc/self/root"\n',
    "context-dots": 'build-context = "way/.."\n',
    "globs": 'dockerfiles = ["../*/Dockerfile", "way/*", "**/../../outside/Dockerfile"]\n',
}

GIT = {
    "alternates": {".git/objects/info/alternates": "../../../outside\n/etc\n"},
    "commondir": {".git/commondir": "../../outside\n"},
    "config": {".git/config": CANARY_GIT},
    "modules": {".gitmodules": '[submodule "x"]\n\tpath = ../outside\n\turl = ../outside\n'},
    "submodule": {"sub/.git": "gitdir: ../.git/modules/../../../outside\n", "sub/Dockerfile": STUDIO},
    "excludes": {".git/config": "[core]\n\texcludesFile = ../outside/secret.txt\n"},
    "attributes": {".gitattributes": "* filter=x\n", ".git/info/attributes": "* filter=../outside\n"},
    "nested": {"sub/.git/HEAD": "x", "sub/.seqera/studio-config.yaml": CONFIG.format(
        dockerfile="../../../outside/Dockerfile", environment="../../.git/config")},
    "reftable": {".git/HEAD": "ref: ../../outside/secret.txt\n"},
    "gitfile-chain": {"sub/.git": "gitdir: ../two\n", "two": "gitdir: ../outside\n", "sub/Dockerfile": STUDIO},
    "gitfile-nul": {"sub/.git": "gitdir: ../out\0side\n", "sub/Dockerfile": STUDIO},
    "gitfile-long": {"sub/.git": f"gitdir: {'../' * 5_000}etc\n", "sub/Dockerfile": STUDIO},
}  # fmt: skip
"""What the files of git may say of places elsewhere."""

ALIASES = {
    "alias": "x: &x ../../outside/Dockerfile\n" + CONFIG.format(dockerfile="D", environment="e").replace('"D"', "*x"),
    "merge": "x: &x {dockerfile: ../../outside/Dockerfile}\nsession:\n  template: {<<: *x, kind: dockerfile}\n",
    "recursive": "session: &s\n  template: *s\n  dockerfile: *s\n",
    "tag": "session:\n  template:\n    dockerfile: !!python/object/apply:os.system ['touch ../outside/x']\n",
    "include": "session:\n  template: !include ../../outside/Dockerfile\n",
    "binary": "session:\n  template:\n    dockerfile: !!binary Li4vLi4vb3V0c2lkZS9Eb2NrZXJmaWxl\n",
}
LINKS = {".seqera/way": "{outside}", "way": "{outside}", "app/way": "{outside}"}


def _attacks() -> list[Attack]:
    found = []

    def add(name: str, files: dict[str, str], arguments: tuple[str, ...] = FIX) -> None:
        kept = {**PLAIN, **files}
        found.append(Attack(name, kept, LINKS, arguments=arguments, never=("root:x:", "PATH="), status=(0, 1, 2)))

    for key, path in SPELLED.items():
        config = CONFIG.format(dockerfile=path, environment=path)
        add(f"crossing-path-{key}", {".seqera/studio-config.yaml": config, ".git/config": CANARY_GIT})
    for key, line in BROUGHT.items():
        add(f"crossing-brought-{key}", {".seqera/Dockerfile": STUDIO.replace("COPY start.sh /start.sh", line)})
    app = {f".seqera/app/{name}": text for name, text in LED.items()}
    for key, line in START.items():
        brought = STUDIO.replace("COPY start.sh", "COPY app /app\nWORKDIR /app\nCOPY start.sh")
        add(f"crossing-start-{key}", {**app, ".seqera/Dockerfile": brought, ".seqera/start.sh": line + "\n"})
    for name, text in LED.items():
        installs = "FROM python:3.12\nCOPY . /app\nWORKDIR /app\nRUN pip install -r requirements.txt && make serve\n"
        add(f"crossing-led-{name}", {name: text, "Dockerfile": "# studio-lint: studio\n" + installs})
    for key, text in SETTINGS.items():
        add(f"crossing-settings-{key}", {"studio-lint.toml": text, ".git/config": CANARY_GIT})
    for key, files in GIT.items():
        add(f"crossing-git-{key}", files)
    for key, text in ALIASES.items():
        add(f"crossing-yaml-{key}", {".seqera/studio-config.yaml": text})
    return found


ATTACKS = _attacks()
