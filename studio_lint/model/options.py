"""What the user says about a build and the files do not show."""

from __future__ import annotations

from studio_lint.base.record import Record


class Options(Record):
    """Settings that change what a Dockerfile means or what it may use.

    build_args            names and values given with `--build-arg`
    target                stage that is shipped ("" for the last one)
    platforms             platforms the Studio may be built for
    connect_images        further repositories that hold connect-client
    studio_base_images    further images that are complete Studio templates
    private_registries    hosts or kinds ("acr") the Platform has credentials for
    allowed_registries    the only hosts images may come from; empty: any
    build_context         the folder of the build context was named in the settings
    platform              the Platform that the Studio runs on, as `facts.platforms` names it
    listed_tags           images and the tags that their registry lists; empty where nobody asked
    in_seqera             the Dockerfile is in `.seqera/`, which then is the context
    """

    build_args: tuple[tuple[str, str], ...] = ()
    target: str = ""
    platforms: tuple[str, ...] = ("linux/amd64",)
    connect_images: tuple[str, ...] = ()
    studio_base_images: tuple[str, ...] = ()
    private_registries: tuple[str, ...] = ()
    allowed_registries: tuple[str, ...] = ()
    build_context: bool = False
    in_seqera: bool = False
    platform: str = "cloud"
    listed_tags: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def tags_of(self, image: str) -> tuple[str, ...]:
        """The tags that an image's registry lists (registry and path, no tag); () where that is not known."""
        return next((tags for name, tags in self.listed_tags if name == image), ())

    @property
    def connect_tags(self) -> tuple[str, ...]:
        """The tags of connect-client that its registry lists."""
        from studio_lint.facts.connect import IMAGE

        return self.tags_of(IMAGE)
