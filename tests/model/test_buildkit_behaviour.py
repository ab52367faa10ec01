"""What BuildKit makes of rarer Dockerfiles: config, refusals and the line it names, read in its sources."""

from __future__ import annotations

import pytest

from tests.model.test_image import PATH, config_of, image_of

DIGEST = "sha256:24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d"

SPECIFIER = '"linux.x" is an invalid component of "linux.x/amd64": platform specifier component'
LATER = "stage needs to be defined before current command"
TOO_FEW = "requires at least two arguments, but only one was provided. Destination could not be determined"
NOT_EXPANDED = "doesn't support variable expansion, define alias stage instead"
OCTAL = "it should be octal string and between 0 and 07777"


@pytest.mark.parametrize(
    ("lines", "config"),
    [
        # a stage begins with the ENV of its parent, whatever an ARG there made of it
        ("FROM b AS a|ENV X=1|ARG X=2|FROM a|LABEL v=$X", {"Env": [PATH, "X=1"], "Labels": {"v": "1"}}),
        (
            "FROM b AS a|ENV X=1|ARG X=2 Y=3|LABEL v=$X|FROM a|LABEL w=$Y",
            {"Env": [PATH, "X=1"], "Labels": {"v": "2", "w": "3"}},
        ),
        (
            "FROM b AS a|ENV X=1|ARG X=2|FROM a AS c|ARG X=4|LABEL v=$X|FROM c|LABEL w=$X",
            {"Env": [PATH, "X=1"], "Labels": {"v": "4", "w": "1"}},
        ),
        ('FROM b|VOLUME [" /data ", "/x"]', {"Volumes": {"/data": {}, "/x": {}}}),
        (f"FROM b|ARG S={DIGEST}|ADD --checksum=$S https://x.org/y /z", {}),
        ("FROM b|COPY --chmod=u=rg,g+ug,=rx a /b", {}),
        ("FROM b|ONBUILD RUN a ", {"OnBuild": ["RUN a "]}),
        ("FROM b|ONBUILD COPY --link <<E /x|1|E", {"OnBuild": ["COPY --link <<E /x\n1\nE"]}),
        ("FROM b|ONBUILD NOPE x", {"OnBuild": ["NOPE x"]}),
        ("FROM b|RUN --device=vendor.com/x=y,required true", {}),
        ('FROM b|RUN --mount=\'type=cache,"target=/a,""b"""\' true', {}),
        ("FROM --platform=windows(10.0.17763+win32k)/amd64 b", {}),
        # every mount without from= counts as a further image
        ("FROM b|RUN --mount=type=cache,target=/x true|COPY --from=1 /a /b", {}),
        ("FROM b|COPY \u00a0--from=$x a b", {}),
        ("FROM b|HEALTHCHECK --nope NONE []", {"Healthcheck": {"Test": ["NONE"]}}),
        ("FROM b|COPY ./git@x:y a.b@c:d git@x_y:z github.com/a/b.git /x/", {}),
        ("FROM b|ADD HTTPS://x.org/a.git#v1 git@x.org: ftp://x.org/a /x/", {}),
        ("FROM b|CMD", {"Cmd": ["/bin/sh", "-c", ""]}),
        ("FROM b|ENTRYPOINT", {"Entrypoint": ["/bin/sh", "-c", ""]}),
        ("FROM b|STOPSIGNAL --any 9", {"StopSignal": "9"}),
        (" # check=bogus|FROM b", {}),
        ("FROM b|RUN --mount=type=tmpfs,target=/x,size=1e3m --mount=type=tmpfs,target=/y,size=+.5\\ GiB true", {}),
        ("FROM b|ADD --keep-git-dir --checksum=abc https://x.org/y /z", {}),
        ("FROM b AS a|RUN []|FROM b", {}),
        # an absolute WORKDIR is not expanded written, a relative one is joined and cleaned
        ("FROM b|WORKDIR /a/", {"WorkingDir": "/a/"}),
        ("FROM b|WORKDIR /a/../b//./c/", {"WorkingDir": "/a/../b//./c/"}),
        ("FROM b|WORKDIR //a", {"WorkingDir": "//a"}),
        ("FROM b|WORKDIR ${X:-/d/}", {"WorkingDir": "/d/"}),
        ("FROM b|WORKDIR /a/|WORKDIR b/", {"WorkingDir": "/a/b"}),
        ("FROM b|WORKDIR /a/|WORKDIR .", {"WorkingDir": "/a"}),
        ("FROM b|WORKDIR /a/|WORKDIR $X", {"WorkingDir": "/a/"}),
        ("FROM b|WORKDIR a/../b/", {"WorkingDir": "/b"}),
        ("FROM b|WORKDIR $X", {"WorkingDir": "/"}),
        ("FROM b AS a|WORKDIR /a/|FROM a", {"WorkingDir": "/a/"}),
        ("FROM scratch|WORKDIR $X", {"WorkingDir": "/"}),
        # a number may have a sign
        ("FROM b|EXPOSE +80 81-+82/UDP", {"ExposedPorts": {"80/tcp": {}, "81/udp": {}, "82/udp": {}}}),
        ("FROM b|HEALTHCHECK --interval=1s --retries=3 NONE", {"Healthcheck": {"Test": ["NONE"]}}),
    ],
)
def test_config(lines, config):
    assert config_of(lines) == config


@pytest.mark.parametrize(
    ("lines", "line", "words"),
    [
        ("# escape= |FROM b", 1, "invalid escape token ' ' does not match ` or \\"),
        ("# syntax=x|# escape=y|FROM b", 1, "invalid escape token 'y' does not match ` or \\"),
        ("# escape=`|# syntax=x|# escape=`|FROM b", 2, "only one escape parser directive can be used"),
        ("# only|# this", 2, "file with no instructions"),
        (
            "#!/usr/bin/env x|# check=bogus|FROM b",
            2,
            'failed to parse check options: invalid check option "bogus"',
        ),
        ("FROM b|RUN []", 2, "arguments are required"),
        # of several mistakes BuildKit meets one first
        ("FROM b|EXPOSE http 99999", 2, "invalid containerPort: 99999"),
        ("FROM b|EXPOSE http ${X^}", 2, 'failed to process "${X^}": unsupported modifier (^) in substitution'),
        ("FROM --platform=x $X", 1, "base name ($X) should not be blank"),
        ("FROM b|COPY --from=9 a b|FROM $X", 3, "base name ($X) should not be blank"),
        (
            "FROM b|COPY --chmod=z ${X^} /b",
            2,
            'failed to process "${X^}": unsupported modifier (^) in substitution',
        ),
        (
            "FROM b AS a|COPY --from=c --chmod=z /a /b|FROM b AS c|FROM a",
            2,
            'cannot copy from stage "c", it needs to be defined before current stage "a"',
        ),
        ("FROM b|COPY --chmod=z https://x.org/y /b", 2, "invalid syntax"),
        ("FROM b|RUN --mount=type=cache --mount=type=z true", 2, 'unsupported mount type "z"'),
        ("FROM b|HEALTHCHECK --interval=1.5d CMD a", 2, 'time: unknown unit "d" in duration "1.5d"'),
        (
            "FROM b|RUN --mount='type=cache,target=\"/x' true",
            2,
            'failed to parse csv mounts: parse error on line 1, column 19: bare " in non-quoted-field',
        ),
        (
            "FROM b|RUN --mount='\"type=cache' true",
            2,
            'failed to parse csv mounts: parse error on line 1, column 12: extraneous or missing " in quoted-field',
        ),
        ("FROM b|EXPOSE 80:", 2, 'invalid port: "80:": no port specified'),
        ("FROM b|EXPOSE 80/Foo", 2, 'invalid port: "80/Foo": invalid proto: Foo'),
        ("FROM b|EXPOSE 80--1", 2, "invalid containerPort: 80--1"),
        # words that it quotes are written as Go writes them
        ("FROM b|COPY <<A /x|${X:?no}|A", 3, 'failed to process "${X:?no}\\n": X: no'),
        ("FROM 'a\"b'", 1, 'failed to parse stage name "a\\"b": invalid reference format'),
        (
            "FROM --platform=${X b",
            1,
            'failed to process arguments for platform : failed to process "${X": '
            "unsupported modifier (\ufffd) in substitution",
        ),
        # the arguments of some are counted before a flag is looked at, and all flags before their values
        ("FROM --platform linux/amd64 b", 1, "FROM requires either one or three arguments"),
        ("FROM b|COPY --from a", 2, f"COPY {TOO_FEW}"),
        ("FROM b|ADD --nope a", 2, f"ADD {TOO_FEW}"),
        ("FROM b|USER --nope", 2, "USER requires exactly one argument"),
        ("FROM b|EXPOSE --nope", 2, "EXPOSE requires at least one argument"),
        ("FROM b|ENV --nope", 2, "unknown flag: --nope"),
        ("FROM b|RUN --network=x --nope true", 2, "unknown flag: --nope"),
        ("FROM b|HEALTHCHECK --interval=30 curl x", 2, 'Unknown type "CURL" in HEALTHCHECK (try CMD)'),
        # an instruction is read before it is asked whether it stands below FROM
        ("COPY --nope a b|FROM b", 1, "unknown flag: --nope"),
        ("FROM b|RUN --mount=from=$X,target=/x true|NOPE", 2, f"'from' {NOT_EXPANDED}"),
        # a trigger is carried out where its stage is built on
        ("FROM b AS a|ONBUILD COPY --from=9 a b|FROM a", 3, "invalid stage index 9"),
        (
            "FROM b AS a|ONBUILD COPY --from=B /a /b|FROM a",
            3,
            'failed to parse stage name "B": invalid reference format: repository name (library/B) must be lowercase',
        ),
        ("FROM b AS a|ONBUILD RUN []|FROM a", 3, "arguments are required"),
        ("FROM b|RUN --mount=type=tmpfs,target=/x,size=64ib true", 2, "invalid value for size: 64ib"),
        ("FROM b|RUN --mount=type=tmpfs,target=/x,size=64mbb true", 2, "invalid value for size: 64mbb"),
        ("FROM b|RUN --mount=type=tmpfs,target=/x,size=-1 true", 2, "invalid value for size: -1"),
        ("FROM b|RUN --mount=type=cache,target=/x,uid=4294967296 true", 2, "invalid value 4294967296 for uid"),
        ("FROM b|RUN " + "x" * 65_600, 1, "dockerfile line greater than max allowed size of 65535"),
        # the whole file is read before an instruction is looked at
        ("FROM a b|ENV A", 2, "ENV must have two arguments"),
        ("ENV A=1|FROM b|CMD [1]", 3, "when using JSON array syntax, arrays must be comprised of strings only"),
        ("FROM b|COPY --chmod=9x a /b", 2, f"invalid chmod parameter: '9x'. {OCTAL}"),
        ("FROM b|ARG S=x|ADD --checksum=$S https://x.org/y /z", 3, "invalid checksum digest format"),
        ("FROM b|RUN --mount=type=secret,env=X true", 2, "invalid secret mount. one of source, target required"),
        ("FROM b|RUN --device=a,b true", 2, "invalid field 'b' must be a key=value pair"),
        ("FROM b|RUN --device=a,name=b true", 2, "device name already set to a"),
        ("FROM --platform=linux.x/amd64 b", 1, f"failed to parse platform linux.x/amd64: {SPECIFIER}"),
        (
            "FROM b AS scratch|RUN --mount=type=cache,target=/x true",
            2,
            "circular dependency detected on stage: scratch",
        ),
        (
            "FROM b AS a|RUN --mount=type=tmpfs,from=c,target=/x true|FROM b AS c|FROM a",
            2,
            f'cannot mount from stage "c" to "/x", {LATER}',
        ),
        ("FROM b|COPY HTTPS://x.org/a.git /x", 2, "source can't be a git ref for COPY"),
        ("FROM b AS a|ONBUILD NOPE x|FROM a", 3, "unknown instruction: NOPE"),
        ('FROM b|ſhell ["a"]', 2, "unknown instruction: ſhell"),
    ],
)
def test_refused(lines, line, words):
    from studio_lint.model.build.inspect import dockerfile_data

    first = dockerfile_data(image_of(lines))["errors"][0]
    assert (first["line"], first["message"]) == (line, words)


@pytest.mark.parametrize(
    ("line", "flags"),
    [
        ("ADD --chown='a b\u000b", ["--chown=a b"]),
        ("VOLUME --x\u3000", ["--x"]),
        ("COPY --chown=\u00e9 a b", ["--chown=\u00c3\u00a9"]),
        ("COPY \u00a0--from=a b c", []),
        # cut byte by byte: half of this blank parts words
        ("COPY --from=a\u00a0b c", ["--from=a\u00c2"]),
        ("RUN --network='no\u00a0ne' x", ["--network=no\u00c2\u00a0ne"]),
        ("RUN --\"network\"='none' -- --x", ["--network=none"]),
        ("RUN --network=no\\ne x\\", ["--network=none"]),
    ],
)
def test_flags(line, flags):
    from studio_lint.model.build.inspect import instructions_data

    assert instructions_data(image_of("FROM b|" + line).dockerfile)[1]["flags"] == flags


@pytest.mark.parametrize(
    ("lines", "config"),
    [
        ("FROM b|EXPOSE {}80", {"ExposedPorts": {"80/tcp": {}}}),
        ("FROM b|HEALTHCHECK --retries={}3 CMD a", {"Healthcheck": {"Test": ["CMD-SHELL", "a"], "Retries": 3}}),
        ("FROM b|RUN --mount=type=cache,target=/x,uid={}1,gid={},mode={}755 true", {}),
        ("FROM b AS a|FROM b|COPY --from={} /a /b", {}),
        ("FROM b|STOPSIGNAL {}9", {"StopSignal": "0" * 5_000 + "9"}),
    ],
)
def test_zeros_in_front_of_a_number(lines, config):
    assert config_of(lines.replace("{}", "0" * 5_000)) == config


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ("FROM b|EXPOSE {}", "invalid containerPort: {}"),
        ("FROM b|HEALTHCHECK --retries={} CMD a", 'strconv.ParseInt: parsing "{}": value out of range'),
        ("FROM b|RUN --mount=type=cache,target=/x,uid={} true", "invalid value {} for uid"),
        ("FROM b|STOPSIGNAL {}", "invalid signal: {}"),
    ],
)
def test_a_number_of_any_length(lines, words):
    from studio_lint.model.build.inspect import dockerfile_data

    digits = "1" * 5_000
    (error,) = dockerfile_data(image_of(lines.replace("{}", digits)))["errors"]
    assert error["message"] == words.replace("{}", digits)
