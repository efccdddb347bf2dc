"""Which papers of a case speak of an answer that turned out not to be there after they were made. They are marked."""

from collections.abc import Iterable

from models.actions.core.answers_standing import fall_words, falls_of
from models.rules.papers.documents import DocumentState
from models.rules.replies.delivery import Purpose
from models.tables import DeliveryProof, Document, Outbox

# What a paper says of deliveries.
_TELLS: dict[str, tuple[Purpose, ...]] = {
    "LEMBAR": (Purpose.JAWABAN, Purpose.TANGGAPAN_AWAL, Purpose.PERTANYAAN),
    "ND-TERUS": (Purpose.TANGGAPAN_AWAL,),
}


def fallen_papers(papers: Iterable[Document], complaint: int) -> dict[int, str]:
    """Return by paper what fell after it was made; a cancelled one is not in it."""
    telling = [row for row in papers if row.type in _TELLS and row.state != DocumentState.BATAL]
    falls = falls_of(complaint) if telling else []
    if not falls:
        return {}
    rows = [(row.id, row.purpose) for row in Outbox.select().where(Outbox.id.in_([one.reply_id for one in falls]))]
    by_reply = dict(rows)
    recorded = DeliveryProof.select().where(DeliveryProof.id.in_([one.proof_id for one in falls]))
    by_proof = {row.id: row.purpose for row in recorded}
    purposes = {one.id: by_reply.get(one.reply_id or 0) or by_proof.get(one.proof_id or 0) for one in falls}
    found: dict[int, str] = {}
    for paper in telling:
        made = paper.signed_at or paper.drafted_at
        later = [one for one in falls if purposes[one.id] in _TELLS[paper.type] and made and one.seen_at > made]
        if later:
            found[paper.id] = fall_words(later[-1])
    return found
