"""Immutable values with named fields, at almost no import cost.

`dataclasses`, `typing.NamedTuple` and `enum` each add a third to a half of a
bare interpreter's start-up time, and this program runs on every save. A
subclass of `Record` lists its fields as annotations, as a dataclass would;
type checkers treat it as a frozen dataclass.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from functools import cached_property
    from typing import Any, ClassVar, TypeVar

    from typing_extensions import Self, dataclass_transform

    derived = cached_property  # a checker knows it, and it does the same
    Made = TypeVar("Made")
else:

    def dataclass_transform(**_options):
        return lambda cls: cls

    class derived:
        """A property of a record that is worked out when it is first asked for, and kept in it."""

        def __init__(self, make):
            self.make = make
            self.name = make.__name__
            self.__doc__ = make.__doc__

        def __get__(self, record, _owner=None):
            if record is None:
                return self
            made = record.__dict__[self.name] = self.make(record)
            return made


_KEPT = "_kept"
"""Where a record keeps what was worked out from it; no field."""


@dataclass_transform(frozen_default=True)
class Record:
    """Base of all values that are handed from room to room.

    Fields are given by position or by name; a class attribute is a field's
    default. Two records are equal when they are of one class and all fields
    are equal. Assigning to a field raises `AttributeError`.
    """

    _fields: ClassVar[tuple[str, ...]] = ()
    _names: ClassVar[frozenset[str]] = frozenset()
    _needed: ClassVar[frozenset[str]] = frozenset()
    _least: ClassVar[int] = 0
    _derived: ClassVar[tuple[str, ...]] = (_KEPT,)

    def __init_subclass__(cls) -> None:
        fields = [name for name, kind in cls.__annotations__.items() if "ClassVar" not in str(kind)]
        inherited = cls._fields
        cls._fields = (*inherited, *(name for name in fields if name not in inherited))
        cls._names = frozenset(cls._fields)
        cls._needed = frozenset(name for name in cls._fields if not hasattr(cls, name))
        cls._derived = (*cls._derived, *(name for name, own in vars(cls).items() if isinstance(own, derived)))
        cls._least = max((at + 1 for at, name in enumerate(cls._fields) if name in cls._needed), default=0)

    # Thousands of records are made for one file: a default is not copied into
    # the record but found in the class, as any class attribute is.
    def __init__(self, *values: Any, **named: Any) -> None:
        held = self.__dict__
        fields = self._fields
        for name, value in zip(fields, values):  # noqa: B905
            held[name] = value
        if not named and self._least <= len(values) <= len(fields):
            return
        held.update(named)
        if len(values) + len(named) != len(held) or not self._needed <= held.keys() <= self._names:
            self._refuse(values, named)

    def _refuse(self, values: tuple[Any, ...], named: dict[str, Any]) -> None:
        fields = self._fields
        title = type(self).__name__
        if len(values) > len(fields):
            raise TypeError(f"{title} takes {len(fields)} fields, {len(values)} were given")
        for name in named:
            if name not in fields:
                raise TypeError(f"{title} has no field {name!r}")
            if name in fields[: len(values)]:
                raise TypeError(f"{title} is given {name!r} twice")
        for name in fields:
            if name not in self.__dict__ and not hasattr(type(self), name):
                raise TypeError(f"{title} needs a value for {name!r}")

    def __setattr__(self, name: str, value: Any) -> None:
        raise AttributeError(f"{type(self).__name__} is immutable: {name!r} cannot be set")

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in self._fields)

    def __hash__(self) -> int:
        return hash((type(self), *(getattr(self, name) for name in self._fields)))

    def __repr__(self) -> str:
        shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in self._fields)
        return f"{type(self).__name__}({shown})"

    def once(self, make: Callable[[Self], Made]) -> Made:
        """What `make` makes of this record, made when it is first asked for and kept with it."""
        kept = self.__dict__.setdefault(_KEPT, {})
        if make not in kept:
            kept[make] = make(self)
        made: Made = kept[make]
        return made

    def forget(self) -> None:
        """Let go of what `once` kept."""
        self.__dict__.pop(_KEPT, None)

    def replace(self, **changes: Any) -> Self:
        """A copy of this record with some fields changed."""
        copy = object.__new__(type(self))
        held = copy.__dict__
        held.update(self.__dict__)
        for name in self._derived:
            held.pop(name, None)
        held.update(changes)
        if not changes.keys() <= self._names:
            copy._refuse((), changes)
        return copy
