"""What the office answered a person, for his own copy: sent, recorded by hand, invited, written as a letter.

An answer is told from the outbox, which has it whether or not the platform shows it again among the messages.
"""

import json
import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from models.actions.privacy.handing import OwnFile, Rows, handed, plain_name
from models.rules.channels.channels import channel
from models.rules.channels.grades import DeliveryGrade, grade_words
from models.rules.core.moments import iso
from models.rules.papers.copy_states import counts_as_copy
from models.rules.papers.documents import DocumentState
from models.rules.papers.own.own_type import READDRESSED
from models.rules.replies.delivery import PURPOSES, WAY_LABELS, Purpose, ReplyState, Way
from models.tables import (
    ChannelAccount,
    DeliveryProof,
    Document,
    Invitation,
    InvitationClaim,
    Outbox,
    PaperTypeVersion,
    ReplyFile,
)
from models.tables.core.filled import filled

# Papers written to the complainant himself, beside own types that say so; nota dinas are the office's own.
_TO_HIM = ("SURAT",)


@dataclass
class Answers:
    """What a person was answered, by case as he reads it, and the files of it all."""

    sent: dict[int, Rows] = field(default_factory=lambda: defaultdict(list))
    otherwise: dict[int, Rows] = field(default_factory=lambda: defaultdict(list))
    letters: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    files: list[OwnFile] = field(default_factory=list)

    def add(self, folder: str, name: str, sha256: str | None) -> str:
        """Add a file and return its name in the archive."""
        place = 1 + sum(file.name.startswith(f"{folder}/") for file in self.files)
        own = OwnFile(f"{folder}/{place:03}_{plain_name(name)}", sha256 or "")
        self.files.append(own)
        return own.name


def confirmed_threads(cases: Collection[int]) -> set[int]:
    """Return the private conversations that were confirmed to be his who was invited in these cases."""
    rows = InvitationClaim.select(InvitationClaim.thread).join(Invitation)
    mine = Invitation.complaint.in_(list(cases)) & InvitationClaim.confirmed_at.is_null(False)
    return {thread for (thread,) in rows.where(mine).tuples()}


def answers_to(cases: Collection[int], threads: Collection[int]) -> Answers:
    """Return what was answered in these cases, in these conversations or another way."""
    made = Answers()
    _add_sent(made, cases, threads)
    for proof in DeliveryProof.select().where(DeliveryProof.complaint.in_(list(cases))).order_by(DeliveryProof.id):
        made.otherwise[proof.complaint_id].append(_proof(made, proof))
    for paper in _letters(cases):
        name = plain_name(paper.own_title) if paper.own_title else "surat-jawaban"
        made.letters[filled(paper.complaint_id)].append(made.add("surat", f"{name}.docx", paper.sha256))
        if paper.signed_copy and counts_as_copy(paper.signed_copy, paper.signed_copy_state):
            signed = made.add("surat", f"{name}-bertanda-tangan.pdf", paper.signed_copy)
            made.letters[filled(paper.complaint_id)].append(signed)
    return made


def _add_sent(made: Answers, cases: Collection[int], threads: Collection[int]) -> None:
    """Add the answers that were sent; the file of an answer stands with its words."""
    mine = Outbox.complaint.in_(list(cases)) & Outbox.thread.in_(list(threads))
    query = Outbox.select(Outbox, ChannelAccount.id, ChannelAccount.kind).join(ChannelAccount)
    sent = query.where(mine & (Outbox.state == str(ReplyState.SENT))).order_by(Outbox.sent_at, Outbox.id)
    rows = list(sent)
    carried = {row.reply_id: row for row in ReplyFile.select().where(ReplyFile.reply.in_([row.id for row in rows]))}
    for row in rows:
        file = carried.get(row.id)
        told = {
            "waktu": iso(row.sent_at),
            "kanal": channel(row.account.kind).label,
            "untuk": PURPOSES[Purpose(row.purpose)].label,
            "keadaan": _grade(row),
            **handed(row),
            "lampiran": [made.add("jawaban", str(handed(file)["lampiran"]), file.sha256)] if file else [],
        }
        made.sent[filled(row.complaint_id)].append(told)


def _grade(row: Outbox | DeliveryProof) -> str:
    """Return how far it came as far as is known: an answer that failed is not told as one he got."""
    return grade_words(DeliveryGrade(row.grade), row.grade_at) if row.grade else ""


def _proof(made: Answers, proof: DeliveryProof) -> dict[str, object]:
    return {
        "waktu": iso(proof.delivered_at),
        "lewat": WAY_LABELS[Way(proof.way)],
        "untuk": PURPOSES[Purpose(proof.purpose)].label,
        "keadaan": _grade(proof),
        "isi": handed(proof)["isi"],
        "bukti": [made.add("bukti", f"bukti-{proof.way}", proof.sha256)] if proof.sha256 else [],
    }


def _letters(cases: Collection[int]) -> Iterator[Document]:
    """Yield the letters to him, signed and still in force; one whose file was never made has no sha256."""
    to_him = PaperTypeVersion.select(PaperTypeVersion.id).where(PaperTypeVersion.to_reporter)
    signed = Document.complaint.in_(list(cases)) & (Document.state == str(DocumentState.DITANDATANGANI))
    rows = Document.select().where(signed & (Document.type.in_(_TO_HIM) | Document.own_version.in_(to_him)))
    yield from filter(_addressed_to_him, rows.order_by(Document.id))


def _addressed_to_him(letter: Document) -> bool:
    """Whether a letter of an own type still goes to the complainant: its drafter may have written somebody else."""
    facts = json.loads(letter.facts)
    if "yth" not in facts.get(READDRESSED, []):
        return True
    case = filled(letter.complaint)
    handle = case.thread.handle
    names = " ".join((case.contact.name, handle.display_name, handle.value))
    return bool(_words(names) & _words(str(facts["yth"])))


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))
