"""What is made of a registry's answers."""

from __future__ import annotations

from typing import Any

import pytest

pytest.importorskip("httpx", reason="httpx is not installed: pip install 'studio-lint[online]'")

from studio_lint.model.studio.answers import CLOSED, NO_DIGEST, NO_IMAGE, NO_TAG, THERE, UNKNOWN, ImageState
from studio_lint.online import registry, web
from studio_lint.online.images import key
from studio_lint.online.registry import HUB_HOST
from studio_lint.online.tags import near_tags
from studio_lint.syntax.image_reference import Reference, parse
from tests.online.server import DIGEST, Reply, Served, error, index, single


def ask(served: Served, *names: str) -> tuple[list[ImageState], list[str]]:
    """The states of images of the registry, and what it said that it could not ask."""
    references = [parse(f"{served.host}/{name}") for name in names]
    told: list[str] = []
    asked = [one for one in references if isinstance(one, Reference)]
    assert asked == references
    states = registry.ask(asked, told.append)
    return [states[key(one)] for one in asked], told


def state(served: Served, name: str = "lab/base:1") -> ImageState:
    (found,), told = ask(served, name)
    assert told == []
    return found


def unknown(served: Served, name: str = "lab/base:1") -> str:
    """Why nothing is known of an image."""
    (found,), told = ask(served, name)
    assert found == ImageState(UNKNOWN)
    (line,) = told
    before = f"could not look up {served.host}/{name}: "
    assert line.startswith(before)
    return line.removeprefix(before)


@pytest.mark.parametrize(
    ("manifest", "platforms"),
    [
        (index("linux/amd64", "linux/arm64/v8", "unknown/unknown"), ("linux/amd64", "linux/arm64/v8")),
        (index("linux/x86_64"), ("linux/amd64",)),
        (index("windows/amd64", "windows/amd64"), ("windows/amd64",)),
        (index(), ()),
    ],
)
def test_an_index_names_its_platforms(served: Served, manifest: Any, platforms: tuple[str, ...]) -> None:
    served.image("lab/base", "1", manifest)
    assert state(served) == ImageState(THERE, platforms, True)


@pytest.mark.parametrize(
    "manifest",
    [
        index("linux/arm64", None),
        {"manifests": [7]},
        {"manifests": [{"platform": {"os": "linux"}}]},
        {"config": {"mediaType": "application/vnd.cncf.helm.config.v1+json", "digest": DIGEST}},
        single("sha256:../../etc"),
        single(),
        {},
    ],
)
def test_what_does_not_name_its_platform_is_there(served: Served, manifest: Any) -> None:
    served.image("lab/base", "1", manifest)
    assert state(served) == ImageState(THERE)


def test_a_single_image_says_its_platform_in_its_config(served: Served) -> None:
    served.image("lab/base", "1", single())
    served.replies[f"/v2/lab/base/blobs/{DIGEST}"] = Reply({"os": "linux", "architecture": "arm64"})
    assert state(served) == ImageState(THERE, ("linux/arm64",))


def test_a_config_may_lie_elsewhere(served: Served) -> None:
    served.image("lab/base", "1", single())
    served.replies[f"/v2/lab/base/blobs/{DIGEST}"] = Reply(b"", 307, Location="/store/config?sig=1")
    served.replies["/store/config"] = Reply({"os": "linux", "architecture": "amd64"})
    assert state(served) == ImageState(THERE, ("linux/amd64",))


def test_an_image_by_digest(served: Served) -> None:
    served.image("lab/base", DIGEST, index("linux/amd64"))
    assert state(served, f"lab/base:1@{DIGEST}").state == THERE
    assert state(served, f"lab/base@sha256:{'b' * 64}") == ImageState(NO_DIGEST)


def test_without_a_tag_it_is_latest(served: Served) -> None:
    served.image("lab/base", "latest", index("linux/amd64"))
    assert state(served, "lab/base").state == THERE


def test_an_anonymous_token_is_fetched(served: Served) -> None:
    served.locked = {"lab/base"}
    served.image("lab/base", "1", single())
    served.replies["/token"] = Reply({"access_token": "t0ken"})
    served.replies[f"/v2/lab/base/blobs/{DIGEST}"] = Reply({"os": "linux", "architecture": "amd64"})
    assert state(served) == ImageState(THERE, ("linux/amd64",))
    assert served.asked == [
        ("/v2/lab/base/manifests/1", None),
        ("/token?service=here&scope=repository%3Ax%3Apull%2Cpush", None),
        ("/v2/lab/base/manifests/1", "Bearer t0ken"),
        (f"/v2/lab/base/blobs/{DIGEST}", "Bearer t0ken"),
    ]


@pytest.mark.parametrize(
    "token",
    [Reply({"token": "other"}), Reply(error("DENIED"), 403), Reply(b"<html>"), Reply({"token": "a\r\nX-Y: z"})],
)
def test_what_nobody_may_see_is_closed(served: Served, token: Reply) -> None:
    served.locked = {"lab/base"}
    served.replies["/token"] = token
    assert state(served) == ImageState(CLOSED)


@pytest.mark.parametrize("header", ["", "Basic realm=x", "Bearer", "Bearer service=x", 'Bearer realm="', "Bearer ,=,="])
def test_a_login_of_another_kind(served: Served, header: str) -> None:
    served.replies["/v2/lab/base/manifests/1"] = Reply(b"", 401, WWW_Authenticate=header)
    assert state(served) == ImageState(CLOSED)


def test_a_tag_that_is_not_there(served: Served) -> None:
    served.replies["/v2/lab/base/tags/list?n=1000"] = Reply(
        {"name": "lab/base", "tags": ["1.0", "1.1", None]}, Link='</v2/lab/base/tags/list?last=1.1&n=1000>; rel="next"'
    )
    served.replies["/v2/lab/base/tags/list?last=1.1&n=1000"] = Reply({"tags": ["1.2-slim", "2.0"]})
    assert state(served, "lab/base:1.2-slm") == ImageState(NO_TAG, near=("1.2-slim",))


@pytest.mark.parametrize("tags", [Reply({"tags": None}), Reply(b"", 500), Reply(["x"]), Reply(error("DENIED"), 403)])
def test_tags_that_are_not_told(served: Served, tags: Reply) -> None:
    served.replies["/v2/lab/base/tags/list"] = tags
    assert state(served) == ImageState(NO_TAG)


def test_pages_of_tags_end(served: Served) -> None:
    again = '</v2/lab/base/tags/list?n=1000>; rel="next"'
    served.replies["/v2/lab/base/tags/list"] = Reply({"tags": ["2"]}, Link=again)
    assert state(served) == ImageState(NO_TAG, near=("2",))
    assert len(served.asked) == 1 + registry.MOST_PAGES


def test_an_image_that_is_not_there(served: Served) -> None:
    served.replies["/v2/lab/base/manifests/1"] = Reply(error("NAME_UNKNOWN"), 404)
    assert state(served) == ImageState(NO_IMAGE)


def test_an_image_of_which_there_are_no_tags(served: Served) -> None:
    served.replies["/v2/lab/base/tags/list"] = Reply(error("NAME_UNKNOWN"), 404)
    assert state(served) == ImageState(NO_IMAGE)


def test_a_registry_that_contradicts_itself(served: Served) -> None:
    served.replies["/v2/lab/base/tags/list"] = Reply({"tags": ["1"]})
    assert unknown(served) == "it lists the tag but does not have it"


@pytest.mark.parametrize(
    ("reply", "why"),
    [
        (Reply(b"<html>not found</html>", 404), "status 404"),
        (Reply({"detail": "not found"}, 404), "status 404"),
        (Reply(b"", 500), "status 500"),
        (Reply(error("TOOMANYREQUESTS"), 429), "too many requests (status 429)"),
        (Reply(b"{"), "its response is not a manifest"),
        (Reply(b"[" * 5000), "its response is not a manifest"),
        (Reply([]), "its response is not a manifest"),
        (Reply(b" " * (web.MOST_BYTES + 1)), "the response is too large"),
        (Reply(b"", 302, Location="/v2/lab/base/manifests/1"), "too many redirects"),
        (Reply(b"", 302, Location="https://10.0.0.7/latest/meta-data"), "its address is not public"),
        (Reply(b"", 302, Location="http://quay.io/v2/"), "its address is not public"),
    ],
)
def test_what_is_no_answer_of_a_registry(served: Served, reply: Reply, why: str) -> None:
    served.replies["/v2/lab/base/manifests/1"] = reply
    assert unknown(served) == why


def test_a_realm_in_a_private_network_is_not_asked(served: Served) -> None:
    header = 'Bearer realm="http://169.254.169.254/latest/meta-data",service="x"'
    served.replies["/v2/lab/base/manifests/1"] = Reply(b"", 401, WWW_Authenticate=header)
    assert unknown(served) == "its address is not public"


def test_a_registry_that_hangs(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "LONGEST", 0.3)
    served.replies["/v2/lab/base/manifests/1"] = Reply(None)
    served.image("lab/base", "2", index("linux/amd64"))
    (hanging, there), told = ask(served, "lab/base:1", "lab/base:2")
    assert (hanging.state, there.state) == (UNKNOWN, THERE)
    assert told == [f"could not look up {served.host}/lab/base:1: no response in time"]


def test_a_registry_that_is_not_there(served: Served) -> None:
    (found,), told = ask(Served(1, served.stopping), "lab/base:1")
    assert found == ImageState(UNKNOWN)
    assert told == ["could not look up localhost:1/lab/base:1: All connection attempts failed"]


@pytest.mark.parametrize(
    ("name", "host", "said"),
    [("pyton:3", "docker.io/library", NO_IMAGE), ("lab/base:1", "docker.io", CLOSED)],
)
def test_docker_hub_hides_what_is_private(name: str, host: str, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its own images are all public: where it asks for a login for one, there is none."""
    asked = []

    async def get(_: object, url: str, **given: Any) -> web.Reply:
        asked.append(url)
        return web.Reply(401, {}, b"")

    monkeypatch.setattr(web.Web, "get", get)
    reference = parse(name)
    assert isinstance(reference, Reference)
    assert registry.ask([reference], print) == {f"{host}/{name}": ImageState(said)}
    path = f"{host}/{name}".removeprefix("docker.io/").replace(":", "/manifests/")
    assert asked == [f"https://{HUB_HOST}/v2/{path}"]


@pytest.mark.parametrize(
    ("tag", "tags", "near"),
    [
        ("24.05", ["22.04", "24.04", "24.10", "latest"], ("24.04", "24.10", "22.04")),
        ("3.12-slm", ["3.12-slim", "3.11-slim", "3.12"], ("3.12-slim", "3.11-slim")),
        ("1", ["2", "3", "1.0"], ("3", "2")),
        ("nightly", ["1.0", "1.1"], ()),
        ("x" * 100, ["x" * 99], ()),
    ],
)
def test_tags_that_look_alike(tag: str, tags: list[str], near: tuple[str, ...]) -> None:
    assert near_tags(tag, tags) == near
