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
            "Either `apt-get update` did not run in this stage, so apt has no package lists, or the name is "
            "wrong or belongs to a virtual package."
        ),
        "Run `apt-get update` in the same RUN, or correct the name.",
    ),
    Kind(
        "SL812",
        "apt-release-gone",
        "The base image's release has left the mirrors.",
        "The package lists of old releases move to an archive, and `apt-get update` fails.",
        "Use a base image of a supported release.",
    ),
    Kind(
        "SL813",
        "apt-key",
        "apt does not trust a package list.",
        (
            "A third-party package list needs its key. If it is one of the distribution's own lists, the "
            "base image or the builder is too old."
        ),
        "Download the key, and refer to it in the list with `signed-by=`.",
    ),
    Kind(
        "SL814",
        "prompt",
        "A tool asks a question, which a build cannot answer.",
        "Builds have no terminal, so the question gets its default answer, often *no*.",
        "Add the option that answers it, usually `-y`.",
    ),
    Kind(
        "SL815",
        "apt-conflict",
        "apt cannot install these packages together.",
        "A package from another list, or a pinned version, does not match the release of the base image.",
        "Remove the pinned version, or the other list.",
    ),
    Kind(
        "SL820",
        "pip-not-found",
        "pip finds no version that satisfies a requirement.",
        (
            "The project does not exist, the version does not exist, no version supports this Python, or "
            "the index could not be reached. The log shows which."
        ),
        "Correct the name or the version, or use another version of Python.",
    ),
    Kind(
        "SL821",
        "pip-conflict",
        "pip cannot install these versions together.",
        "Two requirements need versions of a package that exclude each other.",
        "Loosen one of the versions in the log.",
    ),
    Kind(
        "SL822",
        "pip-arguments",
        "One of the words after `pip install` is not a requirement.",
        "The usual causes are a missing `-r`, a repeated word, or `=` instead of `==`.",
        "Correct the command.",
    ),
    Kind(
        "SL823",
        "pip-compiler",
        "A Python package has to be compiled, and the image lacks a compiler or headers.",
        "No wheel matches this Python and platform, so pip builds the package from source.",
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
        "A RUN sees only the files that were copied above it.",
        "Copy the file above the RUN.",
    ),
    Kind(
        "SL826",
        "git-missing",
        "A requirement needs git, and the image does not have it.",
        "Slim images and Wave's builder do not contain git.",
        "Install git in an earlier step, or use the URL of an archive.",
    ),
    Kind(
        "SL827",
        "pip-hash",
        "A downloaded package does not match its hash, or a requirement has none.",
        (
            "The file was replaced, or the download was damaged. If one requirement has a hash, pip wants one for "
            "each, and exact versions."
        ),
        "Update the hashes, or start the build again.",
    ),
    Kind(
        "SL828",
        "uv-environment",
        "uv finds no virtual environment to install into.",
        "`uv pip install` uses the active virtual environment, or `.venv` in the working folder.",
        "Add `--system`, or create an environment with `uv venv` in an earlier step.",
    ),
    Kind(
        "SL830",
        "conda-not-found",
        "No channel has this version of the package.",
        (
            "The name is misspelled, the version never existed, or the build string is for another platform "
            "or was removed."
        ),
        "Correct the entry; `studio-lint check --online` checks this before a build.",
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
        "Entries of the environment contradict each other.",
        "The requested versions need different versions of a third package.",
        "Loosen the version of one of the entries in the log.",
    ),
    Kind(
        "SL833",
        "conda-virtual-package",
        "A package build needs a feature of the machine that the builder lacks.",
        "`__cuda` means a GPU driver; builders have none.",
        "Remove the build string, or use the CPU build.",
    ),
    Kind(
        "SL834",
        "conda-yaml",
        "The environment file is not valid YAML.",
        "yaml-cpp reports the line at which it stops.",
        "Correct the line. `studio-lint check` reports it before a build.",
    ),
    Kind(
        "SL835",
        "conda-channel-not-found",
        "A channel does not exist.",
        "The channel's address returns 404.",
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
        "A RUN sees only the files that were copied above it.",
        "Copy the file above the RUN.",
    ),
    Kind(
        "SL838",
        "conda-activate",
        "`conda activate` has no effect in this shell.",
        "It needs a shell that has loaded conda's functions, and each RUN starts a new shell.",
        "Put the environment's bin folder on PATH, or use `conda run`.",
    ),
    Kind(
        "SL839",
        "conda-spec",
        "An entry of the environment is not a valid match spec.",
        "The installer stops at the first entry that it cannot read, before it looks for any package.",
        "Correct the entry; `studio-lint check` reports it before a build.",
    ),
    Kind(
        "SL829",
        "conda-terms",
        "Anaconda's channels ask for their terms to be accepted.",
        "A build cannot accept them. conda stops if it uses one of its default channels.",
        "Use conda-forge, as in `-c conda-forge --override-channels`, or run `conda tos accept` first.",
    ),
    Kind(
        "SL840",
        "npm-not-found",
        "The package or the version does not exist in the npm registry.",
        "The name or the version does not exist.",
        "Correct it.",
    ),
    Kind(
        "SL841",
        "npm-conflict",
        "npm cannot install these versions together.",
        "A peer dependency contradicts package.json.",
        "Use versions that are compatible.",
    ),
    Kind(
        "SL842",
        "npm-lockfile",
        "`npm ci` needs a matching package-lock.json.",
        "The file was not copied, or does not match package.json.",
        "Copy it as well, or use `npm install`.",
    ),
    Kind(
        "SL843",
        "npm-engine",
        "A package needs another version of Node.js.",
        "The package.json of the package lists the versions that it supports.",
        "Use a base image with a supported version.",
    ),
    Kind(
        "SL844",
        "npm-file-missing",
        "npm finds no package.json, or the script is not in it.",
        "A RUN sees only the files that were copied above it.",
        "Copy package.json above the RUN.",
    ),
    Kind(
        "SL845",
        "npm-failed",
        "An npm script failed.",
        "The reason is in the lines above.",
        "Read the lines above.",
    ),
    Kind(
        "SL850",
        "r-silent",
        "An R package was never installed, though the step was green.",
        "install.packages only warns when it fails, so the build fails later, when the package is first used.",
        "Turn warnings into errors: `options(warn=2)` before `install.packages`.",
    ),
    Kind(
        "SL851",
        "r-install",
        "An R package cannot be installed.",
        "Its build needs a system library, or it does not exist for this version of R.",
        "Install the library that the log names in an earlier step.",
    ),
    Kind(
        "SL852",
        "r-missing-package",
        "An R package that the build uses is not installed.",
        "Nothing in the build installs it.",
        "Install it in an earlier step.",
    ),
)
