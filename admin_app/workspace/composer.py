"""The writing box: why and which way the office writes now, prepared texts with the case filled in, the limits."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from admin_app.workspace import times
from admin_app.workspace.work import Work
from models.actions.reply_reach import ReplyReach, ways_to_reply
from models.rules.channels import Channel, channel
from models.rules.delivery import PURPOSES, Purpose
from models.rules.errors import RuleBroken
from models.rules.masking import HIDDEN
from models.rules.messages import Kind
from models.rules.sop import Output
from models.rules.windows import Window
from models.tables import Complaint, ReplyTemplate, StepOutput

# What a prepared text may name; anything left unfilled is refused at sending.
PLACEHOLDERS = ("{nomor}", "{nama}", "{kantor}", "{jawaban}")
# The values of the field that says which way an answer goes.
AS_WRITTEN, IN_PRIVATE = "kanal", "pribadi"


@dataclass(frozen=True)
class PreparedText:
    """One prepared text, filled for this case."""

    code: str
    title: str
    purpose: str
    text: str
    kind: str


@dataclass(frozen=True)
class WayShown:
    """One way of answering as the box shows it: its name, who can read it, how long it may be, until when."""

    value: str
    label: str
    button: str
    public: bool
    limit: int
    measure: str
    window: str  # the sentence about the channel's time, empty where it has none
    shut: bool

    @property
    def kind(self) -> str:
        """Say which prepared texts fit: short ones for the public, whole ones in private."""
        return str(Kind.COMMENT if self.public else Kind.DM)


@dataclass(frozen=True)
class Composer:
    """All the writing box shows. Without `ways` the channel sends nothing: the text is copied and sent by hand."""

    channel: Channel
    purposes: tuple[tuple[str, str], ...]
    chosen: str
    text: str
    prepared: tuple[PreparedText, ...]
    kind: str  # of the conversation: dm or comment
    ways: tuple[WayShown, ...] = ()

    @property
    def way(self) -> WayShown | None:
        """The way that is chosen until the officer chooses another."""
        return self.ways[0] if self.ways else None

    @property
    def kinds(self) -> frozenset[str]:
        """Name the sorts of prepared texts that fit one of the ways."""
        return frozenset(way.kind for way in self.ways) or frozenset({self.kind, str(Kind.DM)})


def read_composer(
    case: Complaint,
    work: Work,
    outputs: list[StepOutput],
    office: Mapping[str, str],
    now: datetime,
    asked: str = "",
) -> Composer | None:
    """Make the writing box of a case, or None where this person may not write. `asked` names a prepared text."""
    if not work.purposes:
        return None
    ways = tuple(_shown(way, now) for way in ways_to_reply(case.thread, case.account, now))
    chosen = _chosen(work)
    prepared = _prepared(work, _values(case, outputs, office))
    wanted = next((text for text in prepared if text.code == asked), None)
    if wanted is None and chosen is not Purpose.LAIN:
        kind = ways[0].kind if ways else case.thread.kind
        wanted = next((text for text in prepared if text.purpose == chosen and text.kind == kind), None)
    return Composer(
        channel=channel(case.account.kind),
        purposes=tuple((str(purpose), PURPOSES[purpose].label) for purpose in work.purposes),
        chosen=wanted.purpose if wanted else str(chosen),
        text=wanted.text if wanted else "",
        prepared=prepared,
        kind=case.thread.kind,
        ways=ways,
    )


def _prepared(work: Work, values: Mapping[str, str]) -> tuple[PreparedText, ...]:
    return tuple(
        PreparedText(row.code, row.title, row.purpose, filled(row.text, values), row.kind)
        for row in ReplyTemplate.select().where(ReplyTemplate.active).order_by(ReplyTemplate.id)
        if row.purpose in work.purposes
    )


def _shown(way: ReplyReach, now: datetime) -> WayShown:
    label = way.channel.label
    name, button = f"Pesan {label}", f"Kirim lewat {label}"
    if way.public:
        name, button = "Balas komentar (terbaca semua orang)", f"Balas di depan umum lewat {label}"
    elif way.private:
        name, button = "Pesan pribadi", f"Kirim pesan pribadi lewat {label}"
    return WayShown(
        value=IN_PRIVATE if way.private else AS_WRITTEN,
        label=name,
        button=button,
        public=way.public,
        limit=way.limit,
        measure=str(way.reach.measure),
        window=_window(way, now),
        shut=way.window is Window.SHUT,
    )


def _window(way: ReplyReach, now: datetime) -> str:
    """Say until when the channel takes the answer, and what to do when it no longer does."""
    if way.until is None:
        return ""
    until = times.near(way.until, now)
    if way.window is Window.SHUT:
        return (
            f"Waktu menjawab lewat {way.channel.label} habis {until}. Jawaban yang dikirim sekarang menunggu sampai "
            "pelapor menulis lagi; lebih baik sampaikan dengan cara lain, lalu catat."
        )
    late = " sebagai jawaban petugas, karena waktu biasanya sudah lewat" if way.window is Window.LATE else ""
    return f"Dapat dibalas sampai {until}{late}."


def _chosen(work: Work) -> Purpose:
    """Choose the purpose the stage waits for; a message without consequence otherwise."""
    waited = next((task for task in work.tasks if task.kind == "kirim" and task.waits), None)
    return waited.purpose if waited and waited.purpose else Purpose.LAIN


def _values(case: Complaint, outputs: list[StepOutput], office: Mapping[str, str]) -> dict[str, str]:
    answers = [row.text for row in outputs if row.kind == Output.NASKAH_JAWABAN and not row.undone]
    return {
        "{nomor}": case.number,
        "{nama}": _called(case),
        "{kantor}": office.get("nama_kantor", ""),
        "{jawaban}": answers[-1] if answers else "",
    }


def _called(case: Complaint) -> str:
    """Give the name an answer begins with; a protected complainant has none in a text others read."""
    named = "" if case.identity_protected else case.contact.name or case.thread.handle.display_name
    return named or "Bapak/Ibu"


def filled(text: str, values: Mapping[str, str]) -> str:
    """Fill the placeholders that have a value; the others stay, to be seen and filled by hand."""
    parts = [text]
    for name, value in values.items():
        if value:
            # Only the template's own words are searched, so a value that looks like a placeholder stays as it is.
            parts = [piece for part in parts for piece in _swapped(part, name, value)]
    return "".join(parts)


def _swapped(part: str, name: str, value: str) -> list[str]:
    if isinstance(part, _Value):
        return [part]
    pieces: list[str] = []
    for piece in part.split(name):
        pieces += [piece, _Value(value)]
    return pieces[:-1]


class _Value(str):
    """A value already filled in, not to be searched again."""

    __slots__ = ()


def check_filled(text: str) -> None:
    """Raise RuleBroken where a prepared text still has an unfilled place."""
    left = [name for name in (*PLACEHOLDERS, HIDDEN) if name in text]
    if left:
        raise RuleBroken(f"Masih ada isian kosong dalam teks: {', '.join(left)}. Lengkapi atau hapus dulu.")
