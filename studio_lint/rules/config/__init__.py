"""SL6: .seqera/studio-config.yaml."""
