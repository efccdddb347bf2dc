"""What happens to a submission that is refused: the sentence stands at the form and nothing typed is lost."""

from collections.abc import Callable
from typing import Any

import pytest

from admin_app.case_page.page import STALE
from models.actions.replies.settle_reply import Verdict
from models.rules.cases.sop import Move, Output
from models.rules.channels.messages import Direction
from models.rules.privacy.masking import HIDDEN
from models.rules.replies.delivery import Purpose, ReplyState
from models.rules.staff.roles import Role
from models.tables import ChannelAccount, Complaint, Outbox, Staff, StepOutput
from tests.actions.walking import Walk
from tests.admin_app.browsing import Browser, text
from tests.admin_app.case_page.submitting import case_page, forms_on, send, submit
from tests.office import NOW, add_staff, citizen_message, new_complaint, take_in

SignedIn = Callable[[Role | str], Browser]
LONG = "Isi yang sudah lama diketik <b>&amp; 'petik'"


def test_a_refused_form_comes_back_with_its_sentence_and_what_was_typed(
    sqlite_account: ChannelAccount, signed_in: SignedIn
) -> None:
    case, browser = new_complaint(sqlite_account), signed_in(Role.PENGELOLA)
    answer = submit(
        browser, case, "isian-identifikasi", category="", urgency="biasa", subject=LONG, reported_party="X"
    )
    page = text(answer)
    assert answer.status_code == 409
    assert "Pilih kategori dan tuliskan pokok aduan lebih dahulu." in page
    assert 'value="Isi yang sudah lama diketik &lt;b&gt;&amp;amp; &#39;petik&#39;"' in page
    assert 'name="reported_party" value="X"' in page


def test_what_comes_back_as_it_was_shown_replaces_nothing_that_stands_behind_a_mask(
    sqlite_account: ChannelAccount, signed_in: SignedIn
) -> None:
    case, browser = new_complaint(sqlite_account), signed_in(Role.PENGELOLA)
    told = {"subject": "Paspor Sari Contoh", "reported_party": "Budi", "outside_number": "L-Sari"}
    Complaint.update(**told, identity_protected=True).execute()
    sent = {"category": "paspor", "urgency": "biasa", "subject": f"Paspor {HIDDEN}", "incident_place": "Loket 2"}
    assert submit(browser, case, "isian-identifikasi", **sent).status_code == 303
    assert submit(browser, case, "asal", source="lapor", outside_number=f"L-{HIDDEN}").status_code == 303
    kept = Complaint.get()
    assert (kept.subject, kept.reported_party, kept.outside_number) == tuple(told.values())
    assert (kept.incident_place, kept.category, kept.source) == ("Loket 2", "paspor", "lapor")
    answer = submit(browser, case, "isian-identifikasi", **sent | {"subject": f"Paspor {HIDDEN} hilang"})
    assert answer.status_code == 409
    assert "Tuliskan kata-katanya sendiri" in text(answer)


def test_a_text_over_the_channels_limit_is_refused_with_the_excess_and_kept(
    sqlite_account: ChannelAccount, signed_in: SignedIn
) -> None:
    walk, browser = Walk(sqlite_account).identified(), signed_in(Role.PENGELOLA)
    answer = submit(browser, walk.case, "balas", text="a" * 4100, tujuan="tanggapan_awal")
    assert answer.status_code == 409
    assert "Kurangi 4 karakter" in text(answer)
    assert "a" * 4100 in text(answer)
    assert Outbox.select().count() == 0


def test_an_unfilled_place_of_a_prepared_text_is_not_sent(
    sqlite_account: ChannelAccount, signed_in: SignedIn
) -> None:
    walk = Walk(sqlite_account).identified()
    answer = submit(signed_in(Role.PENGELOLA), walk.case, "balas", text="Yth. {nama} {jawaban}", tujuan="lain")
    assert answer.status_code == 409
    assert "Masih ada isian kosong dalam teks: {nama}, {jawaban}." in text(answer)


def test_the_same_submission_twice_has_one_effect(sqlite_account: ChannelAccount, signed_in: SignedIn) -> None:
    walk, browser = Walk(sqlite_account).at_section(), signed_in(Role.KASI_LALINTALKIM)
    form = forms_on(case_page(browser, walk.case))["isian-identifikasi_seksi"]
    first, second = (send(browser, form, text="Berkas lengkap") for _ in range(2))
    assert (first.status_code, second.status_code) == (303, 303)
    assert StepOutput.select().where(StepOutput.kind == str(Output.IDENTIFIKASI_SEKSI)).count() == 1
    assert "Tindakan ini sudah dilakukan." in text(browser.get(second.headers["Location"]))


def test_the_same_reply_twice_is_one_reply(sqlite_account: ChannelAccount, signed_in: SignedIn) -> None:
    walk, browser = Walk(sqlite_account).identified(), signed_in(Role.PENGELOLA)
    form = forms_on(case_page(browser, walk.case))["balas"]
    for _ in range(2):
        assert send(browser, form, text="Yth.", tujuan="tanggapan_awal").status_code == 303
    assert Outbox.select().count() == 1


def two_pengelola(signed_in: SignedIn) -> tuple[Browser, Browser]:
    """Two officers of the same role."""
    add_staff(Role.PENGELOLA, username="pengelola-2")
    first = Staff.get(Staff.username == "pengelola")
    Staff.update(password_hash=first.password_hash).where(Staff.username == "pengelola-2").execute()
    return signed_in("pengelola"), signed_in("pengelola-2")


def test_of_two_officers_pressing_the_same_button_the_second_reads_why(
    sqlite_account: ChannelAccount, signed_in: SignedIn
) -> None:
    case = new_complaint(sqlite_account)
    one, two = two_pengelola(signed_in)
    forms = [forms_on(case_page(browser, case))["langkah-tutup_bukan_pengaduan"] for browser in (one, two)]
    assert send(one, forms[0], reason="Salah sambung").status_code == 303
    second = send(two, forms[1], reason="Alasan petugas kedua yang panjang")
    assert second.status_code == 409
    assert STALE in text(second)
    # The form is gone with its stage; what was typed stands below the sentence.
    assert "Alasan petugas kedua yang panjang" in text(second)


def test_of_two_officers_answering_first_only_one_answer_leaves(
    sqlite_account: ChannelAccount, signed_in: SignedIn
) -> None:
    walk = Walk(sqlite_account).identified()
    one, two = two_pengelola(signed_in)
    forms = [forms_on(case_page(browser, walk.case))["balas"] for browser in (one, two)]
    assert send(one, forms[0], text="Yth. satu", tujuan="tanggapan_awal").status_code == 303
    second = send(two, forms[1], text="Yth. dua", tujuan="tanggapan_awal")
    assert (second.status_code, "sudah mengantre" in text(second), "Yth. dua" in text(second)) == (409, True, True)
    assert Outbox.select().count() == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"form_key": ""},
        {"form_key": "pendek"},
        {"form_key": "x" * 65},
        {"version": "1.5"},
        {"version": ""},
        {"version": "9" * 40},
        {"langkah": "terbang"},
        {"section": "bulan"},
        {"reason": "a\x00b\ud800", "section": "seksi\x00"},
    ],
    ids=str,
)
def test_a_form_tampered_with_is_refused_and_changes_nothing(
    sqlite_account: ChannelAccount, signed_in: SignedIn, changes: dict[str, str]
) -> None:
    case, browser = new_complaint(sqlite_account), signed_in(Role.PENGELOLA)
    form = forms_on(case_page(browser, case))["langkah-tutup_bukan_pengaduan"]
    fields = {name: value.encode("utf-8", "surrogatepass") for name, value in {"reason": "x", **changes}.items()}
    assert send(browser, form, **fields).status_code == 409
    assert Complaint.get_by_id(case.id).stage == "identifikasi"


def test_a_case_given_away_leaves_its_officer_at_the_queue_with_the_sentence(
    sqlite_account: ChannelAccount, signed_in: SignedIn
) -> None:
    walk, browser = Walk(sqlite_account).at_section(), signed_in(Role.KASI_LALINTALKIM)
    answer = submit(browser, walk.case, "langkah-bukan_seksi_ini", reason="Wewenang Inteldakim")
    assert (answer.status_code, answer.location) == (303, "/meja/?tab=saya")
    assert "kini di meja Kasubsi Infokim" in text(browser.get("/meja/"))
    assert browser.get(f"/meja/kasus/{walk.case.public_id}").status_code == 404


def test_without_the_form_token_nothing_happens(sqlite_account: ChannelAccount, signed_in: SignedIn) -> None:
    case, browser = new_complaint(sqlite_account), signed_in(Role.PENGELOLA)
    form = forms_on(case_page(browser, case))["langkah-tutup_apresiasi"]
    assert send(browser, {**form, "csrf_token": "lain"}).status_code == 400
    assert Complaint.get_by_id(case.id).open


@pytest.mark.parametrize(
    ("path", "status"),
    [("/meja/kasus/tidak-ada", 404), ("/meja/kasus/%00", 404), ("/meja/kabar?kasus=tidak-ada", 404)],
)
def test_what_is_not_there_is_not_found(sqlite_account: Any, signed_in: SignedIn, path: str, status: int) -> None:
    assert signed_in(Role.PENGELOLA).get(path).status_code == status


def test_an_unknown_button_is_not_found(sqlite_account: ChannelAccount, signed_in: SignedIn) -> None:
    case, browser = new_complaint(sqlite_account), signed_in(Role.PENGELOLA)
    assert browser.post(f"/meja/kasus/{case.public_id}/hapus").status_code == 404


def test_a_paper_or_reply_of_another_case_is_not_reached_through_this_one(
    sqlite_account: ChannelAccount, signed_in: SignedIn
) -> None:
    walk = Walk(sqlite_account).at_kasubsi()
    other = new_complaint(sqlite_account, "lain", "628113333333")
    key = Outbox.get().reply_key
    browser = signed_in(Role.PENGELOLA)
    page = forms_on(case_page(browser, other))["langkah-tutup_apresiasi"]
    for button, fields in (("batal-balas", {"balasan": key}), ("tanda-tangani", {"naskah": "1"})):
        form = {**page, "action": f"/meja/kasus/{other.public_id}/{button}"}
        assert send(browser, form, **fields).status_code == 404, button
    assert walk.case.open


def test_a_queued_reply_is_taken_back_and_a_held_one_is_settled_at_its_bubble(
    sqlite_account: ChannelAccount, signed_in: SignedIn
) -> None:
    walk, browser = Walk(sqlite_account).identified(), signed_in(Role.PENGELOLA)
    submit(browser, walk.case, "balas", text="Yth. satu", tujuan="tanggapan_awal")
    assert submit(browser, walk.case, f"batal-o{Outbox.get().id}").status_code == 303
    assert Outbox.get().state == ReplyState.CANCELLED
    submit(browser, walk.case, "balas", text="Yth. dua", tujuan="tanggapan_awal")
    held = Outbox.select().order_by(Outbox.id.desc()).get()
    Outbox.update(state=str(ReplyState.HOLD)).where(Outbox.id == held.id).execute()
    assert submit(browser, walk.case, f"putus-o{held.id}", putusan=str(Verdict.SENT)).status_code == 303
    assert walk.case.stage == "penerusan_pengelola"


def test_an_answer_typed_in_the_app_is_recorded_as_the_first_response(
    sqlite_account: ChannelAccount, signed_in: SignedIn
) -> None:
    walk, browser = Walk(sqlite_account).identified(), signed_in(Role.PENGELOLA)
    take_in(sqlite_account, citizen_message("Kami terima", direction=Direction.OUT), now=NOW)
    done = submit(browser, walk.case, "catat-tanggapan_awal", way="aplikasi_asli", text="")
    assert done.status_code == 303
    assert walk.case.stage == "penerusan_pengelola"


def test_saved_and_refused_to_go_on_says_both(sqlite_account: ChannelAccount, signed_in: SignedIn) -> None:
    walk, browser = Walk(sqlite_account).at_fieldwork(), signed_in(Role.KASI_LALINTALKIM)
    form = forms_on(case_page(browser, walk.case))["isian-naskah_jawaban"]
    answer = send(browser, form, text="Sudah.", lanjut=str(Move.TETAPKAN_JAWABAN))
    assert answer.status_code == 409
    assert "sudah tersimpan" in text(answer)
    assert "Laporan hasil penelitian lapangan" in text(answer)
    assert walk.case.stage == "penelitian"


def test_looking_marks_what_was_shown_as_read_without_a_word(
    sqlite_account: ChannelAccount, signed_in: SignedIn
) -> None:
    case, browser = new_complaint(sqlite_account), signed_in(Role.PENGELOLA)
    assert "1 pesan belum dibaca" in case_page(browser, case)
    assert submit(browser, case, "dibaca").status_code == 303
    page = case_page(browser, case)
    assert ("pesan belum dibaca" in page, "ditandai" in page) == (False, False)
    assert Purpose.LAIN in page
