"""GOWA's error answers as rows: what each means for the agent (channels.md §1.2; its pkg/error, recovery.go)."""

from models.rules.channels.ban_signs import BAN_WORDS, BANNED, NOT_THERE
from models.rules.channels.gateways import GATEWAYS
from sync_agent.connector_kit.errors import (
    AttachmentGone,
    ConnectorError,
    NumberBlocked,
    OutcomeUnknown,
    Refused,
    SignInNeeded,
    TryLater,
)
from sync_agent.connector_kit.outcomes import Outcome, just

TOO_OLD = (
    f"GOWA ini terlalu lama: yang diperlukan program tidak ada padanya. Pasang versi {GATEWAYS['gowa'].least} "
    "atau yang lebih baru."
)
SCAN = "Sesi WhatsApp di GOWA terputus. Buka GOWA, lalu pindai kode QR dengan telepon kantor."
RECONNECTING = "GOWA sedang tidak tersambung ke WhatsApp. Bila berlarut, periksa internet gateway dan telepon kantor."
_DEVICE = "Perangkat tidak ada di GOWA. Periksa ID perangkat pada pengaturan kanal."
_PASSWORD = "GOWA menolak nama pengguna atau kata sandi. Perbaiki pada pengaturan kanal."
_NO_PRIOR_CHAT = "WhatsApp menolak: warga ini belum pernah menulis ke nomor kantor. Hubungi dengan cara lain."
_NO_FILE = "Berkas ini tidak ada lagi di GOWA. Buka lewat telepon."


def _both(kind: type[ConnectorError], status: int, says: str, reason: str) -> Outcome:
    """Return a row for an answer given before anything was done, judged alike for reading and sending."""
    return Outcome(just(status), says, kind, kind, reason)


# The bodies' `code` is the name of the error (pkg/error), not the number the OpenAPI's examples show.
ROWS: tuple[Outcome, ...] = (
    # Said before anything is done; with 5xx a sending may have gone out all the same.
    Outcome(range(400, 500), BAN_WORDS.pattern, NumberBlocked, NumberBlocked, BANNED),
    Outcome(range(500, 600), BAN_WORDS.pattern, NumberBlocked, OutcomeUnknown, BANNED),
    _both(SignInNeeded, 401, "authentication_error", SCAN),
    _both(SignInNeeded, 401, "", _PASSWORD),
    _both(SignInNeeded, 404, "device_not_found", _DEVICE),
    _both(SignInNeeded, 400, "device_id_required", _DEVICE),
    # Paths every version we can use has; a path less is an old gateway, not a wrong address.
    _both(SignInNeeded, 404, r"cannot get \S*/(app/info|chats)\b", TOO_OLD),
    _both(SignInNeeded, 404, "cannot (get|post)", "Alamat GOWA salah. Periksa Alamat pada pengaturan kanal."),
    Outcome(just(400), "invalid_jid", TryLater, Refused, NOT_THERE),
    Outcome(just(400), "validation_error", TryLater, Refused, "GOWA menolak isi permintaan ini."),
    # WhatsApp's error 463 in a status that elsewhere asks to wait: waiting does not help, the citizen must write.
    Outcome(just(429), "wa_reachout_timelock", TryLater, Refused, _NO_PRIOR_CHAT),
    # No client yet for the device: said before anything is sent (usecase/*.go: ErrWaCLI).
    _both(TryLater, 500, "invalid_wa_cli", "GOWA sedang memulai perangkat WhatsApp."),
    _both(TryLater, 503, "device_manager_unavailable", "GOWA sedang dimulai."),
)

# Of the device's status: what answers 404 in no words of GOWA's is another server.
CHECK: tuple[Outcome, ...] = (
    *ROWS,
    _both(SignInNeeded, 404, "", "Di alamat ini tidak ada GOWA. Periksa Alamat pada pengaturan kanal."),
)

# What /message/{id}/download says in a plain 500 about a message it does not have or that has no file.
DOWNLOAD: tuple[Outcome, ...] = (
    _both(AttachmentGone, 500, "does not contain downloadable media", _NO_FILE),
    _both(AttachmentGone, 500, "message .*not found|does not belong", _NO_FILE),
    *ROWS,
)

NO_PASSWORD = (
    "GOWA menjawab tanpa kata sandi. Isi APP_BASIC_AUTH dan APP_HOST=127.0.0.1 di GOWA, lalu jalankan ulang."
)
ANY_PASSWORD = (
    "GOWA menerima kata sandi apa saja, juga yang salah. "
    "Periksa APP_BASIC_AUTH dan perantara (proxy) di depannya, lalu jalankan ulang."
)
HIDES = (
    "GOWA menyimpan pesan yang tidak muncul bila dicari menurut waktunya, jadi pesan warga tidak terbaca. "
    "Setel zona waktu komputer gateway (TZ) ke UTC atau waktu Indonesia, lalu perbarui GOWA."
)
OPEN_FILES = (
    "Berkas lampiran di GOWA (/statics) terbuka tanpa kata sandi bagi siapa pun yang mencapai alamatnya. "
    "Pasang GOWA pada komputer ini dengan APP_HOST=127.0.0.1, atau tutup portnya dengan firewall."
)
FOREIGN_FILE = "Alamat lampiran bukan milik gateway, jadi tidak dibuka. Buka lewat telepon."
NO_FILE_YET = "GOWA belum dapat mengambil lampiran ini dari WhatsApp."
TOO_LARGE = "Jawaban GOWA terlalu besar berulang kali. Periksa alamat gateway."
