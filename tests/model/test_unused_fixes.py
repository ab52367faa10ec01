"""A port that comes from a variable which no session sets: one line each, what it was and what the fixes make."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio_lint.base.source import Source, Span, Text
from studio_lint.model.process.sources import node_source, r_source
from tests.mending import mended
from tests.model.test_port_fixes import SHELL, P, project

COMMANDS = {
    'CMD ["sh", "-c", "exec uvicorn app:app --host 0.0.0.0 --port ${PORT:-8000}"]': (
        f'CMD ["sh", "-c", "exec uvicorn app:app --host 0.0.0.0 --port {P}"]'
    ),
    'CMD ["sh", "-c", "exec streamlit run app.py --server.port=\\"${PORT}\\""]': (
        f'CMD ["sh", "-c", "exec streamlit run app.py --server.port=\\"{P}\\""]'
    ),
    "CMD exec gunicorn app:app -b 0.0.0.0:${PORT:-8000}": f"CMD exec gunicorn app:app -b 0.0.0.0:{P}",
    "CMD exec python3 -m http.server ${PORT:-80}": f"CMD exec python3 -m http.server {P}",
    'CMD ["gunicorn", "app:app", "-b", "0.0.0.0:$PORT"]': SHELL.format(f"gunicorn app:app -b 0.0.0.0:{P}"),
    'CMD ["gunicorn", "app:app", "-b", "0.0.0.0:${PORT:-80}"]': SHELL.format(f"gunicorn app:app -b 0.0.0.0:{P}"),
    'ENV PORT=8000\nCMD ["streamlit", "run", "app.py", "--server.port", "$PORT"]': (
        "ENV PORT=8000\n" + SHELL.format(f"streamlit run app.py --server.port {P}")
    ),
    "CMD export A=${PORT:-8000}; exec panel serve a.py --port $A": (
        f"CMD export A=${{PORT:-8000}}; exec panel serve a.py --port {P}"
    ),
    # what nothing expands: every spelling in every quoting
    'CMD ["ttyd", "--port", "${CONNECT_TOOL_PORT}", "bash"]': SHELL.format("ttyd --port ${CONNECT_TOOL_PORT} bash"),
    'CMD ["ttyd", "--port", "${CONNECT_TOOL_PORT:-7681}", "bash"]': SHELL.format(
        "ttyd --port ${CONNECT_TOOL_PORT:-7681} bash"
    ),
    'CMD ["ttyd", "-p", "$(CONNECT_TOOL_PORT)", "bash"]': SHELL.format(f"ttyd -p {P} bash"),
    'CMD ["ttyd", "-p", "CONNECT_TOOL_PORT", "bash"]': SHELL.format(f"ttyd -p {P} bash"),
    'CMD ["ttyd", "-p", "$CONNECT_TOOL_PORT", "-t", "$HOME is `x`", "bash"]': SHELL.format(
        f"ttyd -p {P} -t '$HOME is `x`' bash"
    ),
    'CMD ["ttyd", "-p", "$CONNECT_TOOL_PORT", "-t", "$HOME at $CONNECT_TOOL_PORT", "bash"]': SHELL.format(
        f'ttyd -p {P} -t \\"\\\\$HOME at {P}\\" bash'
    ),
    "CMD exec ttyd -p \\$CONNECT_TOOL_PORT bash": f"CMD exec ttyd -p {P} bash",
    # programs that are not known, by an option with a telling name
    "COPY atlas /usr/bin/\nCMD exec atlas --listen-port ${PORT:-80}": (
        f"COPY atlas /usr/bin/\nCMD exec atlas --listen-port {P}"
    ),
    'COPY atlas /usr/bin/\nCMD ["atlas", "--addr", "0.0.0.0:${PORT}"]': (
        "COPY atlas /usr/bin/\n" + SHELL.format(f"atlas --addr 0.0.0.0:{P}")
    ),
    "COPY atlas /usr/bin/\nCMD exec atlas --port $A --db $B": None,
    "COPY atlas /usr/bin/\nCMD exec atlas --config $PORT": None,
    # no variable that is known to be the port, or several programs
    "CMD exec ttyd -t $PORT -W bash": None,
    "CMD gunicorn a:a -b 0.0.0.0:$A & exec streamlit run app.py --server.port $B": None,
    "CMD exec uvicorn app:app --port $((PORT + 1))": None,
}


@pytest.mark.parametrize(("before", "after"), COMMANDS.items())
def test_a_variable_gives_way_to_the_session_port(before: str, after: str | None, tmp_path: Path) -> None:
    folder = project(tmp_path, before)
    text = (folder / "Dockerfile").read_text()
    mended(folder, ["Dockerfile"])
    wanted = text.replace(before.rpartition("CMD")[2], (after or before).rpartition("CMD")[2])
    assert local((folder / "Dockerfile").read_text()) == local(wanted)


def local(text: str) -> str:
    """A text without the host that a later pass adds."""
    return text.replace(" --host 0.0.0.0", "")


SCRIPT = "#!/bin/sh\n{}\n"
FILES = [
    ("run.sh", SCRIPT, "exec uvicorn a:a --port ${PORT:-80}",
     "exec uvicorn --host 0.0.0.0 a:a --port ${CONNECT_TOOL_PORT:-${PORT:-80}}"),
    ("run.sh", SCRIPT, 'PORT="${PORT:-80}"\nexec streamlit run a.py --server.port "$PORT"',
     'PORT="${PORT:-80}"\nexec streamlit run a.py --server.port "${CONNECT_TOOL_PORT:-$PORT}"'),
    ("run.sh", "#!/bin/bash\n{}\n", 'A=(--host 0.0.0.0)\nA+=(--port "8000") # ours\nexec uvicorn a:a "${A[@]}"',
     'A=(--host 0.0.0.0)\nA+=(--port "${CONNECT_TOOL_PORT:-8000}") # ours\nexec uvicorn a:a "${A[@]}"'),
    ("run.sh", "#!/bin/bash\n{}\n", 'A=(\n  --port $PORT # it\n)\nexec uvicorn a:a --host 0.0.0.0 "${A[@]}"',
     'A=(\n  --port ${CONNECT_TOOL_PORT:-$PORT} # it\n)\nexec uvicorn a:a --host 0.0.0.0 "${A[@]}"'),
    ("run.sh", "#!/bin/bash\n{}\n", 'A=(--port 80)\n[ -f x ] && A+=(--x)\nexec uvicorn a:a --host 0.0.0.0 "${A[@]}"',
     'A=(--port 80)\n[ -f x ] && A+=(--x)\nexec uvicorn a:a --host 0.0.0.0 "${A[@]}"'),
    ("run.sh", SCRIPT, "exec node server.js", "exec env PORT=${CONNECT_TOOL_PORT:-3000} node server.js"),
    ("s.conf", "[supervisord]\nnodaemon=true\n[program:x]\ncommand={}\n", "panel serve a.py --port %(ENV_PORT)s",
     "panel serve a.py --port %(ENV_CONNECT_TOOL_PORT)s"),
    ("s.conf", "[supervisord]\nnodaemon=true\n[program:x]\ncommand={}\n", "panel serve a.py --port $CONNECT_TOOL_PORT",
     "panel serve a.py --port %(ENV_CONNECT_TOOL_PORT)s"),
    ("package.json", '{{"scripts": {{"start": "{}"}}}}\n', "node server.js",
     "exec env PORT=${CONNECT_TOOL_PORT:-3000} node server.js"),
    ("package.json", '{{"scripts": {{"start": "{}"}}}}\n', "PORT=3000 node -r dotenv/config server.js",
     "PORT=${CONNECT_TOOL_PORT:-3000} node -r dotenv/config server.js"),
    ("run.sh", SCRIPT, "export PORT=4000\nexec node server.js",
     "export PORT=${CONNECT_TOOL_PORT:-4000}\nexec node server.js"),
    ("Procfile", "web: {}\n", "python -m http.server $PORT", "python -m http.server ${CONNECT_TOOL_PORT:-$PORT}"),
]  # fmt: skip
STARTS = {"run.sh": "sh run.sh", "s.conf": "supervisord -n -c s.conf", "package.json": "npm start",
          "Procfile": "honcho start"}  # fmt: skip
SERVER = "const port = process.env.PORT || 3000; // app.listen(1)\napp.listen(port)\n"


@pytest.mark.parametrize(("name", "around", "before", "after"), FILES)
def test_a_file_keeps_what_holds_elsewhere(name: str, around: str, before: str, after: str, tmp_path: Path) -> None:
    folder = project(tmp_path, f"CMD {STARTS[name]}")
    (folder / name).write_text(around.format(before))
    (folder / "server.js").write_text(SERVER)
    mended(folder, ["Dockerfile"])
    found = (folder / name).read_text()
    assert local(found) == local(around.format(after))


ENTRY = '#!/bin/sh\nset -e\nexec "$@"\n'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('["gunicorn", "a:a", "--bind", "0.0.0.0:8000"]', f"gunicorn a:a --bind 0.0.0.0:{P}"),
        ('["gunicorn", "a:a"]', f"gunicorn --bind 0.0.0.0:{P} a:a"),
        ('["gunicorn", "a:a", "-b", "0.0.0.0:$PORT"]', f"gunicorn a:a -b 0.0.0.0:{P}"),
        ('["gunicorn", "a:a", "-b", "0.0.0.0:$CONNECT_TOOL_PORT"]', f"gunicorn a:a -b 0.0.0.0:{P}"),
    ],
)
def test_words_that_a_script_starts_are_expanded_before_it(before: str, after: str, tmp_path: Path) -> None:
    folder = project(tmp_path, f"CMD {before}")
    text = (folder / "Dockerfile").read_text()
    (folder / "Dockerfile").write_text(text.replace('"--entrypoint"]', '"--entrypoint", "/app/e.sh"]'))
    (folder / "e.sh").write_text(ENTRY)
    (folder / "e.sh").chmod(0o755)
    mended(folder, ["Dockerfile"])
    assert (folder / "Dockerfile").read_text() == text.replace(f"CMD {before}", SHELL.format(f"/app/e.sh {after}"))
    assert (folder / "e.sh").read_text() == ENTRY


NODE = {
    "app.listen(process.env.PORT || 3000)": ("environ", "PORT", "3000"),
    "const { PORT = 4000, HOST } = process.env;\napp.listen(PORT, HOST)": ("environ", "PORT", "4000"),
    "const p: number = Number(process.env['APP_PORT'] ?? '80')\nserver.listen(p)": ("environ", "APP_PORT", "80"),
    "var port = normalizePort(process.env.PORT || '3000');\nhttp.createServer(app).listen(port);": (
        "environ", "PORT", "3000"),
    "const { PORT, HOST } = process.env;\napp.listen(PORT)": ("environ", "PORT", ""),
    "fastify.listen({ host: '0.0.0.0', port: +process.env.PORT })": ("environ", "PORT", ""),
    "const port = 3000; serve({ fetch: app.fetch, port })": ("literal", "", "3000"),
    "const port = 3000\napp.listen(port, () => console.log(`on ${port}`))": ("literal", "", "3000"),
    "/* app.listen(1) */ const s = 'app.listen(2)'; app.listen(/x(/.test(s) ? 1 : 2)": ("unknown", "", ""),
    "app.listen(3000 + offset)": ("unknown", "", ""),
    "app.listen(3000); admin.listen(9000)": ("unknown", "", ""),
    "let port = 3000; port = 4000; app.listen(port)": ("unknown", "", ""),
    "app.listen(config.port)": ("unknown", "", ""),
    "app.listen('/run/app.sock')": ("unknown", "", ""),
    "app.listen(0)": ("unknown", "", ""),
    "app.listen(port": ("unknown", "", ""),
    "app.listen(": ("unknown", "", ""),
    "function listen(port) { }": ("unknown", "", ""),
}  # fmt: skip


@pytest.mark.parametrize(("code", "found"), NODE.items())
def test_javascript_says_where_it_listens(code: str, found: tuple[str, str, str]) -> None:
    binding = node_source.listens(whole(Source("server.ts", code)))
    assert (binding.kind, binding.flag, binding.value) == found


def whole(source: Source) -> Text:
    return source.text_of(Span(0, len(source.text)))


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ('shiny::runApp(port = as.integer(Sys.getenv("PORT", 3838)))', ("PORT", "3838")),
        ('p <- as.numeric(Sys.getenv("APP_PORT", unset="80"))\nrunApp(port = p)', ("APP_PORT", "")),
        ('# Sys.getenv("PORT")\nrunApp(port = 1)', ("", "")),
        ('runApp(port = Sys.getenv("PORT"), x = Sys.getenv("DB_PORT"))', ("", "")),
        ('Sys.getenv("PORT")', ("", "")),
    ],
)
def test_r_says_which_variable_it_reads(code: str, found: tuple[str, str]) -> None:
    binding = r_source.variable(whole(Source("run.R", code)))
    assert (binding.flag, binding.value) == found


PROJECTS = [
    ("java", "-jar app.jar", "pom.xml", "<artifactId>spring-boot-starter-web</artifactId>", "--server.port={}"),
    ("java", "-Xmx1g -jar app.jar --x", "build.gradle", "'org.springframework.boot:spring-boot-starter-web'",
     "--server.port={}"),
    ("dotnet", "Web.dll", "src/Web.csproj", '<Project Sdk="Microsoft.NET.Sdk.Web">', "--urls http://0.0.0.0:{}"),
    ("java", "-jar app.jar", "pom.xml", "<artifactId>quarkus</artifactId>", ""),
    ("java", "-cp x Main", "pom.xml", "<artifactId>spring-boot-starter-web</artifactId>", ""),
    ("dotnet", "run", "Web.csproj", '<Project Sdk="Microsoft.NET.Sdk.Web">', ""),
    ("dotnet", "Tool.dll", "Tool.csproj", '<Project Sdk="Microsoft.NET.Sdk">', ""),
]  # fmt: skip
BASES = {"java": "eclipse-temurin:21-jre", "dotnet": "mcr.microsoft.com/dotnet/aspnet:8.0"}


@pytest.mark.parametrize(("name", "words", "file", "text", "option"), PROJECTS)
def test_a_compiled_program_says_by_its_project_how_it_is_given_a_port(
    name: str, words: str, file: str, text: str, option: str, tmp_path: Path
) -> None:
    folder = project(tmp_path, f"CMD exec {name} {words}")
    path = folder / "Dockerfile"
    path.write_text(path.read_text().replace("python:3.12-slim", BASES[name]))
    (folder / file).parent.mkdir(exist_ok=True)
    (folder / file).write_text(text)
    mended(folder, ["Dockerfile"])
    more = f" {option.format(P)}" if option else ""
    assert path.read_text().endswith(f"CMD exec {name} {words}{more}\n")


def test_a_number_in_typescript_stays_one(tmp_path: Path) -> None:
    folder = project(tmp_path, "CMD exec ts-node server.ts")
    (folder / "server.ts").write_text("const port: number = 3000\napp.listen(port)\n")
    mended(folder, ["Dockerfile"])
    assert (folder / "server.ts").read_text() == (
        "const port: number = Number(process.env.CONNECT_TOOL_PORT) || 3000\napp.listen(port)\n"
    )


def test_long_javascript_is_read_in_steps_that_grow_with_it() -> None:
    """The pieces that are looked at for one name, and between two brackets, have an end."""
    for code in ("{p,", "const {p,", "p=p;", "(", "app.listen({"):
        text = code * 4_000 + "} = process.env; app.listen(p)"
        assert node_source.listens(whole(Source("server.js", text))).kind == "unknown"
