"""Asks registries about images, as the OCI distribution specification 1.1 describes them.

Without credentials: what needs a login is CLOSED, or unknown. An answer that
is not one of a registry (a proxy's page, an error) is unknown too, and a line
to the user.
"""

from __future__ import annotations

import asyncio
from time import monotonic
from typing import Any
from urllib.parse import urlencode

from studio_lint.model.studio.answers import CLOSED, NO_DIGEST, NO_IMAGE, NO_TAG, THERE, UNKNOWN, ImageState
from studio_lint.online import addresses, manifests
from studio_lint.online.images import LATEST, key
from studio_lint.online.tags import near_tags
from studio_lint.online.web import AT_ONCE, Reply, Unreachable, Web, challenge
from studio_lint.syntax.image_reference import DOCKER_HUB, Reference, parse

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

LONGEST = 20.0
"""Seconds for one image."""
LONGEST_FILE = 40.0
"""Seconds for all images of a file."""
MOST_PAGES = 5
TAGS_A_PAGE = 1000
MOST_TAGS = 10_000

HUB_HOST = "registry-1.docker.io"
OFFICIAL = "library/"
_REFUSED = (401, 403)


def ask(references: list[Reference], trouble: Callable[[str], None]) -> dict[str, ImageState]:
    """What the registries say of these images, by `images.key`; `trouble` is told of what cannot be asked."""
    return asyncio.run(_ask_all(references, trouble))


async def _ask_all(references: list[Reference], trouble: Callable[[str], None]) -> dict[str, ImageState]:
    turns = asyncio.Semaphore(AT_ONCE)
    ends = monotonic() + LONGEST_FILE
    async with Web() as web:

        async def one(reference: Reference) -> ImageState:
            async with turns:
                left = min(LONGEST, ends - monotonic())
                try:
                    return await asyncio.wait_for(Registry(web, reference).state(), max(left, 0))
                except asyncio.TimeoutError:
                    why = "no response in time"
                except Unreachable as error:
                    why = str(error)
            trouble(f"could not look up {reference.familiar}: {why}")
            return ImageState(UNKNOWN)

        states = await asyncio.gather(*map(one, references))
    return {key(reference): state for reference, state in zip(references, states, strict=True)}


def list_tags(names: list[str], trouble: Callable[[str], None]) -> dict[str, tuple[str, ...]]:
    """The tags of images (registry and path); none of one that cannot be asked, of which `trouble` is told."""
    return asyncio.run(_list_all(names, trouble))


async def _list_all(names: list[str], trouble: Callable[[str], None]) -> dict[str, tuple[str, ...]]:
    async with Web() as web:

        async def one(name: str) -> tuple[str, ...]:
            reference = parse(name)
            if not isinstance(reference, Reference):
                return ()
            try:
                found = await asyncio.wait_for(Registry(web, reference).tags(), LONGEST)
                return tuple(found or ())
            except asyncio.TimeoutError:
                why = "no answer in time"
            except Unreachable as error:
                why = str(error)
            trouble(f"could not list the tags of {reference.repository} on {reference.registry}: {why}")
            return ()

        return dict(zip(names, await asyncio.gather(*map(one, names)), strict=True))


class Registry:
    """What one registry says of one reference."""

    def __init__(self, web: Web, reference: Reference) -> None:
        self._web = web
        self._reference = reference
        host = HUB_HOST if reference.registry == DOCKER_HUB else reference.registry
        scheme = "http" if reference.host in addresses.PERMITTED else "https"
        self._base = f"{scheme}://{host}/v2/{reference.repository}"
        self._token = ""

    async def state(self) -> ImageState:
        """Raises Unreachable."""
        reference = self._reference
        reply = await self._get(f"manifests/{reference.digest or reference.tag or LATEST}", manifests.ACCEPTED)
        if reply.status == 200:
            return await self._found(reply)
        if reply.status in _REFUSED:
            return ImageState(NO_IMAGE if self._is_official else CLOSED)
        if reply.status == 404 and _codes(reply) is not None:
            return await self._missing(reply)
        raise Unreachable(_no_answer(reply))

    @property
    def _is_official(self) -> bool:
        """Docker Hub asks for a login where there is no such image; of its own images all are public."""
        return self._reference.registry == DOCKER_HUB and self._reference.repository.startswith(OFFICIAL)

    async def _found(self, reply: Reply) -> ImageState:
        manifest = reply.data
        if not isinstance(manifest, dict):
            raise Unreachable("its response is not a manifest")
        listed = manifests.index_platforms(manifest)
        if listed is not None:
            return ImageState(THERE, listed, True)
        digest = manifests.config_digest(manifest)
        if digest is None:
            return ImageState(THERE)
        config = await self._get(f"blobs/{digest}")
        platform = manifests.platform_of(config.data) if config.status == 200 else None
        return ImageState(THERE, (platform,) if platform else ())

    async def _missing(self, reply: Reply) -> ImageState:
        if "NAME_UNKNOWN" in (_codes(reply) or ()):
            return ImageState(NO_IMAGE)
        if self._reference.digest:
            return ImageState(NO_DIGEST)
        tags = await self.tags()
        tag = self._reference.tag or LATEST
        if tags is not None and tag in tags:
            raise Unreachable("it lists the tag but does not have it")
        return ImageState(NO_IMAGE) if tags is None else ImageState(NO_TAG, near=near_tags(tag, tags))

    async def tags(self) -> list[str] | None:
        """The first tags of the repository; None if there is no such repository. Empty where they are not told."""
        found: list[str] = []
        path: str | None = f"tags/list?n={TAGS_A_PAGE}"
        for page in range(MOST_PAGES):
            if path is None:
                break
            reply = await self._get(path)
            if page == 0 and "NAME_UNKNOWN" in (_codes(reply) or ()):
                return None
            tags = reply.field("tags") if reply.status == 200 else None
            if not isinstance(tags, list):
                break
            found += [tag for tag in tags if isinstance(tag, str)]
            path = _next(reply.headers.get("link", ""))
        return found[:MOST_TAGS]

    async def _get(self, path: str, accept: str = "") -> Reply:
        """Read something of the repository, with an anonymous token where one is asked for."""
        url = f"{self._base}/{path}"
        reply = await self._web.get(url, accept=accept, token=self._token)
        if reply.status != 401 or self._token:
            return reply
        self._token = await self._anonymous(challenge(reply.headers.get("www-authenticate", "")))
        if not self._token:
            return reply
        return await self._web.get(url, accept=accept, token=self._token)

    async def _anonymous(self, asked: dict[str, str]) -> str:
        """A token for somebody without a name; "" if there is none to be had."""
        realm = asked.get("realm", "")
        if not realm:
            return ""
        query = {name: asked[name] for name in ("service", "scope") if asked.get(name)}
        query.setdefault("scope", f"repository:{self._reference.repository}:pull")
        url = f"{realm}{'&' if '?' in realm else '?'}{urlencode(query)}"
        reply = await self._web.get(url)
        if reply.status not in (200, *_REFUSED):
            raise Unreachable(_no_answer(reply))
        token = reply.field("token") or reply.field("access_token")
        return token if reply.status == 200 and isinstance(token, str) and token.isprintable() else ""


def _codes(reply: Reply) -> list[str] | None:
    """The codes of a registry's error; None for an answer that is no registry's."""
    errors: Any = reply.field("errors")
    if not isinstance(errors, list):
        return None
    return [str(error.get("code")) for error in errors if isinstance(error, dict)]


def _next(link: str) -> str | None:
    """The path of the next page, from `</v2/NAME/tags/list?…>; rel="next"`."""
    target, _, relation = link.partition(">")
    if "next" not in relation or not target.startswith("<") or "?" not in target:
        return None
    return f"tags/list?{target.partition('?')[2]}"


def _no_answer(reply: Reply) -> str:
    if reply.status == 429:
        return "too many requests (status 429)"
    return f"status {reply.status}"
