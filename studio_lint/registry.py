"""The rules, found by listing the folders they stand in.

One module is one rule; its folder is its family. A check imports only the
rules that a file at hand can need.
"""

from __future__ import annotations

import os
import sys

from studio_lint.base import loading
from studio_lint.base.record import Record
from studio_lint.rule_table import TABLE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from types import ModuleType

    from studio_lint.base.diagnostics import Finding, Meta

FAMILIES = ("files", "environment", "build", "studio", "runtime", "images", "config", "online")
"""Folders under `rules/`; the place in this list is the digit behind SL."""

PAGES = "https://studio-lint.readthedocs.io/rules/"
FAILURE_PAGES = "https://studio-lint.readthedocs.io/failures/"
FAILURES = "SL8"
"""How the codes of failed builds and starts begin; `facts/failures/kinds` has them, and no rule reports them."""

_rows: dict[str, tuple[RuleRow, ...]] = {}
_loaded: dict[str, tuple[Rule, ...]] = {}
_single: dict[tuple[str, str], Rule] = {}


class RegistryError(Exception):
    """A rule's module lacks a part; the text says which."""


class RuleRow(Record):
    """What is known of a rule that is not imported: its module, the type that it judges, `Meta.needs`, `Meta.asks`."""

    family: str
    module: str
    scope: str
    needs: tuple[str, ...] = ()
    asks: str = ""

    @property
    def name(self) -> str:
        """The rule's name, which its module has too."""
        return self.module.replace("_", "-")

    def rule(self) -> Rule:
        """The rule, imported if it is not yet. Raises RegistryError."""
        return rule_in(self.family, self.module)


class Rule(Record):
    """A rule as the engine runs it.

    `scope` is the name of the type that `check` is given ("Image"); `doc` the
    module's whole docstring.
    """

    meta: Meta
    family: str
    scope: str
    doc: str
    check: Callable[[object], Iterator[Finding]]

    @property
    def summary(self) -> str:
        """What is wrong, as one sentence: the docstring's first line."""
        return self.doc.partition("\n")[0]

    @property
    def url(self) -> str:
        """The rule's page on the site."""
        return page(self.meta.name)


def page(name: str, code: str = "") -> str:
    """Where the rule of that name is explained; `code` tells a kind of failure from a rule of the same name."""
    return f"{FAILURE_PAGES if code.startswith(FAILURES) else PAGES}{name}/"


def rules_of(family: str) -> tuple[Rule, ...]:
    """All rules of a family, in the order of their codes. Raises RegistryError."""
    if family not in _loaded:
        found = [rule_in(family, name) for name in module_names(family)]
        _loaded[family] = tuple(sorted(found, key=lambda rule: rule.meta.code))
    return _loaded[family]


def rows_for(family: str, scopes: tuple[str, ...]) -> Iterator[RuleRow]:
    """The rules of a family that judge one of these types, in the order of their codes; none is imported.

    `python -m studio_lint.site.reference` writes the table from the rules.
    """
    for one in _rows_of(family):
        if one.scope in scopes:
            yield one


def row(family: str, module: str) -> RuleRow:
    """The row of one rule."""
    return next(one for one in _rows_of(family) if one.module == module)


def _rows_of(family: str) -> tuple[RuleRow, ...]:
    if family not in _rows:
        _rows[family] = tuple(RuleRow(family, *cells) for cells in TABLE[family])
    return _rows[family]


def rule_in(family: str, module: str) -> Rule:
    """One rule alone. Raises RegistryError."""
    key = (family, module)
    if key not in _single:
        _single[key] = rule_of(_module(family, module), family)
    return _single[key]


def all_rules() -> tuple[Rule, ...]:
    """All rules, family by family in the order of their codes. Raises RegistryError."""
    return tuple(rule for family in FAMILIES for rule in rules_of(family))


def module_names(family: str) -> list[str]:
    """Names of the rule modules in a family's folder, sorted; nothing is imported."""
    folder = os.path.join(os.path.dirname(os.path.abspath(__file__)), "rules", family)
    names = {entry.partition(".")[0] for entry in os.listdir(folder) if entry.endswith((".py", ".pyc"))}
    return sorted(name for name in names if not name.startswith("_"))


def rule_names() -> Iterator[str]:
    """Every rule's name, without importing a rule."""
    for family in FAMILIES:
        for name in module_names(family):
            yield name.replace("_", "-")


def find(word: str) -> Rule | None:
    """The rule of that code or name, upper and lower case alike."""
    folded = word.casefold()
    for family in _families_of(folded):
        for rule in rules_of(family):
            if folded in (rule.meta.code.casefold(), rule.meta.name):
                return rule
    return None


def codes_of(selector: str) -> frozenset[str]:
    """The codes that a code, a name, a family ("SL1", "environment") or "ALL" stands for; empty if unknown."""
    folded = selector.casefold()
    if folded == "all":
        return frozenset(rule.meta.code for rule in all_rules())
    for digit, family in enumerate(FAMILIES):
        if folded in (f"sl{digit}", family):
            return frozenset(rule.meta.code for rule in rules_of(family))
    rule = find(selector)
    return frozenset([rule.meta.code]) if rule else frozenset()


def selects(selector: str, code: str, name: str) -> bool:
    """Whether a selector takes in the rule of that code and name; nothing is imported."""
    family = FAMILIES[int(code[2])]
    return selector.casefold() in ("all", code.casefold(), name, code[:3].casefold(), family)


def selectors() -> Iterator[str]:
    """Every word that `codes_of` knows, for "did you mean"."""
    yield "ALL"
    for digit, family in enumerate(FAMILIES):
        yield f"SL{digit}"
        yield family
    for rule in all_rules():
        yield rule.meta.code
        yield rule.meta.name


def _families_of(folded: str) -> Iterable[str]:
    """Families that may hold a rule of that code or name."""
    if folded.startswith("sl") and folded[2:].isdecimal():
        digit = int(folded[2])
        return FAMILIES[digit : digit + 1]
    module = folded.replace("-", "_")
    return [family for family in FAMILIES if module in module_names(family)]


def _module(family: str, name: str) -> ModuleType:
    return loading.module(f"studio_lint.rules.{family}.{name}")


def rule_of(module: ModuleType, family: str) -> Rule:
    """The rule that a module holds. Raises RegistryError if a part is missing."""
    lacking = missing_parts(module)
    if lacking:
        raise RegistryError(f"{module.__name__} has no {', no '.join(lacking)}")
    return Rule(module.META, family, scope_of(module.check), (module.__doc__ or "").strip(), module.check)


def missing_parts(module: ModuleType) -> list[str]:
    """Which of a rule's parts a module lacks, in words."""
    lacking = []
    if not (module.__doc__ or "").strip() and sys.flags.optimize < 2:
        lacking.append("docstring")
    if getattr(module, "META", None) is None:
        lacking.append("META")
    check = getattr(module, "check", None)
    if check is None:
        lacking.append("check function")
    elif not scope_of(check):
        lacking.append("annotation on the one parameter of check")
    return lacking


def scope_of(check: Callable[..., object]) -> str:
    """Name of the type of `check`'s one parameter; empty if there is no such thing.

    The annotation is text: rule modules import the type for the type checker alone.
    """
    code = check.__code__
    if code.co_argcount != 1:
        return ""
    annotation = check.__annotations__.get(code.co_varnames[0], "")
    return annotation if isinstance(annotation, str) else ""
