"""What a hostile file, registry or channel can make `--online` do: ask public hosts, for a bounded time."""

from __future__ import annotations

import asyncio
import gzip
import socket
import threading
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest

pytest.importorskip("httpx", reason="httpx is not installed: pip install 'studio-lint[online]'")
pytest.importorskip("rattler", reason="py-rattler is not installed: pip install 'studio-lint[online]'")

from studio_lint.online import addresses, dialing, gate, solve, web
from studio_lint.online.environments import Question, Solution, Wish
from studio_lint.online.web import Unreachable, Web
from tests.online.channel import package, put_channel
from tests.online.hosts import PRIVATE, PUBLIC
from tests.online.server import Reply, Served

NOT_ASKED = "its address is not public"


@pytest.mark.parametrize("host", [*PRIVATE, "", " ", "[", "a" * 300 + ".org"])
def test_what_is_not_asked(host: str) -> None:
    assert not addresses.may_be_asked(host)


@pytest.mark.parametrize("host", PUBLIC)
def test_what_may_be_asked(host: str) -> None:
    assert addresses.may_be_asked(host)


@pytest.mark.parametrize("host", [one for one in PRIVATE if "%" not in one and "[" not in one])
def test_a_spelling_that_is_overlooked_is_caught_where_it_resolves(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """As the system reads it; a name that it does not find is as good."""
    monkeypatch.setattr(addresses, "may_be_asked", lambda _: True)
    monkeypatch.setattr(dialing, "RESOLVING", 2.0)
    if addresses.address_of(host) is None:
        monkeypatch.setattr(dialing, "lookup", lambda *_: ["10.0.0.7"])
    with pytest.raises((dialing.NotAsked, dialing.NoConnection)):
        asyncio.run(dialing.checked(host, 443))


def got(url: str) -> str:
    """The body of an answer, or why there is none."""

    async def get() -> str:
        async with Web() as client:
            try:
                return (await client.get(url)).body.decode()
            except Unreachable as error:
                return str(error)

    return asyncio.run(get())


@pytest.mark.parametrize(
    "found", [["10.0.0.7"], ["8.8.8.8", "127.0.0.1"], ["::ffff:10.0.0.7"], ["fe80::1%2"], ["not an address"]]
)
def test_a_public_name_of_a_private_address(found: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    connected: list[object] = []
    monkeypatch.setattr(dialing, "lookup", lambda *_: found)
    monkeypatch.setattr(web.Pinned, "_at", lambda *given: connected.append(given))
    assert got("https://metadata.example.org/latest") == NOT_ASKED
    assert connected == []


def test_the_connection_goes_to_the_address_that_was_looked_at(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name server that gives another answer the second time is not asked a second time."""
    name = "lab.example.org"
    monkeypatch.setattr(addresses, "PERMITTED", frozenset((name,)))
    answers = iter([["127.0.0.1"]])
    monkeypatch.setattr(dialing, "lookup", lambda *_: next(answers))
    served.replies["/x"] = Reply(b"here")
    assert got(f"http://{name}:{urlsplit(served.url).port}/x") == "here"
    assert served.hosts == [f"{name}:{urlsplit(served.url).port}"]


def test_a_whole_name_is_looked_up_so_that_no_search_domain_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def lookup(host: str, *_: object, **__: object) -> list[object]:
        asked.append(host)
        return [(0, 0, 0, "", ("8.8.8.8", 443))]

    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    assert asyncio.run(dialing.checked("registry.example.org", 443)) == ("8.8.8.8",)
    assert asked == ["registry.example.org."]


@pytest.mark.parametrize(
    "place",
    [
        "https://169.254.43518/latest", "http://quay.io/", "https://0x7f.1/", "//127.1/x", "https://[::ffff:10.0.0.7]/",
        "https://quay.io@169.254.169.254/", "https://１２７.0.0.1/", "ftp://quay.io/", "file:///etc/passwd",
        "https://kubernetes.default.svc/api",
    ],
)  # fmt: skip
def test_a_redirect_does_not_lead_inside(place: str, served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(addresses, "PERMITTED", frozenset(("localhost",)))
    served.replies["/x"] = Reply(b"", 302, Location=place.encode().decode("latin-1"))
    said = got(f"http://{served.host}/x")
    assert said == NOT_ASKED or "URL" in said or "Invalid" in said
    assert len(served.asked) == 1


def test_a_name_and_password_in_a_redirect_are_not_sent(served: Served) -> None:
    served.replies["/x"] = Reply(b"", 302, Location=f"http://user:word@{served.host}/y")
    served.replies["/y"] = Reply(b"here")
    assert got(f"{served.url}/x") == "here"
    assert served.asked == [("/x", None), ("/y", None)]


@contextmanager
def raw(answer: Callable[[socket.socket], None]) -> Iterator[str]:
    """A server that does what no library would."""
    listening = socket.create_server(("127.0.0.1", 0))
    ended = threading.Event()

    def serve() -> None:
        while not ended.is_set():
            try:
                connection, _ = listening.accept()
                with connection:
                    connection.recv(65536)
                    answer(connection)
            except OSError:
                continue

    threading.Thread(target=serve, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        ended.set()
        listening.close()


def slowly(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")
    pause = threading.Event()
    for _ in range(2_000):
        connection.sendall(b"x")
        pause.wait(0.01)


def in_one_byte_chunks(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    for _ in range(2_000):
        connection.sendall(b"1\r\nx\r\n" * 1_000)


def without_end_of_head(connection: socket.socket) -> None:
    pause = threading.Event()
    connection.sendall(b"HTTP/1.1 200 OK\r\n")
    for number in range(2_000):
        connection.sendall(f"X-{number}: x\r\n".encode())
        pause.wait(0.01)


def only_informs(connection: socket.socket) -> None:
    pause = threading.Event()
    for _ in range(2_000):
        connection.sendall(b"HTTP/1.1 103 Early Hints\r\n\r\n")
        pause.wait(0.01)


@pytest.mark.parametrize("answer", [slowly, in_one_byte_chunks, without_end_of_head, only_informs])
def test_a_whole_answer_has_one_deadline(
    answer: Callable[[socket.socket], None], served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web, "LONGEST", 0.5)
    with raw(answer) as url:
        assert got(url) == "no response in time"


def test_redirects_share_the_deadline(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "LONGEST", 0.5)

    def leads_on(connection: socket.socket) -> None:
        threading.Event().wait(0.2)
        connection.sendall(b"HTTP/1.1 302 Found\r\nLocation: /again\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")

    with raw(leads_on) as url:
        assert got(url) == "no response in time"


BOMB = gzip.compress(bytes(web.MOST_BYTES + 1))


@pytest.mark.parametrize(
    ("body", "packed", "said"),
    [
        (gzip.compress(b"here"), "gzip", "here"),
        (gzip.compress(b"here"), "X-GZIP", "here"),
        (BOMB, "gzip", "the response is too large"),
        (gzip.compress(gzip.compress(BOMB)), "gzip, gzip, gzip", "it uses an unsupported compression"),
        (BOMB, "br", "it uses an unsupported compression"),
        (b"no gzip", "gzip", "its response cannot be decompressed"),
        (b"x" * (web.MOST_BYTES + 1), "identity", "the response is too large"),
    ],
    ids=["packed", "old name", "bomb", "nested bomb", "unknown", "broken", "large"],
)
def test_what_is_unpacked_counts(body: bytes, packed: str, said: str, served: Served) -> None:
    served.replies["/x"] = Reply(body, Content_Encoding=packed)
    assert got(f"{served.url}/x") == said


def put(channel: str) -> tuple[Solution | None, list[str]]:
    told: list[str] = []
    return solve.solve(Question((channel,), (Wish("python", "python"),)), told.append), told


@pytest.mark.parametrize("place", ["http://10.0.0.7/latest", "http://0x7f.1:1/x", "https://169.254.43518/"])
def test_a_channel_does_not_lead_inside(place: str, served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    connected: list[object] = []
    real = asyncio.open_connection

    async def noted(host: str, port: int, **given: object) -> object:
        connected.append(host)
        return await real(host, port)

    monkeypatch.setattr(dialing.asyncio, "open_connection", noted)  # type: ignore[attr-defined]
    for file in ("repodata_shards.msgpack.zst", "repodata.json.zst", "repodata.json.bz2", "repodata.json"):
        served.replies[f"/lab/linux-64/{file}"] = Reply(b"", 302, Location=place)
    found, told = put(f"{served.url}/lab")
    assert found is None or found.channels
    assert len(told) <= 1
    assert set(connected) <= {"127.0.0.1"}
    assert {path.partition("/")[2].partition("/")[0] for path, _ in served.asked} == {"lab"}


def zstd(data: bytes) -> bytes:
    """One block as it is (RFC 8878)."""
    return (
        b"\x28\xb5\x2f\xfd\x60"
        + (len(data) - 256).to_bytes(2, "little")
        + (len(data) << 3 | 1).to_bytes(3, "little")
        + data
    )


def text(word: str) -> bytes:
    """A msgpack string."""
    return b"\xd9" + bytes([len(word)]) + word.encode()


def shards(place: str) -> bytes:
    """A channel's index (CEP 16) that says where its parts are."""
    info = {"base_url": "", "shards_base_url": place, "subdir": "linux-64", "padding": "x" * 200}
    packed = b"\x84" + b"".join(text(name) + text(value) for name, value in info.items())
    return zstd(b"\x82" + text("info") + packed + text("shards") + b"\x81" + text("python") + b"\xc4\x20" + bytes(32))


def test_a_channel_whose_parts_are_elsewhere(served: Served) -> None:
    """The list says where, and rattler goes there by itself."""
    assert put_with_list(served, "http://10.0.0.7:81/latest/") is None
    put_with_list(served, f"{served.url}/parts/")
    assert any(path.startswith("/parts/") for path, _ in served.asked), "else the first half shows nothing"


def put_with_list(served: Served, place: str) -> Solution | None:
    """Ask until rattler asks for the list of parts: now and then it takes a channel's other files and keeps to them."""
    for number in range(20):
        name = f"lab{len(served.replies)}x{number}"
        listed = f"/{name}/linux-64/repodata_shards.msgpack.zst"
        served.replies[listed] = Reply(shards(place))
        put_channel(served, name, package("python", "3.12.1"))
        served.asked.clear()
        found, _told = put(f"{served.url}/{name}")
        if any(path == listed for path, _ in served.asked):
            return found
    raise AssertionError("rattler never asked for the list")


def test_a_channel_that_comes_byte_by_byte(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "PATIENCE", 0.3)
    with raw(slowly) as url:
        found, told = put(url)
    assert found is None
    assert len(told) == 1


def test_a_channel_without_end(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "MOST_BYTES", 1 << 20)

    def endless(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        for _ in range(2_000):
            connection.sendall(bytes(1 << 16))

    with raw(endless) as url:
        found, told = put(url)
    assert found is None
    assert len(told) == 1


def test_a_list_that_unpacks_without_end(served: Served, monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    """A frame of blocks that each say: this byte, 128 KiB times."""
    monkeypatch.setattr(solve, "LARGEST_FILE", 1 << 20)
    block = (131_072 << 3 | 1 << 1).to_bytes(3, "little") + b" "
    last = (1 << 3 | 1 << 1 | 1).to_bytes(3, "little") + b" "
    bomb = b"\x28\xb5\x2f\xfd\x00\x38" + block * 4_000 + last
    put_channel(served, "lab", package("python", "3.12.1"))
    served.replies["/lab/linux-64/repodata.json.zst"] = Reply(bomb)
    found, told = put(f"{served.url}/lab")
    assert found is None
    assert len(told) == 1


@pytest.mark.parametrize(
    ("line", "login", "status"),
    [
        ("CONNECT 127.0.0.1:{port} HTTP/1.1", "", b"407"),
        ("CONNECT 127.0.0.1:{port} HTTP/1.1", "gate:wrong", b"407"),
        ("CONNECT 169.254.43518:80 HTTP/1.1", "right", b"403"),
        ("CONNECT [::ffff:7f00:1]:{port} HTTP/1.1", "right", b"403"),
        ("CONNECT 127.1:{port} HTTP/1.1", "right", b"403"),
        ("POST http://127.0.0.1:{port}/ HTTP/1.1", "right", b"403"),
        ("GET ftp://127.0.0.1:{port}/ HTTP/1.1", "right", b"403"),
        ("GET http://10.0.0.7/ HTTP/1.1", "right", b"403"),
        ("GET http://127.0.0.1:{port}/x HTTP/1.1", "right", b"200"),
        ("CONNECT 127.0.0.1:{port} HTTP/1.1", "right", b"200"),
    ],
)
def test_the_way_out(line: str, login: str, status: bytes, served: Served) -> None:
    served.replies["/x"] = Reply(b"here")

    async def ask() -> bytes:
        async with gate.Gate() as way:
            parts = urlsplit(way.url)
            right = f"{parts.username}:{parts.password}" if login == "right" else login
            reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
            request = line.format(port=urlsplit(served.url).port)
            credentials = f"Proxy-Authorization: Basic {b64encode(right.encode()).decode()}\r\n" if right else ""
            writer.write(f"{request}\r\nHost: x\r\n{credentials}\r\n".encode())
            answer = await reader.readline()
            writer.close()
            return answer

    assert asyncio.run(ask()).split()[1] == status
