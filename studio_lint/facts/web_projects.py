"""Programs that run the project's own compiled code: which of its files show that it is a server, and its port.

Documentation of Spring Boot 3.5 ("Accessing Command Line Properties") and ASP.NET Core 8 ("Configure endpoints": the
builder of the templates reads `--urls` from its arguments), 2026-11. To renew: read the same pages of newer releases.
"""

from __future__ import annotations

from studio_lint.base.record import Record


class WebProject(Record):
    """One framework.

    programs  that run what is built with it
    ends      of a word that names what is run; () for any
    files     in which a project says that it is built with it, as a COPY would name them
    word      by which these files say so
    options   words after all others that give the program its port, in the place of `{}`
    """

    programs: tuple[str, ...]
    ends: tuple[str, ...]
    files: tuple[str, ...]
    word: str
    options: tuple[str, ...]


WEB_PROJECTS: tuple[WebProject, ...] = (
    WebProject(
        ("java",),
        (".jar", "JarLauncher"),
        ("pom.xml", "build.gradle", "build.gradle.kts", "*/pom.xml", "*/build.gradle", "*/build.gradle.kts"),
        "spring-boot-starter-web",
        ("--server.port={}",),
    ),
    WebProject(
        ("dotnet",),
        (".dll",),
        ("*.csproj", "*.fsproj", "*/*.csproj", "*/*.fsproj"),
        "Microsoft.NET.Sdk.Web",
        ("--urls", "http://0.0.0.0:{}"),
    ),
)
