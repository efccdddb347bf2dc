"""What came where the citizen wrote no words himself: what officers read instead, and whether somebody must look.

A row here, not the connector, decides whether such an item alone opens a case. What carries words of his (a chosen
button, a caption, a place, a contact card) is no item of this table: its words are its text.
"""

from dataclasses import dataclass
from enum import StrEnum


class Came(StrEnum):
    """Sorts of items without words."""

    STICKER = "sticker"
    REACTION = "reaction"
    POLL_VOTE = "poll_vote"
    NOTE = "note"
    WITHDRAWN = "withdrawn"
    ALBUM = "album"
    POLL = "poll"
    CALL = "call"
    EVENT = "event"
    ORDER = "order"
    PRODUCT = "product"
    PAYMENT = "payment"
    GROUP_INVITE = "group_invite"
    CHOICES = "choices"
    CHOSEN = "chosen"
    VIEW_ONCE = "view_once"
    UNREAD = "unread"
    UNKNOWN = "unknown"
    NOT_FORWARDED = "not_forwarded"


@dataclass(frozen=True)
class Sort:
    """One sort. `alone`: what is added where nothing more is known of it; `before`: what parts it from a detail."""

    words: str
    opens: bool = True
    alone: str = ": buka di telepon"
    before: str = ": "


SORTS = {
    # Nobody waits for an answer to these: they stay in the conversation, and join its open case.
    Came.STICKER: Sort("Stiker", opens=False, alone=""),
    Came.REACTION: Sort("Reaksi", opens=False, alone="", before=" "),
    Came.POLL_VOTE: Sort("Jawaban jajak pendapat", opens=False),
    Came.NOTE: Sort("Catatan WhatsApp, bukan tulisan pelapor", opens=False, alone=""),
    Came.WITHDRAWN: Sort("Pesan ditarik kembali sebelum terbaca", opens=False, alone=""),
    # The pictures of an album come as messages of their own; where they do not come, the phone has them.
    Came.ALBUM: Sort("Album", before=" "),
    Came.POLL: Sort("Jajak pendapat"),
    Came.CALL: Sort("Panggilan WhatsApp", alone=" – hanya tercatat di telepon"),
    Came.EVENT: Sort("Undangan acara"),
    Came.ORDER: Sort("Pesanan"),
    Came.PRODUCT: Sort("Produk"),
    Came.PAYMENT: Sort("Pembayaran"),
    Came.GROUP_INVITE: Sort("Undangan grup"),
    Came.CHOICES: Sort("Pesan dengan tombol pilihan"),
    Came.CHOSEN: Sort("Pilihan tombol tanpa tulisan"),
    Came.VIEW_ONCE: Sort("Pesan sekali lihat"),
    Came.UNREAD: Sort("Pesan tidak terbaca"),
    Came.UNKNOWN: Sort("Pesan jenis lain"),
    # The Cloud API has no phone to look at.
    Came.NOT_FORWARDED: Sort(
        "Jenis pesan ini tidak diteruskan oleh WhatsApp", alone=". Minta pelapor menuliskannya."
    ),
}


def said(came: Came, detail: str = "") -> str:
    """Return what officers read, in brackets, as no word of it is the citizen's."""
    row, detail = SORTS[came], detail.strip()
    return f"[{row.words}{row.before}{detail}]" if detail else f"[{row.words}{row.alone}]"


def opens(came: Came | None) -> bool:
    """Whether an officer must look at it, so that alone it opens a case; words always do."""
    return came is None or SORTS[came].opens


def is_elsewhere(text: str) -> bool:
    """Whether a stored text only says that something came, which must be looked at elsewhere."""
    return text in _ELSEWHERE


def is_ours(text: str) -> bool:
    """Whether a stored text may be our name of what came; empty as older versions stored it."""
    return not text or text.startswith("[")


_ELSEWHERE = frozenset(said(came) for came, row in SORTS.items() if row.alone)
