"""Our reading of Dockerfiles and build contexts beside what BuildKit builds.

python -m tests.fuzz.built [--count N] [--seed KEY]

Needs the `docker` command and a daemon that it reaches; nothing is fetched. Of a Dockerfile it is compared whether
BuildKit accepts it, and the config of the image; of a build context, whether what a COPY names is there. What differs
is printed, and the exit status is then 1.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from studio_lint.base.source import Source
from studio_lint.lint import engine
from studio_lint.model.build import assemble
from studio_lint.model.build.inspect import dockerfile_data
from studio_lint.syntax.dockerfile import reader as dockerfile_reader
from tests.cases import inside
from tests.fuzz.grammar import BASE, Contexts, Dockerfiles

PATH = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
MISSING = ("not found", "no such file", "not a directory")
"""Words of a build that lacks what it is to copy."""
BEHIND = (*MISSING, "pull access", "dial tcp", "failed to do request")
"""Words of failures behind the front end, which has accepted the Dockerfile by then."""
RELEASES = "so its folder is not sent"
"""What we say where releases of BuildKit differ (see `studio_lint/model/context/sent_folders.py`)."""
SETTINGS = 'build-context = "."\n'


def docker(*arguments: str, given: bytes = b"") -> tuple[bool, str]:
    """Whether a call of docker succeeds, and what it prints."""
    environment = {**os.environ, "DOCKER_BUILDKIT": "1"}
    done = subprocess.run(["docker", *arguments], input=given, capture_output=True, env=environment, check=False)
    return done.returncode == 0, (done.stdout + done.stderr).decode("utf-8", "replace").strip()


def is_there() -> bool:
    """Whether there is a daemon to ask."""
    try:
        return docker("info", "--format", "{{.ServerVersion}}")[0]
    except OSError:
        return False


def make_base() -> None:
    """The image `BASE`: a file, and PATH in its config."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("f"))
    made, said = docker("import", "--change", f"ENV {PATH}", "-", BASE, given=packed.getvalue())
    if not made:
        raise SystemExit(said)


def build(folder: Path) -> tuple[bool, str]:
    return docker("build", "--no-cache", "--progress", "plain", "--tag", "studio-lint-judged", str(folder))


def dockerfile_difference(text: str) -> str:
    """How our reading of a Dockerfile differs from the image that is built; "" where it does not."""
    ours = dockerfile_data(assemble.build(dockerfile_reader.read(Source("Dockerfile", text))))
    with TemporaryDirectory() as folder:
        Path(folder, "Dockerfile").write_text(text, encoding="utf-8")
        built, said = build(Path(folder))
    last = said.splitlines()[-1]
    accepted = built or any(words in last for words in BEHIND)
    if accepted != ours["accepted"]:
        return f"ours: {ours['errors'] or 'accepted'}\ntheirs: {last}"
    if not built:
        return ""
    theirs = json.loads(docker("inspect", "studio-lint-judged", "--format", "{{json .Config}}")[1])
    wrong = [(key, ours["config"][key], theirs.get(key)) for key in ours["config"]]
    return "\n".join(f"{key}: ours {a!r}, theirs {b!r}" for key, a, b in wrong if _plain(a) != _plain(b))


def _plain(value: Any) -> Any:
    """Docker writes nothing as null, "" or an empty list."""
    return value or None


def context_difference(contexts: Contexts) -> str:
    """How our verdict on a COPY from a random build context differs from what the build says; "" where it does not."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        patterns, source = contexts.patterns(), contexts.source()
        files = dict.fromkeys([*contexts.files(), "Dockerfile", "studio-lint.toml", ".dockerignore"], "")
        files["Dockerfile"] = f"# studio-lint: studio\nFROM scratch\nCOPY {source} /q/\n"
        files["studio-lint.toml"] = SETTINGS
        files[".dockerignore"] = "".join(f"{line}\n" for line in patterns)
        for path, text in files.items():
            folder.joinpath(path).parent.mkdir(parents=True, exist_ok=True)
            folder.joinpath(path).write_text(text, encoding="utf-8")
        (folder / ".git").mkdir()
        built, said = build(folder)
        with inside(folder):
            found = [finding for finding in engine.lint(["."]).findings if finding.code == "SL206"]
    last = said.splitlines()[-1]
    missing = not built and any(words in last for words in MISSING)
    if missing == bool(found) or any(RELEASES in finding.message for finding in found):
        return ""
    shown = f"COPY {source}\nfiles: {sorted(files)}\n.dockerignore: {patterns}"
    return f"{shown}\nours: {[finding.message for finding in found]}\ntheirs: {last}"


def differences(seed: str, count: int) -> Iterator[tuple[str, str]]:
    """Inputs, and what differs."""
    for number in range(count):
        text = Dockerfiles(f"{seed}:dockerfile:{number}").text()
        yield text, dockerfile_difference(text)
        yield f"context {number}\n", context_difference(Contexts(f"{seed}:context:{number}"))


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz.built")
    parser.add_argument("--count", type=int, default=500, help="Dockerfiles, and as many contexts")
    parser.add_argument("--seed", default="0", help="the key that the inputs are made from")
    arguments = parser.parse_args()
    make_base()
    done = differing = 0
    for text, difference in differences(arguments.seed, arguments.count):
        done += 1
        if difference:
            differing += 1
            print(f"---\n{text}{difference}")
    print(f"{done:,} inputs, {differing} of them read otherwise than they are built (key {arguments.seed!r})")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
