"""Directives of nginx that take two values and are refused with one.

nginx 1.22.1 (run in 2026-11: "invalid number of arguments"); the module reference on nginx.org, 2026-11.
"""

from __future__ import annotations

TAKING_TWO = frozenset(
    ("proxy_set_header", "add_header", "fastcgi_param", "uwsgi_param", "scgi_param", "grpc_set_header", "set")
)
