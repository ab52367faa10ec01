"""pip refuses to install into the distribution's own Python

## Why

Debian 12, Ubuntu 23.04, Alpine 3.19 and later mark their Python as externally managed (PEP 668): pip refuses to install
into it, with or without `--user`, and the build fails. The Python of `python:…` images, conda and uv is not marked.

## Instead

```dockerfile
RUN python3 -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir streamlit
ENV PATH=/opt/venv/bin:$PATH
```

Or use `python:3.12-slim` as the base image.

## Evidence

Built on Debian 12 (2026-11): `pip install six`, `pip3 install --user six` and `python3 -m pip install six` fail with
`error: externally-managed-environment`; with `--break-system-packages`, `--target` or in a virtual environment, they
work.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, Meta, Place
from studio_lint.model.contents.pip_managed import managed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.build.image import Image

META = Meta("SL217", "pip-externally-managed", ERROR, silenced_by=("connect-install-base",), needs=("pip",))


def check(image: Image) -> Iterator[Finding]:
    seen: set[tuple[str, int]] = set()
    for stage in image.stages:
        for found in managed(image, stage) if stage.reached else ():
            key = (found.word.source.path, found.word.whole.start)
            if key in seen:
                continue
            seen.add(key)
            yield META.finding(
                Place.of(found.install),
                f"pip does not install into the Python of {found.release.title}; the build fails",
                help="use a virtual environment: `python3 -m venv /opt/venv && /opt/venv/bin/pip install …`",
                notes=("pip: error: externally-managed-environment",),
            )
