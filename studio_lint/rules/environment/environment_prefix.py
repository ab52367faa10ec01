"""Installation into an environment that the image does not have, or without a name

## Why

`micromamba install -f FILE` without `-n` or `-p` installs into the environment that `name` in the file names.
`install` and `update` do not create one: if the image has no environment of that name, the build fails. `create`
creates it, and fails if neither the command nor the file names it; so does conda.

## Instead

```dockerfile
RUN micromamba install -y -n base -f environment.yml
```

`conda run -n NAME` and `micromamba run -n NAME` run a command in an environment that an earlier step created.

`micromamba create -f environment.yml` creates the environment that the file names.

## Evidence

micromamba 2.8.1, 2026-11: `No prefix found at: …/envs/demo`. Without a name libmamba reports `No target prefix
specified`, and conda asks for `-n` or `-p` (sources of both, 2026-08). For `create -n base` libmamba reports
`Overwriting root prefix is not permitted`.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import ERROR, SAFE, Edit, Effect, Fix, Meta, Place
from studio_lint.base.source import Span
from studio_lint.facts.installers.conda import NOT_THERE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.environment.prefixes import EnvironmentInstalls

META = Meta("SL132", "environment-prefix", ERROR, fix=SAFE)


def check(installs: EnvironmentInstalls) -> Iterator[Finding]:
    yield from _unmet(installs)
    for one in installs.unmade:
        source, span = one.word.place()
        yield META.finding(
            Place(source, span),
            f"no step creates the environment `{one.name}`: the build fails",
            help=f"create it in an earlier step: `{one.program} create -y -n {one.name}`, or use `base`",
            notes=(NOT_THERE[one.program].format(one.name),),
        )


def _unmet(installs: EnvironmentInstalls) -> Iterator[Finding]:
    for found in installs.unmet:
        source, span = found.word.place()
        if not found.name:
            yield META.finding(
                Place(source, span),
                "neither this command nor the file names the environment: the build fails",
                help="add `-n NAME` to the command, or `name:` to the file",
                related=(found.key,),
            )
            continue
        if found.is_base:
            yield META.finding(
                Place(found.verb.source, found.verb.whole),
                f"`create` cannot make the environment `{found.name}`, which the image has: the build fails",
                help="use `micromamba install`, or `conda env update`",
                related=(found.key,) if found.key.label else (),
            )
            continue
        at = found.verb.whole.end
        edit = Edit(found.verb.source, Span(at, at), " -n base")
        yield META.finding(
            Place(source, span),
            f"the image has no environment `{found.name}`, which this file names: the build fails",
            help="add `-n base`",
            related=(found.key,),
            notes=(f"micromamba: No prefix found at: …/envs/{found.name}",),
            fix=Fix("add `-n base`", (edit,), effect=Effect(words=(("", "-n"), ("", "base")))),
        )
