"""Whether a Python program ends without ever starting the server in its source.

    dormant = python_dormant.find(tree, server_calls)

The top level of the file is followed, and every function that it names. If anything may go on running, or may run code
that is not in the file, the answer is None: unknown.
"""

from __future__ import annotations

import ast

from studio_lint.base.record import Record
from studio_lint.facts.server_calls.python import CONFIGURING, GOING_ON, QUIET_BUILTINS, QUIET_MODULES, STARTING

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Literal

    Function = ast.FunctionDef | ast.AsyncFunctionDef
    DormantKind = Literal["never", "uncalled", "unawaited", "unserved", "daemon", "unused"]

NEVER: DormantKind = "never"
UNCALLED: DormantKind = "uncalled"
UNAWAITED: DormantKind = "unawaited"
UNSERVED: DormantKind = "unserved"
DAEMON: DormantKind = "daemon"
UNUSED: DormantKind = "unused"
MAIN = "__main__"


class Dormant(Record):
    """Why the server is not started.

    kind     NEVER: the main line asks `__name__` for a name that it never is; UNCALLED: nothing names the function;
             UNAWAITED: the coroutine that it is in is made and not run; UNSERVED: the server is made, and the program
             ends; DAEMON: it serves in a thread that ends with the program; UNUSED (in R): nothing runs the application
    node     the string in the question, the function, the call, or `daemon=True`
    name     the function; "" of NEVER; of UNSERVED the name that the server is given
    bare     the function can be called without arguments
    imports  modules that the main line imports: one of the project's own may start a server
    """

    kind: DormantKind
    node: ast.expr | ast.keyword | ast.FunctionDef | ast.AsyncFunctionDef
    name: str
    bare: bool
    imports: tuple[str, ...]


def find(tree: ast.Module, servers: Sequence[ast.Call], passing: Sequence[ast.Call] = ()) -> Dormant | None:
    """Why none of these calls serves; None where one may, or where that is not known.

    `passing`: those of the calls that come back at once.
    """
    calls = {id(call) for call in servers}
    if not calls:
        return None
    walk = _Walk(tree, passing)
    if walk.open:
        return None
    imports = tuple(dict.fromkeys(walk.imports))
    if calls & walk.seen:
        return _passed(tree, walk, imports) if len(passing) == len(servers) == 1 else None
    for test, body in walk.guards:
        if calls & walk.below(body):
            return Dormant(NEVER, test, "", False, imports)
    for name, function in walk.named:
        if calls & walk.below([function]):
            return Dormant(UNCALLED, name, function.name, _is_bare(function), imports)
    for call, function in walk.unawaited:
        if calls & walk.below([function]):
            return Dormant(UNAWAITED, call, function.name, not call.args and not call.keywords, imports)
    found = next((one for one in walk.uncalled() if calls & walk.below([one])), None)
    if found is None or found.decorator_list:
        return None
    return Dormant(UNCALLED, found, found.name, _is_bare(found), imports)


def _passed(tree: ast.Module, walk: _Walk, imports: tuple[str, ...]) -> Dormant | None:
    """Why the program ends although its only server is made: nothing serves, or a thread that ends with it."""
    aside = {id(node) for thread in walk.daemons for node in ast.walk(thread)}
    names = {name for node in ast.walk(tree) if id(node) not in aside for name in _names(node)}
    if names & GOING_ON - ({"start"} if walk.daemons else set()) or {*imports} & GOING_ON:
        return None
    call = walk.passing[0]
    if walk.daemons:
        option = next(one for one in walk.daemons[0].keywords if one.arg == "daemon")
        return Dormant(DAEMON, option, "", False, imports)
    name = next((_given(node) for node in ast.walk(tree) if isinstance(node, ast.Assign) and node.value is call), "")
    return Dormant(UNSERVED, call.func, name, False, imports)


def _given(node: ast.Assign) -> str:
    target = node.targets[0]
    return target.id if isinstance(target, ast.Name) and len(node.targets) == 1 else ""


def _is_bare(function: Function) -> bool:
    given = function.args
    return len(given.posonlyargs) + len(given.args) <= len(given.defaults) and None not in given.kw_defaults


class _Walk:
    """The main line of a file and what it leads to.

    seen       the nodes that may run, by `id`
    open       something in them may go on, or run what is not in the file
    guards     questions for a `__name__` that never is, and what they keep from running
    unawaited  calls of coroutines that are statements of their own
    named      names of functions that are statements of their own: `main` in place of `main()`
    passing    calls that make a server and come back
    daemons    threads that end with the program
    """

    def __init__(self, tree: ast.Module, passing: Sequence[ast.Call] = ()) -> None:
        self.tree = tree
        self.passing = passing
        self.daemons: list[ast.Call] = []
        self.seen: set[int] = set()
        self.open = False
        self.imports: list[str] = []
        self.guards: list[tuple[ast.expr, list[ast.stmt]]] = []
        self.unawaited: list[tuple[ast.Call, Function]] = []
        self.named: list[tuple[ast.expr, Function]] = []
        self.functions: dict[str, list[ast.stmt]] = {}
        for node in ast.walk(tree):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
                self.functions.setdefault(node.name, []).append(node)
        self._entered: set[int] = set()
        self._waiting: list[list[ast.stmt]] = [tree.body]
        while self._waiting and not self.open:
            self._block(self._waiting.pop())

    def below(self, body: Iterable[ast.AST]) -> set[int]:
        """The nodes of some statements, and of the functions that they name, by `id`."""
        found: set[int] = set()
        waiting = list(body)
        while waiting:
            for node in ast.walk(waiting.pop()):
                if id(node) in found:
                    continue
                found.add(id(node))
                waiting += [
                    one for name in _names(node) for one in self.functions.get(name, ()) if id(one) not in found
                ]
        return found

    def uncalled(self) -> Iterator[Function]:
        """Functions of the main line that nothing in the file names."""
        named = {name for node in ast.walk(self.tree) for name in _names(node)}
        for node in self.tree.body:
            plain = isinstance(node, ast.ClassDef) and not node.bases and not node.decorator_list
            for one in node.body if isinstance(node, ast.ClassDef) and plain else [node]:
                if isinstance(one, (ast.FunctionDef, ast.AsyncFunctionDef)) and one.name not in named:
                    yield one

    def _block(self, body: Iterable[ast.stmt]) -> None:
        for node in body:
            self._statement(node)

    def _statement(self, node: ast.stmt) -> None:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            self._expressions([*node.decorator_list, *node.args.defaults, *filter(None, node.args.kw_defaults)])
            self.open = self.open or any(not isinstance(one, (ast.Attribute, ast.Call)) for one in node.decorator_list)
        elif isinstance(node, ast.ClassDef):
            self._expressions([*node.decorator_list, *node.bases])
            self._block(one for one in node.body if not isinstance(one, (ast.FunctionDef, ast.AsyncFunctionDef)))
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            self._import(node)
        elif isinstance(node, ast.Expr):
            self._expression_statement(node.value)
        elif isinstance(node, (ast.While, ast.AsyncFor, ast.AsyncWith)):
            self.open = True
        elif isinstance(node, ast.If) and (test := _asked_name(node.test)) is not None:
            if test.value == MAIN:
                self._block(node.body)
            else:
                self.guards.append((test, node.body))
                self._block(node.orelse)
        else:
            self._parts(node)

    def _parts(self, node: ast.AST) -> None:
        """The expressions and the blocks of any other statement."""
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.stmt):
                self._statement(child)
            elif isinstance(child, ast.expr):
                self._expressions([child])
                self.open = self.open or any(_starts(one) for one in ast.walk(child) if isinstance(one, ast.Call))
            else:
                self._parts(child)

    def _import(self, node: ast.Import | ast.ImportFrom) -> None:
        if isinstance(node, ast.Import):
            self.imports += [alias.name for alias in node.names]
        elif node.level:
            self.open = True
        else:
            self.imports.append(node.module or "")

    def _expression_statement(self, value: ast.expr) -> None:
        if isinstance(value, ast.Call):
            function = self._coroutine(value)
            if function is not None:
                self.unawaited.append((value, function))
                self._expressions([*value.args, *(one.value for one in value.keywords)])
                return
            if (thread := self._daemon(value)) is not None:
                self.daemons.append(thread)
            elif not any(value is one for one in self.passing):
                self.open = self.open or not self._is_quiet(value)
        elif isinstance(value, ast.Name):
            self.named += [
                (value, one)
                for one in self.functions.get(value.id, ())
                if isinstance(one, (ast.FunctionDef, ast.AsyncFunctionDef))
            ]
            return
        elif not isinstance(value, ast.Constant):
            self.open = self.open or isinstance(value, (ast.Await, ast.Yield, ast.YieldFrom))
        self._expressions([value])

    def _coroutine(self, call: ast.Call) -> Function | None:
        """The only function of that name, where it is a coroutine's."""
        found = self.functions.get(call.func.id, []) if isinstance(call.func, ast.Name) else []
        return found[0] if len(found) == 1 and isinstance(found[0], ast.AsyncFunctionDef) else None

    def _daemon(self, call: ast.Call) -> ast.Call | None:
        """The thread of `Thread(…, daemon=True).start()`, or of the variable that has it."""
        function = call.func
        if not isinstance(function, ast.Attribute) or function.attr != "start" or call.args or call.keywords:
            return None
        made: ast.expr | None = function.value
        if isinstance(made, ast.Name):
            given = [one.value for one in self.tree.body if isinstance(one, ast.Assign) and _given(one) == made.id]
            made = given[0] if len(given) == 1 else None
        if not isinstance(made, ast.Call) or _called(made) != "Thread":
            return None
        options = [one.value for one in made.keywords if one.arg == "daemon"]
        return made if any(isinstance(one, ast.Constant) and one.value is True for one in options) else None

    def _is_quiet(self, call: ast.Call) -> bool:
        """Whether a call is one of the file's own functions, or only sets something up."""
        function = call.func
        if isinstance(function, ast.Name):
            return function.id in self.functions or function.id in QUIET_BUILTINS or function.id in CONFIGURING
        if not isinstance(function, ast.Attribute):
            return False
        root: ast.expr = function
        while isinstance(root, ast.Attribute):
            root = root.value
        own = isinstance(root, ast.Name) and root.id in QUIET_MODULES and function.attr not in STARTING
        return own or function.attr in CONFIGURING

    def _expressions(self, given: Iterable[ast.expr]) -> None:
        for expression in given:
            for node in ast.walk(expression):
                self.seen.add(id(node))
                for name in _names(node):
                    self._enter(name)

    def _enter(self, name: str) -> None:
        """A function, or the functions of a class, may run: something names it."""
        for node in self.functions.get(name, ()):
            if id(node) in self._entered:
                continue
            self._entered.add(id(node))
            body: list[ast.stmt] = getattr(node, "body", [])
            if isinstance(node, ast.ClassDef):
                for one in body:
                    called = bool(node.bases or node.decorator_list) or getattr(one, "name", "").startswith("__")
                    if isinstance(one, (ast.FunctionDef, ast.AsyncFunctionDef)) and called:
                        self._waiting.append(one.body)
            else:
                self._waiting.append(body)


def _names(node: ast.AST) -> tuple[str, ...]:
    """The names that a node may lead to: a variable's, an attribute's, one in a string."""
    if isinstance(node, ast.Name):
        return (node.id,)
    if isinstance(node, ast.Attribute):
        return (node.attr,)
    return (node.value,) if isinstance(node, ast.Constant) and isinstance(node.value, str) else ()


def _starts(call: ast.Call) -> bool:
    """Whether a call may, by its name, run something for long."""
    return any(_called(call).lower().startswith(word) for word in STARTING)


def _called(call: ast.Call) -> str:
    """The last name of what is called."""
    return getattr(call.func, "attr", "") or getattr(call.func, "id", "")


def _asked_name(test: ast.expr) -> ast.Constant | None:
    """The string of `__name__ == "…"`."""
    if not isinstance(test, ast.Compare) or len(test.ops) != 1 or not isinstance(test.ops[0], ast.Eq):
        return None
    sides = (test.left, test.comparators[0])
    asked = any(isinstance(one, ast.Name) and one.id == "__name__" for one in sides)
    found = next((one for one in sides if isinstance(one, ast.Constant) and isinstance(one.value, str)), None)
    return found if asked else None
