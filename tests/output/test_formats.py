"""The formats for CI systems: complete, valid, and not to be forged by what stands in files."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import jsonschema
import pytest

from studio_lint import output
from studio_lint.base.diagnostics import ADVICE, ERROR, SAFE, WARNING, Edit, Finding, Fix, Place
from studio_lint.base.source import Source, Span
from studio_lint.output import checkstyle, github, gitlab, jsonl, junit, markdown, rdjson, sarif
from studio_lint.output.fingerprint import fingerprints
from studio_lint.report import Report, Suppressed

RESOURCES = Path(__file__).parent.parent / "resources"
HOSTILE = 'a\n::error::x\r\x1b[31m%0A<b> & "q" | `c` ]]> é 漢'

SOURCE = Source("dir/Dockerfile", "FROM é AS a\nCOPY --from=a /x /y\n")


def finding(severity: str = ERROR, message: str = "this stage copies from itself", **more: object) -> Finding:
    place = Place(SOURCE, Span(24, 25), "still inside it")
    return Finding("SL201", "stage-cycle", severity, message, place, **more)  # type: ignore[arg-type]


def fixed() -> Finding:
    fix = Fix("copy from b", (Edit(SOURCE, Span(24, 25), "b"),), SAFE)
    return finding(help="write `--from=b`", related=(Place(SOURCE, Span(10, 11), 'stage "a"'),), fix=fix)


def test_github_commands() -> None:
    advice, error = finding(ADVICE), fixed()
    assert github.render(Report((advice, error))) == (
        "::error file=dir/Dockerfile,line=2,endLine=2,col=13,endColumn=13,title=SL201 stage-cycle"
        "::this stage copies from itself%0Ahelp: write `--from=b`\n"
        "::notice file=dir/Dockerfile,line=2,endLine=2,col=13,endColumn=13,title=SL201 stage-cycle"
        "::this stage copies from itself\n"
    )


def test_github_lines_cannot_be_forged() -> None:
    place = Place(Source("x,line=9::y\n::error::z", "a\n"), Span(0, 1))
    (line, empty) = github.render(Report((Finding("SL001", "n", ERROR, HOSTILE, place),))).split("\n")
    assert empty == ""
    assert line.startswith("::error file=x%2Cline=9%3A%3Ay%0A%3A%3Aerror%3A%3Az,line=1,")
    assert "a␊::error::x␍␛[31m%250A<b>" in line


def test_github_gets_the_names_of_files_as_they_are() -> None:
    place = Place(Source("a\tb\r\nc\x1b%,é.yml", "a\n"), Span(0, 1))
    rendered = github.render(Report((Finding("SL001", "n", ERROR, "m", place),)))
    assert rendered.startswith("::error file=a\tb%0D%0Ac␛%25%2Cé.yml,line=1,")


def test_several_lines_have_no_columns_for_github() -> None:
    place = Place(SOURCE, Span(0, 14))
    rendered = github.render(Report((Finding("SL001", "n", WARNING, "m", place),)))
    assert rendered == "::warning file=dir/Dockerfile,line=1,endLine=2,title=SL001 n::m\n"


def test_gitlab_report() -> None:
    (issue,) = json.loads(gitlab.render(Report((finding(WARNING),))))
    assert issue == {
        "description": "this stage copies from itself",
        "check_name": "SL201 stage-cycle",
        "fingerprint": fingerprints([finding()])[0],
        "severity": "minor",
        "location": {"path": "dir/Dockerfile", "lines": {"begin": 2, "end": 2}},
    }


def test_junit_cases() -> None:
    root = ElementTree.fromstring(junit.render(Report((fixed(), finding(ADVICE)))))
    suite = root[0]
    assert {name: suite.get(name) for name in ("tests", "failures", "skipped")} == {
        "tests": "2",
        "failures": "1",
        "skipped": "1",
    }
    failure, advice = suite
    assert failure.get("name") == "SL201 stage-cycle dir/Dockerfile:2:13"
    assert failure[0].tag == "failure"
    assert failure[0].text == "dir/Dockerfile:2:13: this stage copies from itself\nhelp: write `--from=b`"
    assert advice[0].tag == "skipped"


def test_junit_without_findings_passes() -> None:
    suite = ElementTree.fromstring(junit.render(Report(())))[0]
    assert [case.get("name") for case in suite] == ["no findings"]
    assert len(suite[0]) == 0


def test_checkstyle_errors() -> None:
    (file,) = ElementTree.fromstring(checkstyle.render(Report((finding(), finding(ADVICE)))))
    assert file.get("name") == "dir/Dockerfile"
    assert [error.attrib for error in file] == [
        {
            "line": "2",
            "column": "13",
            "severity": severity,
            "message": "this stage copies from itself",
            "source": "studio-lint.SL201.stage-cycle",
        }
        for severity in ("error", "info")
    ]


def test_rdjson_counts_bytes() -> None:
    place = Place(SOURCE, Span(7, 9))
    (entry,) = json.loads(rdjson.render(Report((Finding("SL001", "n", ERROR, "m", place, fix=fixed().fix),))))[
        "diagnostics"
    ]
    assert entry["location"] == {
        "path": "dir/Dockerfile",
        "range": {"start": {"line": 1, "column": 9}, "end": {"line": 1, "column": 11}},
    }
    assert entry["suggestions"] == [
        {"range": {"start": {"line": 2, "column": 13}, "end": {"line": 2, "column": 14}}, "text": "b"}
    ]


def test_jsonl_is_one_object_a_line() -> None:
    lines = jsonl.render(Report((finding(), finding(message=HOSTILE)))).splitlines()
    assert [json.loads(line)["message"] for line in lines] == ["this stage copies from itself", HOSTILE]


def test_sarif_is_valid_and_complete() -> None:
    hidden = Suppressed(finding(WARNING), "known, see #4")
    log = json.loads(sarif.render(Report((fixed(),), suppressed=(hidden,))))
    schema = json.loads((RESOURCES / "sarif-schema-2.1.0.json").read_text(encoding="utf-8"))
    jsonschema.Draft4Validator(schema).validate(log)
    (run,) = log["runs"]
    shown, suppressed = run["results"]
    rule = run["tool"]["driver"]["rules"][shown["ruleIndex"]]
    assert (rule["id"], rule["defaultConfiguration"]["level"]) == ("SL201", "error")
    assert "suppressions" not in shown
    assert suppressed["suppressions"] == [{"kind": "inSource", "justification": "known, see #4"}]
    assert shown["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "dir/Dockerfile", "uriBaseId": "SRCROOT"},
        "region": {"startLine": 2, "startColumn": 13, "endLine": 2, "endColumn": 14},
    }
    (change,) = shown["fixes"][0]["artifactChanges"]
    assert change["replacements"][0]["insertedContent"] == {"text": "b"}


def test_fingerprints_survive_moving_lines_and_differ() -> None:
    moved = Source("dir/Dockerfile", "# a comment\n\n" + SOURCE.text.replace("COPY", "  COPY"))
    there = Finding("SL201", "stage-cycle", ERROR, "m", Place(moved, Span(39, 40)))
    assert fingerprints([there]) == fingerprints([finding()])
    first, second = fingerprints([finding(), finding()])
    assert first != second


def test_markdown_table() -> None:
    text = markdown.render(Report((fixed(), finding(message=HOSTILE)), files=1))
    rows = [line for line in text.splitlines() if line.startswith("| error")]
    assert rows[0] == (
        "| error [SL201](https://studio-lint.readthedocs.io/rules/stage-cycle/) | dir/Dockerfile:2"
        " | this stage copies from itself | write `--from=b` |"
    )
    assert 'a␊::error::x␍␛\\[31m%0A&lt;b&gt; &amp; "q" \\| `c` \\]\\]&gt; é 漢' in rows[1]


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("a`<img src=x>`b", "a&#96;&lt;img src=x&gt;&#96;b"),
        ("`\\|<img src=x>`", "&#96;\\\\\\|&lt;img src=x&gt;&#96;"),
        ("&lt;b&gt;/![x](y)", "&amp;lt;b&amp;gt;/&#33;\\[x\\](y)"),
    ],
)
def test_markdown_shows_a_path_as_it_is(path: str, shown: str) -> None:
    one = Finding("SL001", "n", ERROR, "m", Place(Source(path, "x"), Span(0, 1)))
    assert f" | {shown}:1 | m |" in markdown.render(Report((one,)))


@pytest.mark.parametrize(
    ("message", "shown"),
    [
        ("`a` and <b>", "`a` and &lt;b&gt;"),
        ("`\\|<img src=x>`", "<code>&#92;&#124;&#60;img src&#61;x&#62;</code>"),
        ("`a` `b", "'a' 'b"),
    ],
)
def test_markdown_lets_no_text_out_of_its_cell(message: str, shown: str) -> None:
    assert f" | dir/Dockerfile:2 | {shown} |" in markdown.render(Report((finding(message=message),)))


def test_help_is_called_help() -> None:
    (diagnostic,) = json.loads(rdjson.render(Report((fixed(),))))["diagnostics"]
    assert diagnostic["message"] == "this stage copies from itself\nhelp: write `--from=b`"
    (result,) = json.loads(sarif.render(Report((fixed(),))))["runs"][0]["results"]
    assert result["message"]["text"] == "this stage copies from itself\nhelp: write `--from=b`"


@pytest.mark.parametrize("name", sorted(path.stem for path in Path(output.__path__[0]).glob("*.py")))
def test_every_format_survives_hostile_text(name: str) -> None:
    module = __import__(f"studio_lint.output.{name}", fromlist=["render"])
    if not hasattr(module, "render"):
        pytest.skip("not a format")
    source = Source(HOSTILE, HOSTILE * 2)
    place = Place(source, Span(0, len(source.text)), HOSTILE)
    hostile = Finding("SL001", "n", ERROR, HOSTILE, place, HOSTILE, (place,), (HOSTILE,))
    text = module.render(Report((hostile,)))
    assert "\x1b" not in text and "\r" not in text
    if name in ("junit", "checkstyle"):
        ElementTree.fromstring(text)
