"""Conda channels: well-known ones, and those under Anaconda's terms.

Sources: anaconda.org and prefix.dev (channel pages), the channels of nf-core/modules' environment files
(2026-08); anaconda.com, "Anaconda Terms of Service FAQs" (read 2026-11): packages of Anaconda's own channels need
a paid license in organizations of 200 people and more; community channels such as conda-forge are free.
"""

from __future__ import annotations

KNOWN = (
    "conda-forge",
    "bioconda",
    "defaults",
    "nodefaults",
    "pytorch",
    "pytorch-nightly",
    "nvidia",
    "rapidsai",
    "rapidsai-nightly",
    "dglteam",
    "huggingface",
    "microsoft",
    "plotly",
    "pyviz",
    "fastai",
    "robostack",
    "robostack-staging",
    "anaconda",
)
"""Channels that a slip of the pen may have been meant for."""

SIMILAR = ("conda-forge-repodata", "bioconda2", "pytorch3d")
"""Names that look like slips and are none."""

CHANNEL_HOSTS = ("conda.anaconda.org",)
"""Where a channel that is only a name comes from."""

PAGE_HOSTS = ("anaconda.org", "www.anaconda.org")
"""A site that shows channels to people. micromamba 2.8.1 downloads no channel from it (2026-11)."""

NODEFAULTS = "nodefaults"

UNDER_TERMS = ("defaults", "main", "r", "anaconda", "msys2", "free", "pro", "pkgs/main", "pkgs/r", "pkgs/msys2")
"""Names of channels under Anaconda's terms; so are all URLs on the hosts below."""

TERMS_HOSTS = ("repo.anaconda.com", "repo.continuum.io")

ONLY_IN_BIOCONDA = "bioconductor-"
"""How names of packages begin that only bioconda has: Bioconductor's (bioconda's guidelines; conda-forge, 2026-11)."""

WITHOUT_BIOCONDA = frozenset(("conda-forge", NODEFAULTS, "pytorch", "nvidia", "rapidsai", *UNDER_TERMS))
"""Channels of which it is known that they have none of these packages."""
