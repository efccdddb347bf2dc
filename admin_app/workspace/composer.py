"""The writing box: why the office writes now, prepared texts with the case filled in, and the channel's own limit."""

from collections.abc import Mapping
from dataclasses import dataclass

from admin_app.workspace.work import Work
from models.rules.channels import Channel, channel
from models.rules.delivery import PURPOSES, Purpose
from models.rules.errors import RuleBroken
from models.rules.sop import Output
from models.tables import Complaint, ReplyTemplate, StepOutput

# What a prepared text may name; anything left unfilled is refused at sending.
PLACEHOLDERS = ("{nomor}", "{nama}", "{kantor}", "{jawaban}")


@dataclass(frozen=True)
class PreparedText:
    """One prepared text, filled for this case."""

    code: str
    title: str
    purpose: str
    text: str


@dataclass(frozen=True)
class Composer:
    """All the writing box shows."""

    channel: Channel
    purposes: tuple[tuple[str, str], ...]
    chosen: str
    text: str
    prepared: tuple[PreparedText, ...]


def read_composer(
    case: Complaint, work: Work, outputs: list[StepOutput], office: Mapping[str, str], asked: str = ""
) -> Composer | None:
    """Make the writing box of a case, or None where this person may not write. `asked` names a prepared text."""
    if not work.purposes:
        return None
    chosen = _chosen(work)
    values = _values(case, outputs, office)
    prepared = tuple(
        PreparedText(row.code, row.title, row.purpose, filled(row.text, values))
        for row in ReplyTemplate.select().where(ReplyTemplate.active).order_by(ReplyTemplate.id)
        if row.purpose in work.purposes
    )
    wanted = next((text for text in prepared if text.code == asked), None)
    if wanted is None and chosen is not Purpose.LAIN:
        wanted = next((text for text in prepared if text.purpose == chosen), None)
    return Composer(
        channel=channel(case.account.kind),
        purposes=tuple((str(purpose), PURPOSES[purpose].label) for purpose in work.purposes),
        chosen=wanted.purpose if wanted else str(chosen),
        text=wanted.text if wanted else "",
        prepared=prepared,
    )


def _chosen(work: Work) -> Purpose:
    """Choose the purpose the stage waits for; a message without consequence otherwise."""
    waited = next((task for task in work.tasks if task.kind == "kirim" and task.waits), None)
    return waited.purpose if waited and waited.purpose else Purpose.LAIN


def _values(case: Complaint, outputs: list[StepOutput], office: Mapping[str, str]) -> dict[str, str]:
    answers = [row.text for row in outputs if row.kind == Output.NASKAH_JAWABAN and not row.undone]
    return {
        "{nomor}": case.number,
        "{nama}": case.contact.name or case.thread.handle.display_name or "Bapak/Ibu",
        "{kantor}": office.get("nama_kantor", ""),
        "{jawaban}": answers[-1] if answers else "",
    }


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
    left = [name for name in PLACEHOLDERS if name in text]
    if left:
        raise RuleBroken(f"Masih ada isian kosong dalam teks: {', '.join(left)}. Lengkapi atau hapus dulu.")
