"""What a literal is: words for a person or code, and which words assert a state."""

import re

Words = tuple[str, str]  # what is said, and what it is by its place: a refusal, a button, a label, or ""

# Words of a state: a literal with one of them asserts something, unless a reason says why not.
STATE = re.compile(
    r"""\b(
    sudah|telah|selesai|tuntas|terpenuhi|dipenuhi|tepat\ waktu|terlambat|lewat\ batas|terkirim|diserahkan|
    sampai(?!\ (dengan|jam|saat|tanggal|hari|\{|\d))|dibaca|terbaca|diterima|dijawab|terjawab|tersambung|terhubung|
    terputus|lancar|berjalan|utuh|lengkap|sah|tersimpan|disimpan|tercatat|dihapus|terhapus|dimusnahkan|dikosongkan|semua|seluruh|
    tidak\ ada|tidak\ pernah|tidak\ lagi|tidak\ \w*ubah|belum|kosong|aman|berhasil|gagal|ditutup|terbit|diterbitkan|
    ditandatangani|diparaf|disetujui|ditolak|diarsipkan|dibatalkan|dicabut|ditarik|hilang|baru\ saja|terakhir|cocok|
    beres|menyala|mati|dipastikan|pasti|hanya|selalu|tetap|sendiri|dipulihkan|dicadangkan|terenkripsi|tersegel|disamarkan|
    rahasia|tertahan|menunggu|bekerja|diberi\ tahu|dikembalikan|dilepas|dirahasiakan|terpakai|terbuka|dimatikan|
    dinyalakan|dihentikan|dijeda|digabung|dipecah|disatukan|dipisahkan|dibuat|dipegang|dikeluarkan|ditahan|diusulkan|
    kini|sebenarnya|tidak\ (sesuai|berlaku|aktif|melihat|mengirim|ditampilkan|dapat\ (diambil|disertakan|dihubungi))|
    ok|done|no|not|never|every|all|none|nothing|complete|missing|lacks?|kept|stored|saved|unchanged|changed|moved|gaps?|
    restored|removed|erased|already|fine|running|reachable|works?
    )\b|✓|✔|‹(pill|notice|dot|is|exit)[-›]|-good\b|\bis-done\b""",
    re.I | re.X,
)
_WORD = re.compile(r"[^\W\d_]{2,}")
_KEY = re.compile(r"[\w.:/#?&=*@+\-\[\]{}()<>|\\^$,;%'\"~!]*")
_CODE = re.compile(r"\\[bdsw.(]|\(\?|\[\^|://|^[./#]|^\w+=|^[a-z-]+/[a-z-]+$|^%|;$")


def one_line(text: str) -> str:
    """Return a text in one line, its spaces single."""
    return " ".join(text.split())


def without_tags(text: str) -> str:
    """Return a text without HTML tags."""
    return re.sub(r"</?[a-z][^<>]*>", " ", text) if "<" in text else text


def is_code(text: str) -> bool:
    """Whether a string is a key, an address or a pattern rather than words for a person."""
    bare = text.replace("{}", " ")
    if not _WORD.search(bare):
        return "✓" not in text
    if "-good" in text or "is-done" in text:
        return False
    if " " not in text.strip():
        return not (re.fullmatch(r"[A-Z][a-z]+[.:…!?]?", text) or bool(STATE.fullmatch(text)))
    return bool(_CODE.search(text))
