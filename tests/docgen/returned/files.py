"""The table of returned files: how each came about, and the state it must be shown with (None: refused)."""

import functools
import io
from collections.abc import Callable
from datetime import timedelta

import pypdf

from models.rules.papers.copy_states import CopyState
from tests.admin_app.papers.signed_pdfs import Look, pdf, scan
from tests.docgen.returned import signing
from tests.docgen.returned.authority import BEGINS, STAMPED, Authority, Holder, authority, crl_of, holder, ocsp_of
from tests.docgen.returned.signing import signed, with_evidence

SIGNER = "Contoh Penanda Tangan"
_YESTERDAY, _WEEK = STAMPED - timedelta(days=1), timedelta(days=7)


class Maker:
    """Makes each file of the table from the PDF of one issued paper, whose signer bears this name."""

    def __init__(self, issued: bytes, words: str, signer: str = SIGNER) -> None:
        self.issued, self.words = issued, words
        self.ours, self.theirs = authority(), authority("Lain")
        self.name, self.signer = signer, _known_signer(signer)

    def stamped(self, content: bytes | None = None, by: Holder | None = None, stamper: Holder | None = None) -> bytes:
        """Return a PDF signed with a timestamp."""
        return signed(content or self.issued, by or self.signer, stamper or self.ours.stamper)

    def listed(self, content: bytes, **how: object) -> bytes:
        """Return a signed PDF with both lists of revoked certificates, the signer's own among them."""
        revoking = crl_of(self.ours.issuer, self.signer, **how)  # type: ignore[arg-type]
        return with_evidence(content, [crl_of(self.ours.root), revoking])

    def aged(self, until: timedelta, **how: Holder) -> bytes:
        """Return a PDF signed by a certificate that ended so long after the timestamp."""
        return self.stamped(by=self.ours.signer(self.name, span=(BEGINS, STAMPED + until)), **how)


@functools.cache
def _known_signer(name: str) -> Holder:
    return authority().signer(name)


def _locked(make: Maker) -> bytes:
    writer, made = pypdf.PdfWriter(clone_from=io.BytesIO(make.issued)), io.BytesIO()
    writer.encrypt("rahasia", algorithm="RC4-128")
    writer.write(made)
    return made.getvalue()


def _by_ocsp(make: Maker, ours: Authority) -> bytes:
    above = ocsp_of(ours.root, ours.issuer)
    return with_evidence(make.stamped(), ocsps=[ocsp_of(ours.issuer, make.signer), above])


def _two(make: Maker, second: Holder) -> bytes:
    return signed(make.stamped(), second, make.ours.stamper, name="Ttd2")


FILES: dict[str, tuple[CopyState | None, Callable[[Maker], bytes]]] = {
    "B-B": (CopyState.WAKTU_DINYATAKAN, lambda make: signed(make.issued, make.signer)),
    "B-T": (CopyState.DIPERCAYA, lambda make: make.stamped()),
    "B-LT by CRL": (
        CopyState.DIPERCAYA_LENGKAP,
        lambda make: with_evidence(make.stamped(), [crl_of(make.ours.root), crl_of(make.ours.issuer)]),
    ),
    "B-LT by OCSP": (CopyState.DIPERCAYA_LENGKAP, lambda make: _by_ocsp(make, make.ours)),
    "two signers": (CopyState.BEBERAPA, lambda make: _two(make, make.ours.signer("Contoh Kedua"))),
    "two signers, one unknown": (CopyState.PENERBIT_ASING, lambda make: _two(make, make.theirs.signer("Orang Lain"))),
    "changed after": (CopyState.BERUBAH, lambda make: signing.changed(make.stamped(), "Diterima")),
    "octets exchanged": (CopyState.RUSAK, lambda make: signing.spoilt(make.stamped(), b"masyarakat", b"MASYARAKAT")),
    "more after its end": (CopyState.SEBAGIAN, lambda make: signing.in_part(make.stamped())),
    "other words": (CopyState.TEKS_BERBEDA, lambda make: make.stamped(pdf(f"{make.words}\ntidak"))),
    "expired": (CopyState.KEDALUWARSA, lambda make: make.aged(-_WEEK)),
    "expired since": (CopyState.DIPERCAYA, lambda make: make.aged(_WEEK)),
    "expired, stamped by a stranger": (
        CopyState.KEDALUWARSA,
        lambda make: make.aged(_WEEK, stamper=make.theirs.stamper),
    ),
    "revoked by CRL": (CopyState.DICABUT, lambda make: make.listed(make.stamped())),
    "revoked by OCSP": (
        CopyState.DICABUT,
        lambda make: with_evidence(make.stamped(), ocsps=[ocsp_of(make.ours.issuer, make.signer, _YESTERDAY)]),
    ),
    "revoked, the list out of date": (CopyState.DICABUT, lambda make: make.listed(signed(make.issued, make.signer))),
    "revoked since": (CopyState.DIPERCAYA_LENGKAP, lambda make: make.listed(make.stamped(), at=STAMPED + _WEEK)),
    "unknown root": (CopyState.PENERBIT_ASING, lambda make: make.stamped(by=make.theirs.signer(SIGNER))),
    "self-made": (CopyState.BUATAN_SENDIRI, lambda make: signed(make.issued, holder(SIGNER))),
    "a server's certificate": (
        CopyState.TIDAK_LAYAK,
        lambda make: signed(make.issued, make.ours.signer(SIGNER, usage={"key_agreement": True})),
    ),
    "another signer": (CopyState.PENANDA_LAIN, lambda make: make.stamped(by=make.ours.signer("Orang Lain"))),
    "hidden words": (CopyState.TEKS_TERTUTUP, lambda make: make.stamped(pdf(make.words, Look(hidden=True)))),
    "a note stuck on": (CopyState.TEKS_TERTUTUP, lambda make: make.stamped(pdf(make.words, Look(note="Ditolak")))),
    "a signed scan": (CopyState.TEKS_TERTUTUP, lambda make: make.stamped(scan(make.words))),
    "a scan": (CopyState.PINDAIAN, lambda make: scan(make.words)),
    "unsigned": (None, lambda make: make.issued),
    "forged page": (None, lambda make: pdf(f"{make.words}\nDitandatangani")),
    "damaged": (None, lambda make: make.stamped()[:900]),
    "locked": (None, _locked),
}
