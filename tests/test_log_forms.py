"""One log in the forms in which logs reach people: the cause is the same in each."""

from __future__ import annotations

import gzip
import html
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cases import FIXTURES
from tests.explaining import explain, marked

LOG = FIXTURES / "logs" / "apt-unknown-name"
DOCKERFILE = (LOG / "Dockerfile").read_text(encoding="utf-8")
TEXT = (LOG / "build.log").read_text(encoding="utf-8")


def each(prefix: Callable[[int], str]) -> str:
    return "\n".join(f"{prefix(number % 60)}{line}" for number, line in enumerate(TEXT.split("\n")))


FORMS: dict[str, str | bytes] = {
    "GitHub": each(lambda at: f"2026-11-28T10:{at:02d}:01.1234567Z "),
    "GitHub, downloaded": each(lambda at: f"build\tRun docker build\t2026-11-28T10:{at:02d}:01.1234567Z "),
    "GitHub, by its program": each(lambda at: f"test (3.12)\tBuild the image\t2026-11-28T10:{at:02d}:01.1234567Z "),
    "GitHub, group of commands": TEXT.replace("#1 ", "##[group]Run docker build .\n##[endgroup]\n#1 ", 1),
    "Azure": each(lambda at: f"2026-11-28T10:{at:02d}:01.1234567Z ##[error]" if at % 7 == 0 else ""),
    "in a report": f"The build fails:\n\n```\n{TEXT}\n```\n",
    "GitLab": each(lambda at: f"2026-11-28T10:{at:02d}:01.123456Z 01O "),
    "Jenkins": each(lambda at: f"[2026-11-28T10:{at:02d}:01.123Z] "),
    "Jenkins, short": each(lambda at: f"10:{at:02d}:01  "),
    "Kubernetes": each(lambda at: f"2026-11-28T10:{at:02d}:01.123456789Z stdout F "),
    "Cloud Build": each(lambda _: 'Step #0 - "Build": '),
    "syslog": each(lambda at: f"Nov 28 10:{at:02d}:01 builder docker[123]: "),
    "compose": each(lambda _: "web-1  | "),
    "quoted": each(lambda _: "> "),
    "indented": each(lambda _: "    "),
    "colors": each(lambda _: "\x1b[0m\x1b[36;1m"),
    "colors without escapes": each(lambda _: "[36m"),
    "compose's steps": TEXT.replace("[1/2]", "[web 1/2]").replace("error: failed", "target web: failed"),
    "page": f"<!DOCTYPE html><html><body><pre>{html.escape(TEXT)}</pre></body></html>",
    "entities": html.escape(TEXT),
    "Windows": TEXT.replace("\n", "\r\n"),
    "UTF-16": TEXT.encode("utf-16"),
    "UTF-16, the other way": b"\xfe\xff" + TEXT.encode("utf-16-be"),
    "byte order mark": b"\xef\xbb\xbf" + TEXT.encode("utf-8"),
    "gzip": gzip.compress(TEXT.encode("utf-8")),
    "gzip of UTF-16": gzip.compress(TEXT.encode("utf-16")),
    "gzip, damaged": gzip.compress(TEXT.encode("utf-8"))[:-3],
    "no beginning": TEXT[TEXT.index("#5 0.503") :],
    "only the end": TEXT[TEXT.index("\n------\n") + 1 :],
    "no end": TEXT[: TEXT.index("#5 ERROR")],
    "twice": f"{TEXT}\n{TEXT}",
    "buildx": TEXT.replace("error: failed", "ERROR: failed") + "Error: buildx failed with: ERROR: failed to solve: x\n",
    "cache that fails": TEXT.replace(
        "error: failed", "#9 exporting cache to registry\n#9 ERROR: failed to push: 401 Unauthorized\nerror: failed"
    ),
}


@pytest.mark.parametrize("form", FORMS)
def test_form(form: str, tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "Dockerfile").write_text(DOCKERFILE, encoding="utf-8")
    log = FORMS[form]
    (tmp_path / "build.log").write_bytes(log if isinstance(log, bytes) else log.encode("utf-8"))
    status, said = explain(tmp_path)
    (finding,) = said["findings"]
    assert (status, finding["name"], finding["line"]) == (1, "apt-not-found", 3)
    assert marked(tmp_path, finding) == "libhtsdev"


def test_the_last_of_two_builds_counts(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "Dockerfile").write_text(DOCKERFILE, encoding="utf-8")
    green = TEXT[: TEXT.index("#5 [1/2]")] + "#5 [1/2] RUN x\n#5 DONE 1.2s\n\n#6 exporting to image\n#6 DONE 0.3s\n"
    (tmp_path / "build.log").write_text(f"{TEXT}\n{green}", encoding="utf-8")
    status, said = explain(tmp_path)
    assert (status, said["findings"], said["summary"]["outcome"]) == (0, [], "succeeded")


def test_what_is_no_log(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "build.log").write_text("hello world\n", encoding="utf-8")
    status, said = explain(tmp_path)
    assert (status, said["findings"], said["summary"]["outcome"]) == (1, [], "unknown")


def test_line_numbers_are_those_of_the_log(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "Dockerfile").write_text(DOCKERFILE, encoding="utf-8")
    (tmp_path / "build.log").write_text(f"{TEXT}", encoding="utf-8")
    _, said = explain(tmp_path)
    line = said["findings"][0]["log"]["line"]
    assert "E: Unable to locate package libhtsdev" in TEXT.split("\n")[line - 1]
    long = f"{'filler of a long log, which goes on and on' * 20}\n" * 20_000 + TEXT
    (tmp_path / "build.log").write_text(long, encoding="utf-8")
    _, said = explain(tmp_path)
    line = said["findings"][0]["log"]["line"]
    assert "E: Unable to locate package libhtsdev" in long.split("\n")[line - 1]
    assert "very long" in said["findings"][0]["notes"][0]


def test_without_files_the_place_is_the_log(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "build.log").write_text(TEXT, encoding="utf-8")
    _, said = explain(tmp_path)
    (finding,) = said["findings"]
    assert (finding["path"], finding["line"]) == ("build.log", 25)
    assert finding["notes"][0].startswith("this folder contains no Studio")


def test_files_that_are_named(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "build.log").write_text(TEXT, encoding="utf-8")
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "Mine").write_text(DOCKERFILE, encoding="utf-8")
    _, said = explain(tmp_path, "build.log", "--dockerfile", "a/Mine")
    (finding,) = said["findings"]
    assert (finding["path"], finding["line"]) == ("a/Mine", 3)
    assert explain(tmp_path, "build.log", "--dockerfile", "b/Mine")[0] == 2
