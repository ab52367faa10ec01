"""The `json` format, version 1, and `concise`."""

from __future__ import annotations

import json as standard

from studio_lint.base.diagnostics import ADVICE, ERROR, UNSAFE, Edit, Fix, Meta, Place
from studio_lint.base.source import Source, Span
from studio_lint.output import concise, json
from studio_lint.report import Report

SOURCE = Source("sub/Dockerfile", "FROM a\nFROM é AS\r\n")


def report() -> Report:
    fix = Fix("insert `x`", (Edit(SOURCE, Span(7, 7), "x\n"),), UNSAFE)
    first = Meta("SL201", "stage-cycle", ERROR, UNSAFE).finding(
        Place(SOURCE, Span(12, 13), "here"),
        "wrong",
        help="do",
        related=(Place(SOURCE, Span(5, 6), "there"),),
        notes=("BuildKit: no",),
        fix=fix,
    )
    second = Meta("SL404", "host-loopback", ADVICE).finding(Place(SOURCE, Span(7, 16)), "\x1b odd")
    return Report((first, second), files=3, left_alone=2)


def test_json_version_1() -> None:
    assert standard.loads(json.render(report())) == {
        "version": 1,
        "findings": [
            {
                "code": "SL201",
                "name": "stage-cycle",
                "severity": "error",
                "message": "wrong",
                "help": "do",
                "path": "sub/Dockerfile",
                "line": 2,
                "column": 6,
                "end_line": 2,
                "end_column": 7,
                "url": "https://studio-lint.readthedocs.io/rules/stage-cycle/",
                "notes": ["BuildKit: no"],
                "related": [
                    {
                        "path": "sub/Dockerfile",
                        "line": 1,
                        "column": 6,
                        "end_line": 1,
                        "end_column": 7,
                        "message": "there",
                    }
                ],
                "fix": {
                    "message": "Insert `x`",
                    "safety": "unsafe",
                    "edits": [
                        {
                            "path": "sub/Dockerfile",
                            "line": 2,
                            "column": 1,
                            "end_line": 2,
                            "end_column": 1,
                            "text": "x\n",
                        }
                    ],
                },
            },
            {
                "code": "SL404",
                "name": "host-loopback",
                "severity": "advice",
                "message": "\x1b odd",
                "help": None,
                "path": "sub/Dockerfile",
                "line": 2,
                "column": 1,
                "end_line": 2,
                "end_column": 10,
                "url": "https://studio-lint.readthedocs.io/rules/host-loopback/",
                "notes": [],
                "related": [],
                "fix": None,
            },
        ],
        "summary": {"errors": 1, "warnings": 0, "advice": 1, "files": 3, "left_alone": 2},
    }


def test_json_is_ascii_whatever_the_names() -> None:
    assert json.render(report()).isascii()


def test_concise() -> None:
    assert concise.render(report()) == "sub/Dockerfile:2:6: error SL201 wrong\nsub/Dockerfile:2:1: advice SL404 ␛ odd\n"
