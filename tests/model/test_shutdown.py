"""Which shell stays in front of the program, in the spellings that people use.

Expected: the shell, the word that is pointed at, `exec` where that is all it takes, and `…` where more runs behind it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from studio_lint.model import shutdown
from tests.model.test_process import read

TTYD = "ttyd -p $CONNECT_TOOL_PORT bash"
COMMANDS = {
    f"CMD {TTYD}": "dash ttyd exec",
    f"CMD exec {TTYD}": "",
    f"CMD env A=1 {TTYD}": "dash env exec",
    f"CMD command {TTYD}": "dash command",
    f"CMD A=1 {TTYD}": "dash ttyd",
    f"CMD {TTYD} | tee /log": "",
    f"CMD bash -c 'exec {TTYD}'": "dash bash exec",
    f"CMD exec bash -c '{TTYD}; echo'": "bash ttyd …",
    f'CMD ["bash", "-c", "cd /x && {TTYD}"]': "",
    f'CMD ["bash", "-c", "{TTYD} && echo done"]': "bash ttyd …",
    f'CMD ["bash", "-c", "{TTYD} || exit 1"]': "bash ttyd …",
    f'CMD ["bash", "-c", "({TTYD}); echo done"]': "bash ttyd …",
    f'CMD ["bash", "-c", "if true; then {TTYD}; fi; echo done"]': "",
    f'CMD ["bash", "-c", "{TTYD} & wait"]': "",
    f'CMD ["bash", "-c", "trap \'kill 0\' TERM; {TTYD} ; echo done"]': "",
    f'CMD ["bash", "-c", "bash -c \'exec {TTYD}\'; echo done"]': "bash bash …",
    f'CMD ["bash", "-c", "gunicorn -D a:b; exec {TTYD}"]': "",
    f'CMD ["bash", "-c", "gunicorn $OPTIONS a:b; exec {TTYD}"]': "",
    f'CMD ["bash", "-c", "nginx; exec {TTYD}"]': "",
    f'CMD ["tini", "--", "bash", "-c", "{TTYD}; echo done"]': "bash ttyd …",
    f'CMD ["tini", "-g", "--", "bash", "-c", "{TTYD}; echo done"]': "",
    f'CMD ["dumb-init", "bash", "-c", "{TTYD}; echo done"]': "",
    f'CMD ["dumb-init", "--single-child", "bash", "-c", "{TTYD}; echo done"]': "bash ttyd …",
}


@pytest.mark.parametrize(("command", "expected"), COMMANDS.items())
def test_held(command: str, expected: str, tmp_path: Path) -> None:
    held = shutdown.held(read(tmp_path, command))
    if held is None:
        assert expected == ""
    else:
        words = [held.shell, held.command.name, "exec" * held.simple, "…" * held.followed]
        assert " ".join(word for word in words if word) == expected
