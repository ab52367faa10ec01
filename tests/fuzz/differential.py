"""Our readers beside those of others, over the same mutated texts.

python -m tests.fuzz.differential [--count N] [--show N] [--only NAME]

Dockerfiles beside the binding `dockerfile` (BuildKit's own parser, of an older release), lines of requirements beside
pip's, scripts beside `bash -n`, `dash -n` and `busybox ash -n` where these are installed. Differences that
docs/differences.md explains are counted under their name; any other is shown, and the exit status is then 1.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator

from studio_lint.base.source import Source, Span
from studio_lint.syntax.dockerfile.json_list import parse_list
from studio_lint.syntax.dockerfile.reader import read
from studio_lint.syntax.dockerfile.tree import Instruction
from studio_lint.syntax.pip import requirement
from studio_lint.syntax.shell.grammar.check import refusal_unread
from studio_lint.syntax.shell.grammar.dialects import BASH, BUSYBOX, DASH, Dialect
from tests.fuzz import seeds
from tests.fuzz.mutate import Mutator

SAME = "the same"


def dockerfile_difference(text: str) -> str:
    """How the two readings differ: `SAME`, the name of a known difference, or "?" and both readings."""
    import dockerfile

    if "\0" in text or any("\ud800" <= character <= "\udfff" for character in text):
        return "text that the binding cannot be handed whole"
    # Whatever reads a file takes its mark off; so does BuildKit.
    text = text.removeprefix("\ufeff")
    tree = read(Source("Dockerfile", text))
    if any(problem.kind == "size" for problem in tree.problems):
        return "more than we read"
    try:
        theirs = dockerfile.parse_string(text)
    except dockerfile.GoParseError as error:
        return _refused(tree.problems, tree.instructions, str(error))
    except Exception:
        return "the binding itself fails"
    if any(item.cmd is None for item in theirs):
        return "the binding hands out nothing for an instruction"
    ours = [(one.keyword, one.span.start) for one in tree.instructions]
    own = [(name, tree.source.line_of(start)) for name, start in ours]
    other = [(item.cmd.upper(), item.start_line) for item in theirs]
    if own == other:
        return SAME
    return _known(text, f"? cut otherwise\n  ours   {own}\n  theirs {other}")


def _refused(problems: tuple[object, ...], instructions: tuple[Instruction, ...], words: str) -> str:
    notes = [getattr(problem, "note", None) or "" for problem in problems]
    notes += [problem.note or "" for item in instructions for problem in item.problems]
    if any(notes):
        return SAME
    if "heredoc" in words:
        return "an older BuildKit on heredocs"
    lists = [found for found in (parse_list(item.body) for item in instructions) if found is not None]
    if "JSON array" in words and any(found.others and found.error_at is not None for found in lists):
        return "an older BuildKit on what stands behind a list"
    return f"? refused by the binding alone: {words}"


def _known(text: str, said: str) -> str:
    if "<<" in text:
        return "an older BuildKit on heredocs"
    if "escape" in text.lower() or "syntax" in text.lower():
        return "an older BuildKit on directives"
    if "\r" in text or "\x0b" in text or "\x0c" in text:
        return "an older BuildKit on odd line ends"
    return said


def requirement_difference(text: str) -> str:
    """The same for a line of requirements and pip's verdict."""
    from pip._internal.exceptions import InstallationError
    from pip._internal.req.constructors import install_req_from_line
    from pip._internal.req.req_file import COMMENT_RE, OptionParsingError, get_line_parser
    from pip._vendor.packaging.requirements import InvalidRequirement

    value = text.split("\n")[0]
    if not value.isascii() or "${" in value or "\\" in value:
        return "lines that pip joins or fills in before it reads them"
    line = requirement.read(Source("environment.yml", value).text_of(Span(0, len(value))))
    if line.kind not in ("requirement", "url"):
        return "options, files and repositories, which pip judges by what lies on disk"
    refused = bool(line.problems)
    try:
        # as pip reads a file: first the options of the line, then what stands before them
        requirement_part, _ = get_line_parser(None)(COMMENT_RE.sub("", value).strip())
        install_req_from_line(requirement_part.strip())
        theirs = False
    except (InstallationError, InvalidRequirement, OptionParsingError, ValueError):
        theirs = True
    except Exception:
        return "pip itself fails"
    if refused == theirs:
        return SAME
    if line.local is not None or "/" in value or value.startswith("."):
        return "options, files and repositories, which pip judges by what lies on disk"
    if refused and "@" in value:
        return "an address that pip judges when it fetches it"
    if refused and " -" in value:
        return "options and hashes that pip judges when it uses them"
    return f"? {'we' if refused else 'pip'} alone refuse {value!r}"


def shell_difference(name: str, words: tuple[str, ...], dialect: Dialect) -> Callable[[str], str]:
    """The same for scripts, beside a shell that reads and runs nothing. A refusal of ours alone is never explained."""

    def difference(text: str) -> str:
        if "\0" in text or any("\ud800" <= character <= "\udfff" for character in text):
            return "text that no script holds"
        with tempfile.NamedTemporaryFile("w", suffix=".sh", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            try:
                status = subprocess.run((*words, file.name), capture_output=True, timeout=10, check=False).returncode
            except subprocess.TimeoutExpired:
                return "the shell itself does not end"
        if status < 0 or status > 2:
            return "the shell itself fails"
        ours = refusal_unread(text, dialect)
        if (ours is None) == (status == 0):
            return SAME
        if ours is None:
            return "what only the shell refuses"
        return f"? refused by us alone, not by {name}: {ours}"

    return difference


def _shells() -> Iterator[tuple[str, tuple[str, ...], Callable[[str], str]]]:
    for name, words, dialect in (
        ("bash", ("bash", "-n"), BASH),
        ("dash", ("dash", "-n"), DASH),
        ("busybox", ("busybox", "ash", "-n"), BUSYBOX),
    ):
        if shutil.which(words[0]):
            yield name, seeds.scripts(), shell_difference(name, words, dialect)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz.differential")
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--show", type=int, default=10, help="unexplained differences that are printed")
    parser.add_argument("--seed", default="0")
    parser.add_argument("--only", help="dockerfile, requirement, bash, dash or busybox")
    arguments = parser.parse_args()
    unexplained = 0
    for name, texts, differ in (
        ("dockerfile", seeds.dockerfiles(), dockerfile_difference),
        ("requirement", seeds.requirements(), requirement_difference),
        *_shells(),
    ):
        if arguments.only and name != arguments.only:
            continue
        mutator = Mutator(texts, f"{arguments.seed}:{name}")
        counted: Counter[str] = Counter()
        for number in range(arguments.count):
            text = mutator.text(number)
            found = differ(text)
            if found.startswith("?"):
                unexplained += 1
                if counted["not explained"] < arguments.show:
                    print(f"--- {name} {number}\n{text!r}\n{found}")
                found = "not explained"
            counted[found] += 1
        print(f"{name}: {arguments.count:,} inputs")
        for what, count in counted.most_common():
            print(f"  {count:>8,}  {what}")
    return 1 if unexplained else 0


if __name__ == "__main__":
    sys.exit(main())
