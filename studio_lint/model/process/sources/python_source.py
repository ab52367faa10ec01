"""Where a Python program listens, read from its source with `ast`."""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.base.source import Text
from studio_lint.facts.server_calls.python import CALLS, Call
from studio_lint.model.commands.arguments import PORT
from studio_lint.model.process.bindings import (
    DEFAULT,
    ENVIRON,
    LITERAL,
    NOTHING,
    SHIFTED,
    TOOL_PORT,
    UNKNOWN,
    Binding,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    import ast

    from studio_lint.model.process.sources.python_dormant import DormantKind

LONGEST = 300_000
ELSEWHERE = ("listen", "bind", "sock", "sockets", "fd", "uds", "unix_socket", "path")


class Listening(Record):
    """A call that begins to listen; `misread` is the port where it is text and the call needs a number."""

    name: str
    port: Binding
    host: Binding
    text: Text
    env: tuple[str, ...] = ()
    misread: Text | None = None


class Unstarted(Record):
    """A server that a program never starts: as `python_dormant.Dormant`, `text` where its node is.

    `missing`: of UNSERVED the line that would keep it going, "" where that is not known.
    """

    kind: DormantKind
    text: Text
    name: str
    bare: bool
    imports: tuple[str, ...]
    missing: str = ""


class PythonProgram(Record):
    """What a source file says. `understood` is False where it does not parse.

    `walks`: it goes through the variables of its environment. `unstarted`: it ends without starting its server, where
    it is the program that is started and not a module of one.
    """

    listening: tuple[Listening, ...]
    understood: bool = True
    walks: bool = False
    unstarted: Unstarted | None = None


def read(text: Text) -> PythonProgram:
    """The calls of a program that start a server. Never raises."""
    import ast
    import warnings

    if len(text.value) > LONGEST:
        return PythonProgram((), False)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(text.value)
        reader = _Reader(text, tree)
        return PythonProgram(tuple(reader.listening()), walks=reader.walks(), unstarted=reader.unstarted())
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return PythonProgram((), False)


def assigned(text: Text, name: str) -> Binding:
    """What a program gives a variable or an attribute of that name; NOTHING if nothing. Never raises."""
    import ast
    import warnings

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            reader = _Reader(text, ast.parse(text.value[:LONGEST]))
        return reader.assigned(name)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return Binding(UNKNOWN, "", text)


class _Reader:
    def __init__(self, text: Text, tree: ast.Module) -> None:
        import ast

        self.ast = ast
        self.tree = tree
        self.text = text
        self.nodes = list(ast.walk(tree))
        self.packages: set[str] = set()
        self.modules: dict[str, str] = {}
        self.constants: dict[str, ast.expr | None] = {}
        self.lines = [0]
        for line in text.value.split("\n"):
            self.lines.append(self.lines[-1] + len(line) + 1)
        self.top = {id(node) for node in tree.body}
        self.nested: set[str] = set()
        for node in self.nodes:
            self._names(node)

    def _names(self, node: ast.AST) -> None:
        """Packages imported, and names that are given one value."""
        ast = self.ast
        if isinstance(node, ast.Import):
            for alias in node.names:
                self.packages.add(alias.name.partition(".")[0])
                package = alias.name.partition(".")[0]
                self.modules[alias.asname or package] = package
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            self.packages.add(node.module.partition(".")[0])
        elif isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
            self._constant(node.targets[0].id, node.value, id(node) in self.top)
        elif isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
            self._constant(node.target.id, None, False)

    def _constant(self, name: str, value: ast.expr | None, top: bool) -> None:
        """A name that is given a value: the last one counts where all are given in the main line of the file."""
        again = name in self.constants
        if not top:
            self.nested.add(name)
        self.constants[name] = None if again and name in self.nested else value

    def listening(self) -> list[Listening]:
        found: list[Listening] = []
        for node in self.nodes:
            if isinstance(node, self.ast.Call):
                call = self._known(node)
                if call is not None:
                    found.append(self._listening(node, call))
        return found

    def unstarted(self) -> Unstarted | None:
        """Why the program ends without starting its server; None where it may start one."""
        calls = ((node, self._known(node)) for node in self.nodes if isinstance(node, self.ast.Call))
        servers = [(node, call) for node, call in calls if call is not None]
        if not servers:
            return None
        from studio_lint.model.process.sources import python_dormant

        passing = [node for node, call in servers if call.goes_on]
        found = python_dormant.find(self.tree, [node for node, _ in servers], passing)
        if found is None:
            return None
        node = found.node
        text = self._place(node) if isinstance(node, (self.ast.expr, self.ast.keyword)) else self._name_of(node)
        goes_on = servers[0][1].goes_on if found.kind == python_dormant.UNSERVED else ""
        missing = goes_on.format(found.name) if found.name or "{}" not in goes_on else ""
        return Unstarted(found.kind, text, found.name, found.bare, found.imports, missing)

    def _name_of(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> Text:
        """The name after `def`."""
        start = self.text.value.index(node.name, self._offset(node.lineno, node.col_offset) + len("def"))
        return self.text.sub(start, start + len(node.name))

    def walks(self) -> bool:
        """Whether it reads variables of its environment by names that are not written down."""
        ast = self.ast
        plain = 0
        for node in self.nodes:
            if isinstance(node, ast.Subscript) and _ends_with(node.value, "environ"):
                plain += isinstance(node.slice, ast.Constant)
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                named = bool(node.args) and isinstance(node.args[0], ast.Constant)
                plain += _ends_with(node.func.value, "environ") and named
        return sum(_ends_with(node, "environ") for node in self.nodes) > plain

    def assigned(self, name: str) -> Binding:
        ast = self.ast
        found = NOTHING
        for node in self.nodes:
            if isinstance(node, ast.Assign) and len(node.targets) == 1:
                target = node.targets[0]
                own = target.attr if isinstance(target, ast.Attribute) else getattr(target, "id", "")
                if own == name:
                    found = self._value(node.value)
        return found

    def _known(self, node: ast.Call) -> Call | None:
        """The call as one of the known ones."""
        ast = self.ast
        function = node.func
        if isinstance(function, ast.Attribute):
            name = function.attr
            owner = function.value.id if isinstance(function.value, ast.Name) else ""
        elif isinstance(function, ast.Name):
            name, owner = function.id, ""
        else:
            return None
        for call in CALLS:
            if call.name != name or call.owner not in self.packages:
                continue
            if self.modules.get(owner, call.owner) != call.owner:
                continue
            if call.of_module and owner and owner not in self.modules:
                continue
            if isinstance(function, ast.Name) and not call.bare:
                continue
            return call
        return None

    def _listening(self, node: ast.Call, call: Call) -> Listening:
        text = self._place(node.func)
        vague = any(keyword.arg is None or keyword.arg in ELSEWHERE for keyword in node.keywords)
        if call.pair:
            misread = self._misread(self._member(node, 1), call)
            return Listening(call.title, self._of_pair(node, 1), self._of_pair(node, 0), text, misread=misread)
        port = self._argument(node, call.port, call.port_at)
        host = self._argument(node, call.host, call.host_at)
        port_binding = self._value(port) if port is not None else self._default(call.default_port, text, vague)
        host_binding = self._value(host) if host is not None else self._default(call.default_host, text, vague)
        return Listening(call.title, port_binding, host_binding, text, call.env, self._misread(port, call))

    def _misread(self, port: ast.expr | None, call: Call) -> Text | None:
        """A port that is text for certain, where the call needs a number."""
        return self._place(port) if port is not None and call.number and self._is_text(port) else None

    def _is_text(self, node: ast.expr, depth: int = 0) -> bool:
        """Whether a value is text: a variable of the environment, a word of the command line, a string."""
        ast = self.ast
        if isinstance(node, ast.Name) and depth < 4:
            given = self.constants.get(node.id)
            return given is not None and self._is_text(given, depth + 1)
        if isinstance(node, ast.Subscript):
            word = _ends_with(node.value, "argv") and not isinstance(node.slice, ast.Slice)
            return word or _ends_with(node.value, "environ")
        if isinstance(node, ast.BoolOp) and isinstance(node.op, ast.Or):
            return self._is_text(node.values[0], depth + 1)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            return node.func.id in ("str", "getenv")
        return isinstance(node, ast.JoinedStr) or self._environ(node) is not None

    def _default(self, value: str, text: Text, vague: bool) -> Binding:
        return NOTHING if vague or not value else Binding(DEFAULT, value, text)

    def _argument(self, node: ast.Call, name: str, position: int) -> ast.expr | None:
        for keyword in node.keywords:
            if keyword.arg == name:
                return keyword.value
        if 0 <= position < len(node.args) and not any(isinstance(one, self.ast.Starred) for one in node.args):
            return node.args[position]
        return None

    def _member(self, node: ast.Call, index: int) -> ast.expr | None:
        """The host or the port of `HTTPServer((host, port), …)`."""
        first = node.args[0] if node.args else None
        if isinstance(first, self.ast.Name):
            first = self.constants.get(first.id)
        return first.elts[index] if isinstance(first, self.ast.Tuple) and len(first.elts) == 2 else None

    def _of_pair(self, node: ast.Call, index: int) -> Binding:
        member = self._member(node, index)
        return self._value(member) if member is not None else NOTHING

    def _value(self, node: ast.expr, depth: int = 0) -> Binding:
        ast = self.ast
        if isinstance(node, ast.Constant) and isinstance(node.value, (int, str)) and not isinstance(node.value, bool):
            value = str(node.value)
            place = self._place(node)
            return Binding(LITERAL if value not in ("", "0") else UNKNOWN, value, place)
        if isinstance(node, ast.Name) and depth < 4:
            given = self.constants.get(node.id)
            if given is not None:
                return self._value(given, depth + 1)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("int", "str"):
            return self._value(node.args[0], depth + 1) if node.args and depth < 4 else NOTHING
        if isinstance(node, ast.BoolOp) and isinstance(node.op, ast.Or) and depth < 4:
            first, rest = self._environ(node.values[0]), self._value(node.values[-1], depth + 1)
            if first is not None and len(node.values) == 2 and rest.kind == LITERAL:
                return first.replace(value=rest.value, text=rest.text)
            if first is not None and len(node.values) == 2 and not first.value and _is_port(rest):
                return first.replace(value=PORT)
        found = self._environ(node)
        if found is not None:
            return found
        if isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Add, ast.Sub)) and depth < 4:
            return self._sum(node, depth)
        if any(isinstance(one, ast.Constant) and one.value == PORT for one in ast.walk(node)):
            return Binding(TOOL_PORT, "", self._place(node))
        return Binding(UNKNOWN, "", self._place(node))

    def _sum(self, node: ast.BinOp, depth: int) -> Binding:
        """`port + 1`: another port than the session's; what else is added is not known."""
        ast, text = self.ast, self._place(node)
        given = self._value(node.left, depth + 1)
        number = node.right.value if isinstance(node.right, ast.Constant) else None
        of_port = given.kind == TOOL_PORT or (given.kind == ENVIRON and given.flag == PORT and not given.value)
        if of_port and isinstance(number, int) and number > 0:
            return Binding(SHIFTED, f"{PORT} {'+' if isinstance(node.op, ast.Add) else '-'} {number}", text)
        spoken = any(isinstance(one, ast.Constant) and one.value == PORT for one in ast.walk(node))
        return Binding(TOOL_PORT if spoken else UNKNOWN, "", text)

    def _environ(self, node: ast.expr) -> Binding | None:
        """`os.environ["NAME"]`, `os.environ.get("NAME", 8000)`, `os.getenv("NAME", "8000")`; None for all else."""
        names: list[ast.expr] = []
        if isinstance(node, self.ast.Subscript) and _ends_with(node.value, "environ"):
            names = [node.slice]
        elif isinstance(node, self.ast.Call) and isinstance(node.func, self.ast.Attribute):
            if node.func.attr == "getenv" or (node.func.attr == "get" and _ends_with(node.func.value, "environ")):
                names = node.args[:2]
        elif isinstance(node, self.ast.Call) and getattr(node.func, "id", "") == "getenv":
            names = node.args[:2]
        if not names or not isinstance(names[0], self.ast.Constant) or not isinstance(names[0].value, str):
            return None
        other = self._value(names[1], 4) if len(names) > 1 else NOTHING
        if len(names) > 1 and other.kind not in (LITERAL, ENVIRON):
            return Binding(UNKNOWN, "", self._place(node))
        default = other.value if other.kind == LITERAL else PORT if _is_port(other) else ""
        text = other.text if default and other.text is not None else self._place(node)
        return Binding(ENVIRON, default, text, names[0].value)

    def _place(self, node: ast.expr | ast.keyword) -> Text:
        start = self._offset(node.lineno, node.col_offset)
        end = self._offset(node.end_lineno or node.lineno, node.end_col_offset or node.col_offset)
        return self.text.sub(start, end)

    def _offset(self, line: int, column: int) -> int:
        """`column` counts bytes of UTF-8."""
        start = self.lines[min(line, len(self.lines)) - 1]
        stretch = self.text.value[start : start + column]
        if stretch.isascii():
            return start + column
        return start + len(stretch.encode("utf-8", "replace")[:column].decode("utf-8", "ignore"))


def _is_port(value: Binding) -> bool:
    """Whether a value is the session's port, or what replaces it where there is none."""
    return value.kind == TOOL_PORT or (value.kind == ENVIRON and value.flag == PORT)


def _ends_with(node: object, name: str) -> bool:
    """Whether an expression is a name, or an attribute of that name (`environ`, `os.environ`)."""
    return getattr(node, "attr", "") == name or getattr(node, "id", "") == name
