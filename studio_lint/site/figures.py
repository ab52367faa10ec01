"""Figures in the pages that the tests' own data give, written anew between two comments.

    <!-- figure MODULE.NAME NAME … -->104<!-- end -->   entries of these lists together, or a number

All on one line, so that the sentence around it stays one.
"""

from __future__ import annotations

import importlib

END = "<!-- end -->"
BEGIN = "<!-- figure "


def with_figures(page: str) -> str:
    """The page with its figures; modules are those of the repository in whose root this runs."""
    before, *parts = page.split(BEGIN)
    out = [before]
    for part in parts:
        mark, _, rest = part.partition(" -->")
        _, _, after = rest.partition(END)
        module = ""
        count = 0
        for one in mark.split():
            module, _, name = one.rpartition(".") if "." in one else (module, "", one)
            found = getattr(importlib.import_module(module), name)
            count += found if isinstance(found, int) else len(found)
        out.append(f"{BEGIN}{mark} -->{count:,}{END}{after}")
    return "".join(out)
