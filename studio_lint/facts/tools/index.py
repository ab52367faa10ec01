"""Which module has the entries of a program, so that no other is imported. A test compares the two."""

from __future__ import annotations

PROGRAMS: dict[str, str] = {
    "notebooks": (
        "jupyter-lab jupyter-labhub jupyter jupyter-notebook jupyter-server jupyter-nbclassic "
        "start-notebook.sh start-notebook.py start-singleuser.sh start-singleuser.py "
        "jupyter-kernelgateway voila"
    ),
    "python_servers": (
        "gunicorn uvicorn hypercorn granian daphne waitress-serve fastapi flask superset sanic "
        "django-admin manage.py bottle bottle.py cherryd twistd mkdocs functions-framework "
        "functions_framework"
    ),
    "data_apps": "streamlit chainlit gradio shiny marimo panel bokeh solara reflex",
    "trackers": (
        "mlflow tensorboard cellxgene cellxgene-gateway datasette sqlite_web dtale optuna-dashboard dask "
        "ray prefect dagster dg dagster-webserver aim airflow vllm label-studio pgweb opencode"
    ),
    "web_servers": (
        "nginx caddy apache2ctl apachectl apache2 httpd apache2-foreground httpd-foreground lighttpd "
        "busybox mini_httpd mini-httpd thttpd darkhttpd haproxy traefik catalina.sh java php "
        "php-fpm php-fpm8.1 php-fpm8.2 php-fpm8.3 php-fpm8.4 puma rails unicorn unicorn_rails thin "
        "rackup n8n grafana-server grafana refine openrefine"
    ),
    "node_tools": (
        "http-server serve live-server vite next react-scripts vue-cli-service ng node-red pm2 "
        "pm2-runtime pm2-docker forever"
    ),
    "terminals": (
        "code-server openvscode-server theia ttyd gotty wetty rserver shiny-server shiny-server.sh "
        "quarto websockify novnc_proxy utils/launch.sh xpra kasmvncserver vncserver tigervncserver Xvnc "
        "Xtigervnc x11vnc supervisord screen tmux service start-stop-daemon daemonize"
    ),
}
"""By module: names of executables."""

MODULES: dict[str, str] = {
    "notebooks": "jupyterlab jupyter notebook jupyter_server nbclassic kernel_gateway voila",
    "python_servers": (
        "gunicorn uvicorn hypercorn granian daphne waitress fastapi flask django bottle mkdocs http.server"
    ),
    "data_apps": "streamlit chainlit shiny marimo panel bokeh solara reflex",
    "trackers": (
        "mlflow tensorboard.main tensorboard datasette sqlite_web prefect "
        "vllm.entrypoints.openai.api_server llama_cpp.server"
    ),
    "terminals": "websockify",
}
"""By module: names after `python -m`."""
