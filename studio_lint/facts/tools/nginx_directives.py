"""How many words directives of nginx need, their name included: with fewer, nginx refuses its configuration.

nginx 1.22.1 (`nginx -t`, 2026-11: "invalid number of arguments", "invalid condition", "no host in upstream"). To renew:
the module reference on nginx.org, and `nginx -t` with each directive one word short.
"""

from __future__ import annotations

_TWO = "geo root alias proxy_cache_key limit_req_zone if_modified_since include"
_THREE = (
    "proxy_set_header add_header fastcgi_param uwsgi_param scgi_param grpc_set_header set map split_clients try_files "
    "rewrite log_format auth_request_set sub_filter"
)
LEAST: dict[str, int] = {**dict.fromkeys(_TWO.split(), 2), **dict.fromkeys(_THREE.split(), 3)}

CONDITION = "if"
"""Followed by a condition in brackets, which needs a variable."""

UPSTREAMS = frozenset(("proxy_pass", "grpc_pass"))
"""Followed by an address, which needs a host after its `://`."""
