"""Spellings of secrets, `{}` for the secret: in commands, files of settings, URLs, on command lines."""

from __future__ import annotations

from pathlib import Path

from studio_lint.console.commands.check import FORMATS
from tests.attack.runner import Attack


def _lines(name: str) -> tuple[str, ...]:
    """The lines of a file beside this one, `\\n` and `\\t` in them for what they are in a string."""
    text = (Path(__file__).parent / name).read_text(encoding="utf-8")
    return tuple(line.replace("\\n", "\n").replace("\\t", "\t") for line in text.splitlines())


SPELLINGS = (
    "export PGPASSWORD={}",
    "DOCKER_PASSWORD={}",
    "ENV A=b SMTP_PW={} C=d",
    "redisPassword: {}",
    "password: '{}'",
    '"apiKey": "{}"',
    "'client_secret': '{}'",
    "RUN mysqldump -uroot -p'{}' db",
    "RUN curl --user 'me:{}' x",
    "RUN curl -ume:{} x",
    "RUN curl -H 'X-Api-Key: {}' x",
    "RUN curl -H 'Authorization: token {}' x",
    'RUN curl -H "PRIVATE-TOKEN: {}" x',
    "RUN wget --password={} x",
    "RUN wget --user=me --password {} x",
    "RUN git clone https://oauth2:{}@gitlab.com/x",
    "RUN git clone https://me:{}@x/y",
    "RUN sshpass -p '{}' ssh x",
    "RUN podman login -p={} x",
    "RUN helm registry login x -u me -p {}",
    "RUN az login --service-principal -u x -p {} --tenant t",
    "RUN useradd -p {} me",
    "RUN usermod --password {} me",
    "RUN printf 'root:{}' | chpasswd",
    "RUN echo 'me:{}' | /usr/sbin/chpasswd -e",
    "RUN chpasswd <<E\nroot:{}\nE\n",
    "RUN htpasswd -bc f me {}",
    "RUN redis-cli -a {} ping",
    "RUN mongo mongodb://me:{}@h/db",
    "RUN psql postgresql://me:{}@h/db",
    'RUN psql "host=h password={} user=x"',
    "RUN openssl enc -k {} x",
    "RUN openssl rsa -passin pass:{} x",
    "RUN gpg --passphrase {} x",
    "RUN unzip -P {} x",
    "RUN 7z x -p{} x",
    "machine h\nlogin me\npassword {}\n",
    "//r/:_password={}",
    "_auth={}",
    "email=x\n_auth = {}",
    "[server]\npassword = {}\n",
    "set PASS={}",
    "ARG GH_PAT={}",
    "ARG NPM_TOKEN={}",
    "LABEL token={}",
    "jdbc:mysql://h/db?user=x&password={}",
    "Server=h;User Id=x;Password={};",
    "AccountKey={}",
    "SharedAccessKey={}",
    "amqp://me:{}@h",
    "redis://:{}@h:6379",
    "ftp://me:{}@h",
    "smb://d;me:{}@h",
    "rsync rsync://me:{}@h/x",
    "RUN rsync --password-file=<(echo {}) x",
    "RUN expect -c 'send \"{}\"'",
    "RUN su -c x <<< {}",
    "RUN passwd --stdin me <<< {}",
    "RUN echo {} | passwd --stdin me",
    "RUN echo {} | docker login -u me --password-stdin x",
    "RUN docker login -u me --password {} x",
    "RUN docker login --username=me --password='{}' x",
    "RUN conda config --set proxy_servers.http http://me:{}@h:1",
    "ENV HTTP_PROXY http://me:{}@h:1",
    "pip config set global.index-url https://me:{}@h/simple",
    "RUN twine upload -u me -p {} x",
    "RUN npm config set //r/:_authToken={}",
    "RUN aws configure set aws_secret_access_key {}",
    "RUN vault login {}",
    "RUN heroku auth:token {}",
    'ENV DB_PASS "{}"',
    "ENV DB_PASS='{}'",
    'db_pass = "{}"',
    "DB.PASS={}",
    "dbPASS={}",
    "DBPASS={}",
    "MYPASSWD={}",
    "ROOTPW={}",
    "root_pw={}",
    "userPw: {}",
    "JWT_SECRET={}",
    "SECRET_KEY_BASE={}",
    "SIGNING_KEY={}",
    "ENCRYPTION_KEY={}",
    "API_KEY_V2={}",
    "TOKEN_1={}",
    "PASSWORD2={}",
    "GITHUB_TOKEN: {}",
    "x-api-key={}",
    "?access_token={}",
    "&api_key={}&x=1",
    "?X-Amz-Signature={}",
    "#token={}",
    "--build-arg TOKEN={}",
    "-e PASSWORD={}",
    "--env=PASSWORD={}",
    "-Dpassword={}",
    "/p:Password={}",
    "password\t= {}",
    "password:{}",
    "PASSWORD:={}",
    "PASSWORD+={}",
    'PASSWORD=\\"{}\\"',
    "<password>{}</password>",
)

OTHERS = (
    "RUN htpasswd -nb me {}",
    "RUN htpasswd -B -b /etc/nginx/.htpasswd me '{}'",
    "RUN mosquitto_passwd -b /etc/mosquitto/passwd me {}",
    "RUN vault login -no-store {} && x",
    "RUN openssl enc -aes-256-cbc -pass pass:{} -in x",
    "RUN openssl pkcs12 -export -passout 'pass:{}' -in x",
    "RUN wandb login {}",
    "RUN rabbitmqctl add_user me {}",
    "RUN mc alias set x https://s3.example.org me {}",
    "RUN echo {} | sudo -S apt-get update",
    "RUN sudo -S apt-get update <<< '{}'",
    "RUN gh auth login --with-token <<< {}",
    "RUN docker login -u me --password-stdin <<< {}",
    "RUN kubeadm init --token-file <(printf %s {})",
    'RUN expect -c \'spawn x; expect "*word"; send -- "{}\\r"\'',
    "token\t=\t{}",
    "{apiKey:{}}",
    "<apiKey>{}</apiKey>",
)
"""More of the kinds that those above have in common."""

MORE = _lines("spellings.txt")
"""Spellings that other programs, languages and files of settings take."""

HARMLESS = (
    "RUN htpasswd -c /etc/nginx/htpasswd someone",
    "RUN openssl req -x509 -nodes -keyout server.pem -out server.pem",
    "RUN openssl dgst -sha256 -verify public.pem archive",
    "# vault login needs the address of a server",
    "RUN vault login -method=github",
    "RUN su - someone <<< 'make install'",
    "RUN su - someone -s /bin/bash",
    "RUN echo 'someone ALL=(ALL) NOPASSWD:ALL' | sudo tee /etc/sudoers.d/someone",
    "RUN diff <(echo something) <(printf another)",
    "FROM token:v1.26.3",
    "FROM example/secret:stable-12",
    "RUN expect -c 'spawn x; send \"make install\\r\"'",
    "<tokens>something</tokens>",
    "password: |",
    *_lines("harmless.txt"),
)
"""Near misses, which stay readable."""

SECRET = "zq7Hunter2x"


def _quoted() -> list[Attack]:
    """Each spelling in a line that every format quotes, for it is wrong: an instruction that does not exist."""
    single = [line for line in (*SPELLINGS, *OTHERS, *MORE) if "\n" not in line]
    files = {}
    for number in range(0, len(single), 150):
        lines = (f"WORKDIRR {line.replace('{}', SECRET)}\n" for line in single[number : number + 150])
        files[f"d{number}/Dockerfile"] = "# studio-lint: studio\nFROM ubuntu:24.04\n" + "".join(lines)
        items = (f"  - {line.replace('{}', SECRET)}\n" for line in single[number : number + 150] if ": " not in line)
        files[f"d{number}/environment.yml"] = "channels:\n  - conda-forge\ndependencies:\n" + "".join(items)
    commands = {f"secrets-{format}": ("check", "--output-format", format, ".") for format in FORMATS}
    commands["secrets-diff"] = ("check", "--diff", "--unsafe-fixes", ".")
    commands["secrets-inspect"] = ("inspect", "d0/Dockerfile")
    commands["secrets-inspect-json"] = ("inspect", "--output-format", "json", "d0/Dockerfile")
    commands["secrets-inspect-environment"] = ("inspect", "--output-format", "json", "d0/environment.yml")
    log = "".join(f"#5 0.1 E: {line.replace('{}', SECRET)}\n" for line in single[:200])
    files["build.log"] = (
        f"#5 [1/2] RUN make all\n{log}"
        '#5 ERROR: process "/bin/sh -c make all" did not complete successfully: exit code: 2\n'
    )
    files["e/Dockerfile"] = "FROM ubuntu:24.04\nRUN make all\n"
    commands["secrets-explain"] = ("explain", "--context", "e", "build.log")
    return [
        Attack(name, files, arguments=arguments, never=(SECRET[2:9],), status=(0, 1, 2), seconds=20)
        for name, arguments in commands.items()
    ]


ATTACKS = _quoted()
