"""`$CONNECT_TOOL_PORT` stands where no shell replaces it.

## Why
The exec form (`CMD ["streamlit", "--server.port=$CONNECT_TOOL_PORT"]`) starts a program without a shell, and in single
quotes a shell leaves a variable as it is. Either way the program is given the text `$CONNECT_TOOL_PORT`, not a number.

## Instead
```dockerfile
CMD ["/usr/bin/bash", "-c", "exec streamlit run app.py --server.port=$CONNECT_TOOL_PORT"]
```
Single quotes around a command that another shell reads (`bash -c '…'`, `bash <<'EOF'`) are right.

## Evidence
BuildKit expands no variable in CMD and ENTRYPOINT; the exec form is handed to the kernel as it stands.
"""

from __future__ import annotations

from studio_lint.diagnostics import ERROR, SAFE, Meta, Place
from studio_lint.model.uses import QUOTES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.diagnostics import Finding
    from studio_lint.model.process import Process

META = Meta("SL403", "port-not-expanded", ERROR, SAFE)

NEVER = "the session never reaches running"


def check(process: Process) -> Iterator[Finding]:
    for misplaced in process.usage.misplaced:
        from studio_lint.model import port_edits

        name = misplaced.program.name
        if misplaced.reason == QUOTES:
            yield META.finding(
                Place.of(misplaced.text, "kept as it is"),
                f"the shell leaves this variable as it stands, so {name} is given no port: {NEVER}",
                help="write `$CONNECT_TOOL_PORT` without single quotes or backslash (double quotes are fine)",
                fix=port_edits.unquoted(misplaced.text),
            )
        else:
            yield META.finding(
                Place.of(misplaced.text, "no shell reads this"),
                f"no shell reads this list, so {name} is given the variable's name for a port: {NEVER}",
                help='start it through a shell: `["/usr/bin/bash", "-c", "exec … $CONNECT_TOOL_PORT"]`',
                fix=port_edits.wrapped(process, None, SAFE),
            )
