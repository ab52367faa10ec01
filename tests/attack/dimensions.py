"""Inputs that grow in one dimension each: `DIMENSIONS[name](n)` is a repository with `n` of that thing.

Each list-like part of each format that is read has its row. What is read must
take time in proportion to `n`, or end at a limit of docs/limits.md.
"""

from __future__ import annotations

from collections.abc import Callable

Files = dict[str, str]
Made = Callable[[int], Files]

FROM = "# studio-lint: studio\nFROM ubuntu:24.04\n"
STUDIO = """\
FROM public.cr.seqera.io/platform/connect-client:0.15.0 AS connect
FROM ubuntu:24.04
COPY --from=connect /usr/bin/connect-client /usr/bin/connect-client
RUN /usr/bin/connect-client --install
COPY start.sh /start.sh
ENTRYPOINT ["/usr/bin/connect-client", "--entrypoint"]
CMD ["/bin/bash", "/start.sh"]
"""
CONDA = "channels:\n  - conda-forge\ndependencies:\n  - python=3.12\n"
MARKER = " and os_name>'a'"
CONFIG = """\
schemaVersion: "1.0"
kind: studio-config
session:
  name: x
  template:
    kind: dockerfile
    dockerfile: Dockerfile
"""


def lines(template: str, count: int, join: str = "") -> str:
    """The template once for each number below `count`: `#` is the number, `^` the next, `~` the one before."""
    return join.join(
        template.replace("#", str(at)).replace("^", str(at + 1)).replace("~", str(at - 1)) for at in range(count)
    )


def dockerfile(template: str, head: str = FROM, tail: str = "", join: str = "") -> Made:
    """A Dockerfile of so many copies of a text."""
    return lambda n: {"Dockerfile": head + lines(template, n, join) + tail}


def script(template: str, tail: str = "", join: str = "") -> Made:
    """A start script of so many copies of a text, followed from the Dockerfile."""
    return lambda n: {".seqera/Dockerfile": STUDIO, ".seqera/start.sh": lines(template, n, join) + tail}


def run(template: str, head: str = "", tail: str = "", join: str = " ") -> Made:
    """One RUN of so many copies of a text."""
    return lambda n: {"Dockerfile": f"{FROM}RUN {head}{lines(template, n, join)}{tail}\n"}


def conda(template: str, head: str = CONDA, tail: str = "", join: str = "") -> Made:
    """An environment file of so many copies of a text."""
    return lambda n: {"environment.yml": head + lines(template, n, join) + tail}


def config(template: str, head: str = CONFIG, tail: str = "", join: str = "") -> Made:
    """A studio-config of so many copies of a text."""
    return lambda n: {
        ".seqera/studio-config.yaml": head + lines(template, n, join) + tail,
        ".seqera/Dockerfile": FROM,
    }


def settings(template: str, head: str = "", tail: str = "", join: str = "") -> Made:
    """A settings file of so many copies of a text, beside a Studio."""
    return lambda n: {
        "studio-lint.toml": head + lines(template, n, join) + tail,
        "Dockerfile": STUDIO,
        "environment.yml": CONDA,
    }


def _ignored(template: str, place: str = ".seqera/.dockerignore", most: int = 200) -> dict[str, Made]:
    """Files of a build context that are held to patterns: as many of each, while there are `most` of the other."""

    def made(count: int, patterns: int) -> Files:
        files = {f".seqera/data/d{at % 20}/file{at}.txt": "" for at in range(count)}
        copy = STUDIO.replace("COPY start.sh /start.sh", "COPY . /app\nCOPY data/*/*.txt /data/")
        return {**files, ".seqera/Dockerfile": copy, place: lines(template, patterns)}

    return {"patterns": lambda n: made(most, n), "files": lambda n: made(n, most)}


def _held_to_patterns(template: str, place: str, head: str = "", tail: str = "", most: int = 200) -> dict[str, Made]:
    """Files that are held to patterns: as many of each, while there are `most` of the other."""

    def made(files: int, patterns: int) -> Files:
        found = {f"d{at}/environment.yml": CONDA for at in range(files)}
        return {**found, place: head + lines(template, patterns) + tail}

    return {"patterns": lambda n: made(most, n), "files": lambda n: made(n, most)}


def _many_files(text: str, name: str) -> Made:
    return lambda n: {name.replace("#", str(at)): text for at in range(n)}


def _extended(n: int) -> Files:
    steps = {f"s{at}.toml": f'extend = ["s{at + 1}.toml", "s{at + 1}.toml"]\n' for at in range(min(n, 14))}
    last = '[per-file-ignores]\n"*.yml" = ["SL404"]\n'
    return {"studio-lint.toml": 'extend = "s0.toml"\n', **steps, f"s{min(n, 14)}.toml": last, "Dockerfile": STUDIO}


def _nested(begin: str, end: str, inner: str = "x") -> Callable[[int], str]:
    return lambda n: begin * n + inner + end * n


def _in_run(nested: Callable[[int], str]) -> Made:
    return lambda n: {"Dockerfile": f"{FROM}RUN {nested(n)}\n"}


def _in_script(nested: Callable[[int], str]) -> Made:
    return lambda n: {".seqera/Dockerfile": STUDIO, ".seqera/start.sh": nested(n) + "\n"}


DIMENSIONS: dict[str, Made] = {
    # Dockerfiles
    "instructions": dockerfile("WORKDIR /a#\n"),
    "stages": dockerfile("FROM ubuntu:24.04 AS s#\n", "# studio-lint: studio\n"),
    "stages-chain": dockerfile("FROM s# AS s^\n", "# studio-lint: studio\nFROM ubuntu:24.04 AS s0\n"),
    "stages-copy": dockerfile(
        "FROM ubuntu:24.04 AS s^\nCOPY --from=s# /a /b\n", "# studio-lint: studio\nFROM ubuntu:24.04 AS s0\n"
    ),
    "stages-cycle": dockerfile("FROM s^ AS s#\n", "# studio-lint: studio\n", "FROM s0\n"),
    "copy-from-unknown": dockerfile("COPY --from=t# /a /b\n"),
    "copy-sources": dockerfile("f# ", f"{FROM}COPY ", "/d/\n"),
    "copies": dockerfile("COPY f# /d#\n"),
    "copy-wildcards": dockerfile("COPY f#*/*/[a-z]*.txt /d#/\n"),
    "copy-json": dockerfile('"f#", ', f"{FROM}COPY [", '"/d/"]\n'),
    "add-urls": dockerfile("ADD https://example.org/f# /d#\n"),
    "heredocs": dockerfile("COPY <<E# /f#\ntext\nE#\n"),
    "heredocs-in-one": lambda n: {"Dockerfile": f"{FROM}COPY {lines('<<E# ', n)}/d/\n" + lines("text\nE#\n", n)},
    "heredoc-lines": dockerfile("echo #\n", f"{FROM}RUN <<E\n", "E\n"),
    "heredoc-open": dockerfile("RUN <<E#\n"),
    "env": dockerfile("ENV A#=b\n"),
    "env-in-one": dockerfile("A#=b ", f"{FROM}ENV ", "\n"),
    "env-chain": dockerfile("ENV A^=$A#\n", f"{FROM}ENV A0=a\n"),
    "env-append": dockerfile("ENV P=$P:/p#\n", f"{FROM}ENV P=/p\n"),
    "env-double": dockerfile("ENV A^=$A#$A#\n", f"{FROM}ENV A0=aa\n"),
    "env-double-in-one": dockerfile("ENV P=$P$P\n", f"{FROM}ENV P=/p\n"),
    "env-pattern": dockerfile("ENV P=${P//a/aa}\n", f"{FROM}ENV P=aaaa\n"),
    "env-strip": lambda n: {"Dockerfile": f"{FROM}ENV P={'a' * n} Q=${{P##{'*a' * min(n, 400)}b}}\n"},
    "env-nested": lambda n: {"Dockerfile": f"{FROM}ENV P={'${A:-' * n}{'}' * n}\n"},
    "arg": dockerfile("ARG A#=b\n"),
    "arg-global": dockerfile("ARG A#=b\n", "# studio-lint: studio\n", "FROM ubuntu:24.04\n"),
    "arg-chain": dockerfile("ARG A^=$A#\n", f"{FROM}ARG A0=a\n"),
    "arg-double": dockerfile("ARG A^=$A#$A#\n", f"{FROM}ARG A0=aa\n"),
    "label": dockerfile("LABEL a#=b\n"),
    "label-in-one": dockerfile("a#=b ", f"{FROM}LABEL ", "\n"),
    "expose": dockerfile("EXPOSE 8#\n"),
    "expose-in-one": dockerfile("8# ", f"{FROM}EXPOSE ", "\n"),
    "expose-range": lambda n: {"Dockerfile": f"{FROM}EXPOSE 1-{min(n * 8, 65535)}\n" * 50},
    "volume": dockerfile('"/v#", ', f"{FROM}VOLUME [", '"/v"]\n'),
    "onbuild": dockerfile("ONBUILD RUN echo #\n"),
    "onbuild-stages": dockerfile("FROM s# AS s^\nONBUILD RUN echo\n", f"{FROM}FROM ubuntu:24.04 AS s0\n"),
    "healthcheck": dockerfile("HEALTHCHECK CMD curl localhost:#\n"),
    "user": dockerfile("USER u#\n"),
    "shell": dockerfile('SHELL ["/bin/bash", "-c"]\nRUN a\n'),
    "cmd": dockerfile('CMD ["a#"]\n'),
    "exec-words": dockerfile('"a#", ', f"{FROM}CMD [", '"b"]\n'),
    "exec-open": dockerfile('"a#", ', f"{FROM}CMD [", "\n"),
    "continuations": dockerfile("  a# \\\n", f"{FROM}RUN echo \\\n", "  b\n"),
    "continuation-comments": dockerfile("# c#\n", f"{FROM}RUN echo \\\n", "  b\n"),
    "empty-continuations": dockerfile("\n", f"{FROM}RUN echo \\\n", "  b\n"),
    "comments": dockerfile("# c#\n"),
    "directives": dockerfile("# d#=x\n", "# syntax=docker/dockerfile:1\n", FROM),
    "unknown": dockerfile("WORKDIRR /a#\n"),
    "typos": dockerfile("COPPY a#  b\n"),
    "flags": dockerfile("--chown=a# ", f"{FROM}COPY ", "a /b\n"),
    "mounts": dockerfile("--mount=type=cache,target=/c# ", f"{FROM}RUN ", "echo\n"),
    "mount-keys": dockerfile("a#=b,", f"{FROM}RUN --mount=type=cache,", "target=/c echo\n"),
    "mount-from": dockerfile("RUN --mount=from=s#,target=/x echo\n"),
    "line": lambda n: {"Dockerfile": f"{FROM}RUN echo {'x' * n * 20}\n"},
    "quotes": dockerfile("'\"", f"{FROM}RUN echo ", "\n"),
    "backslashes": dockerfile("\\\\", f"{FROM}RUN echo ", "\n"),
    "connect-installs": dockerfile("RUN /usr/bin/connect-client --install\n", STUDIO),
    "connect-copies": dockerfile("COPY --from=connect /usr/bin/connect-client /usr/bin/c#\n", STUDIO),
    "suppressions": dockerfile("# studio-lint: ignore[SL404] why\nWORKDIR a#\n"),
    "suppressions-unknown": dockerfile("# studio-lint: ignore[SL9#] why\nRUN sudo a#\n"),
    "suppressions-before-one": dockerfile("# studio-lint: ignore[SL404]\n", FROM, "WORKDIR a\n"),
    "suppression-names": dockerfile("SL404,", f"{FROM}# studio-lint: ignore[", "]\nWORKDIR a\n"),
    "suppression-names-unknown": dockerfile("stage-cycl#,", f"{FROM}# studio-lint: ignore[", "]\nWORKDIR a\n"),
    "suppression-long": lambda n: {"Dockerfile": f"{FROM}# studio-lint: ignore[{'a' * n * 20}]\nWORKDIR a\n"},
    "suppression-open": lambda n: {"Dockerfile": f"{FROM}# studio-lint: ignore[{',' * n * 20}\nWORKDIR a\n"},
    "suppression-marks": dockerfile("studio-lint: ", f"{FROM}RUN echo # ", "\n"),
    "suppressions-file": dockerfile("# studio-lint: file-ignore[SL404] why\n", "", FROM),
    "suppressions-in-run": dockerfile("  a# # studio-lint: ignore[SL404] \\\n", f"{FROM}RUN echo \\\n", " b\n"),
    # Shell: one RUN, and a script that is followed
    "run-words": run("a#"),
    "run-and": run("a#", join=" && "),
    "run-pipe": run("a#", join=" | "),
    "run-semicolons": run("a#", join="; "),
    "run-background": run("a# &"),
    "run-assignments": run("A#=b;"),
    "run-assignment-chain": run("A^=$A#;", "A0=a; "),
    "run-assignment-double": run("A^=$A#$A#;", "A0=aaaa; "),
    "run-append": run("A=$A:a#;", "A=a; "),
    "run-self-double": run("A=$A$A;", "A=aa; "),
    "run-exports": run("export A#=b;"),
    "run-positional-double": run('set -- "$@" "$@";', "set -- a b; "),
    "run-positional-append": run('set -- "$@" a#;'),
    "run-positional-star": run('set -- "$*$*";', "set -- a b; "),
    "run-functions": run("f#() { a; }; f#;"),
    "run-functions-chain": run("f^() { f#; };", "f0() { a; }; ", " f9"),
    "run-functions-double": run("f^() { f#; f#; };", "f0() { a; }; ", " f30"),
    "run-functions-recursive": run("f#() { f^; f^; };", "", " f0() { f0 a; f0 b; }; f0"),
    "run-loops": run("for i# in a b; do a $i#; done;"),
    "run-loop-words": run("a#", "for i in ", "; do echo $i; done"),
    "run-here-strings": run("cat <<< a#;"),
    "run-redirects": run("> /f#"),
    "run-cases": run("a#) b ;;", "case x in ", " esac"),
    "run-ifs": run("if a#; then b; fi;"),
    "run-elifs": run("elif a#; then b;", "if a; then b; ", " fi"),
    "run-arrays": run("a#", "A=(", '); echo "${A[@]}"'),
    "run-cd": run("cd a#;"),
    "run-pip": run("p#==1.0", "pip install "),
    "run-conda": run("p#=1.0", "conda install -y "),
    "run-apt": run("p#", "apt-get install -y "),
    "run-mamba-files": run("micromamba install -f e#.yml;"),
    "run-braces": run("{a,b}", "echo ", join=""),
    "run-evals": run("eval a#;"),
    "run-sources": run(". ./f#;"),
    "runs": dockerfile("RUN echo #\n"),
    "runs-files": dockerfile("RUN echo a > /f#\n"),
    "runs-append": dockerfile(
        "RUN echo a# >> /start.sh\n", f"{FROM}RUN echo > /start.sh\n", 'CMD ["sh", "/start.sh"]\n'
    ),
    "run-nested-sh": _in_run(lambda n: "sh -c " * min(n, 2000) + "a"),
    "run-nested-env": _in_run(lambda n: "env A=b " * min(n, 2000) + "a"),
    "run-nested-sudo": _in_run(lambda n: "sudo " * n + "a"),
    "run-nested-subshells": _in_run(_nested("(", ")")),
    "run-nested-braces": _in_run(_nested("{ ", "; }")),
    "run-nested-substitutions": _in_run(_nested("$(", ")")),
    "run-nested-parameters": _in_run(_nested("${A:-", "}")),
    "run-nested-quotes": _in_run(_nested('"$(', ')"')),
    "run-nested-ifs": _in_run(_nested("if a; then ", "; fi")),
    "run-nested-arithmetic": _in_run(lambda n: "echo $((" + "(" * n + "1" + ")" * n + "))"),
    "run-nested-open": _in_run(lambda n: "(" * n),
    "script-lines": script("echo #\n"),
    "script-functions": script("f#() {\n  a\n}\n"),
    "script-assignment-double": script("A^=$A#$A#\n", "exec python3 -m http.server $A30\n"),
    "script-positional-double": script('set -- "$@" "$@"\n', 'exec "$@"\n'),
    "script-source-self": script(". /start.sh\n"),
    "script-exec-self": script("sh /start.sh\n"),
    "scripts-source-mutual": lambda n: {
        ".seqera/Dockerfile": STUDIO.replace("COPY start.sh /start.sh", "COPY . /"),
        ".seqera/start.sh": lines(". /other.sh\n", n),
        ".seqera/other.sh": lines(". /start.sh\n", n),
    },
    "scripts-exec-mutual": lambda n: {
        ".seqera/Dockerfile": STUDIO.replace("COPY start.sh /start.sh", "COPY . /"),
        ".seqera/start.sh": lines("sh /other.sh\n", n),
        ".seqera/other.sh": lines("bash /start.sh\n", n),
    },
    "scripts-source-circle": lambda n: {
        ".seqera/Dockerfile": STUDIO.replace("COPY start.sh /start.sh", "COPY . /"),
        ".seqera/start.sh": ". /s0.sh\n. /s0.sh\n",
        **{f".seqera/s{at}.sh": f". /s{(at + 1) % n}.sh\n. /s{(at + 2) % n}.sh\n. /start.sh\n" for at in range(n)},
    },
    "script-backgrounds": script("server# --port $CONNECT_TOOL_PORT &\n", "wait\n"),
    "script-servers": script("streamlit run a.py --server.port 8501 &\n", "wait\n"),
    "script-traps": script("f#() { kill $p; }\ntrap f# TERM\n", "jupyter lab --port 1 & p=$!\nwait $p\n"),
    "script-root": script("jupyter lab --port $CONNECT_TOOL_PORT &\n", "wait\n"),
    "script-suppressions": script(
        "# studio-lint: ignore[SL404] why\nserver# --port 8888 &\n", "exec flask run --port 80\n"
    ),
    "script-heredocs": script("cat > /f# <<E\na\nE\n"),
    "script-loops": _in_script(_nested("for i in a b c d; do ", "; done", "a $i")),
    "scripts-chain": lambda n: {
        ".seqera/Dockerfile": STUDIO.replace("COPY start.sh /start.sh", "COPY . /"),
        ".seqera/start.sh": "exec sh /s0.sh\n",
        **{f".seqera/s{at}.sh": f"exec sh /s{at + 1}.sh\n" for at in range(n)},
    },
    "scripts-double": lambda n: {
        ".seqera/Dockerfile": STUDIO.replace("COPY start.sh /start.sh", "COPY . /"),
        ".seqera/start.sh": "sh /s0.sh\n",
        **{f".seqera/s{at}.sh": f"sh /s{at + 1}.sh\nsh /s{at + 1}.sh\n" for at in range(n)},
    },
    # Files that a start follows
    **{
        f"followed-{name}": (
            lambda n, path=path, start=start, head=head, part=part, tail=tail: {
                ".seqera/Dockerfile": STUDIO.replace("start.sh /start.sh", f"{path} /app/{path}").replace(
                    '"/bin/bash", "/start.sh"', start
                ),
                f".seqera/{path}": head + lines(part, n) + tail,
            }
        )
        for name, path, start, head, part, tail in (
            ("python", "app.py", '"python3", "/app/app.py"', "import os\n", "x# = os.environ['A#']\n", ""),
            ("python-nested", "app.py", '"python3", "/app/app.py"', "x = ", "(", ""),
            ("python-sum", "app.py", '"python3", "/app/app.py"', "x = 1", " + x", "\n"),
            ("python-calls", "app.py", '"python3", "/app/app.py"', "import http.server\n", "run(port=#)\n", ""),
            ("r", "app.R", '"Rscript", "/app/app.R"', "", "x# <- 'a'\n", "shiny::runApp(port=80)\n"),
            ("r-quotes", "app.R", '"Rscript", "/app/app.R"', "", "('", ""),
            ("nginx", "n.conf", '"nginx", "-c", "/app/n.conf", "-g", "daemon off;"', "", "server { listen 8#; }\n", ""),
            ("nginx-nested", "n.conf", '"nginx", "-c", "/app/n.conf"', "", "server {", ""),
            ("caddy", "Caddyfile", '"caddy", "run", "--config", "/app/Caddyfile"', "", ":8# {\n  respond a\n}\n", ""),
            ("supervisord", "s.conf", '"supervisord", "-n", "-c", "/app/s.conf"', "", "[program:p#]\ncommand=a\n", ""),
            ("make", "Makefile", '"make", "-f", "/app/Makefile", "t0"', "", "t#: t^\n\techo a\n", ""),
            ("make-double", "Makefile", '"make", "-f", "/app/Makefile", "t0"', "", "t#: t^ t^\n\techo a\n", ""),
            ("procfile", "Procfile", '"honcho", "-f", "/app/Procfile", "start"', "", "p#: a\n", ""),
            (
                "package",
                "package.json",
                '"npm", "--prefix", "/app", "start"',
                '{"scripts": {',
                '"s#": "a", ',
                '"start": "b"}}',
            ),
            ("package-nested", "package.json", '"npm", "--prefix", "/app", "start"', "", "[", ""),
        )
    },
    # Environments
    "channels": conda("  - c#\n", "dependencies:\n  - python=3.12\nchannels:\n"),
    "specs": conda("  - p#=1.0\n"),
    "specs-alike": conda("  - numpy>=1.#\n"),
    "specs-wrong": conda("  - p#=>1.0\n"),
    "spec-clauses": lambda n: {"environment.yml": f"{CONDA}  - numpy>=1{lines(',!=1.#', n)}\n"},
    "spec-alternatives": lambda n: {"environment.yml": f"{CONDA}  - numpy=1{lines('|=1.#', n)}\n"},
    "spec-parentheses": lambda n: {"environment.yml": f"{CONDA}  - numpy {'(' * n}>=1{')' * n}\n"},
    "spec-version": lambda n: {"environment.yml": f"{CONDA}  - numpy={lines('1.', n)}0\n"},
    "spec-brackets": lambda n: {"environment.yml": f"{CONDA}  - numpy[{lines('a#=b,', n)}]\n"},
    "pip": conda("      - p#==1.0\n", f"{CONDA}  - pip\n  - pip:\n"),
    "pip-wrong": conda("      - p#=1.0\n", f"{CONDA}  - pip\n  - pip:\n"),
    "pip-clauses": lambda n: {"environment.yml": f"{CONDA}  - pip\n  - pip:\n      - p>=1{lines(',!=1.#', n)}\n"},
    "pip-extras": lambda n: {"environment.yml": f"{CONDA}  - pip\n  - pip:\n      - p[{lines('e#,', n)}x]\n"},
    "pip-markers": lambda n: {
        "environment.yml": f"{CONDA}  - pip\n  - pip:\n      - p; python_version>'3'{lines(MARKER, n)}\n"
    },
    "pip-nested": lambda n: {
        "environment.yml": f"{CONDA}  - pip\n  - pip:\n      - p; {'(' * n}os_name=='a'{')' * n}\n"
    },
    "pip-sections": conda("  - pip:\n      - p#\n"),
    "selectors": conda("  - p#  # [linux and not osx]\n"),
    "exclusions": conda("  - numpy!=1.#\n"),
    "yaml-keys": conda("k#: v\n"),
    "yaml-same-keys": conda("channels: [a#]\n"),
    "yaml-anchors": conda("k#: &a# v\n"),
    "yaml-aliases": conda("k#: *a\n", f"{CONDA}a: &a [x, y]\n"),
    "yaml-laughs": lambda n: {"environment.yml": CONDA + "k0: &a0 [x]\n" + lines("k^: &a^ [*a#, *a#]\n", n)},
    "yaml-flow": conda("[", f"{CONDA}k: "),
    "yaml-flow-maps": conda("{a: ", f"{CONDA}k: "),
    "yaml-nesting": lambda n: {"environment.yml": CONDA + "".join(f"{' ' * at}k:\n" for at in range(min(n, 1000)))},
    "yaml-documents": conda("---\na: b\n"),
    "yaml-quotes": conda("'", f"{CONDA}k: "),
    "yaml-scalar": conda("  word#\n", f"{CONDA}k: |\n"),
    "yaml-comments": conda("# c#\n"),
    "yaml-tabs": conda("\tk#: v\n"),
    "yaml-unquoted": conda("  - a: b: c#\n"),
    "yaml-merges": conda("  <<: *a\n", "a: &a {x: y}\nb:\n"),
    "yaml-suppressions": conda("  - p# # studio-lint: ignore[SL105] why\n"),
    "yaml-suppressions-above": conda("# studio-lint: ignore[SL105] why\n", CONDA, "  - x\n"),
    "yaml-suppression-names": conda("stage-cycl#,", f"{CONDA}# studio-lint: ignore[", "]\n"),
    # Studio configurations
    "config-keys": config("k#: v\n"),
    "config-session-keys": config("  nam#: v\n"),
    "config-variables": config("    - name: A#\n      value: b\n", f"{CONFIG}  environmentVariables:\n"),
    "config-same-variables": config("    - name: A\n      value: b\n", f"{CONFIG}  environmentVariables:\n"),
    "config-mounts": config("    - s3://b#/c\n", f"{CONFIG}  dataLinks:\n"),
    # Settings
    "settings-keys": settings("k# = 1\n"),
    "settings-ignore": settings('"SL404", ', "ignore = [", "]\n"),
    "settings-ignore-unknown": settings('"stage-cycl#", ', "ignore = [", "]\n"),
    "settings-exclude": settings('"a#/**/b*", ', "exclude = [", "]\n"),
    "settings-dockerfiles": settings('"**/D#*", ', "dockerfiles = [", "]\n"),
    "settings-per-file": settings('"a#*" = ["SL404"]\n', "[per-file-ignores]\n"),
    "settings-severity": settings('"SL4#" = "error"\n', "[severity]\n"),
    "settings-build-args": settings('A# = "b"\n', "[build-args]\n"),
    "settings-images": settings('"a#/b", ', "connect-images = [", "]\n"),
    "settings-nested": settings("[", "exclude = "),
    "settings-pyproject-tables": lambda n: {
        "pyproject.toml": lines("[tool.a#.studio-lint]\nb = 1\n", n),
        "environment.yml": CONDA,
    },
    "settings-dotted": settings("a.", "", " = 1\n"),
    "settings-tables": settings("[a#]\n"),
    "settings-deep-tables": settings("a.", "[", "b]\n"),
    "settings-version": settings(">=0.#,", 'required-version = "', '>=0"\n'),
    "settings-extend": _extended,
    "settings-extend-list": lambda n: {
        **{f"s{at}.toml": "" for at in range(n)},
        "studio-lint.toml": f"extend = [{lines(chr(34) + 's#.toml' + chr(34) + ', ', n)}]\n",
        "Dockerfile": STUDIO,
    },
    "settings-quotes": settings('"', "exclude = "),
    # Folders
    "files-dockerfiles": _many_files(FROM, "d#/Dockerfile"),
    "files-environments": _many_files(CONDA, "environment#.yml"),
    "files-others": _many_files("", "d/f#.txt"),
    "files-studios": _many_files(CONFIG, "d#/.seqera/studio-config.yaml"),
    "files-settings": lambda n: {
        **{f"d{at}/studio-lint.toml": 'exclude = ["a"]\n' for at in range(n)},
        **{f"d{at}/environment.yml": CONDA for at in range(n)},
    },
    "folders-deep": lambda n: {"d/" * min(n, 900) + "environment.yml": CONDA},
    **{
        f"{name}-{many}": made
        for name, template in (
            ("context-files", "nothing#\n"),
            ("context-names", "**/file#.txt\n"),
            ("context-suffixes", "*.x#\n"),
            ("context-deep", "**/a#*/**/b*\n"),
            ("context-again", "*\n!data/d#*\n"),
            ("context-stars", "**/*a*b*c*#\n"),
            ("context-classes", "[a-z]*/[!0-9]*#\n"),
        )
        for many, made in _ignored(template).items()
    },
    "gitignore-line": lambda n: {".gitignore": "*a" * n + "b\n", "environment.yml": CONDA, "a" * 200: ""},
    "gitignore-nested": lambda n: {
        **{"d/" * min(at, 900) + ".gitignore": "x*y\n" for at in range(n)},
        "d/" * min(n, 900) + "environment.yml": CONDA,
    },
    **{
        f"{name}-{many}": made
        for name, template, place, head, tail in (
            ("gitignore", "**/a#*/**/b*\n", ".gitignore", "", ""),
            ("gitignore-stars", "*a*b*c*#\n", ".gitignore", "", ""),
            ("gitignore-again", "*.log#\n!x#\n", ".gitignore", "", ""),
            ("gitignore-names", "*.x#\nx#/\n", ".gitignore", "", ""),
            ("settings-exclude", '"**/a#*/**/b*", ', "studio-lint.toml", "exclude = [", "]\n"),
            ("settings-dockerfiles", '"**/a#*/**/b*", ', "studio-lint.toml", "dockerfiles = [", "]\n"),
            ("settings-environments", '"**/a#*/**/b*", ', "studio-lint.toml", "environments = [", "]\n"),
            ("settings-per-file", '"**/a#*/**/b*" = ["SL404"]\n', "studio-lint.toml", "[per-file-ignores]\n", ""),
        )
        for many, made in _held_to_patterns(template, place, head, tail).items()
    },
    "dockerignore-line": lambda n: {
        ".seqera/.dockerignore": "**/*a" * n + "b\n",
        ".seqera/Dockerfile": STUDIO,
        ".seqera/" + "a" * 200: "",
    },
    # Fixes, all of them proved
    "fix-specs": conda("  - p#=>1.0\n"),
    "fix-pip": conda("      - p#=1.0\n", f"{CONDA}  - pip\n  - pip:\n"),
    "fix-channels": conda("  - c#:\n", "dependencies:\n  - python=3.12\nchannels:\n"),
    "fix-refused": conda("  - p#=>1.0  # [linux]\n"),
    "fix-files": _many_files(CONDA + "  - p=>1.0\n", "d#/environment.yml"),
    "fix-studios": _many_files(STUDIO.replace("start.sh", "app"), "d#/Dockerfile"),
    "fix-instructions": dockerfile("WORKDIR a#\nMAINTAINER b#\n"),
    "fix-copies": dockerfile("COPY a# b# c\n"),
    "fix-servers": script("server# --port 8888 &\n", "exec streamlit run --server.port 80 a.py\n"),
    "fix-scripts": lambda n: {
        ".seqera/Dockerfile": STUDIO.replace("COPY start.sh /start.sh", "COPY . /"),
        ".seqera/start.sh": "".join(f"sh /s{at}.sh\n" for at in range(n)),
        **{f".seqera/s{at}.sh": "exec streamlit run --server.port 80 a.py\r\n" for at in range(n)},
    },
    # Characters
    "control-characters": dockerfile("\x1b[31m", f"{FROM}WORKDIR a"),
    "wide-characters": dockerfile("漢", f"{FROM}WORKDIR a"),
    "combining-characters": dockerfile("\u0301", f"{FROM}WORKDIR a"),
    "spaces": dockerfile(" ", f"{FROM}WORKDIR a", "b\n"),
    "carriage-returns": dockerfile("\r", f"{FROM}RUN a"),
    "secrets": dockerfile("ENV DB_PASSWORD#=aB3xY9kLm#\n"),
    "secret-urls": dockerfile("RUN git clone https://u:pa55word#@example.org/x\n"),
    "secret-prefixes": dockerfile("ghp_", f"{FROM}ENV A="),
    "secret-names": dockerfile("password", f"{FROM}WORKDIR a"),
    "secret-quotes": dockerfile("password='", f"{FROM}RUN "),
    "secret-keys": dockerfile("-----BEGIN PRIVATE KEY-----", f"{FROM}RUN echo "),
    "secret-urls-open": dockerfile("https://a:b", f"{FROM}RUN echo "),
    "secret-bearers": dockerfile("Authorization: Bearer ", f"{FROM}RUN echo "),
}
