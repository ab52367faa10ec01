"""Misspelled variable

## Why

A variable that nothing sets is empty. `cd $APPHOME`, where `APP_HOME` was meant, goes to the home folder, and
`rm -rf "$BUILDDIR/tmp"` removes `/tmp`.

## Instead

Use the name that ENV, ARG or the command gives it:

```dockerfile
ENV APP_HOME=/srv/app
RUN cd "$APP_HOME" && touch ready
```

For a variable that may have no value, say so: `${EXTRA:-}`.

All words of one ENV are expanded before it sets anything, so `ENV HOME_DIR=/srv DATA_DIR=$HOME_DIR/data` makes
`DATA_DIR` `/data`. Use two ENVs.

## Evidence

Built on Debian 12 (2026-11): `cd $APPHOME && touch ready` creates `/root/ready`. Reported only if the base image is
known not to set the variable, and one letter or the case tells its name apart from one that is set.
"""

from __future__ import annotations

from studio_lint.base.diagnostics import WARNING, Meta, Place
from studio_lint.model.contents.problems.lost import misspelled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio_lint.base.diagnostics import Finding
    from studio_lint.model.build.image import Image

META = Meta("SL234", "variable-misspelled", WARNING)


def check(image: Image) -> Iterator[Finding]:
    for stage in image.stages:
        for found in misspelled(image, stage) if stage.reached else ():
            same = found.near == found.name
            reason = "this ENV sets it for the lines below" if same else "no variable has that name"
            yield META.finding(
                Place.of(found.word),
                f"`${found.name}` is empty here: {reason}",
                help=f"move `{found.name}` to an ENV of its own above this line"
                if same
                else f"did you mean `${found.near}`?",
            )
