"""X's error answers as rows: what each means for the agent (channels.md §4; both contracts; docs.x.com, errors)."""

from sync_agent.connector_kit.errors import CursorRefused, OutcomeUnknown, Refused, SignInNeeded, TryLater
from sync_agent.connector_kit.outcomes import Outcome, just

_CAP = "Kuota berbayar X habis. Isi saldo atau naikkan batas belanja di developer.x.com."
_APP = "Aplikasi X kantor tidak berizin untuk ini. Periksa proyek dan izin aplikasi di developer.x.com."
_OPEN = "Akun X kantor dikunci atau ditangguhkan. Masuk ke x.com dan ikuti petunjuknya."
_TOKEN = "Token X ditolak. Hubungkan lagi akun X pada pengaturan kanal."
_FIELDS = "X menolak nama kolom. Ganti Nama kolom di X pada pengaturan kanal."
RENEWAL = "Token penyegar X ditolak. Hubungkan lagi akun X pada pengaturan kanal."
OTHER_ACCOUNT = "Token X ini milik akun lain. Periksa ID akun X, atau hubungkan akun kantor."
NO_ACCOUNT = "Akun X dengan ID ini tidak ada. Periksa ID akun X pada pengaturan kanal."
_FORBIDDEN = (
    "X tidak mengizinkan ini. Bila saat mengirim, jawab lewat aplikasi X; bila saat membaca, periksa izin aplikasi "
    "atau pilih Tidak pada Baca pesan pribadi."
)
_NOBODY = "Akun yang dituju tidak ada di X. Periksa ID akun X pada pengaturan kanal, atau jawab lewat cara lain."

ROWS: tuple[Outcome, ...] = (
    Outcome(just(401), "", SignInNeeded, SignInNeeded, _TOKEN),
    # Money and caps: UsageCapExceededProblem (2.159) as 403 or 429; credits as 402 (pricing page, 2026-08).
    Outcome(just(402), "", SignInNeeded, SignInNeeded, _CAP),
    Outcome(just(403), "usage-capped|usage cap", SignInNeeded, SignInNeeded, _CAP),
    Outcome(just(429), "usage-capped|usage cap", SignInNeeded, SignInNeeded, _CAP),
    # The app or the account as a whole: ClientForbiddenProblem, Oauth1PermissionsProblem, codes 64 and 326.
    Outcome(just(403), "suspended|temporarily locked", SignInNeeded, SignInNeeded, _OPEN),
    Outcome(just(403), "client-forbidden|attached to a project", SignInNeeded, SignInNeeded, _APP),
    Outcome(just(403), "oauth1-permissions|app permissions|access this feature", SignInNeeded, SignInNeeded, _APP),
    Outcome(just(403), "unsupported-authentication", SignInNeeded, SignInNeeded, _APP),
    # One answer only. A duplicate may be our own first try that seemed lost (F50).
    Outcome(
        just(403), "duplicate content", TryLater, OutcomeUnknown, "X menyebut teks ini ganda; sedang dipastikan."
    ),
    Outcome(just(403), "daily limit|over daily", TryLater, TryLater, "Batas harian kiriman X tercapai."),
    # Self-serve apps since 2026-02-23 (channels.md §4).
    Outcome(
        just(403),
        "not been mentioned",
        SignInNeeded,
        Refused,
        "X hanya mengizinkan balasan kepada orang yang menyebut akun kantor. Jawab lewat cara lain.",
    ),
    Outcome(just(403), "permission to dm", SignInNeeded, Refused, "Orang ini tidak menerima DM dari akun kantor."),
    Outcome(just(403), "deleted or not visible", TryLater, Refused, "Kiriman yang dijawab sudah tidak ada di X."),
    Outcome(just(403), "", SignInNeeded, Refused, _FORBIDDEN),
    # Our place in a list, which X may forget (F16), and names only one of the two contracts knows.
    Outcome(just(400), "pagination_token|since_id", CursorRefused, Refused, "X tidak mengenal lagi posisi bacaan."),
    Outcome(just(400), r"\.fields|expansions", SignInNeeded, Refused, _FIELDS),
    Outcome(just(400), "", TryLater, Refused, "X menolak isi kiriman ini. Periksa panjang dan isinya."),
    Outcome(just(404), r'"resource_type":\s*"user"|could not find user', SignInNeeded, Refused, _NOBODY),
    Outcome(just(404), "", TryLater, Refused, "X tidak menemukan yang dituju. Mungkin sudah dihapus."),
)

_ALIKE = "X menolak kata-kata yang sama dua kali. Ubah kata-katanya, lalu kirim lagi."
# Of a first try: no try of ours can be what stands there, so that the words are another answer's.
FIRST: tuple[Outcome, ...] = (Outcome(just(403), "duplicate content", TryLater, Refused, _ALIKE), *ROWS)

# Of files alone: the permission media.write is granted apart, and its lack must not stop the channel.
UPLOAD: tuple[Outcome, ...] = (
    Outcome(
        just(403),
        "",
        Refused,
        Refused,
        "X tidak mengizinkan unggahan berkas. Beri aplikasi izin media.write, atau kirim lewat cara lain.",
    ),
    *ROWS,
)

NO_PLACE = "Percakapan X ini tidak dikenal. Jawab lewat aplikasi X."
NO_FILE = "X tidak memberi alamat lampiran ini. Buka lewat aplikasi X."
FILE_GONE = "Berkas ini sudah tidak ada di X."
RESTS = "Kuota X untuk ini habis sementara; dilanjutkan sendiri setelah pulih."
DM_RESTS = "Kuota bacaan DM X habis untuk sementara; DM dibaca lagi setelah kuota pulih, sebutan tetap dibaca."
MENTIONS_REST = "Kuota bacaan sebutan X habis untuk sementara; sebutan dibaca lagi setelah kuota pulih."
