"""The button handlers of links: tick messages into a complaint or out of it, merge, part, undo a split."""

from collections.abc import Callable

from admin_app.forms.onward import SEEN_ABOVE
from admin_app.forms.submission import INCOMPLETE, Submission
from admin_app.intake.ticked_messages import case_numbered, ticked_in
from models.actions.cases.link_messages import add_messages, take_out_messages
from models.actions.cases.merge_complaints import merge_complaints, part_complaint
from models.actions.cases.split_complaint import split_complaint, undo_split
from models.actions.core.case import is_visible
from models.rules.core.errors import RuleBroken
from models.tables import Complaint


def link(submission: Submission) -> str:
    """Do what the button says with the ticked messages: a new complaint, into another one, or out of this one."""
    wanted = submission.word("aksi")
    if wanted not in _WITH_TICKED:
        raise RuleBroken(INCOMPLETE)
    return _WITH_TICKED[wanted](submission, ticked_in(submission.word("pesan")))


def _split(submission: Submission, messages: set[int]) -> str:
    new = split_complaint(
        messages,
        submission.actor,
        submission.now,
        source_id=submission.case.id,
        keep=submission.word("lepas") != "ya",
        why=submission.word("why"),
        version=submission.version,
        form_key=submission.key,
    )
    if not is_visible(new, submission.actor):
        return f"{new.number} dibuat dari {len(messages)} pesan. {SEEN_ABOVE}"
    return f"{new.number} dibuat dari {len(messages)} pesan. Ada di antrean pada tahap Identifikasi."


def _add(submission: Submission, messages: set[int]) -> str:
    target = _target(submission)
    add_messages(
        messages,
        target.id,
        submission.actor,
        submission.now,
        source_id=submission.case.id,
        keep=submission.word("lepas") != "ya",
        version=submission.version,
        form_key=submission.key,
    )
    return f"{len(messages)} pesan masuk ke {target.number}."


def _take_out(submission: Submission, messages: set[int]) -> str:
    take_out_messages(
        messages,
        submission.case.id,
        submission.actor,
        submission.now,
        version=submission.version,
        form_key=submission.key,
    )
    return f"{len(messages)} pesan dilepas dari {submission.case.number}."


_WITH_TICKED: dict[str, Callable[[Submission, set[int]], str]] = {"baru": _split, "tambah": _add, "lepas": _take_out}


def merge(submission: Submission) -> str:
    """Merge this complaint into the one named."""
    target = _target(submission)
    merge_complaints(
        submission.case.id,
        target.id,
        submission.word("why"),
        submission.actor,
        submission.now,
        version=submission.version,
        form_key=submission.key,
        look=submission.look,
    )
    return (
        f"{submission.case.number} digabung ke {target.number}; dikerjakan di sana. Dapat dibatalkan di halaman ini."
    )


def part(submission: Submission) -> str:
    """Undo the merge of this complaint."""
    why = submission.word("why")
    case = part_complaint(
        submission.case.id, why, submission.actor, submission.now, version=submission.version, form_key=submission.key
    )
    return f"Penggabungan dibatalkan; {case.number} berjalan lagi dari tahapnya semula."


def join_again(submission: Submission) -> str:
    """Undo the split by which this complaint came out of another."""
    why = submission.word("why")
    source = undo_split(
        *(submission.case.id, why, submission.actor, submission.now),
        version=submission.version,
        form_key=submission.key,
        look=submission.look,
    )
    return f"Pemecahan dibatalkan; perkara ini dikerjakan lagi di {source.number}."


def _target(submission: Submission) -> Complaint:
    return case_numbered(submission.word("nomor_lain") or submission.word("nomor"), submission.actor)


LINK_BUTTONS: dict[str, Callable[[Submission], str]] = {
    "tautkan": link,
    "gabung": merge,
    "batal-gabung": part,
    "batal-pecah": join_again,
}
