"""Image references and their parts."""

from __future__ import annotations

import pytest

from studio_lint.syntax.image_reference import Reference, parse

DIGEST = "sha256:" + "0a" * 32


@pytest.mark.parametrize(
    ("text", "name", "tag", "digest"),
    [
        ("ubuntu", "docker.io/library/ubuntu", "", ""),
        ("ubuntu:24.04", "docker.io/library/ubuntu", "24.04", ""),
        ("seqeralabs/nf", "docker.io/seqeralabs/nf", "", ""),
        ("docker.io/ubuntu", "docker.io/library/ubuntu", "", ""),
        ("index.docker.io/ubuntu", "docker.io/library/ubuntu", "", ""),
        ("localhost/x", "localhost/x", "", ""),
        ("localhost:5000/x/y:z", "localhost:5000/x/y", "z", ""),
        ("Registry/x", "Registry/x", "", ""),
        ("[::1]:5000/a", "[::1]:5000/a", "", ""),
        ("ghcr.io/a--b/c__d.e-f:Tag_1.0-x", "ghcr.io/a--b/c__d.e-f", "Tag_1.0-x", ""),
        (f"ubuntu:24.04@{DIGEST}", "docker.io/library/ubuntu", "24.04", DIGEST),
        (f"quay.io/x/y@{DIGEST}", "quay.io/x/y", "", DIGEST),
        ("my_host.io/x", "/my_host.io/x", "", ""),
    ],
)
def test_parts(text, name, tag, digest):
    reference = parse(text)
    assert isinstance(reference, Reference)
    assert (reference.name, reference.tag, reference.digest) == (name, tag, digest)


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", "invalid reference format"),
        ("ubuntu:", "invalid reference format"),
        ("img:$V", "invalid reference format"),
        ("a b", "invalid reference format"),
        ("-x", "invalid reference format"),
        ("x-", "invalid reference format"),
        ("a___b", "invalid reference format"),
        ("a._b", "invalid reference format"),
        ("ghcr.io/", "invalid reference format"),
        ("ghcr.io//x", "invalid reference format"),
        ("ghcr.io:x/y", "invalid reference format"),
        ("https://ghcr.io/x:1", "invalid reference format"),
        ("x:" + "a" * 129, "invalid reference format"),
        ("x@sha256:abc", "invalid reference format"),
        ("x@md5:" + "a" * 32, "unsupported digest algorithm"),
        ("x@sha256:" + "a" * 63, "invalid checksum digest length"),
        ("Ubuntu", "invalid reference format: repository name (library/Ubuntu) must be lowercase"),
        ("a/B:1", "invalid reference format: repository name (a/B) must be lowercase"),
        ("a" * 64, f"invalid repository name ({'a' * 64}), cannot specify 64-byte hexadecimal strings"),
        ("x/" + "a" * 256, "repository name must not be more than 255 characters"),
    ],
)
def test_refused(text, error):
    assert parse(text) == error


def test_places_of_the_parts():
    text = f"ghcr.io:443/x/y:1@{DIGEST}"
    reference = parse(text)
    assert isinstance(reference, Reference)
    found = {name: text[start:end] for name, start, end in reference.spans}
    assert found == {"registry": "ghcr.io:443", "repository": "x/y", "tag": "1", "digest": DIGEST}
    assert reference.host == "ghcr.io"
