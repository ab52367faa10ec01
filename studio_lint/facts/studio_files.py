"""Where the Platform looks for a Studio in a Git repository.

Source: docs.seqera.io, "Import from Git repository" (Studios), read 2025-12 and 2026-08.
"""

from __future__ import annotations

FOLDER = ".seqera"
FILE_NAME = "studio-config.yaml"
KIND = "studio-config"
