"""The writing box offers what is true in this conversation, and names what it leaves out."""

from typing import Any

import pytest

from models.tables import ReplyTemplate
from tests.actions.walking import Walk
from tests.admin_app.case_page.test_composer import box, commented

OWN = {"code": "cek-dm", "title": "Cek DM", "purpose": "lain", "kind": "comment", "text": "Cek DM ya Kak."}


@pytest.fixture
def own_text(sqlite_account: Any) -> None:
    """A text of the office's own that promises a private message."""
    ReplyTemplate.insert(language="id", **OWN).execute()


@pytest.mark.usefixtures("own_text")
def test_a_private_chat_neither_offers_nor_misses_what_is_meant_for_comments(sqlite_account: Any) -> None:
    shown = box(Walk(sqlite_account).identified().case)
    assert shown.left_out == ()
    assert {text.purpose for text in shown.prepared if text.kind == "dm"} >= {"tanggapan_awal", "lain"}


@pytest.mark.usefixtures("own_text")
@pytest.mark.parametrize(
    ("kind", "left_out"), [("tiktok", (("Cek DM", "menjanjikan pesan pribadi"),)), ("facebook", ())]
)
def test_a_promise_of_a_private_message_is_offered_where_the_platform_has_one(kind: str, left_out: Any) -> None:
    shown = box(commented(kind))
    assert shown.left_out == left_out
    assert ("cek-dm" in {text.code for text in shown.prepared}) is not bool(left_out)
