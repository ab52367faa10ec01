"""Commands of a shell text with control structures or heredocs, cut by tree-sitter-bash.

The grammar gives the structure; words are read by `shell_words`. What it does
not understand makes the script partial.
"""

from __future__ import annotations

from studio_lint.base import loading
from studio_lint.base.source import Text
from studio_lint.syntax.shell.simple import assignment
from studio_lint.syntax.shell.tree import (
    DEEPEST,
    Assignment,
    Block,
    Chain,
    Command,
    Pipeline,
    Redirect,
    Script,
    ShellHeredoc,
)
from studio_lint.syntax.shell.words import BLANK, Word, read_word

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from tree_sitter import Node, Parser

    from studio_lint.syntax.shell.tree import BlockKind

_parser: Parser | None = None

COMMANDS = frozenset(("command", "declaration_command", "unset_command"))
ASSIGNMENTS = frozenset(("variable_assignment", "variable_assignments"))
BLOCKS: dict[str, BlockKind] = {
    "compound_statement": "group",
    "subshell": "subshell",
    "if_statement": "if",
    "while_statement": "while",
    "for_statement": "for",
    "c_style_for_statement": "other",
    "case_statement": "case",
    "function_definition": "function",
}
STATEMENTS = (
    COMMANDS
    | ASSIGNMENTS
    | BLOCKS.keys()
    | {"redirected_statement", "list", "pipeline", "negated_command", "test_command"}
)
REDIRECTS = frozenset(("file_redirect", "heredoc_redirect", "herestring_redirect"))
SILENT = frozenset(("comment", "heredoc_body", "heredoc_end", "heredoc_start", "heredoc_content", "file_descriptor"))


def read(text: Text) -> Script:
    """The commands of a text. Never raises."""
    plain = text.value.replace("\r\n", " \n")
    tree = _parse(plain.encode("ascii", "replace").replace(b"\0", b"?"))
    builder = _Builder(text)
    chains = builder.chains(tree.children, 0)
    return Script(text, chains, builder.partial or tree.has_error)


def _parse(content: bytes) -> Node:
    """The root of the tree. One byte stands for one character: the grammar needs none beyond ASCII."""
    global _parser
    if _parser is None:
        # The packages themselves import `typing` and `importlib.resources`: twice what Python's own start takes.
        library = loading.extension("tree_sitter", "_binding")
        grammar = loading.extension("tree_sitter_bash", "_binding")
        _parser = library.Parser(library.Language(grammar.language()))
    return _parser.parse(content).root_node


class _Builder:
    def __init__(self, text: Text) -> None:
        self.text = text
        self.value = text.value
        self.partial = False
        self.covered = 0

    def chains(self, nodes: Iterable[Node], depth: int) -> tuple[Chain, ...]:
        """Statements in a row; keywords and separators between them are passed over."""
        found: list[Chain] = []
        if depth > DEEPEST:
            self.partial = True
            return ()
        for node in nodes:
            if node.type == "&" and found:
                found[-1] = found[-1].replace(background=True)
            elif node.type in STATEMENTS:
                found.append(self.chain(node, depth))
            elif node.type == "ERROR":
                self.partial = True
                found += self.chains(node.children, depth + 1)
        return tuple(found)

    def chain(self, node: Node, depth: int) -> Chain:
        parts: list[Pipeline] = []
        operators: list[str] = []
        self._flatten(node, parts, operators, depth)
        return Chain(tuple(parts), tuple(operators))

    def _flatten(self, node: Node, parts: list[Pipeline], operators: list[str], depth: int) -> None:
        """`a && b || c` is a list within a list, to the left; it may be long, so no recursion there.

        What the grammar redirects as a whole (`a && b > file`) is a redirection of its last command.
        """
        later: list[tuple[str, Node, list[Node]]] = []
        redirects: list[Node] = []
        while True:
            body = node.children[0] if node.type == "redirected_statement" and node.children else node
            if body.type != "list" or len(body.children) < 3:
                break
            own = node.children[1:] if body is not node else []
            operator = next((child.type for child in body.children if child.type in ("&&", "||")), "&&")
            later.append((operator, body.children[-1], [*own, *redirects]))
            node, redirects = body.children[0], []
        self._pipelines(node, parts, operators, depth, redirects)
        for operator, right, behind in reversed(later):
            operators.append(operator)
            self._pipelines(right, parts, operators, depth, behind)
        del operators[max(len(parts) - 1, 0) :]

    def _pipelines(
        self, node: Node, parts: list[Pipeline], operators: list[str], depth: int, behind: list[Node] | None = None
    ) -> None:
        """One pipeline, and what the grammar hides behind a heredoc's mark (`cat <<E && next`).

        `behind`: redirections of its last command.
        """
        behind = behind or []
        if node.type == "redirected_statement" and node.children[0].type in ("pipeline", "negated_command"):
            node, behind = node.children[0], [*node.children[1:], *behind]
        negated = node.type == "negated_command"
        if negated:
            node = node.children[-1]
            if node.type == "redirected_statement" and node.children[0].type == "pipeline":
                node, behind = node.children[0], [*node.children[1:], *behind]
        members: list[Command | Block] = []
        hidden: list[tuple[str, Node]] = []
        found = [child for child in (node.children if node.type == "pipeline" else [node]) if child.type in STATEMENTS]
        for child in found:
            members += self._members(child, hidden, depth + 1, behind if child is found[-1] else [])
        if members:
            parts.append(Pipeline(tuple(members), negated))
        for operator, right in hidden:
            operators.append(operator)
            self._flatten_hidden(right, parts, operators, depth + 1)

    def _flatten_hidden(self, node: Node, parts: list[Pipeline], operators: list[str], depth: int) -> None:
        if depth > DEEPEST:
            self.partial = True
            return
        before = len(operators)
        inner: list[Pipeline] = []
        inner_operators: list[str] = []
        self._flatten(node, inner, inner_operators, depth)
        parts += inner
        operators[before:] = inner_operators

    def _members(
        self, node: Node, hidden: list[tuple[str, Node]], depth: int, behind: list[Node] | None = None
    ) -> list[Command | Block]:
        """The commands of a pipeline that one node stands for; `behind`: further redirections of it."""
        if depth > DEEPEST:
            self.partial = True
            return []
        redirects: list[Redirect] = []
        words: list[Word] = []
        piped: list[Node] = []
        body = node
        around = node.children if node.type == "redirected_statement" else []
        if around:
            body = around[0]
        for child in (*around, *(behind or [])):
            if child.type in REDIRECTS:
                redirects += self._redirect(child, words, hidden, piped)
            elif child.type == "ERROR":
                self.partial = True
        if body.type in REDIRECTS:
            first: Command | Block = Command((), (), (), self._text(node))
        elif body.type in BLOCKS:
            first = self._block(body, depth)
        elif body.type in ("list", "pipeline", "redirected_statement", "negated_command"):
            first = Block("group", self._text(body), bodies=((self.chain(body, depth + 1),),))
        else:
            first = self._command(body)
        if isinstance(first, Command):
            first = first.replace(words=first.words + tuple(words), text=self._text(node))
        found = [first.replace(redirects=(*first.redirects, *redirects))]
        for pipeline in piped:
            for child in pipeline.children:
                if child.type in STATEMENTS:
                    found += self._members(child, hidden, depth + 1)
        return found

    def _text(self, node: Node) -> Text:
        return self.text.sub(node.start_byte, node.end_byte)

    def _words(self, start: int, end: int) -> list[Word]:
        """The words between two indices, operators within (as in `[[ a < b ]]`) being words too."""
        found: list[Word] = []
        at = start
        while at < end:
            if self.value[at] in BLANK or self.value[at] == "\n":
                at += 1
                continue
            word, stop = read_word(self.text, at, end)
            if stop > at and word.pieces:
                found.append(word)
                self.partial = self.partial or not word.closed
            at = max(stop, at + 1)
        return found

    def _word(self, node: Node, words: list[Word]) -> None:
        """The word that begins with a node; the grammar cuts some words in two."""
        if node.start_byte < self.covered:
            return
        word, self.covered = read_word(self.text, node.start_byte)
        if word.pieces:
            words.append(word)
            self.partial = self.partial or not word.closed

    def _command(self, node: Node) -> Command:
        words: list[Word] = []
        assignments: list[Assignment] = []
        redirects: list[Redirect] = []
        self.covered = 0
        if node.type == "test_command":
            words = self._words(node.start_byte, node.end_byte)
        for child in node.children if node.type in COMMANDS or node.type == "variable_assignments" else [node]:
            if child.type in REDIRECTS:
                redirects += self._redirect(child, words, [], [])
            elif child.type == "variable_assignment" and not words and child.start_byte >= self.covered:
                given = assignment(self.text, child.start_byte)
                if given is not None:
                    assignments.append(given[0])
                    self.covered = given[1]
            elif child.type == "ERROR":
                self.partial = True
            elif child.type not in SILENT and child.type != "test_command":
                self._word(child, words)
        return Command(tuple(words), tuple(assignments), tuple(redirects), self._text(node))

    def _redirect(
        self, node: Node, words: list[Word], hidden: list[tuple[str, Node]], piped: list[Node]
    ) -> list[Redirect]:
        if node.type == "heredoc_redirect":
            return self._heredoc(node, words, hidden, piped)
        descriptor = ""
        operator = ""
        targets: list[Word] = []
        end = node.end_byte
        self.covered = min(self.covered, node.start_byte)
        for child in node.children:
            if child.type == "file_descriptor":
                descriptor = self.value[child.start_byte : child.end_byte]
            elif not operator:
                operator = child.type
            elif not targets:
                self._word(child, targets)
                end = max(end, self.covered) if child is node.children[-1] else self.covered
            else:
                self._word(child, words)
        target = targets[0] if targets else None
        return [Redirect(operator, target, self.text.sub(node.start_byte, end), descriptor)]

    def _heredoc(
        self, node: Node, words: list[Word], hidden: list[tuple[str, Node]], piped: list[Node]
    ) -> list[Redirect]:
        found: list[Redirect] = []
        mark: Node | None = None
        body: Node | None = None
        end: Node | None = None
        operator = node.children[0].type
        for child in node.children:
            if child.type == "heredoc_start":
                mark = child
            elif child.type == "heredoc_body":
                body = child
            elif child.type == "heredoc_end":
                end = child
            elif child.type in REDIRECTS:
                found += self._redirect(child, words, hidden, piped)
            elif child.type == "pipeline":
                piped.append(child)
            elif child.type in ("&&", "||"):
                hidden.append((child.type, child))
            elif child.type in STATEMENTS and hidden:
                hidden[-1] = (hidden[-1][0], child)
            elif child.is_named and child.type not in SILENT and child.type not in STATEMENTS:
                self._word(child, words)
        hidden[:] = [(joint, right) for joint, right in hidden if right.type in STATEMENTS]
        if mark is None or end is None:
            self.partial = True
            return found
        quoted = any(character in "'\"\\" for character in self.value[mark.start_byte : mark.end_byte])
        strip = operator == "<<-"
        content = self._content(body.start_byte if body else end.start_byte, end.start_byte, strip)
        text = self.text.sub(node.children[0].start_byte, mark.end_byte)
        return [Redirect(operator, None, text, "", ShellHeredoc(content, not quoted)), *found]

    def _content(self, start: int, end: int, strip: bool) -> Text:
        if not strip:
            return self.text.sub(start, end)
        while start and self.value[start - 1] == "\t":
            start -= 1
        while end > start and self.value[end - 1] == "\t":
            end -= 1
        lines: list[Text] = []
        at = start
        while at < end:
            while at < end and self.value[at] == "\t":
                at += 1
            stop = self.value.find("\n", at, end)
            stop = end if stop < 0 else stop + 1
            lines.append(self.text.sub(at, stop))
            at = stop
        return self.text.joined(lines, self.text.span(start, end))

    def _block(self, node: Node, depth: int) -> Block:
        kind = BLOCKS[node.type]
        text = self._text(node)
        if kind == "if":
            return self._if(node, text, depth)
        if kind == "case":
            return self._case(node, text, depth)
        if kind == "function":
            name = node.child_by_field_name("name")
            body = [child for child in node.children if child.type in STATEMENTS]
            title = self.value[name.start_byte : name.end_byte] if name else ""
            return Block(kind, text, bodies=(self.chains(body, depth + 1),), name=title)
        if kind in ("while", "for", "other"):
            return self._loop(node, kind, text, depth)
        if kind == "group" and node.children and node.children[0].type == "((":
            return Block("other", text, words=tuple(self._words(node.start_byte, node.end_byte)))
        return Block(kind, text, bodies=(self.chains(node.children, depth + 1),))

    def _if(self, node: Node, text: Text, depth: int) -> Block:
        tests: list[Chain] = []
        bodies: list[tuple[Chain, ...]] = []
        for clause in (node, *(child for child in node.children if child.type in ("elif_clause", "else_clause"))):
            then = next((index for index, child in enumerate(clause.children) if child.type == "then"), -1)
            tests += self.chains(clause.children[: max(then, 0)], depth + 1)
            bodies.append(self.chains(clause.children[then + 1 :], depth + 1))
        return Block(kind="if", text=text, tests=tuple(tests), bodies=tuple(bodies))

    def _loop(self, node: Node, kind: BlockKind, text: Text, depth: int) -> Block:
        tests: list[Node] = []
        body: tuple[Chain, ...] = ()
        words: list[Word] = []
        name = ""
        for child in node.children:
            if child.type in ("do_group", "compound_statement"):
                body = self.chains(child.children, depth + 1)
            elif child.type == "variable_name":
                name = self.value[child.start_byte : child.end_byte]
            elif kind == "while":
                tests.append(child)
            elif child.is_named:
                words += self._words(child.start_byte, child.end_byte)
        return Block(
            kind=kind, text=text, tests=self.chains(tests, depth + 1), bodies=(body,), words=tuple(words), name=name
        )

    def _case(self, node: Node, text: Text, depth: int) -> Block:
        bodies: list[tuple[Chain, ...]] = []
        words: list[Word] = []
        patterns: list[tuple[str, ...] | None] = []
        for index, child in enumerate(node.children):
            if child.type == "case_item":
                bodies.append(self.chains(child.children, depth + 1))
                patterns.append(self._patterns(child))
            elif index == 1:
                words += self._words(child.start_byte, child.end_byte)
        return Block("case", text, bodies=tuple(bodies), words=tuple(words), patterns=tuple(patterns))

    def _patterns(self, item: Node) -> tuple[str, ...] | None:
        """The patterns of a branch; None where it goes on into the next one."""
        end = next((child.start_byte for child in item.children if child.type == ")"), item.start_byte)
        if any(child.type in (";&", ";;&") for child in item.children):
            return None
        head = self.value[item.start_byte : end].strip()
        return tuple(one.strip() for one in head.removeprefix("(").split("|"))
