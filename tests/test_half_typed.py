"""One mistake in YAML hides nothing else: files as they stand while somebody types."""

from __future__ import annotations

import pytest

from studio_lint.base.source import Source
from studio_lint.discovery.kinds import CONFIG, ENVIRONMENT
from studio_lint.lint import engine

QUIET = ("SL110", "SL122", "SL125", "SL604")
"""Of what is sound in these files."""


def said(text: str, kind: str, path: str) -> str:
    outcome = engine.check_source(Source(path, text), kind)
    assert outcome.failures == ()
    places = [
        (*finding.place.source.position(finding.place.span.start), finding.code)
        for finding in engine.ordered(outcome.findings)
        if finding.code not in QUIET
    ]
    return " ".join(f"{line}:{column} {code}" for line, column, code in places)


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("channels:\n  - conda-forge\ndependencies:\n  - \"scipy\n  - numpy=>1.8\n", "4:5 SL002 5:10 SL103"),
        (
            "channels:\n  - conda-forge\ndependencies:\n  - 'scipy\n  - numpy=>1.8\n  - 'pandas'\n  - foo@1\n",
            "4:5 SL002 5:10 SL103 7:8 SL103",
        ),
        (
            "channels:\n  - conda-forge\ndependencies:\n\t- scipy\n\t- pandas\n  - numpy=>1.8\n",
            "4:1 SL002 6:10 SL103",
        ),
        ("channels:\n\t- conda-forge\ndependencies:\n\t- scipy\n\t- numpy=>1.8\n", "2:1 SL002 5:9 SL103"),
        ("channels\n  - conda-forge\ndependencies:\n  - numpy=>1.8\n", "1:1 SL002 4:10 SL103"),
        ("channels\n- conda-forge\ndependencies:\n  - numpy=>1.8\n", "1:1 SL002 4:10 SL103"),
        ("name:demo\nchannels:\n  - conda-forge\ndependencies:\n  - numpy=>1.8\n", "1:5 SL002 5:10 SL103"),
        ("channels:\n  - conda-forge\ndependencies\n  - numpy=>1.8\n", "3:1 SL002 4:10 SL103"),
        (
            "channels:\n  - conda-forge\ndependencies:\n  - scipy\n - pandas\n - foo\n  - numpy=>1.8\n",
            "5:1 SL002 7:10 SL103",
        ),
        (
            "channels:\n  - conda-forge\ndependencies:\n  - @scipy\n  - %x\n  - numpy=>1.8\n",
            "4:5 SL002 5:5 SL002 6:10 SL103",
        ),
        (
            "channels:\n  - conda-forge\ndependencies:\n  - *\n  - numpy=>1.8\n  - >=1.2\n",
            "4:5 SL002 5:10 SL103 6:5 SL002",
        ),
        (
            "channels:\n  - conda-forge\ndependencies:\n  - pip:\n    - @x\n    - y=1\n  - numpy=>1.8\n",
            "5:7 SL002 6:8 SL117 7:10 SL103",
        ),
        ("channels:\n  - conda-forge\ndependencies: [numpy, @x, scipy]\nvariables: []\n", "3:23 SL002"),
        ("channels:\n  - conda-forge\ndependencies: [numpy,\n  scipy,\n  pandas\nvariables: []\n", "3:15 SL002"),
        ("channels:\n  - conda-forge\ndependencies: [\nnumpy,\n@x,\n]\nvariables: []\n", "5:1 SL002"),
        (
            "channels:\n  - conda-forge\n<<<<<<< HEAD\ndependencies:\n  - numpy=>1.8\n=======\ndependencies:\n"
            "  - scipy=>2\n>>>>>>> x\nvariables: []\n",
            "3:1 SL002 5:10 SL103",
        ),
        (
            "channels:\n  - conda-forge\ndependencies:\n<<<<<<< HEAD\n  - numpy=>1.8\n=======\n  - scipy=>2\n"
            ">>>>>>> x\n  - foo@1\n",
            "4:1 SL002 5:10 SL103 9:8 SL103",
        ),
        ("- conda-forge\n- bioconda\ndependencies:\n  - numpy=>1.8\n", "3:1 SL002 4:10 SL103"),
        (
            "channels:\n  - conda-forge\ndependencies:\n  - numpy=>1.8\n  scipy: 1\n  - pandas=>1\n",
            "4:10 SL103 5:3 SL002",
        ),
        (
            "channels:\n  - conda-forge\ndependencies:\n  - numpy=>1.8\n  scipy\n  - pandas=>1\n",
            "4:10 SL103 5:3 SL002",
        ),
        ("name: a: b\nchannels:\n  - conda-forge\ndependencies:\n  - numpy=>1.8\n", "1:8 SL002 5:10 SL103"),
        (
            "name: a\n  b: c\n  d: e\nchannels:\n  - conda-forge\ndependencies:\n  - numpy=>1.8\n",
            "2:1 SL002 7:10 SL103",
        ),
        (
            "channels:\n  - conda-forge\ndependencies:\n  - numpy=>1.8\n  - \"a\" b\n  - \"c\n",
            "4:10 SL103 5:9 SL002 6:5 SL002",
        ),
        (
            "channels:\n  - conda-forge\ndependencies:\n  - numpy=>1.8\n  - pip:\n    - \"requests\n"
            "    - flask=1\n",
            "4:10 SL103 6:7 SL002 7:12 SL117",
        ),
        (
            "channels:\n  - conda-forge\ndependencies:\n  - numpy=>1.8\n  - pip\n    - requests\n"
            "    - flask=1\n",
            "4:10 SL103 6:5 SL101",
        ),
        (
            "channels:\n  - conda-forge\ndependencies:\n  - numpy=>1.8\n  - pip: requests\n    - flask=1\n",
            "4:10 SL103 5:5 SL104 6:5 SL002",
        ),
        (
            "channels:\n  - conda-forge\ndependencies:\n  - numpy=>1.8\n  - \"pip:\n    - requests\n"
            "    - flask=1\n  - foo@1\n",
            "4:10 SL103 5:5 SL002 8:8 SL103",
        ),
        ("{{ x }}\nchannels:\n  - conda-forge\ndependencies:\n  - numpy=>1.8\n", "1:1 SL002 5:10 SL103"),
        (
            "channels:\n  - conda-forge\ndependencies:\n  - numpy=>1.8\n  - {{ x }}\n  - foo@1\n",
            "4:10 SL103 5:6 SL104 6:8 SL103",
        ),
        ("channels: - conda-forge\ndependencies:\n  - numpy=>1.8\n", "1:11 SL002 3:10 SL103"),
        (
            "channels:\n  - conda-forge:\n    - x\n   - y\ndependencies:\n  - numpy=>1.8\n",
            "2:5 SL101 4:1 SL002 6:10 SL103",
        ),
        ("channels:\n  - conda-forge\ndep", "1:1 SL101 3:1 SL102"),
        ("channels:\n  - conda-forge\ndependencies:\n  - ", "4:3 SL104"),
        ("channels:\n  - conda-forge\ndependencies:\n  - numpy\n  -", "5:3 SL104"),
        ("channels:\n  - conda-forge\ndependencies:\n  - numpy\n  - pip:\n    - ", "5:5 SL118 6:5 SL117"),
        ("channels:\n  - conda-forge\ndependencies:\n  - numpy\n  - \"", "5:5 SL002"),
        ("channels:\n  - conda-forge\ndependencies:\n  - numpy\nvar", "5:1 SL102"),
        ("channels:\n  - conda-forge\ndependencies:\n  - numpy\nprefix:/home/me\n\n", "5:1 SL102"),
        ("channels:\n  - conda-forge\ndependencies:\n  - numpy\nprefix:/home/me\n# x\n", "5:7 SL002"),
        ("channels:\n  - conda-forge\ndependencies:\n  - numpy\ntwo words", "5:1 SL102"),
        ("%YAML 1.3\n---\nchannels:\n  - conda-forge\ndependencies:\n  - numpy\n", ""),
        ("%FOO bar\n---\nchannels:\n  - conda-forge\ndependencies:\n  - numpy\n", ""),
        ("%YAML 2.0\n---\nchannels:\n  - conda-forge\ndependencies:\n  - numpy\n", "1:1 SL002"),
        (
            "channels:\n  - conda-forge\ndependencies:\n  - numpy\nvariables:\n  A: \"b\n  C: d\nprefix: /x\n",
            "6:6 SL002",
        ),
        (
            "channels:\n  - conda-forge\ndependencies:\n  - python=3.1\n  - numpy: [\nprefix: /x\n",
            "4:12 SL128 5:12 SL002",
        ),
        (
            "channels:\n  - conda-forge\ndependencies:\n  - numpy=1.0 # [win]\n  - `x`\n  - scipy=1.0 # [win]\n",
            "4:15 SL124 5:5 SL002 6:15 SL124",
        ),
        ("channels:\n    - conda-forge\n   - bioconda\ndependencies:\n  - numpy=>1.8\n", "3:1 SL002 5:10 SL103"),
        ("channels:\n  - conda-forge\n dependencies:\n  - numpy=>1.8\n", "3:1 SL002"),
        ("channels:\n  - conda-forge\n  dependencies:\n  - numpy=>1.8\n", "3:3 SL002"),
        ("dependencies:\n  - a\n  -b\n  - numpy=>1.8\n", "3:3 SL002 4:10 SL103"),
        ("dependencies:\n- a\n-b\n- numpy=>1.8\n", "3:1 SL002 4:8 SL103"),
        ("dependencies:\n  - numpy=>1.8\n  ]\nprefix: [\n", "2:10 SL103 3:3 SL002 4:9 SL002"),
        ("dependencies:\n  # x\n  scipy=1.0 # y\n  - numpy=>1.8\n  - pandas=>1\n", "3:3 SL002 4:10 SL103 5:11 SL103"),
        ("dependencies:\n  - a\n  -- b=1\n  - numpy=>1.8\n", "3:3 SL002 4:10 SL103"),
        ("dependencies:\n  - a\n  * b=1\n  - numpy=>1.8\n", "3:3 SL002 4:10 SL103"),
        ("dependencies:\n  - a\n  \N{BULLET} b=1\n  - numpy=>1.8\n", "3:3 SL002 4:10 SL103"),
        (
            "name: x\nchannels:\n  - conda-forge\ndependencies:\n  - a\nvariables:\n  A: b\n    C: d\nB: c\n  D:\n"
            "    - e\n    - f\n  E: g\n",
            "8:1 SL002 9:1 SL102 10:1 SL002",
        ),
        ("dependencies:\n  - pip:\n      - a\n     - b\n      - x=1\n", "4:1 SL002 5:10 SL117"),
    ],
)  # fmt: skip
def test_environments(text: str, findings: str) -> None:
    assert said(text, ENVIRONMENT, "environment.yml") == findings
    assert said(text.replace("\n", "\r\n"), ENVIRONMENT, "environment.yml") == findings


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        (
            "schemaVersion: \"0.0.1\"\nkind: \"studio-config\"\nsession:\n  name: \"x\n  template:\n"
            "    kind: dockerfile\n    dockerfile: Dockerfile\n  management:\n    lifespanHours: 500\n",
            "4:9 SL002 9:20 SL606",
        ),
        (
            "schemaVersion: \"0.0.1\"\nkind: \"studio-config\"\nsession:\n  template:\n    kind: @x\n"
            "  management:\n    lifespanHours: 500\n",
            "5:11 SL002 7:20 SL606",
        ),
        (
            "schemaVersion: \"0.0.1\"\nkind: \"studio-config\"\nsession:\n  template:\n    kind\n"
            "    dockerfile: Dockerfile\n  management:\n    lifespanHours: 500\n",
            "5:5 SL002 8:20 SL606",
        ),
        (
            "schemaVersion: \"0.0.1\"\nkind: \"studio-config\"\nsession:\n  template:\n    kind:dockerfile\n"
            "    dockerfile: Dockerfile\n  management:\n    lifespanHours: 500\n",
            "5:9 SL002 8:20 SL606",
        ),
        (
            "schemaVersion: \"0.0.1\"\nkind: \"studio-config\"\nsession:\n\ttemplate:\n    kind: dockerfile\n"
            "  management:\n    lifespanHours: 500\n",
            "4:1 SL002 7:20 SL606",
        ),
        (
            "schemaVersion: \"0.0.1\"\nkind: \"studio-config\"\nsession:\n  template:\n    kind: dockerfile\n"
            "    dockerfile: Dockerfile\n  environmentVariables:\n    - name: A\n      value: \"b\n"
            "    - name: 1A\n      value: c\n",
            "9:14 SL002 10:13 SL606",
        ),
        (
            "schemaVersion: \"0.0.1\"\nkind: \"studio-config\"\nsession:\n  template:\n    kind: dockerfile\n"
            "    dockerfile: Dockerfile\n  management:\n    lifespanHours: [5\n  clone:\n    path: x\n",
            "8:20 SL002 10:11 SL606",
        ),
        (
            "schemaVersion: \"0.0.1\"\nkind: \"studio-config\"\nsession:\n  template:\n    kind: dockerfile\n"
            "    dockerfile: Dockerfile\n  management\n    lifespanHours: 500\n",
            "7:3 SL002 8:20 SL606",
        ),
        (
            "schemaVersion:0.0.1\nkind: studio-config\nsession:\n  template:\n    kind: dockerfile\n"
            "    dockerfile: Dockerfile\n  nam: x\n",
            "1:14 SL002 7:3 SL602",
        ),
        (
            "schemaVersion: \"0.0.1\nkind: \"studio-config\"\nsession:\n  template:\n    kind: dockerfile\n"
            "    dockerfile: Dockerfile\n  nam: x\n",
            "1:16 SL002 7:3 SL602",
        ),
        ("schemaVersion: \"0.0.1\"\nkind: \"studio-config\"\nsession:\n  templ", "4:3 SL601"),
        ("schemaVersion: \"0.0.1\"\nkind: \"studio-config\"\nsession:\n  template:\n    kin", "5:5 SL601"),
        ("schemaVersion: \"0.0.1\"\nkind: \"studio-config\"\nsession:\n  template:\n    kind: d", "5:11 SL601"),
        (
            "schemaVersion: \"0.0.1\"\nkind: \"studio-config\"\nsession:\n  template:\n    kind: dockerfile\n"
            "    dockerfile: Dockerfile\n   clone:\n    path: x\n  nam: z\n",
            "7:1 SL002 9:3 SL602",
        ),
    ],
)  # fmt: skip
def test_studio_configs(text: str, findings: str) -> None:
    assert said(text, CONFIG, ".seqera/studio-config.yaml") == findings


def test_what_hides_nothing_is_bounded() -> None:
    text = "dependencies:\n" + "  - @x\n" * 100
    outcome = engine.check_source(Source("environment.yml", text), ENVIRONMENT)
    assert [finding.place.source.line_of(finding.place.span.start) for finding in outcome.findings] == [*range(2, 22)]
