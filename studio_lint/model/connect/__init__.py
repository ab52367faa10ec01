"""How connect-client gets into an image and starts."""
