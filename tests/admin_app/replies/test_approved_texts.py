"""Beyond the channel's time the box offers what may still leave: an approved text, or an answer that rests."""

import json
from collections.abc import Callable

from flask import Flask

from models.actions.core.move_complaint import move_complaint
from models.actions.core.write_output import identify
from models.actions.replies.deliver_reply import claim_due
from models.rules.cases.sop import Move
from models.rules.channels.approved_texts import read_approved
from models.rules.staff.roles import Role
from models.tables import ChannelAccount, Complaint, Outbox, ReplyTemplate
from tests.admin_app.browsing import Browser, Clock, text
from tests.admin_app.case_page.submitting import UNDO, case_page, forms_on, send, submit
from tests.office import NOW, actor, citizen_message, take_in

SignedIn = Callable[[Role | str], Browser]


def official(clock: Clock, hours: float) -> tuple[ChannelAccount, Complaint]:
    """A case over the Cloud API whose citizen wrote so many hours ago, at its first response."""
    settings = json.dumps({"phone_number_id": "106540352242922001"})
    account = ChannelAccount.create(kind="whatsapp_cloud", label="WhatsApp resmi", settings=settings, created_at=NOW)
    take_in(account, citizen_message(thread_id="628110000001"))
    case = Complaint.get()
    identify(case.id, actor(Role.PENGELOLA), NOW, category="paspor", subject="Antrean")
    move_complaint(case.id, Move.IDENTIFIKASI_SELESAI, actor(Role.PENGELOLA), NOW)
    words = "Yth. {nama}, {nomor} sudah dijawab."
    ReplyTemplate.create(code="kabar", title="Kabar jawaban", text=words, purpose="lain", approved_as="kabar_jawaban")
    clock.move(hours=hours)
    return account, Complaint.get_by_id(case.id)


def test_F49_an_approved_text_is_sent_with_one_click_when_the_time_is_over(
    sqlite_account: ChannelAccount, signed_in: SignedIn, clock: Clock, app: Flask
) -> None:
    account, case = official(clock, 30)
    browser = signed_in(Role.PENGELOLA)
    page = case_page(browser, case)
    assert "Dapat dikirim sekarang: templat yang disetujui WhatsApp Cloud API" in page
    assert '<details class="fold approved-fold" id="disetujui">' in page
    refused = submit(browser, case, "balas-templat", templat="tidak-ada")
    assert '<details class="fold approved-fold" id="disetujui" open>' in text(refused)
    done = submit(browser, case, "balas-templat", templat="kabar")
    assert done.status_code == 303
    assert "Templat “Kabar jawaban” masuk antrean kirim" in text(browser.get(done.headers["Location"]))
    claim = claim_due(account.id, "agen-1", 60, clock() + UNDO)
    assert claim is not None and claim.reply.approved is not None
    assert claim.reply.approved.values == ("Sari Contoh", case.number)
    assert claim.reply.text == f"Yth. Sari Contoh, {case.number} sudah dijawab."


def test_while_the_time_runs_no_template_is_offered_and_none_taken(
    sqlite_account: ChannelAccount, signed_in: SignedIn, clock: Clock
) -> None:
    _, case = official(clock, 1)
    browser = signed_in(Role.PENGELOLA)
    page = case_page(browser, case)
    assert 'class="approved"' not in page
    form = forms_on(page)["balas"]
    path = f"/meja/kasus/{case.public_id}/balas-templat"
    for wanted in ("kabar", "tidak-ada"):
        assert send(browser, form | {"action": path}, templat=wanted).status_code == 409
    assert Outbox.select().count() == 0


def test_an_answer_that_rests_says_that_the_clock_goes_on_and_can_be_called_off(
    sqlite_account: ChannelAccount, signed_in: SignedIn, clock: Clock
) -> None:
    account, case = official(clock, 30)
    browser = signed_in(Role.PENGELOLA)
    submit(browser, case, "balas", text="Pengaduan Saudara kami terima.", tujuan="tanggapan_awal")
    assert claim_due(account.id, "agen-1", 60, clock() + UNDO) is None
    page = case_page(browser, case)
    assert "Tanggapan awal berangkat saat pelapor menulis lagi" in page
    assert "Jam langkah tetap berjalan" in page
    reply = Outbox.get()
    assert (reply.state, read_approved(reply.approved)) == ("parked", None)
    submit(browser, case, f"batal-o{reply.id}")
    assert Outbox.get().state == "cancelled"
