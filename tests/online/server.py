"""A registry and a host of conda channels on this machine, as far as the tests need them."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

INDEX = "application/vnd.oci.image.index.v1+json"
MANIFEST = "application/vnd.oci.image.manifest.v1+json"
CONFIG = "application/vnd.oci.image.config.v1+json"
DIGEST = "sha256:" + "a" * 64


class Reply:
    """What is sent for a path: an object is sent as JSON, None never ends."""

    def __init__(self, body: Any, status: int = 200, **headers: str) -> None:
        self.body, self.status = body, status
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}


class Served:
    """`replies` by path (with its query, else without); `asked` holds each path and its Authorization."""

    def __init__(self, port: int, stopping: threading.Event) -> None:
        self.host = f"localhost:{port}"
        self.url = f"http://127.0.0.1:{port}"
        self.replies: dict[str, Reply] = {}
        self.locked: set[str] = set()
        self.asked: list[tuple[str, str | None]] = []
        self.hosts: list[str | None] = []
        self.stopping = stopping

    def image(self, name: str, tag: str, manifest: Any) -> None:
        self.replies[f"/v2/{name}/manifests/{tag}"] = Reply(manifest)

    def reply(self, path: str, authorization: str | None) -> Reply:
        self.asked.append((path, authorization))
        plain = path.partition("?")[0]
        if any(plain.startswith(f"/v2/{name}/") for name in self.locked) and authorization != "Bearer t0ken":
            realm = f'Bearer realm="{self.url}/token",service="here",scope="repository:x:pull,push"'
            return Reply(error("UNAUTHORIZED"), 401, WWW_Authenticate=realm)
        return self.replies.get(path) or self.replies.get(plain) or Reply(error("MANIFEST_UNKNOWN"), 404)


def error(code: str) -> dict[str, Any]:
    return {"errors": [{"code": code, "message": "no"}]}


def index(*platforms: str | None) -> dict[str, Any]:
    """An image index; None is an entry that does not say its platform."""
    return {"schemaVersion": 2, "mediaType": INDEX, "manifests": [_entry(platform) for platform in platforms]}


def _entry(platform: str | None) -> dict[str, Any]:
    if platform is None:
        return {"digest": DIGEST}
    return {
        "digest": DIGEST,
        "platform": dict(zip(("os", "architecture", "variant"), platform.split("/"), strict=False)),
    }


def single(digest: str = DIGEST) -> dict[str, Any]:
    return {"schemaVersion": 2, "mediaType": MANIFEST, "config": {"mediaType": CONFIG, "digest": digest}}


@contextmanager
def serving() -> Iterator[Served]:
    stopping = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            served.hosts.append(self.headers.get("Host"))
            reply = served.reply(self.path, self.headers.get("Authorization"))
            if reply.body is None:
                stopping.wait(30)
                return
            body = reply.body if isinstance(reply.body, bytes) else json.dumps(reply.body).encode()
            self.send_response(reply.status)
            for name, value in {"Content-Length": str(len(body)), **reply.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            if self.command == "GET":
                self.wfile.write(body)

        do_HEAD = do_GET

        def log_message(self, *_: Any) -> None:
            """Nothing is printed."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: Any) -> None:
            """A client may leave early."""

    server = Server(("127.0.0.1", 0), Handler)
    served = Served(server.server_port, stopping)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield served
    finally:
        stopping.set()
        server.shutdown()
        server.server_close()
