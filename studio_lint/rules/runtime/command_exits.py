"""The command exits immediately, and the session ends

## Why
A command that ends in `&` runs in the background while the script continues to its end. When the script ends, the
main process ends, and the session with it: everything that it started is killed. nginx, RStudio Server and xpra run
in the background by default. A script with Windows line endings does not start at all: the kernel looks for a program
whose name ends in a carriage return. A script that is not executable does not start either, and COPY keeps the mode
that the file has.

A program also ends at once if nothing starts its server: a `main` that nothing calls, a coroutine that nothing awaits,
`if __name__ == "main":`, `HTTPServer(…)` without `serve_forever()`, a server in a daemon thread, or, in R,
`app <- shinyApp(…)`. And `setsid` goes into the background if it is the first process of the container.

## Instead
Start the last program in the foreground: `exec jupyter lab …`, `exec nginx -g 'daemon off;'`. Or wait for it:
`jupyter lab … & pid=$!; trap 'kill $pid' TERM; wait $pid; wait $pid`. Save scripts with Unix line endings, and keep
them with `*.sh text eol=lf` in `.gitattributes`. Copy them with `COPY --chmod=755`.

## Evidence
Measured with dash 0.5.12 and bash 5.2 (2026-11): `x &` without `wait` ends immediately. Manuals of the servers:
`studio_lint/facts/tools/`. Linux, execve(2): the name of the interpreter extends to the end of the line, and a file
without `x` in its mode is rejected (EACCES). The mode is the one in git and on disk; without git, nothing is
reported.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, SAFE, UNSAFE, WARNING, Edit, Effect, Fix, Meta, Place
from studio_lint.base.source import Span
from studio_lint.model.process import shutdown
from studio_lint.model.process.ends import early_end
from studio_lint.model.process.start_problems import DENIED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.base.source import Text
    from studio_lint.model.process.ends.early_end import LeftBehind, Unchosen
    from studio_lint.model.process.process import Process
    from studio_lint.model.process.shutdown import Detached
    from studio_lint.model.process.sources.python_source import Unstarted

META = Meta("SL410", "command-exits", ERROR, fix=UNSAFE)

ENDS = "the session ends immediately"
READS = Effect(start=True, reads=True)


def check(process: Process) -> Iterator[Finding]:
    for line, script in process.unstartable:
        interpreter = line.value.rstrip().rpartition("/")[2]
        yield META.finding(
            Place.of(line, "ends with a carriage return"),
            f"CRLF line endings keep the kernel from finding `{interpreter}`: {ENDS}",
            help=f"save it with Unix line endings (LF), or add `RUN sed -i 's/\\r$//' {script}`",
        )
    yield from _denied(process)
    yield from _without_server(process)
    behind = early_end.left_behind(process)
    if behind is not None:
        yield _left_behind(behind)
        return
    away = shutdown.runs_away(process)
    left = shutdown.launcher(away) if away is not None else None
    if left is not None:
        word, background = left
        yield META.finding(
            Place.of(word.text, "goes into the background"),
            f"{word.shown.rpartition('/')[2]} daemonizes and nothing keeps the container running: {ENDS}",
            help=f"add `{background.fix}`",
        )
    elif away is not None and away.ran.command is not None:
        yield META.finding(
            Place.of(away.ran.command.words[0].text, "runs in the background"),
            f"{away.name} runs in the background and nothing waits for it: {ENDS}",
            help="start it in the foreground: add `exec` before it and remove the `&` after it",
        )
    detached = shutdown.detaches(process)
    if detached is not None:
        yield META.finding(
            Place.of(detached.flag or detached.program.text, "goes into the background"),
            f"{detached.program.name} daemonizes and nothing keeps the container running: {ENDS}",
            help=_kept_in_front(detached),
        )


def _without_server(process: Process) -> Iterator[Finding]:
    """A program, or a script, that comes to its end without the server that is in it."""
    found = early_end.unstarted(process)
    if found is not None:
        yield _unstarted(found[1])
    choice = early_end.unchosen(process)
    if choice is not None:
        yield _unchosen(process, choice)
    function = early_end.uncalled(process)
    if function is not None:
        yield META.finding(
            Place.of(function.text, "never called"),
            f"nothing calls `{function.name}`, and the script does nothing else: {ENDS}",
            help=f"add `{function.name}` to the end of the script",
            fix=_appended(function.text, f"{function.name}\n"),
        )


def _unstarted(one: Unstarted) -> Finding:
    source, span = one.text.source, one.text.whole
    if one.kind == "never":
        quote = source.text[span.start]
        text = f"{quote}__main__{quote}"
        plain = source.text[span.end - 1 : span.end] == quote and quote in "'\""
        fix = Fix(f"Replace with `{text}`", (Edit(source, span, text),), SAFE, READS) if plain else None
        message = f"`__name__` is never `{source.slice(span).strip(quote)}`, so no server starts: {ENDS}"
        return META.finding(Place.of(one.text, "never true"), message, help=f"use `{text}`", fix=fix)
    if one.kind == "unawaited":
        text = f"asyncio.run({source.slice(span)})"
        message = f"the coroutine `{one.name}` is never awaited, so no server starts: {ENDS}"
        known = "import asyncio" in source.text and source.slice(span) == f"{one.name}()"
        fix = Fix(f"Replace with `{text}`", (Edit(source, span, text),), UNSAFE, READS) if known else None
        help = f"use `{text}`" if known else f"use `{text}`, after `import asyncio`"
        return META.finding(Place.of(one.text, "only creates the coroutine"), message, help=help, fix=fix)
    if one.kind == "unserved":
        message = f"the program ends after this call, which does not serve: {ENDS}"
        help = f"add `{one.missing}` at the end of the file" if one.missing else "serve with it at the end of the file"
        return META.finding(Place.of(one.text, "comes back at once"), message, help=help)
    if one.kind == "daemon":
        message = f"the program ends, and a daemon thread ends with it: {ENDS}"
        return META.finding(Place.of(one.text, "does not keep it running"), message, help="use `daemon=False`")
    if one.kind == "unused":
        message = f"nothing runs `{one.name}`, so no server starts: {ENDS}"
        help = f"add `{one.name}` at the end of the file"
        return META.finding(Place.of(one.text, "only makes it"), message, help=help)
    message = f"nothing calls `{one.name}`, so no server starts: {ENDS}"
    call = f"`{one.name}()`" if one.bare else f"a call to `{one.name}`"
    help = f"add {call} at the end of the file"
    return META.finding(Place.of(one.text, "never called"), message, help=help)


def _unchosen(process: Process, one: Unchosen) -> Finding:
    """A script that is given no words, or others than those that start its server."""
    how = "with these arguments" if one.given else "without arguments"
    message = f"{how}, the script ends without starting a server: {ENDS}"
    if one.last is None or not one.other or one.given:
        help = "pass the argument that starts the server"
        return META.finding(Place.of(one.text, "decided by the arguments"), message, help=help)
    return META.finding(
        Place.of(one.last.text, "started without arguments"),
        message,
        help=f'use `"{one.last.value}", "{one.other}"`',
        related=(Place.of(one.text, "decided by the arguments"),),
    )


def _appended(at: Text, lines: str) -> Fix:
    """Lines at the end of the file in which a text is."""
    source = at.source
    end = len(source.text)
    newline = "" if source.text.endswith("\n") else "\n"
    return Fix(f"Call `{at.value}` at the end", (Edit(source, Span(end, end), newline + lines),), UNSAFE, READS)


def _left_behind(one: LeftBehind) -> Finding:
    name = one.word.value.rpartition("/")[2]
    if one.option is not None:
        return META.finding(
            Place.of(one.option, "does not wait for its program"),
            f"{name} starts its program in the background and nothing waits for it: {ENDS}",
            help=f"remove `{one.option.value}`",
        )
    return META.finding(
        Place.of(one.word, "forks if it leads its process group"),
        f"{name} goes into the background if it is the first process; the session may end immediately",
        help=f"remove `{name}`",
        severity=WARNING,
        fix=_removed(one.word),
    )


def _removed(word: Text) -> Fix | None:
    """A wrapper without options is removed, where it is written as it is."""
    source, span = word.source, word.whole
    end = span.end
    while source.text[end : end + 1] in (" ", "\t"):
        end += 1
    if source.slice(span) != word.value or end == span.end or source.text[end : end + 1] in ("-", "\\", "\n"):
        return None
    edit = Edit(source, Span(span.start, end), "")
    return Fix(f"Remove `{word.value}`", (edit,), UNSAFE, Effect(words=((word.value, ""),), start=True))


def _kept_in_front(detached: Detached) -> str:
    if detached.flag is not None:
        return f"remove `{detached.flag.value}`"
    if detached.instead:
        return f"start it in the foreground: `{detached.instead}`"
    fix = detached.background.fix
    return f"add `{fix}`" if fix else "start it in the foreground"


def _denied(process: Process) -> Iterator[Finding]:
    for one in process.problems:
        if one.kind != DENIED:
            continue
        name = one.path.rpartition("/")[2]
        message = f"`{name}` is not executable: {ENDS}"
        if one.copy is None:
            help = f"add `chmod +x {one.path}` to the RUN that creates it"
            yield META.finding(Place.of(one.word.sub(0), "permission denied"), message, help=help)
            continue
        instruction = one.copy.instruction
        label, other = "created without execute permission", ""
        if one.source:
            label = "copied with its current mode"
            other = f", or run `chmod +x {name}` (in git: `git update-index --chmod=+x …`)"
        yield META.finding(
            Place.of(one.word.sub(0), "permission denied"),
            message,
            help=f"add `--chmod=755` to this {instruction.keyword}{other}",
            related=(process.place(instruction.keyword_span, label),),
        )
