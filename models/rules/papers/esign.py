"""What an e-signature service (BSrE's client service) says of a certificate and of a signing, a row each.

Shapes and codes: tte-arsip §A, which says of each how sure it is. What the service says itself is for administrators.
"""

from dataclasses import dataclass
from enum import StrEnum


class CertificateState(StrEnum):
    """The states of a signer's certificate, as the service names them."""

    ISSUE = "ISSUE"
    EXPIRED = "EXPIRED"
    RENEW = "RENEW"
    WAITING_FOR_VERIFICATION = "WAITING_FOR_VERIFICATION"
    NEW = "NEW"
    NO_CERTIFICATE = "NO_CERTIFICATE"
    NOT_REGISTERED = "NOT_REGISTERED"
    SUSPEND = "SUSPEND"
    REVOKE = "REVOKE"


CERTIFICATE_WORDS: dict[CertificateState, str] = {
    CertificateState.ISSUE: "Sertifikat Anda aktif menurut layanan.",
    CertificateState.EXPIRED: "Masa berlaku sertifikat Anda habis. Perbarui lewat verifikator BSrE kantor.",
    CertificateState.RENEW: "Sertifikat Anda sedang diperbarui. Selesaikan pembaruannya, lalu coba lagi.",
    CertificateState.WAITING_FOR_VERIFICATION: "Pendaftaran Anda menunggu verifikasi. Hubungi verifikator BSrE.",
    CertificateState.NEW: "Akun Anda belum diaktifkan. Ikuti surel aktivasi dari BSrE.",
    CertificateState.NO_CERTIFICATE: "Akun Anda belum bersertifikat. Terbitkan sertifikatnya lebih dahulu.",
    CertificateState.NOT_REGISTERED: "NIK Anda belum terdaftar di layanan. Periksa NIK Anda di Akun saya.",
    CertificateState.SUSPEND: "Sertifikat Anda ditangguhkan. Hubungi verifikator BSrE.",
    CertificateState.REVOKE: "Sertifikat Anda dicabut. Hubungi verifikator BSrE.",
}


def may_sign_with(state: CertificateState) -> bool:
    """Whether a certificate in this state can sign: an issued one alone."""
    return state is CertificateState.ISSUE


class Refused(StrEnum):
    """Why nothing was signed; each is sure, and the paper keeps its number."""

    SECRET = "sandi"
    CERTIFICATE = "sertifikat"
    IDENTITY = "identitas"
    FILE = "berkas"
    ACCESS = "akses"
    UNREACHABLE = "tidak_terhubung"
    NOT_THE_SERVICE = "bukan_layanan"
    NO_ANSWER = "gangguan"
    LATE = "terlambat"
    NOT_SENT = "tidak_dikirim"
    OTHER = "lain"


_KEPT = "Naskah belum ditandatangani; nomornya tetap untuk naskah ini."
REFUSED_WORDS: dict[Refused, str] = {
    Refused.SECRET: f"Sandi atau kode tidak cocok. Periksa, lalu ketik lagi. {_KEPT}",
    Refused.CERTIFICATE: f"Sertifikat Anda tidak dapat dipakai menandatangani. {_KEPT}",
    Refused.IDENTITY: f"Layanan tidak mengenal NIK Anda. Periksa NIK di Akun saya. {_KEPT}",
    Refused.FILE: f"Layanan menolak berkas PDF naskah ini. Beri tahu Administrator. {_KEPT}",
    Refused.ACCESS: f"Layanan menolak nama atau sandi kantor ini. Minta Administrator memeriksanya. {_KEPT}",
    Refused.UNREACHABLE: f"Layanan tanda tangan tidak terhubung; tidak ada yang dikirim. Coba lagi nanti. {_KEPT}",
    Refused.LATE: f"Layanan terlalu lama menjawab, jadi naskah tidak dikirim. Coba lagi nanti. {_KEPT}",
    Refused.NO_ANSWER: f"Layanan sedang terganggu dan belum diminta menandatangani. Coba lagi nanti. {_KEPT}",
    Refused.NOT_SENT: f"Terhenti sebelum naskah dikirim ke layanan. Coba lagi. {_KEPT}",
    Refused.OTHER: f"Layanan menolak permintaan ini. Beri tahu Administrator. {_KEPT}",
    Refused.NOT_THE_SERVICE: f"Di alamat layanan menjawab sesuatu yang lain. Beri tahu Administrator. {_KEPT}",
}
# What was sent may have been signed: nobody may send it again before somebody has looked.
UNSURE_WORDS = (
    "Tidak pasti: berkas sudah dikirim, tetapi jawaban layanan tidak sampai. Jangan mengulang. Periksa dahulu apakah "
    "naskah ini sudah ditandatangani di layanan."
)

# Of what a restored backup does not know (models/actions/papers/own_service/after_restore.py).
RESTORED_WORDS = (
    "Cadangan yang dipulihkan tidak memuat pengiriman naskah ini ke layanan. Jangan menandatangani lagi sebelum "
    "dipastikan apa jadinya di sana."
)

_SURE_STATUS = range(400, 500)
_TIMED_OUT = 408  # of a gateway, after which the service may still have signed
# Codes the service gives in its JSON; anything else of a sure status is read by its HTTP status alone.
_BY_CODE: dict[int, Refused] = {2011: Refused.IDENTITY, 2021: Refused.CERTIFICATE, 2031: Refused.SECRET}
_BY_STATUS: dict[int, Refused] = {
    400: Refused.FILE,
    401: Refused.ACCESS,
    403: Refused.ACCESS,
    404: Refused.NOT_THE_SERVICE,
    413: Refused.FILE,
}


@dataclass(frozen=True)
class Said:
    """An answer to a signing that brought no signed file: HTTP status, and the service's own code if it has one."""

    status: int
    code: int | None = None


def why_refused(said: Said) -> Refused | None:
    """Return why nothing was signed; None where that is not sure, as after an error of the service itself."""
    if said.code in _BY_CODE:
        return _BY_CODE[said.code]
    if said.status in _BY_STATUS:
        return _BY_STATUS[said.status]
    return Refused.OTHER if said.status in _SURE_STATUS and said.status != _TIMED_OUT else None
