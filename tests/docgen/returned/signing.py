"""Signs small PDFs as a signing service does, and spoils them afterwards as somebody else might."""

import io
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any

from asn1crypto import crl, ocsp
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import signers
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper
from pyhanko.sign.validation.dss import DocumentSecurityStore

from tests.docgen.returned.authority import STAMPED, Holder

# pyHanko asks for a loop of its own, and a browser's test already runs one in this thread.
_APART = ThreadPoolExecutor(1, thread_name_prefix="signing")


def signed(
    content: bytes,
    by: Holder,
    stamper: Holder | None = None,
    at: datetime = STAMPED,
    name: str = "Ttd",
    box: tuple[int, int, int, int] | None = None,
) -> bytes:
    """Return a PDF signed as PAdES B-B or, with a stamper, B-T; `box`: where the first page shows it, in points."""
    meta = signers.PdfSignatureMetadata(field_name=name, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES)
    own = signers.SimpleSigner(by.asn1, by.asn1_key, by.store())
    stamps = DummyTimeStamper(stamper.asn1, stamper.asn1_key, stamper.store(), fixed_dt=at) if stamper else None
    seen = SigFieldSpec(sig_field_name=name, on_page=0, box=box) if box else None
    made: io.BytesIO = _apart(
        lambda: signers.PdfSigner(meta, own, timestamper=stamps, new_field_spec=seen).sign_pdf(
            IncrementalPdfFileWriter(io.BytesIO(content))
        )
    )
    return made.getvalue()


def with_evidence(
    content: bytes, crls: Sequence[crl.CertificateList] = (), ocsps: Sequence[ocsp.OCSPResponse] = ()
) -> bytes:
    """Return a signed PDF with revocation data added, as PAdES B-LT has them."""
    writer, made = IncrementalPdfFileWriter(io.BytesIO(content)), io.BytesIO()
    DocumentSecurityStore.supply_dss_in_writer(writer, None, crls=list(crls), ocsps=list(ocsps))
    writer.write(made)
    return made.getvalue()


def changed(content: bytes, words: str) -> bytes:
    """Return a signed PDF with a later revision in which its first page says something else."""
    writer, made = IncrementalPdfFileWriter(io.BytesIO(content)), io.BytesIO()
    page = writer.root["/Pages"]["/Kids"][0].get_object()
    drawn = generic.StreamObject(stream_data=f"BT /F1 12 Tf 72 640 Td ({words}) Tj ET".encode("latin-1"))
    page["/Contents"] = writer.add_object(drawn)
    writer.update_container(page)
    writer.write(made)
    return made.getvalue()


def spoilt(content: bytes, old: bytes, new: bytes) -> bytes:
    """Return a PDF with octets exchanged for as many others."""
    assert len(old) == len(new)
    assert old in content
    return content.replace(old, new, 1)


def in_part(content: bytes) -> bytes:
    """Return a signed PDF with something appended that no revision accounts for."""
    reader = PdfFileReader(io.BytesIO(content))
    assert reader.embedded_signatures
    return content + b"\n% more\n"


def _apart(work: Callable[[], Any]) -> Any:
    return _APART.submit(work).result()
