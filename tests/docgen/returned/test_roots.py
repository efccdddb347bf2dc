"""An office's certificates are read from PEM or DER, and only those that can vouch for others are taken."""

import base64
from datetime import datetime

import pytest

from docgen.errors import DocumentError
from docgen.render import Renderer
from docgen.returned.roots import MOST_ROOTS, certificates, read_roots
from tests.docgen.returned.authority import authority


def test_pem_der_and_several_are_read_with_whom_they_name() -> None:
    ours = authority()
    for content in (ours.root.der, ours.root.pem, b"note\n" + ours.root.pem):
        (found,) = read_roots(content)
        assert (found.subject, found.fingerprint) == ("Akar Contoh", ours.root.asn1.sha256.hex())
        assert (found.valid_from, found.valid_until) == (datetime(2020, 1, 1), datetime(2040, 1, 1))
        assert certificates([found.der])[0].dump() == ours.root.der
    assert len(read_roots(ours.root.pem + ours.issuer.pem)) == 2


def test_the_worker_reads_them_too() -> None:
    with Renderer() as renderer:
        assert renderer.read_roots(authority().root.pem) == tuple(read_roots(authority().root.pem))
        with pytest.raises(DocumentError, match="bukan sertifikat"):
            renderer.read_roots(b"%PDF-1.7")


def test_what_is_no_certificate_of_an_issuer_is_refused() -> None:
    with pytest.raises(DocumentError, match="bukan sertifikat induk"):
        read_roots(authority().signer("Contoh").pem)
    key = b"-----BEGIN PRIVATE KEY-----\n" + base64.b64encode(b"key") + b"\n-----END PRIVATE KEY-----\n"
    for content in (key, authority().root.pem * (MOST_ROOTS + 1)):
        with pytest.raises(DocumentError, match="1 sampai"):
            read_roots(content)
    for content in (b"", b"kata", authority().root.der[:-9], b"-----BEGIN CERTIFICATE-----\n!\n-----END CERT"):
        with pytest.raises(DocumentError):
            read_roots(content)
