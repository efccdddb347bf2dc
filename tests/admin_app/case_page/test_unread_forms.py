"""No closing over the unread, on the screens: the form shows what came since it was drawn and asks again, once."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from html import unescape
from typing import Any

import pytest

from admin_app.home import home_screen
from admin_app.queue.came_in import CameIn, came_since
from models.actions.core.move_complaint import move_complaint
from models.rules.cases.sop import Move, Output
from models.rules.staff.roles import LANE_POSTS, Role, Section
from models.tables import ChannelAccount, Complaint, Message, ReadMark
from tests.actions.lane import BAD
from tests.actions.reviewing import look_through
from tests.actions.walking import Walk
from tests.admin_app.browsing import Browser, text
from tests.admin_app.case_page.submitting import case_page, forms_on, send
from tests.office import NOW, actor, citizen_message, new_complaint, take_in

Open = Callable[[Role | str], Browser]
CRY = "BELUM BERES! Jangan ditutup, paspor HILANG"
CLOSE = "langkah-tutup_apresiasi"


def stage(case: Complaint) -> str:
    """Return where a case is now."""
    return str(Complaint.get_by_id(case.id).stage)


def write(account: ChannelAccount, words: str = CRY) -> None:
    """Let the citizen write again."""
    take_in(account, citizen_message(words))


def at(minute: int) -> datetime:
    """Return a moment before the present, later for each further minute."""
    return NOW - timedelta(minutes=300 - minute)


def test_what_came_while_the_form_was_open_is_shown_and_the_second_time_counts(
    sqlite_account: Any, signed_in: Open
) -> None:
    case, pengelola = new_complaint(sqlite_account), signed_in(Role.PENGELOLA)
    form = forms_on(case_page(pengelola, case))[CLOSE]
    write(sqlite_account)
    asked = send(pengelola, form)
    assert (asked.status_code, stage(case)) == (409, "identifikasi")
    page = text(asked)
    button = page[page.index(f'id="{CLOSE}"') :].partition("</form>")[0]
    assert CRY in button and f'<p class="bubble-text" dir="auto">{CRY}</p>' in page
    again = forms_on(page)
    assert again[CLOSE]["ditanya"] == "ya"
    assert [name for name, one in again.items() if "ditanya" in one] == [CLOSE]
    write(sqlite_account, "Halo? Satu lagi.")
    assert send(pengelola, again[CLOSE]).status_code == 303
    closed = Complaint.get_by_id(case.id)
    # Shown by the question: read. What came after it stands on his home until he reads it.
    assert (closed.stage, closed.unread) == ("ditutup", 1)
    home = text(pengelola.get("/"))
    assert "Pesan belum dibaca di kasus yang sudah selesai" in home and case.number in home
    assert case.number in text(pengelola.get("/meja/?tab=selesai&baru=ya"))
    assert send(pengelola, forms_on(case_page(pengelola, case))["dibaca"]).status_code == 303
    assert "kasus yang sudah selesai" not in text(pengelola.get("/")).partition("Tidak ada yang menunggu")[0]


def test_a_change_of_an_old_message_stands_on_the_page_of_a_long_conversation(
    sqlite_account: Any, signed_in: Open
) -> None:
    first = citizen_message("Paspor saya hilang")
    take_in(sqlite_account, first)
    take_in(sqlite_account, *(citizen_message(f"pesan {number}") for number in range(130)))
    case, pengelola = Complaint.get(), signed_in(Role.PENGELOLA)
    assert send(pengelola, forms_on(case_page(pengelola, case))["dibaca"]).status_code == 303
    assert '<p class="bubble-text" dir="auto">Paspor saya hilang</p>' not in case_page(pengelola, case)
    move_complaint(case.id, Move.TUTUP_APRESIASI, actor(Role.PENGELOLA), NOW)
    take_in(sqlite_account, citizen_message(CRY, external_id=first.external_id))
    assert f'<p class="bubble-text" dir="auto">{CRY}</p>' in case_page(pengelola, case)
    assert "kasus yang sudah selesai" in text(pengelola.get("/"))


def test_what_is_asked_of_a_protected_case_is_masked(sqlite_account: Any, signed_in: Open) -> None:
    case, pengelola = new_complaint(sqlite_account), signed_in(Role.PENGELOLA)
    Complaint.update(identity_protected=True).where(Complaint.id == case.id).execute()
    look_through(case.id, actor(Role.PENGELOLA), NOW)
    form = forms_on(case_page(pengelola, case))[CLOSE]
    write(sqlite_account, "Saya Sari Contoh, telepon 628110000001")
    page = text(send(pengelola, form))
    assert "▮▮▮" in page and "628110000001" not in page and "Sari Contoh" not in page


def test_a_macro_of_two_actions_asks_before_the_first(sqlite_account: Any, signed_in: Open) -> None:
    case, pengelola = new_complaint(sqlite_account), signed_in(Role.PENGELOLA)
    form = forms_on(case_page(pengelola, case))["isian-identifikasi"]
    words = {"category": "paspor", "urgency": "biasa", "subject": "Paspor", "lanjut": "identifikasi_selesai"}
    write(sqlite_account)
    asked = send(pengelola, form, **words)
    row = Complaint.get_by_id(case.id)
    assert (asked.status_code, row.stage, row.kind) == (409, "identifikasi", "")
    again = forms_on(text(asked))["isian-identifikasi"]
    assert send(pengelola, again, **words).status_code == 303
    assert stage(case) == "tanggapan_awal"
    # Sent once more, the first form is told that it is done.
    assert send(pengelola, again, **words).status_code == 303


def test_an_answer_that_would_end_the_step_asks_and_keeps_its_words(sqlite_account: Any, signed_in: Open) -> None:
    case, pengelola = Walk(sqlite_account).identified().case, signed_in(Role.PENGELOLA)
    form = forms_on(case_page(pengelola, case))["balas"]
    write(sqlite_account)
    words = {"text": "Yth. Saudara, kami terima.", "tujuan": "tanggapan_awal"}
    asked = send(pengelola, form, **words)
    assert asked.status_code == 409 and words["text"] in text(asked)
    assert send(pengelola, forms_on(text(asked))["balas"], **words).status_code == 303


def test_the_next_desk_has_the_unread_as_its_first_task_with_a_button(sqlite_account: Any, signed_in: Open) -> None:
    walk = Walk(sqlite_account).at_kasubsi()
    walk.paper("ND-TERUS")
    write(sqlite_account)
    walk.move(Move.TERUSKAN_KE_SEKSI)
    head = signed_in(Role.KASI_LALINTALKIM)
    page = case_page(head, walk.case)
    assert "Baca dahulu" in page and page.index(CRY, page.index("Baca dahulu"))
    assert "Baca dahulu" not in case_page(signed_in(Role.PENGELOLA), walk.case)
    assert send(head, forms_on(page)["dibaca-meja"]).status_code == 303
    assert "Baca dahulu" not in case_page(head, walk.case)
    assert Message.select().where(Message.text == CRY, Message.seen_at.is_null()).exists()


def test_closing_several_at_once_asks_for_those_that_have_news(sqlite_account: Any, signed_in: Open) -> None:
    cases = [new_complaint(sqlite_account, who=f"62811000000{number}") for number in (1, 2)]
    pengelola = signed_in(Role.PENGELOLA)
    ticked = {"kasus": [case.public_id for case in cases], "tindakan": "apresiasi"}
    listed = text(pengelola.post("/sekaligus/", **ticked))
    fields = _hidden(listed, "lakukan")
    take_in(sqlite_account, citizen_message(CRY, "628110000002"))
    done = text(pengelola.client.post("/sekaligus/lakukan", data={**fields, "kasus": ticked["kasus"]}))
    assert "1 dari 2 kasus" in done and CRY in done
    assert [stage(case) for case in cases] == ["ditutup", "identifikasi"]
    again = {**_hidden(done, "tetap"), "kasus": [cases[1].public_id]}
    assert "1 dari 1 kasus" in text(pengelola.client.post("/sekaligus/lakukan", data=again))
    closed = Complaint.get_by_id(cases[1].id)
    assert (closed.stage, closed.unread) == ("ditutup", 0)


def test_several_at_once_say_nothing_of_when_the_unread_came(sqlite_account: Any, signed_in: Open) -> None:
    case, pengelola = new_complaint(sqlite_account), signed_in(Role.PENGELOLA)
    write(sqlite_account)
    ticked = {"kasus": [case.public_id], "tindakan": "apresiasi"}
    fields = _hidden(text(pengelola.post("/sekaligus/", **ticked)), "lakukan")
    done = text(pengelola.client.post("/sekaligus/lakukan", data={**fields, **ticked}))
    # It came before the list was opened.
    assert CRY in done and "sesudah daftar" not in done


def test_a_case_closed_in_the_lane_stands_unread_on_the_home_of_who_answers_it(
    sqlite_account: Any, signed_in: Open
) -> None:
    first = citizen_message(BAD)
    take_in(sqlite_account, first)
    case, head = Complaint.get(), actor(Role.KASUBSI_INFOKIM)
    look_through(case.id, head, NOW)
    move_complaint(case.id, Move.TUTUP_BUKAN_PENGADUAN, head, NOW, reason="Hoaks.")
    take_in(sqlite_account, citizen_message(CRY, external_id=first.external_id))
    block = "Pesan belum dibaca di kasus yang sudah selesai"
    found = {role: block in text(signed_in(role).get("/")) for role in (Role.PENGELOLA, *LANE_POSTS)}
    assert [role for role, there in found.items() if there] == [Role.KASUBSI_INFOKIM]


def test_what_comes_while_home_draws_its_question_counts_as_not_shown(
    sqlite_account: Any, signed_in: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    walk = Walk(sqlite_account).at_section()
    walk.write(Output.IDENTIFIKASI_SEKSI)
    walk.move(Move.TIDAK_DAPAT_DITANGANI)
    write(sqlite_account)
    head, address = signed_in(Role.KEPALA_KANTOR), f"/beranda/disposisi/{walk.case.public_id}"
    fields = _hidden(text(head.get("/")), address)

    def came(*asked: Any) -> CameIn:
        shown = came_since(*asked)
        write(sqlite_account, "Halo? Satu lagi.")
        return shown

    monkeypatch.setattr(home_screen, "came_since", came)
    words = {"langkah": "disposisi_analisa", "section": str(Section.LALINTALKIM), "reason": "Kaji."}
    asked = text(head.client.post(address, data={**fields, **words}))
    assert "Satu lagi" not in asked
    assert int(_hidden(asked, address)["dilihat"]) == Complaint.get_by_id(walk.id).news - 1


def test_a_disposition_from_home_asks_what_no_desk_has_read(sqlite_account: Any, signed_in: Open) -> None:
    walk = Walk(sqlite_account).at_section()
    walk.write(Output.IDENTIFIKASI_SEKSI)
    walk.move(Move.TIDAK_DAPAT_DITANGANI)
    write(sqlite_account)
    head = signed_in(Role.KEPALA_KANTOR)
    address = f"/beranda/disposisi/{walk.case.public_id}"
    words = {"langkah": "disposisi_analisa", "section": str(Section.LALINTALKIM), "reason": "Kaji."}
    fields = _hidden(text(head.get("/")), address)
    asked = head.client.post(address, data={**fields, **words})
    assert asked.status_code == 409 and CRY in text(asked)
    fields = _hidden(text(asked), address)
    assert fields["ditanya"] == "ya"
    assert head.client.post(address, data={**fields, **words}).status_code == 303
    assert stage(walk.case) == "analisa_seksi"


def _hidden(page: str, form: str) -> dict[str, str]:
    """Return the hidden fields of the form with this id or address."""
    body = next(body for head, body in re.findall(r"(?s)<form([^>]*)>(.*?)</form>", page) if form in head)
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', body)
    return {name: unescape(value) for name, value in found}


def marked() -> list[str]:
    """Return the words of the messages whose senders would be told."""
    return [row.message.text for row in ReadMark.select().order_by(ReadMark.message)]


def test_the_page_says_which_messages_it_has_drawn_and_only_those_are_told_of(
    sqlite_account: Any, signed_in: Open
) -> None:
    ChannelAccount.update(settings='{"read_marks": "ya"}').execute()
    take_in(sqlite_account, *(citizen_message(f"pesan {number:03}", sent_at=at(number)) for number in range(130)))
    case, pengelola = Complaint.get(), signed_in(Role.PENGELOLA)
    form = forms_on(case_page(pengelola, case))["dibaca"]
    assert marked() == []  # drawn, and not yet said to have been looked at
    take_in(sqlite_account, citizen_message("sesudahnya", sent_at=at(200)))
    assert send(pengelola, form).status_code == 303
    assert marked() == [f"pesan {number:03}" for number in range(10, 130)]
    assert Complaint.get_by_id(case.id).unread == 1


def test_what_a_form_quotes_or_a_list_marks_as_read_is_told_to_nobody(sqlite_account: Any, signed_in: Open) -> None:
    ChannelAccount.update(settings='{"read_marks": "ya"}').execute()
    case, pengelola = new_complaint(sqlite_account), signed_in(Role.PENGELOLA)
    form = forms_on(case_page(pengelola, case))[CLOSE]
    write(sqlite_account)
    again = forms_on(text(send(pengelola, form)))[CLOSE]
    assert send(pengelola, again).status_code == 303
    assert (Complaint.get_by_id(case.id).unread, marked()) == (0, [])


@pytest.mark.parametrize("typed", ["", "x", "999999", "1,,2;3", "-1", "9" * 400])
def test_what_no_page_ever_listed_tells_nobody(sqlite_account: Any, signed_in: Open, typed: str) -> None:
    ChannelAccount.update(settings='{"read_marks": "ya"}').execute()
    first, other = new_complaint(sqlite_account), new_complaint(sqlite_account, who="628110000002")
    pengelola = signed_in(Role.PENGELOLA)
    form = forms_on(case_page(pengelola, other))["dibaca"]
    listed = typed.replace("2", "999999").replace("1", str(Message.get().id))
    assert send(pengelola, {**form, "terbuka": listed}).status_code == 303
    assert marked() == []
    assert Complaint.get_by_id(first.id).unread == 1
