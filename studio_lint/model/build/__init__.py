"""What a Dockerfile builds: stages, their state, and the final image."""
