"""What is fuzzed: a name, its seeds, and what is done with a text. Whatever is raised is a mistake."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from studio_lint.base.errors import UsageError
from studio_lint.base.source import Source, Span, Text
from studio_lint.discovery.kinds import CONFIG, DOCKERFILE, ENVIRONMENT
from studio_lint.files import gitignore, overlay, reading
from studio_lint.fixing import edits as fixing_edits
from studio_lint.lint import engine
from studio_lint.model.environment import version
from studio_lint.online import addresses, manifests, tags
from studio_lint.output import json as as_json
from studio_lint.output import text as as_text
from studio_lint.report import Report
from studio_lint.settings import finder
from studio_lint.syntax import image_reference
from studio_lint.syntax.conda import matchspec
from studio_lint.syntax.dockerfile import duration
from studio_lint.syntax.dockerfile import expansion as dockerfile_expansion
from studio_lint.syntax.dockerfile import reader as dockerfile_reader
from studio_lint.syntax.pip import requirement
from studio_lint.syntax.shell import reader as shell_reader
from studio_lint.syntax.shell.grammar import check as shell_check
from studio_lint.syntax.shell.grammar.dialects import BASH, BASH_AS_SH, BUSYBOX, DASH
from studio_lint.syntax.yaml import reader as yaml_reader
from tests.attack.dimensions import DIMENSIONS
from tests.fuzz import seeds


@dataclass(frozen=True)
class Target:
    """One thing that must hold whatever it is given.

    share   of a hundred inputs over the readers; of those over the rest
    largest the length of a blown-up input, in characters
    """

    name: str
    seeds: Callable[[], Sequence[str]]
    run: Callable[[str], object]
    share: int
    largest: int


def _text(value: str) -> Text:
    return Source("fuzz", value).text_of(Span(0, len(value)))


def _source(value: str, path: str) -> Source | None:
    """As it comes from a file; None where it is told that it cannot be read."""
    found = reading.decode(value.encode("utf-8", "surrogatepass"), path)
    return found if isinstance(found, Source) else None


def _dockerfile(value: str) -> None:
    source = _source(value, "Dockerfile")
    if source is None:
        return
    tree = dockerfile_reader.read(source)
    for one, after in zip(tree.instructions, tree.instructions[1:], strict=False):
        assert one.span.start <= one.span.end <= after.span.start, "instructions stand one behind the other"
    _inside(source, [problem.span for item in tree.instructions for problem in item.problems])
    _inside(source, [comment.span for comment in tree.comments])


def _inside(source: Source, spans: list[Span]) -> None:
    assert all(0 <= span.start <= span.end <= len(source.text) for span in spans), "every place lies in the text"


def _yaml(value: str) -> None:
    source = _source(value, "environment.yml")
    if source is not None:
        document = yaml_reader.read(source)
        _inside(source, [problem.span for problem in document.problems])
        _inside(source, [comment.span for comment in document.comments])


VARIABLES = {"A": "value", "HOME": "/root", "EMPTY": "", "CONNECT_CLIENT_VERSION": "0.15.0", "PATH": "/usr/bin:/bin"}


def _words(value: str) -> None:
    for quotes, escape in ((True, "\\"), (False, "\\"), (True, "`")):
        expansion = dockerfile_expansion.expand(_text(value), VARIABLES.get, escape, quotes, split=True)
        assert expansion.error is None or expansion.error, "a refusal has words"
    duration.nanoseconds(value)


def _matchspec(value: str) -> None:
    spec = matchspec.read(_text(value))
    assert all(problem.message for problem in spec.problems)


CANDIDATES = tuple(version.read_version(text) for text in ("0.9", "1.0a1", "1.8.1", "2", "1!1.0", "3.10.4"))


def _version(value: str) -> None:
    constraint = version.read_constraint(value)
    own = version.read_version(value)
    for candidate in CANDIDATES:
        assert candidate is not None
        if constraint is not None:
            version.matches(constraint, candidate)
        if own is not None:
            assert version.compare(own, candidate) == -version.compare(candidate, own), "an order has two ends"


def _requirement(value: str) -> None:
    requirement.read(_text(value))


def _reference(value: str) -> None:
    image_reference.parse(value)


def _shell(value: str) -> None:
    list(shell_reader.steps(shell_reader.read(_text(value))))
    for dialect in (DASH, BUSYBOX, BASH, BASH_AS_SH):
        found = shell_check.refusal(value, dialect)
        if found is not None:
            assert 0 <= found.start <= found.end <= len(value) + 1, "a shell gives up inside the text"
    for construct in shell_check.constructs(value, BASH)[:1]:
        assert 0 <= construct.start < construct.end <= len(value), "what only bash has stands in the text"


SETTINGS = "/nowhere/studio-lint.toml"


def _settings(value: str) -> None:
    overlay.hold(SETTINGS, value.encode("utf-8", "surrogatepass"))
    try:
        finder.load(SETTINGS)
    except UsageError as error:
        assert "\x1b" not in str(error) and str(error).strip(), "a mistake is told in words"
    finally:
        overlay.release(SETTINGS)


PATHS = (("a/b/c.txt", "c.txt"), ("build", "build"), ("docs/x y/Dockerfile", "Dockerfile"), ("a" * 200, "a" * 200))


def _gitignore(value: str) -> None:
    patterns = gitignore.read(value)
    for path, name in PATHS:
        patterns.decide(path, name, False)
        patterns.takes_in(path)


def _linted(kind: str, path: str) -> Callable[[str], None]:
    def run(value: str) -> None:
        source = _source(value, path)
        if source is not None:
            _checked(source, kind)

    return run


def _checked(source: Source, kind: str) -> Report:
    """All rules over the text, and its output as people and programs get it."""
    outcome = engine.check_source(source, kind)
    for failure in outcome.failures:
        raise failure.error
    report = Report(engine.ordered(outcome.findings), files=1)
    for finding in report.findings:
        _inside(finding.place.source, [finding.place.span])
    as_text.render(report)
    as_json.render(report)
    return report


MADE = sorted(DIMENSIONS)
MOST_GROWN = 40

STARTS = """\
FROM public.cr.seqera.io/platform/connect-client:0.15.0 AS connect
FROM ubuntu:24.04
COPY --from=connect /usr/bin/connect-client /usr/bin/connect-client
COPY start.sh /start.sh
ENTRYPOINT ["/usr/bin/connect-client", "--entrypoint"]
CMD ["/bin/bash", "/start.sh"]
"""


def _followed(value: str) -> None:
    """A start script that the Dockerfile beside it brings."""
    _folder({"Dockerfile": STARTS, "start.sh": value})


def _grown(value: str) -> None:
    """Two of the dimensions in which input grows, in one repository: their files of one name are joined."""
    number = int.from_bytes(hashlib.sha256(value.encode("utf-8", "surrogatepass")).digest()[:6], "big")
    files: dict[str, str] = {}
    for name in (MADE[number % len(MADE)], MADE[number // len(MADE) % len(MADE)]):
        for path, text in DIMENSIONS[name](number % MOST_GROWN + 1).items():
            files[path] = files.get(path, "") + text
    _folder(files)


def _folder(files: Mapping[str, str]) -> None:
    """Lint a folder of its own, since what is followed lies on disk."""
    with TemporaryDirectory() as name:
        folder = Path(name).resolve()
        (folder / ".git").mkdir()
        for path, text in files.items():
            place = folder / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(text.encode("utf-8", "surrogatepass"))
        try:
            report = engine.lint([str(folder)])
        except UsageError:
            return
        for failure in report.failures:
            raise failure.error
        as_text.render(report)
        as_json.render(report)


def _reply(value: str) -> None:
    """What a registry answers, as JSON, as an address and as a tag."""
    try:
        data = json.loads(value)
    except (ValueError, RecursionError):
        data = value
    for part in (data, [data], {"manifests": data, "config": data}, {"manifests": [data]}):
        platforms = manifests.index_platforms(part)
        assert platforms is None or all(isinstance(one, str) for one in platforms), "platforms are words"
        manifests.platform_of(part)
        manifests.config_digest(part)
    for host in (value, value[:100]):
        addresses.may_be_asked(host)
        addresses.address_of(host)
    tags.near_tags(value[:200], [value, *value.split()[:50]])


def _mended(kind: str, path: str) -> Callable[[str], None]:
    def run(value: str) -> None:
        source = _source(value, path)
        for _ in range(3):
            if source is None:
                return
            findings = _checked(source, kind).findings
            edits = [
                edit for fix in fixing_edits.compatible(findings) for edit in fix.edits if edit.source.path == path
            ]
            if not edits:
                return
            source = Source(path, fixing_edits.apply(edits, source.text))

    return run


READERS = (
    Target("dockerfile", seeds.dockerfiles, _dockerfile, 12, 1 << 20),
    Target("yaml", seeds.environments, _yaml, 10, 1 << 20),
    Target("words", seeds.words, _words, 18, 1 << 16),
    Target("matchspec", seeds.specs, _matchspec, 16, 1 << 16),
    Target("version", seeds.versions, _version, 16, 1 << 16),
    Target("requirement", seeds.requirements, _requirement, 10, 1 << 16),
    Target("reference", seeds.references, _reference, 6, 1 << 16),
    Target("shell", seeds.scripts, _shell, 3, 1 << 18),
    Target("replies", seeds.replies, _reply, 2, 1 << 16),
    Target("settings", seeds.settings, _settings, 3, 1 << 20),
    Target("gitignore", seeds.ignores, _gitignore, 4, 1 << 18),
)
"""From text to tree."""

MODELS = (
    Target("environments", seeds.environments, _linted(ENVIRONMENT, "environment.yml"), 30, 1 << 20),
    Target("dockerfiles", seeds.dockerfiles, _linted(DOCKERFILE, "Dockerfile"), 25, 1 << 20),
    Target("configs", seeds.configs, _linted(CONFIG, ".seqera/studio-config.yaml"), 5, 1 << 20),
    Target("followed", seeds.scripts, _followed, 5, 1 << 18),
    Target("grown", seeds.versions, _grown, 5, 1 << 10),
    Target("mended-environments", seeds.environments, _mended(ENVIRONMENT, "environment.yml"), 15, 1 << 18),
    Target("mended-dockerfiles", seeds.dockerfiles, _mended(DOCKERFILE, "Dockerfile"), 15, 1 << 18),
)
"""From text to findings: the models, every rule, the outputs and the fixes."""

ALL = (*READERS, *MODELS)
BY_NAME = {target.name: target for target in ALL}
