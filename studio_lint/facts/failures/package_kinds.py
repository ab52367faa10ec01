"""Kinds of failure that package managers report.

Sources: see `kinds`.
"""

from __future__ import annotations

from studio_lint.facts.failures.kind import Kind

PACKAGES: tuple[Kind, ...] = (
    Kind(
        "SL811",
        "apt-not-found",
        "The distribution has no package of this name.",
        (
            "Either nothing ran `apt-get update` in this stage, so that no package is known, or the name is "
            "wrong or only virtual."
        ),
        "Run `apt-get update` in the same RUN, or correct the name.",
    ),
    Kind(
        "SL812",
        "apt-release-gone",
        "The base image's release has left the mirrors.",
        "Package lists of old releases are moved to an archive; apt-get update fails.",
        "Use a base image of a supported release.",
    ),
    Kind(
        "SL813",
        "apt-key",
        "apt does not trust a package list.",
        (
            "A third-party list needs its key; for the distribution's own lists the base image or the "
            "builder is too old."
        ),
        "Download the key and name it in the list with `signed-by=`.",
    ),
    Kind(
        "SL814",
        "prompt",
        "A tool asks a question that nobody answers.",
        "Builds have no terminal: the question is answered with its default, often no.",
        "Add the option that answers: `-y`.",
    ),
    Kind(
        "SL815",
        "apt-conflict",
        "apt cannot install these packages together.",
        "A package of a foreign list, or a fixed version, does not fit the release of the base image.",
        "Remove the fixed version, or the foreign list.",
    ),
    Kind(
        "SL820",
        "pip-not-found",
        "pip finds nothing that fits a requirement.",
        (
            "There are four causes: no project of that name, no such version, no version for this Python, or "
            "an index that was not reached. The log tells them apart."
        ),
        "Correct the name or version, or use another Python.",
    ),
    Kind(
        "SL821",
        "pip-conflict",
        "pip cannot install these versions together.",
        "Two requirements need versions of a package that exclude each other.",
        "Loosen one of the versions that the log names.",
    ),
    Kind(
        "SL822",
        "pip-arguments",
        "pip was given a word that is not a requirement.",
        "A missing `-r`, a doubled word, or `=` for `==`.",
        "Correct the command.",
    ),
    Kind(
        "SL823",
        "pip-compiler",
        "A Python package is compiled, and the image lacks what that needs.",
        "No wheel fits this Python and platform, so that pip builds from source.",
        "Install the compiler and headers in an earlier step, or use a version with a wheel.",
    ),
    Kind(
        "SL824",
        "pip-externally-managed",
        "pip refuses to change the distribution's own Python.",
        "Debian 12, Ubuntu 23.04 and later mark their Python as managed by apt (PEP 668).",
        "Create a virtual environment and put it first on PATH, or use a `python:` image.",
    ),
    Kind(
        "SL825",
        "pip-requirements-missing",
        "The file that pip installs from is not in the image.",
        "A RUN sees only what COPY brought before it.",
        "Copy the file above the RUN.",
    ),
    Kind(
        "SL826",
        "git-missing",
        "A requirement is fetched with git, and the image has no git.",
        "Slim images and Wave's builder do not contain git.",
        "Install git in an earlier step, or use an archive's address.",
    ),
    Kind(
        "SL827",
        "pip-hash",
        "A downloaded package does not fit its hash.",
        "The file was replaced, or the download was damaged.",
        "Renew the hashes, or start the build again.",
    ),
    Kind(
        "SL830",
        "conda-not-found",
        "No channel has this package in this version.",
        (
            "The name is misspelled, the version never existed, or the build string is for another platform "
            "or was removed."
        ),
        "Correct the entry; `studio-lint check --online` asks the channels before a build.",
    ),
    Kind(
        "SL831",
        "conda-missing-channel",
        "A package needs another one that no listed channel has.",
        "Packages of bioconda need those of conda-forge.",
        "Add conda-forge above the other channels.",
    ),
    Kind(
        "SL832",
        "conda-unsolvable",
        "Entries of the environment exclude each other.",
        "The versions that are asked for need different versions of a third package.",
        "Loosen the version of one of the entries that are named.",
    ),
    Kind(
        "SL833",
        "conda-virtual-package",
        "A build of a package needs something of the machine that the builder lacks.",
        "`__cuda` means a GPU driver; builders have none.",
        "Remove the build string, or use the CPU build.",
    ),
    Kind(
        "SL834",
        "conda-yaml",
        "The environment file is not valid YAML.",
        "yaml-cpp stops at the line that it numbers.",
        "Correct the line; `studio-lint check` says it before a build.",
    ),
    Kind(
        "SL835",
        "conda-channel-not-found",
        "A channel does not exist.",
        "The channel's address answers 404.",
        "Correct the channel's name.",
    ),
    Kind(
        "SL836",
        "conda-no-prefix",
        "The environment to install into does not exist.",
        "`install` needs an environment that was created before.",
        "Create it, or install into base.",
    ),
    Kind(
        "SL837",
        "conda-file-missing",
        "The environment file is not in the image.",
        "A RUN sees only what COPY brought before it.",
        "Copy the file above the RUN.",
    ),
    Kind(
        "SL838",
        "conda-activate",
        "`conda activate` has no effect in this shell.",
        "It needs a shell that conda has set up, and each RUN starts a new one.",
        "Put the environment's bin folder on PATH, or use `conda run`.",
    ),
    Kind(
        "SL839",
        "conda-spec",
        "An entry of the environment is not a valid match spec.",
        "The installer stops at the first entry that it cannot read, before it looks for any package.",
        "Correct the entry; `studio-lint check` says it before a build.",
    ),
    Kind(
        "SL829",
        "conda-terms",
        "Anaconda's channels ask for their terms to be accepted.",
        "A build cannot answer; conda stops, where one of its default channels is used.",
        "Use conda-forge, as in `-c conda-forge --override-channels`, or run `conda tos accept` before.",
    ),
    Kind(
        "SL840",
        "npm-not-found",
        "The npm registry has no such package or version.",
        "The name or the version does not exist.",
        "Correct it.",
    ),
    Kind(
        "SL841",
        "npm-conflict",
        "npm cannot install these versions together.",
        "A peer dependency excludes what package.json asks for.",
        "Use versions that fit together.",
    ),
    Kind(
        "SL842",
        "npm-lockfile",
        "`npm ci` needs a package-lock.json that fits.",
        "The file was not copied, or does not fit package.json.",
        "Copy it as well, or use `npm install`.",
    ),
    Kind(
        "SL843",
        "npm-engine",
        "A package needs another version of Node.js.",
        "package.json of the package names the versions that it supports.",
        "Use a base image with such a version.",
    ),
    Kind(
        "SL844",
        "npm-file-missing",
        "npm finds no package.json, or no such script in it.",
        "A RUN sees only what COPY brought before it.",
        "Copy package.json above the RUN.",
    ),
    Kind(
        "SL845",
        "npm-failed",
        "A script of npm failed.",
        "The lines above it say why.",
        "Read the lines above.",
    ),
    Kind(
        "SL850",
        "r-silent",
        "An R package was never installed, though the step was green.",
        "install.packages only warns when it fails, so that the build fails later, at the first use.",
        "Let R stop at a warning: `options(warn=2)` before `install.packages`.",
    ),
    Kind(
        "SL851",
        "r-install",
        "An R package cannot be installed.",
        "Its build needs a system library, or it does not exist for this version of R.",
        "Install the library that R names in an earlier step.",
    ),
    Kind(
        "SL852",
        "r-missing-package",
        "An R package that is used is not installed.",
        "Nothing in the build installs it.",
        "Install it in an earlier step.",
    ),
)
