"""Programs that a start script runs before the server, and that do not listen on a port."""

from __future__ import annotations

_BUILTINS = (
    ": [ [[ ( true false test echo printf cd pwd export unset set shopt ulimit umask read local declare typeset "
    "readonly return exit shift getopts trap wait let break continue alias unalias builtin hash type activate "
    "disown jobs bg times caller dirs pushd popd enable history mapfile readarray compgen bind"
)
_FILES = (
    "ls cat cp mv rm mkdir rmdir ln touch chmod chown chgrp install mktemp realpath readlink dirname basename tar gzip "
    "gunzip unzip zip rsync find stat df du mount umount diff cmp md5sum sha256sum sync tee"
)
_TEXT = (
    "cut tr sort uniq head tail wc grep egrep fgrep sed awk gawk mawk envsubst xargs bc jq yq base64 seq expr less more"
)
_SYSTEM = (
    "which command sleep date id whoami groups hostname uname kill pkill printenv env free nproc usermod useradd "
    "groupmod groupadd adduser addgroup passwd chpasswd sysctl logger locale locale-gen ldconfig openssl "
    "update-ca-certificates ssh-keygen ssh-add update-alternatives a2enmod a2dismod a2ensite a2dissite a2enconf "
    "a2disconf"
)
_PACKAGES = "apt-get apt yum dnf apk dpkg pip pip3 conda mamba micromamba curl wget git aws gsutil az nextflow"
# A display, its windows and its sound; x11vnc speaks VNC alone, to a program that serves the page.
_DESKTOP = (
    "Xvfb Xorg Xephyr x11vnc fluxbox openbox openbox-session icewm icewm-session jwm matchbox-window-manager xfwm4 "
    "startxfce4 xfce4-session startlxde lxsession mate-session xterm xset xsetroot xrandr xdpyinfo xhost xauth "
    "pulseaudio pactl dbus-daemon twm tint2 lxpanel xfce4-panel xfdesktop metacity autocutsel xclip xdotool wmctrl "
    "setxkbmap xmodmap feh"
)
# Databases, queues and the like beside a page: none of them speaks HTTP to a browser.
_SERVICES = (
    "redis-server valkey-server memcached postgres mysqld mariadbd mongod rabbitmq-server celery rq cron crond sshd "
    "rsyslogd"
)
STAYING = frozenset(" ".join((_DESKTOP, _SERVICES, "exec wait sleep tail cat tee read fg")).split())
"""Of the harmless ones those that may go on running."""
HARMLESS = frozenset(" ".join((_BUILTINS, _FILES, _TEXT, _SYSTEM, _PACKAGES, _DESKTOP, _SERVICES)).split())

# First words with which a server's program does something that ends.
_CHORES = (
    "db init init-db config cache version labextension nbextension kernelspec nbconvert serverextension contrib "
    "trust convert export check render install add prepare"
)
CHORES = frozenset(_CHORES.split())

# Ends of paths that are sourced to set up an environment, and start nothing.
PREPARING = (
    *(
        "/activate",
        "/conda.sh",
        "/mamba.sh",
        "/micromamba.sh",
        "/nvm.sh",
        "/bashrc",
        "/profile",
        "/os-release",
        "activate",
    ),
    *(".bashrc", ".profile", ".bash_profile"),
)

# Modules that `python -m` starts and that end by themselves.
MODULES = frozenset(("venv", "pip", "ipykernel", "compileall", "ensurepip", "site", "nltk.downloader", "spacy"))

# Programs that may go on running, and first words with which they do not.
MANAGERS = {
    "uv": ("sync", "pip", "venv", "lock", "cache", "tool", "python"),
    "npm": ("install", "ci", "config", "cache", "i"),
    "yarn": ("install", "config", "cache"),
    "pnpm": ("install", "config"),
    "pixi": ("install", "info"),
    "poetry": ("install", "config"),
    "caddy": ("fmt", "validate", "adapt", "version", "environ", "list-modules", "build-info"),
}

# Programs that change a file, or put another in its place: what was read of it may not hold any more.
EDITING = frozenset(("envsubst", "sed", "awk", "gawk", "mawk", "tee", "cp", "mv", "install", "ln", "rsync", "tar"))
