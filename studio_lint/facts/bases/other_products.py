"""Public images whose names resemble those of Studios or connect-client, but which are other products.

Looked up on Docker Hub and quay.io, 2026-11: none of them contains connect-client.
"""

from __future__ import annotations

NAMES = frozenset(
    f"{host}/{name}"
    for host in ("docker.io", "quay.io", "ghcr.io")
    for name in (
        "heartexlabs/label-studio",
        "humansignal/label-studio",
        "debezium/connect",
        "debezium/connect-base",
        "strimzi/kafka-connect",
        "confluentinc/cp-kafka-connect",
        "confluentinc/cp-kafka-connect-base",
        "redpandadata/connect",
        "supabase/studio",
        "rstudio/rstudio-connect",
        "rstudio/connect",
        "posit/connect",
        "1password/connect-api",
        "1password/connect-sync",
        "apicurio/apicurio-studio",
        "mongodb/atlas-studio",
    )
)
