"""Arguments of commands that name a file or folder that must exist.

Source: the programs' manuals, and builds that ran them (2026-11): each fails if the file is
missing. A row: the operands that are read, then options whose value is read. Of the operands: "all", "first"; "rest":
all but the last; "script": the first, and nothing after it; "removed": all, unless it is forced; "made": all but the
last, unless folders are made; "places": those before the first option; "pattern": the second of two. A program with
subcommands is named with the one that it is called with.
"""

from __future__ import annotations

from studio_lint.base.record import Record


class Reads(Record):
    """What a command reads: its operands as above, and options."""

    operands: str
    options: tuple[str, ...] = ()


_ROWS = """
sh script
bash script
dash script
ash script
zsh script
ksh script
. script
source script
python script
python3 script
python2 script
perl script
ruby script
node script
Rscript script
php script
cat all
head all
tail all
sort all
wc all
ls all
stat all
du all
diff all
cmp all
md5sum all
sha1sum all
sha256sum all
sha512sum all
gzip all
bzip2 all
xz all
dos2unix all
find places
grep pattern
egrep pattern
fgrep pattern
less all
chmod mode
chown mode
chgrp mode
cp rest
mv rest
install made
rm removed
rmdir all
sed edit
tar archive -f --file -C --directory
unzip first
gunzip all
bunzip2 all
unxz all
dpkg packages
cd first
pushd first
pip none -r --requirement -c --constraint
pip3 none -r --requirement -c --constraint
uv-pip none -r --requirement --requirements -c --constraint --constraints
pixi-init none -i --import
conda none -f --file
mamba none -f --file
micromamba none -f --file
make none -f --file --makefile -C --directory
git none -C
"""


class ProjectNeeds(Record):
    """What a program needs in the folder of a project.

    verbs  first words, each with the files that it needs in its folder or above
    named  verbs of the same files that a name follows
    away   options with which it works elsewhere
    """

    verbs: dict[str, tuple[str, ...]]
    named: tuple[str, ...]
    away: tuple[str, ...]


_CLEAN = ("package-lock.json", "package.json")
PROJECTS = {
    "npm": ProjectNeeds(
        {
            **dict.fromkeys(("ci", "clean-install"), _CLEAN),
            **dict.fromkeys(("install", "i", "run", "run-script", "test"), ("package.json",)),
        },
        ("run", "run-script"),
        ("--prefix", "-g", "--global", "-C", "--dir"),
    ),
}
"""Documentation of npm 10 (2026-11), and as seen when they were built."""


def _read() -> dict[str, Reads]:
    found = {}
    for line in _ROWS.strip().split("\n"):
        name, operands, *options = line.split()
        found[name] = Reads(operands, tuple(options))
    return found


READS = _read()
_VALUED = "-r --requirement -c --constraint -f --file --makefile -C --directory -n --name -p --prefix -i --index-url"
VALUED = frozenset(_VALUED.split())
"""Options of these commands that take the next word, beyond `run_commands.valued`."""

ENTERING = ("cd", "pushd")
"""Words of a shell that go to the folder that they name."""

TO_LAST = frozenset(("cp", "mv", "ln", "install"))
"""They put a thing at the path of their last operand, whose folder has to be there."""
