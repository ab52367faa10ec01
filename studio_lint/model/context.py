"""The build context as BuildKit sees it."""

from __future__ import annotations


class Context:
    """A folder that is sent to the build, read lazily and within bounds.

    Paths are relative to it, with `/`, no leading slash.
    """

    def __init__(self, root: str, dockerfile: str = "") -> None:
        """`root` is the folder; `dockerfile` the path of the Dockerfile on disk."""
        self.root = root
        self.dockerfile = dockerfile

    def exists(self, path: str) -> bool | None:
        """Whether a file or folder is sent; None when it cannot be known."""
        raise NotImplementedError

    def glob(self, pattern: str) -> tuple[str, ...] | None:
        """Paths sent that match a COPY source; None when it cannot be known."""
        raise NotImplementedError

    def is_dir(self, path: str) -> bool:
        raise NotImplementedError

    def read(self, path: str) -> str | None:
        """The text of a file that is sent; None if absent, too large or no text."""
        raise NotImplementedError
