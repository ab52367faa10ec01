"""Kinds of failure that builders, registries, shells and machines cause.

Sources: see `kinds`.
"""

from __future__ import annotations

from studio_lint.facts.failures.kind import Kind

BUILD: tuple[Kind, ...] = (
    Kind(
        "SL800",
        "unknown",
        "The step failed for a reason that studio-lint does not recognize.",
        (
            "The output of the step matches no known failure. Its last lines, without progress bars, are "
            "shown unchanged; nothing is guessed."
        ),
        ("Read these lines. If they are typical of a tool, please report the log, so that the failure can be added."),
    ),
    Kind(
        "SL801",
        "log-cut",
        "The log ends before the build does.",
        (
            "Wave's report page shows the first 100,000 characters of a log, and the error is at its end. "
            "Text copied from a terminal may lack its end too."
        ),
        ("Download the complete log: the link below the log on the page, or `GET /v1alpha1/builds/ID/logs`."),
    ),
    Kind(
        "SL802",
        "dockerfile-syntax",
        "BuildKit cannot parse the Dockerfile.",
        "The build fails before any step runs. The line is the one that BuildKit numbers.",
        "Correct the line. `studio-lint check` reports it before a build.",
    ),
    Kind(
        "SL803",
        "dockerfile-not-found",
        "The builder cannot find the Dockerfile.",
        "The path that was given to the build does not exist.",
        "Correct the path, or the folder in which the build starts.",
    ),
    Kind(
        "SL805",
        "image-not-found",
        "The image or the tag does not exist in the registry.",
        "The name or the tag of a FROM or of `COPY --from` does not exist.",
        "Correct it; `studio-lint check --online` checks this before a build.",
    ),
    Kind(
        "SL806",
        "image-denied",
        "The registry refuses access to an image.",
        (
            "Docker Hub gives the same answer for a private image and for one that does not exist. A name "
            "without a slash is often a misspelled stage."
        ),
        "Correct the name, or add credentials for the registry to the workspace.",
    ),
    Kind(
        "SL807",
        "rate-limit",
        "The registry reports too many pulls.",
        "Registries limit anonymous pulls per address. Nothing is wrong with the file.",
        "Wait and start the build again, add credentials, or use the image from another registry.",
    ),
    Kind(
        "SL808",
        "platform",
        "A program or an image is built for another processor.",
        "Studios run on linux/amd64; the kernel cannot execute what was built for arm64.",
        "Use the download or image for linux/amd64.",
    ),
    Kind(
        "SL809",
        "push-failed",
        "The image was built, but could not be pushed.",
        "The registry rejected the upload: the credentials or the repository are missing.",
        "Check the credentials of the registry that the build pushes to.",
    ),
    Kind(
        "SL810",
        "copy-not-found",
        "COPY or ADD copies a file that does not exist in its source.",
        (
            "The path is relative to the build context, not to the Dockerfile; .dockerignore may exclude "
            "it; with `--from`, it must exist in that stage."
        ),
        "Add the file, correct the path, or add an exception to .dockerignore.",
    ),
    Kind(
        "SL860",
        "command-not-found",
        "The program is not in the image.",
        "The base image does not contain it and no earlier step installs it.",
        "Install it, or use a base image that has it.",
    ),
    Kind(
        "SL861",
        "permission",
        "A step has no permission to execute or write a file.",
        "The file is not executable, or the step does not run as root.",
        "Use `COPY --chmod=755`, or `USER root` above the step.",
    ),
    Kind(
        "SL862",
        "line-ends",
        "A script has CRLF line endings.",
        "The kernel looks for an interpreter whose name ends in a carriage return.",
        "Save the script with LF line endings.",
    ),
    Kind(
        "SL863",
        "user-missing",
        "The user does not exist in the image.",
        "USER, --chown and chown need a user that exists.",
        "Create it with `useradd` in an earlier step.",
    ),
    Kind(
        "SL864",
        "file-missing",
        "A step uses a file that is not in the image.",
        "A RUN sees only the files that COPY and earlier steps created.",
        "Copy it above the RUN, or correct the path.",
    ),
    Kind(
        "SL865",
        "shell-syntax",
        "The shell cannot parse the command.",
        "RUN uses /bin/sh, which is not bash on Debian and Alpine.",
        "Correct the command, or set `SHELL`.",
    ),
    Kind(
        "SL866",
        "module-missing",
        "A Python module is not installed.",
        "Nothing in the build installs the package that contains it.",
        "Install it in an earlier step.",
    ),
    Kind(
        "SL867",
        "option-unknown",
        "A program received an option that it does not have.",
        "Options differ between programs, and a program stops at an unknown one.",
        "Use an option that the program's `--help` lists.",
    ),
    Kind(
        "SL868",
        "value-invalid",
        "A program received a value that it cannot use.",
        "Most often, a variable was not expanded or is empty, and the program expects a number.",
        "Start the program in a shell that expands the variable.",
    ),
    Kind(
        "SL869",
        "variable-missing",
        "A program reads a variable that is not set.",
        "Variables of your own machine do not exist in the image.",
        "Set it with ENV, or give it a default where it is read.",
    ),
    Kind(
        "SL870",
        "oom-137",
        "The step was killed, most likely because it ran out of memory.",
        "137 is 128 plus 9, the number of SIGKILL, which the kernel sends when memory runs out.",
        "Split the step, or install fewer packages at once.",
    ),
    Kind(
        "SL871",
        "no-space",
        "The builder ran out of disk space.",
        "Caches and large packages fill the layer.",
        "Install fewer packages, and remove caches in the same RUN.",
    ),
    Kind(
        "SL872",
        "network",
        "The builder could not reach a server.",
        "A name lookup, a certificate or a connection failed. Nothing is wrong with the file.",
        "Start the build again.",
    ),
    Kind(
        "SL873",
        "download-failed",
        "A download was refused, or the downloaded file is not the expected one.",
        "The address returns an error, or a web page instead of the archive.",
        "Correct the address.",
    ),
    Kind(
        "SL874",
        "build-timeout",
        "The build took longer than Wave allows.",
        "Wave stops a build after 5 minutes (10 in trusted workspaces) and keeps no log of it.",
        "Install fewer packages, and avoid those that have to be compiled.",
    ),
)
