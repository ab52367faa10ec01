"""Programs that install packages: conda, mamba, micromamba, pip and uv."""
