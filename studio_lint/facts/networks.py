"""Addresses and names that are not on the public internet.

Sources: IANA's special-purpose address registries for IPv4 and IPv6 (read 2026-11), with what they call "globally
reachable: false", and multicast; RFC 4291 (embedded and compatible addresses), RFC 3056 (6to4), RFC 4380 (Teredo), RFC
6052 and RFC 8215 (NAT64), RFC 5214 (ISATAP); IANA's special-use domain names (RFC 6761 and others) and ICANN's
`.internal` (2024); Kubernetes' documentation on DNS for services; Microsoft on 168.63.129.16 ("What is IP address
168.63.129.16?", read 2026-11). The metadata services of AWS (169.254.169.254, fd00:ec2::254), Azure, Google Cloud,
Oracle (192.0.0.192) and Alibaba Cloud (100.100.100.200) are in these ranges.

To renew: compare with https://www.iana.org/assignments/iana-ipv4-special-registry and iana-ipv6-special-registry.
"""

from __future__ import annotations

NOT_PUBLIC_4 = (
    "0.0.0.0/8",
    "10.0.0.0/8",
    "100.64.0.0/10",
    "127.0.0.0/8",
    "168.63.129.16/32",
    "169.254.0.0/16",
    "172.16.0.0/12",
    "192.0.0.0/24",
    "192.0.2.0/24",
    "192.88.99.0/24",
    "192.168.0.0/16",
    "198.18.0.0/15",
    "198.51.100.0/24",
    "203.0.113.0/24",
    "224.0.0.0/4",
    "240.0.0.0/4",
)

PUBLIC_6 = "2000::/3"
"""All that is routed on the internet; the ranges below are parts of it."""

NOT_PUBLIC_6 = (
    "2001::/23",
    "2001:db8::/32",
    "2002::/16",
    "3ffe::/16",
    "3fff::/20",
)

NAT64 = "64:ff9b::/96"
"""What a network without IPv4 makes of a public IPv4 address, which is its last 32 bits."""

ISATAP = (0x00005EFE, 0x02005EFE)
"""Bits 64 to 95 of an address whose last 32 bits are an IPv4 address."""

NAME_ENDINGS = (
    ".alt", ".arpa", ".cluster", ".consul", ".corp", ".domain", ".example", ".home", ".internal", ".intranet",
    ".invalid", ".lan", ".local", ".localdomain", ".localhost", ".onion", ".private", ".svc", ".test",
)  # fmt: skip
"""Last labels that the public DNS does not have, or that name no host."""
