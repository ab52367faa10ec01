"""Kinds of Studios to begin with: what each needs and how it starts.

Packages and series stood on conda-forge and bioconda in 2026-11; programs of Ubuntu 24.04 in its `universe`.
"""

from __future__ import annotations

from studio_lint.base.record import Record

BASE = "mambaorg/micromamba:2.3.2-ubuntu24.04"
"""Has apt-get, which `connect-client --install` needs, and micromamba, which reads environment.yml as Wave does."""

APP = "/opt/studio"
"""Where the files of `Template.files` go in the image."""


class Template(Record):
    """A kind of Studio.

    title     what it is, in a few words
    tools     specs of the packages that it starts, the first the telling one
    others    specs to begin with, which the start does not need
    system    packages of Ubuntu
    files     names and texts of what is copied to `APP`
    command   what the session starts, in a shell; without it the first of `files` is started
    """

    title: str
    tools: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    system: tuple[str, ...] = ()
    files: tuple[tuple[str, str], ...] = ()
    command: str = ""


_STREAMLIT = '''"""The first page. Streamlit runs it from top to bottom for every visitor."""

import streamlit

streamlit.title("A Studio")
upload = streamlit.file_uploader("A table")
if upload is not None:
    streamlit.text(upload.getvalue().decode()[:1000])
'''

_SHINY = """library(shiny)

ui <- fluidPage(
  titlePanel("A Studio"),
  sliderInput("n", "Samples", min = 10, max = 500, value = 100),
  plotOutput("samples")
)

server <- function(input, output, session) {
  output$samples <- renderPlot(hist(rnorm(input$n), main = NULL, xlab = "value"))
}

shinyApp(ui, server)
"""

_START_R = """# The Platform chooses the port when the session starts.
port <- as.integer(Sys.getenv("CONNECT_TOOL_PORT"))
shiny::runApp("/opt/studio/app.R", host = "0.0.0.0", port = port, launch.browser = FALSE)
"""

_START = """#!/usr/bin/env bash
# The session starts this script. The program must listen on CONNECT_TOOL_PORT, which the
# Platform chooses; with `exec`, it receives SIGTERM when the session ends.
set -euo pipefail
exec python3 -m http.server "$CONNECT_TOOL_PORT"
"""

TEMPLATES: dict[str, Template] = {
    "jupyter": Template(
        "JupyterLab",
        tools=("jupyterlab=4.4",),
        others=("python=3.12",),
        command=(
            "exec jupyter lab --ip=0.0.0.0 --port=$CONNECT_TOOL_PORT --no-browser --allow-root --ServerApp.token=''"
        ),
    ),
    "streamlit": Template(
        "A Streamlit app",
        tools=("streamlit=1.50",),
        others=("python=3.12",),
        files=(("app.py", _STREAMLIT),),
        command=(
            f"exec streamlit run {APP}/app.py --server.address=0.0.0.0 --server.port=$CONNECT_TOOL_PORT"
            " --server.headless=true --browser.gatherUsageStats=false"
        ),
    ),
    "shiny": Template(
        "A Shiny app in R",
        tools=("r-shiny=1.10",),
        others=("r-base=4.4",),
        files=(("app.R", _SHINY), ("start.R", _START_R)),
        command=f"exec Rscript {APP}/start.R",
    ),
    "marimo": Template(
        "marimo notebooks",
        tools=("marimo=0.17",),
        others=("python=3.12",),
        command="exec marimo edit --headless --no-token --host 0.0.0.0 --port $CONNECT_TOOL_PORT",
    ),
    "ttyd": Template(
        "A terminal in the browser",
        others=("bioconda::samtools=1.21",),
        system=("less", "ttyd"),
        command="exec ttyd --writable --port $CONNECT_TOOL_PORT bash",
    ),
    "plain": Template(
        "Your own Studio: start.sh starts the program",
        tools=("python=3.12",),
        files=(("start.sh", _START),),
    ),
}

USUAL = "jupyter"
