"""Programs that verify https addresses with the certificates of the image, and what turns this off.

Sources: the manuals of curl 7.88, wget 1.21 and git 2.39; Debian 12's package ca-certificates 20230311 (2026-11).
"""

from __future__ import annotations

FETCHERS = {
    "curl": ("-k", "--insecure", "--cacert", "--capath", "--proxy-insecure", "-K", "--config"),
    "wget": ("--no-check-certificate", "--ca-certificate", "--ca-directory", "-i", "--input-file"),
    "git": ("-c", "--config-env"),
}
"""The programs, and options with which they may do without."""

VARIABLES = ("SSL_CERT_FILE", "SSL_CERT_DIR", "CURL_CA_BUNDLE", "GIT_SSL_NO_VERIFY", "GIT_SSL_CAINFO", "GIT_SSL_CAPATH")
"""Variables that do the same."""

FOLDERS = (
    "/etc/ssl",
    "/usr/share/ca-certificates",
    "/usr/local/share/ca-certificates",
    "/etc/gitconfig",
    "/etc/wgetrc",
)
"""Where certificates lie, and settings of these programs."""

PACKAGE = "ca-certificates"
REQUIRED = "openssl"
"""The package depends on that command: where it is missing, so is the package."""
