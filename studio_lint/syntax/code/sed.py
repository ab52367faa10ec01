"""Scripts of sed, as GNU sed 4.9 reads them: commands, their addresses, and where each ends.

Regular expressions are not read. What GNU sed takes in a way of its own and other versions do not is not refused.
"""

from __future__ import annotations

from studio_lint.syntax.code.refusal import CodeRefusal

LONGEST = 20_000
_PLAIN = frozenset("=dDgGhHnNpPxzF")
_NUMBERED = frozenset("qQlL")
_TEXT = frozenset("aic")
_TO_LINE_END = frozenset("rRwWev")
_LABELED = frozenset("btT:")
_COMMANDS = _PLAIN | _NUMBERED | _TEXT | _TO_LINE_END | _LABELED | frozenset("sy{}")


def refusal(script: str, extended: bool = False) -> CodeRefusal | None:
    """The first mistake of a script; None where there is none, or one is not certain. `extended`: `-E` is given."""
    if len(script) > LONGEST:
        return None
    reader = _Reader(script, extended)
    try:
        reader.all()
    except _Refused as refused:
        return refused.refusal
    except _Unsure:
        return None
    return None


_CHECK = "fix the script; `sed -n SCRIPT /dev/null` checks it"


class _Refused(Exception):
    def __init__(self, start: int, end: int, problem: str, help: str = _CHECK) -> None:
        self.refusal = CodeRefusal(start, end, problem, help)


class _Unsure(Exception):
    pass


class _Reader:
    def __init__(self, script: str, extended: bool) -> None:
        self.script = script
        self.extended = extended
        self.at = 0
        self.open: list[int] = []

    def all(self) -> None:
        while True:
            self._skip(" \t\n;")
            if self.at >= len(self.script):
                break
            if self.script[self.at] == "#":
                self._to_line_end()
                continue
            addressed = self._addresses()
            self._command(addressed)
        if self.open:
            start = self.open[0]
            raise _Refused(start, start + 1, "`{` is never closed in this sed script", "add the missing `}`")

    def _peek(self) -> str:
        return self.script[self.at : self.at + 1]

    def _skip(self, marks: str) -> None:
        while self._peek() and self._peek() in marks:
            self.at += 1

    def _to_line_end(self) -> None:
        end = self.script.find("\n", self.at)
        self.at = len(self.script) if end < 0 else end + 1

    def _addresses(self) -> bool:
        start = self.at
        if self._address():
            self._skip(" \t")
            if self._peek() == ",":
                self.at += 1
                self._skip(" \t")
                if not self._address(True):
                    raise _Refused(start, self.at, "the second address is missing in this sed script")
        self._skip(" \t")
        while self._peek() == "!":
            self.at += 1
            self._skip(" \t!")
        return self.at > start

    def _address(self, second: bool = False) -> bool:
        mark = self._peek()
        if mark.isdecimal() or (second and mark and mark in "+~"):
            self.at += 1
            self._skip(" \t" if mark in "+~" else "")
            self._digits()
            if self._peek() == "~":
                self.at += 1
                self._digits()
            return True
        if mark == "$":
            self.at += 1
            return True
        if mark not in ("/", "\\"):
            return False
        start = self.at
        self.at += 1
        if mark == "\\":
            mark = self._peek()
            self.at += 1
        if not mark or self._until(mark) is None:
            raise _Refused(start, len(self.script), "unterminated address in this sed script")
        self._skip("IM")
        return True

    def _digits(self) -> None:
        while self._peek().isdecimal():
            self.at += 1

    def _until(self, mark: str, pattern: bool = True) -> int | None:
        """Past the next `mark` that no backslash precedes; its index, None where a line or the script ends first."""
        while self.at < len(self.script):
            here = self.script[self.at]
            if here == "[" and pattern and mark != "[":
                self._brackets(mark)
            self.at += 2 if here == "\\" else 1
            if here == mark:
                return self.at - 1
            if here == "\n":
                return None
        return None

    def _brackets(self, mark: str) -> None:
        """Versions differ on a mark between brackets: sed 4.9 takes it for a character, 4.8 for the end."""
        first = self.at + 2 if self.script.startswith("^", self.at + 1) else self.at + 1
        end = self.script.find("]", first + 1)
        if end < 0 or mark in self.script[self.at : end]:
            raise _Unsure

    def _command(self, addressed: bool) -> None:
        start = self.at
        name = self._peek()
        if not name:
            raise _Refused(0, len(self.script), "this sed script has an address and no command")
        self.at += 1
        if name not in _COMMANDS:
            if name in "MLuf#":
                raise _Unsure
            raise _Refused(start, start + 1, f"`{name}` is not a sed command")
        if name == "{":
            self.open.append(start)
        elif name == "}":
            if not self.open or addressed:
                raise _Refused(start, start + 1, "unexpected `}` in this sed script")
            self.open.pop()
            self._end()
        elif name in _PLAIN:
            self._end()
        elif name in _NUMBERED:
            self._skip(" \t")
            self._digits()
            self._end()
        elif name in _TEXT:
            self._text()
        elif name in _TO_LINE_END:
            self._to_line_end()
        elif name in _LABELED:
            self._label()
        else:
            self._exchange(name, start)

    def _end(self) -> None:
        self._skip(" \t\r")
        mark = self._peek()
        if mark and mark in "\n;":
            self.at += 1
        elif mark and mark not in "}#":
            raise _Refused(self.at, self.at + 1, f"unexpected `{mark}` after a sed command")

    def _text(self) -> None:
        """The text of a, i and c: to the end of a line that no backslash continues."""
        while self.at < len(self.script):
            here = self.script[self.at]
            self.at += 2 if here == "\\" else 1
            if here == "\n":
                return

    def _label(self) -> None:
        self._skip(" \t")
        start = self.at
        while self._peek() and self._peek() not in "\n;":
            self.at += 1
        if any(mark in self.script[start : self.at].rstrip() for mark in "}# \t"):
            raise _Unsure  # versions differ on where the label ends

    def _exchange(self, name: str, start: int) -> None:
        """`s` and `y`: two parts between three marks, then flags."""
        mark = self._peek()
        self.at += 1
        if mark == "\\":
            raise _Unsure
        if not mark or mark == "\n":
            raise _Refused(start, max(self.at, start + 1), f"unterminated `{name}` command in this sed script")
        ends = [self.at]
        end = f"end the command with `{mark}`"
        for part in range(2):
            if self._until(mark, part == 0 and name == "s") is None:
                raise _Refused(start, len(self.script), f"unterminated `{name}` command in this sed script", end)
            ends.append(self.at)
        pattern = self.script[ends[0] : ends[1] - 1]
        if name == "s" and pattern and mark not in "()" and not mark.isdecimal():
            self._references(pattern, ends[1], ends[2] - 1)
        if name == "y":
            parts = [self.script[ends[at] : ends[at + 1] - 1] for at in range(2)]
            if len(parts[0]) != len(parts[1]) and "\\" not in parts[0] + parts[1]:
                raise _Refused(start, self.at, "the two parts of `y` have different lengths in this sed script")
            self._end()
            return
        self._flags(mark)

    def _references(self, pattern: str, start: int, end: int) -> None:
        """`\\1` to `\\9` in what takes the place of a match, of which each needs a group."""
        groups = _groups(pattern, self.extended)
        at = start
        while at < end:
            if self.script[at] != "\\":
                at += 1
                continue
            number = self.script[at + 1]
            if number.isdecimal() and int(number) > groups:
                use = "add `-E` after `sed`" if not self.extended and "(" in pattern else _CHECK
                raise _Refused(at, at + 2, f"`\\{number}` has no group in this sed script", use)
            at += 2

    def _written(self, mark: str) -> None:
        """The file of the flag `w`: a `/` at its end makes it a folder, where more of the text was meant."""
        start = self.at
        self._to_line_end()
        if mark == "/" and self.script[start : self.at].rstrip().endswith("/"):
            problem = "`w` is read as a flag of sed's `s`, which ends at the third `/`"
            raise _Refused(start, start + 1, problem, _separator(mark))

    def _flags(self, mark: str) -> None:
        while True:
            here = self._peek()
            if here == "w":
                self._written(mark)
                return
            if here and here in " \t\r":
                self.at += 1
                continue
            if not here or here in "\n;}#":
                self._end()
                return
            if not here.isdecimal() and here not in "gpiImMe":
                help = _separator(mark)
                problem = f"`{here}` is not a flag of sed's `s`, which ends at the third `{mark}`"
                raise _Refused(self.at, self.at + 1, problem, help)
            self.at += 1


def _separator(mark: str) -> str:
    other = "|" if mark != "|" else "#"
    return f"escape each `{mark}` in the text as `\\{mark}`, or use another separator such as `{other}`"


def _groups(pattern: str, extended: bool) -> int:
    """How many groups a regular expression has; a backslash makes or unmakes one."""
    found = at = 0
    while at < len(pattern):
        if pattern[at] == "[":
            end = pattern.find("]", at + (3 if pattern.startswith("^", at + 1) else 2))
            at = end if end > 0 and "[:" not in pattern[at:end] else at
        escaped = pattern[at] == "\\"
        at += escaped
        found += pattern[at : at + 1] == "(" and escaped is not extended
        at += 1
    return found
