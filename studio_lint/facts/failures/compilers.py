"""What pip prints when a package without a wheel is compiled.

Sources: setuptools, distutils, meson-python, read 2026-11; measured 2026-11-28 with psutil and psycopg2.
"""

from __future__ import annotations

from studio_lint.facts.failures.signature import Signature

COMPILERS: tuple[Signature, ...] = (
    Signature(
        kind="pip-compiler",
        needs="pg_config executable not found",
        line="",
        where="B R E W I",
        message="`{name}` is built from source and needs `pg_config`",
        help="install `libpq-dev` and `gcc` in an earlier step, or use `psycopg2-binary`",
    ),
    Signature(
        kind="pip-compiler",
        needs="Python.h: No such file",
        line="",
        where="B R E W I",
        message="`{name}` is built from source and needs the headers of Python",
        help="install `python3-dev` and `gcc` in an earlier step",
    ),
    Signature(
        kind="pip-compiler",
        needs="mysql_config",
        line="mysql_config.{0,30}not found",
        where="B R E W I",
        message="`{name}` is built from source and needs `mysql_config`",
        help="install `default-libmysqlclient-dev`, `pkg-config` and `gcc` in an earlier step",
    ),
    Signature(
        kind="pip-compiler",
        needs="No such file or directory",
        line=r"fatal error: (?P<header>[\w./+-]{1,120}): No such file",
        where="B R E W I",
        message="`{name}` is built from source and needs the header `{header}`",
        help="install the `-dev` package that contains `{header}` in an earlier step",
    ),
    Signature(
        kind="pip-compiler",
        needs="[Errno 2] No such file or directory: '",
        line=(
            r"directory: '(?P<tool>[\w./+-]{0,80}(?:gcc|g\+\+|cc|clang|c\+\+|gfortran|cmake|make|rustc|cargo))"
            "'"
        ),
        where="B R E W I",
        message="`{name}` is built from source, and the image has no `{tool}`",
        help="install `gcc` and `python3-dev` in an earlier step, or use a version with a wheel",
        yields=("git-missing",),
    ),
    Signature(
        kind="pip-compiler",
        needs="unable to execute '",
        line=r"unable to execute '(?P<tool>[\w./+-]{1,80})'",
        where="B R E W I",
        message="`{name}` is built from source, and the image has no `{tool}`",
        help="install `gcc` and `python3-dev` in an earlier step, or use a version with a wheel",
    ),
    Signature(
        kind="pip-compiler",
        needs="failed: No such file or directory",
        line=r"command '(?P<tool>[\w./+-]{1,80})' failed: No such file",
        where="B R E W I",
        message="`{name}` is built from source, and the image has no compiler (`{tool}`)",
        help="install `gcc` and `python3-dev` in an earlier step, or use a version with a wheel",
    ),
    Signature(
        kind="pip-compiler",
        needs="error: command '",
        line=(
            r"error: command '(?P<tool>[\w./+-]{1,80})' failed: None|error: command '(?P<tool2>[\w./+-]{1,80})"
            "' failed with exit"
        ),
        where="B R E W I",
        message="`{name}` is built from source, and the compiler failed",
        help="read the compiler's first error in the log",
        yields=("oom-137", "no-space"),
    ),
    Signature(
        kind="pip-compiler",
        needs="Unknown compiler(s)",
        line="",
        where="B R E W I",
        message="`{name}` is built from source, and the image has no compiler",
        help="install `gcc` and `g++` in an earlier step, or use a version with a wheel",
    ),
    Signature(
        kind="pip-compiler",
        needs="can't find Rust compiler",
        line="",
        where="B R E W I",
        message="`{name}` is built from source and needs Rust",
        help="use a newer pip or a version with a wheel, or install `rustc` and `cargo`",
    ),
    Signature(
        kind="pip-compiler",
        needs="Failed building wheel for",
        line=r"Failed building wheel for (?P<name>[A-Za-z0-9][\w.-]{0,120})",
        where="R E W I",
        message="`{name}` is built from source, and its build failed",
        help="use a version with a wheel for this Python, or install what its build needs",
        weak=True,
        yields=("oom-137", "no-space"),
    ),
    Signature(
        kind="pip-compiler",
        needs="Failed to build",
        line=(
            r"Failed to build (?:installable wheels for some pyproject.toml based projects \()?`?(?P<name>[A-Z"
            r"a-z0-9][\w.-]{0,120})"
        ),
        where="R E W I",
        message="`{name}` is built from source, and its build failed",
        help="use a version with a wheel for this Python, or install what its build needs",
        weak=True,
        yields=("oom-137", "no-space"),
    ),
    Signature(
        kind="pip-compiler",
        needs="metadata-generation-failed",
        line="",
        where="B R E W I",
        message="`{name}` is built from source, and its build failed",
        help="use a version with a wheel for this Python, or install what its build needs",
        weak=True,
        yields=("oom-137", "no-space"),
    ),
)
