"""The quick matcher of .dockerignore patterns decides as the slow one does."""

from __future__ import annotations

import itertools
import random

from studio_lint.model.context.path_matcher import PathMatcher
from studio_lint.model.context.wildcards import compile_pattern, matches

PIECES = ("a", "b", "*", "?", "[ab]", "[^a]", "**", "**/", "/", "\\a", "ab", "a*b")
NAMES = ("a", "b", "ab", "aab", "ba", "c")


def test_as_the_slow_one() -> None:
    chosen = random.Random(13)
    paths = ["/".join(names) for count in (1, 2, 3) for names in itertools.product(NAMES, repeat=count)]
    differing = []
    matched = 0
    for _ in range(3_000):
        pattern = "".join(chosen.choice(PIECES) for _ in range(chosen.randint(1, 6)))
        tokens = compile_pattern(pattern, True)
        if not tokens:
            continue
        quick = PathMatcher(tokens)
        for path in chosen.sample(paths, 20):
            expected = matches(tokens, path)
            matched += expected
            if quick.matches(path) != expected:
                differing.append((pattern, path, expected))
    assert differing[:5] == []
    assert matched > 3_000
