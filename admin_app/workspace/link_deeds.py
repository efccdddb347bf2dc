"""What the buttons of links do: tick messages into a complaint or out of it, merge, part, undo a split."""

from collections.abc import Callable

from admin_app.workspace.pressing import INCOMPLETE, Press
from admin_app.workspace.searching import numbered
from models.actions.link_messages import add_messages, take_out_messages
from models.actions.merge_complaints import merge_complaints, part_complaint
from models.actions.split_complaint import split_complaint, undo_split
from models.rules.errors import RuleBroken
from models.rules.texts import storable
from models.tables import Complaint
from models.tables.visible import visible


def link(press: Press) -> str:
    """Do with the ticked messages what the button says: a new complaint, into another one, or out of this one."""
    wanted = press.word("aksi")
    if wanted not in _WITH_TICKED:
        raise RuleBroken(INCOMPLETE)
    return _WITH_TICKED[wanted](press, ticked_in(press.word("pesan")))


def _split(press: Press, messages: set[int]) -> str:
    new = split_complaint(
        messages,
        press.actor,
        press.now,
        source_id=press.case.id,
        keep=press.word("lepas") != "ya",
        why=press.word("why"),
        version=press.version,
        form_key=press.key,
    )
    return f"{new.number} dibuat dari {len(messages)} pesan. Ada di antrean pada tahap Identifikasi."


def _add(press: Press, messages: set[int]) -> str:
    target = named_case(press)
    add_messages(
        messages,
        target.id,
        press.actor,
        press.now,
        source_id=press.case.id,
        keep=press.word("lepas") != "ya",
        version=press.version,
        form_key=press.key,
    )
    return f"{len(messages)} pesan masuk ke {target.number}."


def _take_out(press: Press, messages: set[int]) -> str:
    take_out_messages(messages, press.case.id, press.actor, press.now, version=press.version, form_key=press.key)
    return f"{len(messages)} pesan dilepas dari {press.case.number}."


_WITH_TICKED: dict[str, Callable[[Press, set[int]], str]] = {"baru": _split, "tambah": _add, "lepas": _take_out}


def merge(press: Press) -> str:
    """Merge this complaint into the one named."""
    target = named_case(press)
    merge_complaints(
        press.case.id,
        target.id,
        press.word("why"),
        press.actor,
        press.now,
        version=press.version,
        form_key=press.key,
    )
    return f"{press.case.number} digabung ke {target.number}; dikerjakan di sana. Dapat dibatalkan di halaman ini."


def part(press: Press) -> str:
    """Undo the merge of this complaint."""
    why = press.word("why")
    case = part_complaint(press.case.id, why, press.actor, press.now, version=press.version, form_key=press.key)
    return f"Penggabungan dibatalkan; {case.number} berjalan lagi dari tahapnya semula."


def join_again(press: Press) -> str:
    """Undo the split by which this complaint came out of another."""
    why = press.word("why")
    source = undo_split(press.case.id, why, press.actor, press.now, version=press.version, form_key=press.key)
    return f"Pemecahan dibatalkan; perkara ini dikerjakan lagi di {source.number}."


def ticked_in(typed: str) -> set[int]:
    """Read the ids of ticked messages. Raises RuleBroken where one is no number."""
    parts = [part for part in typed.split(",") if part]
    if not all(part.isascii() and part.isdecimal() and len(part) < 16 for part in parts):
        raise RuleBroken(INCOMPLETE)
    return {int(part) for part in parts}


def named_case(press: Press) -> Complaint:
    """Find the visible complaint whose number was chosen or typed. Raises RuleBroken."""
    typed = storable(press.word("nomor_lain") or press.word("nomor")).strip()
    condition = numbered(typed)
    if condition is None:
        raise RuleBroken("Pilih pengaduannya, atau ketik nomornya, misalnya ADU-2026-000012 atau 12.")
    query = Complaint.select().where(condition & visible(press.actor.sight)).order_by(Complaint.id.desc())
    found: Complaint | None = query.first()
    if found is None:
        raise RuleBroken(f"Tidak ada pengaduan bernomor {typed} yang dapat Anda lihat.")
    return found


LINK_DEEDS: dict[str, Callable[[Press], str]] = {
    "tautkan": link,
    "gabung": merge,
    "batal-gabung": part,
    "batal-pecah": join_again,
}
