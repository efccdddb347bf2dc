"""Certificates: those an office uploads to trust, and what pyHanko needs of them."""

import base64
import binascii
import re
from collections.abc import Sequence
from datetime import UTC, datetime

from asn1crypto import pem, x509

from docgen.errors import DocumentError
from models.rules.papers.signatures import RootFound

MOST_ROOTS = 20  # in one file
_BROKEN = (ValueError, TypeError, KeyError, IndexError, binascii.Error)


def read_roots(content: bytes) -> list[RootFound]:
    """Return the certificates of a PEM or DER file; raises DocumentError where one is missing or no issuer's."""
    try:
        found = [x509.Certificate.load(der, strict=True) for der in _ders(content)]
        return [_root(one) for one in found]
    except _BROKEN as err:
        raise DocumentError("Berkas ini bukan sertifikat PEM atau DER. Minta lagi dari penerbitnya.") from err


def _ders(content: bytes) -> list[bytes]:
    if not pem.detect(content):
        return [content]
    blocks = [der for kind, _, der in pem.unarmor(content, multiple=True) if kind == "CERTIFICATE"]
    if not 0 < len(blocks) <= MOST_ROOTS:
        raise DocumentError(f"Berkas PEM harus memuat 1 sampai {MOST_ROOTS} sertifikat, tanpa kunci.")
    return blocks


def _root(one: x509.Certificate) -> RootFound:
    if not one.ca:
        raise DocumentError(
            f"Sertifikat “{named(one.subject)}” bukan sertifikat induk (CA). Unggah sertifikat induk penerbitnya."
        )
    begins, ends = span_of(one)
    name, der = named(one.subject), base64.b64encode(one.dump()).decode()
    return RootFound(name, one.sha256.hex(), plain(begins), plain(ends), der)


def certificates(ders: Sequence[str]) -> list[x509.Certificate]:
    """Return the certificates of base64 as the office has them stored."""
    return [x509.Certificate.load(base64.b64decode(der)) for der in ders]


def named(name: x509.Name) -> str:
    """Return whom a certificate names: the common name, else all it says; on one line, at most 200 signs."""
    said = name.native if isinstance(name.native, dict) else {}
    common = said.get("common_name") or said.get("organization_name") or name.human_friendly
    text = " ".join(common) if isinstance(common, list) else str(common)
    return re.sub(r"[\s\x00-\x1f\x7f]+", " ", text).strip()[:200]


def span_of(one: x509.Certificate) -> tuple[datetime, datetime]:
    """Return from when until when a certificate is valid."""
    return one.not_valid_before, one.not_valid_after


def valid_at(one: x509.Certificate, moment: datetime) -> bool:
    """Whether a certificate is valid at a moment."""
    begins, ends = span_of(one)
    return begins <= moment <= ends


def plain(moment: datetime) -> datetime:
    """Return a moment as naive UTC, as everywhere in the program."""
    return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment
