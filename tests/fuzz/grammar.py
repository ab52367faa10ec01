"""Dockerfiles and build contexts made up piece by piece, most of which a build accepts.

Only what means the same to every BuildKit since Docker 20.10. Nothing is run and nothing fetched: the one base image
is `BASE`, which holds the file `/f`.
"""

from __future__ import annotations

import random

BASE = "studio-lint-judge:1"

NAMES = ("A", "B", "FOO", "PORT", "HOME", "CONNECT_TOOL_PORT", "TARGETARCH", "BUILDPLATFORM", "PATH", "HTTP_PROXY")
PLAIN = ("a", "b/c", "x1", "é", "/opt", "%", "a.b", "=", "-", "_", ":", "~", "*", "\\ ", "\\\\", "\\n")
OUTER = ("ARG A=" + BASE, "ARG A", "ARG B=1", 'ARG B="1"', "ARG T='1'", "ARG A=$B", "ARG FOO=${B:-x}", "ARG PORT=80")
SHELLS = ('["bash", "-c"]', "bash -c", "[]")
CHECKS = ("NONE", "CMD", "none", "NONE x")
CHECK_FLAGS = ("--interval=5s", "--interval=5", "--retries=3", "--timeout=1m30s", "--retries=-1")
TRIGGERS = ("ENV Q=1", 'CMD ["x"]', "LABEL z=$A", "FROM x", "ONBUILD RUN x", "EXPOSE 1")
PORTS = ("80", "80/udp", "8000-8003", "$A", "80 $B", "$A/tcp", "80/TCP", "${PORT:-8080}", '"80"', "99999", "1:2")
FOLDERS = ("/a/b", "c", "../x", '"/q"', "$A", "a b", ".")
VOLUMES = ("/a /b", '["/a", "/b"]', "$A", "[]", '""')
SIGNALS = ("SIGTERM", "9", "$A", "term", "SIGFOO", "RTMIN+3", "65", "0")
USERS = ("1000:1000", "root", "$A")
COPIED = ("/f /q", '["/f", "/q/"]', "/f", "/f /f /q", "/f /f /q/")
QUOTED = ("q w", "$A", "", '\\"x', "\\$A", "it's")


class Dockerfiles:
    """One random Dockerfile after the other; the same key gives the same ones."""

    def __init__(self, key: str) -> None:
        self._random = random.Random(key)
        self._pick = self._random.choice

    def text(self) -> str:
        lines = [self._pick(("# escape=`", "#escape=\\", "# a comment"))] if self._chance(0.15) else []
        for _ in range(self._random.randint(0, 2)):
            lines.append(self._pick(OUTER))
        stages = self._random.randint(1, 4)
        names = [self._pick(("s%d", "S%d", "st-%d", "%d", "a.%d", "s_%d")) % index for index in range(stages)]
        begun: list[str] = []
        for name in names:
            lines.append(self._stage(name, begun))
            for _ in range(self._random.randint(1, 5)):
                lines.append(self._instruction(names))
        return "\n".join(lines) + "\n"

    def _chance(self, share: float) -> bool:
        return self._random.random() < share

    def _stage(self, name: str, begun: list[str]) -> str:
        bases = [BASE, BASE, "scratch", f"{BASE[:-1]}$B", f"{BASE[:-1]}${{B:-1}}", f"{BASE[:-1]}${{T}}"]
        base = self._pick([*bases, *begun, *begun, *(one.upper() for one in begun)])
        platform = self._pick(("", "", "", "--platform=linux/amd64 ", "--platform=$TARGETPLATFORM "))
        if self._chance(0.2):
            return f"FROM {platform}{base}"
        begun.append(name)
        return f"{self._pick(('FROM', 'from'))} {platform}{base} {self._pick(('AS', 'as'))} {name}"

    def _variable(self) -> str:
        name, other = self._pick(NAMES), self._pick(NAMES)
        forms = ("${%s}", "${%s:-x}", "${%s:+y}", "${%s:-${" + other + "}}", "\\$%s", "$$%s", "${%s:-}", "${%s:-a b}")
        return self._pick((f"${name}", *(form % name for form in forms), "$1", f"${{{name}:?bad}}"))

    def _word(self, most: int = 3) -> str:
        pieces = []
        for _ in range(self._random.randint(1, most)):
            double = f'"{self._pick((*QUOTED, self._variable()))}"'
            single = f"'{self._pick(QUOTED[:3])}'"
            pieces.append(self._pick((self._pick(PLAIN), self._variable(), double, single)))
        return "".join(pieces)

    def _words(self) -> str:
        return f"{self._word()} {self._word()}"

    def _list(self) -> str:
        items = ("a", "$A", "b c", "\\n", "\\u00e9", "--x", "/usr/bin/connect-client", "")
        return "[" + ", ".join(f'"{self._pick(items)}"' for _ in range(self._random.randint(0, 3))) + "]"

    def _instruction(self, stages: list[str]) -> str:
        return self._pick(
            (
                self._settings,
                self._settings,
                self._commands,
                self._commands,
                self._places,
                self._copies,
            )
        )(stages)

    def _settings(self, _stages: list[str]) -> str:
        name, word = self._pick(NAMES), self._word()
        return self._pick(
            (
                f"ARG {name}",
                f"ARG {name}={word}",
                f'ARG {name}="{self._pick(QUOTED[:3])}"',
                f"ENV {name}={word}",
                f"ENV {name} {self._words()}",
                f"ENV {name}={word} B={self._word()}",
                "ENV A=1 \\\n  B=2 \\\n # between\n  C=3",
                'ENV\tT="a\\\nb"',
                f"LABEL l={word}",
                f'LABEL "k k"={word}',
                f"LABEL l {self._words()}",
                f"LABEL {self._word(1)}={word} m=2",
                f"USER {self._pick((word, *USERS))}",
                f"STOPSIGNAL {self._pick(SIGNALS)}",
                f"MAINTAINER {word}",
            )
        )

    def _commands(self, _stages: list[str]) -> str:
        command = self._list() if self._chance(0.5) else self._words()
        return self._pick(
            (
                f"CMD {command}",
                f"ENTRYPOINT {command}",
                f"cmd {self._list()}",
                'CMD x \\\n  y \\\n  "z w"',
                'entrypoint ["x", \\\n "y"]',
                f"SHELL {self._pick((*SHELLS, self._list()))}",
                f"HEALTHCHECK {self._pick(CHECKS)}",
                f"HEALTHCHECK {self._pick(CHECK_FLAGS)} CMD {command}",
                f"ONBUILD {self._pick(TRIGGERS)}",
            )
        )

    def _places(self, _stages: list[str]) -> str:
        return self._pick(
            (
                f"WORKDIR {self._pick((*FOLDERS, self._word()))}",
                f"EXPOSE {self._pick((*PORTS, self._word()))}",
                f"VOLUME {self._pick((*VOLUMES, self._word()))}",
            )
        )

    def _copies(self, stages: list[str]) -> str:
        origin = self._pick((*stages, *(name.upper() for name in stages), "0", "1", "7", "-1", "00", "$A", BASE))
        origins = (f"--from={origin}", f"--from={origin}", f"--chown=1:1 --from={origin}")
        flags = self._pick((*origins, "--form=0", "--from", "--from=0 --from=1"))
        return f"COPY {flags} {self._pick(COPIED)}"


class Contexts:
    """Random folders, patterns for their .dockerignore, and sources that a COPY takes from them."""

    FILES = ("a", "b", "c.txt", ".h", "d e", "ab", "A")

    def __init__(self, key: str) -> None:
        self._random = random.Random(key)
        self._pick = self._random.choice

    def files(self, depth: int = 0) -> list[str]:
        """Paths of files, and of empty folders with `/` at the end."""
        found: list[str] = []
        for name in self._random.sample(self.FILES, self._random.randint(1, 3)):
            if depth == 2 or self._random.random() < 0.5:
                found.append(name)
            else:
                found += [f"{name}/{inner}" for inner in self.files(depth + 1)]
        return found

    def patterns(self) -> list[str]:
        """Lines of a .dockerignore."""
        parts = ("a", "b", "c.txt", ".h", "*", "**", "a*", "?", "[ab]", "[^a]", "*.txt", "ab", "d e", ".", "\\a", "*b")
        lines = []
        for _ in range(self._random.randint(0, 4)):
            body = "/".join(self._pick(parts) for _ in range(self._random.randint(1, 3)))
            lines.append(self._pick(("", "", "/", "./", " ", "# ")) + body + self._pick(("", "", "/", " ", "/**")))
            if body.strip("./"):
                lines.append(self._pick(("", "!", "! ")) + body)
        return lines

    def source(self) -> str:
        """A path to copy, with or without wildcards in its last part."""
        folders = [self._pick(("a", "b", "ab", ".h", "..", ".")) for _ in range(self._random.randint(0, 2))]
        last = self._pick(("a", "b", "c.txt", ".h", "ab", "A", "zz", "*", "a*", "?", "[ab]", "*.txt"))
        return self._pick(("", "", "./", "/", "../")) + "/".join([*folders, last])
