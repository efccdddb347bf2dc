"""Files of an answer in the writing box: taken in by content, made fit, ticked, sent, taken back, handed out."""

import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from PIL import Image

from admin_app.replies.answer_files import AttachedFiles
from models.actions.replies.answer_files import files_of
from models.rules.channels.reply_files import JPEG, PDF, PNG, Files
from models.rules.staff.roles import Role
from models.tables import ChannelAccount, Complaint, Outbox, ReplyFile, WaitingFile
from tests.actions.walking import Walk
from tests.admin_app.browsing import Browser, text
from tests.admin_app.case_page.submitting import case_page, deliver, forms_on, send, submit
from tests.admin_app.case_page.test_composer import commented
from tests.admin_app.cases.test_photo_buttons import camera_photo
from tests.admin_app.papers.signed_pdfs import pdf
from tests.office import actor

SignedIn = Callable[[Role | str], Browser]
LETTER = b"%PDF-1.7 surat jawaban"


def upload(content: bytes, name: str) -> tuple[io.BytesIO, str]:
    return io.BytesIO(content), name


def put(browser: Browser, case: Complaint, *files: tuple[io.BytesIO, str]) -> Any:
    """Put files to the answer as the script does."""
    form = forms_on(case_page(browser, case))["balas"]
    return send(browser, form | {"action": f"/meja/kasus/{case.public_id}/lampiran"}, berkas=list(files))


def waiting() -> list[WaitingFile]:
    return list(WaitingFile.select().order_by(WaitingFile.id))


def test_a_photo_is_made_fit_and_stands_in_the_box_ticked(
    sqlite_account: ChannelAccount, signed_in: SignedIn, app: Flask
) -> None:
    walk, browser = Walk(sqlite_account).identified(), signed_in(Role.PENGELOLA)
    done = put(browser, walk.case, upload(camera_photo(1), "loket <b>.JPG"))
    assert done.status_code == 200
    (row,) = waiting()
    content = app.config["ADUAN"].files.read(row.sha256)
    with Image.open(io.BytesIO(content)) as picture:
        assert (picture.format, dict(picture.getexif())) == ("JPEG", {})
    assert b"Pemilik" not in content
    assert (row.mime, row.size) == (JPEG, len(content))
    for page in (text(done), case_page(browser, walk.case)):
        assert f'name="lampiran" value="{row.public_id}" checked' in page
        assert "<b>" not in re.findall(r'(?s)id="lampiran".*?</ul>', page)[0]


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        (b"<html><script>alert(1)</script>", "surat.pdf", "bukan gambar (JPG, PNG, WEBP) atau PDF"),
        (b"MZ\x90 program", "a.jpg", "bukan gambar"),
        (b"", "kosong.pdf", "kosong"),
        (b"\xff\xd8\xff\xe0 rusak", "rusak.jpg", "yang utuh"),
        (b"%PDF-1.7" + b"0" * (10 * 1024 * 1024), "besar.pdf", "Kecilkan berkasnya"),
    ],
)
def test_S8_what_is_no_picture_and_no_pdf_is_refused_with_a_sentence(
    content: bytes, name: str, says: str, sqlite_account: ChannelAccount, signed_in: SignedIn
) -> None:
    walk = Walk(sqlite_account).identified()
    refused = put(signed_in(Role.PENGELOLA), walk.case, upload(content, name))
    assert (refused.status_code, waiting()) == (409, [])
    assert says in text(refused)


def test_a_pdf_that_would_act_when_it_is_opened_does_not_go_out(
    sqlite_account: ChannelAccount, signed_in: SignedIn
) -> None:
    acting = b"%PDF-1.7\n<< /S /JavaScript /JS (app.alert) >>"
    walk, browser = Walk(sqlite_account).identified(), signed_in(Role.PENGELOLA)
    refused = put(browser, walk.case, upload(acting, "surat.pdf"))
    assert (refused.status_code, waiting()) == (409, [])
    assert "bekerja sendiri ketika dibuka" in text(refused)
    assert put(browser, walk.case, upload(pdf("Surat jawaban"), "surat.pdf")).status_code == 200


def test_a_webp_becomes_a_jpeg_whatever_its_name_says(sqlite_account: ChannelAccount, signed_in: SignedIn) -> None:
    out = io.BytesIO()
    Image.new("RGBA", (30, 20), (9, 9, 9, 0)).save(out, "WEBP")
    walk = Walk(sqlite_account).identified()
    put(signed_in(Role.PENGELOLA), walk.case, upload(out.getvalue(), "bukti.png"))
    assert [(row.mime, row.filename) for row in waiting()] == [(JPEG, "bukti.jpg")]


def test_a_long_name_is_shortened_and_keeps_its_ending(sqlite_account: ChannelAccount, signed_in: SignedIn) -> None:
    walk = Walk(sqlite_account).identified()
    put(signed_in(Role.PENGELOLA), walk.case, upload(LETTER, f"{'surat ' * 30}.pdf"))
    (row,) = waiting()
    assert len(row.filename) <= 60
    assert row.filename.endswith("….pdf")


def test_a_file_is_taken_away_before_sending(sqlite_account: ChannelAccount, signed_in: SignedIn) -> None:
    walk, browser = Walk(sqlite_account).identified(), signed_in(Role.PENGELOLA)
    put(browser, walk.case, upload(LETTER, "surat.pdf"))
    form = forms_on(case_page(browser, walk.case))["balas"]
    path = f"/meja/kasus/{walk.case.public_id}/lampiran/lepas"
    done = send(browser, form | {"action": path}, berkas=waiting()[0].public_id)
    assert (done.status_code, waiting()) == (200, [])
    assert "surat.pdf" not in text(done)


def test_an_answer_goes_with_the_ticked_files_and_its_bubbles_show_them(
    sqlite_account: ChannelAccount, signed_in: SignedIn
) -> None:
    walk, browser = Walk(sqlite_account).identified(), signed_in(Role.PENGELOLA)
    put(browser, walk.case, upload(LETTER, "surat.pdf"), upload(camera_photo(2), "loket.jpg"))
    letter, photo = waiting()
    done = submit(browser, walk.case, "balas", text="Terlampir.", tujuan="lain", lampiran=photo.public_id)
    assert done.status_code == 303
    (sent,) = ReplyFile.select()
    assert (sent.sha256, [row.id for row in waiting()]) == (photo.sha256, [letter.id])
    page = text(browser.get(done.headers["Location"]))
    assert "masuk antrean kirim dengan 1 lampiran" in page
    assert f"/lampiran/jawaban/{sent.public_id}/pratinjau?kecil=ya" in page
    for _ in range(2):
        deliver(sqlite_account.id)
    shown = browser.get(f"/lampiran/jawaban/{sent.public_id}")
    assert shown.headers["Content-Disposition"].startswith("attachment")
    small = browser.get(f"/lampiran/jawaban/{sent.public_id}/pratinjau")
    assert (small.status_code, small.mimetype) == (200, "image/jpeg")
    assert "loket.jpg" in case_page(browser, walk.case)


def test_without_a_script_the_files_go_with_the_form_and_outlive_a_refusal(
    sqlite_account: ChannelAccount, signed_in: SignedIn
) -> None:
    walk, browser = Walk(sqlite_account).identified(), signed_in(Role.PENGELOLA)
    refused = submit(browser, walk.case, "balas", text=" ", tujuan="lain", berkas=[upload(LETTER, "surat.pdf")])
    assert refused.status_code == 409
    (row,) = waiting()
    assert row.public_id in text(refused)
    sent = submit(browser, walk.case, "balas", text="Terlampir.", tujuan="lain", lampiran=row.public_id)
    assert sent.status_code == 303
    assert [row.text for row in Outbox.select().order_by(Outbox.id)] == ["Terlampir.", "surat.pdf"]


def test_S26_the_same_submission_twice_sends_each_file_once(
    sqlite_account: ChannelAccount, signed_in: SignedIn
) -> None:
    walk, browser = Walk(sqlite_account).identified(), signed_in(Role.PENGELOLA)
    put(browser, walk.case, upload(LETTER, "surat.pdf"))
    form = forms_on(case_page(browser, walk.case))["balas"]
    words = {"text": "Terlampir.", "tujuan": "lain", "lampiran": waiting()[0].public_id}
    assert [send(browser, form, **words).status_code for _ in range(2)] == [303, 303]
    assert Outbox.select().count() == 2


def test_taken_back_the_files_wait_in_the_box_again(sqlite_account: ChannelAccount, signed_in: SignedIn) -> None:
    walk, browser = Walk(sqlite_account).identified(), signed_in(Role.PENGELOLA)
    put(browser, walk.case, upload(LETTER, "surat.pdf"))
    submit(browser, walk.case, "balas", text="Terlampir.", tujuan="lain", lampiran=waiting()[0].public_id)
    words, letter = Outbox.select().order_by(Outbox.id)
    submit(browser, walk.case, f"batal-o{letter.id}")
    assert waiting() == []
    done = submit(browser, walk.case, f"batal-o{words.id}")
    assert {row.state for row in Outbox.select()} == {"cancelled"}
    assert [row.filename for row in waiting()] == ["surat.pdf"]
    assert "\nTerlampir.</textarea>" in text(browser.get(done.headers["Location"]))


def test_a_file_called_off_alone_fills_no_box_with_its_name(
    sqlite_account: ChannelAccount, signed_in: SignedIn
) -> None:
    walk, browser = Walk(sqlite_account).identified(), signed_in(Role.PENGELOLA)
    put(browser, walk.case, upload(LETTER, "surat.pdf"))
    submit(browser, walk.case, "balas", text="Terlampir.", tujuan="lain", lampiran=waiting()[0].public_id)
    letter = Outbox.select().order_by(Outbox.id.desc()).first()
    done = submit(browser, walk.case, f"batal-o{letter.id}")
    assert "surat.pdf</textarea>" not in text(browser.get(done.headers["Location"]))


def test_a_comment_says_before_picking_why_nothing_can_be_attached(
    sqlite_account: ChannelAccount, signed_in: SignedIn
) -> None:
    case, browser = commented(), signed_in(Role.PENGELOLA)
    page = case_page(browser, case)
    assert "Balasan di depan umum tidak membawa berkas" in page
    assert 'type="file" name="berkas" id="berkas-jawaban"' not in page
    assert put(browser, case, upload(LETTER, "surat.pdf")).status_code == 409


def test_a_waiting_file_is_its_officer_s_alone(sqlite_account: ChannelAccount, signed_in: SignedIn) -> None:
    walk, browser = Walk(sqlite_account).identified(), signed_in(Role.PENGELOLA)
    put(browser, walk.case, upload(LETTER, "surat.pdf"), upload(camera_photo(3), "loket.jpg"))
    letter, photo = waiting()
    assert browser.get(f"/lampiran/konsep/{letter.public_id}").data == LETTER
    assert browser.get(f"/lampiran/konsep/{photo.public_id}").mimetype == "image/jpeg"
    other = signed_in(Role.KASUBSI_INFOKIM)
    assert other.get(f"/lampiran/konsep/{letter.public_id}").status_code == 404
    assert files_of(walk.id, actor(Role.KASUBSI_INFOKIM)) == []


def test_who_does_not_answer_attaches_nothing(sqlite_account: ChannelAccount, signed_in: SignedIn) -> None:
    walk = Walk(sqlite_account).identified()
    path = f"/meja/kasus/{walk.case.public_id}/lampiran"
    for role, status in ((Role.KASUBSI_INFOKIM, 403), (Role.ADMINISTRATOR, 404)):
        assert signed_in(role).post(path, berkas=upload(LETTER, "surat.pdf")).status_code == status
    assert waiting() == []


def test_the_picker_is_told_what_the_channel_takes() -> None:
    shown = AttachedFiles(Files({PNG: 5, PDF: 7}), "")
    assert shown.accept == "image/png,.png,application/pdf,.pdf,image/webp,.webp"
    assert (shown.pdf_limit, shown.shown) == (7, True)
    assert (AttachedFiles(Files({PDF: 7}), "").accept, AttachedFiles(None, "").shown) == (
        "application/pdf,.pdf",
        False,
    )
