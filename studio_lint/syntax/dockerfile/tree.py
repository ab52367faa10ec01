"""The tree of a Dockerfile, cut as BuildKit's parser cuts it.

`read` never raises: what BuildKit would refuse is a `Problem` in the tree, and
one broken instruction does not hide the rest.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import Problem
from studio_lint.base.record import Record
from studio_lint.base.source import Source, Span, Text
from studio_lint.syntax.comment import Comment

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.base.kind_types import ProblemKind

STRAY: ProblemKind = "unknown-instruction"
"""Kind of the problem that a line begins with no instruction."""
CONFLICT: ProblemKind = "conflict"
"""Kind of the problem that a line is the mark of a merge conflict."""
STRAY_AGAIN: ProblemKind = "unknown-instruction-again"
"""The same for a further line: one cause, which has been told."""


class Directive(Record):
    """`# name=value` above everything else (`syntax`, `escape`, `check`)."""

    name: str
    value: str
    span: Span


class Flag(Record):
    """`--name=value` before the arguments; `value` is None without `=`."""

    name: str
    value: Text | None
    text: Text


class Heredoc(Record):
    """`<<NAME` and its body.

    `content` is the body as BuildKit reads it (tabs stripped for `<<-`), each
    line with its line end; `content.whole` covers the body as it stands in the
    file. `expand` is False for a quoted name. `marker` is `<<NAME`, with a file
    descriptor before it if there is one. `end` is the line that ends the body;
    empty where there is none.
    """

    name: str
    expand: bool
    strip_tabs: bool
    marker: Span
    content: Text
    end: Span


class Pair(Record):
    """A name and its value in ENV, LABEL or ARG, as written, quotes kept.

    `value` is None for `ARG NAME`. `span` covers both. `equals` is False for
    the old form `ENV NAME value`.
    """

    key: Text
    value: Text | None
    span: Span
    equals: bool = True


class Instruction(Record):
    """One instruction with all its lines.

    keyword     in upper case ("FROM"), `keyword_span` where it stands; it may be
                no instruction's name at all
    span        from the keyword to the end of the last line, heredocs included
    flags       in order
    body        all that follows keyword and flags, continued lines joined and
                comment lines dropped, as BuildKit hands it on
    exec_form   the arguments are a JSON list of strings
    arguments   exec form: the strings, unescaped. RUN, CMD, ENTRYPOINT and SHELL
                in shell form, USER, WORKDIR, STOPSIGNAL and MAINTAINER: one
                text, all of it. HEALTHCHECK: CMD or NONE, then the command
                (exec form: its strings). ONBUILD: none. Others: the words, split
                at blanks, quotes kept; `ENV NAME value` gives these two
    pairs       of ENV, LABEL and ARG
    heredocs    of RUN, COPY and ADD, and of an ONBUILD of these
    trigger     of ONBUILD: the instruction behind it. Its own problems matter
                only to an image built on this one; what stops this build stands
                among those of the ONBUILD
    problems    why BuildKit refuses it; empty if it does not
    """

    keyword: str
    keyword_span: Span
    span: Span
    flags: tuple[Flag, ...]
    body: Text
    exec_form: bool = False
    arguments: tuple[Text, ...] = ()
    pairs: tuple[Pair, ...] = ()
    heredocs: tuple[Heredoc, ...] = ()
    trigger: Instruction | None = None
    problems: tuple[Problem, ...] = ()

    def flag(self, name: str) -> Flag | None:
        """The first flag of that name."""
        return next((flag for flag in self.flags if flag.name == name), None)


class Dockerfile(Record):
    """A whole file.

    `problems` holds those that belong to no instruction; `checks` is the
    `# check=` line that BuildKit's checks go by.
    """

    source: Source
    escape: str
    directives: tuple[Directive, ...]
    instructions: tuple[Instruction, ...]
    comments: tuple[Comment, ...]
    problems: tuple[Problem, ...] = ()
    checks: Directive | None = None

    @property
    def continued(self) -> bool:
        """Whether an instruction takes several lines."""
        text = self.source.text
        return any(text.find("\n", one.keyword_span.end, one.body.whole.end) >= 0 for one in self.instructions)
