"""What programs print when they receive an option, a value or a variable that they cannot use.

Sources: argparse, click, Go's flag, pflag, clap, commander, GNU getopt, bash, dash and node, started 2026-11-29.
"""

from __future__ import annotations

from studio_lint.facts.failures.signature import Signature


def _unknown_option(needs: str, line: str) -> Signature:
    """A program's words for an option that it does not have."""
    return Signature(
        kind="option-unknown",
        needs=needs,
        line=line,
        where="W Z I2",
        message="the program has no option `{name}`",
        help="remove it, or use an option that the program's `--help` lists",
        rules=("SL416",),
    )


def _invalid_value(needs: str, line: str, where: str, also: str = "") -> Signature:
    """A program's words for a value that it cannot use, of a port above all."""
    return Signature(
        kind="value-invalid",
        needs=needs,
        line=line,
        where=where,
        message="`{name}` is not a valid value",
        help="use a valid value",
        also=also,
        rules=("SL403", "SL405"),
    )


COMMAND_LINE: tuple[Signature, ...] = (
    _unknown_option("No such option", r'No such option:? [\'"]?(?P<name>-[\w.-]{1,60})'),
    _unknown_option("error: unrecognized arguments:", r"error: unrecognized arguments: (?P<name>-[\w.-]{1,60})"),
    _unknown_option("nknown option", r'nknown option:? [`\'"]?(?P<name>-[\w.-]{1,60})'),
    _unknown_option("nrecognized option", r'nrecognized option:? [`\'"]?(?P<name>-[\w.-]{1,60})'),
    _unknown_option("bad option:", r"bad option: (?P<name>-[\w.-]{1,60})"),
    _unknown_option("error: unexpected argument '", r"unexpected argument '(?P<name>-[\w.-]{1,60})"),
    _unknown_option("flag provided but not defined:", r"not defined: (?P<name>-[\w.-]{1,60})"),
    _unknown_option("unknown flag:", r"unknown flag: (?P<name>-[\w.-]{1,60})"),
    _unknown_option("unknown shorthand flag:", r"unknown shorthand flag: '\w' in (?P<name>-[\w.-]{1,60})"),
    _unknown_option("nexpected option:", r"nexpected option: (?P<name>-[\w.-]{1,60})"),
    _unknown_option(" not recognized", r"option (?P<name>-[\w.-]{1,60}) not recognized"),
    _unknown_option(": invalid option", r": (?P<name>-[\w.-]{1,60}): invalid option"),
    Signature(
        kind="option-unknown",
        needs="invalid option -- ",
        line=r"invalid option -- '?(?P<name>\w)'?$",
        where="I2",
        message="the program has no option `-{name}`",
        help="remove it, or use an option that the program's `--help` lists",
        rules=("SL416",),
    ),
    _invalid_value(
        "Invalid value for '-",
        r"Invalid value for '(?P<option>-[\w.-]{1,60}).{0,200}?: '(?P<name>[^']{0,120})' is not a valid",
        where="W O Z I2",
    ),
    _invalid_value(
        "is not a valid port number", r'[\'"](?P<name>[^\'"]{0,120})[\'"] is not a valid port number', where="W O Z I2"
    ),
    _invalid_value(
        "invalid int value: '",
        r"argument (?P<option>[^\s:]{1,60}): invalid int value: '(?P<name>[^']{0,120})'",
        where="W O Z I2",
    ),
    _invalid_value(
        "ERR_SOCKET_BAD_PORT",
        r"Received (?:type \w{1,20} \('?(?P<name>[^')]{0,120})'?\)|(?P<name2>NaN))",
        where="T W Z",
    ),
    *(
        _invalid_value(
            "ValueError: invalid literal for int()", r"with base 10: '(?P<name>[^']{0,120})'$", where="T W", also=also
        )
        for also in ("environ", "getenv")
    ),
    Signature(
        kind="variable-missing",
        needs="unbound variable",
        line=r"(?:^|\s)(?P<file>[^\s:]{1,200}): (?:line )?(?P<at>\d{1,6}): (?P<name>\w{1,120}): unbound variable",
        where="T W I2",
        message="the variable `{name}` is not set",
        help="set `{name}` with ENV, or give it a default where it is read",
        rules=("SL414",),
    ),
    Signature(
        kind="variable-missing",
        needs="parameter not set",
        line=r"(?:^|\s)(?P<file>[^\s:]{1,200}): (?:line )?(?P<at>\d{1,6}): (?P<name>\w{1,120}): parameter not set",
        where="T W I2",
        message="the variable `{name}` is not set",
        help="set `{name}` with ENV, or give it a default where it is read",
        rules=("SL414",),
    ),
    Signature(
        kind="variable-missing",
        needs="parameter null or not set",
        line=(
            r"(?:^|\s)(?P<file>[^\s:]{1,200}): (?:line )?(?P<at>\d{1,6}): "
            r"(?P<name>\w{1,120}): parameter null or not set"
        ),
        where="T W I2",
        message="the variable `{name}` is not set",
        help="set `{name}` with ENV, or give it a default where it is read",
        rules=("SL414",),
    ),
    Signature(
        kind="variable-missing",
        needs="KeyError: '",
        line=r"^KeyError: '(?P<name>[A-Za-z_]\w{0,120})'$",
        where="T I2",
        message="the variable `{name}` is not set",
        help="set `{name}` with ENV, or give it a default where it is read",
        also='File "<frozen os>"',
        rules=("-",),
    ),
    Signature(
        kind="variable-missing",
        needs="KeyError: '",
        line=r"^KeyError: '(?P<name>[A-Za-z_]\w{0,120})'$",
        where="T I2",
        message="the variable `{name}` is not set",
        help="set `{name}` with ENV, or give it a default where it is read",
        also='/os.py", line',
        rules=("-",),
    ),
)
