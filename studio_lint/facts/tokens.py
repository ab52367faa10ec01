"""The prefixes of credentials of well-known services.

Source: the services' own pages on token formats and secret scanning, read 2026-11; prefixes and lengths of the others
are from the public rules of gitleaks (gitleaks/gitleaks on GitHub, config/gitleaks.toml, 009e025a, 2026-11-28).
Each is recognized by its prefix, and by how many letters, digits, `_` and `-` follow. To renew: read that file again.
"""

from __future__ import annotations

from studio_lint.base.record import Record


class SecretToken(Record):
    """A kind of credential; `least` and `most` count what follows the prefix."""

    what: str
    prefixes: tuple[str, ...]
    least: int
    most: int | None = None


TOKENS: tuple[SecretToken, ...] = (
    SecretToken("an AWS access key", ("AKIA", "ASIA"), 16, 16),
    SecretToken("a GitHub token", ("ghp_", "gho_", "ghu_", "ghs_", "ghr_"), 36),
    SecretToken("a GitHub token", ("github_pat_",), 40),
    SecretToken("a GitLab token", ("glpat-", "gldt-", "glrt-"), 20),
    SecretToken("a Slack token", ("xoxb-", "xoxp-", "xoxa-", "xoxr-", "xoxs-", "xapp-"), 20),
    SecretToken("an Anthropic key", ("sk-ant-",), 30),
    SecretToken("an OpenAI key", ("sk-proj-", "sk-svcacct-", "sk-"), 32),
    SecretToken("a Hugging Face token", ("hf_",), 30),
    SecretToken("a Google API key", ("AIza",), 35, 35),
    SecretToken("a Stripe key", ("sk_live_", "rk_live_"), 20),
    SecretToken("an npm token", ("npm_",), 36),
    SecretToken("a PyPI token", ("pypi-",), 50),
    SecretToken("a Docker Hub token", ("dckr_pat_", "dckr_oat_"), 20),
    SecretToken("a DigitalOcean token", ("dop_v1_", "doo_v1_"), 40),
    SecretToken("a SendGrid key", ("SG.",), 22),
    SecretToken("a Weights & Biases key", ("wandb_v1_",), 30),
    SecretToken("an AWS access key", ("ABIA", "ACCA"), 16, 16),
    SecretToken("an Amazon Bedrock key", ("ABSK",), 100),
    SecretToken(
        "a GitLab token", ("glcbt-", "glptt-", "glft-", "glimt-", "glagent-", "gloas-", "glffct-", "glsoat-"), 20
    ),
    SecretToken("a Slack token", ("xoxe-", "xoxe.xoxp-", "xoxe.xoxb-", "xwfp-"), 20),
    SecretToken("a Vault token", ("hvs.", "hvb.", "hvr."), 20),
    SecretToken("a Databricks token", ("dapi",), 32, 40),
    SecretToken("a Google OAuth token", ("ya29.",), 20),
    SecretToken("a Google OAuth secret", ("GOCSPX-",), 20),
    SecretToken("a Google refresh token", ("1//0",), 35),
    SecretToken("a Heroku key", ("HRKU-",), 30),
    SecretToken("a Shopify token", ("shpat_", "shpca_", "shppa_", "shpss_"), 32),
    SecretToken("an Atlassian token", ("ATATT3", "ATCTT3"), 60),
    SecretToken("a Bitbucket password", ("ATBB",), 24),
    SecretToken("a New Relic key", ("NRAK-", "NRJS-", "NRII-", "NRRA-", "NRSP-"), 19),
    SecretToken("a Grafana token", ("glsa_", "glc_"), 32),
    SecretToken("a Doppler token", ("dp.pt.", "dp.st.", "dp.ct.", "dp.sa.", "dp.scim.", "dp.audit."), 40),
    SecretToken("a Twilio key", ("SK",), 32, 32),
    SecretToken("a Mailgun key", ("key-", "pubkey-"), 32, 60),
    SecretToken("a Linear key", ("lin_api_", "lin_oauth_"), 32),
    SecretToken("a Notion token", ("ntn_", "secret_"), 40),
    SecretToken("a Postman key", ("PMAK-",), 50),
    SecretToken("a Pulumi token", ("pul-",), 40),
    SecretToken("a RubyGems key", ("rubygems_",), 48),
    SecretToken("a Sentry token", ("sntrys_", "sntryu_"), 40),
    SecretToken("a SonarQube token", ("squ_", "sqp_", "sqa_"), 40),
    SecretToken("a Supabase token", ("sbp_", "sb_secret_"), 30),
    SecretToken("a Square token", ("sq0atp-", "sq0csp-"), 22),
    SecretToken("a Square token", ("EAAA",), 60),
    SecretToken("a Stripe key", ("sk_test_", "rk_test_", "whsec_"), 20),
    SecretToken("a Tailscale key", ("tskey-",), 20),
    SecretToken("a PlanetScale token", ("pscale_tkn_", "pscale_pw_", "pscale_oauth_"), 32),
    SecretToken("a Prefect token", ("pnu_", "pnb_"), 36),
    SecretToken("a Perplexity key", ("pplx-",), 40),
    SecretToken("a Replicate token", ("r8_",), 37),
    SecretToken("a Groq key", ("gsk_",), 40),
    SecretToken("an xAI key", ("xai-",), 40),
    SecretToken("a LangSmith key", ("lsv2_pt_", "lsv2_sk_", "ls__"), 32),
    SecretToken("a Fly.io token", ("fo1_", "fm1_", "fm2_", "fm1r_", "fm2r_"), 40),
    SecretToken("a Dynatrace token", ("dt0c01.",), 60),
    SecretToken("an EasyPost token", ("EZAK", "EZTK"), 54),
    SecretToken("a Frame.io token", ("fio-u-",), 60),
    SecretToken("a Typeform token", ("tfp_",), 50),
    SecretToken("an Airtable token", ("pat",), 79, 79),
    SecretToken("an Artifactory key", ("AKCp",), 60),
    SecretToken("an Artifactory token", ("cmVmd",), 59),
    SecretToken("an age key", ("AGE-SECRET-KEY-1",), 58),
    SecretToken("a 1Password token", ("ops_eyJ",), 100),
    SecretToken("a 1Password key", ("A3-",), 30),
    SecretToken("an Alibaba key", ("LTAI",), 16, 24),
    SecretToken("a Clojars token", ("CLOJARS_",), 60),
    SecretToken("a Cloudflare key", ("v1.0-",), 100),
    SecretToken("a Figma token", ("figd_", "figo_"), 40),
    SecretToken("a Flutterwave key", ("FLWSECK_TEST-", "FLWSECK-"), 12),
    SecretToken("a HubSpot token", ("pat-na1-", "pat-eu1-"), 36),
    SecretToken("an Infracost key", ("ico-",), 32),
    SecretToken("an Octopus key", ("API-",), 26, 40),
    SecretToken("an OpenShift token", ("sha256~",), 43),
    SecretToken("a Plaid token", ("access-sandbox-", "access-development-", "access-production-"), 32),
    SecretToken("a ReadMe key", ("rdme_",), 60),
    SecretToken("a Scalingo token", ("tk-us-",), 48),
    SecretToken("a Sendinblue key", ("xkeysib-", "xsmtpsib-"), 60),
    SecretToken("a Shippo token", ("shippo_live_", "shippo_test_"), 40),
    SecretToken("a Sourcegraph token", ("sgp_",), 40),
    SecretToken("a Yandex key", ("AQVN",), 35),
    SecretToken("a NuGet key", ("oy2",), 43, 43),
    SecretToken("a Netlify token", ("nfp_", "nfc_", "nfo_", "nfu_"), 36),
    SecretToken("a Render key", ("rnd_",), 28),
    SecretToken("a Neon key", ("napi_",), 40),
    SecretToken("a Jina key", ("jina_",), 40),
    SecretToken("a Tavily key", ("tvly-",), 28),
    SecretToken("an Anyscale key", ("esecret_",), 25),
    SecretToken("a Kaggle token", ("KGAT_",), 28),
    SecretToken("a DigitalOcean token", ("dor_v1_",), 40),
    SecretToken("an NVIDIA key", ("nvapi-",), 40),
    SecretToken("a GitLab runner token", ("GR1348941",), 20),
    SecretToken("a CircleCI token", ("CCIPAT_", "CCIPRJ_"), 30),
    SecretToken("a Buildkite token", ("bkua_",), 40),
    SecretToken("a Slack cookie", ("xoxd-",), 40),
    SecretToken("a PostHog key", ("phx_",), 40),
    SecretToken("a Dropbox token", ("sl.",), 60),
    SecretToken("an Amazon MWS token", ("amzn.mws.",), 36),
    SecretToken("a Hugging Face token", ("api_org_",), 30),
    SecretToken("an Elastic key", ("essu_",), 40),
    SecretToken("a Duffel token", ("duffel_live_", "duffel_test_"), 40),
    SecretToken("a crates.io token", ("cio",), 32, 32),
    SecretToken("an Adafruit key", ("aio_",), 28),
    SecretToken("a Contentful token", ("CFPAT-",), 40),
    SecretToken("a Fireworks key", ("fw_",), 22, 24),
    SecretToken("a Cerebras key", ("csk-",), 40),
    SecretToken("a Langfuse key", ("sk-lf-",), 30),
    SecretToken("a Meta token", ("EAAC", "EAAM", "EAAB", "EAAG"), 60),
    SecretToken("a Seqera Platform token", ("eyJ0aWQiOi",), 20),
)

INSIDE: tuple[tuple[str, int], ...] = ((".atlasv1.", 60), ("Q~", 34), (":AA", 40))
"""What is in the middle of a credential of Terraform, Microsoft Entra and of a Telegram bot, and how long that is."""

# How secrets are named, and where commands take them. Source: the manual pages of the programs (curl 8, docker 27,
# mysql 8, sshpass 1.09, shadow 4.16, npm 10, wget 1.21) and the documentation of the services; read 2026-11.

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
    "secretkeybase",
    "activationkey",
    "licensekey",
    "storagekey",
    "subscriptionkey",
    "clientkey",
    "creds",
    "masterauth",
    "npmauth",
    "jwt",
    "bearer",
    "pincode",
    "connstr",
    "accesspin",
    "passwort",
    "kennwort",
    "motdepasse",
    "contrasena",
]
"""How the name of a secret ends, its `_`, `-` and `.` left out."""

LAST_WORDS = frozenset(["pass", "pat", "pw", "psw", "key", "cred", "pwds"])
"""Words that the name of a secret ends in if it has another one before them."""

ALONE = frozenset(["pass", "pat", "pw", "psw", "_auth"])
"""Whole names of secrets."""

WEAK = frozenset(["auth", "cookie", "cookies", "salt", "pin", "seed", "session", "sessionid", "otp", "signature"])
"""Last words of names that are those of secrets only where the value looks so."""

TRAILING = frozenset(
    [
        *("prod", "production", "dev", "development", "staging", "stage", "test", "testing", "qa", "live", "sandbox"),
        *("default", "value", "val", "data", "old", "new", "backup", "main", "primary", "secondary"),
        *("base64", "b64", "plain", "raw", "text", "string", "str", "local", "ci"),
    ]
)
"""Words after the name of a secret that tell it from another one."""

PROMPTS = frozenset(["getpass", "credential", "askpass", "ask_pass", "read_pass"])
"""Functions that ask a person for a secret; what they are given is the question."""

SETTERS = frozenset(["set", "setenv", "env", "config", "label", "configure", "modify"])
"""Words before the name of a secret, options or one word in between, after which any word is its value."""

HASHING = frozenset(
    ["crypt", "hashpw", "generate_password_hash", "passwd", "set_password", "gitcreds_set", "md5_crypt"]
)
"""Functions whose first argument is a secret."""

LOGINS = frozenset(["login", "authenticate", "auth", "basic_auth", "httpbasicauth", "set_credentials"])
"""Functions one of whose arguments is a secret."""

SQL = ("identified by", "identified with")
"""Words of SQL before a quoted password that has no name (MySQL 8, Oracle 23)."""

HARMLESS = frozenset(["pwd", "oldpwd", "getpass", "primarykey", "tokens"])
"""Whole names that end like those of secrets."""

SECRET_FILES = (".txt", ".key", ".pass", ".pw", ".token", ".secret", ".pwd")
"""Endings of files that contain one value."""

OPEN_FILES = frozenset(["/etc/passwd", "/etc/passwd-", "passwd.txt.md"])
"""Files that are named like secrets and can be read by everybody."""

HASHES = ("$1$", "$2a$", "$2b$", "$2y$", "$5$", "$6$", "$7$", "$y$", "$apr1$", "$argon2i$", "$argon2id$", "$argon2d$")
"""How hashed passwords begin (crypt(5) of libxcrypt 4.4, htpasswd of Apache 2.4, argon2-cffi 23)."""

HARMLESS_PASSES = ("compass", "bypass", "surpass", "trespass", "overpass", "underpass", "encompass")
"""Words that end like `DBPASS`."""

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
    [
        *("sig", "signature", "x-amz-signature", "x-goog-signature", "x-amz-security-token", "code", "key"),
        *("auth", "pwd", "session", "sessionid", "st", "jwt"),
    ]
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
