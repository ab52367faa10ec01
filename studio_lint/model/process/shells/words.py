"""Messages for a shell's syntax errors: our words, and the shell's own."""

from __future__ import annotations

from studio_lint.model.process.shells.scripts import CHECK, START

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.model.process.shells.scripts import Phase
    from studio_lint.syntax.shell.grammar.dialects import Dialect
    from studio_lint.syntax.shell.grammar.refusal import ShellRefusal

_OPERATORS = frozenset([";", "&", "|", "&&", "||", ";;", "(", ")", "|&", ";&", ";;&"])

_CLOSING = {
    "if": "fi",
    "for": "done",
    "while": "done",
    "until": "done",
    "select": "done",
    "case": "esac",
    "{": "}",
    "(": ")",
    "$(": ")",
}


def consequence(phase: Phase, fatal: bool) -> str:
    """What follows, in the fixed words."""
    if phase == CHECK:
        return "the health check always fails"
    if phase == START:
        return "the session never starts" if fatal else "the session may not start"
    return "the build fails" if fatal else "the build may fail"


def problem(refusal: ShellRefusal, dialect: Dialect) -> str:
    """What is wrong."""
    token = _shown(refusal.token)
    if refusal.reason == "unclosed":
        what = refusal.opening.what if refusal.opening is not None else refusal.expected
        return f"unclosed `{what}`"
    if refusal.reason == "name":
        return f"invalid function name {token}"
    if refusal.reason == "loop-variable":
        return f"`for` needs the name of a variable, not {token}"
    if refusal.reason == "arithmetic":
        return "`for ((…))` needs three parts separated by `;`"
    if refusal.reason == "end":
        if refusal.opening is None:
            return "the command ends too early"
        missing = refusal.expected or _CLOSING.get(refusal.opening.what, "")
        return (
            f"`{refusal.opening.what}` without `{missing}`" if missing else f"`{refusal.opening.what}` is never closed"
        )
    expected = f" where {dialect.name} expects `{refusal.expected}`" if refusal.expected else ""
    return f"unexpected {token}{expected}"


def help_for(refusal: ShellRefusal, value: str) -> str | None:
    """What to do."""
    if "\r\n" in value:
        return "save the script with Unix line endings (LF)"
    if refusal.reason == "unclosed":
        return f"add the closing `{refusal.expected}`"
    if refusal.reason == "end":
        if refusal.opening is None:
            return "add the command that should follow, or remove the operator at the end"
        missing = refusal.expected or _CLOSING.get(refusal.opening.what, "")
        return f"add `{missing}`; each command before it must end with `;` or a line break" if missing else None
    if refusal.reason == "name":
        return "use letters, digits and `_`"
    if refusal.expected:
        return f"add `{refusal.expected}` before it, after a `;` or a line break"
    if refusal.token in ("(", ")"):
        return "quote it, or add the other bracket"
    return "remove it, or add the command before it" if refusal.token in _OPERATORS else None


def note(refusal: ShellRefusal, dialect: Dialect, build: bool) -> str:
    """As the shell says it, and the log shows it."""
    words = _bash(refusal) if dialect.bash else _dash(refusal, dialect)
    return f"{dialect.name.partition(' ')[0]}: {words}"


def _shown(token: str) -> str:
    if token == "newline":
        return "line break"
    return f"`{token}`" if token else "end"


def _dash(refusal: ShellRefusal, dialect: Dialect) -> str:
    busybox = dialect.double_brackets
    if refusal.reason == "unclosed":
        words = {"`": "EOF in backquote substitution", "}": "Missing '}'", "))": "Missing '))'"}
        return _cased(words.get(refusal.expected, "Unterminated quoted string"), busybox)
    if refusal.reason == "name":
        return _cased("Bad function name", busybox)
    if refusal.reason == "loop-variable":
        return _cased("Bad for loop variable", busybox)
    named = refusal.token in dialect.reserved or refusal.token in _OPERATORS
    token = f'"{refusal.token}"' if named else "newline" if refusal.token == "newline" else "word"
    if refusal.token[:1] in ("<", ">"):
        token = "redirection"
    if refusal.reason == "end":
        token = "end of file"
    expected = f' (expecting "{refusal.expected}")' if refusal.expected else ""
    return f"syntax error: unexpected {token}{expected}" if busybox else f"Syntax error: {token} unexpected{expected}"


def _cased(words: str, busybox: bool) -> str:
    return f"syntax error: {words[0].lower()}{words[1:]}" if busybox else f"Syntax error: {words}"


def _bash(refusal: ShellRefusal) -> str:
    if refusal.reason == "unclosed" or (refusal.reason == "end" and refusal.expected == ")"):
        return f"unexpected EOF while looking for matching `{refusal.expected}'"
    if refusal.reason == "end":
        return "syntax error: unexpected end of file"
    if refusal.reason == "arithmetic":
        return "syntax error: arithmetic expression required"
    return f"syntax error near unexpected token `{refusal.token}'"
