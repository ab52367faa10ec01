"""How the credentials of well-known services begin.

Source: the services' own pages on token formats and secret scanning, read 2026-11. Each is told by its first
letters, and by how many letters, digits, `_` and `-` follow.
"""

from __future__ import annotations

from studio_lint.base.record import Record


class Token(Record):
    """A kind of credential; `least` and `most` count what follows the prefix."""

    what: str
    prefixes: tuple[str, ...]
    least: int
    most: int | None = None


TOKENS: tuple[Token, ...] = (
    Token("an AWS access key", ("AKIA", "ASIA"), 16, 16),
    Token("a GitHub token", ("ghp_", "gho_", "ghu_", "ghs_", "ghr_"), 36),
    Token("a GitHub token", ("github_pat_",), 40),
    Token("a GitLab token", ("glpat-", "gldt-", "glrt-"), 20),
    Token("a Slack token", ("xoxb-", "xoxp-", "xoxa-", "xoxr-", "xoxs-", "xapp-"), 20),
    Token("an Anthropic key", ("sk-ant-",), 30),
    Token("an OpenAI key", ("sk-proj-", "sk-svcacct-", "sk-"), 32),
    Token("a Hugging Face token", ("hf_",), 30),
    Token("a Google API key", ("AIza",), 35, 35),
    Token("a Stripe key", ("sk_live_", "rk_live_"), 20),
    Token("an npm token", ("npm_",), 36),
    Token("a PyPI token", ("pypi-",), 50),
    Token("a Docker Hub token", ("dckr_pat_", "dckr_oat_"), 20),
    Token("a DigitalOcean token", ("dop_v1_", "doo_v1_"), 40),
    Token("a SendGrid key", ("SG.",), 22),
    Token("a Weights & Biases key", ("wandb_v1_",), 30),
    Token("a Seqera Platform token", ("eyJ0aWQiOi",), 20),
)
