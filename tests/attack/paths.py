"""Paths that lead out of the repository: a link, a `..` or an absolute path, in each place where one may be written."""

from __future__ import annotations

from tests.attack.runner import Attack

STUDIO = """\
FROM public.cr.seqera.io/platform/connect-client:0.15.0 AS connect
FROM ubuntu:24.04
COPY --from=connect /usr/bin/connect-client /usr/bin/connect-client
RUN /usr/bin/connect-client --install
COPY start.sh /start.sh
ENTRYPOINT ["/usr/bin/connect-client", "--entrypoint"]
CMD ["/bin/sh", "/start.sh"]
"""
CONFIG = """\
schemaVersion: "1.0"
kind: studio-config
session:
  name: attack
  template:
    kind: dockerfile
    dockerfile: "{dockerfile}"
  dependencies:
    condaEnvironmentFile: "{environment}"
"""
PLAIN = {
    ".seqera/studio-config.yaml": CONFIG.format(dockerfile="Dockerfile", environment="environment.yml"),
    ".seqera/Dockerfile": STUDIO,
    ".seqera/start.sh": "exec python3 -m http.server $CONNECT_TOOL_PORT\n",
    ".seqera/environment.yml": "channels:\n  - conda-forge\ndependencies:\n  - python=3.12\n",
}
COMMANDS = {
    "check": ("check", "."),
    "fix": ("check", "--fix", "--unsafe-fixes", "."),
    "hook": ("check", "--fix", "--detect", "--force-exclude", ".seqera/studio-config.yaml", ".seqera/Dockerfile"),
    "json": ("check", "--output-format", "json", "."),
    "files": ("files", "--explain"),
}

LINKED = {
    ".seqera/Dockerfile": "Dockerfile",
    ".seqera/studio-config.yaml": "secret.txt",
    ".seqera/environment.yml": "environment.yml",
    ".seqera/start.sh": "start.sh",
    ".seqera/.dockerignore": ".dockerignore",
    ".seqera/Dockerfile.dockerignore": ".dockerignore",
    ".dockerignore": ".dockerignore",
    ".gitignore": "secret.txt",
    ".seqera/.gitignore": "secret.txt",
    "studio-lint.toml": "secret.txt",
    ".studio-lint.toml": "secret.txt",
    "pyproject.toml": "secret.txt",
    "Dockerfile": "Dockerfile",
    "environment.yml": "environment.yml",
    ".git/index": "secret.txt",
    ".git/info/exclude": "secret.txt",
    ".git/config": "secret.txt",
}
"""Each file that the program may read by itself, and what a link in its place leads to."""

FOLDERS = {".seqera": "", "app": "", ".git/info": ""}
"""The same for folders."""


def _linked_files() -> list[Attack]:
    found = []
    for place, target in LINKED.items():
        files = {name: text for name, text in PLAIN.items() if name != place}
        for chain in (False, True):
            links = {place: f"{{outside}}/{target}"}
            if chain:
                # The last step is inside the repository, and the way there is not.
                steps = "../" * place.count("/")
                links = {place: f"{steps}way/step/{target}", "way/step": "{outside}"}
            for command, arguments in COMMANDS.items():
                status = (0, 1, 2) if "toml" in place else (0, 1)
                name = f"link-{place}{'-chain' if chain else ''}-{command}"
                slow = command in ("check", "json") or (chain and command == "files")
                found.append(Attack(name, files, links, arguments=arguments, status=status, is_slow=slow))
    return found


def _linked_folders() -> list[Attack]:
    found = []
    for place in FOLDERS:
        files = {name: text for name, text in PLAIN.items() if not name.startswith(f"{place}/")}
        files["Dockerfile"] = STUDIO.replace("COPY start.sh", "COPY app/start.sh")
        files["studio-lint.toml"] = 'dockerfiles = ["Dockerfile"]\n'
        for command, arguments in COMMANDS.items():
            found.append(Attack(f"folder-{place}-{command}", files, {place: "{outside}"}, arguments=arguments))
    return found


WAYS = {
    "parent": "../../outside/{file}",
    "parents": "../../../../../../../../../../{outside}/{file}",
    "absolute": "{outside}/{file}",
    "through-folder": "./app/../../../outside/{file}",
    "link": "app/{file}",
    "git": "../.git/config",
    "passwd": "/etc/passwd",
    "proc": "/proc/self/environ",
}


def _references() -> list[Attack]:
    """What the fields of a studio-config name."""
    found = []
    for field in ("dockerfile", "environment"):
        for way, path in WAYS.items():
            file = "Dockerfile" if field == "dockerfile" else "environment.yml"
            written = path.format(outside="/tmp/outside", file=file)
            other = {"dockerfile": "Dockerfile", "environment": "environment.yml"}
            config = CONFIG.format(**{**other, field: written})
            files = {**PLAIN, ".seqera/studio-config.yaml": config, ".git/config": "[canary-of-the-outside]\n"}
            for command, arguments in COMMANDS.items():
                # A condaEnvironmentFile does not count beside a Dockerfile; --fix corrects the path.
                named = field == "dockerfile" and command in ("check", "json") and way != "link"
                expected = ("SL604",) if named else ()
                found.append(
                    Attack(
                        f"reference-{field}-{way}-{command}",
                        files,
                        {".seqera/app": "{outside}"},
                        arguments=arguments,
                        expected=expected,
                        never=("root:", "PATH="),
                        is_slow=command in ("json", "files", "hook"),
                    )
                )
    return found


SETTINGS = {
    "build-context": 'build-context = "{path}"\n',
    "extend": 'extend = "{path}/secret.txt"\n',
    "extend-list": 'extend = ["studio-lint-base.toml", "{path}/secret.txt"]\n',
    "dockerfiles": 'dockerfiles = ["{path}/Dockerfile"]\n',
    "environments": 'environments = ["{path}/environment.yml"]\n',
    "exclude": 'exclude = ["!{path}/*"]\n',
}


def _settings() -> list[Attack]:
    found = []
    for key, line in SETTINGS.items():
        for way, path in {"parent": "../outside", "link": "app", "dotted": "app/../../outside"}.items():
            files = {**PLAIN, "studio-lint.toml": line.format(path=path), "studio-lint-base.toml": ""}
            for command, arguments in COMMANDS.items():
                name = f"settings-{key}-{way}-{command}"
                slow = command in ("check", "json", "files")
                links = {"app": "{outside}"}
                found.append(Attack(name, files, links, arguments=arguments, status=(0, 1, 2), is_slow=slow))
    return found


SOURCES = ("../outside/start.sh", "app/start.sh", "app/*.sh", "*/start.sh", "start", "../../outside/start.sh")
"""Of a COPY: what it brings is followed where it is started."""


def _copied() -> list[Attack]:
    found = []
    for source in SOURCES:
        dockerfile = STUDIO.replace("COPY start.sh", f"COPY {source}")
        files = {**PLAIN, ".seqera/Dockerfile": dockerfile}
        links = {".seqera/app": "{outside}", ".seqera/start": "{outside}/start.sh"}
        for command, arguments in COMMANDS.items():
            found.append(Attack(f"copy-{source.replace('/', '_')}-{command}", files, links, arguments=arguments))
    return found


OUTPUTS = ("report", "out/report", "out/deep/report")


def _outputs() -> list[Attack]:
    """Files that the user has the program write, where a stranger has put a link."""
    found = []
    for format in ("full", "json", "jsonl", "sarif", "gitlab", "junit", "checkstyle", "rdjson", "markdown", "github"):
        for place in OUTPUTS:
            links = {"report": "{outside}/secret.txt", "out": "{outside}"}
            arguments = ("check", "--output-format", f"{format}={place}", ".")
            found.append(Attack(f"output-{format}-{place}", PLAIN, links, arguments=arguments, status=(2,)))
    return found


def _git_files() -> list[Attack]:
    """A `.git` file that names a folder elsewhere, as that of a worktree does."""
    found = []
    for way in ("../outside", "../outside/worktrees/w", "../outside/.git/worktrees/w", "/tmp/outside", "/etc", "."):
        files = {f"sub/{name}": text for name, text in PLAIN.items()}
        files["sub/.git"] = f"gitdir: {way}\n"
        for command, arguments in COMMANDS.items():
            if command != "hook":
                name = f"git-file-{way.replace('/', '_')}-{command}"
                found.append(Attack(name, files, arguments=arguments))
    return found


ATTACKS = [
    *_linked_files(),
    *_linked_folders(),
    *_references(),
    *_settings(),
    *_copied(),
    *_outputs(),
    *_git_files(),
]
