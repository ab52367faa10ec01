# studio-lint: not-studio, this is the linter itself
# The linter as an image, for CI systems that run a job in one: docker run --rm --volume "$PWD:/work:ro" studio-lint
ARG PYTHON=3.13-slim

FROM python:${PYTHON} AS build
COPY . /source
# Isolated, and from a folder of its own: what is built decides nothing about how.
WORKDIR /
RUN python -I -m venv --without-pip /opt/studio-lint \
  && python -I -m pip --python /opt/studio-lint/bin/python install --no-cache-dir --no-compile --disable-pip-version-check \
    "/source[online]" \
  && /opt/studio-lint/bin/python -I -m compileall -q /opt/studio-lint/lib

FROM python:${PYTHON}
LABEL org.opencontainers.image.source="https://github.com/studio-lint/studio-lint" \
  org.opencontainers.image.licenses="Apache-2.0" \
  org.opencontainers.image.description="Checks environment.yml, Dockerfiles and studio-config.yaml of Seqera Studios"
COPY --from=build /opt/studio-lint /opt/studio-lint
# The checkout is a stranger's: `studio-lint` runs isolated, whatever the folder it starts in contains.
RUN printf '#!/bin/sh\nexec /opt/studio-lint/bin/python -I -m studio_lint "$@"\n' > /usr/local/bin/studio-lint \
  && chmod 755 /usr/local/bin/studio-lint \
  && useradd --system --uid 10001 --user-group --home-dir /work --no-create-home studio-lint
USER 10001:10001
WORKDIR /work
# No ENTRYPOINT: GitLab, Bitbucket and Jenkins start a shell in the image.
CMD ["studio-lint", "check", "--detect"]
