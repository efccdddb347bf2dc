"""The revocation data a signed PDF brings along, and whether they say that a certificate was revoked.

pyHanko passes over data that are out of date; what they say of a revocation stays true, so it is looked for here.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from asn1crypto import cms, crl, ocsp, x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.errors import NoDSSFoundError


@dataclass
class Evidence:
    """Certificates, CRLs and OCSP responses of a file."""

    certificates: list[x509.Certificate] = field(default_factory=list)
    crls: list[crl.CertificateList] = field(default_factory=list)
    ocsps: list[ocsp.OCSPResponse] = field(default_factory=list)

    def revokes(self, chain: Iterable[x509.Certificate], moment: datetime) -> bool:
        """Whether any of these certificates was revoked at that moment, by whatever of it the file says."""
        serials = {(one.issuer.hashable, one.serial_number) for one in chain}
        return any(
            at <= moment and any(serial == number and issuer in (None, name) for name, number in serials)
            for issuer, serial, at in (*self._listed(), *self._answered())
        )

    def _listed(self) -> Iterator[tuple[str | None, int, datetime]]:
        for one in self.crls:
            for row in one["tbs_cert_list"]["revoked_certificates"] or ():
                yield one.issuer.hashable, row["user_certificate"].native, row["revocation_date"].native

    def _answered(self) -> Iterator[tuple[str | None, int, datetime]]:
        """Yield what OCSP says; it names an issuer by a hash alone, so the serial number decides."""
        for one in self.ocsps:
            if one["response_status"].native != "successful":
                continue
            for row in one.response_data["responses"]:
                said = row["cert_status"]
                if said.name == "revoked":
                    yield (
                        None,
                        row["cert_id"]["serial_number"].native,
                        said.chosen["revocation_time"].native,
                    )


def evidence_of(reader: PdfFileReader, signers: Iterable[cms.SignerInfo]) -> Evidence:
    """Return what the file and its signatures bring along."""
    found = Evidence()
    try:
        store = DocumentSecurityStore.read_dss(reader)
    except NoDSSFoundError:
        store = None
    if store is not None:
        found.certificates += list(store.load_certs())
        found.crls += [crl.CertificateList.load(each.get_object().data) for each in store.crls]
        found.ocsps += [ocsp.OCSPResponse.load(each.get_object().data) for each in store.ocsps]
    for signer in signers:
        _add_archived(found, signer)
    return found


def _add_archived(found: Evidence, signer: cms.SignerInfo) -> None:
    """Add what Adobe's own attribute carries."""
    for attribute in signer["signed_attrs"] or ():
        if attribute["type"].native == "adobe_revocation_info_archival":
            for value in attribute["values"]:
                found.crls += list(value["crl"] or ())
                found.ocsps += list(value["ocsp"] or ())
