"""How secrets are named, and where commands take them.

Source: the manual pages of the programs (curl 8, docker 27, mysql 8, sshpass 1.09, shadow 4.16, npm 10, wget 1.21), and
the variables in the documentation of the services; read 2026-11. `facts.tokens` has the shapes of the secrets.
"""

from __future__ import annotations

ENDINGS = [
    "password",
    "passwd",
    "passphrase",
    "passcode",
    "secret",
    "token",
    "apikey",
    "accesskey",
    "secretkey",
    "privatekey",
    "authkey",
    "credential",
    "credentials",
    "accountkey",
    "sharedkey",
    "signingkey",
    "encryptionkey",
    "masterkey",
    "sharedaccesskey",
    "connectionstring",
    "pwd",
]
"""How the name of a secret ends, its `_`, `-` and `.` left out."""

LAST_WORDS = frozenset(["pass", "pat", "pw", "psw", "key"])
"""Words that the name of a secret ends in if it has another one before them."""

ALONE = frozenset(["pass", "pat", "pw", "psw", "_auth"])
"""Whole names of secrets."""

HARMLESS = frozenset(["pwd", "oldpwd"])
"""Whole names that end like those of secrets."""

HARMLESS_KEYS = frozenset(
    [
        "public",
        "sort",
        "primary",
        "foreign",
        "cache",
        "partition",
        "shard",
        "group",
        "index",
        "map",
        "unique",
        "host",
        "gpg",
        "apt",
    ]
)
"""Words before `key` that make it no secret."""

IN_QUERIES = frozenset(
    ["sig", "signature", "x-amz-signature", "x-goog-signature", "x-amz-security-token", "code", "key"]
)
"""Names of secrets in the query of a URL: that of a signed Azure, AWS or Google address among them."""

WEBHOOKS = (
    "hooks.slack.com/services/",
    "hooks.slack.com/workflows/",
    "discord.com/api/webhooks/",
    "discordapp.com/api/webhooks/",
    "webhook.office.com/",
    "outlook.office.com/webhook/",
    "hooks.zapier.com/hooks/catch/",
    "api.telegram.org/bot",
)
"""Addresses of which what follows is the secret."""

COMMANDS: tuple[tuple[str, tuple[str, ...], tuple[str, ...], bool], ...] = (
    ("curl", ("-u", "--user", "-U", "--proxy-user"), ("-u",), True),
    ("wget", ("--http-user", "--ftp-user"), (), True),
    ("login", ("-p",), ("-p",), False),
    ("sshpass", ("-p",), ("-p",), False),
    ("mysql", (), ("-p",), False),
    ("mysqldump", (), ("-p",), False),
    ("mysqladmin", (), ("-p",), False),
    ("mariadb", (), ("-p",), False),
    ("redis-cli", ("-a", "--pass"), (), False),
    ("mongosh", ("-p",), (), False),
    ("useradd", ("-p",), (), False),
    ("usermod", ("-p",), (), False),
    ("smbclient", ("-U",), (), True),
    ("ldapsearch", ("-w",), (), False),
    ("unzip", ("-P",), ("-P",), False),
    ("zip", ("-P",), (), False),
    ("7z", (), ("-p",), False),
    ("sqlcmd", ("-P",), ("-P",), False),
    ("_authToken", ("",), (), False),
    ("_auth", ("",), (), False),
)
"""Program (or the last word before its options), options whose next word is a secret, options that it is written right
behind, and whether the secret comes after a user's name and a colon. An empty option: the very next word is it."""

FROM_INPUT = ("chpasswd", "--password-stdin", "--stdin", "htpasswd")
"""Words of a command that reads its secret from what the line before it prints."""
