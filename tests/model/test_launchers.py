"""What npm, Procfiles, supervisord and make start, followed into their files. The notation is that of test_process."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.model.test_process import read, summary

PACKAGE = """{
\t"name": "viewer",
\t"scripts": {
\t\t"start": "http-server dist -p 8080",
\t\t"serve": "http-server dist",
\t\t"preflight": "echo ready",
\t\t"flight": "npm run serve -- -p $CONNECT_TOOL_PORT",
\t\t"own": "PORT=4000 http-server dist"
\t}
}
"""
PROCFILE = "# two of them\nweb: gunicorn -b 0.0.0.0:$PORT app:app\nlog: tail -f /dev/null\nadmin: ttyd -p 7681 bash\n"
MAKEFILE = """PORT ?= 8501
.PHONY: run page shell
run: prepare
\tstreamlit run app.py --server.port $(PORT)
page:
\t@exec ttyd \\
\t  -p $(CONNECT_TOOL_PORT) bash
shell:
\tcd /data && ttyd -p $$CONNECT_TOOL_PORT bash
prepare:
\tmkdir -p /tmp/x
"""
COMMANDS = {
    '["npm", "start"]': "http-server 8080",
    '["npm", "run", "serve"]': "http-server (8080)",
    '["npm", "run", "flight"]': "http-server $",
    '["npm", "run", "own"]': "http-server 4000",
    "exec npm run serve -- -p $CONNECT_TOOL_PORT": "http-server $",
    "PORT=$CONNECT_TOOL_PORT npm run serve": "http-server $",
    "exec npm --prefix /app run serve": "http-server (8080)",
    "exec yarn serve -p 3000": "http-server 3000",
    "exec pnpm -C /app start": "http-server 8080",
    '["npm", "run", "absent"]': "…",
    "exec npm run serve --port $CONNECT_TOOL_PORT": "…",
    '["npm", "--workspaces", "run", "serve"]': "…",
    '["honcho", "start", "web"]': "Gunicorn ?",
    '["honcho", "start", "admin"]': "ttyd 7681",
    "exec honcho start -p $CONNECT_TOOL_PORT web": "Gunicorn $",
    '["foreman", "start", "-f", "Nofile"]': "…",
    '["make", "run"]': "Streamlit 8501",
    '["make", "page"]': "ttyd $",
    '["make", "-C", "/app", "shell"]': "ttyd $",
    '["make"]': "Streamlit 8501",
    '["make", "absent"]': "…",
    '["make", "run", "PORT=8080"]': "…",
}


@pytest.mark.parametrize(("command", "expected"), COMMANDS.items())
def test_orders_from_a_file(command: str, expected: str, tmp_path: Path) -> None:
    files = {"package.json": PACKAGE, "Procfile": PROCFILE, "Makefile": MAKEFILE}
    before = "WORKDIR /app\nCOPY package.json Procfile Makefile ./\n"
    assert summary(read(tmp_path, f"CMD {command}", files, before)) == expected


SUPERVISED = {
    "ttyd -p %(ENV_CONNECT_TOOL_PORT)s bash": "ttyd $",
    'ttyd -p "%(ENV_CONNECT_TOOL_PORT)s" bash': "ttyd $",
    "ttyd -p 7681 bash  ; a comment": "ttyd 7681",
    "ttyd -p $CONNECT_TOOL_PORT bash": "ttyd $CONNECT_TOOL_PORT!",
    'bash -c "exec ttyd -p $CONNECT_TOOL_PORT bash"': "ttyd $",
    "ttyd\n  -p 7681\n  bash": "ttyd 7681",
    "my-server": "…",
}


@pytest.mark.parametrize("start", ["-n", "-c /etc/supervisor/conf.d/all.conf"])
@pytest.mark.parametrize(("command", "expected"), SUPERVISED.items())
def test_supervisord(command: str, expected: str, start: str, tmp_path: Path) -> None:
    text = "[supervisord]\nnodaemon=true\n\n[program:off]\nautostart=false\ncommand=ttyd -p 1 x\n\n"
    text += f"[program:page]\ncommand={command}\n"
    before = "RUN apt-get install -y supervisor\nCOPY all.conf /etc/supervisor/conf.d/all.conf\n"
    assert summary(read(tmp_path, f"CMD supervisord {start}", {"all.conf": text}, before)) == expected


def test_programs_of_the_base_are_not_known(tmp_path: Path) -> None:
    files = {"page.conf": "[program:page]\ncommand=ttyd -p 7681 bash\n"}
    before = "COPY page.conf /etc/supervisor/conf.d/page.conf\n"
    assert summary(read(tmp_path, "CMD supervisord -n", files, before, "some/desktop:1")) == "ttyd 7681 …"


def test_environment_of_supervisord(tmp_path: Path) -> None:
    text = '[program:page]\ncommand=http-server\nenvironment=A="1",PORT="%(ENV_CONNECT_TOOL_PORT)s"\n'
    before = "RUN apt-get install -y supervisor\nCOPY all.conf /etc/supervisord.conf\n"
    assert summary(read(tmp_path, "CMD supervisord -n", {"all.conf": text}, before)) == "http-server $"


WRITTEN = {
    '["ttyd","-p","$(CONNECT_TOOL_PORT)","bash"]': "`$(CONNECT_TOOL_PORT)` is Kubernetes syntax",
    '["ttyd","-p","$$CONNECT_TOOL_PORT","bash"]': "`$$CONNECT_TOOL_PORT` is Docker Compose syntax",
    '["bash","-c","ttyd -p $(CONNECT_TOOL_PORT) bash"]': "the shell reads `$(CONNECT_TOOL_PORT)` as a command",
    '["bash","-c","ttyd -p $$CONNECT_TOOL_PORT bash"]': "the shell expands `$$` to its process ID",
    '["bash","-c","ttyd -p $0 bash","$CONNECT_TOOL_PORT"]': "exec form does not expand variables",
    '["bash","-c","ttyd -p $1 bash","-","$CONNECT_TOOL_PORT"]': "exec form does not expand variables",
}


@pytest.mark.parametrize(("command", "message"), WRITTEN.items())
def test_spellings_of_other_systems(command: str, message: str, tmp_path: Path) -> None:
    from studio_lint.rules.runtime import port_not_expanded

    (finding,) = port_not_expanded.check(read(tmp_path, f"CMD {command}"))
    assert finding.message.startswith(message)


LINKED = {
    "COPY start.sh /opt/start.sh\nRUN chmod +x /opt/start.sh && ln -s /opt/start.sh /usr/local/bin/page\n": "page",
    "RUN ln -sf ../../../opt/start.sh /usr/local/bin/page\nCOPY start.sh /opt/start.sh\n": "/usr/local/bin/page",
    "COPY start.sh /opt/start.sh\nRUN ln -s /opt /srv/app\n": "/srv/app/start.sh",
    "COPY start.sh /tmp/start.sh\nRUN cp /tmp/start.sh /page && chmod +x /page\n": "/page",
    "COPY start.sh /tmp/start.sh\nRUN mv /tmp/start.sh /srv\n": "/srv/start.sh",
}


@pytest.mark.parametrize(("before", "path"), LINKED.items())
def test_files_under_another_name(before: str, path: str, tmp_path: Path) -> None:
    files = {"start.sh": "#!/bin/bash\nexec ttyd -p 7681 bash\n"}
    assert summary(read(tmp_path, f'CMD ["{path}"]', files, before)) == "ttyd 7681"


SETTINGS = {
    ("gunicorn -c gunicorn.conf.py app:app", "gunicorn.conf.py"): ('bind = "0.0.0.0:8000"\n', "Gunicorn 8000"),
    ("gunicorn app:app", "gunicorn.conf.py"): ('bind = "0.0.0.0:8000"\n', "Gunicorn 8000"),
    ("gunicorn -b :$CONNECT_TOOL_PORT app:app", "gunicorn.conf.py"): ('bind = "0.0.0.0:8000"\n', "Gunicorn $"),
    ("jupyter lab --config=j_config.py", "j_config.py"): ("c.ServerApp.port = 8888\n", "Jupyter 8888"),
    ("streamlit run app.py", ".streamlit/config.toml"): ("[server]\nport = 8600  # page\n", "Streamlit 8600"),
    ("streamlit run x.py", ".streamlit/config.toml"): ("[browser]\nserverPort = 8600\n", "Streamlit (8501)"),
    ("code-server --config c.yaml", "c.yaml"): ("bind-addr: 127.0.0.1:8080\n", "code-server 8080"),
    ("java -jar app.jar", "x"): ("", "…"),
    ("java -Dserver.port=8080 -jar app.jar", "x"): ("", "java 8080"),
    ("julia page.jl", "page.jl"): ("using Pluto\nPluto.run(port=1234)\n", "julia ?"),
}


@pytest.mark.parametrize(("command", "path"), SETTINGS)
def test_settings_of_a_tool(command: str, path: str, tmp_path: Path) -> None:
    content, expected = SETTINGS[command, path]
    (tmp_path / path).parent.mkdir(exist_ok=True)
    assert summary(read(tmp_path, f"CMD exec {command}", {path: content}, "WORKDIR /app\nCOPY . /app\n")) == expected


CADDY = {
    ":8080 {\n\treverse_proxy localhost:3000\n}\n": "Caddy 8080",
    "# page\n{\n\tadmin off\n}\nlocalhost:8081, http://x:82/y {\n}\n": "Caddy 8081",
    "(part) {\n\tbind 1.2.3.4\n}\n:80,\n:81 {\n\timport part\n}\n": "Caddy 80",
    ":8080 # page\nfile_server {\n\tbrowse\n}\n": "Caddy 8080",
    ":{$CONNECT_TOOL_PORT} {\n}\n": "Caddy $",
    ":{$CONNECT_TOOL_PORT:8080}\n": "Caddy $",
    ":8080 {\n}\nhttp://:{$CONNECT_TOOL_PORT} {\n}\n": "Caddy $",
    ":{env.CONNECT_TOOL_PORT} {\n}\n": "Caddy ?!",
    "{env.CONNECT_TOOL_PORT}:{$CONNECT_TOOL_PORT} {\n\trespond {env.CONNECT_TOOL_PORT}\n}\n": "Caddy $",
    ":{$PORT} {\n}\n": "Caddy ?",
    ":{$PAGE} {\n}\n": "Caddy 8082",
    "localhost {\n}\n": "Caddy ?",
    ":$CONNECT_TOOL_PORT {\n}\n": "Caddy ?!",
    "http://:${CONNECT_TOOL_PORT} {\n}\n": "Caddy ?!",
    "import sites/*\n:8080 {\n}\n": "Caddy ? …",
    ":8080 {\n": "Caddy ? …",
}


@pytest.mark.parametrize(("content", "expected"), CADDY.items())
def test_caddyfile(content: str, expected: str, tmp_path: Path) -> None:
    command = 'CMD ["caddy", "run", "--config", "/etc/caddy/Caddyfile"]'
    before = "ENV PAGE=8082\nCOPY Caddyfile /etc/caddy/\n"
    assert summary(read(tmp_path, command, {"Caddyfile": content}, before)) == expected


STARTED = {
    "caddy run": "Caddy 8080",
    "caddy run --config=Caddyfile --adapter caddyfile": "Caddy 8080",
    "caddy validate && caddy run": "Caddy 8080",
    "cat Caddyfile; caddy run": "Caddy 8080",
    "cat Caddyfile.in > Caddyfile; caddy run": "Caddy ? …",
    "sed -i s/8080/$CONNECT_TOOL_PORT/ Caddyfile && caddy run": "Caddy $",
    "envsubst < Caddyfile.in > Caddyfile; caddy run": "Caddy ? …",
    "caddy run --config config.json": "Caddy ? …",
    "caddy run --config $CONFIG": "Caddy ? …",
    "caddy run --resume": "Caddy ? …",
    "caddy file-server --listen :8081": "Caddy 8081",
    "caddy file-server": "Caddy (80)",
    "caddy reverse-proxy --from :8080 --to :3000": "Caddy 8080",
}


@pytest.mark.parametrize(("command", "expected"), STARTED.items())
def test_which_caddyfile(command: str, expected: str, tmp_path: Path) -> None:
    files = {"Caddyfile": ":8080 {\n}\n"}
    assert summary(read(tmp_path, f"CMD {command}", files, "WORKDIR /etc/caddy\nCOPY . .\n")) == expected


def test_where_caddy_is_bound(tmp_path: Path) -> None:
    content = ":{$CONNECT_TOOL_PORT} {\n\tbind 127.0.0.1\n\trespond bind {\n\t\tbind ::1\n\t}\n}\n"
    (program,) = read(tmp_path, "CMD caddy run", {"Caddyfile": content}, "WORKDIR /\nCOPY Caddyfile .\n").programs
    assert program.host.value == "127.0.0.1"


def test_a_server_in_front_of_others_counts(tmp_path: Path) -> None:
    command = "uvicorn api:app --port 8001 & exec websockify 6080 localhost:5900"
    (front,) = read(tmp_path, f"CMD {command}").fixed
    assert front.name == "websockify"


DETACHING = {
    "exec nginx": "nginx",
    "exec nginx -g 'daemon off;'": None,
    "nginx; exec tail -f /dev/null": None,
    "exec rserver --www-port=$CONNECT_TOOL_PORT": "RStudio Server",
    "exec gosu app rserver --www-port=$CONNECT_TOOL_PORT": None,
    "exec rserver --server-daemonize 0 --www-port=$CONNECT_TOOL_PORT": None,
    "exec xpra start --bind-tcp=0.0.0.0:$CONNECT_TOOL_PORT": "Xpra",
    "exec xpra start --no-daemon --bind-tcp=0.0.0.0:$CONNECT_TOOL_PORT": None,
}


@pytest.mark.parametrize(("command", "expected"), DETACHING.items())
def test_servers_that_leave_the_foreground(command: str, expected: str | None, tmp_path: Path) -> None:
    from studio_lint.model.process import shutdown

    found = shutdown.detaches(read(tmp_path, f"CMD {command}"))
    assert (found and found.program.name) == expected
