"""SL5: images and registries."""
