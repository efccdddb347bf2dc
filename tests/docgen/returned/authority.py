"""A test authority: root, intermediate, signers, timestamps, CRL and OCSP, all made anew in the test's own memory."""

import functools
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from asn1crypto import crl, keys, ocsp, x509
from cryptography import x509 as plain
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509 import ocsp as plain_ocsp
from cryptography.x509.oid import AuthorityInformationAccessOID, ExtendedKeyUsageOID, NameOID
from pyhanko_certvalidator.registry import SimpleCertificateStore

BEGINS, ENDS = datetime(2020, 1, 1, tzinfo=UTC), datetime(2040, 1, 1, tzinfo=UTC)
STAMPED = datetime(2026, 3, 2, 3, 4, 5, tzinfo=UTC)  # when the timestamps say that papers were signed
_SIGNS = {"digital_signature": True, "content_commitment": True}
_VOUCHES = {"key_cert_sign": True, "crl_sign": True, "digital_signature": True}
_USAGES = ("digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement")
_USAGES += ("key_cert_sign", "crl_sign", "encipher_only", "decipher_only")


@dataclass(frozen=True)
class Holder:
    """A certificate with its key, and the certificates above it, the nearest first."""

    certificate: plain.Certificate
    key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey
    above: tuple["Holder", ...] = ()

    @property
    def der(self) -> bytes:
        """Return the certificate as a file holds it."""
        return self.certificate.public_bytes(serialization.Encoding.DER)

    @property
    def pem(self) -> bytes:
        """Return the certificate as text."""
        return self.certificate.public_bytes(serialization.Encoding.PEM)

    @property
    def asn1(self) -> x509.Certificate:
        """Return the certificate as pyHanko takes it."""
        return x509.Certificate.load(self.der)

    @property
    def asn1_key(self) -> keys.PrivateKeyInfo:
        """Return the key as pyHanko takes it."""
        how = (serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        return keys.PrivateKeyInfo.load(self.key.private_bytes(serialization.Encoding.DER, *how))

    def store(self) -> SimpleCertificateStore:
        """Return what a signature of it embeds: all above it but the root."""
        return SimpleCertificateStore.from_certs([self.asn1, *(one.asn1 for one in self.above[:-1])])


def holder(
    name: str,
    issuer: Holder | None = None,
    *,
    ca: bool = False,
    span: tuple[datetime, datetime] = (BEGINS, ENDS),
    usage: dict[str, bool] | None = None,
    stamps: bool = False,
) -> Holder:
    """Return a new certificate; without an issuer it vouches for itself."""
    # pyHanko's own timestamps for tests are signed by RSA alone
    key = rsa.generate_private_key(65537, 2048) if stamps else ec.generate_private_key(ec.SECP256R1())
    subject = plain.Name([plain.NameAttribute(NameOID.COMMON_NAME, name)])
    above = (issuer, *issuer.above) if issuer else ()
    by = issuer.certificate.subject if issuer else subject
    draft = plain.CertificateBuilder(by, subject, key.public_key(), plain.random_serial_number(), *span)
    draft = draft.add_extension(plain.BasicConstraints(ca, None), critical=True)
    used = dict.fromkeys(_USAGES, False) | (usage or (_VOUCHES if ca else _SIGNS))
    draft = draft.add_extension(plain.KeyUsage(**used), critical=True)
    if issuer:  # an address nobody asks: what is known of a revocation is in the file
        place = plain.UniformResourceIdentifier("http://ocsp.contoh.invalid")
        draft = draft.add_extension(
            plain.AuthorityInformationAccess([plain.AccessDescription(AuthorityInformationAccessOID.OCSP, place)]),
            critical=False,
        )
    if stamps:
        draft = draft.add_extension(plain.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
    return Holder(draft.sign(issuer.key if issuer else key, hashes.SHA256()), key, above)


def crl_of(issuer: Holder, *revoked: Holder, at: datetime = STAMPED - timedelta(days=30)) -> crl.CertificateList:
    """Return an issuer's list of revoked certificates, which names these from that moment."""
    issued = STAMPED - timedelta(days=1)
    draft = plain.CertificateRevocationListBuilder(issuer.certificate.subject, issued, issued + timedelta(days=7))
    for one in revoked:
        row = plain.RevokedCertificateBuilder(one.certificate.serial_number, at).build()
        draft = draft.add_revoked_certificate(row)
    made = draft.sign(issuer.key, hashes.SHA256())
    return crl.CertificateList.load(made.public_bytes(serialization.Encoding.DER))


def ocsp_of(issuer: Holder, one: Holder, revoked: datetime | None = None) -> ocsp.OCSPResponse:
    """Return an issuer's answer about one certificate."""
    issued = STAMPED - timedelta(hours=1)
    status = plain_ocsp.OCSPCertStatus.REVOKED if revoked else plain_ocsp.OCSPCertStatus.GOOD
    draft = plain_ocsp.OCSPResponseBuilder().add_response(
        one.certificate,
        issuer.certificate,
        hashes.SHA1(),  # noqa: S303  as OCSP names issuers
        status,
        issued,
        issued + timedelta(days=7),
        revoked,
        None,
    )
    draft = draft.responder_id(plain_ocsp.OCSPResponderEncoding.HASH, issuer.certificate)
    draft = draft.certificates([issuer.certificate])
    made = draft.sign(issuer.key, hashes.SHA256())
    return ocsp.OCSPResponse.load(made.public_bytes(serialization.Encoding.DER))


@dataclass(frozen=True)
class Authority:
    """Everything one office's signatures need."""

    root: Holder
    issuer: Holder
    stamper: Holder

    def signer(self, name: str, **how: object) -> Holder:
        """Return a new certificate of this authority for a person."""
        return holder(name, self.issuer, **how)  # type: ignore[arg-type]


@functools.cache
def authority(name: str = "Contoh") -> Authority:
    """Return the authority of this name, made once in a process."""
    root = holder(f"Akar {name}", ca=True)
    issuer = holder(f"Penerbit {name}", root, ca=True)
    stamper = holder(f"Stempel Waktu {name}", issuer, usage={"digital_signature": True}, stamps=True)
    return Authority(root, issuer, stamper)
