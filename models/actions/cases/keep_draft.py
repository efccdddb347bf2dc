"""Keeps what an officer types in a form of a case until it is sent, across sessions, devices and power cuts."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from peewee import ColumnBase

from models.actions.core.actor import Actor
from models.actions.core.case import is_visible
from models.rules.core.errors import NotVisible, TextTooLong
from models.rules.core.texts import storable
from models.tables import Complaint, Draft, FormKey, Outbox, database
from models.tables.core.prepared import prepared

LONGEST = 40_000  # characters of one form, all its fields together
MOST_FORMS = 200  # of one officer in one case; no page has as many
_LONGEST_NAME = 40


class Keeping(StrEnum):
    """What became of a writing."""

    KEPT = "tersimpan"
    SENT = "terkirim"  # the form with this key was sent already
    OTHER = "lain"  # what is kept was written elsewhere, and this page has not seen it


@dataclass(frozen=True)
class KeptDraft:
    """What is kept of one form."""

    text: str
    saved_at: datetime
    page: str
    turn: int

    @property
    def values(self) -> dict[str, str]:
        """Return what was typed, by field."""
        return dict(json.loads(self.text))

    @property
    def version(self) -> str:
        """Return the mark of these words, which a page gives back to prove that it has seen them."""
        return hashlib.sha256(self.text.encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Writing:
    """Where a writing comes from: `known` is the version its page has seen ("" for none; None asks for no proof)."""

    known: str | None = None
    page: str = ""
    turn: int = 0


@dataclass(frozen=True)
class Kept:
    """What became of a writing, and what is kept now; no draft where nothing is typed or the form was sent."""

    course: Keeping
    draft: KeptDraft | None = None


_ANYHOW = Writing()


def keep_draft(
    complaint_id: int,
    form: str,
    values: Mapping[str, str],
    actor: Actor,
    now: datetime,
    *,
    form_key: str = "",
    writing: Writing = _ANYHOW,
) -> Kept:
    """Keep what was typed in a form, or forget it where nothing is typed; what became of it is returned.

    Nothing is written over words that the writing's page has not seen, unless the same page wrote them. The same
    writing twice changes nothing. Raises NotVisible, and TextTooLong beyond 40,000 characters.
    """
    with database.atomic():
        case = Complaint.get_or_none(Complaint.id == complaint_id)
        if case is None or actor.staff_id is None or not is_visible(case, actor) or case.destroyed_at is not None:
            raise NotVisible
        name, text = form[:_LONGEST_NAME], storable(json.dumps(dict(values), ensure_ascii=False))
        if len(text) > LONGEST:
            raise TextTooLong(f"Terlalu panjang untuk disimpan: paling banyak {LONGEST:,} huruf.".replace(",", "."))
        if form_key and was_sent(form_key):
            return Kept(Keeping.SENT)
        mine = _Place(actor.staff_id, complaint_id, name)
        before = mine.found()
        is_blank = not any(value.strip() for value in values.values())
        if _stands(before, text, is_blank, writing):
            return Kept(Keeping.KEPT, before)
        if not _has_seen(before, writing):
            return Kept(Keeping.OTHER, before)
        draft = None if is_blank else KeptDraft(text, now, writing.page[:_LONGEST_NAME], writing.turn)
        if not mine.put(before, draft):
            return Kept(Keeping.OTHER, mine.found())
        return Kept(Keeping.KEPT, draft)


def drop_draft(complaint_id: int, form: str, actor: Actor, now: datetime, *, form_key: str = "") -> None:
    """Forget what was typed in a form, because it was sent; its key is used up: no late writing brings it back."""
    if actor.staff_id is None:
        return
    with database.atomic():
        if form_key:
            FormKey.insert(key=form_key, staff=actor.staff_id, used_at=now).on_conflict_ignore().execute()
        Draft.delete().where(_Place(actor.staff_id, complaint_id, form[:_LONGEST_NAME]).here).execute()


def drafts_of(complaint_id: int, actor: Actor) -> dict[str, KeptDraft]:
    """Return what this officer typed in the forms of a case, by form."""
    return {row.field: _kept(row) for row in _drafts(actor.staff_id, complaint_id)}


@prepared
def _drafts(staff: int | None, complaint: int) -> Any:
    mine = (Draft.staff == staff) & (Draft.complaint == complaint)
    return Draft.select().where(mine).order_by(Draft.id)


def was_sent(key: str) -> bool:
    """Whether the form with this key was sent already; a late request must not bring its draft back."""
    return bool(
        FormKey.select().where(FormKey.key == key).exists() or Outbox.select().where(Outbox.reply_key == key).exists()
    )


def _stands(before: KeptDraft | None, text: str, is_blank: bool, writing: Writing) -> bool:
    """Whether nothing is to be written: the same words, nothing over nothing, or a writing that came late."""
    if before is None:
        return is_blank
    is_late = bool(writing.page) and before.page == writing.page and before.turn >= writing.turn
    return is_late or before.text == text


def _has_seen(before: KeptDraft | None, writing: Writing) -> bool:
    """Whether the page of a writing knows what it would write over."""
    if writing.known is None or (before is not None and writing.page and before.page == writing.page):
        return True
    return writing.known == (before.version if before is not None else "")


@dataclass(frozen=True)
class _Place:
    """Where the draft of one form of one officer lies."""

    staff: int
    complaint: int
    form: str

    @property
    def here(self) -> ColumnBase:
        return (Draft.staff == self.staff) & (Draft.complaint == self.complaint) & (Draft.field == self.form)

    def found(self) -> KeptDraft | None:
        row = Draft.get_or_none(self.here)
        return _kept(row) if row is not None else None

    def put(self, before: KeptDraft | None, draft: KeptDraft | None) -> bool:
        """Put a draft in place of the one before; False where another device was quicker."""
        if before is None:
            return draft is not None and self._begin(draft)
        same = self.here & (Draft.text == before.text)
        if draft is None:
            return bool(Draft.delete().where(same).execute())
        words = {"text": draft.text, "saved_at": draft.saved_at, "page": draft.page, "turn": draft.turn}
        return bool(Draft.update(words).where(same).execute())

    def _begin(self, draft: KeptDraft) -> bool:
        other = (Draft.staff == self.staff) & (Draft.complaint == self.complaint)
        if Draft.select().where(other).count() >= MOST_FORMS:
            raise TextTooLong(
                "Terlalu banyak formulir setengah jadi pada kasus ini. Kirim atau buang sebagian dahulu."
            )
        fresh = Draft.insert(
            staff=self.staff,
            complaint=self.complaint,
            field=self.form,
            text=draft.text,
            saved_at=draft.saved_at,
            page=draft.page,
            turn=draft.turn,
        )
        return bool(list(fresh.on_conflict_ignore().returning(Draft.id).tuples()))


def _kept(row: Draft) -> KeptDraft:
    return KeptDraft(row.text, row.saved_at, row.page, row.turn)
