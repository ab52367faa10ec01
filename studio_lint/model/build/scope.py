"""Names and their values at every point of a stage.

A stage inherits from the stage that it is built on, and an instruction sees what
was set above it. Each value is stored once, with the moment when it was set.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Generic, TypeVar

    T = TypeVar("T")
else:
    T = None

    class Generic:
        def __class_getitem__(cls, _item):
            return cls


DEEPEST = 32  # stages looked through before a ledger copies what it inherits


class View(Generic[T]):
    """A ledger as it was at one moment: reading only."""

    __slots__ = ("base", "depth", "entries", "moment", "parent")

    def __init__(
        self, entries: dict[str, list[tuple[int, T]]], moment: int, base: dict[str, T], parent: View[T] | None
    ) -> None:
        self.entries = entries
        self.moment = moment
        self.base = base
        self.parent = parent
        self.depth: int = parent.depth + 1 if parent else 0

    def get(self, name: str) -> T | None:
        """What the name stood for; None if it was never set."""
        view: View[T] | None = self
        while view is not None:
            value = view.own(name)
            if value is None and view.base:
                value = view.base.get(name)
            if value is not None:
                return value
            view = view.parent
        return None

    def own(self, name: str) -> T | None:
        """What this view itself holds, inherited values left out."""
        history = self.entries.get(name)
        if not history:
            return None
        if history[-1][0] <= self.moment:
            return history[-1][1]
        from bisect import bisect_right
        from operator import itemgetter

        index = bisect_right(history, self.moment, key=itemgetter(0))
        return history[index - 1][1] if index else None

    def items(self) -> Iterator[tuple[str, T]]:
        """Names and values in the order in which the names were first set."""
        return iter(self.flat().items())

    def flat(self) -> dict[str, T]:
        """All names and values in one mapping."""
        views: list[View[T]] = []
        view: View[T] | None = self
        while view is not None:
            views.append(view)
            view = view.parent
        merged = dict(views[-1].base)
        for view in reversed(views):
            for name in view.entries:
                value = view.own(name)
                if value is not None:
                    merged[name] = value
        return merged


class Ledger(Generic[T]):
    """Names set one after the other, on top of what is inherited."""

    __slots__ = ("_view", "base", "entries", "moment", "parent")

    def __init__(self, inherited: View[T] | None = None) -> None:
        self._view: View[T] | None = None
        self.entries: dict[str, list[tuple[int, T]]] = {}
        self.moment = 0
        self.base: dict[str, T] = {}
        self.parent = inherited
        if inherited is not None and inherited.depth >= DEEPEST:
            self.base = inherited.flat()
            self.parent = None

    def set(self, name: str, value: T) -> None:
        """Give a name a value from now on; views that were taken keep the old one."""
        self.moment += 1
        self._view = None
        self.entries.setdefault(name, []).append((self.moment, value))

    def view(self) -> View[T]:
        """The names as they are now, cheap to take and never changed afterwards."""
        if self._view is None:
            self._view = View(self.entries, self.moment, self.base, self.parent)
        return self._view


class Variable:
    """A variable's value and whether it is certain.

    `known` is False where the base image, or a `--build-arg`, may make it another. `open`: it is an ARG's, or made of
    one, for which a build may give another value than the default that counts here.
    """

    __slots__ = ("known", "open", "value")

    def __init__(self, value: str, known: bool = True, is_open: bool = False) -> None:
        self.value = value
        self.known = known
        self.open = is_open


class Variables:
    """The ENV and ARG in force at one point of a stage."""

    __slots__ = ("view",)

    def __init__(self, view: View[Variable]) -> None:
        self.view = view

    def get(self, name: str) -> str | None:
        """The value as BuildKit has it, None where it is unset."""
        variable = self.view.get(name)
        return variable.value if variable else None

    def known(self, name: str) -> str | None:
        """The value where it is certain, else None."""
        variable = self.view.get(name)
        return variable.value if variable and variable.known else None

    def open_names(self) -> tuple[str, ...]:
        """The names for which a build may give another value."""
        return tuple(name for name, variable in self.view.items() if variable.open)

    def items(self) -> Iterator[tuple[str, str]]:
        """Names with their values, in the order in which they were first set."""
        return ((name, variable.value) for name, variable in self.view.items())


def platform_args(target: str) -> dict[str, str]:
    """ARGs that BuildKit defines by itself, for linux/amd64."""
    found: dict[str, str] = {}
    for kind in ("BUILD", "TARGET"):
        found |= {f"{kind}PLATFORM": "linux/amd64", f"{kind}OS": "linux", f"{kind}OSVERSION": ""}
        found |= {f"{kind}ARCH": "amd64", f"{kind}VARIANT": ""}
    return found | {"TARGETSTAGE": target}


GIVEN = frozenset(name for name, value in platform_args("default").items() if value)
"""Those that are not empty; a stage sees them, as ARGs above the first FROM, only where it declares them."""
