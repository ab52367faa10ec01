"""What an interpreter says of a program that it refuses to parse."""

from __future__ import annotations

from studio_lint.base.record import Record


class CodeRefusal(Record):
    """The first mistake of a program.

    start, end  where, as offsets into its text
    problem     what is wrong, as a message begins
    help        what to do
    """

    start: int
    end: int
    problem: str
    help: str
