"""Packages that an environment names by the URL of their file."""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.syntax.conda.channel import PLATFORMS, archive_stem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.base.source import Text
    from studio_lint.syntax.conda.matchspec_tree import MatchSpec


class PackageFile(Record):
    """A file in the folder of a platform; `spec` names its package and version (`numpy=1.26.4`), "" if it does not."""

    platform: Text
    spec: str


def read(spec: MatchSpec) -> PackageFile | None:
    """The file that a spec is; None where it is none, or its folder is no platform's. Raises nothing."""
    url = spec.text.value
    end = url.rfind("/")
    start = url.rfind("/", 0, max(end, 0)) + 1
    if not spec.is_file or "://" not in url[:start] or url[start:end] not in PLATFORMS:
        return None
    name, *rest = archive_stem(url[end + 1 :]).rsplit("-", 2)
    return PackageFile(spec.text.sub(start, end), f"{name}={rest[0]}" if len(rest) == 2 else "")
