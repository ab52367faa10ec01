"""Characters that Python takes for a blank or the end of a line, and Docker, YAML or a shell do not."""

from __future__ import annotations

from tests.attack.runner import Attack

_DOCKERFILES = {
    "continuation": "FROM ubuntu:22.04\nRUN a \\\n{}\n",
    "words": "FROM ubuntu:22.04\nRUN a \\\n{}\n{} b\n{}# x\nENV a=b \\\n{} c=d\n",
    "instruction": "FROM ubuntu:22.04\n{}\nRUN{}a\n",
    "base": "FROM {}\n",
    "flag": "FROM --platform={} ubuntu:22.04\nCOPY --from={} a b\n",
    "list": 'FROM ubuntu:22.04\nCMD ["{}"]\nENTRYPOINT [ {}"a"]\n',
}
_ENVIRONMENT = "channels:\n  - {}\ndependencies:\n  - {}\n  - numpy {}\n  - pip:\n      - {}\n      - a{}b\n"
_NAMES = {"\x1c": "FS", "\x1d": "GS", "\x1e": "RS", "\x1f": "US", "\x85": "NEL", "\u2028": "LS", "\u0130": "dotted I"}

ATTACKS = [
    *(
        Attack(f"{name} in {place}", {"Dockerfile": "# studio-lint: studio\n" + text.replace("{}", character)})
        for character, name in _NAMES.items()
        for place, text in _DOCKERFILES.items()
    ),
    *(
        Attack(f"{name} in an environment", {"environment.yml": _ENVIRONMENT.replace("{}", character)})
        for character, name in _NAMES.items()
    ),
]
