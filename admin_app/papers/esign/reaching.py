"""Opens the office's installation of the service: its address, its password unsealed, its own authority as a file."""

import shutil
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp
from threading import BoundedSemaphore

from admin_app.papers.esign.service import Access, EsignService, SigningRefused
from models.rules.core.errors import DocumentNotAllowed, RuleBroken
from models.rules.papers.esign import CERTIFICATE_WORDS, REFUSED_WORDS, CertificateState, Refused
from models.rules.papers.signing_service import NOBODY
from models.tables import SigningService
from models.tables.core.secrets import unseal

# Each may hold a web thread for two minutes: a service that is slow must leave threads for everybody else.
_TURNS = BoundedSemaphore(2)
BUSY = (
    "Layanan tanda tangan sedang mengurus dua permintaan lain. Belum ada yang dikirim. Tunggu sebentar, lalu ulangi."
)


@contextmanager
def turn_at_service() -> Iterator[None]:
    """Hold one of the turns at the service. Raises DocumentNotAllowed where all are taken; nobody waits for one."""
    if not _TURNS.acquire(blocking=False):
        raise DocumentNotAllowed(BUSY)
    try:
        yield
    finally:
        _TURNS.release()


@contextmanager
def reached(row: SigningService, key: bytes) -> Iterator[EsignService]:
    """Give the client of an installation. Raises SecretLost where another key sealed its password."""
    folder = mkdtemp(prefix="aduan-ttd-")
    certificates: str | bool = True
    try:
        if row.authority:
            path = Path(folder, "penjamin.pem")
            path.write_text(row.authority, encoding="ascii", errors="ignore")
            certificates = str(path)
        yield EsignService(Access(row.base_url, row.username, unseal(key, row.secret), certificates), row.version)
    finally:
        # What still holds the file (Windows: a virus scanner) must not cost the answer; a certificate is no secret.
        shutil.rmtree(folder, ignore_errors=True)


def check_authority(pem: str) -> None:
    """Raise RuleBroken where a PEM file holds no certificate that could vouch for anybody."""
    if not pem:
        return
    try:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.load_verify_locations(cadata=pem)
        found = context.cert_store_stats()["x509"]
    except (ssl.SSLError, ValueError):
        found = 0
    if not found:
        raise RuleBroken("Sertifikat penjamin itu tidak terbaca. Minta berkas PEM-nya lagi dari pengelola layanan.")


def look_at_service(row: SigningService, key: bytes) -> tuple[bool, str]:
    """Ask the service about a person nobody is; return whether it answers as it should, and what that means."""
    try:
        with turn_at_service(), reached(row, key) as service:
            state = service.certificate(NOBODY)
    except SigningRefused as refused:
        known = refused.why is Refused.IDENTITY  # it knows nobody of that number, as it should
        return known, _CHECK_WORDS.get(refused.why, REFUSED_WORDS[refused.why])
    if state is CertificateState.NOT_REGISTERED:
        return True, "Layanan menjawab: alamat, versi, dan akun kantor diterima."
    return True, f"Layanan menjawab, tetapi tentang NIK contoh katanya: {CERTIFICATE_WORDS[state]}"


# What is said to who signs speaks of a paper; whoever checks has none.
_CHECK_WORDS = {
    Refused.ACCESS: "Layanan menolak nama atau sandi akun kantor. Periksa keduanya, lalu simpan lagi.",
    Refused.UNREACHABLE: (
        "Tidak ada layanan yang terhubung di alamat ini. Periksa alamat, jaringan, dan sertifikat penjaminnya."
    ),
    Refused.NOT_THE_SERVICE: "Yang menjawab di alamat ini bukan layanan tanda tangan. Periksa alamat dan versinya.",
    Refused.LATE: "Layanan terlalu lama menjawab. Coba lagi; bila tetap, hubungi pengelola layanannya.",
    Refused.NO_ANSWER: "Layanan sedang terganggu. Hubungi pengelola layanannya.",
    Refused.IDENTITY: "Layanan menjawab: alamat, versi, dan akun kantor diterima.",
    Refused.OTHER: "Layanan menolak pertanyaannya. Periksa versi API, lalu hubungi pengelola layanannya.",
    Refused.FILE: "Layanan menolak pertanyaannya. Periksa versi API, lalu hubungi pengelola layanannya.",
}
