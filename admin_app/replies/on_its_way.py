"""What a task says of an answer on its way, by its states in the outbox, the most important first."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from models.rules.channels.awaited import Awaiting
from models.rules.replies.delivery import Purpose, ReplyState


@dataclass(frozen=True)
class OnItsWay:
    """One state in words: what is waited for, what follows the answer's name, and what happens next."""

    waits_for: str
    said: str
    then: str
    other_way: bool = False  # the form of other ways is offered beside it


_BUBBLE = "Keadaannya tertulis pada gelembung di percakapan."
_GOES_ON = f"Tahap ini berlanjut sendiri begitu kanal memastikannya. {_BUBBLE}"

# An answer with files is several rows: the first of these that one of them has is said.
ON_ITS_WAY: dict[ReplyState, OnItsWay] = {
    ReplyState.HOLD: OnItsWay(
        "Menunggu Anda",
        "tertahan",
        "Program tidak dapat memastikan apakah sampai. Periksa telepon, lalu putuskan pada gelembungnya.",
    ),
    ReplyState.UNKNOWN: OnItsWay(
        "Menunggu kepastian",
        "sedang dipastikan",
        f"Belum diketahui apakah sampai; program memeriksanya di kanal. Jangan kirim lagi. {_BUBBLE}",
    ),
    ReplyState.PARKED: OnItsWay("Menunggu pelapor", "berangkat saat pelapor menulis lagi", ""),
    ReplyState.WAITING: OnItsWay(
        "Menunggu kanal", "belum terkirim", f"Kanal belum dapat menerimanya; dicoba lagi sendiri. {_BUBBLE}"
    ),
    ReplyState.SENDING: OnItsWay("Menunggu kanal", "sedang dikirim", _GOES_ON),
    ReplyState.QUEUED: OnItsWay("Menunggu kanal", "menunggu dikirim", _GOES_ON),
}
_NOT_LEFT = (
    "Sebabnya: {}. Jawabannya tersimpan dan baru berangkat sesudah sebab itu hilang; jangan kirim lagi. Bila harus "
    "sampai sekarang, batalkan pada gelembungnya, sampaikan dengan cara lain, lalu catat."
)
_UNSURE = (
    "Sebabnya: {}. Mungkin sudah sampai, jadi jangan kirim lagi. Lihat percakapannya di telepon kantor; yang tampak "
    "di sana dapat ditetapkan di Kotak keluar."
)
# In the place of those above once such an answer is late: nothing may sound as if it were on its way.
LATE: dict[ReplyState, tuple[str, str]] = {
    ReplyState.UNKNOWN: ("belum pasti terkirim", _UNSURE),
    ReplyState.SENDING: ("belum pasti terkirim", _UNSURE),
    ReplyState.WAITING: ("belum berangkat", _NOT_LEFT),
    ReplyState.QUEUED: ("belum berangkat", _NOT_LEFT),
}
NOT_LATE: Mapping[ReplyState, str] = {}
Late = Mapping[tuple[Purpose, ReplyState], str]  # why answers that have not left are late
NOTHING_LATE: Late = {}
_NOT_AGAIN = (
    "Tidak dikirim ulang sendiri. Sampaikan lewat cara lain lalu catat, atau kirim lagi bila Anda yakin: pelapor "
    "mungkin menerimanya dua kali."
)
# Of an answer that left already, while its case waits for it; one that fell has to be given again like any other.
LEFT: dict[Awaiting, OnItsWay] = {
    Awaiting.SOON: OnItsWay("Menunggu tanda dari platform", "sudah diserahkan", _GOES_ON),
    Awaiting.LATE: OnItsWay("Menunggu Anda", "belum diterima platform", _NOT_AGAIN, True),
    Awaiting.UNREACHED: OnItsWay("Menunggu Anda", "belum sampai di telepon pelapor", _NOT_AGAIN, True),
}


def on_its_way(
    states: Collection[ReplyState], left: Awaiting | None = None, late: Mapping[ReplyState, str] = NOT_LATE
) -> OnItsWay | None:
    """Return the words for an answer with rows in these states; None where none is under way.

    `late`: why it is late, by state, where it is.
    """
    under_way = next((state for state in ON_ITS_WAY if state in states), None)
    if under_way is None:
        return LEFT.get(left) if left else None
    if under_way in LATE and late.get(under_way):
        said, then = LATE[under_way]
        return OnItsWay("Terlambat", said, then.format(late[under_way]))
    return ON_ITS_WAY[under_way]
