"""useradd and groupadd with a name or a number that already exists."""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.facts.bases.commands import IDS
from studio_lint.facts.programs import roles
from studio_lint.facts.programs.roles import role
from studio_lint.facts.programs.run_commands import ACCOUNT_OPTIONS, REMOVING_ACCOUNTS
from studio_lint.model.contents import events
from studio_lint.model.contents.apt_problems import runs
from studio_lint.model.contents.words import of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Literal

    from studio_lint.base.source import Text
    from studio_lint.model.build.image import Image, Stage
    from studio_lint.model.commands.command import Invocation
    from studio_lint.model.contents.contents import Point

    TakenKind = Literal["options", "group options", "user", "group made", "group", "group later", "uid", "gid"]


class Taken(Record):
    """A name or number that is taken; `owner` has the number. Of "options", it is what to give to Debian's command."""

    text: Text
    value: str
    owner: str
    kind: TakenKind


def existing_accounts(image: Image, stage: Stage) -> Iterator[Taken]:
    """The accounts that a stage's RUNs make a second time."""
    if any(word in image.source.text for word in REMOVING_ACCOUNTS):
        return
    own: dict[tuple[bool, str], str] = {}  # whose number it is since a RUN of this stage
    for point, ran in runs(image, stage):
        does = role(ran.name)
        if does in (roles.ADDS_USER_AND_HOME, roles.ADDS_GROUP_OR_MEMBER) and _is_busybox(point, ran):
            kind: TakenKind = "options" if does == roles.ADDS_USER_AND_HOME else "group options"
            yield Taken(ran.arguments[0].text, ran.name or "", _account(ran), kind)
        if does not in (roles.ADDS_USER, roles.ADDS_GROUP):
            continue
        by_user = does == roles.ADDS_USER
        words = of(ran, ACCOUNT_OPTIONS)
        if words.has("-o", "--non-unique", "-f", "--force") or not words.operands:
            continue
        name = words.values[-1]
        if by_user and name and point.user_at(name) is True:
            yield Taken(words.operands[-1].text, name, name, "user")
            continue
        made = [one for one in point.timeline.events[: point.at] if one.kind == events.GROUP and one.path == name]
        if not by_user and any(one.what != "no" for one in made) and name:
            yield Taken(words.operands[-1].text, name, name, "group made")
            continue
        group = words.value("-g", "--gid") if by_user else None
        if group and not group.isdecimal() and point.group_at(group) is False:
            later = any(one.kind == events.GROUP and one.path == group for one in point.timeline.events[point.at :])
            yield Taken(_word(ran.arguments, group), group, "", "group later" if later else "group")
            continue
        number = words.value("-u", "--uid") if by_user else words.value("-g", "--gid")
        if not number:
            continue
        owner = _owner(point, number) or own.get((by_user, number))
        own.setdefault((by_user, number), name or "")
        if owner:
            yield Taken(_word(ran.arguments, number), number, owner, "uid" if by_user else "gid")


def _is_busybox(point: Point, ran: Invocation) -> bool:
    """Whether it is given options of BusyBox where Debian's program is."""
    release = point.base.release if point.base is not None else None
    values = [word.value for word in ran.arguments[1:]]
    return release is not None and release.by_dpkg and bool({"-D", "-S", "-H"}.intersection(values))


def _account(ran: Invocation) -> str:
    """The user or group to create, after the option for a user's group; NAME if the command does not show it."""
    words = of(ran, ACCOUNT_OPTIONS)
    group = words.value("-G", "--ingroup")
    name = words.values[0] if len(words.values) == 1 else None
    return f"--gid {group} {name or 'NAME'}" if group else name or "NAME"


def _word(arguments: tuple[object, ...], number: str) -> Text:
    word = next((one for one in arguments[1:] if (one.value or "").endswith(number)), arguments[0])  # type: ignore[attr-defined]
    return word.text  # type: ignore[attr-defined, no-any-return]


def _owner(point: Point, number: str) -> str | None:
    """Who has a number in the base image."""
    base = point.base
    if base is None or any(one.kind == events.USER and one.what == "no" for one in point.timeline.events[: point.at]):
        return None
    owner = IDS.get((base.system_name, number)) or (base.family.users if number == "1000" else None)
    users = base.has_users
    return owner if owner and users is not None and owner in users else None
