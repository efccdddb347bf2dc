"""TikTok's codes as rows: what each means for the agent (channels.md §5). A failure is HTTP 200 with a code."""

from sync_agent.connector_kit.errors import (
    ConnectorError,
    OutcomeUnknown,
    Refused,
    SignInNeeded,
    TryLater,
    WindowClosed,
)
from sync_agent.connector_kit.outcomes import Outcome, just


class NotThere(TryLater):
    """On a read: this video, conversation or file cannot be had, though others can."""


class Stumbled(TryLater):
    """On a read: TikTok itself failed over this one thing, or over everything."""


def _both(kind: type[ConnectorError], code: int, reason: str, says: str = "") -> Outcome:
    """Return a row for a refusal before anything was done, judged alike for reading and sending."""
    return Outcome(just(code), says, kind, kind, reason)


def _gone(code: int, reason: str) -> Outcome:
    """Return a row for a refusal that is final for one message and, on a read, for one thread only."""
    return Outcome(just(code), "", NotThere, Refused, reason)


# 40102 and 40104 were seen for expired and empty tokens [?]; all three are answered with one refresh first.
TOKEN_CODES = frozenset({40102, 40104, 40105})
TOO_MANY = 40100

LOST = (
    "Token TikTok tidak berlaku lagi dan tidak dapat diperbarui. Hubungkan ulang akun bisnis TikTok, "
    "lalu isi Token akses dan Token penyegar yang baru pada pengaturan kanal."
)
_SCOPE = (
    "TikTok menolak izin. Periksa Business ID, setujui ulang semua izin (scope) aplikasi, atau pilih Tidak pada "
    "Baca pesan pribadi bila izin pesan belum diberikan TikTok."
)

ROWS: tuple[Outcome, ...] = (
    *(_both(SignInNeeded, code, LOST) for code in sorted(TOKEN_CODES)),
    _both(SignInNeeded, 40001, _SCOPE),
    _gone(40002, "TikTok menolak isi permintaan ini. Periksa panjang dan isi jawaban."),
    _gone(40006, "TikTok tidak mengenal bentuk permintaan ini."),
    _gone(40007, "Komentar, percakapan, atau orangnya tidak ada lagi di TikTok. Hubungi warga lewat cara lain."),
    # sleekflow's table: "blocked due to messaging restrictions"; in practice the 48-hour window.
    Outcome(just(40064), "", NotThere, WindowClosed, "Batas 48 jam TikTok untuk membalas pesan sudah lewat."),
    _both(TryLater, TOO_MANY, "TikTok meminta menunggu karena terlalu banyak permintaan."),
    _gone(40908, "TikTok tidak menerima jenis berkas ini."),
    Outcome(just(51065), "", Stumbled, OutcomeUnknown, "TikTok sedang terganggu."),
    Outcome(range(50000, 60000), "", Stumbled, OutcomeUnknown, "TikTok sedang terganggu."),
    Outcome(range(40000, 50000), "", TryLater, Refused, "TikTok menolak permintaan ini."),
)

# 40100: five minutes for the limit per minute, the next day (UTC) for the one per day.
MINUTE_WAIT = 300.0
PER_DAY = r"\bday\b|daily|\bqpd\b"

NOT_TAKEN = "TikTok tidak mengenal Business ID ini untuk token ini. Periksa keduanya pada pengaturan kanal."
TOO_LONG = "Jawaban lebih dari {limit} karakter; TikTok tidak menerimanya. Ringkas dulu."
NO_PRIVATE = "TikTok tidak menyediakan jawaban pribadi untuk komentar. Jawab di komentarnya atau lewat cara lain."
NOT_OURS = "Alamat percakapan ini bukan dari TikTok. Jawab lewat cara lain."
NO_RENEWAL = (
    "Token TikTok hanya berlaku sehari dan tidak dapat diperbarui sendiri: "
    "isi Client ID, Client secret, dan Token penyegar pada pengaturan kanal."
)
MINUTE_SPENT = "Jatah permintaan TikTok untuk menit ini habis; bacaan dilanjutkan sesudahnya."
FOREIGN_FILE = "Alamat lampiran bukan milik TikTok, jadi tidak dibuka. Buka lewat telepon."
FILE_GONE = "Lampiran ini tidak dapat diambil lagi dari TikTok. Buka lewat telepon."
