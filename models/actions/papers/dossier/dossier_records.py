"""The papers of a dossier, and what officers handed in beside the steps: notes, returns, drafts, unsent answers.

Present words of issued papers are in the paper itself; everything else typed on a case is here or
in models/actions/papers/dossier/dossier_facts.py.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime

from models.actions.core.identities import mask_of
from models.actions.core.recused_posts import suspected
from models.actions.core.report_photos import place_words
from models.actions.papers.dossier.dossier_elsewhere import handed_over
from models.actions.papers.draft_document import SUPERSEDED
from models.actions.papers.outdated_words import corrections_of, fallen_papers, outdated_papers
from models.rules.cases.identification import URGENCY_LABELS, Urgency
from models.rules.cases.links import LinkKind
from models.rules.cases.sop import Move
from models.rules.clocks.statutory import SOURCE_LABELS, Source
from models.rules.core.moments import iso, to_wib
from models.rules.papers.copy_states import COPY_STATES, counts_as_copy, state_of
from models.rules.papers.documents import ENDED, STATE_LABELS, DocumentState, paper_title
from models.rules.papers.own.answers import in_words
from models.rules.papers.own.own_type import ANSWERS, asked_in
from models.rules.papers.unfinished import UNSIGNED
from models.rules.papers.wording import WORDING_LABELS
from models.rules.replies.delivery import PURPOSES, REPLY_LABELS, Purpose, ReplyState
from models.tables import (
    Audit,
    CaseNote,
    Complaint,
    ComplaintLink,
    ConflictParty,
    Document,
    History,
    Invitation,
    InvitationClaim,
    Outbox,
    Paraf,
    ReplacedCopy,
    ReplyFile,
    ReportPhoto,
    ReportReturn,
    SecrecyChange,
    Unmasking,
)

Row = dict[str, object]
# Why is said in the audit trail only where an earlier version wrote it.
_AUDITED = {
    "rahasiakan_identitas": "Identitas pelapor dirahasiakan",
    "akhiri_kerahasiaan": "Kerahasiaan identitas pelapor diakhiri",
}
DATED_BACK = "tanggal_naskah"


def told(case: Complaint) -> list[Row]:
    """Return what the complainant told beside the subject, and where the case came from, by label."""
    source = SOURCE_LABELS[Source(case.source)] if case.source else ""
    rows = (
        ("Kiriman yang dikomentari", case.thread.about),
        ("Urgensi", URGENCY_LABELS[Urgency(case.urgency)]),
        ("Pihak yang dilaporkan", case.reported_party),
        ("Tempat kejadian", case.incident_place),
        ("Waktu kejadian", case.incident_time),
        ("Asal pengaduan", source),
        ("Nomor dari luar", case.outside_number),
        ("Berkas lengkap sejak", f"{to_wib(case.complete_at):%d-%m-%Y %H.%M} WIB" if case.complete_at else ""),
        ("Berkas ditahan karena", case.hold_reason),
    )
    return [{"label": label, "text": text} for label, text in rows if text]


def records(case: Complaint, staff: Mapping[int, str]) -> list[Row]:
    """Return everything else that was written on a case, by time."""
    makers = (
        *(
            _notes,
            _report_returns,
            _paper_returns,
            _photos,
            _drafts,
            handed_over,
            _reworded,
            _unsent,
            _claims,
            _links,
            _secrecy,
            _audited,
        ),
    )
    found = [row for maker in makers for row in maker(case, staff)]
    return sorted(found, key=lambda row: str(row["moment"]))


def dated_back(case: Complaint) -> dict[int, str]:
    """Return by paper why it carries an earlier date than the day it was signed."""
    papers = {
        f"document:{row.id}": row.id for row in Document.select(Document.id).where(Document.complaint == case.id)
    }
    rows = Audit.select().where((Audit.event == DATED_BACK) & Audit.subject.in_(list(papers))).order_by(Audit.id)
    older = {papers[row.subject]: row.after.partition(": ")[2] for row in rows}
    mine = Document.select(Document.id, Document.date_reason).where(Document.id.in_(list(papers.values())))
    return older | {row.id: row.date_reason for row in mine if row.date_reason}


def issued_papers(case: Complaint) -> list[Document]:
    """Return the issued papers of a case, cancelled ones included, in the order they were signed."""
    issued = (Document.complaint == case.id) & Document.sha256.is_null(False)
    return list(Document.select().where(issued).order_by(Document.signed_at, Document.id))


def papers(case: Complaint, staff: Mapping[int, str]) -> list[dict[str, object]]:
    """Return what the dossier says of every issued paper, with its missing scan and why its date is earlier."""
    why_earlier, no_scan, issued = dated_back(case), _why_no_scan(case), issued_papers(case)
    marks = outdated_papers(issued, corrections_of(case.id), mask_of(case)) | fallen_papers(issued, case)
    return [
        {
            "title": paper_title(row),
            "subject": row.subject,
            "number": row.number,
            "date": row.date.isoformat() if row.date else None,
            "signer": staff.get(row.signed_by_id or 0, row.signed_copy_signer),
            "state": STATE_LABELS[DocumentState(row.state)],
            "reason": row.cancel_reason or marks.get(row.id, ""),
            "authority": row.authority,
            "why_earlier": why_earlier.get(row.id, ""),
            "no_scan": "" if _has_copy(row) or row.state in ENDED else no_scan,
            "copy": _copy(row),
            "sha256": row.sha256,
        }
        for row in issued
    ]


def _has_copy(paper: Document) -> bool:
    return counts_as_copy(paper.signed_copy, paper.signed_copy_state)


def _copy(paper: Document) -> str:
    """Return what the signed copy was found to be, whose names it bears, when it was signed, and what it replaced."""
    lines = []
    if paper.signed_copy:
        found = _found_to_be(paper.signed_copy_state, paper.signed_copy_signer, paper.signed_copy_time)
        difference = f" ({paper.signed_copy_difference})" if paper.signed_copy_difference else ""
        lines.append(found + difference)
    for old in ReplacedCopy.select().where(ReplacedCopy.document == paper.id).order_by(ReplacedCopy.id):
        then = _found_to_be(old.state, old.signer, old.signed_at)
        lines.append(f"menggantikan, keadaan saat diganti: {then}; alasan: {old.reason}")
    return "\n".join(lines)


def _found_to_be(state: str, signer: str, signed_at: datetime | None) -> str:
    moment = "" if signed_at is None else f"{to_wib(signed_at):%Y-%m-%d %H:%M} WIB"
    return ", ".join(part for part in (COPY_STATES[state_of(state)].label, signer, moment) if part)


def _why_no_scan(case: Complaint) -> str:
    """Return the reason that stands for the scans missing when the case was put away, else that they are missing."""
    archived = archived_by(case)
    if archived is None:
        return "belum ada"
    return f"tidak ada: {archived.reason}" if archived.reason else "tidak ada"


def archived_by(case: Complaint) -> History | None:
    """Return the move that last put the case away."""
    filed = (History.complaint == case.id) & (History.move == str(Move.ARSIPKAN))
    return History.select().where(filed).order_by(History.id.desc()).first()


def _row(moment: datetime | None, who: str, what: str, text: str) -> Row:
    return {"moment": iso(moment), "actor": who, "what": what, "text": text}


def _notes(case: Complaint, staff: Mapping[int, str]) -> Iterator[Row]:
    for row in CaseNote.select().where(CaseNote.complaint == case.id).order_by(CaseNote.id):
        yield _row(row.made_at, staff.get(row.made_by_id, ""), "Catatan internal", row.text)


def _report_returns(case: Complaint, staff: Mapping[int, str]) -> Iterator[Row]:
    for row in ReportReturn.select().where(ReportReturn.complaint == case.id).order_by(ReportReturn.id):
        yield _row(row.made_at, staff.get(row.made_by_id, ""), "Laporan dikembalikan kepada petugas", row.reason)


def _paper_returns(case: Complaint, staff: Mapping[int, str]) -> Iterator[Row]:
    rows = Paraf.select(Paraf, Document).join(Document).where((Document.complaint == case.id) & (Paraf.comment != ""))
    for row in rows.order_by(Paraf.id):
        yield _row(row.at, staff.get(row.staff_id, ""), f"{_title(row.document)} dikembalikan", row.comment)


def _photos(case: Complaint, staff: Mapping[int, str]) -> Iterator[Row]:
    for row in ReportPhoto.select().where(ReportPhoto.complaint == case.id).order_by(ReportPhoto.id):
        what = "Foto penelitian" + (", dikeluarkan dari laporan" if row.removed_at else "")
        words = " · ".join(filter(None, (row.caption, place_words(row), f"SHA-256 {row.sha256}")))
        yield _row(row.made_at, staff.get(row.made_by_id or 0, ""), what, words)


def _drafts(case: Complaint, staff: Mapping[int, str]) -> Iterator[Row]:
    """Yield the papers that were never issued, with what an officer could word on them."""
    never = Document.sha256.is_null() & (Document.state != str(DocumentState.DITANDATANGANI))
    for row in Document.select().where((Document.complaint == case.id) & never).order_by(Document.id):
        facts = json.loads(row.facts)
        words = [*_worded(facts), *_answered(facts, facts)]
        words += [f"Yth.: {row.recipient}"] if row.recipient else []
        if row.state in UNSIGNED:
            yield _row(
                row.drafted_at, staff.get(row.drafted_by_id or 0, ""), f"Konsep {_title(row)}", "\n".join(words)
            )
            continue
        why = f"Dibuang: {row.cancel_reason}"
        who = staff.get(row.cancelled_by_id or 0, "")
        yield _row(row.cancelled_at, who, f"Konsep {_title(row)} yang dibuang", "\n".join([why, *words]))


def _reworded(case: Complaint, staff: Mapping[int, str]) -> Iterator[Row]:
    """Yield how papers were worded before they were worded anew."""
    for paper in Document.select().where(Document.complaint == case.id).order_by(Document.id):
        facts = json.loads(paper.facts)
        for before in facts.get(SUPERSEDED, ()):
            said = before["words"]
            to = [f"Yth.: {said['yth']}"] if said.get("yth") else []
            words = "\n".join([*_worded(said), *to, *_answered(facts, said)])
            what = f"Konsep {_title(paper)} sebelum diubah"
            yield {"moment": before["at"], "actor": staff.get(before["by"], ""), "what": what, "text": words}


def _worded(facts: Mapping[str, object]) -> list[str]:
    return [f"{label}: {facts[name]}" for name, label in WORDING_LABELS.items() if facts.get(name)]


def _answered(facts: Mapping[str, object], said: Mapping[str, object]) -> list[str]:
    """Return what was answered to the questions of a paper's own type."""
    return [f"{label}: {words}" for label, words in in_words(asked_in(facts), said.get(ANSWERS))]


def _title(paper: Document) -> str:
    return paper_title(paper)


def _unsent(case: Complaint, staff: Mapping[int, str]) -> Iterator[Row]:
    unsent = list(Outbox.select().where((Outbox.complaint == case.id) & (Outbox.state != str(ReplyState.SENT))))
    files = ReplyFile.select().where(ReplyFile.reply.in_([row.id for row in unsent])).order_by(ReplyFile.id)
    named = [(file.reply_id, file.filename) for file in files]
    for row in unsent:
        state = REPLY_LABELS[ReplyState(row.state)].lower()
        said = [row.text, *(f"[Berkas: {name}]" for reply, name in named if reply == row.id)]
        said += [f"Keterangan: {row.reason}"] if row.reason else []
        what = f"{PURPOSES[Purpose(row.purpose)].label}, tidak terkirim ({state})"
        yield _row(row.created_at, staff.get(row.created_by_id or 0, ""), what, "\n".join(said))


def _claims(case: Complaint, staff: Mapping[int, str]) -> Iterator[Row]:
    """Yield who came from a comment into a private conversation, as an officer confirmed it."""
    rows = InvitationClaim.select(InvitationClaim, Invitation).join(Invitation)
    for row in rows.where((Invitation.complaint == case.id) & (InvitationClaim.reason != "")).order_by(
        InvitationClaim.id
    ):
        yield _row(
            row.confirmed_at or row.made_at, staff.get(row.confirmed_by_id or 0, ""), "Pelapor dipastikan", row.reason
        )


def _links(case: Complaint, staff: Mapping[int, str]) -> Iterator[Row]:
    """Yield splits; merges stand among the moves of both complaints."""
    mine = (ComplaintLink.source == case.id) | (ComplaintLink.target == case.id)
    for row in (
        ComplaintLink.select().where(mine & (ComplaintLink.kind == str(LinkKind.PECAH))).order_by(ComplaintLink.id)
    ):
        came = row.target_id == case.id
        what = f"Dipecah dari {_name_of(row.source)}" if came else f"Dipecah menjadi {_name_of(row.target)}"
        yield _row(row.made_at, staff.get(row.made_by_id or 0, ""), what, row.why)


def _name_of(other: Complaint) -> str:
    """Return another case's number; of one that readers of this dossier may not see, only that it is another."""
    standing = (ConflictParty.complaint == other.id) & ConflictParty.lifted_at.is_null()
    secret = other.misconduct or suspected(other) or ConflictParty.select().where(standing).exists()
    return "pengaduan lain" if secret else other.number


def _secrecy(case: Complaint, staff: Mapping[int, str]) -> Iterator[Row]:
    for row in ConflictParty.select().where(ConflictParty.complaint == case.id).order_by(ConflictParty.id):
        what = f"Dikecualikan dari kasus: {staff.get(row.staff_id, '')}" + (", dicabut" if row.lifted_at else "")
        yield _row(row.named_at, staff.get(row.named_by_id or 0, ""), what, row.why)
    said = {None: "belum diputuskan", True: "diizinkan", False: "ditolak"}
    for look in Unmasking.select().where(Unmasking.complaint == case.id).order_by(Unmasking.id):
        what = f"Permintaan melihat identitas pelapor, {said[look.granted]}"
        yield _row(look.asked_at, staff.get(look.asked_by_id, ""), what, look.motive)
    for change in SecrecyChange.select().where(SecrecyChange.complaint == case.id).order_by(SecrecyChange.id):
        what = _AUDITED["rahasiakan_identitas" if change.protected else "akhiri_kerahasiaan"]
        yield _row(change.made_at, staff.get(change.made_by_id, ""), what, change.reason)


def _audited(case: Complaint, staff: Mapping[int, str]) -> Iterator[Row]:
    mine = (Audit.subject == f"complaint:{case.id}") & Audit.event.in_(list(_AUDITED)) & (Audit.after != "")
    for row in Audit.select().where(mine).order_by(Audit.id):
        yield _row(row.at, row.actor, _AUDITED[row.event], row.after)
