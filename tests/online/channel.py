"""A conda channel of a few packages."""

from __future__ import annotations

from typing import Any

from tests.online.server import Reply, Served


def package(name: str, version: str, *depends: str, build: str = "0") -> dict[str, Any]:
    return {
        "name": name,
        "version": version,
        "build": build,
        "build_number": 0,
        "depends": list(depends),
        "md5": "0" * 32,
        "sha256": "0" * 64,
        "size": 1,
        "timestamp": 1700000000000,
    }


def put_channel(served: Served, name: str, *packages: dict[str, Any], subdir: str = "linux-64") -> str:
    """A channel with these packages, and the URL that it has."""
    held = {f"{one['name']}-{one['version']}-{one['build']}.conda": {**one, "subdir": subdir} for one in packages}
    for platform in ("linux-64", "noarch"):
        listed = held if platform == subdir else {}
        served.replies[f"/{name}/{platform}/repodata.json"] = Reply(
            {"info": {"subdir": platform}, "packages": {}, "packages.conda": listed}
        )
    return f"{served.url}/{name}"
