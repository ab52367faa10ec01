"""What keeps a RUN from working: each module answers one question about a stage."""
