"""Tinjau kata-kata as people press it: what is shown to whom, what a mark does everywhere, what is recorded."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from admin_app.privacy.review_screen import MOST
from models.actions.privacy.protect_identity import protect_identity
from models.rules.privacy.looks import CHAIN, Look
from models.rules.staff.roles import Role
from models.tables import Audit, Message, TextMark, TextReview
from tests.actions.walking import Walk
from tests.admin_app.browsing import Browser, text
from tests.admin_app.case_page.test_forms_sent import send
from tests.office import NOW, actor, citizen_message, take_in

Open = Callable[[Role | str], Browser]
TEXT = "Nama saya Siti Rahmawati (Sari). Si Jangkung di loket dua minta uang."


def page_of(walk: Walk) -> str:
    return f"/tinjauan/{walk.case.public_id}"


def protected(account: Any) -> Walk:
    walk = Walk(account)
    Message.update(text=TEXT).execute()
    protect_identity(walk.id, "diminta pelapor", actor(Role.PENGELOLA), walk.tick())
    return walk


def submit(browser: Browser, walk: Walk, button: str, **fields: Any) -> Any:
    return send(browser, page_of(walk), f"{page_of(walk)}/{button}", **fields)


def test_the_desk_looks_marks_leaves_and_confirms_and_every_screen_follows(
    sqlite_account: Any, signed_in: Open
) -> None:
    walk = protected(sqlite_account)
    desk, head = signed_in(Role.PENGELOLA), signed_in(Role.KEPALA_KANTOR)
    case = f"/meja/kasus/{walk.case.public_id}"
    assert f'href="{page_of(walk)}">Tinjau kata-kata' in text(desk.get(case))
    shown = text(desk.get(page_of(walk)))
    assert "<mark>Siti Rahmawati</mark>" in shown
    assert "Sari" not in shown  # his own name is nobody's to read here
    assert submit(desk, walk, "samarkan", kata="si jangkung").status_code == 303
    assert submit(desk, walk, "biarkan", kata="Siti Rahmawati").status_code == 303
    for browser in (desk, head):
        seen = text(browser.get(case))
        assert "Jangkung" not in seen
        assert "Siti Rahmawati" in seen
    message = Message.get()
    assert submit(desk, walk, "selesai", pesan=f"{message.id}:0").headers["Location"] == case
    after = text(desk.get(case))
    assert f'href="{page_of(walk)}"' not in after
    for line in ("Kata-kata ditinjau", "Kata disamarkan", "Kata dibiarkan tampak"):
        assert line in after
    assert TextReview.get().made_by.username == "pengelola"


def test_words_are_open_only_to_who_looks_them_through_now_and_never_without_a_trace(
    sqlite_account: Any, signed_in: Open
) -> None:
    walk = protected(sqlite_account)
    desk, others = signed_in(Role.PENGELOLA), (Role.KASUBSI_INFOKIM, Role.KASI_TIKKIM, Role.KEPALA_KANTOR)
    looks = Audit.select().where((Audit.event == str(Look.FILE)) & (Audit.chain.startswith(CHAIN)))
    for role in others:
        seen = text(signed_in(role).get(page_of(walk)))
        assert "1 pesan menunggu ditinjau oleh yang memegang mejanya" in seen
        assert "Rahmawati" not in seen and "Jangkung" not in seen
    assert signed_in(Role.KASI_LALINTALKIM).get(page_of(walk)).status_code == 404
    before = looks.where(Audit.actor == "pengelola").count()
    assert "Rahmawati" in text(desk.get(page_of(walk)))
    assert looks.where(Audit.actor == "pengelola").count() == before + 1
    Message.update(text="lain").execute()
    send(desk, page_of(walk), f"{page_of(walk)}/selesai", pesan=f"{Message.get().id}:0")
    assert "lain" not in text(desk.get(page_of(walk))).split("Yang belum ditinjau")[1].split("</section>")[0]


def test_a_refused_button_says_why_keeps_what_was_typed_and_leaves_its_trace(
    sqlite_account: Any, signed_in: Open
) -> None:
    walk = protected(sqlite_account)
    desk = signed_in(Role.PENGELOLA)
    refused = submit(desk, walk, "samarkan", kata="si Pendek")
    assert refused.status_code == 409
    assert "tidak ada dalam pesan" in text(refused)
    assert 'value="si Pendek"' in text(refused)
    looks = Audit.select().where((Audit.event == str(Look.FILE)) & (Audit.actor == "pengelola"))
    assert looks.exists()
    assert submit(desk, walk, "selesai", pesan="x:y").status_code == 409
    assert submit(desk, walk, "selesai").status_code == 409
    assert submit(desk, walk, "tidak-ada").status_code == 404
    assert submit(signed_in(Role.KEPALA_KANTOR), walk, "biarkan", kata="Siti Rahmawati").status_code == 403
    assert not TextMark.select().exists()


def test_a_mark_is_named_to_others_by_its_first_letters_and_taken_back_by_who_may(
    sqlite_account: Any, signed_in: Open
) -> None:
    walk = protected(sqlite_account)
    desk, section = signed_in(Role.PENGELOLA), signed_in(Role.KASI_TIKKIM)
    submit(desk, walk, "samarkan", kata="Si Jangkung")
    assert "<b>Si Jangkung</b>" in text(desk.get(page_of(walk)))
    seen = text(section.get(page_of(walk)))
    assert "S••• J•••" in seen
    assert "Cabut tanda" not in seen
    mark = TextMark.get()
    assert submit(desk, walk, "cabut", tanda=mark.id).status_code == 303
    assert submit(desk, walk, "cabut", tanda=mark.id).status_code == 404
    assert TextMark.get().undone_by.username == "pengelola"


def test_only_what_the_page_showed_is_confirmed_and_many_come_in_parts(sqlite_account: Any, signed_in: Open) -> None:
    walk = protected(sqlite_account)
    Message.update(text="Nama saya Siti Rahmawati").execute()  # nothing about conduct, which would leave the desk
    at = NOW + timedelta(minutes=1)
    take_in(sqlite_account, *[citizen_message(f"pesan ke {n}", sent_at=at) for n in range(MOST)], now=at)
    desk = signed_in(Role.PENGELOLA)
    shown = text(desk.get(page_of(walk)))
    assert shown.count('name="pesan"') == MOST
    assert "1 pesan lagi menyusul" in shown
    keys = [f"{row.id}:0" for row in Message.select().order_by(Message.id)]
    done = submit(desk, walk, "selesai", pesan=keys[:MOST])
    assert done.headers["Location"].endswith(page_of(walk))
    assert TextReview.select().count() == MOST


@pytest.mark.parametrize("protect", [True, False])
def test_a_case_of_nobody_protected_has_no_panel_and_its_page_says_so(
    protect: bool, sqlite_account: Any, signed_in: Open
) -> None:
    walk = protected(sqlite_account) if protect else Walk(sqlite_account)
    desk = signed_in(Role.PENGELOLA)
    assert ("Tinjau kata-kata" in text(desk.get(f"/meja/kasus/{walk.case.public_id}"))) is protect
    assert ("tidak dirahasiakan" in text(desk.get(page_of(walk)))) is not protect
