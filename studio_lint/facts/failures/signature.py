"""The record for one row."""

from __future__ import annotations

from studio_lint.base.record import Record


class Signature(Record):
    """A line by which a failure is known.

    kind     name in `kinds.KINDS`
    needs    literal text that the line contains
    line     pattern found in the line; its groups fill `message` and `help`, and `name` is what is looked for
             in the user's files. "" where `needs` is enough
    where    finders of the place, tried in order: `W` the word `name` in the failing instruction, `P` the same for
             the last part of a path, `C` one of the phrases `phrases`, `R` the line of a requirements file, `E` the
             entry of environment.yml, `M` the entry that contains the text, `X2` the selector that is not known, `H`
             the entry of `channels` (or the key), `F` the FROM of the stage, `U` the USER in force, `L` an earlier
             instruction that names the word, `S` the start command, `I` the whole failing instruction, `I2` the same
             of a build, and nothing of a start, `T` the line of a user's file that the log names and shows, `Z` the
             word `name` in a file that the start reads, `O` the option that was given the value, `-` no place
    message  what is wrong
    help     what to write instead; None where nothing in the files helps
    on       which lines: "output" of the failing step, "error" the builder's own words, "start" a session's log
    also     literal text that another line of the same step contains
    unless   literal texts that no line of the step may contain
    refuted  pattern, with `{name}` for the name, that no line may fit
    earlier  literal texts of which a line of an earlier step contains one, together with `name`
    yields   kinds that outrank this row where both are in one step
    weak     counts only where no other row fits
    rules    codes of rules that may have said it before the build; () where only the build can know it
    source   where the text comes from; `since` is the day on which it was read or measured
    """

    kind: str
    needs: str
    line: str
    where: str
    message: str
    help: str | None = None
    on: str = "output"
    also: str = ""
    unless: tuple[str, ...] = ()
    refuted: str = ""
    earlier: tuple[str, ...] = ()
    yields: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    weak: bool = False
    rules: tuple[str, ...] = ()
    source: str = "measured"
    since: str = "2026-11-28"
