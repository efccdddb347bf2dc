"""Facebook's own error codes; the table shared with Instagram is in the kit (graph_errors.py)."""

# channels.md §2: private messages; comments; answering comments.
SCOPES: dict[str, str] = {
    "pages_messaging": "membaca dan menjawab pesan",
    "pages_manage_metadata": "membaca pesan",
    "pages_read_engagement": "membaca kiriman Halaman",
    "pages_read_user_content": "membaca komentar",
    "pages_manage_engagement": "menjawab komentar",
}
# What only private messages need: not missed where the office reads none.
DM_SCOPES = frozenset({"pages_messaging", "pages_manage_metadata"})
# Kinds of token whose lists are empty without any error (F17).
NOT_A_PAGE = frozenset({"USER", "APP", "SYSTEM_USER"})

WRONG_TOKEN = "Token ini bukan token Halaman, jadi Facebook menjawab daftar kosong. Isikan token Halaman."
NOT_TAKEN = "Meta menolak token Halaman atau app secret. Periksa keduanya pada pengaturan kanal."
OTHER_PAGE = "Token ini milik Halaman lain. Periksa ID Halaman dan token pada pengaturan kanal."
DEAD_TOKEN = "Token Halaman tidak berlaku lagi. Buat token baru, lalu isikan pada pengaturan kanal."
MISSING_SCOPE = "Izin aplikasi kurang: {names}. Mintakan lewat App Review Meta."
EMPTY_LISTS = (
    "Facebook berulang kali menjawab daftar kosong padahal sudah ada percakapan. "
    "Periksa izin dan jenis token; baca dulu lewat Meta Business Suite."
)
UNREAD_CHAT = "Percakapan ini tidak dapat dibaca lewat Facebook API. Buka di Meta Business Suite."
UNREAD_PUBLICATION = "Komentar di bawah kiriman ini tidak dapat dibaca lewat Facebook API. Buka di Halaman."
ALMOST_USED = "Kuota panggilan Facebook terpakai {percent} %; pembacaan diperlambat."
NOT_AN_ANSWER = "Facebook tidak menyebut komentar baru atas jawaban ini; periksa komentarnya di Halaman."
FILE_GONE = "Lampiran ini tidak ada lagi di Facebook. Buka di Meta Business Suite."
