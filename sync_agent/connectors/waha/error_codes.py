"""WAHA's error answers as rows: what each means for the agent (channels.md §1.1; its issue threads)."""

from models.rules.channels.ban_signs import BAN_WORDS, BANNED, NOT_THERE
from models.rules.channels.gateways import GATEWAYS
from sync_agent.connector_kit.errors import (
    ConnectorError,
    NumberBlocked,
    OutcomeUnknown,
    Refused,
    SignInNeeded,
    TryLater,
)
from sync_agent.connector_kit.outcomes import Outcome, just

TOO_OLD = (
    f"WAHA ini terlalu lama: yang diperlukan program tidak ada padanya. Pasang versi {GATEWAYS['waha'].least} "
    "atau yang lebih baru."
)
_SCAN = "Sesi WhatsApp terputus. Buka WAHA, lalu pindai kode QR dengan telepon kantor."


def _both(kind: type[ConnectorError], status: int, says: str, reason: str) -> Outcome:
    """Return a row for an answer given before anything was done, judged alike for reading and sending."""
    return Outcome(just(status), says, kind, kind, reason)


# 422 is WAHA's word for "session not WORKING": the call was turned away before it did anything (waha#1225).
ROWS: tuple[Outcome, ...] = (
    # Said before anything is done; with 5xx a sending may have gone out all the same.
    Outcome(range(400, 500), BAN_WORDS.pattern, NumberBlocked, NumberBlocked, BANNED),
    Outcome(range(500, 600), BAN_WORDS.pattern, NumberBlocked, OutcomeUnknown, BANNED),
    _both(TryLater, 422, r'"status":\s*"starting"', "Sesi WhatsApp sedang dimulai."),
    _both(TryLater, 422, r'"status":\s*"failed"', "Sesi WhatsApp gagal; sedang dimulai ulang."),
    _both(SignInNeeded, 422, "session status is not as expected", _SCAN),
    _both(SignInNeeded, 422, "session", "Sesi tidak ada di WAHA. Periksa nama sesi pada pengaturan kanal."),
    # Paths every version we can use has; a path less is an old gateway, not a wrong address (2024.10.8).
    _both(SignInNeeded, 404, r"cannot get \S*/api/(version|[^/\s]+/(new-message-id|chats))\b", TOO_OLD),
    # An unknown path; its message may name the session too, so this row precedes the next.
    _both(SignInNeeded, 404, "cannot (get|post)", "Alamat WAHA salah. Periksa Alamat pada pengaturan kanal."),
    _both(SignInNeeded, 404, "session", "Sesi tidak ada di WAHA. Periksa nama sesi pada pengaturan kanal."),
    # NOWEB keeps nothing unless its store was switched on before the QR was scanned (waha#374).
    _both(SignInNeeded, 400, "store", "Penyimpanan pesan WAHA mati. Aktifkan noweb.store, lalu pindai QR lagi."),
    # GOWS answers a number without WhatsApp with 500 before sending anything (waha#1714, #2094).
    Outcome(just(500), "no lid found", TryLater, Refused, NOT_THERE),
)

# Of the session itself: what answers 404 in no words of WAHA's is another server.
CHECK: tuple[Outcome, ...] = (
    *ROWS,
    _both(SignInNeeded, 404, "", "Di alamat ini tidak ada WAHA. Periksa Alamat pada pengaturan kanal."),
)

# A read by id whose answer is a plain 404: the gateway does not have it.
ABSENT = 404

# What to do about each session status that is not WORKING.
SESSION: dict[str, tuple[type[ConnectorError], str]] = {
    "STARTING": (TryLater, "Sesi WhatsApp sedang dimulai."),
    "FAILED": (SignInNeeded, "Sesi WhatsApp gagal walau sudah dimulai ulang. Buka WAHA dan pindai kode QR."),
    "SCAN_QR_CODE": (SignInNeeded, _SCAN),
    "STOPPED": (SignInNeeded, "Sesi WhatsApp berhenti. Buka WAHA, lalu jalankan sesinya."),
    "PASSKEY_REQUIRED": (SignInNeeded, "WhatsApp meminta kunci sandi. Buka WAHA dan ikuti petunjuknya."),
    "PASSKEY_CONFIRMATION_REQUIRED": (SignInNeeded, "WhatsApp meminta konfirmasi. Setujui di telepon kantor."),
}
UNKNOWN_SESSION: tuple[type[ConnectorError], str] = (TryLater, "Keadaan sesi WhatsApp tidak dikenal.")
RESTARTED = "Sesi WhatsApp gagal; sedang dimulai ulang."
NO_KEY = (
    "WAHA menjawab tanpa API key: siapa pun yang mencapai alamatnya dapat membaca dan mengirim pesan. "
    "Isi WAHA_API_KEY di WAHA, lalu jalankan ulang."
)
ANY_KEY = (
    "WAHA menerima API key apa saja, juga yang salah. "
    "Periksa WAHA_API_KEY dan perantara (proxy) di depannya, lalu jalankan ulang."
)
HIDES = (
    "WAHA menyimpan pesan yang tidak muncul pada daftar semua percakapan, jadi pesan warga tidak terbaca. "
    "Perbarui WAHA atau ganti mesinnya."
)
NO_FILE_YET = "Gateway belum dapat mengambil lampiran ini dari WhatsApp."
FOREIGN_FILE = "Alamat lampiran bukan milik gateway, jadi tidak dibuka. Buka lewat telepon."
