"""What staff read when a channel is added or changed: labels and hints, each kind's needs, each refusal."""

from dataclasses import dataclass

from models.actions.channels.keep_channel import ChannelNotAllowed, Trouble
from models.rules.channels.channels import Channel


@dataclass(frozen=True)
class FieldWords:
    """One setting on the form. `choices`: the only values it takes; `rare`: most offices leave it unchanged."""

    label: str
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    rare: bool = False


_YES_NO = (("", "Tidak"), ("ya", "Ya"))
_READS = (("", "Ya"), ("tidak", "Tidak"))
_ORDER = (("", "Bawaan (sort_order)"), ("sort_type", "sort_type"))
_COLUMNS = (("", "Bawaan (tweet.fields)"), ("post", "Baru (post.fields)"))

SETTINGS: dict[str, FieldWords] = {
    "base_url": FieldWords("Alamat", "alamat lengkap dengan nomor portnya; kosong berarti alamat resmi", rare=True),
    "version": FieldWords("Versi Graph API", "misalnya v25.0; kosong berarti versi bawaan program", rare=True),
    "session": FieldWords("Nama sesi", "seperti tertulis di WAHA, biasanya default"),
    "device_id": FieldWords("ID perangkat", "hanya bila GOWA melayani lebih dari satu nomor"),
    "public_address": FieldWords(
        "Alamat untuk umum",
        "nomor WhatsApp, nama Halaman, atau nama pengguna; menjadi tautan dalam undangan kepada penulis komentar",
    ),
    "least_grade": FieldWords(
        "Jawaban dihitung tersampaikan bila",
        "langkah 3 dan 8 baru selesai saat ini tercapai; menit dan batas waktu dihitung sampai diterima platform",
        (("", "Diterima platform (bawaan)"), ("sampai", "Sampai di telepon pelapor")),
    ),
    "hour_cap": FieldWords("Paling banyak pesan sejam", "kosong berarti tanpa batas", rare=True),
    "day_cap": FieldWords("Paling banyak pesan sehari", "dalam 24 jam terakhir; bila kosong, tanpa batas", rare=True),
    "typing": FieldWords(
        "Tampilkan “sedang mengetik”",
        "dua detik sebelum setiap teks; bila gagal, jawaban tetap dikirim",
        _YES_NO,
        rare=True,
    ),
    "read_marks": FieldWords(
        "Beri tahu pelapor bahwa pesannya dibaca",
        "centang biru, sesudah petugas penjawab membukanya di halaman kasus; tidak untuk kasus yang dirahasiakan",
        _YES_NO,
        rare=True,
    ),
    "username": FieldWords("Nama pengguna", "nama pada APP_BASIC_AUTH di GOWA"),
    "phone_number_id": FieldWords("ID nomor telepon", "angka dari WhatsApp Manager, bukan nomor teleponnya"),
    "page_id": FieldWords(
        "ID Halaman", "angka di Tentang › Transparansi Halaman; kosong berarti Halaman pemilik token"
    ),
    "account_id": FieldWords("ID akun Instagram", "kosong berarti akun pemilik token"),
    "login": FieldWords(
        "Cara masuk",
        "pilih sesuai cara aplikasi Meta dibuat",
        (("instagram", "Masuk dengan Instagram"), ("facebook", "Masuk dengan Facebook (token Halaman)")),
    ),
    "human_agent": FieldWords(
        "Fitur Human Agent disetujui Meta", "bila Ya, pesan dapat dijawab sampai 7 hari, bukan 24 jam", _YES_NO
    ),
    "user_id": FieldWords("ID akun X", "kosong berarti akun pemilik token"),
    "client_id": FieldWords("Client ID (Client Key) aplikasi", "diperlukan agar token diperbarui sendiri"),
    "business_id": FieldWords("Business ID", "open_id yang diberikan TikTok bersama token"),
    "reads_dm": FieldWords(
        "Baca pesan pribadi", "pilih Tidak selama platform belum memberi izin pesan; komentar tetap dibaca", _READS
    ),
    "watched_posts": FieldWords(
        "Jumlah kiriman yang dipantau", "komentar dibaca di kiriman terbaru sebanyak ini; kosong: bawaan", rare=True
    ),
    "monthly_budget": FieldWords(
        "Anggaran sebulan (US$)",
        "dolar bulat; menjelang habis kanal dibaca lebih jarang, jawaban tetap dikirim; kosong: tanpa anggaran",
    ),
    "comment_limit": FieldWords("Batas panjang komentar", "dalam karakter; kosong berarti batas aman", rare=True),
    "dm_limit": FieldWords("Batas panjang pesan pribadi", "dalam karakter; kosong berarti bawaan", rare=True),
    "fields_name": FieldWords("Nama kolom di X", "ganti hanya bila X menolak nama kolom", _COLUMNS, rare=True),
    "sort_name": FieldWords(
        "Nama kolom urutan di TikTok", "ganti hanya bila komentar baru tidak terbaca", _ORDER, rare=True
    ),
    "media_hosts": FieldWords(
        "Alamat berkas tambahan",
        "isi bila lampiran disebut bukan milik TikTok: nama host-nya, dipisah spasi",
        rare=True,
    ),
}

# Where each secret comes from; what is typed is never shown again.
SECRETS: dict[str, str] = {
    "api_key": "sama dengan WAHA_API_KEY di WAHA",
    "webhook_key": "kata acak, sama dengan WHATSAPP_HOOK_HMAC_KEY di WAHA; kosong: tanpa webhook",
    "password": "sandi pada APP_BASIC_AUTH di GOWA",
    "page_token": "token Halaman, bukan token pengguna",
    "access_token": "token akun kantor, dari aplikasi yang dibuat di platform",
    "app_secret": "dari dasbor aplikasi Meta › Pengaturan › Dasar",
    "verify_token": "kata acak buatan sendiri, diisikan juga di dasbor aplikasi Meta",
    "refresh_token": "diberikan bersama token akses; agar diperbarui sendiri",
    "client_secret": "dari halaman aplikasi; kosong bila aplikasinya tidak memakainya",
}

# What the office arranges before it fills in the form; the guide has the steps.
NEEDS: dict[str, str] = {
    "waha": "WhatsApp biasa lewat program WAHA di komputer kanal: pasang WAHA, pindai kode QR, salin API key-nya.",
    "gowa": "WhatsApp biasa lewat program GOWA di komputer kanal: pasang GOWA, pindai kode QR, beri kata sandi.",
    "whatsapp_cloud": "WhatsApp resmi dari Meta: perlu akun WhatsApp Business, aplikasi Meta, dan alamat https.",
    "facebook": "Pesan dan komentar Halaman: perlu aplikasi Meta yang lulus App Review dan token Halaman.",
    "instagram": "Pesan dan komentar akun profesional: perlu aplikasi Meta dan tokennya.",
    "x": "Sebutan dan pesan lama di X: perlu aplikasi X berbayar dan token akun kantor.",
    "tiktok": "Komentar dan pesan akun bisnis: perlu aplikasi TikTok for Business yang disetujui.",
}

_TROUBLES: dict[Trouble, str] = {
    Trouble.GIVEN_WRONG: "Isian kanal tidak dapat dipakai. Periksa lagi setiap kolom.",
    Trouble.LABEL_EMPTY: "Nama kanal masih kosong. Tuliskan nama yang dikenal petugas.",
    Trouble.LABEL_TAKEN: "Nama “{about}” sudah dipakai kanal lain. Beri nama lain agar petugas dapat membedakannya.",
    Trouble.SAME_PLACE: "Kanal “{about}” sudah membaca akun yang sama, jadi setiap pesan akan masuk dua kali. "
    "Bila ini akun lain, isi juga ID akunnya.",
    Trouble.UNKNOWN_SETTING: "Kanal jenis ini tidak memakai isian “{about}”. Hapus isian itu.",
    Trouble.SETTING_MISSING: "Kolom {about} wajib diisi.",
    Trouble.LEAST_WRONG: "Kolom {about} hanya dapat diisi “Diterima platform” atau, bila kanalnya menunjukkannya, "
    "“Sampai di telepon pelapor”.",
    Trouble.NUMBER_WRONG: "Kolom {about} diisi angka bulat di atas 0, atau dikosongkan.",
    Trouble.NO_GATEWAY: "Di alamat ini tidak mungkin ada gateway. Tulis alamat komputer tempat gateway berjalan, "
    "seperti http://127.0.0.1:3000.",
    Trouble.SECRETS_STAY: "Alamatnya menunjuk ke tempat lain, dan kunci yang tersimpan tidak dikirim ke sana. "
    "Isi lagi: {about}.",
    Trouble.URL_WRONG: "Alamat tidak dapat dipakai. Tulis seperti http://127.0.0.1:3000, tanpa nama dan kata sandi.",
}


def words_of(name: str) -> FieldWords:
    """Return the words of a setting; its own name where it has none."""
    return SETTINGS.get(name, FieldWords(name))


def refusal(problem: ChannelNotAllowed) -> str:
    """Return in Indonesian why an account cannot be stored."""
    about = SETTINGS[problem.about].label if problem.about in SETTINGS else problem.about
    return _TROUBLES[problem.trouble].format(about=about)


def settings_of(row: Channel) -> tuple[str, ...]:
    """Return a channel's settings in three groups: required, usual, and rare."""
    names = (*row.required, *(name for name in row.optional if name not in row.required))
    return tuple(sorted(names, key=lambda name: (name not in row.required, words_of(name).rare)))
