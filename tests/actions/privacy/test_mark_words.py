"""Marks in the texts of a protected case: who makes them, what they hide, and how they are taken back."""

import json
from typing import Any

import pytest

from models.actions.core.identities import mask_of
from models.actions.core.text_marks.unreviewed import unreviewed_texts
from models.actions.papers.draft_document import draft_document
from models.actions.privacy.mark_words import hide_words, spare_words, undo_mark
from models.actions.privacy.protect_identity import protect_identity
from models.actions.privacy.review_texts import confirm_review
from models.actions.search.indexing import catch_up
from models.rules.core.errors import NotPermitted, NotVisible, RuleBroken
from models.rules.staff.roles import Role
from models.tables import Audit, Complaint, Document, Message, SearchEntry, TextMark
from tests.actions.walking import Walk
from tests.office import actor

TEXT = "Nama saya Siti Rahmawati. Orang jangkung minta uang."


def protected(account: Any) -> Walk:
    walk = Walk(account)
    Message.update(text=TEXT).execute()
    protect_identity(walk.id, "diminta pelapor", actor(Role.PENGELOLA), walk.tick())
    return walk


def seen(walk: Walk) -> str:
    return mask_of(walk.case)(TEXT)


def test_words_are_hidden_everywhere_by_a_mark_and_shown_again_when_it_is_taken_back(account: Any) -> None:
    walk = protected(account)
    assert seen(walk) == "Nama saya ▮▮▮. Orang jangkung minta uang."
    row = hide_words(walk.id, " orang  jangkung ", actor(Role.PENGELOLA), walk.tick())
    assert (row.words, row.hides, row.made_by.username) == ("orang jangkung", True, "pengelola")
    assert seen(walk) == "Nama saya ▮▮▮. ▮▮▮ minta uang."
    undone = undo_mark(walk.id, row.id, actor(Role.PENGELOLA), walk.tick())
    assert undone.undone_by.username == "pengelola"
    assert seen(walk) == "Nama saya ▮▮▮. Orang jangkung minta uang."
    rows = Audit.select(Audit.event, Audit.after).where(Audit.event.in_(["samarkan_kata", "cabut_tanda"]))
    mark = f"tanda:{row.id}"
    assert list(rows.order_by(Audit.id).tuples()) == [("samarkan_kata", mark), ("cabut_tanda", mark)]


def test_the_trail_never_holds_the_words(account: Any) -> None:
    walk = protected(account)
    hide_words(walk.id, "Orang jangkung", actor(Role.PENGELOLA), walk.tick())
    spare_words(walk.id, "Siti Rahmawati", actor(Role.PENGELOLA), walk.tick())
    told = " ".join(f"{row.before} {row.after} {row.subject}".lower() for row in Audit.select())
    assert "jangkung" not in told
    assert "siti" not in told


def test_a_false_hit_is_left_to_be_read_only_while_its_text_is_looked_through(account: Any) -> None:
    walk = protected(account)
    for words in ("Orang jangkung", "uang", "Sari Contoh"):
        with pytest.raises(RuleBroken, match="Hanya kata yang ditandai program"):
            spare_words(walk.id, words, actor(Role.PENGELOLA), walk.tick())
    spare_words(walk.id, "siti rahmawati", actor(Role.PENGELOLA), walk.tick())
    assert seen(walk) == TEXT
    undo_mark(walk.id, TextMark.get().id, actor(Role.PENGELOLA), walk.tick())
    waiting = [(one.message, one.version) for one in unreviewed_texts(walk.case)]
    confirm_review(walk.id, waiting, actor(Role.PENGELOLA), walk.tick())
    with pytest.raises(RuleBroken, match="sedang ditinjau"):
        spare_words(walk.id, "Siti Rahmawati", actor(Role.PENGELOLA), walk.tick())


def test_a_mark_that_would_hide_nothing_or_is_there_is_refused(account: Any) -> None:
    walk = protected(account)
    with pytest.raises(RuleBroken, match="tidak ada dalam pesan"):
        hide_words(walk.id, "si Pendek", actor(Role.PENGELOLA), walk.tick())
    hide_words(walk.id, "Orang jangkung", actor(Role.PENGELOLA), walk.tick())
    with pytest.raises(RuleBroken, match="sudah ditandai"):
        hide_words(walk.id, "ORANG-JANGKUNG", actor(Role.PENGELOLA), walk.tick())
    with pytest.raises(RuleBroken, match="paling sedikit"):
        hide_words(walk.id, "si", actor(Role.PENGELOLA), walk.tick())


def test_words_of_the_account_that_the_office_wrote_down_may_be_marked_too(account: Any) -> None:
    walk = protected(account)
    Complaint.update(reported_party="Loket tiga").execute()
    hide_words(walk.id, "loket tiga", actor(Role.PENGELOLA), walk.tick())
    assert mask_of(walk.case)("di Loket Tiga") == "di ▮▮▮"


def test_behind_the_first_desk_words_are_hidden_by_who_protects_and_shown_again_by_who_may_end_that(
    account: Any,
) -> None:
    walk = Walk(account).at_section()
    protect_identity(walk.id, "diminta pelapor", actor(Role.PENGELOLA), walk.tick())
    Message.update(text=TEXT).execute()
    with pytest.raises(NotPermitted):
        hide_words(walk.id, "Orang jangkung", actor(Role.KASI_LALINTALKIM), walk.tick())
    row = hide_words(walk.id, "Orang jangkung", actor(Role.PENGELOLA), walk.tick())
    with pytest.raises(NotPermitted):
        spare_words(walk.id, "Siti Rahmawati", actor(Role.PENGELOLA), walk.tick())
    with pytest.raises(NotPermitted):
        undo_mark(walk.id, row.id, actor(Role.PENGELOLA), walk.tick())
    undo_mark(walk.id, row.id, actor(Role.KASUBSI_INFOKIM), walk.tick())
    with pytest.raises(NotVisible):
        undo_mark(walk.id, row.id, actor(Role.KASUBSI_INFOKIM), walk.tick())


def test_an_unprotected_case_has_no_marks(account: Any) -> None:
    walk = Walk(account)
    with pytest.raises(RuleBroken, match="tidak dirahasiakan"):
        hide_words(walk.id, "paspor", actor(Role.PENGELOLA), walk.tick())


def test_drafts_and_the_search_follow_a_mark(account: Any) -> None:
    walk = Walk(account).at_kasubsi()
    Message.update(text=TEXT).execute()
    Complaint.update(subject="Orang jangkung minta uang").execute()
    protect_identity(walk.id, "diminta pelapor", actor(Role.PENGELOLA), walk.tick())
    draft = draft_document(walk.id, "ND-TERUS", actor(Role.KASUBSI_INFOKIM), walk.tick())
    Document.update(facts=json.dumps({"note": "kata Orang jangkung"})).where(Document.id == draft.id).execute()
    catch_up()
    found = SearchEntry.text.contains("jangkung")
    assert SearchEntry.select().where(found).exists()
    row = hide_words(walk.id, "orang jangkung", actor(Role.PENGELOLA), walk.tick())
    assert "jangkung" not in Document.get_by_id(draft.id).facts
    catch_up()
    assert not SearchEntry.select().where(found).exists()
    undo_mark(walk.id, row.id, actor(Role.KASUBSI_INFOKIM), walk.tick())
    catch_up()
    assert SearchEntry.select().where(found).exists()
