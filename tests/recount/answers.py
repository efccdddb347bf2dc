"""Which answers are there, and since when: from what was sent and what became known of it, in the order it did."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from models.tables import DeliveryChange, DeliveryProof, Outbox

# What each purpose is for the case, and what the law asks of a delivery: written down again.
KIND = {
    "tanggapan_awal": "Tanggapan awal terkirim",
    "jawaban": "Jawaban tersampaikan kepada pelapor",
    "pertanyaan": "Jawaban pertanyaan terkirim",
}
GONE = {"failed", "withdrawn"}
ENOUGH = ["vouched", "accepted", "reached", "read"]  # each says more than the one before


@dataclass
class Answer:
    """One answer given: for what, since when it counts, and what took it away."""

    reference: str
    purpose: str
    text: str
    moment: datetime  # since when the citizen has it
    known: datetime  # when that was known here, last
    first_known: datetime  # and first: a person's move since then may have undone it
    left: datetime  # when it left the office, or was recorded
    fell: datetime | None = None
    undone: datetime | None = None
    grade: str = ""

    @property
    def stands(self) -> bool:
        """Whether it is there, and nobody undid it."""
        return self.fell is None and self.undone is None


def answers_of(case: int, until: datetime | None) -> list[Answer]:
    """Return the answers of a case that were ever enough, in the order they left.

    `until`: when it was destroyed; what becomes known after that is recorded and changes nothing.
    """
    news: dict[str, list[DeliveryChange]] = defaultdict(list)
    for row in DeliveryChange.select().where(DeliveryChange.complaint == case).order_by(DeliveryChange.id):
        if until is not None and row.seen_at > until:
            continue
        news[f"outbox:{row.reply_id}" if row.reply_id else f"proof:{row.proof_id}"].append(row)
    sent = Outbox.select().where((Outbox.complaint == case) & (Outbox.state == "sent"))
    rows = [(f"outbox:{row.id}", row, row.sent_at) for row in sent]
    proofs = DeliveryProof.select().where(DeliveryProof.complaint == case)
    rows += [(f"proof:{row.id}", row, row.made_at) for row in proofs]
    found = [_answer(reference, row.purpose, row.text, left, news[reference]) for reference, row, left in rows]
    return sorted((one for one in found if one is not None), key=lambda one: (one.left, one.reference))


def grades(case: int, given: Iterable[Answer]) -> dict[str, str]:
    """Return by its key how well each answer of the outbox is there that was ever enough."""
    keys = {f"outbox:{row.id}": row.reply_key for row in Outbox.select().where(Outbox.complaint == case)}
    return {keys[one.reference]: one.grade for one in given if one.reference in keys}


def _answer(reference: str, purpose: str, text: str, left: datetime, news: Iterable[DeliveryChange]) -> Answer | None:
    found: Answer | None = None
    for row in news:
        late = found is not None and found.fell is None and row.grade in ENOUGH and row.at < found.moment
        if found is not None and late:
            found.moment = row.at  # told late, or by the platform after a person's word
            if ENOUGH.index(row.grade) < ENOUGH.index(found.grade):
                continue
        if row.grade in ENOUGH and found is None:
            found = Answer(reference, purpose, text, row.at, row.seen_at, row.seen_at, left)
        elif row.grade in ENOUGH and found is not None and found.fell is not None:
            found.fell, found.known = None, row.seen_at
        elif row.grade in GONE and found is not None and found.fell is None:
            found.fell = row.seen_at
        if found is not None:
            found.grade = row.grade
    return found
