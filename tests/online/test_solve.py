"""What rattler makes of environments over small channels."""

from __future__ import annotations

import pytest

pytest.importorskip("rattler", reason="py-rattler is not installed: pip install 'studio-lint[online]'")

from studio_lint.online import solve
from studio_lint.online.environments import Lack, Question, Solution, Wish
from tests.online.channel import package, put_channel
from tests.online.server import Reply, Served

PACKAGES = (
    package("python", "3.12.1", "__glibc >=2.17,<3.0.a0", "__linux", "__unix"),
    package("python", "3.11.1"),
    package("numpy", "2.0.1", "python >=3.12,<3.13"),
    package("cellxgene", "1.3.0", "python <3.12"),
    package("lost", "1.0", "nowhere >=2"),
    package("too-new", "1.0", "__glibc >=2.99"),
    package("for-a-mac", "1.0", "__osx >=11"),
    package("gpu", "1.0", "__cuda >=12"),
    package("other-gpu", "1.0", "__cuda <12"),
    package("fast", "1.0", "__archspec 1 x86_64_v4"),
)


@pytest.fixture
def channel(served: Served) -> str:
    return put_channel(served, "lab", *PACKAGES)


def wish(spec: str, *channels: str) -> Wish:
    return Wish(spec.partition("[")[0], spec, channels)


def solved(channels: list[str], *specs: str | Wish) -> Solution | None:
    """The solution; nothing may have been out of reach."""
    told: list[str] = []
    wishes = tuple(wish(spec) if isinstance(spec, str) else spec for spec in specs)
    found = solve.solve(Question(tuple(channels), wishes), told.append)
    assert told == []
    return found


@pytest.mark.parametrize(
    "specs",
    [
        ("python",),
        ("numpy", 'python[version="=3.12"]'),
        ('python[version=">=3.11,<3.13|==3.13.*"]', 'cellxgene[version="~=1.3.0"]'),
        ("gpu",),
    ],
)
def test_what_can_be_installed(channel: str, specs: tuple[str, ...]) -> None:
    assert solved([channel], *specs) == Solution()


@pytest.mark.parametrize("specs", [("other-gpu",), ("fast",), ('python[version="1.2.3.bad!!"]',)])
def test_what_depends_on_the_builder_is_not_known(channel: str, specs: tuple[str, ...]) -> None:
    assert solved([channel], *specs) is None


def test_a_conflict_is_told_in_the_words_of_the_solver(channel: str) -> None:
    solution = solved([channel], "cellxgene", "numpy")
    assert solution is not None
    lines = solution.words.split("\n")
    assert {line.strip("├└─ ").partition(" ")[0] for line in lines if line[0] in "├└"} == {"cellxgene", "numpy"}
    assert lines[-1].endswith("which conflicts with the versions reported above.")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("lost", "nowhere >=2, for which no candidates were found."),
        ("too-new", "__glibc >=2.99, for which no candidates were found."),
        ("for-a-mac", "__osx >=11, for which no candidates were found."),
    ],
)
def test_what_a_package_requires_is_not_there(channel: str, name: str, words: str) -> None:
    solution = solved([channel], name)
    assert solution is not None
    assert solution.words.startswith(f"{name} * cannot be installed because there are no viable options:\n")
    assert solution.words.endswith(words)


def test_packages_and_versions_that_are_not_there(channel: str, served: Served) -> None:
    other = put_channel(served, "other", package("python", "3.13.0", build="1_cp313"), subdir="noarch")
    wishes = ['python[version="=3.14"]', "numpi", "zzz", 'python[build="0_cp*"]', wish("numpy", other)]
    assert solved([channel, other], *wishes) == Solution(
        lacks=(
            Lack(0, ("3.13.0", "3.12.1", "3.11.1")),
            Lack(1, near="numpy"),
            Lack(2),
            Lack(3, ("3.13.0", "3.12.1", "3.11.1")),
            Lack(4),
        )
    )


def test_all_channels_count_alike(channel: str, served: Served) -> None:
    first = put_channel(served, "first", package("python", "3.9.0"))
    assert solved([first, channel], "numpy", "python") == Solution()


def test_channels_that_are_not_there(channel: str, served: Served) -> None:
    gone = f"{served.url}/gone"
    assert solved([channel, gone], "nothing") == Solution(channels=(gone,))


def test_a_channel_without_packages_for_linux_is_there(served: Served) -> None:
    channel = put_channel(served, "half", package("python", "3.12.1"), subdir="noarch")
    del served.replies["/half/linux-64/repodata.json"]
    assert solved([channel], "python") == Solution()


def test_a_channel_that_cannot_be_reached(channel: str) -> None:
    told: list[str] = []
    question = Question(("http://user:s3cr3tpass@127.0.0.1:1/lab", channel), (wish("python"),))
    assert solve.solve(question, told.append) is None
    (line,) = told
    assert line.startswith("could not read http://user:**********@127.0.0.1:1/lab: Connection refused")


def test_a_channel_that_hangs(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solve, "LONGEST", 0.5)
    for platform in ("linux-64", "noarch"):
        served.replies[f"/slow/{platform}/repodata.json"] = Reply(None)
    told: list[str] = []
    assert solve.solve(Question((f"{served.url}/slow",), (wish("python"),)), told.append) is None
    assert told == [f"could not read {served.url}/slow: no response in time"]


@pytest.mark.parametrize("url", ["https://a.org:99999/x", "https://[::1/x", "https://a b/x", "https:///x"])
def test_what_rattler_takes_for_no_url_is_not_known(url: str) -> None:
    told: list[str] = []
    assert solve.solve(Question((url,), (wish("python"),)), told.append) is None
    assert len(told) <= 1


def test_no_login_is_sent(channel: str, served: Served) -> None:
    assert solved([channel], "python") == Solution()
    assert {authorization for _, authorization in served.asked} == {None}
