"""Calls that start a server in R, and the names of their arguments for the port and the host.

Read in the packages' documentation (2026-11): shiny 1.9, plumber 1.3 (whose `plumber.port` has no port of its own),
httpuv 1.6, golem 0.5. To renew: read the same pages of newer releases.
"""

from __future__ import annotations

STARTS = (
    "runApp",
    "pr_run",
    "plumb",
    "runServer",
    "startServer",
    "run_app",
    "shinyApp",
    "shinyAppDir",
    "$run",
    "serve",
)
PRINTED = ("shinyApp(", "shinyAppDir(", "shinyAppFile(")
"""What they give starts when R prints it, as it does at the main line of a script, and not where a name is given it."""
PORT_OPTIONS = ("shiny.port", "plumber.port")
HOST_OPTIONS = ("shiny.host", "plumber.host")
PORT = "port"
HOST = "host"
"""The argument of all these calls."""
