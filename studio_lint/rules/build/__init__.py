"""SL2: will the Dockerfile build."""
