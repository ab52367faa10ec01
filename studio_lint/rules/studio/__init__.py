"""SL3: what makes an image a Studio."""
