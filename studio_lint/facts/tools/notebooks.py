"""Jupyter's servers. jupyterlab 4.6.6, jupyter_server 2.21.1, notebook 7.6.5, nbclassic 1.3.3, run in 2026-11."""

from __future__ import annotations

from studio_lint.facts.tools.tool import ANY, FILE_FIRST, IGNORED, JSON, LOOPBACK, PYTHON, Tool, file, tool

_PORT = "--port --ServerApp.port --LabApp.port --NotebookApp.port"
_HOST = "--ip --ServerApp.ip --LabApp.ip --NotebookApp.ip"
_FOLDERS = "$JUPYTER_CONFIG_DIR ~/.jupyter /usr/local/etc/jupyter /opt/conda/etc/jupyter /etc/jupyter"
_NAMES = ("jupyter_server_config", "jupyter_lab_config", "jupyter_notebook_config", "jupyter_config")
_SETTINGS = (
    file(
        PYTHON,
        *(f"{name}.py" for name in _NAMES),
        folders=_FOLDERS,
        flags="--config --config-file",
        port="port",
        host="ip",
        root="allow_root",
        folder="/etc/jupyter/",
    ),
    file(
        JSON,
        *(f"{name}.json" for name in _NAMES),
        folders=_FOLDERS,
        port="port",
        host="ip",
        root="allow_root",
        folder="/etc/jupyter/",
    ),
)
"""None is read in the working directory."""
_ERRANDS = "extension list stop password build clean path paths workspaces licenses --generate-config --show-config"
_ERRANDS += " --paths --help-all"


def _jupyter(name: str, programs: str, **fields: object) -> Tool:
    given: dict[str, object] = {
        "port": _PORT,
        "host": _HOST,
        "port_env": "JUPYTER_PORT",
        "default_port": "8888",
        "default_host": LOOPBACK,
        "config": "--config --config-file",
        "host_fix": "--ip=0.0.0.0",
        "order": FILE_FIRST,
        "settings": _SETTINGS,
        "unknown": IGNORED,
        "root_option": "--allow-root",
        "errands": _ERRANDS,
        "images": "/jupyter/",
        "source": "run: jupyter_server 2.21.1",
    }
    return tool(name, programs, **(given | fields))  # type: ignore[arg-type]


TOOLS: tuple[Tool, ...] = (
    _jupyter("JupyterLab", "jupyter-lab jupyter-labhub", modules="jupyterlab"),
    _jupyter("Jupyter", "jupyter", sub="lab notebook server nbclassic", modules="jupyter"),
    _jupyter(
        "Jupyter Notebook",
        "jupyter-notebook jupyter-server jupyter-nbclassic",
        modules="notebook jupyter_server nbclassic",
    ),
    _jupyter(
        "Jupyter",
        "start-notebook.sh start-notebook.py start-singleuser.sh start-singleuser.py",
        words_env="NOTEBOOK_ARGS",
        default_port="",
        default_host=ANY,
        root_option="",
        source="documentation: jupyter/docker-stacks, 2026-11",
    ),
    tool(
        "Jupyter Kernel Gateway",
        "jupyter-kernelgateway",
        modules="kernel_gateway",
        port="--port --KernelGatewayApp.port",
        host="--ip --KernelGatewayApp.ip",
        port_env="KG_PORT",
        host_env="KG_IP",
        default_port="8888",
        default_host=LOOPBACK,
        config="--config",
        unknown=IGNORED,
        host_fix="--ip=0.0.0.0",
        source="run: jupyter_kernel_gateway 3.0.1",
    ),
    tool(
        "Jupyter Kernel Gateway",
        "jupyter",
        sub="kernelgateway",
        port="--port --KernelGatewayApp.port",
        host="--ip --KernelGatewayApp.ip",
        port_env="KG_PORT",
        host_env="KG_IP",
        default_port="8888",
        default_host=LOOPBACK,
        config="--config",
        unknown=IGNORED,
        host_fix="--ip=0.0.0.0",
        source="run: jupyter_kernel_gateway 3.0.1",
    ),
    tool(
        "Voilà",
        "voila",
        app=True,
        modules="voila",
        port="--port --Voila.port",
        host="--Voila.ip",
        default_port="8866",
        default_host=LOOPBACK,
        config="--config",
        unknown=IGNORED,
        host_fix="--Voila.ip=0.0.0.0",
        settings=(
            file(JSON, "voila.json", "~/.jupyter/voila.json", port="port", host="ip", section="Voila"),
            file(PYTHON, "voila.py", port="port", host="ip"),
        ),
        source="run: voila 0.5.13",
    ),
)
