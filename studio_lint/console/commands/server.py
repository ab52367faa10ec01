"""`studio-lint server`: a language server on stdio."""

from __future__ import annotations

from studio_lint.base.errors import UsageError
from studio_lint.console.arguments import Option, parse, usage
from studio_lint.console.cli import SELDOM, write

OPTIONS = (
    Option("--stdio", "communicate over stdin and stdout (always the case)"),
    Option("--help", "show this help", short="-h"),
)


def run(given: list[str]) -> int:
    """Serve until the editor ends it."""
    arguments = parse(given, OPTIONS)
    if arguments.has("--help"):
        write(usage("server", "", "Run the language server on stdin and stdout.", OPTIONS))
        return 0
    if arguments.rest:
        raise UsageError("server does not take files")
    try:
        from studio_lint.lsp import server
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] not in ("pygls", "lsprotocol"):
            raise
        raise UsageError("the language server needs another package: pip install 'studio-lint[lsp]'") from None
    import gc

    # What is imported stays to the end: it need not be looked through at every edit.
    # What an edit leaves behind is looked for when its answer is out (`lsp/garbage.py`).
    gc.freeze()
    gc.set_threshold(SELDOM)
    return server.run()
