"""Whether those who install an environment file can read it in the encoding that it has."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.base.source import Source, Unreadable
    from studio_lint.model.environment.readers import EnvironmentReader


def for_readers(unreadable: Unreadable, readers: tuple[EnvironmentReader, ...]) -> Source | Unreadable:
    """The text of a file that all its readers can decode; else who cannot. None of them stands for Wave."""
    if unreadable.decoded is None:
        return unreadable
    from studio_lint.facts.installers.encodings import BYTES, NUL
    from studio_lint.model.environment.readers import WAVE

    refusing = [reader for reader in readers or (WAVE,) if not reader.decodes(unreadable.encoding)]
    if not refusing:
        return unreadable.decoded
    title = "Wave" if refusing[0].is_wave else refusing[0].title
    if unreadable.encoding == BYTES:
        reason = f"{unreadable.reason}; {title} cannot read it"
    elif unreadable.encoding == NUL:
        reason = f"this file contains NUL characters; {title} cannot read it"
    else:
        reason = f"this file is {unreadable.encoding}; {title} cannot read it"
    return unreadable.replace(reason=reason, help="save it as UTF-8")
