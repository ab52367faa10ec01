"""How a program with a port of its own is given the session's: one line each, what it was and what the fixes make."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.mending import mended

HEAD = """\
FROM public.cr.seqera.io/platform/connect-client:0.15.0 AS connect
FROM python:3.12-slim
LABEL io.seqera.connect.version="0.15.0"
{extra}WORKDIR /app
COPY . /app/
COPY --from=connect /usr/bin/connect-client /usr/bin/connect-client
RUN /usr/bin/connect-client --install
ENTRYPOINT ["/usr/bin/connect-client", "--entrypoint"]
"""
SHELL = 'CMD ["/usr/bin/bash", "-c", "exec {}"]'
P = "$CONNECT_TOOL_PORT"

COMMANDS = {
    # defaults, by what is known of the tool
    "CMD exec streamlit run app.py": f"CMD exec streamlit run --server.port {P} app.py",
    'CMD ["streamlit", "run", "app.py"]': SHELL.format(f"streamlit run --server.port {P} app.py"),
    "CMD exec uvicorn app:app": f"CMD exec uvicorn --host 0.0.0.0 --port {P} app:app",
    "CMD exec gunicorn app:app": f"CMD exec gunicorn --bind 0.0.0.0:{P} app:app",
    "CMD exec python3 -m http.server": f"CMD exec python3 -m http.server {P}",
    "CMD exec python3 -m flask --app x run": f"CMD exec python3 -m flask --app x run --host 0.0.0.0 --port {P}",
    "CMD exec jupyter lab --allow-root --no-browser": (
        f"CMD exec jupyter lab --ip=0.0.0.0 --port {P} --allow-root --no-browser"
    ),
    'CMD ["/usr/bin/bash", "-c", "exec panel serve app.py"]': SHELL.format(f"panel serve --port {P} app.py"),
    "CMD exec mlflow server --host 0.0.0.0": f"CMD exec mlflow server --port {P} --host 0.0.0.0",
    # numbers behind variables
    "ENV P=8501\nCMD exec streamlit run app.py --server.port=$P": (
        f"ENV P=8501\nCMD exec streamlit run app.py --server.port={P}"
    ),
    'ENV OPTS="--server.port=8501 --server.headless=true"\nCMD exec streamlit run app.py $OPTS': (
        'ENV OPTS="--server.port=8501 --server.headless=true"\n'
        f"CMD exec streamlit run app.py --server.port={P} --server.headless=true"
    ),
    'ENV RUN_IT="streamlit run app.py --server.port 8501"\nCMD exec $RUN_IT': (
        f'ENV RUN_IT="streamlit run app.py --server.port 8501"\nCMD exec streamlit run app.py --server.port {P}'
    ),
    "ENV ADDR=0.0.0.0:8000\nCMD exec gunicorn --bind $ADDR app:app": (
        f"ENV ADDR=0.0.0.0:8000\nCMD exec gunicorn --bind 0.0.0.0:{P} app:app"
    ),
    'ENV STREAMLIT_SERVER_PORT=8501\nCMD ["streamlit", "run", "app.py"]': (
        "ENV STREAMLIT_SERVER_PORT=8501\n" + SHELL.format(f"streamlit run --server.port {P} app.py")
    ),
    # two listeners: the one that does not keep to the container, else none of them is the one
    "CMD gunicorn -b 127.0.0.1:8000 app:app & exec streamlit run app.py --server.port 8501": (
        f"CMD gunicorn -b 127.0.0.1:8000 app:app & exec streamlit run app.py --server.port {P}"
    ),
    "CMD gunicorn -b localhost:8000 app:app & exec streamlit run app.py": (
        f"CMD gunicorn -b localhost:8000 app:app & exec streamlit run --server.port {P} app.py"
    ),
    "CMD gunicorn -b 127.0.0.1:8000 app:app & exec uvicorn app:app --host 127.0.0.1 --port 80": None,
    "CMD uvicorn app:app --port 8001 & exec streamlit run app.py": None,
}


def project(folder: Path, lines: str, **files: str) -> Path:
    (folder / ".git").mkdir()
    extra, _, command = lines.rpartition("CMD")
    (folder / "Dockerfile").write_text(HEAD.format(extra=extra) + f"CMD{command}\n")
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder


@pytest.mark.parametrize(("before", "after"), COMMANDS.items())
def test_a_command_is_given_the_port(before: str, after: str | None, tmp_path: Path) -> None:
    folder = project(tmp_path, before)
    text = (folder / "Dockerfile").read_text()
    done = mended(folder, ["Dockerfile"])
    assert done.refused == ()
    extra, _, command = (after or "").rpartition("CMD")
    made = HEAD.format(extra=extra) + f"CMD{command}\n" if after else text
    assert (folder / "Dockerfile").read_text() == made


FILES = {
    "start_sh": (
        "#!/bin/bash\nexec streamlit run app.py --server.port 8501\n",
        "#!/bin/bash\nexec streamlit run app.py --server.port ${CONNECT_TOOL_PORT:-8501}\n",
        "CMD bash start.sh",
    ),
    "app_py": (
        '"""Doc."""\nfrom __future__ import annotations\n\nimport flask\n\napp = flask.Flask("a")\napp.run()\n',
        '"""Doc."""\nfrom __future__ import annotations\n\nimport os\n\nimport flask\n\napp = flask.Flask("a")\n'
        'app.run(port=int(os.environ.get("CONNECT_TOOL_PORT", "5000")))\n',
        'CMD ["python3", "app.py"]',
    ),
    "run_py": (
        'import os\nimport uvicorn\nPORT = "8000"\nuvicorn.run("a:b", host="0.0.0.0", port=int(PORT))\n',
        'import os\nimport uvicorn\nPORT = os.environ.get("CONNECT_TOOL_PORT", "8000")\n'
        'uvicorn.run("a:b", host="0.0.0.0", port=int(PORT))\n',
        'CMD ["python3", "run.py"]',
    ),
    "app_R": (
        "library(shiny)\nrunApp('.', host = '0.0.0.0', port = 3838L)\n",
        "library(shiny)\nrunApp('.', host = '0.0.0.0', "
        'port = as.integer(Sys.getenv("CONNECT_TOOL_PORT", "3838")))\n',
        'CMD ["Rscript", "app.R"]',
    ),
    "supervisord_conf": (
        "[supervisord]\nnodaemon=true\n[program:app]\ncommand=streamlit run app.py --server.port 8501\n",
        "[supervisord]\nnodaemon=true\n[program:app]\n"
        "command=streamlit run app.py --server.port %(ENV_CONNECT_TOOL_PORT)s\n",
        'CMD ["supervisord", "-c", "supervisord.conf"]',
    ),
    "Procfile": (
        "web: gunicorn -b 0.0.0.0:8000 app:app\n",
        "web: gunicorn -b 0.0.0.0:${CONNECT_TOOL_PORT:-8000} app:app\n",
        'CMD ["honcho", "start"]',
    ),
    "package_json": (
        '{"scripts": {"start": "http-server -p 8080 dist"}}\n',
        '{"scripts": {"start": "exec http-server -p ${CONNECT_TOOL_PORT:-8080} dist"}}\n',
        'CMD ["npm", "start"]',
    ),
    "_streamlit__config_toml": (
        "[server]\nport = 8501\nheadless = true\n",
        '[server]\nport = "env:CONNECT_TOOL_PORT"\nheadless = true\n',
        'CMD ["streamlit", "run", "app.py"]',
    ),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_given_the_port(name: str, tmp_path: Path) -> None:
    before, after, command = FILES[name]
    folder = project(tmp_path, command, **{name: before})
    done = mended(folder, ["Dockerfile"])
    assert done.refused == ()
    path = folder / name.replace("__", "/").replace("_", ".")
    assert path.read_text() == after


def test_a_variable_that_the_image_sets_is_set_for_the_command(tmp_path: Path) -> None:
    code = "import gradio as gr\n\ngr.Interface(str, 'text', 'text').launch(server_name='0.0.0.0')\n"
    folder = project(tmp_path, 'ENV GRADIO_SERVER_PORT=7860\nCMD ["python3", "demo.py"]', demo_py=code)
    mended(folder, ["Dockerfile"])
    last = (folder / "Dockerfile").read_text().splitlines()[-1]
    assert last == SHELL.format(f"env GRADIO_SERVER_PORT={P} python3 demo.py")
    assert (folder / "demo.py").read_text() == code
