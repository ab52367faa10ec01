"""The image model beyond the measured rows: graph, scope, triggers, values that BuildKit checks."""

from __future__ import annotations

import pytest

from studio_lint.base.source import Source
from studio_lint.model.build.assemble import build
from studio_lint.model.build.image import Image
from studio_lint.model.build.inspect import dockerfile_data
from studio_lint.model.options import Options
from studio_lint.syntax.dockerfile.reader import read

PATH = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"


def image_of(lines: str, **options: object) -> Image:
    """The image of a Dockerfile, its lines parted by `|`."""
    return build(read(Source("Dockerfile", lines.replace("|", "\n") + "\n")), Options(**options))


def config_of(lines: str, **options: object) -> dict[str, object]:
    data = dockerfile_data(image_of(lines, **options))
    assert data["errors"] == []
    config: dict[str, object] = data["config"]
    if config.get("Env") == [PATH]:
        del config["Env"]
    return config


@pytest.mark.parametrize(
    ("lines", "config"),
    [
        ("FROM scratch AS a|FROM a|USER me", {"User": "me", "WorkingDir": "/"}),
        ("FROM b AS x|EXPOSE http|FROM b", {}),
        ('FROM b|LABEL "a.b"="x y" d=\'e f\' g="h\\"i"', {"Labels": {"a.b": "x y", "d": "e f", "g": 'h"i'}}),
        ("FROM b|ENV A b  c", {"Env": [PATH, "A=b  c"]}),
        ("FROM b|ENV A=1 A2=$A|ENV A=3 B=$A", {"Env": [PATH, "A=3", "A2=", "B=1"]}),
        ("FROM b|ENV A=1 C$A=3", {"Env": [PATH, "A=1", "C=3"]}),
        (
            "FROM b|EXPOSE 9-10/udp 80:81 82/TCP",
            {"ExposedPorts": {"9/udp": {}, "10/udp": {}, "81/tcp": {}, "82/tcp": {}}},
        ),
        ('FROM b|ARG P="80 443"|EXPOSE $P', {"ExposedPorts": {"80/tcp": {}, "443/tcp": {}}}),
        (
            'FROM b|HEALTHCHECK --retries=3 --start-period=1m30s CMD ["c", "x"]',
            {"Healthcheck": {"Test": ["CMD", "c", "x"], "StartPeriod": 90_000_000_000, "Retries": 3}},
        ),
        ('FROM b|WORKDIR "/a b"|WORKDIR c\\ d', {"WorkingDir": "/a b/c d"}),
        ("FROM b|WORKDIR a/./../b/|WORKDIR ../../..", {"WorkingDir": "/"}),
        ("FROM b|WORKDIR $X", {"WorkingDir": "/"}),
        ("FROM b|STOPSIGNAL RTMIN+3", {"StopSignal": "RTMIN+3"}),
        ("FROM b|ARG A=1 B=${A}2 C|LABEL v=$A$B$C", {"Labels": {"v": "112"}}),
        ("FROM b AS last|ARG TARGETSTAGE|LABEL v=$TARGETSTAGE", {"Labels": {"v": "last"}}),
        ("FROM b|ARG PATH=/x|ENV A=$PATH", {"Env": [PATH, "A=/x"]}),
        ("ARG A=g|FROM b|ENV A=1|ARG A|LABEL x=$A", {"Env": [PATH, "A=1"], "Labels": {"x": "g"}}),
        ("FROM b AS a|ARG B=2|FROM a|LABEL x=$B", {"Labels": {"x": "2"}}),
        ('FROM b|ENTRYPOINT ["a"]|CMD ["b"]|ENTRYPOINT ["c"]', {"Entrypoint": ["c"], "Cmd": ["b"]}),
        ('FROM b AS a|ONBUILD CMD ["x"]|FROM a|ENTRYPOINT ["e"]', {"Entrypoint": ["e"], "Cmd": ["x"]}),
        ("FROM b AS a|ONBUILD ENV X=1|FROM a AS c|FROM c", {"Env": [PATH, "X=1"]}),
        ("FROM b|COPY --from=alpine /x /y|COPY --from=1 /x /y", {}),
        ("FROM b AS a|FROM b AS c|COPY --from=A /x /y|RUN --mount=from=0,target=/x true", {}),
        ("FROM b|COPY --chmod=u+x,g=rw a /b|COPY --chmod=$M a /b", {}),
        ("FROM b|WORKDIR /w|RUN --mount=type=bind,source=x true", {"WorkingDir": "/w"}),
        ("FROM b|COPY <<'EOF' /x|${X:?no}|EOF", {}),
        ('FROM b|COPY <<EOF /x|"unclosed|EOF', {}),
        ("ARG A=x|ARG A|FROM busybox:$A", {}),
    ],
)
def test_config(lines, config):
    assert config_of(lines) == config


@pytest.mark.parametrize(
    ("lines", "line", "words"),
    [
        ("FROM b AS a|FROM a AS a|COPY --from=a /x /y", 3, "circular dependency detected on stage: a"),
        ("FROM b|COPY --from=+0 /x /y", 2, "circular dependency detected on stage: stage-0"),
        ("FROM b AS a|RUN --mount=from=a,target=/x true", 2, "circular dependency detected on stage: a"),
        (
            "FROM b AS a|RUN --mount=from=c,target=/x true|FROM b AS c|FROM a",
            2,
            'cannot mount from stage "c" to "/x", stage needs to be defined before current command',
        ),
        (
            "FROM b AS a|ONBUILD COPY --from=c /x /y|FROM a AS d|FROM b AS c|FROM d",
            3,
            'cannot copy from stage "c", it needs to be defined before current stage "d"',
        ),
        ("FROM b|COPY --from=-1 /x /y", 2, "invalid stage index -1"),
        ("FROM b|COPY --from=1 /x /y|COPY --from=alpine /x /y", 2, "invalid stage index 1"),
        (
            "FROM Up|FROM b",
            1,
            'failed to parse stage name "Up": invalid reference format: repository name (library/Up) must be lowercase',
        ),
        ('FROM ""', 1, 'base name ("") should not be blank'),
        ("FROM --platform=$X b", 1, "empty platform value from expression $X"),
        ("FROM b|EXPOSE $X/tcp", 2, 'invalid port: "/tcp": no port specified'),
        ("FROM b|EXPOSE 80/foo", 2, 'invalid port: "80/foo": invalid proto: foo'),
        ("FROM b|EXPOSE 90-80", 2, "invalid containerPort: 90-80"),
        ("FROM b|VOLUME $X", 2, "VOLUME specified can not be an empty string"),
        ("FROM b|STOPSIGNAL $X", 2, "invalid signal: "),
        (
            "FROM b|COPY --chmod=888 a /b",
            2,
            "invalid chmod parameter: '888'. it should be octal string and between 0 and 07777",
        ),
        ("FROM b|COPY https://x.y/z /b", 2, "source can't be a URL for COPY"),
        ("FROM b|COPY git@x.y:a/b.git /b", 2, "source can't be a git ref for COPY"),
        ("FROM b|ADD --checksum=sha256:x a /c", 2, "checksum requires HTTP(S) or Git sources"),
        ("FROM b|RUN --mount=type=cache true", 2, 'invalid mount target "/"'),
        ("FROM b|RUN --mount=type=foo,target=/x true", 2, 'unsupported mount type "foo"'),
        ("FROM b|RUN --mount=target=/x,foo=1 true", 2, "unexpected key 'foo' in 'foo=1'"),
        ("FROM b|RUN --mount=target=/x,mode=0755 true", 2, 'mode not allowed for "bind" type mounts'),
        (
            "FROM b|RUN --mount=from=$X,target=/x true",
            2,
            "'from' doesn't support variable expansion, define alias stage instead",
        ),
        (
            "FROM b AS a|USER ${}|FROM b|COPY --from=a /x /y",
            2,
            'failed to process "${}": syntax error: bad substitution',
        ),
        ("ARG A=${X|FROM b", 1, 'failed to process "${X": unsupported modifier (\ufffd) in substitution'),
        ("FROM b AS a|ONBUILD EXPOSE http|FROM a", 3, "invalid containerPort: http"),
    ],
)
def test_refused(lines, line, words):
    errors = dockerfile_data(image_of(lines))["errors"]
    assert errors == [{"line": line, "message": words}]


def test_build_args_and_target():
    lines = "ARG V|FROM busybox:$V AS one|ARG V|LABEL v=$V|FROM b AS two"
    assert config_of(lines, build_args=(("V", "2"),), target="ONE") == {"Labels": {"v": "2"}}
    (error,) = dockerfile_data(image_of("FROM b AS one", target="two"))["errors"]
    assert error["message"] == 'target stage "two" could not be found'


def test_what_a_base_may_change_is_not_known():
    image = image_of("FROM b|LABEL a=$HOME b=$PATH c=x d=${V:-1}")
    assert [(label.name, label.known) for label in image.config.labels] == [
        ("a", False),
        ("b", False),
        ("c", True),
        ("d", False),
    ]
    image = image_of("FROM scratch|LABEL a=$HOME b=$PATH")
    assert [label.known for label in image.config.labels] == [True, True]


def test_an_arg_without_a_value_is_known_where_no_build_arg_can_be_given():
    lines = "FROM scratch|ARG V|LABEL a=$V"
    assert image_of(lines).config.labels[0].known is False
    assert image_of(lines, in_seqera=True).config.labels[0].known is True


def test_states_of_variables():
    image = image_of("ARG G=1|ARG L=1|FROM b|ARG S=1|ARG U|LABEL a=$G b=$L c=$S d=$U e=$X|ARG L")
    states = [(use.use.name, use.state) for use in image.stages[0].uses]
    assert states == [("G", "global"), ("L", "late"), ("S", "set"), ("U", "unset"), ("X", "unknown")]


def test_values_know_their_instruction():
    image = image_of("FROM b AS a|ENV A=1|FROM a|USER me")
    assert (image.config.variable("A").stage, image.config.user.stage) == (0, 1)
    assert image.config.user.instruction is image.stages[1].instructions[0]
    assert [stage.index for stage in image.lineage] == [0, 1]


def test_cmd_that_an_entrypoint_threw_away():
    image = image_of('FROM b AS a|CMD ["x"]|FROM a|ENTRYPOINT ["e"]')
    assert image.config.cmd is None
    assert image.config.reset_cmd.words == ("x",)


@pytest.mark.parametrize(
    ("copy", "target", "landings"),
    [
        ("COPY --from=a /usr/bin/x /usr/bin/x", "/usr/bin/x", ("/usr/bin/x", "/usr/bin/x/x")),
        ("COPY --from=a /usr/bin/x /usr/bin/", "/usr/bin/", ("/usr/bin/x",)),
        ("COPY --from=a usr/bin/x .", "/w/", ("/w/x",)),
        ("COPY --from=a ../usr/x bin/y", "/w/bin/y", ("/w/bin/y", "/w/bin/y/x")),
        ('COPY --from=a ["/usr/bin/x", "/"]', "/", ("/x",)),
    ],
)
def test_where_a_copy_lands(copy, target, landings):
    (found,) = image_of(f"FROM b AS a|FROM b|WORKDIR /w|{copy}").copies
    assert (found.origin, found.source_stage, found.target) == ("stage", 0, target)
    assert found.landings(found.sources[0]) == landings


@pytest.mark.parametrize(
    ("line", "keyword"),
    [
        ("COPY --from=conect /x /y", "COPY"),
        ("COPY --from connect /x /y", "COPY"),
        ("COPY --from=$V /x /y", "COPY"),
        ("COPY --from=9 /x /y", "COPY"),
        ("ENTRYPOINT ['a', 'b']", "ENTRYPOINT"),
        ("RUN a && \\||CMD b", "CMD"),
        ('ENTRYPONT ["a"]', "ENTRYPOINT"),
    ],
)
def test_a_miswritten_step_may_be_meant(line, keyword):
    image = image_of(f"FROM b AS connect|FROM b|{line}")
    assert image.uncertain(keyword)
    assert not image_of("FROM b AS connect|FROM b|COPY --from=connect /x /y").uncertain(keyword)


def test_platform_and_mounts():
    image = image_of("FROM --platform=linux/arm64 b AS a|FROM a|RUN --mount=from=a,source=/s,target=t x")
    (mount,) = image.copies
    assert (mount.kind, mount.origin, mount.target, mount.sources[0].path) == ("mount", "stage", "/t", "/s")
    assert image.lineage[0].platform.value == "linux/arm64"


def test_growing_values_are_given_up():
    lines = "FROM scratch|ENV A=0123456789" + "|ENV A=$A$A" * 60
    image = image_of(lines)
    assert image.config.variable("A").known is False


def test_long_lineages():
    lines = "FROM b AS s0|ENV A=1" + "".join(f"|FROM s{number} AS s{number + 1}" for number in range(300))
    image = image_of(lines)
    assert len(image.lineage) == 301
    assert image.config.variable("A").value == "1"
