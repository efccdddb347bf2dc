"""What the buttons of links do: tick messages into a complaint or out of it, merge, part, undo a split."""

from collections.abc import Callable

from admin_app.forms.pressing import INCOMPLETE, Press
from admin_app.intake.ticked_messages import case_numbered, ticked_in
from models.actions.cases.link_messages import add_messages, take_out_messages
from models.actions.cases.merge_complaints import merge_complaints, part_complaint
from models.actions.cases.split_complaint import split_complaint, undo_split
from models.rules.core.errors import RuleBroken
from models.tables import Complaint


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
    target = _target(press)
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
    target = _target(press)
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


def _target(press: Press) -> Complaint:
    return case_numbered(press.word("nomor_lain") or press.word("nomor"), press.actor)


LINK_DEEDS: dict[str, Callable[[Press], str]] = {
    "tautkan": link,
    "gabung": merge,
    "batal-gabung": part,
    "batal-pecah": join_again,
}
