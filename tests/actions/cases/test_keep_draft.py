"""Typed words: kept for their writer alone, changed in place, gone once sent, never of a case he does not see."""

from datetime import timedelta
from typing import Any

import pytest

from models.actions.cases.keep_draft import LONGEST, drafts_of, drop_draft, keep_draft
from models.actions.replies.queue_reply import queue_reply
from models.rules.core.errors import NotVisible, TextTooLong
from models.rules.replies.delivery import Purpose
from models.rules.staff.roles import Role
from models.tables import Draft
from tests.actions.walking import Walk
from tests.office import NOW, actor

ME = Role.PENGELOLA


def test_what_was_typed_last_is_kept_for_its_writer_alone(account: Any) -> None:
    walk = Walk(account)
    for step, text in enumerate(("Yth.", "Yth. Ibu \x00 \ud800 👍")):
        assert keep_draft(walk.id, "balas", {"text": text, "base:text": ""}, actor(ME), NOW + timedelta(seconds=step))
    keep_draft(walk.id, "catatan", {"text": "lain"}, actor(ME), NOW)
    assert drafts_of(walk.id, actor(ME)) == {
        "balas": {"text": "Yth. Ibu \x00 \ufffd 👍", "base:text": ""},
        "catatan": {"text": "lain"},
    }
    assert drafts_of(walk.id, actor(Role.KASUBSI_INFOKIM)) == {}
    assert Draft.select().count() == 2


def test_nothing_typed_or_sent_leaves_no_draft(account: Any) -> None:
    walk = Walk(account)
    keep_draft(walk.id, "balas", {"text": "x"}, actor(ME), NOW)
    keep_draft(walk.id, "balas", {"text": " "}, actor(ME), NOW)
    assert drafts_of(walk.id, actor(ME)) == {}
    keep_draft(walk.id, "catatan", {"text": "x"}, actor(ME), NOW)
    drop_draft(walk.id, "catatan", actor(ME))
    assert drafts_of(walk.id, actor(ME)) == {}


def test_what_arrives_after_the_form_was_sent_does_not_come_back(account: Any) -> None:
    walk = Walk(account)
    queue_reply(walk.id, "Terkirim", Purpose.LAIN, "k" * 32, actor(ME), NOW)
    assert keep_draft(walk.id, "balas", {"text": "Terkiri"}, actor(ME), NOW, form_key="k" * 32) is False
    assert drafts_of(walk.id, actor(ME)) == {}


def test_a_case_out_of_scope_and_a_text_without_end_are_refused(account: Any) -> None:
    walk = Walk(account)
    with pytest.raises(NotVisible):
        keep_draft(walk.id, "catatan", {"text": "x"}, actor(Role.KASI_INTELDAKIM), NOW)
    with pytest.raises(TextTooLong):
        keep_draft(walk.id, "catatan", {"text": "x" * LONGEST}, actor(ME), NOW)
    assert Draft.select().count() == 0
