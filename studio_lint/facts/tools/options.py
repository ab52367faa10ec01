"""Options that set the port or the address of programs that are not known by name.

The usual names in Go (one dash), Rust, Java, .NET and Node programs, 2026-11: flag of the Go standard library's
examples, Prometheus and its exporters (`--web.listen-address`), Grafana Labs' tools, ASP.NET Core (`--urls`).
"""

from __future__ import annotations

PORT_ENDS = ("port",)
"""Ends of options whose value is a number."""

ADDRESS_ENDS = ("listen", "bind", "addr", "address", "urls")
"""Ends of options whose value is `host:port`, `:port` or a URL."""
