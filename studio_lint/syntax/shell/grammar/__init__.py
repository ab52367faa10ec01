"""Whether a shell accepts a text, and where it gives up if it does not."""
