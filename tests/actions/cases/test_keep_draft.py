"""Typed words: kept for their writer alone, never over words his page has not seen, gone once sent."""

from datetime import timedelta
from typing import Any

import pytest

from models.actions.cases import keep_draft as keeping
from models.actions.cases.keep_draft import (
    LONGEST,
    Keeping,
    Kept,
    KeptDraft,
    Writing,
    drafts_of,
    drop_draft,
    keep_draft,
    was_sent,
)
from models.actions.replies.queue_reply import queue_reply
from models.rules.core.errors import NotVisible, TextTooLong
from models.rules.replies.delivery import Purpose
from models.rules.staff.roles import Role
from models.tables import Draft, FormKey
from tests.actions.walking import Walk
from tests.office import NOW, actor

ME = Role.PENGELOLA
KEY = "k" * 32


def mine(walk: Walk) -> dict[str, dict[str, str]]:
    """What I typed in the forms of the case."""
    return {form: draft.values for form, draft in drafts_of(walk.id, actor(ME)).items()}


def write(walk: Walk, text: str, known: str | None, page: str = "a", turn: int = 1, **more: Any) -> Kept:
    """Let an open page keep an answer."""
    return keep_draft(walk.id, "balas", {"text": text}, actor(ME), NOW, writing=Writing(known, page, turn), **more)


def written(kept: Kept) -> KeptDraft:
    """The draft that a writing left."""
    assert kept.draft is not None
    return kept.draft


def test_what_was_typed_last_is_kept_for_its_writer_alone(account: Any) -> None:
    walk = Walk(account)
    for step, text in enumerate(("Yth.", "Yth. Ibu \x00 \ud800 👍")):
        keep_draft(walk.id, "balas", {"text": text, "base:text": ""}, actor(ME), NOW + timedelta(seconds=step))
    keep_draft(walk.id, "catatan", {"text": "lain"}, actor(ME), NOW)
    assert mine(walk) == {
        "balas": {"text": "Yth. Ibu \x00 \ufffd 👍", "base:text": ""},
        "catatan": {"text": "lain"},
    }
    assert drafts_of(walk.id, actor(Role.KASUBSI_INFOKIM)) == {}
    assert Draft.select().count() == 2


def test_nothing_typed_or_sent_leaves_no_draft(account: Any) -> None:
    walk = Walk(account)
    keep_draft(walk.id, "balas", {"text": "x"}, actor(ME), NOW)
    assert keep_draft(walk.id, "balas", {"text": " "}, actor(ME), NOW) == Kept(Keeping.KEPT)
    assert mine(walk) == {}
    keep_draft(walk.id, "catatan", {"text": "x"}, actor(ME), NOW)
    drop_draft(walk.id, "catatan", actor(ME), NOW)
    assert mine(walk) == {}


def test_what_arrives_after_the_form_was_sent_does_not_come_back(account: Any) -> None:
    walk = Walk(account)
    queue_reply(walk.id, "Terkirim", Purpose.LAIN, KEY, actor(ME), NOW)
    assert write(walk, "Terkiri", None, form_key=KEY) == Kept(Keeping.SENT)
    drop_draft(walk.id, "catatan", actor(ME), NOW, form_key="m" * 32)
    drop_draft(walk.id, "catatan", actor(ME), NOW, form_key="m" * 32)
    assert write(walk, "Catata", None, form_key="m" * 32) == Kept(Keeping.SENT)
    assert (was_sent(KEY), was_sent("m" * 32), was_sent("n" * 32)) == (True, True, False)
    assert FormKey.select().where(FormKey.key == "m" * 32).count() == 1
    assert mine(walk) == {}


def test_the_older_of_two_devices_never_writes_over_the_newer_and_is_shown_it(account: Any) -> None:
    walk = Walk(account)
    phone = written(write(walk, "Dari ponsel", "", "ponsel"))
    desk = write(walk, "Dari meja", "", "meja")
    assert (desk.course, desk.draft) == (Keeping.OTHER, phone)
    assert mine(walk) == {"balas": {"text": "Dari ponsel"}}
    both = written(write(walk, "Dari ponsel dan meja", phone.version, "meja", 2))
    assert write(walk, "Dari ponsel, lanjut", phone.version, "ponsel", 2) == Kept(Keeping.OTHER, both)
    assert mine(walk) == {"balas": {"text": "Dari ponsel dan meja"}}


def test_words_sent_or_put_aside_on_another_device_are_not_brought_back_unasked(account: Any) -> None:
    walk = Walk(account)
    phone = written(write(walk, "Sudah di kantor", "", "ponsel"))
    assert write(walk, "", phone.version, "meja") == Kept(Keeping.KEPT)
    assert write(walk, "Sudah di kantor.", phone.version, "ponsel", 2) == Kept(Keeping.OTHER)
    assert write(walk, "", "", "meja", 2) == Kept(Keeping.KEPT)
    assert mine(walk) == {}


def test_the_same_writing_twice_is_one_and_a_late_one_of_the_same_page_changes_nothing(account: Any) -> None:
    walk = Walk(account)
    first = written(write(walk, "Satu", "", turn=1))
    again = keep_draft(
        walk.id, "balas", {"text": "Satu"}, actor(ME), NOW + timedelta(hours=1), writing=Writing("", "b", 9)
    )
    assert again == Kept(Keeping.KEPT, first)
    third = written(write(walk, "Satu dua tiga", "", turn=3))  # its page did not hear the first answer
    assert write(walk, "Satu dua", first.version, turn=2) == Kept(Keeping.KEPT, third)
    assert mine(walk) == {"balas": {"text": "Satu dua tiga"}}


def test_of_two_writings_at_the_same_moment_one_is_shown_the_other(
    account: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    walk = Walk(account)
    write(walk, "Dari ponsel", "", "ponsel")
    # Both read before either wrote, as two processes may.
    found = iter((None, "later"))
    monkeypatch.setattr(keeping._Place, "found", lambda _place: next(found))
    assert write(walk, "Dari meja", "", "meja") == Kept(Keeping.OTHER, "later")  # type: ignore[arg-type]
    assert mine(walk) == {"balas": {"text": "Dari ponsel"}}


def test_forms_without_end_are_refused(account: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    walk = Walk(account)
    monkeypatch.setattr(keeping, "MOST_FORMS", 2)
    for form in ("a", "b", "b"):
        keep_draft(walk.id, form, {"text": f"{form}{Draft.select().count()}"}, actor(ME), NOW)
    with pytest.raises(TextTooLong, match="Terlalu banyak"):
        keep_draft(walk.id, "c", {"text": "x"}, actor(ME), NOW)


def test_a_case_out_of_scope_and_a_text_without_end_are_refused(account: Any) -> None:
    walk = Walk(account)
    with pytest.raises(NotVisible):
        keep_draft(walk.id, "catatan", {"text": "x"}, actor(Role.KASI_INTELDAKIM), NOW)
    with pytest.raises(TextTooLong):
        keep_draft(walk.id, "catatan", {"text": "x" * LONGEST}, actor(ME), NOW)
    assert Draft.select().count() == 0
