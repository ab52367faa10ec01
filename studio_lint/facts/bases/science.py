"""Images for R, conda, Jupyter and bioinformatics.

Sources: rocker-org/rocker-versioned2, mamba-org/micromamba-docker, conda-forge/miniforge-images,
ContinuumIO/docker-images, jupyter/docker-stacks, Bioconductor/bioconductor_docker, r-hub/containers, Wave's templates
and BioContainers' Dockerfiles, all as of 2026-08; docker-library for r-base.
"""

from __future__ import annotations

from studio_lint.facts.bases.base import Family, OwnStart, Row

_R = "R Rscript"
_COMPILERS = "file g++ gcc locale-gen make unzip"
_CONDA = ("/opt/conda/bin",)
_MICROMAMBA = """micromamba _activate_current_env.sh _apptainer_shell.sh _dockerfile_initialize_user_accounts.sh
_dockerfile_setup_root_prefix.sh _dockerfile_shell.sh _entrypoint.sh"""
_BASH = ("/bin/bash", "-o", "pipefail", "-c")
_R_ENV = (
    ("R_VERSION", None),
    ("R_HOME", "/usr/local/lib/R"),
    ("CRAN", None),
    ("LANG", "en_US.UTF-8"),
    ("TZ", "Etc/UTC"),
)
_INIT = "/init (s6-overlay 2) sets the user up and starts the service"
_S6_HOOKS = ("/etc/cont-init.d", "/etc/services.d", "/etc/cont-finish.d")
_RUN_S6 = "runs the scripts of /etc/cont-init.d and /etc/services.d"
_RSERVER = OwnStart(
    "/init",
    ("rserver", "--server-daemonize", "0"),
    hooks=_S6_HOOKS,
    reads=_RUN_S6,
    instead="rserver --server-daemonize=0 --auth-none=1 --www-port=$CONNECT_TOOL_PORT",
)
"""install_rstudio.sh, read 2026-11: the service that /init starts runs rserver with no port of its own."""
_SHINY_SERVER = OwnStart("/init", ("shiny-server",), hooks=_S6_HOOKS, reads=_RUN_S6)
"""install_shiny_server.sh, read 2026-11."""
_START_SH = OwnStart(
    "start.sh",
    hooks=("/usr/local/bin/start-notebook.d", "/usr/local/bin/before-notebook.d"),
    reads="runs the scripts of /usr/local/bin/start-notebook.d and before-notebook.d",
)
"""start.sh, read 2026-11: started by root, it goes on as NB_USER with the variables of the session."""
_ROCKER_UNKNOWN = "curl ssh bzip2 xz adduser addgroup openssl gpg"


TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def _rocker(name: str, adds: str, unknown: str, port: int | None, users: str = "") -> Family:
    own = _SHINY_SERVER if port == 3838 else _RSERVER
    server: dict[str, Any] = {"cmd": ("/init",), "lost": _INIT, "own": own} if port else {"cmd": ("R",)}
    return Family(
        (f"docker.io/rocker/{name}", f"ghcr.io/rocker-org/{name}"),
        "rocker",
        (
            Row(releases="noble", adds=f"{_R} {_COMPILERS} {adds}", unknown=unknown),
            Row(releases="jammy", adds=f"{_R} {_COMPILERS} {adds}", closed=False),
            Row(adds=f"sh bash {_R}", closed=False),
        ),
        env=_R_ENV,
        path=None if name == "verse" else (),
        users=users,
        port=port,
        **server,
    )


_STUDIO = "git python3 rserver sudo wget"
_SHINY = "python3 shiny-server sudo wget"
_STACK = "conda mamba openssl pip python python3 sudo tini wget locale-gen"
_STACK_UNKNOWN = "curl pip3 node npm npx java javac ruby gem cmake unzip bzip2 xz jq file adduser addgroup gpg"
_MINIMAL_STACK = f"{_STACK} curl git jupyter less nano ssh unzip"


def _stack(name: str, adds: str, unknown: str = "", closed: bool = False) -> Family:
    return Family(
        (f"quay.io/jupyter/{name}",),
        "jupyter",
        (Row(releases="noble", adds=adds, unknown=unknown, closed=closed), Row(adds=f"sh bash {adds}", closed=False)),
        shell=_BASH,
        user="1000",
        folder="/home/jovyan",
        entrypoint=("tini", "-g", "--", "start.sh"),
        cmd=("start-notebook.py",),
        env=(
            ("CONDA_DIR", "/opt/conda"), ("NB_USER", "jovyan"), ("NB_UID", "1000"), ("NB_GID", "100"),
            ("HOME", "/home/jovyan"), ("SHELL", "/bin/bash"), ("LANG", "C.UTF-8"),
            ("DEBIAN_FRONTEND", "noninteractive"),
        ),
        path=_CONDA,
        own_python=True,
        users="jovyan",
        port=8888 if name != "docker-stacks-foundation" else None,
        lost="start.sh prepares the user and the environment",
        own=_START_SH,
    )  # fmt: skip


_STACKS = (
    _stack("docker-stacks-foundation", _STACK, _STACK_UNKNOWN, True),
    _stack("base-notebook", f"{_STACK} jupyter", _STACK_UNKNOWN, True),
    _stack(
        "minimal-notebook", _MINIMAL_STACK, "pip3 node npm npx java javac ruby gem cmake bzip2 xz jq file gpg", True
    ),
    _stack("scipy-notebook", f"{_MINIMAL_STACK} gcc g++ make"),
    _stack("datascience-notebook", f"{_MINIMAL_STACK} gcc g++ make {_R} julia"),
    _stack("r-notebook", f"{_MINIMAL_STACK} gcc {_R}"),
    _stack("pytorch-notebook", f"{_MINIMAL_STACK} gcc g++ make"),
    _stack("tensorflow-notebook", f"{_MINIMAL_STACK} gcc g++ make"),
)
_OLD_START = ("start-notebook.sh",)
"""It goes through start.sh by itself (jupyter/docker-stacks, 2023-10)."""
# docker.io/jupyter/…: not updated since 2023-10-20, so that `latest` is Ubuntu 22.04 for ever.
_OLD_STACKS = tuple(
    stack.replace(names=(stack.names[0].replace("quay.io", "docker.io"),), tags="jupyter-old", cmd=_OLD_START)
    for stack in _STACKS
)

_MINIFORGE = "conda git mamba openssl pip python python3 tini wget"
_MINICONDA = "bzip2 conda git kill openssl pgrep pip ps python python3 ssh wget"
_TINI = "tini reaps processes and forwards signals"
_WAVE_UNKNOWN = "curl wget git python python3 pip pip3 R Rscript java gcc make unzip bzip2 xz less file openssl"

FAMILIES = (
    Family(
        ("docker.io/library/r-base",),
        "testing",
        (Row(adds=f"sh bash wget {_R} gcc g++ make unzip tar gzip bzip2 xz ps less openssl", closed=False),),
        cmd=("R",),
        env=(("LC_ALL", "en_US.UTF-8"), ("LANG", "en_US.UTF-8"), ("R_BASE_VERSION", None)),
        users="docker",
    ),
    _rocker("r-ver", "", f"git python3 {_ROCKER_UNKNOWN}", None),
    _rocker("rstudio", _STUDIO, _ROCKER_UNKNOWN, 8787, "rstudio"),
    _rocker("tidyverse", _STUDIO, _ROCKER_UNKNOWN, 8787, "rstudio"),
    _rocker("verse", _STUDIO, _ROCKER_UNKNOWN, 8787, "rstudio"),
    _rocker("geospatial", _STUDIO, _ROCKER_UNKNOWN, 8787, "rstudio"),
    _rocker("shiny", _SHINY, f"git {_ROCKER_UNKNOWN}", 3838, "shiny"),
    _rocker("shiny-verse", _SHINY, f"git {_ROCKER_UNKNOWN}", 3838, "shiny"),
    Family(
        ("docker.io/bioconductor/bioconductor_docker", "ghcr.io/bioconductor/bioconductor_docker"),
        "bioconductor",
        (Row(adds=f"sh bash curl wget git python3 pip3 {_R} gcc g++ make cmake sudo rserver", closed=False),),
        cmd=("/init",),
        env=(*_R_ENV, ("BIOCONDUCTOR_VERSION", None)),
        users="rstudio",
        port=8787,
        lost=_INIT,
        own=_RSERVER,
    ),
    Family(
        ("docker.io/mambaorg/micromamba", "ghcr.io/mamba-org/micromamba"),
        "micromamba",
        (
            Row("slim", "trixie bookworm", _MICROMAMBA, small=True),
            Row("", "trixie bookworm noble jammy", _MICROMAMBA, small=True),
            Row(
                "alpine", "", f"bash {_MICROMAMBA}", unknown="openssl",
                changes=(("packager", "apk"), ("sh", "busybox")),
            ),
            Row("*", "", f"bash {_MICROMAMBA}", closed=False, changes=(("packager", None), ("sh", None))),
        ),
        shell=("/usr/local/bin/_dockerfile_shell.sh",),
        user="mambauser",
        folder="/tmp",
        entrypoint=("/usr/local/bin/_entrypoint.sh",),
        cmd=("/bin/bash",),
        env=(
            ("MAMBA_USER", "mambauser"), ("MAMBA_USER_ID", "57439"), ("MAMBA_USER_GID", "57439"),
            ("MAMBA_ROOT_PREFIX", "/opt/conda"), ("MAMBA_EXE", "/bin/micromamba"), ("ENV_NAME", "base"),
            ("LANG", "C.UTF-8"), ("LC_ALL", "C.UTF-8"),
        ),
        users="mambauser",
        lost="activates the environment, which puts /opt/conda/bin on PATH",
        own=OwnStart("/usr/local/bin/_entrypoint.sh"),
        activates="/opt/conda/bin",
        shell_activates="MAMBA_DOCKERFILE_ACTIVATE",
    ),
    Family(
        ("docker.io/condaforge/miniforge3", "docker.io/condaforge/mambaforge"),
        "miniforge",
        (
            Row(releases="noble", adds=f"bzip2 {_MINIFORGE}", unknown="curl pip3 unzip xz gpg"),
            Row(releases="focal", adds=_MINIFORGE, unknown="curl pip3 unzip xz gpg"),
            Row(adds=f"sh bash {_MINIFORGE}", closed=False),
        ),
        entrypoint=("tini", "--"),
        cmd=("/bin/bash",),
        env=(("CONDA_DIR", "/opt/conda"), ("LANG", "C.UTF-8")),
        path=_CONDA,
        own_python=True,
        lost=_TINI,
    ),
    Family(
        ("docker.io/continuumio/miniconda3",),
        "miniconda",
        (
            Row(releases="trixie", adds=f"addgroup adduser {_MINICONDA}", unknown="curl pip3 mamba unzip xz gpg"),
            Row(releases="bookworm", adds=_MINICONDA, unknown="curl pip3 mamba unzip xz gpg"),
            Row(adds=f"sh bash {_MINICONDA}", closed=False),
        ),
        cmd=("/bin/bash",),
        env=(("LANG", "C.UTF-8"),),
        path=_CONDA,
        own_python=True,
    ),
    Family(
        ("docker.io/continuumio/anaconda3",),
        "anaconda",
        (Row(adds=f"sh bash jupyter {_MINICONDA}", closed=False),),
        cmd=("/bin/bash",),
        path=_CONDA,
        own_python=True,
    ),
    *_STACKS,
    *_OLD_STACKS,
    Family(
        ("quay.io/jupyterhub/k8s-singleuser-sample",),
        "none",
        (Row(adds="sh bash git jupyter pip pip3 python python3 tini", closed=False),),
        user="jovyan",
        folder="/home/jovyan",
        entrypoint=("tini", "--"),
        cmd=("jupyter", "lab"),
        env=(("NB_USER", "jovyan"), ("NB_UID", "1000"), ("HOME", "/home/jovyan")),
        path=None,
        own_python=True,
        port=8888,
        lost=_TINI,
    ),
    Family(
        ("docker.io/pytorch/pytorch",),
        "none",
        (Row(adds="sh bash python python3 pip", closed=False),),
        folder="/workspace",
        env=(("PYTORCH_VERSION", None),),
        path=None,
        own_python=True,
    ),
    Family(
        ("docker.io/tensorflow/tensorflow",),
        "none",
        (Row(adds="sh bash python python3 pip", closed=False),),
        lists_empty=None,
        cmd=("bash",),
        path=None,
    ),
    Family(
        ("ghcr.io/r-hub/containers/", "docker.io/rhub/"),
        "none",
        (Row(adds=f"sh bash {_R}", closed=False),),
        packager=None,
        lists_empty=None,
        sh=None,
        env=(("R_HUB", "true"), ("PKG_SYSREQS", "true")),
        path=None,
    ),
    Family(
        ("quay.io/biocontainers/",),
        "none",
        (Row(adds="sh bash ash wget tar gzip ps sed awk", closed=False),),
        packager=None,
        lists_empty=None,
        sh=None,
        entrypoint=("/usr/local/env-execute",),
        cmd=("bash",),
        path=None,
        lost="runs the environment's activation scripts",
    ),
    Family(
        ("docker.io/staphb/",),
        "none",
        (Row(adds="sh bash", closed=False),),
        packager=None,
        lists_empty=None,
        sh=None,
        folder="/data",
        env=(("LC_ALL", "C"),),
        path=None,
    ),
    Family(
        ("docker.io/pangeo/",),
        "none",
        (Row(adds="sh bash wget python python3 pip conda mamba", closed=False),),
        user="jovyan",
        folder="/home/jovyan",
        entrypoint=("/srv/start",),
        env=(("CONDA_ENV", "notebook"), ("CONDA_DIR", "/srv/conda"), ("NB_USER", "jovyan"), ("NB_UID", "1000")),
        path=("/srv/conda/envs/notebook/bin", "/srv/conda/bin"),
        own_python=True,
        port=8888,
        lost="the image's start script",
        own=OwnStart("/srv/start", passes=True),
    ),
    Family(
        ("community.wave.seqera.io/library/",),
        "noble",
        (Row(adds="sh bash", unknown=f"micromamba {_WAVE_UNKNOWN}", closed=False),),
        folder=None,
        env=(("MAMBA_ROOT_PREFIX", "/opt/conda"),),
        path=None,
        own_python=True,
    ),
)  # fmt: skip
