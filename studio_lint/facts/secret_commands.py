"""Where commands expect secrets: after an option, at a position, or in their input.

Source: the manual pages of the programs (curl 8, docker 27, mysql 8, sshpass 1.09, shadow 4.16, npm 10, wget 1.21,
apache2-utils 2.4, mosquitto 2, sudo 1.9, util-linux 2.40, krb5 1.21, openssl 3, keytool of JDK 21, net-snmp 5.9),
`--help` of the others; read 2026-11. To renew: read them again.
"""

from __future__ import annotations

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
    ("twine", ("-p",), (), False),
    ("openssl", ("-k", "-K"), ("pass:",), False),
    ("skopeo", ("--creds", "--src-creds", "--dest-creds", "--screds", "--dcreds"), (), True),
    ("http", ("-a", "--auth"), (), True),
    ("https", ("-a", "--auth"), (), True),
    ("ttyd", ("-c", "--credential"), (), True),
    ("gotty", ("-c", "--credential"), (), True),
    ("etcdctl", ("--user",), (), True),
    ("lftp", ("-u",), (), True),
    ("anaconda", ("-t",), (), False),
    ("dotnet nuget", ("-p", "-k"), (), False),
    ("ssh-keygen", ("-N", "-P"), (), False),
    ("ldapadd", ("-w",), (), False),
    ("ldapmodify", ("-w",), (), False),
    ("ldapwhoami", ("-w",), (), False),
    ("ldapdelete", ("-w",), (), False),
    ("ldappasswd", ("-w", "-s", "-a"), (), False),
    ("bcp", ("-P",), ("-P",), False),
    ("isql", ("-P",), ("-P",), False),
    ("tsql", ("-P",), ("-P",), False),
    ("snowsql", ("-p",), (), False),
    ("hatch publish", ("-a",), (), False),
    ("secret set", ("--body", "-b"), (), False),
    ("uv publish", ("-t", "-p"), (), False),
    ("rhc connect", ("-a",), (), False),
    ("auth init", ("-t",), (), False),
    ("tw", ("-t",), (), False),
    ("mosquitto_pub", ("-P",), (), False),
    ("mosquitto_sub", ("-P",), (), False),
    ("ssm put-parameter", ("--value",), (), False),
    ("secretsmanager", ("--secret-string", "--secret-binary"), (), False),
    ("ipmitool", ("-P",), (), False),
    ("snmpwalk", ("-A", "-X"), (), False),
    ("snmpget", ("-A", "-X"), (), False),
    ("smbmap", ("-p",), (), False),
    ("rdesktop", ("-p",), (), False),
    ("rar", (), ("-hp", "-p"), False),
    ("unrar", (), ("-p",), False),
    ("7za", (), ("-p",), False),
    ("zip", ("--password",), (), False),
    ("pdftk", ("user_pw", "owner_pw", "input_pw"), (), False),
    ("qpdf", ("--password",), (), False),
    ("aws_secret_access_key", ("",), (), False),
    ("auth:token", ("",), (), False),
    ("_authToken", ("",), (), False),
    ("_auth", ("",), (), False),
)
"""Program (or the last word before its options), options whose next word is a secret, options that it is written right
after, and whether the secret comes after a user's name and a colon. An empty option: the very next word is it."""

FROM_INPUT = ("chpasswd", "--password-stdin", "--stdin", "--password-file")
"""Words of a command that reads its secret from what the line before it prints."""

LAST_ARGUMENTS: tuple[tuple[str, str, int], ...] = (
    ("htpasswd", "b", 3),
    ("htpasswd", "nb", 2),
    ("mosquitto_passwd", "b", 3),
    ("vault login", "", 1),
    ("wandb login", "", 1),
    ("snyk auth", "", 1),
    ("ngrok authtoken", "", 1),
    ("ngrok config add-authtoken", "", 1),
    ("cachix authtoken", "", 1),
    ("rabbitmqctl add_user", "", 2),
    ("rabbitmqctl change_password", "", 2),
    ("mc alias set", "", 4),
    ("openssl passwd", "", 1),
    ("mkpasswd", "", 1),
    ("cargo login", "", 1),
    ("conda token set", "", 1),
    ("filebrowser users add", "", 2),
    ("cloudflared service install", "", 1),
    ("wpa_passphrase", "", 2),
    ("poetry config pypi-token.pypi", "", 1),
    ("poetry config http-basic", "", 2),
    ("composer config github-oauth.github.com", "", 1),
    ("composer config http-basic", "", 2),
    ("composer config gitlab-token", "", 2),
    ("fly auth token", "", 1),
    ("nextflow secrets set", "", 2),
)
"""Commands whose last argument is a secret, the letters of their options then, and how many arguments there are."""

ASSIGNED = (
    *("vault kv put", "vault kv patch", "vault write", "--from-literal", "heroku config:set"),
    *("fly secrets set", "flyctl secrets set", "supabase secrets set"),
)
"""Commands and options that are given secrets as `name=value`, whatever the name."""

USER_AND_PASSWORD = ("jdbc:oracle:thin:", "jdbc:oracle:oci:", "sqlplus ", "sqlldr ", "impdp ", "expdp ")
"""Words before `user/password@database`."""

READS_ACCOUNTS = ("chpasswd",)
"""Commands that read lines of a user's name, a colon and a secret."""

BEFORE_COMMANDS = frozenset(
    [
        "RUN",
        "run",
        "CMD",
        "sudo",
        "then",
        "do",
        "else",
        "exec",
        "time",
        "env",
        "xargs",
        "-c",
        "fakeroot",
        "doas",
        "&&",
        "||",
    ]
)
"""Words after which a command may be."""

READS_INPUT: tuple[tuple[str, str], ...] = (
    ("--stdin", ""),
    ("--password-stdin", ""),
    ("--with-token", ""),
    ("sudo", "-S"),
    ("sudo", "--stdin"),
    ("su", "-c"),
    ("kinit", ""),
    ("passwd", ""),
    ("smbpasswd", ""),
    ("vncpasswd", ""),
    ("kpasswd", ""),
    ("cryptsetup", ""),
    ("gpg", "--passphrase-fd"),
    ("gpg2", "--passphrase-fd"),
    ("sshfs", "password_stdin"),
    ("heroku login", ""),
    ("databricks configure", "--token"),
    ("cargo login", ""),
    ("vault login", ""),
    ("gh secret set", ""),
    ("docker secret create", ""),
    ("podman secret create", ""),
    ("nextflow secrets set", ""),
)
"""Words of a command whose standard input is nothing but a secret, and an option that it needs for that; one of a
letter may be written together with others."""
