"""Variables that well-known base images set by ENV.

An ARG above FROM often has the same name, so a stage that does not
declare it still sees a value: that of the base image. Source: the Dockerfiles of the
official images, of rocker, Jupyter, CUDA and conda images (2026-11).
"""

from __future__ import annotations

GIVEN_BY_PLATFORM = ("CONNECT_", "TOWER_", "SEQERA_", "NXF_", "FUSION_", "AWS_", "AZURE_", "GOOGLE_", "WAVE_")
"""How names of variables begin that a session may be given (documentation of Studios, 2026-08)."""

OF_SHELLS = frozenset((
    "HOME", "PWD", "OLDPWD", "PATH", "HOSTNAME", "SHLVL", "IFS", "PPID", "UID", "EUID", "RANDOM", "SECONDS", "LINENO",
    "OPTARG", "OPTIND", "OPTERR", "OSTYPE", "MACHTYPE", "HOSTTYPE", "BASH", "BASHPID", "BASHOPTS", "BASH_VERSION",
    "BASH_SOURCE", "BASH_LINENO", "BASH_VERSINFO", "FUNCNAME", "PIPESTATUS", "REPLY", "SHELLOPTS", "EPOCHSECONDS",
    "EPOCHREALTIME", "GROUPS", "DIRSTACK", "COLUMNS", "LINES", "TERM", "SHELL", "PS4", "MAPFILE", "COPROC",
))  # fmt: skip
"""Variables that a shell, or Docker, sets by itself (manual of bash 5.2; Docker 28)."""

NAMES = frozenset((
    "PATH", "HOME", "LANG", "LC_ALL", "TZ", "DEBIAN_FRONTEND", "SHELL", "USER",
    "PYTHON_VERSION", "PYTHON_SHA256", "GPG_KEY", "NODE_VERSION", "YARN_VERSION", "GOLANG_VERSION", "GOPATH",
    "GOTOOLCHAIN", "RUST_VERSION", "RUSTUP_HOME", "CARGO_HOME", "RUBY_VERSION", "GEM_HOME", "PHP_VERSION",
    "PERL_VERSION", "JULIA_VERSION", "JULIA_PATH", "JAVA_VERSION", "JAVA_HOME", "MAVEN_VERSION", "GRADLE_VERSION",
    "NGINX_VERSION", "NJS_VERSION", "PKG_RELEASE", "HTTPD_VERSION", "TOMCAT_VERSION", "CATALINA_HOME",
    "PG_VERSION", "PG_MAJOR", "REDIS_VERSION", "MARIADB_VERSION", "MONGO_VERSION",
    "R_VERSION", "R_HOME", "R_BASE_VERSION", "CRAN", "S6_VERSION", "RSTUDIO_VERSION", "QUARTO_VERSION",
    "PANDOC_VERSION", "DEFAULT_USER", "BIOCONDUCTOR_VERSION", "BIOCONDUCTOR_DOCKER_VERSION",
    "CONDA_DIR", "CONDA_VERSION", "MAMBA_USER", "MAMBA_USER_ID", "MAMBA_ROOT_PREFIX", "MAMBA_EXE", "ENV_NAME",
    "NB_USER", "NB_UID", "NB_GID", "JUPYTER_PORT",
    "CUDA_VERSION", "CUDNN_VERSION", "NCCL_VERSION", "NVARCH", "NV_CUDNN_VERSION",
    "PYTORCH_VERSION", "TENSORFLOW_VERSION",
))  # fmt: skip
