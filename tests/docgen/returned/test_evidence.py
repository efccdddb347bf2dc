"""What a file says of a revocation counts whoever brought it, from the moment it names."""

import io
from datetime import timedelta

from pyhanko.pdf_utils.reader import PdfFileReader

from docgen.returned.evidence import evidence_of
from tests.admin_app.papers.signed_pdfs import pdf
from tests.docgen.returned.authority import STAMPED, authority, crl_of, ocsp_of
from tests.docgen.returned.signing import signed, with_evidence


def test_lists_and_answers_revoke_from_their_moment_and_nobody_else() -> None:
    ours, signer, other = authority(), authority().signer("Contoh"), authority().signer("Contoh Kedua")
    content = signed(pdf("NOMOR 1"), signer)
    listed = with_evidence(content, [crl_of(ours.issuer, signer, at=STAMPED)])
    answered = with_evidence(content, ocsps=[ocsp_of(ours.issuer, signer, STAMPED)])
    for found in (listed, answered):
        evidence = evidence_of(PdfFileReader(io.BytesIO(found)), [])
        assert evidence.revokes([signer.asn1], STAMPED)
        assert not evidence.revokes([signer.asn1], STAMPED - timedelta(seconds=1))
        assert not evidence.revokes([other.asn1], STAMPED)
    assert not evidence_of(PdfFileReader(io.BytesIO(content)), []).revokes([signer.asn1], STAMPED)
