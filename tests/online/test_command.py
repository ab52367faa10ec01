"""`studio-lint check --online` as a user meets it."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

pytest.importorskip("httpx", reason="httpx is not installed: pip install 'studio-lint[online]'")
pytest.importorskip("rattler", reason="py-rattler is not installed: pip install 'studio-lint[online]'")

from studio_lint.console.cli import main
from tests.online.channel import package, put_channel
from tests.online.server import Reply, Served, index

Capture = pytest.CaptureFixture[str]
ONLINE = ["check", "--online", "--isolated", "--select", "SL7", "--output-format", "concise"]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def dockerfile(served: Served, *names: str, comment: str = "") -> None:
    lines = [f"{comment}FROM {served.host}/{name}\n" for name in names]
    Path("Dockerfile").write_text("# studio-lint: studio\n" + "".join(lines), encoding="utf-8")


def environment(channel: str, *lines: str) -> None:
    text = "".join(f"  - {line}\n" for line in lines)
    Path("environment.yml").write_text(f"channels:\n  - {channel}\ndependencies:\n{text}", encoding="utf-8")


def test_findings_of_images(served: Served, capsys: Capture) -> None:
    served.replies["/v2/a/tags/list"] = Reply({"tags": ["1.0"]})
    served.image("b", "1", index("linux/arm64"))
    dockerfile(served, "a:1.1")
    assert main(ONLINE) == 1
    out, err = capsys.readouterr()
    assert out == f"Dockerfile:2:{9 + len(served.host)}: error SL701 `a` has no tag `1.1`; the build fails\n"
    assert err == "1 error in 1 file; 1 Studio image checked\n"
    dockerfile(served, "b:1")
    assert main(ONLINE) == 1
    assert capsys.readouterr().out == (
        "Dockerfile:2:6: error SL702 this image is built for linux/arm64, not for linux/amd64; the build fails\n"
    )


def test_findings_of_an_environment(served: Served, capsys: Capture) -> None:
    environment(put_channel(served, "lab", package("python", "3.12.1")), "python=3.12", "pyhton")
    assert main(ONLINE) == 1
    out, _ = capsys.readouterr()
    assert (
        out == "environment.yml:5:5: error SL704 the channels have no package `pyhton` for linux-64; the build fails\n"
    )


def test_nothing_is_wrong(served: Served, capsys: Capture) -> None:
    served.image("a", "1", index("linux/amd64"))
    dockerfile(served, "a:1")
    environment(put_channel(served, "lab", package("python", "3.12.1")), "python=3.12")
    assert main([*ONLINE, "--quiet"]) == 0
    assert capsys.readouterr() == ("", "")


def test_what_cannot_be_reached_is_no_finding(served: Served, capsys: Capture) -> None:
    Path("Dockerfile").write_text("# studio-lint: studio\nFROM localhost:1/a:1\n", encoding="utf-8")
    environment("http://user:s3cr3tpass@127.0.0.1:1/t/abcdefgh1234/lab", "python=3.12")
    assert main([*ONLINE, "--quiet"]) == 0
    out, err = capsys.readouterr()
    assert out == ""
    lines = err.splitlines()
    assert lines[0] == "studio-lint: could not look up localhost:1/a:1: All connection attempts failed"
    start = "studio-lint: could not read http://user:**********@127.0.0.1:1/t/************/lab: Connection refused"
    assert lines[1].startswith(start)
    assert len(lines) == 2


def test_secrets_of_a_channel_are_not_printed(served: Served, capsys: Capture) -> None:
    environment(f"{served.url}/t/abcdefgh1234/lab", "python=3.12")
    assert main(["check", "--online", "--isolated", "--output-format", "json"]) == 1
    out, err = capsys.readouterr()
    assert [one["code"] for one in json.loads(out)["findings"] if one["code"] > "SL7"] == ["SL705"]
    assert "abcdefgh1234" not in out + err


def test_a_comment_hides(served: Served, capsys: Capture) -> None:
    served.replies["/v2/a/tags/list"] = Reply({"tags": []})
    dockerfile(served, "a:1", comment="# studio-lint: ignore[SL701] pushed by the next step\n")
    assert main([*ONLINE, "--quiet"]) == 0
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("word", ["SL701", "image-not-found", "SL7", "online"])
def test_such_a_comment_is_not_called_useless_without_the_flag(word: str, served: Served, capsys: Capture) -> None:
    dockerfile(served, "a:1", comment=f"# studio-lint: ignore[{word}]\n")
    assert main(["check", "--isolated", "--select", "SL0", "--quiet"]) == 0
    assert capsys.readouterr() == ("", "")
    assert served.asked == []


def test_a_mended_file_is_asked_about_anew(served: Served, capsys: Capture) -> None:
    channel = put_channel(served, "lab", package("python", "3.12.1"))
    environment(channel, "python=>3.12", "nothing")
    assert main(["check", "--online", "--isolated", "--select", "SL1,SL7", "--fix", "--output-format", "concise"]) == 1
    out, err = capsys.readouterr()
    assert "SL704 the channels have no package `nothing` for linux-64; the build fails" in out
    assert err == "Fixed 1 finding\n1 error, 1 piece of advice in 1 file\n"
    assert "python>=3.12" in Path("environment.yml").read_text(encoding="utf-8")


@pytest.mark.parametrize("format", ["sarif", "github", "gitlab", "junit", "markdown", "checkstyle", "rdjson", "jsonl"])
def test_every_format_takes_the_words_of_the_solver(format: str, served: Served, capsys: Capture) -> None:
    packages = (package("python", "3.12.1"), package("old", "1", "python <3"))
    environment(put_channel(served, "lab", *packages), "python", "old")
    assert main(["check", "--online", "--isolated", "--select", "SL7", "--output-format", format]) == 1
    assert "environment-unsolvable" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["httpx", "rattler"])
def test_without_the_extra(name: str, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.setattr("studio_lint.online.asker.find_spec", lambda asked: None if asked == name else sys)
    assert main(["check", "--online"]) == 2
    said = "studio-lint: --online needs additional packages: pip install 'studio-lint[online]'\n"
    assert capsys.readouterr() == ("", said)
