"""Instagram's own error codes; the table shared with Facebook is in the kit (graph_errors.py)."""

# channels.md §3: text ≤ 1000 bytes UTF-8 (developers.facebook.com, Instagram messaging, send API).
TEXT_BYTES = 1000

# channels.md §3, Facebook Login: what the Page's token must be allowed.
SCOPES = ("instagram_basic", "instagram_manage_messages", "instagram_manage_comments")
DM_SCOPES = frozenset({"instagram_manage_messages"})  # not missed where the office reads no messages

DEAD_TOKEN = "Token Halaman tidak berlaku lagi. Buat token baru, lalu isikan pada pengaturan kanal."
MISSING_SCOPE = "Izin aplikasi kurang: {names}. Mintakan lewat App Review Meta."
TOO_LONG = "Teks lebih dari 1000 bita; Instagram menolaknya. Pendekkan jawaban, lalu kirim lagi."
NOT_TAKEN = "Meta menolak token, app secret, atau ID Halaman. Periksa ketiganya pada pengaturan kanal."
NOT_LINKED = "Halaman ini belum tersambung dengan akun Instagram profesional. Sambungkan di setelan Halaman."
OTHER_ACCOUNT = "Token ini milik akun Instagram lain. Periksa ID akun Instagram dan token pada pengaturan kanal."
NOT_AN_ANSWER = "Instagram tidak menyebut komentar baru atas jawaban ini; periksa komentarnya di aplikasi."
UNREAD_CHAT = "Percakapan ini tidak dapat dibaca lewat Instagram API. Buka di aplikasi Instagram."
UNREAD_PUBLICATION = (
    "Komentar di bawah kiriman ini tidak dapat dibaca lewat Instagram API. Buka di aplikasi Instagram."
)
NO_CHAT_ID = "Percakapan tanpa nomor pengenal. Periksa di aplikasi Instagram."
NO_PUBLICATION_ID = "Kiriman kantor tanpa nomor pengenal. Periksa komentarnya di aplikasi Instagram."
EMPTY_LISTS = (
    "Instagram berulang kali menjawab daftar percakapan kosong padahal sudah ada percakapan. "
    "Periksa izin token dan setelan 'Izinkan akses ke pesan'; baca dulu lewat aplikasi."
)
ALMOST_USED = "Kuota panggilan Instagram terpakai {percent} %; pembacaan diperlambat."
NOT_REFRESHED = "Token Instagram belum dapat diperpanjang otomatis. Jika terus begini, buat token baru sebelum habis."
FILE_GONE = "Lampiran ini tidak ada lagi di Instagram. Buka di aplikasinya."
