"""Registries and images: which are always private, reachable only from their own network, or official.

Sources: AWS, Azure and Google on the host names of their registries (read 2026-11); RFC 1918, RFC 6598,
RFC 3927, RFC 4193, RFC 4291, RFC 6761 and RFC 6762 on addresses and names of private networks; the library of
Docker Hub (2026-11) for the official images.
"""

from __future__ import annotations

WAVE_HOST = "wave.seqera.io"
WAVE_TOKEN_FOLDER = "wt/"
"""Images of a Wave build with a token: `wave.seqera.io/wt/TOKEN/…`; the token holds for hours."""

# Registries that nobody pulls from without credentials: key, and what they are called. The key is what
# `private-registries` in the settings takes for all of them. Which Platform has credentials: facts/platforms.py.
PRIVATE: tuple[tuple[str, str], ...] = (
    ("ecr", "Amazon ECR"),
    ("acr", "Azure Container Registry"),
    ("digitalocean", "DigitalOcean Container Registry"),
    ("github-packages", "GitHub's old package registry"),
    ("icr", "IBM Cloud Container Registry"),
)

LOCAL_NAMES = ("localhost", "host.docker.internal")
LOCAL_ENDINGS = (".local", ".internal", ".localhost", ".lan", ".home.arpa", ".intranet", ".corp")

_OFFICIAL = frozenset((
    "adminer", "adoptopenjdk", "aerospike", "almalinux", "alpine", "alt", "amazoncorretto", "amazonlinux",
    "api-firewall", "arangodb", "archlinux", "azul-zulu", "backdrop", "bash", "bonita", "buildpack-deps",
    "busybox", "caddy", "cassandra", "celery", "centos", "chronograf", "cirros", "clearlinux", "clefos",
    "clickhouse", "clojure", "composer", "consul", "convertigo", "couchbase", "couchdb", "couchdb-nouveau",
    "crate", "crux", "dart", "debian", "django", "docker", "docker-dev", "drupal", "eclipse-mosquitto",
    "eclipse-temurin", "eggdrop", "elasticsearch", "elixir", "emqx", "erlang", "espocrm", "euleros",
    "express-gateway", "fedora", "flink", "fluentd", "friendica", "fsharp", "gazebo", "gcc", "geonetwork", "ghost",
    "glassfish", "golang", "gradle", "groovy", "haproxy", "haskell", "haxe", "hello-seattle", "hello-world",
    "hipache", "hitch", "hola-mundo", "httpd", "hylang", "ibm-semeru-runtimes", "ibmjava", "influxdb", "iojs",
    "irssi", "java", "jenkins", "jetty", "jobber", "joomla", "jruby", "julia", "kaazing-gateway", "kapacitor",
    "kibana", "known", "kong", "krakend", "lightstreamer", "lightstreamer-server", "liquibase", "logstash",
    "mageia", "mariadb", "matomo", "maven", "mediawiki", "memcached", "mongo", "mongo-express", "monica", "mono",
    "mosquitto", "mysql", "nats", "nats-streaming", "neo4j", "neurodebian", "nextcloud", "nginx", "nim", "node",
    "notary", "notary-server", "notary-signer", "nuxeo", "odoo", "open-liberty", "openjdk", "opensuse",
    "oraclelinux", "orientdb", "owncloud", "percona", "perl", "photon", "php", "php-zendserver", "phpmyadmin",
    "piwik", "plone", "postfixadmin", "postgres", "pypy", "python", "r-base", "rabbitmq", "rails", "rakudo-star",
    "rapidoid", "redis", "redmine", "registry", "rethinkdb", "rocket.chat", "rockylinux", "ros", "ruby", "rust",
    "sapmachine", "satosa", "scratch", "sentry", "silverpeas", "sl", "solr", "sonarqube", "sourcemage", "spark",
    "spiped", "storm", "swarm", "swift", "swipl", "teamspeak", "telegraf", "thrift", "tomcat", "tomee", "traefik",
    "ubuntu", "ubuntu-debootstrap", "ubuntu-upstart", "unit", "varnish", "vault", "websphere-liberty", "wordpress",
    "xwiki", "yourls", "zend-php", "znc", "zookeeper",
))  # fmt: skip


def is_official(name: str) -> bool:
    """Whether a plain word is an image of Docker Hub's library."""
    return name in _OFFICIAL


def is_missing(registry: str, repository: str) -> bool:
    """Whether an image would be in Docker Hub's library, and never was."""
    return (
        registry in ("", "docker.io")
        and not is_official(repository.removeprefix("library/"))
        and ("/" not in repository.removeprefix("library/"))
    )


def private_kind(host: str) -> str | None:
    """The key of the private registry that a host belongs to; None for a host that may be public.

    `host` is in lower case and has no port. `public.ecr.aws` and `icr.io` are public.
    """
    if _is_ecr(host.split(".")):
        return "ecr"
    if host.endswith((".azurecr.io", ".azurecr.cn", ".azurecr.us")):
        return "acr"
    if host.endswith(".icr.io"):
        return "icr"
    return {"registry.digitalocean.com": "digitalocean", "docker.pkg.github.com": "github-packages"}.get(host)


def _is_ecr(labels: list[str]) -> bool:
    """ACCOUNT.dkr.ecr[-fips].REGION.amazonaws.com[.cn], in all partitions."""
    if labels[-1:] == ["cn"]:
        labels = labels[:-1]
    if labels[-2:] != ["amazonaws", "com"] or len(labels) < 6:
        return False
    return labels[1] == "dkr" and labels[2] in ("ecr", "ecr-fips")


def title(kind: str) -> str:
    """The name that people know a kind of private registry by; the kind is one of `PRIVATE`."""
    return next(title for key, title in PRIVATE if key == kind)


def could_be_address(host: str) -> bool:
    """Whether it is worth asking `ipaddress`, which takes longer to import than most files to lint."""
    return ":" in host or host[:1].isdecimal()


def is_private_address(host: str) -> bool:
    """An address that only a private network, or the machine itself, can reach."""
    if not could_be_address(host):
        return False
    from ipaddress import ip_address

    try:
        address = ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return address.is_private or address.is_loopback or address.is_link_local or address.is_unspecified


def is_local_name(host: str) -> bool:
    """A name that the public DNS does not know: of this machine, of a private network, or without a dot."""
    if host in LOCAL_NAMES or host.endswith(LOCAL_ENDINGS):
        return True
    return "." not in host and ":" not in host


def is_ephemeral(registry: str, repository: str) -> bool:
    """Whether an image is one of Wave's that hold for hours only."""
    return registry.lower() == WAVE_HOST and repository.startswith(WAVE_TOKEN_FOLDER)
