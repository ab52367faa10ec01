"""What the shells make of a Studio's commands and scripts, in the forms in which people write them."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from studio_lint.base.source import Source
from studio_lint.model.build import assemble
from studio_lint.model.context.context import Context
from studio_lint.model.options import Options
from studio_lint.model.process import process
from studio_lint.model.process.shells import scripts as shell_scripts
from studio_lint.rules.build import shell_mismatch, shell_syntax
from studio_lint.syntax.dockerfile import reader as dockerfile_reader

HEAD = """FROM public.cr.seqera.io/platform/connect-client:0.15.0 AS connect
FROM {base}
{run}
COPY --from=connect /usr/bin/connect-client /usr/bin/connect-client
ENTRYPOINT ["/usr/bin/connect-client", "--entrypoint"]
{command}
"""
SERVE = 'CMD ["bash", "-c", "exec python3 -m http.server $CONNECT_TOOL_PORT"]'
BOOKWORM = "debian:12"
TRIXIE = "python:3.12-slim"
ALPINE = "alpine:3.22"
ROCKY = "rockylinux:9"
CONDA = "continuumio/miniconda3:25.3.1-1"
UNKNOWN = "ghcr.io/example/desk:1"
BASH = 'SHELL ["/bin/bash", "-c"]\n'


def told(folder: Path, run: str, base: str = BOOKWORM, command: str = SERVE, files: dict[str, str] | None = None):
    """Severity, the text that is pointed at, and the message of every finding of the two rules."""
    for name, content in (files or {}).items():
        (folder / name).write_text(content, encoding="utf-8", newline="")
        (folder / name).chmod(0o755)
    tree = dockerfile_reader.read(Source("Dockerfile", HEAD.format(base=base, run=run, command=command)))
    found = process.build(assemble.build(tree, Options(), Context(str(folder), str(folder / "Dockerfile"))))
    findings = [*shell_syntax.check(found), *shell_mismatch.check(found)]
    return [(one.severity, one.place.source.slice(one.place.span), one.message) for one in findings]


FAILS = "the build fails"
REFUSED = {
    "RUN if true; then echo a": ("", f"`if` without `fi`; {FAILS}"),
    "RUN a &&": ("", f"the command ends too early; {FAILS}"),
    "RUN a && && b": ("&&", f"unexpected `&&`; {FAILS}"),
    "RUN { echo a; echo b }": ("", f"`{{` without `}}`; {FAILS}"),
    "RUN echo $(ls": ("", f"`$(` without `)`; {FAILS}"),
    "RUN echo `date": ("", f"unclosed ```; {FAILS}"),
    'RUN echo "a': ("", f'unclosed `"`; {FAILS}'),
    "RUN echo one (two)": ("(", f"unexpected `(`; {FAILS}"),
    "RUN if a then b; else c; fi": ("else", f"unexpected `else` where dash expects `then`; {FAILS}"),
    'RUN ["sh", "-c", "for i in a; do b"]': ("", f"`for` without `done`; {FAILS}"),
    'RUN sudo bash -c "for i in a; do echo $i"': ("", f"`for` without `done`; {FAILS}"),
    "RUN <<EOF\nfor i in a\n  b\ndone\nEOF": ("b", f"unexpected `b` where dash expects `do`; {FAILS}"),
    "RUN <<EOF\n#!/bin/bash\nif a\n  b\nfi\nEOF": ("fi", f"unexpected `fi` where bash expects `then`; {FAILS}"),
    "RUN bash <<EOF\nwhile a; do\n  b\nEOF": ("", f"`while` without `done`; {FAILS}"),
    "RUN [ -f /x] && a": ("[", f"`[` without a closing `]`; {FAILS}"),
}


@pytest.mark.parametrize("run", REFUSED)
def test_refused_by_the_shell_that_runs_it(run: str, tmp_path: Path) -> None:
    at, message = REFUSED[run]
    assert told(tmp_path, run) == [("error", at, message)]


def test_what_need_not_fail_is_a_warning(tmp_path: Path) -> None:
    found = told(tmp_path, 'RUN sh -c "if a; then b" || true')
    assert found == [("warning", "", "`if` without `fi`; the build may fail")]


LACKS = "dash does not support"
LACKING = {
    "RUN source /etc/profile && a": ("error", "source", f"{LACKS} `source`; {FAILS}"),
    "RUN a; source /etc/profile; b": (
        "warning",
        "source",
        f"{LACKS} `source`: the command fails, and the script may go on",
    ),
    "RUN set -e; source /etc/profile; b": ("error", "source", f"{LACKS} `source`; {FAILS}"),
    "RUN [[ -f /x ]] && b": ("error", "[[", f"{LACKS} `[[`; {FAILS}"),
    "RUN if [[ -f /x ]]; then b; fi": ("warning", "[[", f"{LACKS} `[[`, so the condition is always false"),
    "RUN a=(1 2)": ("error", "a=(", f"{LACKS} arrays; {FAILS}"),
    "RUN a &> /b": (
        "warning",
        "&>",
        f"{LACKS} `&>`: it runs the command in the background and empties the file",
    ),
    "RUN mkdir /a/{b,c}": ("warning", "/a/{b,c}", f"{LACKS} brace expansion: it uses the text as it is"),
    "RUN for i in {1..3}; do a; done": ("warning", "{1..3}", f"{LACKS} brace expansion: it uses the text as it is"),
    "RUN [ $A == b ] && c": ("error", "[", f"{LACKS} `==` in `[ … ]`; {FAILS}"),
    "RUN echo -e a": ("warning", "echo", f"{LACKS} `echo -e`: it prints `-e`"),
    "RUN function a { b; }": ("error", "function", f"{LACKS} `function`; {FAILS}"),
    "RUN cat <(a)": ("error", "<(", f"{LACKS} process substitution; {FAILS}"),
    "RUN set -o pipefail; a": ("error", "set", f"{LACKS} `set -o pipefail`; {FAILS}"),
    "RUN echo ${a//b/c}": ("error", "${a/", f"{LACKS} `${{name/…}}`; {FAILS}"),
    "RUN echo ${a^^} || b": ("error", "${a^", f"{LACKS} `${{name^}}` and `${{name,}}`; {FAILS}"),
    "RUN (echo ${a^^}); b": (
        "warning",
        "${a^",
        f"{LACKS} `${{name^}}` and `${{name,}}`: the command fails, and the script may go on",
    ),
    "RUN cat <<< a": ("error", "<<<", f"{LACKS} here-strings (`<<<`); {FAILS}"),
    "RUN trap a ERR && b": ("error", "trap", f"{LACKS} this signal of `trap`; {FAILS}"),
    "RUN pushd /opt && a && popd": ("error", "pushd", f"{LACKS} `pushd` and `popd`; {FAILS}"),
    "RUN alias a=b && a c": ("error", "a", f"{LACKS} an alias on the line that defines it; {FAILS}"),
}


@pytest.mark.parametrize("run", LACKING)
def test_what_dash_lacks(run: str, tmp_path: Path) -> None:
    assert told(tmp_path, run) == [LACKING[run]]


@pytest.mark.parametrize("run", LACKING)
def test_nothing_is_said_where_the_shell_is_bash_or_not_known(run: str, tmp_path: Path) -> None:
    if "alias" not in run:
        assert told(tmp_path, BASH + run) == []
        assert told(tmp_path, run, ROCKY) == []
    assert told(tmp_path, run, UNKNOWN) == []
    assert told(tmp_path, f"RUN ln -sf /bin/bash /bin/sh\n{run}") == []


@pytest.mark.parametrize(
    ("run", "base"),
    [
        ("RUN set -o pipefail; a", TRIXIE),
        ("RUN set -o pipefail; a", "ubuntu:26.04"),
        ('RUN [ "$A" = "==" ] && test a = b && printf %s -v && echo a -e && /bin/echo -e a', BOOKWORM),
        ("RUN busybox sh -c 'source /x; [[ a ]]'", BOOKWORM),
        ("RUN kill -9 1; trap a TERM; read -r a; local b; export -p; [ a = b ]", BOOKWORM),
        ("RUN source /etc/profile && [[ a == a ]] && echo ${a//b/c} && cat <(a) &> /b", ALPINE),
        ("RUN mkdir '/a/{b,c}' && echo {a,b} && grep -E x{1,2} /a", BOOKWORM),
        ("RUN echo it\\'s && echo \"it's ${A:-it's}\" && x=$(case a in a) b;; esac)", BOOKWORM),
        ('RUN sh -c "$COMMAND" && sh -c "$(cat /x) fi"', BOOKWORM),
        ("RUN python3 - <<EOF\nif x:\n  print('(')\nEOF", BOOKWORM),
        ("RUN <<EOF\n#!/usr/bin/env python3\nprint('(')\nEOF", BOOKWORM),
        ('SHELL ["/usr/bin/fish", "-c"]\nRUN if true; a; end', BOOKWORM),
        ('SHELL ["pwsh", "-Command"]\nRUN if (Test-Path x) { a }', BOOKWORM),
        ("RUN <<EOF\na\nexit 0\n)\nEOF", BOOKWORM),
        ("ONBUILD RUN if a", BOOKWORM),
        ("RUN . /opt/conda/etc/profile.d/conda.sh && conda activate x && a", CONDA),
        ('RUN eval "$(conda shell.bash hook)" && conda activate x && a', CONDA),
        ('SHELL ["/bin/bash", "-lc"]\nRUN conda activate x && a', CONDA),
        ("RUN micromamba activate base && a", "mambaorg/micromamba:2.3"),
    ],
)
def test_near_misses_are_right(run: str, base: str, tmp_path: Path) -> None:
    assert told(tmp_path, run, base) == []


def test_an_unknown_base_needs_every_shell_to_refuse(tmp_path: Path) -> None:
    assert told(tmp_path, "RUN function a { b; }", UNKNOWN) == []
    assert told(tmp_path, "RUN a; fi", UNKNOWN) == [("error", "fi", f"unexpected `fi`; {FAILS}")]


def test_activation_that_nothing_has_loaded(tmp_path: Path) -> None:
    fails = "`conda activate` fails because this shell has not loaded conda"
    assert told(tmp_path, "RUN conda activate x && a", CONDA) == [("error", "conda activate", f"{fails}; {FAILS}")]
    found = told(tmp_path, BASH + "RUN conda activate x; a", CONDA)
    assert found == [("warning", "conda activate", f"{fails}; nothing is activated")]


def test_scripts_of_the_context(tmp_path: Path) -> None:
    files = {
        "a.sh": "a=(1)\n",
        "b.sh": "#!/bin/bash\na=(1)\nif b; then\n",
        "env.sh": "export A='1\n",
        "dos.sh": "mkdir /a\r\n",
    }
    run = "COPY . /s/\nRUN sh /s/a.sh\nRUN /s/b.sh\nRUN . /s/env.sh && a\nRUN bash /s/a.sh && bash /s/dos.sh"
    crlf = "CRLF line endings: the shell reads the carriage return as part of the last word"
    assert told(tmp_path, run, files=files) == [
        ("error", "", f"`if` without `fi`; {FAILS}"),
        ("error", "", f"unclosed `'`; {FAILS}"),
        ("error", "\r", crlf),
        ("error", "a=(", f"{LACKS} arrays; {FAILS}"),
    ]


def test_what_starts(tmp_path: Path) -> None:
    never = "the session never starts"
    assert told(tmp_path, "", command='CMD exec python3 -m http.server "$CONNECT_TOOL_PORT') == [
        ("error", "", f'unclosed `"`; {never}')
    ]
    script = '#!/bin/sh\nif [[ -n "$A" ]]; then\n  exec python3 -m http.server "$CONNECT_TOOL_PORT"\nfi\n'
    found = told(tmp_path, "COPY --chmod=755 s.sh /s.sh", command='CMD ["/s.sh"]', files={"s.sh": script})
    assert found == [("error", "[[", f"{LACKS} `[[`, so the condition is always false; {never}")]
    harmless = script.replace("then\n  exec", "then\n  echo a\nfi\nif true; then\n  exec")
    found = told(tmp_path, "COPY --chmod=755 s.sh /s.sh", command='CMD ["/s.sh"]', files={"s.sh": harmless})
    assert found == [("warning", "[[", f"{LACKS} `[[`, so the condition is always false")]


def test_health_checks(tmp_path: Path) -> None:
    found = told(tmp_path, "HEALTHCHECK CMD if curl -f http://localhost; then exit 0")
    assert found == [("warning", "", "`if` without `fi`; the health check always fails")]


def test_makefiles_and_npm_scripts_are_left_alone(tmp_path: Path) -> None:
    files = {"package.json": '{"scripts": {"start": "if x"}}', "Makefile": "start:\n\tif $(X)\n"}
    run = "COPY . /srv/\nWORKDIR /srv"
    assert told(tmp_path, run, command='CMD ["npm", "start"]', files=files) == []
    assert told(tmp_path, run, command='CMD ["make", "start"]', files=files) == []


ALIKE = ("/etc/profile", "&>", "mkdir", "pushd", "alias", "if [[", "pipefail")
"""They touch the system, need something to be told apart, or depend on dash's version."""


@pytest.mark.skipif(not shutil.which("dash") or not shutil.which("bash"), reason="needs dash and bash")
@pytest.mark.parametrize("run", [run for run in LACKING if not any(word in run for word in ALIKE)])
def test_dash_itself_does_not_do_it(run: str) -> None:
    """The facts beside the shells: dash ends otherwise than bash, or prints another thing."""
    script = "a() { echo a; }; b() { echo b; }; c() { echo c; }; A=b; " + run.removeprefix("RUN ")
    results = [
        subprocess.run([shell, "-c", script], capture_output=True, text=True, check=False, timeout=10)
        for shell in ("dash", "bash")
    ]
    assert (results[0].returncode, results[0].stdout) != (results[1].returncode, results[1].stdout)


def test_each_text_is_read_once(tmp_path: Path) -> None:
    tree = dockerfile_reader.read(Source("Dockerfile", HEAD.format(base=BOOKWORM, run="RUN a\nRUN b", command=SERVE)))
    found = process.build(assemble.build(tree, Options(), Context(str(tmp_path), str(tmp_path / "Dockerfile"))))
    assert [one.text.value for one in shell_scripts.of(found)] == [
        "a",
        "b",
        "exec python3 -m http.server $CONNECT_TOOL_PORT",
    ]
