"""Marks words in the texts of a protected case: hidden from everybody, or left to be read; and takes a mark back."""

from collections.abc import Iterator
from datetime import datetime

from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.case import locked_case, touch
from models.actions.core.form_key import spend_form_key
from models.actions.core.identities import mask_of
from models.actions.core.text_marks.standing import standing
from models.actions.core.text_marks.unreviewed import texts_of, unreviewed_texts
from models.actions.privacy.protect_identity import mask_drafts
from models.actions.privacy.review_texts import demand_reviewing, may_review
from models.rules.core.declarations import Reader
from models.rules.core.errors import NotVisible, RuleBroken
from models.rules.privacy.masking import Mask
from models.rules.privacy.personal.plain_text import plain
from models.rules.privacy.reviewed_text import Why, stretches
from models.rules.privacy.text_marks import check_mark, folded
from models.rules.staff.permissions import Permission
from models.tables import Complaint, TextMark, database
from models.tables.core.declaring import columns_for


def hide_words(
    complaint_id: int, typed: str, actor: Actor, now: datetime, *, form_key: str | None = None
) -> TextMark:
    """Hide words wherever the case is shown masked. Raises RuleBroken, also where they stand nowhere in it."""
    with database.atomic():
        spend_form_key(form_key, actor, now)
        case, words = _protected(complaint_id, actor), check_mark(typed)
        if not may_review(case, actor):
            actor.demand(Permission.PROTECT)
        _demand_new(case, words, hides=True)
        alone = Mask(marked=(words,))
        if not any(alone.marks(plain(text)) for text in _said(case)):
            raise RuleBroken("Kata itu tidak ada dalam pesan atau isian kasus ini. Salin persis seperti tertulis.")
        return _mark(case, words, True, "samarkan_kata", actor, now)


def spare_words(
    complaint_id: int, typed: str, actor: Actor, now: datetime, *, form_key: str | None = None
) -> TextMark:
    """Leave words to be read that were taken for a person's. Raises RuleBroken where they are not such words.

    Only who looks through the texts does so, and only of what he is shown there.
    """
    with database.atomic():
        spend_form_key(form_key, actor, now)
        case, words = _protected(complaint_id, actor), check_mark(typed)
        demand_reviewing(case, actor)
        _demand_new(case, words, hides=False)
        mask, wanted = mask_of(case), folded(words)
        shown = (part for one in unreviewed_texts(case) for part in stretches(one.text, mask))
        if not any(part.why is Why.FOUND and folded(part.text) == wanted for part in shown):
            raise RuleBroken("Hanya kata yang ditandai program, dalam pesan yang sedang ditinjau, dapat dibiarkan.")
        return _mark(case, words, False, "biarkan_kata", actor, now)


def undo_mark(
    complaint_id: int, mark_id: int, actor: Actor, now: datetime, *, form_key: str | None = None
) -> TextMark:
    """Take a mark of a case back; its row stays. Raises RuleBroken.

    What shows words again only who looks through the texts does, or who may end secrecy altogether.
    """
    with database.atomic():
        spend_form_key(form_key, actor, now)
        case = _protected(complaint_id, actor)
        row = next((row for row in standing(case.id) if row.id == mark_id), None)
        if row is None:
            raise NotVisible
        if not may_review(case, actor):
            actor.demand(Permission.UNPROTECT if row.hides else Permission.PROTECT)
        TextMark.update(undone_by=actor.person_id, undone_at=now).where(TextMark.id == row.id).execute()
        _after(case)
        audit_trail.write(actor, now, AuditEvent("cabut_tanda", f"complaint:{case.id}", after=f"tanda:{row.id}"))
        return TextMark.get_by_id(row.id)


def _protected(complaint_id: int, actor: Actor) -> Complaint:
    case = locked_case(complaint_id, actor)
    if not case.identity_protected:
        raise RuleBroken("Identitas pelapor kasus ini tidak dirahasiakan, jadi tidak ada yang ditandai.")
    return case


def _demand_new(case: Complaint, words: str, hides: bool) -> None:
    there = {folded(row.words) for row in standing(case.id) if row.hides is hides}
    if folded(words) in there:
        raise RuleBroken("Kata itu sudah ditandai demikian.")


def _said(case: Complaint) -> Iterator[str]:
    """Yield what is told in a case: its messages, and what the form of its account holds."""
    yield from (one.text for one, _seen in texts_of(case.id))
    yield from (str(getattr(case, column.name) or "") for column in columns_for(Complaint, Reader.HAND_OUT))


def _mark(case: Complaint, words: str, hides: bool, event: str, actor: Actor, now: datetime) -> TextMark:
    row: TextMark = TextMark.create(complaint=case.id, words=words, hides=hides, made_by=actor.person_id, made_at=now)
    _after(case)
    # The words stay with the mark: the trail is never emptied.
    audit_trail.write(actor, now, AuditEvent(event, f"complaint:{case.id}", after=f"tanda:{row.id}"))
    return row


def _after(case: Complaint) -> None:
    touch(case)
    mask_drafts(case)
