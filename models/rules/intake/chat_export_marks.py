"""The text marks of a WhatsApp export: layouts of a line, system sentences, placeholders for files."""

import re

# Source: format_profile of real exports. Invisible signs stand before and between; spaces may be U+202F or U+00A0.
_DATE = r"(?P<a>\d{1,2})[/.-](?P<b>\d{1,2})[/.-](?P<year>\d{4}|\d{2})"
_TIME = (
    r"(?P<hour>\d{1,2})(?P<mark>[.:])(?P<minute>\d{2})(?:[.:](?P<second>\d{2}))?(?:\s?(?P<half>[AaPp])\.?\s?[Mm]\.?)?"
)
# A spreadsheet leaves ";" where it split the line.
_GAP = r"[,;\s]{1,3}"
LAYOUTS: tuple[re.Pattern[str], ...] = (
    re.compile(rf"\[{_DATE}{_GAP}{_TIME}\][;\s]{{0,2}}(?P<rest>.*)", re.DOTALL),  # iOS
    re.compile(rf"\[{_TIME}{_GAP}{_DATE}\][;\s]{{0,2}}(?P<rest>.*)", re.DOTALL),  # iOS, time first
    re.compile(rf"{_DATE}{_GAP}{_TIME} [-–] (?P<rest>.*)", re.DOTALL),  # Android
)

# Sentences of WhatsApp itself. Those without "name: " are known by that alone; these may hold a colon.
SYSTEM: tuple[re.Pattern[str], ...] = tuple(
    re.compile(said)
    for said in (
        r"(Pesan dan panggilan|Pesan yang Anda kirim|Pesan ke ).* (terenkripsi|end-to-end)",
        r"(Messages and calls|Messages you send|Messages to this) .*end-to-end",
        r"Kode keamanan (Anda dengan )?.* (telah )?berubah",
        r"Your security code with .* changed",
        r"(Pesan sementara|Disappearing messages) ",
        r"(Chat|Obrolan) ini dengan akun bisnis|This chat is with a business|Akun bisnis ini|This business ",
        r"Panggilan (suara|video) tak terjawab|Missed (voice|video|group)",
        r"Anda (membuat|menambahkan|mengeluarkan|mengubah|memblokir|membuka blokir|bergabung|keluar|menyematkan) ",
        r"You (created|added|removed|changed|blocked|unblocked|joined|left|pinned) ",
        r".* (mengganti|mengubah) (nomor teleponnya|subjek|ikon|setelan|deskripsi|nomor)",
        r".* changed (their phone number|the subject|this group|the group|to )",
    )
)

WITHDRAWN = re.compile(
    r"(Anda menghapus pesan ini|Pesan ini (telah )?dihapus|You deleted this message|This message was deleted)\.?"
)
EDITED = re.compile(r"\s?<(Pesan ini (telah )?diedit|This message was edited)>$")
NOT_INCLUDED = re.compile(
    r"(?:(?P<name>[^\n]*?\S) • (?:\d+ (?:halaman|pages?) )?)?"
    r"(?:<Media (?:tidak disertakan|omitted)>"
    r"|(?P<what>gambar|stiker|video|audio|dokumen|GIF|Kartu kontak|Catatan video"
    r"|image|sticker|document|Contact card|video note) (?:tidak disertakan|omitted))",
    re.IGNORECASE,
)
ATTACHED_ANDROID = re.compile(r"(?P<name>[^\n]+?\.\w{1,5}) \((?:file|berkas) (?:terlampir|attached)\)(?:\n|$)")
ATTACHED_IOS = re.compile(r"(?:[^\n<]{1,300} • [^\n<]{0,80})?<(?:terlampir|attached): (?P<name>[^\n>]+)>\s*")

# What a file that was left out is called.
FILE_WORDS: dict[str, str] = {
    "image": "gambar",
    "sticker": "stiker",
    "document": "dokumen",
    "contact card": "kartu kontak",
    "video note": "catatan video",
}

_HIDDEN = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_NARROW = re.compile("[\u00a0\u202f]")


def visible(text: str) -> str:
    """Return the text without invisible signs and with ordinary spaces; the joiners of emoji stay."""
    return _NARROW.sub(" ", _HIDDEN.sub("", text))


def sender_name(text: str) -> str:
    """Return a sender as people read it, without the “~” of an unsaved contact and with plain hyphens."""
    return " ".join(visible(text).replace("\u2011", "-").removeprefix("~").split())
