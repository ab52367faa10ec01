"""SL7: what registries and channels answer; judged with `--online` alone."""
