"""Completion scripts for shells, made of the option tables.

The scripts stand by themselves: completing starts no program.
"""

from __future__ import annotations

from studio_lint.base.record import Record
from studio_lint.console.arguments import Option

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class CommandSpec(Record):
    """A command: `words` may follow it, or paths where `files` is True."""

    name: str
    what: str
    options: tuple[Option, ...]
    words: tuple[str, ...]
    files: bool


LISTS = "RULES"
"""The value of options that take several words with commas between them."""


def bash(commands: tuple[CommandSpec, ...]) -> str:
    """For bash 3.2 and later."""
    names = " ".join(command.name for command in commands)
    return "\n".join(
        [
            "# studio-lint completions bash >> ~/.bash_completion",
            "_studio_lint() {",
            '    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} command=check words="" at',
            "    # bash takes `--option=value` for three words.",
            '    if [[ $word == "=" ]]; then word=""',
            '    elif [[ $before == "=" ]]; then before=${COMP_WORDS[COMP_CWORD-2]}; fi',
            "    for ((at = 1; at < COMP_CWORD; at++)); do",
            f'        case " {names} " in *" ${{COMP_WORDS[at]}} "*) command=${{COMP_WORDS[at]}}; break ;; esac',
            "    done",
            '    case "$command $before" in',
            *_bash_values(commands),
            "    esac",
            "    if [[ -z $words && $word == -* ]]; then",
            "        case $command in",
            *[f'            {command.name}) words="{_spellings(command)}" ;;' for command in commands],
            "        esac",
            f'    elif [[ -z $words && $COMP_CWORD == 1 ]]; then words="{names}"',
            "    elif [[ -z $words ]]; then",
            "        case $command in",
            *[f'            {one.name}) words="{" ".join(one.words)}" ;;' for one in commands if one.words],
            "        esac",
            "    fi",
            "    COMPREPLY=()",
            "    # Behind a comma another word of a list begins.",
            "    local last=${word##*,}",
            '    [[ -n $words ]] && COMPREPLY=($(compgen -P "${word%"$last"}" -W "$words" -- "$last"))',
            "}",
            "complete -o default -F _studio_lint studio-lint",
            "",
        ]
    )


def _bash_values(commands: tuple[CommandSpec, ...]) -> Iterator[str]:
    """What may follow an option that takes a value; a path where that cannot be listed."""
    for command in commands:
        for option in command.options:
            if option.choices:
                yield f'        "{command.name} {option.name}") words="{" ".join(option.choices)}" ;;'
            elif option.value:
                yield f'        "{command.name} {option.name}") COMPREPLY=(); return ;;'


def _spellings(command: CommandSpec) -> str:
    return " ".join(spelling for option in command.options for spelling in (option.name, option.short) if spelling)


def zsh(commands: tuple[CommandSpec, ...]) -> str:
    """For zsh 5."""
    lines = ["#compdef studio-lint", '# studio-lint completions zsh > "${fpath[1]}/_studio-lint"', "_studio_lint() {"]
    lines += ["    local -a commands=("]
    lines += [f"        {_quoted(f'{command.name}:{command.what}')}" for command in commands]
    lines += ["    )", "    local command=check", "    if (( CURRENT == 2 )) && [[ $words[2] != -* ]]; then"]
    lines += ["        _describe command commands", "        _files", "        return", "    fi"]
    lines += ["    if (( ${commands[(I)${words[2]}:*]} )); then command=$words[2]; shift words; (( CURRENT-- )); fi"]
    lines += ["    case $command in"]
    for command in commands:
        lines.append(f"        {command.name})")
        given = [_zsh_option(option) for option in command.options]
        if command.words:
            given.append(_quoted(f"*:word:({' '.join(command.words)})"))
        elif command.files:
            given.append(_quoted("*:path:_files"))
        lines += [f"            _arguments {given[0]} \\"] if len(given) > 1 else [f"            _arguments {given[0]}"]
        lines += [f"                {one} \\" for one in given[1:-1]]
        lines += [f"                {given[-1]}"] if len(given) > 1 else []
        lines.append("            ;;")
    return "\n".join([*lines, "    esac", "}", '_studio_lint "$@"', ""])


def _zsh_option(option: Option) -> str:
    help = option.help.replace("[", "(").replace("]", ")").replace(":", "\\:")
    if not option.value:
        return _quoted(f"*{option.name}[{help}]")
    choices = " ".join(option.choices)
    several = option.value == LISTS
    action = f"_values -s , word {choices}" if several else f"({choices})" if choices else "_files"
    name = option.value.partition("[")[0].lower()
    return _quoted(f"*{option.name}=[{help}]:{name}:{action}")


def fish(commands: tuple[CommandSpec, ...]) -> str:
    """For fish 3."""
    names = " ".join(command.name for command in commands)
    lines = ["# studio-lint completions fish > ~/.config/fish/completions/studio-lint.fish"]
    rules = next(one.choices for command in commands for one in command.options if one.value == LISTS)
    lines += ["function __studio_lint_rules", f"    string split ' ' {_quoted(' '.join(rules))}", "end"]
    none = f"not __fish_seen_subcommand_from {names}"
    lines += [f"complete -c studio-lint -n {_quoted(none)} -a {one.name} -d {_quoted(one.what)}" for one in commands]
    for command in commands:
        seen = f"__fish_seen_subcommand_from {command.name}"
        if command.name == "check":
            seen += f"; or {none}"
        if command.words:
            lines.append(f"complete -c studio-lint -n {_quoted(seen)} -f -a {_quoted(' '.join(command.words))}")
        for option in command.options:
            line = f"complete -c studio-lint -n {_quoted(seen)} -l {option.name[2:]}"
            line += f" -s {option.short[1:]}" if option.short else ""
            choices = " ".join(option.choices)
            if option.value == LISTS:
                line += f" -x -a {_quoted('(__fish_complete_list , __studio_lint_rules)')}"
            elif choices:
                line += f" -x -a {_quoted(choices)}"
            elif option.value:
                line += " -r"
            lines.append(f"{line} -d {_quoted(option.help)}")
    return "\n".join([*lines, ""])


def _quoted(word: str) -> str:
    return "'" + word.replace("'", "'\\''") + "'"


SCRIPTS: dict[str, Callable[[tuple[CommandSpec, ...]], str]] = {"bash": bash, "zsh": zsh, "fish": fish}
