"""The signatures of a PDF, validated by pyHanko without network: what each covers, who made it, when, trusted or not.

A trusted timestamp gives the moment at which the certificates are judged; without one it is now, never what the
signer's own clock says.
"""

import io
import logging
from collections.abc import Coroutine, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, TypeVar

from asn1crypto import cms, x509
from pyhanko.pdf_utils.misc import PdfReadError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import DiffResult, ModificationLevel
from pyhanko.sign.validation import async_validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.generic_cms import extract_tst_data_iter
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from docgen.errors import RenderLimit
from docgen.returned.evidence import Evidence, evidence_of
from docgen.returned.roots import certificates, named, plain, valid_at
from models.rules.papers.signatures import Chain, Later, Signature

MOST_SIGNATURES = 20
_UNREADABLE: tuple[type[Exception], ...] = (PdfReadError, SignatureValidationError, ValueError, TypeError, KeyError)
_UNREADABLE += (AttributeError, IndexError, NotImplementedError, AssertionError, OSError)
_LATER = {
    ModificationLevel.NONE: Later.NOTHING,
    ModificationLevel.LTA_UPDATES: Later.EVIDENCE,
    ModificationLevel.FORM_FILLING: Later.SIGNING,
}
_UNFIT = ("CHAIN_CONSTRAINTS_FAILURE", "CRYPTO_CONSTRAINTS_FAILURE", "CRYPTO_CONSTRAINTS_FAILURE_NO_POE")
Found = TypeVar("Found")

for _name in ("pyhanko", "pyhanko_certvalidator"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)  # they would print names of signers


def signatures_of(content: bytes, ders: Sequence[str], now: datetime) -> tuple[tuple[Signature, ...], int]:
    """Return a PDF's signatures in their order, and the end of the revision the last one signs (0: not known).

    `ders` are the office's roots, `now` is naive UTC. A file or signature that pyHanko cannot read counts as a
    signature that cannot be read where the file's bytes speak of one.
    """
    try:
        reader = PdfFileReader(io.BytesIO(content))
        embedded = reader.embedded_regular_signatures
        if len(embedded) > MOST_SIGNATURES:
            raise RenderLimit("PDF ini memuat terlalu banyak tanda tangan. Unggah naskahnya saja.")
        evidence = evidence_of(reader, [one.signer_info for one in embedded])
        roots = certificates(ders)
    except _UNREADABLE:
        return ((Signature(),), 0) if b"/ByteRange" in content else ((), 0)
    if not embedded:
        return ((Signature(),), 0) if b"/ByteRange" in content else ((), 0)
    *before, last = (_judged(one, _Trust(roots, evidence, now.replace(tzinfo=UTC))) for one in embedded)
    end = _end_of(embedded[-1])
    if _goes_on(content, end, last):
        last = replace(last, whole=False)
    return (*before, last), end if last.whole else 0


def _goes_on(content: bytes, end: int, last: Signature) -> bool:
    """Whether octets follow that belong to no revision; readers differ in what they make of them."""
    return bool(content[end:].strip()) if last.later is Later.NOTHING else not content.rstrip().endswith(b"%%EOF")


class _Trust:
    """The office's roots, what the file brings along, and now."""

    def __init__(self, roots: list[x509.Certificate], evidence: Evidence, now: datetime) -> None:
        self.roots, self.evidence, self.now = roots, evidence, now

    def context(self, moment: datetime) -> ValidationContext:
        """Return pyHanko's context for judging chains at a moment, by nothing but roots and certificates of the file.

        Without revocation data: pyHanko doubts a chain for data about others, or out of date, that stand in the file.
        What they say of a revocation is looked for in `Evidence`.
        """
        own, brought = list(self.roots), self.evidence.certificates
        return ValidationContext(trust_roots=own, other_certs=brought, moment=moment)

    def proof(self, moment: datetime) -> ValidationContext:
        """Return a context in which a chain stands only where the file's revocation data speak for all of it."""
        return ValidationContext(
            trust_roots=list(self.roots),
            other_certs=self.evidence.certificates,
            crls=self.evidence.crls,
            ocsps=self.evidence.ocsps,
            moment=moment,
            revocation_mode="require",
            retroactive_revinfo=True,
        )


def _judged(embedded: EmbeddedPdfSignature, trust: _Trust) -> Signature:
    try:
        return _at_once(_found(embedded, trust))
    except _UNREADABLE:
        return Signature()


def _at_once(work: Coroutine[Any, Any, Found]) -> Found:
    """Run what never waits, since nothing is fetched; an event loop would open sockets, which the worker must not."""
    try:
        work.send(None)
    except StopIteration as done:
        result: Found = done.value
        return result
    work.close()
    raise NotImplementedError


async def _found(embedded: EmbeddedPdfSignature, trust: _Trust) -> Signature:
    stamp = next(extract_tst_data_iter(embedded.signer_info, signed=False), None)
    told = _told_time(stamp) if stamp is not None else None
    status, stamped, moment = await _status(embedded, trust, told)
    path = list(_path(status))
    chain = _chain(status, path, trust, moment)
    checked = chain is Chain.TRUSTED and await _checked(embedded, trust, moment)
    stamp_path = _path(status.timestamp_validity) if stamped and status.timestamp_validity is not None else ()
    ends = [*path[:1], *list(stamp_path)[:1]] if chain is Chain.TRUSTED else []
    declared = status.signer_reported_dt
    return Signature(
        signer=named(status.signing_cert.subject),
        issuer=named(status.signing_cert.issuer),
        intact=bool(status.intact and status.valid),
        whole=_whole(embedded, status),
        later=_later(status),
        chain=chain,
        declared=plain(declared) if declared else None,
        stamped=plain(moment) if stamped else None,
        checked=checked,
        roots=tuple(sorted({one.sha256.hex() for one in ends})),
    )


async def _status(
    embedded: EmbeddedPdfSignature, trust: _Trust, told: datetime | None
) -> tuple[PdfSignatureStatus, bool, datetime]:
    """Return pyHanko's status, whether its timestamp is trusted, and the moment it is judged at."""
    if told is not None and told <= trust.now:
        status = await async_validate_pdf_signature(embedded, trust.context(told), trust.context(told))
        stamp = status.timestamp_validity
        if stamp is not None and stamp.trusted and stamp.timestamp == told:  # of several, the one that told it
            held = list(_path(stamp))
            if all(valid_at(one, told) for one in held) and not trust.evidence.revokes(held, told):
                return status, True, told
    now = trust.context(trust.now)
    return await async_validate_pdf_signature(embedded, now, now), False, trust.now


def _told_time(stamp: cms.SignedData) -> datetime | None:
    told: object = stamp["encap_content_info"]["content"].parsed["gen_time"].native
    return told if isinstance(told, datetime) else None


async def _checked(embedded: EmbeddedPdfSignature, trust: _Trust, moment: datetime) -> bool:
    """Whether revocation data of the file speak for every certificate of the chain."""
    must, stamps = trust.proof(moment), trust.context(moment)
    status = await async_validate_pdf_signature(embedded, must, stamps, skip_diff=True)
    return bool(status.trusted)


def _path(status: Any) -> Iterable[x509.Certificate]:
    """Return the certificates of a chain, its root first; nothing where there is none."""
    path = status.validation_path
    return path.iter_certs(include_root=True) if path is not None else ()


def _chain(status: PdfSignatureStatus, path: list[x509.Certificate], trust: _Trust, moment: datetime) -> Chain:
    own = status.signing_cert
    if status.revoked or trust.evidence.revokes([own, *path], moment):
        return Chain.REVOKED
    if not path and own.self_issued:
        return Chain.SELF_MADE
    problem = status.trust_problem_indic
    if problem is not None and problem.name in _UNFIT:
        return Chain.UNFIT
    if any(not valid_at(one, moment) for one in [own, *path]):
        return Chain.EXPIRED if path else Chain.UNKNOWN
    if status.trusted and len(path) > 1:
        return Chain.TRUSTED
    return Chain.UNFIT if path else Chain.UNKNOWN


def _whole(embedded: EmbeddedPdfSignature, status: PdfSignatureStatus) -> bool:
    """Whether the signed bytes leave out nothing but the signature's own place, up to the end of a revision."""
    places = [int(each) for each in embedded.byte_range]
    own = len(embedded.pkcs7_content) * 2 + 2
    whole = (SignatureCoverageLevel.ENTIRE_FILE, SignatureCoverageLevel.ENTIRE_REVISION)
    return status.coverage in whole and len(places) == 4 and places[0] == 0 and places[2] == places[1] + own


def _later(status: PdfSignatureStatus) -> Later:
    found = status.diff_result
    if not isinstance(found, DiffResult) or status.docmdp_ok is False:
        return Later.CHANGES
    return _LATER.get(found.modification_level, Later.CHANGES)


def _end_of(embedded: EmbeddedPdfSignature) -> int:
    """Return where the revision ends that a signature signs."""
    places = [int(each) for each in embedded.byte_range]
    return places[2] + places[3] if len(places) == 4 else 0
