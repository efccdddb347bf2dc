"""The writing box by the channel's own row: ways, limits, windows, texts for the public and for one person."""

import json
import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from typing import Any

import pytest

from admin_app.case_page.composer import read_composer
from admin_app.case_page.reading import read_case
from admin_app.forms.finding_case import find_case
from models.actions.core.move_complaint import move_complaint
from models.actions.core.write_output import identify
from models.rules.cases.sop import Move, Output
from models.rules.channels.messages import Author, HandleKind, Kind
from models.rules.staff.roles import Role
from models.tables import ChannelAccount, Complaint, Gap, Outbox
from tests.actions.walking import Walk
from tests.admin_app.browsing import Browser, Clock, text
from tests.admin_app.case_page.submitting import case_page, forms_on, send, submit
from tests.office import NOW, actor, citizen_message, take_in

SignedIn = Callable[[Role | str], Browser]
POST = "Jam layanan <Idulfitri> & cuti bersama"


def channel_of(kind: str, **settings: str) -> ChannelAccount:
    """An account of another channel."""
    return ChannelAccount.create(kind=kind, label=f"{kind} kantor", settings=json.dumps(settings), created_at=NOW)


def commented(kind: str = "instagram", **changes: Any) -> Complaint:
    """A complaint in a comment under a publication of ours, identified, waiting for its first response."""
    account = channel_of(kind)
    message = citizen_message(
        "Antreannya lama sekali",
        kind=Kind.COMMENT,
        external_id="17900000000000001",
        thread_id="17900000000000001/budi",
        author=Author(HandleKind(kind), "budi", "Budi Contoh"),
        permalink="https://www.instagram.com/p/Cxyz/c/17900000000000001/",
        about=POST,
        **changes,
    )
    take_in(account, message)
    return identified(Complaint.get())


def identified(case: Complaint) -> Complaint:
    """Bring a case to its first response."""
    identify(case.id, actor(Role.PENGELOLA), NOW, category="paspor", subject="Antrean")
    move_complaint(case.id, Move.IDENTIFIKASI_SELESAI, actor(Role.PENGELOLA), NOW)
    return Complaint.get_by_id(case.id)


def box(case: Complaint, now: Any = NOW) -> Any:
    """Read the box as Pengelola sees it."""
    who = actor(Role.PENGELOLA)
    return read_case(find_case(case.public_id, who), who, now).composer


def test_a_private_chat_has_one_way_and_no_switch(sqlite_account: ChannelAccount, signed_in: SignedIn) -> None:
    walk = Walk(sqlite_account).identified()
    shown = box(walk.case)
    assert [(way.label, way.limit, way.measure, way.public) for way in shown.ways] == [
        ("Pesan WhatsApp", 4096, "karakter", False)
    ]
    assert 'name="cara"' not in case_page(signed_in(Role.PENGELOLA), walk.case)
    assert shown.text.startswith("Yth. Sari Contoh")


@pytest.mark.parametrize(
    ("answer", "asked_for"),
    [
        ("Your permit is ready and you can collect it at the counter.", False),
        ("Izin tinggal Saudara sudah selesai dan dapat diambil di loket.", True),
    ],
)
def test_an_answer_in_the_citizens_language_is_put_where_the_text_asks_for_it(
    sqlite_account: ChannelAccount, answer: str, asked_for: bool
) -> None:
    walk = Walk(sqlite_account).at_fieldwork()
    take_in(sqlite_account, citizen_message("Please tell me when my permit will be ready, I am waiting for it"))
    walk.write(Output.LAPORAN, "Diperiksa.")
    walk.paper("LAPORAN")
    walk.write(Output.NASKAH_JAWABAN, answer)
    walk.move(Move.TETAPKAN_JAWABAN)
    walk.handed_back()
    shown = box(walk.case)
    assert shown.text.startswith("Dear ")
    assert ("{isi jawaban dalam bahasa Inggris}" in shown.text) is asked_for
    assert (answer in shown.text) is not asked_for


def test_a_comment_is_answered_in_public_by_the_short_text_or_in_private(
    sqlite_account: ChannelAccount, signed_in: SignedIn
) -> None:
    case = commented()
    shown = box(case)
    assert [(way.value, way.limit, way.measure) for way in shown.ways] == [
        ("kanal", 300, "karakter"),
        ("pribadi", 1000, "bita"),
    ]
    assert (
        shown.text
        == f"Terima kasih. Pengaduan Anda sudah kami catat dengan nomor {case.number} dan sedang kami tangani."
    )
    page = case_page(signed_in(Role.PENGELOLA), case)
    assert "Terbaca semua orang. Jangan menyebut data pribadi pelapor." in page
    assert "Balas komentar (terbaca semua orang)" in page
    assert "Balas di depan umum lewat Instagram" in page
    assert re.search(r'<p class="about"[^>]*><b>Kiriman:</b> Jam layanan &lt;Idulfitri&gt; &amp; cuti', page)
    assert "https://www.instagram.com/p/Cxyz/" in page
    kinds = set(re.findall(r'<option value="[^"]+" data-purpose="[^"]+" data-kind="(\w+)"', page))
    assert kinds == {"comment", "dm"}


def test_the_chosen_way_is_the_one_queued(sqlite_account: ChannelAccount, signed_in: SignedIn) -> None:
    case, browser = commented(), signed_in(Role.PENGELOLA)
    assert submit(browser, case, "balas", text="Terima kasih.", tujuan="lain").status_code == 303
    assert submit(browser, case, "balas", text="Kami hubungi.", tujuan="lain", cara="pribadi").status_code == 303
    assert [row.private for row in Outbox.select().order_by(Outbox.id)] == [False, True]
    page = unescape(case_page(browser, case))
    assert "Di depan umum" in page
    assert "pesan pribadi" in page


def test_a_refused_public_answer_says_why_and_keeps_way_and_words(
    sqlite_account: ChannelAccount, signed_in: SignedIn
) -> None:
    case, browser = commented(), signed_in(Role.PENGELOLA)
    answer = submit(browser, case, "balas", text="Hubungi 0812-3456-7890 ya", tujuan="lain", cara="kanal")
    assert answer.status_code == 409
    assert "Balasan ini terbaca semua orang, tetapi memuat nomor telepon." in text(answer)
    assert "Hubungi 0812-3456-7890 ya" in text(answer)
    long = submit(browser, case, "balas", text="é" * 600, tujuan="lain", cara="pribadi")
    assert "Kurangi 200 bita" in text(long)
    assert re.search(r'value="pribadi" checked', text(long))


def test_a_window_says_until_when_and_then_what_to_do(sqlite_account: ChannelAccount, signed_in: SignedIn) -> None:
    account = channel_of("tiktok", business_id="1")
    take_in(account, citizen_message("halo", sent_at=NOW, author=Author(HandleKind.TIKTOK, "budi", "Budi")))
    case = identified(Complaint.get())
    assert box(case).way.window == "Dapat dibalas sampai Jum 27 Nov 09.00."
    shut = box(case, NOW + timedelta(hours=49)).way
    assert shut.shut
    assert shut.window.startswith("Waktu menjawab lewat TikTok habis 09.00.")
    assert "sampaikan dengan cara lain" in shut.window


@pytest.mark.usefixtures("second_thoughts")
def test_an_answer_kept_while_the_window_is_shut_is_not_said_to_leave_in_seconds(
    sqlite_account: ChannelAccount, signed_in: SignedIn, clock: Clock
) -> None:
    account = channel_of("tiktok", business_id="1")
    take_in(account, citizen_message("halo", sent_at=NOW, author=Author(HandleKind.TIKTOK, "budi", "Budi")))
    case = identified(Complaint.get())
    clock.move(hours=49)
    browser = signed_in(Role.PENGELOLA)
    assert "Simpan &amp; berikutnya" in case_page(browser, case)
    answer = submit(browser, case, "balas", text="Yth. Budi", tujuan="tanggapan_awal")
    page = text(browser.get(answer.headers["Location"]))
    assert "Waktu menjawab di kanal sudah habis: berangkat saat pelapor menulis lagi." in page
    assert '<span class="soft">berangkat saat pelapor menulis lagi</span>' in page
    assert "masuk antrean kirim" not in page


def test_a_granted_longer_window_is_said_as_such(sqlite_account: ChannelAccount) -> None:
    account = channel_of("facebook", human_agent="ya")
    take_in(account, citizen_message("halo", sent_at=NOW, author=Author(HandleKind.FACEBOOK, "budi", "Budi")))
    way = box(identified(Complaint.get()), NOW + timedelta(hours=30)).way
    assert (way.shut, "sebagai jawaban petugas" in way.window) == (False, True)


@pytest.mark.parametrize("state", ["refused", "parked"])
def test_an_answer_the_channel_does_not_take_offers_the_other_ways_out(
    sqlite_account: ChannelAccount, signed_in: SignedIn, state: str
) -> None:
    walk, browser = Walk(sqlite_account).identified(), signed_in(Role.PENGELOLA)
    submit(browser, walk.case, "balas", text="Yth. Sari", tujuan="tanggapan_awal")
    Outbox.update(state=state, reason="waktu habis").execute()
    page = case_page(browser, walk.case)
    assert 'data-words="Yth. Sari"' in page
    assert '<a href="#catat-tanggapan_awal">catat penyampaiannya</a>' in page
    assert 'id="catat-tanggapan_awal"' in page
    assert "(boleh kosong bila dijawab di aplikasi asli)" in page


def test_a_gap_is_shown_and_settled_where_it_belongs(
    sqlite_account: ChannelAccount, signed_in: SignedIn, clock: Clock
) -> None:
    walk, browser = Walk(sqlite_account), signed_in(Role.PENGELOLA)
    place = walk.case.thread.external_id
    gap = Gap.create(account=sqlite_account, thread_external_id=place, why="20 terbaru", noticed_at=NOW)
    other = Gap.create(account=sqlite_account, thread_external_id="lain", why="lain", noticed_at=NOW)
    form = forms_on(case_page(browser, walk.case))[f"celah-c{gap.id}"]
    assert send(browser, {**form, "celah": str(other.id)}).status_code == 404
    assert send(browser, form).status_code == 303
    assert Gap.get_by_id(gap.id).settled_at == NOW
    assert Gap.get_by_id(other.id).settled_at is None
    assert "Sudah diperiksa" not in case_page(browser, walk.case)


def test_who_may_not_write_has_no_box(sqlite_account: ChannelAccount) -> None:
    walk = Walk(sqlite_account).at_section()
    who = actor(Role.KASI_LALINTALKIM)
    seen = read_case(find_case(walk.case.public_id, who), who, NOW)
    assert read_composer(seen.case, seen.work, seen.outputs, seen.office, NOW) is None


def test_the_same_words_soon_again_are_asked_about_and_go_the_second_time(
    sqlite_account: Any, signed_in: SignedIn
) -> None:
    walk, browser = Walk(sqlite_account), signed_in(Role.PENGELOLA)
    said = {"text": "Mohon foto buktinya.", "tujuan": "lain"}
    assert submit(browser, walk.case, "balas", **said).status_code == 303
    asked = submit(browser, walk.case, "balas", **said)
    assert asked.status_code == 409
    assert "Teks yang sama baru saja dikirim" in text(asked)
    assert Outbox.select().count() == 1
    assert send(browser, forms_on(text(asked))["balas"], **said).status_code == 303
    assert Outbox.select().count() == 2
