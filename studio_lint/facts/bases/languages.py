"""Official images of programming languages.

Sources: docker-library's and the publishers' Dockerfiles (2026-08), docker-library/official-images' history;
commands as the Dockerfiles install them on the releases of `systems.py`.
"""

from __future__ import annotations

from studio_lint.facts.bases.base import Family, Row

# What `buildpack-deps`, which full images are made from, adds to a release.
_BUILD = "bzip2 curl file g++ gcc git gpg kill make openssl pgrep ps ssh unzip wget xz"
_PYTHON = "pip pip3 python python3"
_ADDUSER = "addgroup adduser"
_NODE = "node nodejs npm npx corepack docker-entrypoint.sh"
_GOLANG = "curl g++ gcc git go gofmt gpg kill make openssl pgrep ps python3 ssh wget"
_OPENJDK = "bzip2 curl git gpg java javac kill openssl pgrep ps python3 ssh unzip wget xz"
_PHP = "bzip2 curl file g++ gcc kill make openssl pgrep php ps xz"
_APK = (("packager", "apk"), ("sh", "busybox"))
_UNKNOWN = (("packager", None), ("sh", None), ("lists_empty", None))
_NO_CERTIFICATES = (("certificates", False),)
_NODE_LOST = "starts node where the first word is an option or no command"

FAMILIES = (
    Family(
        ("docker.io/library/python",),
        "python",
        (
            Row("slim", "trixie", f"{_ADDUSER} openssl {_PYTHON}", small=True),
            Row("slim", "bookworm", f"openssl {_PYTHON}", small=True),
            Row("slim", "bullseye", f"openssl {_PYTHON}", unknown="curl wget xz"),
            Row("slim", "", f"sh bash dash {_PYTHON}", closed=False),
            Row("", "trixie bookworm", f"{_BUILD} {_ADDUSER} {_PYTHON} hg svn"),
            Row("alpine", "", f"{_PYTHON} sh ash", unknown="openssl", changes=_APK),
            Row("", "", f"sh bash dash {_PYTHON}", closed=False),
        ),
        cmd=("python3",),
        env=(("LANG", "C.UTF-8"), ("PYTHON_VERSION", None), ("GPG_KEY", None)),
        path=("/usr/local/bin",),
        own_python=True,
        bare_python="/usr/local",
    ),
    Family(
        ("docker.io/library/node",),
        "node",
        (
            Row("*", "stretch buster", f"sh bash dash {_NODE} yarn", closed=False),
            Row("slim", "bookworm bullseye", f"{_NODE} yarn yarnpkg", small=True, changes=_NO_CERTIFICATES),
            Row("slim", "trixie", f"{_ADDUSER} {_NODE}", small=True, changes=_NO_CERTIFICATES),
            Row("", "bookworm bullseye", f"{_BUILD} {_NODE} python3 yarn yarnpkg hg svn"),
            Row("", "trixie", f"{_BUILD} {_ADDUSER} {_NODE} python3 hg svn"),
            Row("alpine", "", f"sh ash {_NODE}", unknown="yarn openssl", changes=_APK),
        ),
        entrypoint=("docker-entrypoint.sh",),
        cmd=("node",),
        env=(("NODE_VERSION", None), ("YARN_VERSION", None)),
        users="node",
        lost=_NODE_LOST,
    ),
    Family(
        ("docker.io/library/golang",),
        "golang",
        (
            Row("", "trixie bookworm", f"{_ADDUSER} {_GOLANG}"),
            Row("alpine", "", "sh ash go gofmt", unknown="git gcc openssl", changes=_APK),
        ),
        folder="/go",
        cmd=("bash",),
        env=(("GOPATH", "/go"), ("GOTOOLCHAIN", "local")),
        path=("/go/bin", "/usr/local/go/bin"),
    ),
    Family(
        ("docker.io/library/ruby",),
        "ruby",
        (
            Row("slim", "trixie", "bundle bundler gem irb openssl rake rdoc ruby", unknown="adduser addgroup"),
            Row("", "trixie", f"{_BUILD} {_ADDUSER} bundle bundler gem irb python3 rake rdoc ruby hg svn"),
        ),
        cmd=("irb",),
        env=(("GEM_HOME", "/usr/local/bundle"), ("LANG", "C.UTF-8")),
        path=("/usr/local/bundle/bin",),
    ),
    Family(
        ("docker.io/library/rust",),
        "rust",
        (
            Row("slim", "trixie", "cargo gcc cc ld openssl rustc rustup", unknown="adduser addgroup"),
            Row("", "trixie", f"{_BUILD} {_ADDUSER} cargo python3 rustc rustup hg svn"),
        ),
        cmd=("bash",),
        env=(("RUSTUP_HOME", "/usr/local/rustup"), ("CARGO_HOME", "/usr/local/cargo")),
        path=("/usr/local/cargo/bin",),
    ),
    Family(
        ("docker.io/library/php",),
        "php",
        (
            Row("apache", "trixie", _PHP, unknown="adduser addgroup gpg"),
            Row("", "", "sh php", closed=False),
        ),
        folder=None,
        entrypoint=("docker-php-entrypoint",),
        env=(("PHP_INI_DIR", "/usr/local/etc/php"),),
        lost="puts the server before options",
    ),
    Family(
        ("docker.io/library/eclipse-temurin",),
        "temurin",
        (
            Row("jdk", "noble", "curl gpg java javac jar locale-gen openssl wget", unknown="adduser addgroup"),
            Row("jre", "noble", "curl gpg java locale-gen openssl wget", unknown="adduser addgroup"),
            Row("", "jammy resolute", "sh bash curl java wget", closed=False),
            Row("jdk", "jammy resolute", "sh bash curl java javac wget", closed=False),
        ),
        entrypoint=("/__cacert_entrypoint.sh",),
        cmd=("jshell",),
        env=(("JAVA_HOME", "/opt/java/openjdk"), ("LANG", "en_US.UTF-8")),
        path=("/opt/java/openjdk/bin",),
        lost="adds certificates where USE_SYSTEM_CA_CERTS is set",
    ),
    Family(
        ("docker.io/library/openjdk",),
        "openjdk",
        (
            Row("", "bullseye", _OPENJDK, unknown="python2 file"),
            Row("jdk", "bullseye", _OPENJDK, unknown="python2 file"),
            Row("slim", "", "sh bash java", closed=False),
            Row("", "", "sh bash java", closed=False, changes=_UNKNOWN),
            Row("jdk", "", "sh bash java", closed=False, changes=_UNKNOWN),
        ),
        cmd=("jshell",),
        env=(("JAVA_HOME", None), ("LANG", "C.UTF-8")),
        path=None,
    ),
)  # fmt: skip
