"""What starts in a Studio, and where it listens, in the spellings that people use.

A program is written as `name port`: `$` is the Platform's port, `8888` a number
that is written down, `(8888)` the program's own, `?` not known. `…` at the end:
something that starts is not known; `!`: `$CONNECT_TOOL_PORT` that nobody expands.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from studio_lint.base.source import Source
from studio_lint.model.build import assemble
from studio_lint.model.context.context import Context
from studio_lint.model.options import Options
from studio_lint.model.process import process
from studio_lint.model.process.bindings import DEFAULT, LITERAL, TOOL_PORT, Binding
from studio_lint.model.process.process import Process
from studio_lint.syntax.dockerfile import reader as dockerfile_reader

HEAD = """FROM public.cr.seqera.io/platform/connect-client:0.15.0 AS connect
FROM {base}
COPY --from=connect /usr/bin/connect-client /usr/bin/connect-client
RUN /usr/bin/connect-client --install
{before}ENTRYPOINT ["/usr/bin/connect-client", "--entrypoint"]
"""


def read(
    folder: Path, command: str, files: dict[str, str] | None = None, before: str = "", base: str = "ubuntu:24.04"
) -> Process:
    for name, content in (files or {}).items():
        (folder / name).write_text(content, encoding="utf-8")
    text = HEAD.format(base=base, before=before) + command + "\n"
    tree = dockerfile_reader.read(Source("Dockerfile", text))
    return process.build(assemble.build(tree, Options(), Context(str(folder), str(folder / "Dockerfile"))))


def shown(binding: Binding) -> str:
    known = {TOOL_PORT: "$", LITERAL: binding.value, DEFAULT: f"({binding.value})"}
    return known.get(binding.kind, "?")


def summary(found: Process) -> str:
    words = [f"{program.name} {shown(program.port)}" for program in found.programs if program.kind != "other"]
    text = ", ".join(words)
    if not found.complete:
        text += " …"
    return (text + "!" * len(found.usage.misplaced)).strip()


SHELL = {
    "exec jupyter lab --ip=0.0.0.0 --port=$CONNECT_TOOL_PORT": "Jupyter $",
    'exec jupyter-lab --ServerApp.port="${CONNECT_TOOL_PORT}"': "JupyterLab $",
    "jupyter notebook --port 8888": "Jupyter 8888",
    "jupyter lab": "Jupyter (8888)",
    "jupyter lab --config /etc/jupyter.py": "Jupyter ? …",
    "exec streamlit run app.py --server.port ${CONNECT_TOOL_PORT:-8501}": "Streamlit $",
    "STREAMLIT_SERVER_PORT=$CONNECT_TOOL_PORT exec streamlit run app.py": "Streamlit $",
    "export STREAMLIT_SERVER_PORT=8600; exec streamlit run app.py": "Streamlit 8600",
    "P=8600; exec streamlit run app.py --server.port $P": "Streamlit 8600",
    'P=$CONNECT_TOOL_PORT; exec bash -c "streamlit run app.py --server.port $P"': "Streamlit $",
    "exec streamlit run app.py $OPTIONS": "Streamlit ? …",
    "exec streamlit run app.py --server.port $OTHER": "Streamlit ?",
    "exec R -e \"shiny::runApp('/app', port = $CONNECT_TOOL_PORT)\"": "R ?",
    "exec R -e \"shiny::runApp('/app', host = '0.0.0.0', port = 3838)\"": "R 3838",
    "exec Rscript -e 'shiny::runApp(\"/app\")'": "Rscript ?",
    "exec marimo edit -p $CONNECT_TOOL_PORT": "marimo $",
    "exec marimo edit -p2718": "marimo 2718",
    "exec code-server --bind-addr 0.0.0.0:$CONNECT_TOOL_PORT": "code-server $",
    "exec code-server --bind-addr 0.0.0.0:8080": "code-server 8080",
    "code-server --install-extension x.y && exec code-server --port $CONNECT_TOOL_PORT": "code-server $",
    "exec ttyd -p $CONNECT_TOOL_PORT bash -c 'tool -p 99'": "ttyd $",
    "exec ttyd bash": "ttyd (7681)",
    "exec R -e 'options(plumber.port = 8000); plumber::pr_run(p)'": "R 8000",
    "exec ttyd -p bash": "ttyd ?",
    "gunicorn -b :8000 app:app": "Gunicorn 8000",
    "gunicorn -b 0.0.0.0:$CONNECT_TOOL_PORT app:app": "Gunicorn $",
    "gunicorn -b unix:/run/app.sock app:app": "Gunicorn ?",
    "PORT=$CONNECT_TOOL_PORT gunicorn app:app": "Gunicorn $",
    "gunicorn -c conf.py app:app": "Gunicorn ? …",
    "exec python3 -m http.server $CONNECT_TOOL_PORT --bind 0.0.0.0": "Python's http.server $",
    "exec python3 -m http.server --directory /srv 8000": "Python's http.server 8000",
    "exec python3 -m streamlit run app.py": "Streamlit (8501)",
    "exec micromamba run -n base jupyter lab --port $CONNECT_TOOL_PORT": "Jupyter $",
    "exec conda run --no-capture-output -n x jupyter lab --port 8888": "Jupyter 8888",
    "exec uv run --with marimo marimo edit --port $CONNECT_TOOL_PORT": "marimo $",
    "exec uv run -m http.server 8000": "Python's http.server 8000",
    "exec uv tool run --from jupyterlab jupyter-lab --port 8888": "JupyterLab 8888",
    "exec uv tool install marimo": "",
    "exec solara run genes.py": "Solara (8765)",
    "exec solara run genes.py --port=$CONNECT_TOOL_PORT": "Solara $",
    "exec poetry run streamlit run app.py": "Streamlit (8501)",
    "exec pixi run serve": "…",
    "exec tini -g -- ttyd -p $CONNECT_TOOL_PORT bash": "ttyd $",
    "exec env -u A PORT=$CONNECT_TOOL_PORT http-server .": "http-server $",
    "exec gosu app ttyd -p 7681 bash": "ttyd 7681",
    "exec su -c 'ttyd -p $CONNECT_TOOL_PORT bash' app": "ttyd $",
    "exec bash -c 'exec sh -c \"ttyd -p $CONNECT_TOOL_PORT bash\"'": "ttyd $",
    "exec ttyd -p '$CONNECT_TOOL_PORT' bash": "ttyd $CONNECT_TOOL_PORT!",
    "exec ttyd -p \\$CONNECT_TOOL_PORT bash": "ttyd $CONNECT_TOOL_PORT!",
    "exec ttyd -p $(printenv CONNECT_TOOL_PORT) bash": "ttyd ?",
    'echo "$CONNECT_TOOL_PORT"; exec sleep infinity': "sleep ?",
    "bash": "bash ?",
    "my-server": "…",
    "nohup jupyter lab --port $CONNECT_TOOL_PORT & wait": "Jupyter $",
    "uvicorn api:app --port 8001 & exec ttyd -p $CONNECT_TOOL_PORT bash": "Uvicorn 8001, ttyd $",
    "exec mlflow server --host 0.0.0.0 -p 5000": "MLflow 5000",
    "mlflow db upgrade && exec mlflow server --port $CONNECT_TOOL_PORT": "MLflow $",
    'exec cellxgene launch --port $CONNECT_TOOL_PORT "$DATASET"': "cellxgene $",
    "exec xpra start --bind-tcp=0.0.0.0:10000": "Xpra 10000",
    "exec flask --app main run -p 5000": "Flask 5000",
    "exec fastapi dev main.py": "FastAPI (8000)",
    "exec fastapi run main.py": "FastAPI (8000)",
    "if [ -d /data ]; then exec ttyd -p $CONNECT_TOOL_PORT bash; else exec ttyd -p 1 bash; fi": "ttyd $, ttyd 1",
    "exec prefect server start --host 0.0.0.0 --port 4200": "Prefect 4200",
    "prefect server start": "Prefect (4200)",
    "exec opencode web --hostname 0.0.0.0 --port 4096": "OpenCode 4096",
    "exec node-red --userDir /data --port $CONNECT_TOOL_PORT": "Node-RED $",
    "exec bokeh serve app.py --port 5100": "Bokeh 5100",
    "exec websockify --web /usr/share/novnc 6080 localhost:5900": "websockify 6080",
    "exec websockify --heartbeat 30 -v 0.0.0.0:$CONNECT_TOOL_PORT localhost:5900": "websockify $",
    "exec websockify --web=/usr/share/novnc localhost:6080 localhost:5900": "websockify 6080",
    "Xvfb :1 & x11vnc -forever & exec novnc_proxy --vnc localhost:5900 --listen 6081": "noVNC 6081",
    "exec /usr/share/novnc/utils/novnc_proxy --vnc localhost:5900": "noVNC (6080)",
    "exec /usr/share/novnc/utils/launch.sh --listen 6081 --vnc localhost:5900": "noVNC 6081",
    "cd /opt/noVNC; ./utils/launch.sh --vnc localhost:5900": "noVNC (6080)",
    "exec /opt/launch.sh --listen 6081": "…",
    "exec /usr/bin/shiny-server.sh": "Shiny Server (3838)",
    "exec gunicorn -b :$CONNECT_TOOL_PORT app:server": "Gunicorn $",
    "( cd /x && exec ttyd -p $CONNECT_TOOL_PORT bash )": "ttyd $",
}


@pytest.mark.parametrize(("line", "expected"), SHELL.items())
def test_line_of_a_shell(line: str, expected: str, tmp_path: Path) -> None:
    assert summary(read(tmp_path, f"CMD {line}")) == expected


EXEC = {
    '["streamlit","run","app.py","--server.port=$CONNECT_TOOL_PORT"]': "Streamlit $CONNECT_TOOL_PORT!",
    '["ttyd","-p","${CONNECT_TOOL_PORT}","bash"]': "ttyd ${CONNECT_TOOL_PORT}!",
    '["bash","-c","exec ttyd -p $CONNECT_TOOL_PORT bash"]': "ttyd $",
    '["bash","-lc","exec ttyd -p $CONNECT_TOOL_PORT bash"]': "ttyd $",
    '["/bin/sh","-e","-c","exec ttyd -p $CONNECT_TOOL_PORT bash"]': "ttyd $",
    '["bash","-euo","pipefail","-c","exec ttyd -p $CONNECT_TOOL_PORT bash"]': "ttyd $",
    '["bash","-c","exec bash <<\'EOF\'\\nttyd -p $CONNECT_TOOL_PORT bash\\nEOF\\n"]': "ttyd $",
    '["busybox","sh","-c","exec ttyd -p $CONNECT_TOOL_PORT bash"]': "ttyd $",
    '["env","PORT=3000","http-server","."]': "http-server 3000",
    '["my-server","--listen","0.0.0.0:${CONNECT_TOOL_PORT}"]': "…!",
    '["java","-Dserver.port=${CONNECT_TOOL_PORT}","-jar","a.jar"]': "java ${CONNECT_TOOL_PORT}",
    '["/opt/run.sh","$CONNECT_TOOL_PORT"]': "…",
    '["npm","start"]': "…",
    '["/init"]': "…",
    '["bash"]': "bash ?",
    '["bash","/nowhere.sh"]': "…",
    '["python3","/nowhere.py"]': "…",
    '["python3","-m","package"]': "…",
    '["sh","-c"]': "…",
    '["tini","--","uvicorn","app:app","--port","8000"]': "Uvicorn 8000",
    '["R","-e","shiny::runApp(port=$CONNECT_TOOL_PORT)"]': "R ?!",
}


@pytest.mark.parametrize(("words", "expected"), EXEC.items())
def test_exec_form(words: str, expected: str, tmp_path: Path) -> None:
    assert summary(read(tmp_path, f"CMD {words}")) == expected


SCRIPTS = {
    'exec jupyter lab --port "$CONNECT_TOOL_PORT"': "Jupyter $",
    "PORT=${CONNECT_TOOL_PORT:-8888}\nexec jupyter lab --port $PORT": "Jupyter $",
    "PORT=8888\nexec jupyter lab --port $PORT": "Jupyter 8888",
    'if [ -n "$CONNECT_TOOL_PORT" ]; then P=$CONNECT_TOOL_PORT; else P=1; fi\nexec jupyter lab --port $P': "Jupyter ?",
    "start() {\n  exec jupyter lab --port=8888\n}\nstart": "Jupyter 8888",
    'start() {\n  exec jupyter lab --port="$1"\n}\nstart "$CONNECT_TOOL_PORT"': "Jupyter $",
    "unused() {\n  exec jupyter lab --port=8888\n}\nexec ttyd -p $CONNECT_TOOL_PORT bash": "ttyd $",
    'exec "$@"': "…",
    'set -- jupyter lab\nexec "$@" --port $CONNECT_TOOL_PORT': "Jupyter $",
    "source /opt/conda/etc/profile.d/conda.sh\nconda activate x\nexec jupyter lab --port 8888": "Jupyter 8888",
    "source /opt/settings\nexec jupyter lab --port 8888": "Jupyter 8888 …",
    "exec jupyter lab \\\n  --ip 0.0.0.0 \\\n  --port 8888": "Jupyter 8888",
    'cat > /etc/nginx/a.conf <<EOF\nlisten $CONNECT_TOOL_PORT;\nEOF\nexec nginx -g "daemon off;"': "nginx (80)",
    "while true; do jupyter lab --port $CONNECT_TOOL_PORT; done": "Jupyter $",
    "exec jupyter lab --port 8888\nother-server --port 1": "Jupyter 8888",
    "for i in 1 2; do sleep 1; done\nexec jupyter lab --port=$CONNECT_TOOL_PORT": "Jupyter $",
    'case "$MODE" in\n  lab) exec jupyter lab --port 8888 ;;\n  *) exec ttyd -p 1 ;;\nesac': "Jupyter 8888, ttyd 1",
    'case "$1" in\n  lab) exec jupyter lab --port 8888 ;;\n  *) exec ttyd -p 1 bash ;;\nesac': "ttyd 1",
    'case "${1:-lab}" in\n  lab | -l) exec jupyter lab --port 1 ;;\n  *) exec ttyd -p 1 bash ;;\nesac': "Jupyter 1",
    'if [ $# -gt 0 ]; then exec "$@"; fi\nexec ttyd -p 1 bash': "ttyd 1",
    'while [ $# -gt 0 ]; do shift; done\n[ -n "$X" ] && set -- a\ncase "$1" in a) exec ttyd -p 1 ;; esac': "ttyd 1",
    'exec jupyter lab --port 8888 "': "Jupyter 8888 …",
}


@pytest.mark.parametrize(("script", "expected"), SCRIPTS.items())
def test_script_of_the_context(script: str, expected: str, tmp_path: Path) -> None:
    files = {"start.sh": f"#!/bin/bash\n{script}\n"}
    found = read(tmp_path, 'CMD ["/opt/start.sh"]', files, "COPY start.sh /opt/\n")
    assert summary(found) == expected
    assert [source.path.rpartition("/")[2] for source in found.files] == ["start.sh"]


WRITTEN = {
    "COPY <<'EOF' /start.sh\n#!/bin/bash\nexec ttyd -p $CONNECT_TOOL_PORT bash\nEOF": "ttyd $",
    "COPY <<EOF /start.sh\n#!/bin/bash\nexec ttyd -p \\$CONNECT_TOOL_PORT bash\nEOF": "ttyd $",
    "COPY <<EOF /\nexec ttyd bash\nEOF": "…",
    "RUN cat <<'EOF' > /start.sh\n#!/bin/sh\nexec ttyd -p $CONNECT_TOOL_PORT bash\nEOF": "ttyd $",
    "RUN printf '#!/bin/sh\\nexec ttyd -p $CONNECT_TOOL_PORT bash\\n' > /start.sh": "ttyd $",
    "RUN echo '#!/bin/sh' > /start.sh && echo 'exec ttyd -p 7681 bash' >> /start.sh && chmod +x /start.sh": "ttyd 7681",
    "RUN echo '#!/bin/sh' > /start.sh && echo 'exec ttyd -p 7681 bash' >> /start.sh && sed -i s/7681/1/ /start.sh": "…",
    "RUN printf '#!/bin/sh\\nexec ttyd -p 7681 bash' | tee /start.sh": "ttyd 7681",
    "RUN { echo '#!/bin/sh'; echo 'exec ttyd -p 7681 bash'; } > /start.sh": "ttyd 7681",
    "RUN curl -o /start.sh https://example.org/start.sh": "…",
    "WORKDIR /\nRUN echo '#!/bin/sh\\n\\\nexec ttyd -p $CONNECT_TOOL_PORT bash' > start.sh": "ttyd $",
}


@pytest.mark.parametrize(("before", "expected"), WRITTEN.items())
def test_script_written_in_the_dockerfile(before: str, expected: str, tmp_path: Path) -> None:
    assert summary(read(tmp_path, 'CMD ["/start.sh"]', before=before + "\n")) == expected


PYTHON = {
    "import uvicorn\nuvicorn.run('app:x', host='0.0.0.0', port=9000)\n": "uvicorn 9000",
    "import uvicorn\nPORT = 9000\nuvicorn.run('app:x', port=PORT)\n": "uvicorn 9000",
    "import os, uvicorn\nuvicorn.run('app:x', port=int(os.environ['CONNECT_TOOL_PORT']))\n": "uvicorn $",
    "import os, uvicorn\nuvicorn.run('app:x', port=int(os.environ.get('PORT', 8000)))\n": "uvicorn 8000",
    "from flask import Flask\napp = Flask(__name__)\napp.run(host='0.0.0.0')\n": "flask (5000)",
    "from flask import Flask\nimport subprocess as s\ns.run(['ls'])\nFlask('x').run('0.0.0.0', 5001)\n": "flask 5001",
    "import gradio as gr\ngr.Interface(str, 'text', 'text').launch(server_port=7860)\n": "gradio 7860",
    "import dash\ndash.Dash('x').run(**options)\n": "dash ?",
    "from http.server import *\nHTTPServer(('', 8000), None).serve_forever()\n": "http.server 8000",
    "import aiohttp.web as web\nweb.run_app(None, port=8081)\n": "aiohttp 8081",
    "from waitress import serve\nserve(None, listen='*:8080')\n": "waitress ?",
    "import tornado\ntornado.web.Application().listen(8888)\n": "tornado 8888",
    "print 'old'\n": "…",
    "import asyncio, uvicorn\nasyncio.run(main())\n": "python3 ?",
}


@pytest.mark.parametrize(("source", "expected"), PYTHON.items())
def test_python_program(source: str, expected: str, tmp_path: Path) -> None:
    found = read(tmp_path, 'CMD ["python3", "app.py"]', {"app.py": source}, "WORKDIR /app\nCOPY app.py .\n")
    assert summary(found) == expected


def test_gradio_runs_the_file_that_it_is_given(tmp_path: Path) -> None:
    source = "import gradio as gr\ngr.Interface(str, 'text', 'text').launch(server_port=7861)\n"
    found = read(tmp_path, 'CMD ["gradio", "app.py", "--demo-name=page"]', {"app.py": source}, "COPY app.py .\n")
    assert summary(found) == "gradio 7861"
    assert summary(read(tmp_path, 'CMD ["gradio", "page.py"]', before="COPY app.py .\n")) == "…"


BINDS = {
    ":$CONNECT_TOOL_PORT": ("$", "?"),
    "0.0.0.0:$CONNECT_TOOL_PORT": ("$", "0.0.0.0"),
    "$CONNECT_TOOL_PORT": ("$", "(127.0.0.1)"),
    ":8000": ("8000", "?"),
    "[::]:8000": ("8000", "::"),
    "0.0.0.0": ("(8000)", "0.0.0.0"),
    "unix:/run/x": ("?", "?"),
}


@pytest.mark.parametrize(("value", "expected"), BINDS.items())
def test_address_and_port_in_one(value: str, expected: tuple[str, str], tmp_path: Path) -> None:
    program = read(tmp_path, f"CMD exec gunicorn --bind {value} app:server").programs[0]
    assert (shown(program.port), shown(program.host)) == expected


def test_variable_that_no_shell_fills_in_is_no_default(tmp_path: Path) -> None:
    program = read(tmp_path, 'CMD ["gunicorn", "--bind", "0.0.0.0:$PORT", "app:server"]').programs[0]
    assert (shown(program.port), shown(program.host)) == ("?", "0.0.0.0")


def test_place_in_another_file(tmp_path: Path) -> None:
    source = "import uvicorn\n# é\nuvicorn.run('app:x', host='é', port=9000)\n"
    found = read(tmp_path, 'CMD ["python3", "/app.py"]', {"app.py": source}, "COPY app.py /\n")
    text = found.programs[0].port.text
    assert text is not None
    assert (text.source.path.rpartition("/")[2], text.source.position(text.whole.start)) == ("app.py", (3, 37))


@pytest.mark.parametrize(
    ("command", "entrypoint", "nothing"),
    [
        ("", '["/usr/bin/connect-client", "--entrypoint"]', True),
        ("CMD []", '["/usr/bin/connect-client", "--entrypoint"]', True),
        ("", '["/usr/bin/connect-client", "--entrypoint", "/start.sh"]', False),
        ("CMD sleep 1", '["/usr/bin/connect-client", "--entrypoint"]', False),
        ("CMD ['a']", '["/usr/bin/connect-client", "--entrypoint"]', False),
    ],
)
def test_nothing_to_start(command: str, entrypoint: str, nothing: bool, tmp_path: Path) -> None:
    assert read(tmp_path, f"ENTRYPOINT {entrypoint}\n{command}").nothing is nothing


@pytest.mark.parametrize(
    ("base", "install", "expected"),
    [
        ("python:3.12-slim", "RUN /usr/bin/connect-client --install\n", "Streamlit 8501"),
        ("python:3.12-slim", "", ""),
        ("registry.internal/lab/base", "RUN /usr/bin/connect-client --install\n", ""),
    ],
)
def test_a_command_that_lacks_its_entrypoint(base: str, install: str, expected: str) -> None:
    text = f"FROM {base}\n{install}CMD streamlit run app.py --server.port 8501\n"
    found = process.build(assemble.build(dockerfile_reader.read(Source("Dockerfile", text))))
    assert [f"{one.name} {shown(one.port)}" for one in found.programs] == ([expected] if expected else [])


def test_entrypoint_of_the_base_is_not_known(tmp_path: Path) -> None:
    tree = dockerfile_reader.read(Source("Dockerfile", 'FROM acme.example/studio:1\nCMD ["jupyter", "lab"]\n'))
    found = process.build(assemble.build(tree, Options(), Context(str(tmp_path))))
    assert (found.start, found.programs, found.complete) == (None, (), False)


@pytest.mark.parametrize(
    ("before", "base", "quiet"),
    [
        ("", "ubuntu:24.04", True),
        ("", "registry.acme.internal/base:1", False),
        ("RUN echo '$CONNECT_TOOL_PORT' > /etc/thing\n", "ubuntu:24.04", False),
        ("COPY conf.py /etc/\n", "ubuntu:24.04", False),
        ("ENV PORT=$CONNECT_TOOL_PORT\n", "ubuntu:24.04", True),
        ("EXPOSE $CONNECT_TOOL_PORT\n", "ubuntu:24.04", True),
    ],
)
def test_whether_another_file_may_tell_the_port(before: str, base: str, quiet: bool, tmp_path: Path) -> None:
    files = {"conf.py": "port = os.environ['CONNECT_TOOL_PORT']\n"}
    assert read(tmp_path, 'CMD ["jupyter", "lab"]', files, before, base).quiet is quiet


@pytest.mark.parametrize(
    ("source", "used"),
    [
        ("class Settings(BaseSettings):\n    connect_tool_port: int\n", True),
        ("class Settings(BaseSettings, env_prefix='CONNECT_TOOL_'):\n    port: int\n", True),
        ("prefix = 'CONNECT_TOOL'\nport = os.environ[prefix + '_PORT']\n", True),
        ("base = os.environ.get('CONNECT_TOOL_PATH_PREFIX', '/')\n", False),
        ("# connect_tool_port\nport = 8000\n", False),
    ],
)
def test_names_of_the_port_in_programs(source: str, used: bool, tmp_path: Path) -> None:
    found = read(tmp_path, 'CMD ["python3", "/app.py"]', {"app.py": source}, "COPY app.py /\n")
    assert bool(found.usage.uses) is used
