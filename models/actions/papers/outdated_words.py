"""Which papers of a case say what was put right or turned out otherwise since, and how their lists say so."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from models.actions.core.answers.answers_standing import fall_words, falls_of
from models.actions.core.trail_order import acts_on, last_act
from models.rules.cases.corrections import FIELD_LABELS
from models.rules.cases.identification import URGENCY_LABELS, Urgency
from models.rules.core.moments import to_wib
from models.rules.papers.documents import DocumentState, Sifat
from models.rules.papers.own.own_type import ANSWERS, OLD_ANSWERS, OWN, QuestionKind, asked_in
from models.rules.privacy.masking import Mask
from models.rules.replies.delivery import Purpose
from models.tables import (
    Category,
    Complaint,
    DeliveryChange,
    DeliveryProof,
    Document,
    Outbox,
    OutputCorrection,
    ReplyFile,
    Staff,
)

# What a paper says of deliveries.
_TELLS: dict[str, tuple[Purpose, ...]] = {
    "LEMBAR": (Purpose.JAWABAN, Purpose.TANGGAPAN_AWAL, Purpose.PERTANYAAN),
    "ND-TERUS": (Purpose.TANGGAPAN_AWAL,),
}
# A date or a choice is never an account of the case, and could not be told in other words.
_WORDED = (QuestionKind.TEKS, QuestionKind.URAIAN, QuestionKind.TABEL)


def outdated_papers(
    papers: Iterable[Document], corrections: Iterable[OutputCorrection], mask: Mask
) -> dict[int, str]:
    """Return by paper which later correction it does not know; papers that never held the old words are not in it.

    `mask` is the case's: papers of a protected case hold masked words.
    """
    found: dict[int, str] = {}
    rows = list(corrections)
    for paper in papers:
        later = _after_draft(rows, paper)
        if not later or paper.state == DocumentState.BATAL:
            continue
        # What an own type calls its questions says nothing of the case.
        held = list(_texts({name: said for name, said in json.loads(paper.facts).items() if name != OWN}))
        old = [row for row in later if _holds(held, row, mask)]
        if old:
            what = ", ".join(dict.fromkeys(FIELD_LABELS.get(row.field, row.kind) for row in old))
            found[paper.id] = f"dibuat dari uraian sebelum pembetulan {_moment(old[-1].made_at)} ({what})"
    return found


def fallen_papers(papers: Iterable[Document], case: Complaint) -> dict[int, str]:
    """Return by paper what fell after it was made; a cancelled one is not in it."""
    telling = [row for row in papers if row.type in _TELLS and row.state != DocumentState.BATAL]
    falls = falls_of(case) if telling else []
    if not falls:
        return {}
    rows = [(row.id, row.purpose) for row in Outbox.select().where(Outbox.id.in_([one.reply_id for one in falls]))]
    by_reply = dict(rows)
    recorded = DeliveryProof.select().where(DeliveryProof.id.in_([one.proof_id for one in falls]))
    by_proof = {row.id: row.purpose for row in recorded}
    purposes = {one.id: by_reply.get(one.reply_id or 0) or by_proof.get(one.proof_id or 0) for one in falls}
    found: dict[int, str] = {}
    for paper in telling:
        made = last_act(f"document:{paper.id}", "tanda_tangan" if paper.signed_at else "konsep")
        told = [one for one in falls if purposes[one.id] in _TELLS[paper.type]]
        later = [one for one in told if made and _number_of(one) > made.number]
        if later:
            found[paper.id] = fall_words(later[-1])
    return found


def corrections_of(complaint_id: int) -> list[OutputCorrection]:
    """Return what was put right on a case, in order."""
    mine = OutputCorrection.complaint == complaint_id
    rows = OutputCorrection.select(OutputCorrection, Staff.id, Staff.name).join(Staff)
    return list(rows.where(mine).order_by(OutputCorrection.id))


def shown_words(field: str, words: str) -> str:
    """Return a stored wording as screens and papers show it."""
    if field == "urgency":
        return URGENCY_LABELS[Urgency(words)] if words else ""
    if field == "category":
        row = Category.get_or_none(Category.key == words)
        return str(row.label) if row else words
    return words


def without_old_words(
    changes: Mapping[str, str], draft: Document | None, corrections: Iterable[OutputCorrection]
) -> dict[str, str]:
    """Return the wording of a draft made anew without fields sent back as they were, where these hold old words."""
    if draft is None:
        return dict(changes)
    later = _after_draft(list(corrections), draft)
    was = json.loads(draft.facts)
    return {
        key: text
        for key, text in changes.items()
        if text.strip() != str(was.get(key, "")).strip()
        or not any(row.before and row.before in text for row in later)
    }


def old_answers(
    answers: object, draft: Document | None, corrections: Iterable[OutputCorrection], mask: Mask
) -> list[str]:
    """Return which answers of a draft made anew hold words put right since, and are as they were before that.

    The case cannot word them, as it words other fields, and they are not thrown away: their drafter changes them.
    """
    if draft is None or not isinstance(answers, Mapping):
        return []
    was = json.loads(draft.facts)
    own = [one.tag for one in asked_in(was) if one.kind in _WORDED]
    same = [tag for tag in own if was[ANSWERS].get(tag) == answers.get(tag)]
    later = [row for row in _after_draft(list(corrections), draft) if row.field not in ("urgency", "category")]
    old = was.get(OLD_ANSWERS, [])
    return [
        tag for tag in same if tag in old or any(_holds(list(_texts(answers.get(tag))), row, mask) for row in later)
    ]


def _after_draft(corrections: list[OutputCorrection], paper: Document) -> list[OutputCorrection]:
    """Return the corrections made after a paper was last drafted, in the order of the trail: no clock is asked."""
    if not corrections:
        return []
    drafted = last_act(f"document:{paper.id}", "konsep")
    about = {f"complaint:{row.complaint_id}" for row in corrections}
    since = {act.at for act in acts_on(about, ("betulkan",), drafted.number if drafted else 0)}
    return [row for row in corrections if row.made_at in since]


def _number_of(fall: DeliveryChange) -> int:
    """Return under which number the trail tells of a fall; it names the answer where a file of it fell."""
    words = ReplyFile.select(ReplyFile.answer).where(ReplyFile.reply == fall.reply_id).tuples().first()
    about = f"proof:{fall.proof_id}" if fall.proof_id else f"outbox:{words[0] if words else fall.reply_id}"
    return max((act.number for act in acts_on([about], ("kabar_jatuh",)) if act.at == fall.seen_at), default=0)


def _holds(held: list[str], row: OutputCorrection, mask: Mask) -> bool:
    if row.field == "urgency":
        sifat = Sifat.SEGERA if row.before == Urgency.BIASA else Sifat.SANGAT_SEGERA
        return shown_words(row.field, row.before) in held or str(sifat) in held
    if row.field == "category":
        return shown_words(row.field, row.before) in held
    wanted = {" ".join(words.split()) for words in (row.before, mask(row.before))} - {""}
    return any(words in " ".join(text.split()) for words in wanted for text in held)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)


def _moment(at: datetime) -> str:
    return f"{to_wib(at):%d-%m-%Y %H.%M} WIB"
