"""The keys of the back office: one table for the pages' script, the help sheet and the hints beside buttons."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Key:
    """One key: its name, what is pressed, what it does, and on which element of the page (a selector).

    `act` is how static/pintas.js does it; empty where the browser or another script does it.
    """

    name: str
    key: str
    says: str
    act: str = ""
    target: str = ""

    @property
    def single(self) -> bool:
        """Whether it is a single letter or sign, which an officer may switch off."""
        return "+" not in self.key and self.key not in ("Esc", "Tab")


_SEARCHES = "[data-key-cari], .bar [type=search], .search [type=search], .filter-search [type=search]"
# group of the sheet -> its keys
KEYS: dict[str, tuple[Key, ...]] = {
    "Di mana saja": (
        Key("bantuan", "?", "Buka atau tutup lembar ini", "bantuan"),
        Key("ambil", "a", "Ambil kasus berikutnya yang belum dipegang siapa pun", "tekan", "[data-key-ambil]"),
        Key(
            "cari",
            "/",
            "Cari",
            "ke",
            "[data-key-cari], .bar [type=search], .search [type=search], .filter-search [type=search]",
        ),
        Key("keluar-kotak", "Esc", "Keluar dari kotak isian, tutup lembar", "keluar"),
        Key("kirim", "Ctrl+Enter", "Di dalam kotak isian: kirim atau simpan isian itu", "kirim"),
    ),
    "Daftar dan antrean": (
        Key("berikut", "j", "Baris berikutnya", "turun"),
        Key("sebelum", "k", "Baris sebelumnya", "naik"),
        Key("buka", "o", "Buka baris itu, atau yang teratas", "buka"),
        Key("centang", "x", "Centang baris itu untuk dikerjakan sekaligus", "centang"),
        Key("sekaligus", "b", "Ke tindakan untuk yang dicentang", "ke", "#sekaligus"),
        Key("saring", "f", "Persempit antrean", "ke", "#saring .narrow-form"),
        Key("tampilan", "v", "Pilih tampilan tersimpan", "ke", "#tampilan-antrean"),
    ),
    "Kasus yang terbuka": (
        Key("langkah", "Ctrl+Enter", "Di luar kotak isian: tekan tombol utama langkah berikutnya", "utama"),
        Key("isian", "s", "Ke isian langkah berikutnya", "ke", "#berikut .todo"),
        Key("jawab", "r", "Jawab pelapor (juga Alt+T)", "jawab", "#balasan"),
        Key("catat", "n", "Catatan internal (juga Alt+N)", "catat", "#isi-catatan"),
        Key("makro", "m", "Makro: beberapa langkah sekali tekan", "ke", "#makro"),
        Key("pegang", "h", "Pegang kasus ini, atau lepaskan", "tekan", "[data-key-pegang]"),
        Key("urung", "z", "Urungkan jawaban yang belum berangkat", "tekan", "form.undo button"),
        Key("lanjut", "Ctrl+Shift+Enter", "Kirim atau simpan, lalu buka kasus berikutnya", "kirim-lanjut"),
    ),
    "Menulis jawaban": (
        Key("teks", "/kode", "Di kotak pesan: sisipkan teks siap pakai"),
        Key("isian-kosong", "Tab", "Ke isian kosong berikutnya"),
    ),
}
# letter after g -> the screen, by its endpoint
PLACES: dict[str, str] = {
    "h": "admin",
    "m": "meja",
    "p": "complaints",
    "c": "filing",
    "s": "messages",
    "n": "documents",
    "l": "reports",
    "b": "notices",
    "d": "dashboard",
    "k": "channels",
    "o": "outbox",
}
