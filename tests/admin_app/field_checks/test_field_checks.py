"""Penelitian lapangan: the list by deadline, one page a check, photos and report from the phone."""

import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image

from models.actions.cases.return_report import return_report
from models.actions.core.move_complaint import move_complaint
from models.actions.core.report_photos import photos_of
from models.actions.privacy.protect_identity import protect_identity
from models.rules.cases.sop import Move, Output
from models.rules.staff.roles import Role, Section
from models.tables import Complaint, Document, Draft, StepOutput
from tests.actions.walking import Walk
from tests.admin_app.browsing import Browser, Clock, text
from tests.admin_app.case_page.submitting import case_page, forms_on, submit
from tests.admin_app.cases.test_photo_buttons import camera_photo, chosen
from tests.admin_app.queue.test_queue import counted
from tests.docgen.test_pictures import noted
from tests.office import actor

Open = Callable[[Role | str], Browser]
JSON = {"Accept": "application/json"}


@pytest.fixture
def walk(sqlite_account: Any, clock: Clock) -> Walk:
    """A case at the field check of Lalintalkim."""
    made = Walk(sqlite_account).at_fieldwork()
    clock.move(minutes=30)
    return made


def page_of(browser: Browser, walk: Walk) -> str:
    """Open the page of a check."""
    response = browser.get(f"/penelitian/{walk.case.public_id}")
    assert response.status_code == 200
    return text(response)


def hand_in(browser: Browser, walk: Walk, **words: Any) -> Any:
    """Hand the report in with the form of the page."""
    form = forms_on(page_of(browser, walk))["penelitian"]
    fields = {name: value for name, value in form.items() if name != "action"} | {"text": "Rak kosong."} | words
    return browser.client.post(form["action"], data=fields)


def shoot(browser: Browser, walk: Walk, *contents: bytes, **words: Any) -> Any:
    """Send photos as the page's script does."""
    key = words.pop("form_key", "kunci-foto-lapangan-01")
    fields = {"csrf_token": browser.token("/akun"), "form_key": key, "caption": "Loket 3", **words}
    address = f"/penelitian/{walk.case.public_id}/foto"
    return browser.client.post(address, data={**fields, "berkas": chosen(*contents)}, headers=JSON)


def test_the_list_has_the_sections_own_checks_and_what_came_back(walk: Walk, signed_in: Open, clock: Clock) -> None:
    officer, head = signed_in(Role.PETUGAS_SEKSI), signed_in(Role.KASI_LALINTALKIM)
    for browser in (officer, head):
        assert f"/penelitian/{walk.case.public_id}" in text(browser.get("/penelitian/"))
    assert walk.case.number not in text(signed_in(Role.KASI_INTELDAKIM).get("/penelitian/"))
    assert "Harus diperiksa" in text(officer.get("/penelitian/"))
    hand_in(officer, walk)
    assert "Sudah diserahkan, menunggu kepala seksi" in text(officer.get("/penelitian/"))
    clock.move(minutes=1)
    refused = submit(head, walk.case, "kembalikan-laporan", comment="")
    assert refused.status_code == 409
    assert submit(head, walk.case, "kembalikan-laporan", comment="Siapa <yang> ditemui?").status_code == 303
    assert "Dikembalikan" in text(officer.get("/penelitian/"))
    page = page_of(officer, walk)
    assert "Siapa &lt;yang&gt; ditemui?" in page
    assert "Rak kosong." in page
    assert "Siapa &lt;yang&gt; ditemui?" in case_page(head, walk.case)


def test_the_list_costs_the_same_for_one_check_and_for_many(
    sqlite_account: Any, signed_in: Open, clock: Clock
) -> None:
    officer = signed_in(Role.PETUGAS_SEKSI)
    Walk(sqlite_account).at_fieldwork()
    officer.get("/penelitian/")
    with counted() as few:
        officer.get("/penelitian/")
    case = Complaint.get()
    for number in range(5):
        values = {**case.__data__, "id": None, "public_id": f"salinan-{number}", "number": f"ADU-2026-90000{number}"}
        Complaint.create(**values)
    with counted() as many:
        assert text(officer.get("/penelitian/")).count("check-row-title") == 6
    assert len(many) == len(few)


def test_one_page_says_what_to_check_and_where_and_hides_whom_it_must(walk: Walk, signed_in: Open) -> None:
    Complaint.update(incident_place="Loket 3", incident_time="Senin pagi").where(Complaint.id == walk.id).execute()
    page = page_of(signed_in(Role.PETUGAS_SEKSI), walk)
    for words in ("Yang diperiksa", "Loket 3", "Senin pagi", "Serahkan kepada Kasi Lalintalkim", "Ambil foto"):
        assert words in page
    handle = walk.case.thread.handle.value
    assert handle not in page
    assert "capture=" in page
    response = signed_in(Role.PETUGAS_SEKSI).get(f"/penelitian/{walk.case.public_id}")
    assert response.headers["Permissions-Policy"] == "camera=(), microphone=(), geolocation=(self)"
    assert "geolocation=()" in signed_in(Role.PETUGAS_SEKSI).get("/penelitian/").headers["Permissions-Policy"]


def test_a_remark_that_names_a_protected_complainant_is_masked(walk: Walk, signed_in: Open, clock: Clock) -> None:
    officer = signed_in(Role.PETUGAS_SEKSI)
    hand_in(officer, walk)
    name = walk.case.contact.name
    assert name
    return_report(walk.id, f"Tanyakan lagi kepada {name}.", walk.holder(), clock())
    assert name in page_of(officer, walk)
    protect_identity(walk.id, "diminta pelapor", actor(Role.PENGELOLA), clock())
    page = page_of(officer, walk)
    assert name not in page
    assert "Tanyakan lagi kepada" in page


def test_a_report_is_handed_in_with_its_draft_and_what_was_typed_is_forgotten(walk: Walk, signed_in: Open) -> None:
    officer = signed_in(Role.PETUGAS_SEKSI)
    token = officer.token("/akun")
    typing = {"csrf_token": token, "form": "penelitian", "isi:text": "Rak"}
    assert officer.client.post(f"/meja/kasus/{walk.case.public_id}/ketikan", data=typing).status_code == 200
    assert "&#34;text&#34;: &#34;Rak&#34;" in page_of(officer, walk)
    assert hand_in(officer, walk, activity="Rabu, loket 3", officer_name="Lina Contoh").status_code == 303
    assert not Draft.select().exists()
    assert StepOutput.get(StepOutput.kind == str(Output.LAPORAN)).text == "Rak kosong."
    paper = Document.get(Document.type == "LAPORAN")
    assert "Rabu, loket 3" in paper.facts
    page = page_of(officer, walk)
    assert "Sudah diserahkan." in page
    assert f"/naskah/{paper.public_id}/unduh" in page
    assert "Rabu, loket 3" in page


def test_an_empty_report_comes_back_with_what_was_typed(walk: Walk, signed_in: Open) -> None:
    refused = hand_in(signed_in(Role.PETUGAS_SEKSI), walk, text=" ", activity="Rabu <pagi>")
    assert (refused.status_code, "masih kosong" in text(refused)) == (409, True)
    assert "Rabu &lt;pagi&gt;" in text(refused)


def test_a_report_for_a_check_that_went_on_shows_what_was_typed(walk: Walk, signed_in: Open, clock: Clock) -> None:
    officer = signed_in(Role.PETUGAS_SEKSI)
    form = forms_on(page_of(officer, walk))["penelitian"]
    walk.write(Output.LAPORAN)
    walk.paper("LAPORAN")
    walk.write(Output.NASKAH_JAWABAN)
    move_complaint(walk.id, Move.TETAPKAN_JAWABAN, walk.holder(), clock())
    fields = {name: value for name, value in form.items() if name != "action"} | {"text": "Terlambat <tiba>"}
    late = officer.client.post(form["action"], data=fields)
    assert late.status_code == 409
    assert "Terlambat &lt;tiba&gt;" in text(late)
    gone = officer.get(f"/penelitian/{walk.case.public_id}")
    assert (gone.status_code, gone.location) == (302, f"/meja/kasus/{walk.case.public_id}")
    asked = officer.get(f"/penelitian/{walk.case.public_id}", headers={**JSON, "X-Aduan-Otomatis": "1"})
    assert asked.status_code == 404


def test_a_photo_is_kept_small_and_without_its_place_unless_that_is_ticked(
    walk: Walk, signed_in: Open, app: Any
) -> None:
    officer = signed_in(Role.PETUGAS_SEKSI)
    first = shoot(officer, walk, camera_photo(1))
    assert first.status_code == 200
    assert "Loket 3" in first.json["foto"]
    assert "Posisi" not in first.json["foto"]
    ticked = shoot(officer, walk, noted_photo(), posisi="ya", form_key="kunci-foto-lapangan-02")
    assert "Posisi 1,15320° LU, 103,89210° BT" in ticked.json["foto"]
    plain, placed = photos_of(walk.id)
    assert (plain.latitude, plain.longitude) == (None, None)
    assert placed.latitude == pytest.approx(1.1532)
    with Image.open(io.BytesIO(app.config["ADUAN"].files.read(placed.sha256))) as picture:
        assert not dict(picture.getexif())
    assert hand_in(officer, walk).status_code == 303
    (first_printed, second_printed) = json.loads(Document.get(Document.type == "LAPORAN").facts)["photos"]
    assert first_printed["caption"] == "Loket 3"
    assert second_printed["caption"] == "Loket 3 · 1,15320° LU, 103,89210° BT"


def noted_photo() -> bytes:
    """A photo whose camera wrote down a place in Belakang Padang."""
    return noted((1.0, 9.0, 11.52), (103.0, 53.0, 31.56))


def test_a_photo_made_small_on_the_phone_keeps_the_time_of_the_cameras_own_file(walk: Walk, signed_in: Open) -> None:
    small, own = io.BytesIO(), noted_photo()
    Image.new("RGB", (400, 300), "teal").save(small, "JPEG")
    sent = shoot(signed_in(Role.PETUGAS_SEKSI), walk, small.getvalue(), kepala=(io.BytesIO(own[:4096]), "kepala"))
    assert sent.status_code == 200
    assert str(photos_of(walk.id).get().taken_at) == "2026-11-25 02:30:00"


def test_a_photo_sent_again_after_a_lost_answer_counts_once(walk: Walk, signed_in: Open) -> None:
    officer = signed_in(Role.PETUGAS_SEKSI)
    for _ in range(2):
        assert shoot(officer, walk, camera_photo(1)).status_code == 200
    assert photos_of(walk.id).count() == 1


def test_what_is_no_photo_is_refused_in_words_for_the_page(walk: Walk, signed_in: Open) -> None:
    refused = shoot(signed_in(Role.PETUGAS_SEKSI), walk, b"MZ bukan foto")
    assert (refused.status_code, "bukan foto" in refused.json["pesan"]) == (409, True)
    assert shoot(signed_in(Role.PETUGAS_SEKSI), walk).status_code == 409


def test_without_a_script_photos_are_sent_and_taken_out_by_forms(walk: Walk, signed_in: Open) -> None:
    officer = signed_in(Role.PETUGAS_SEKSI)
    fields = {"form_key": "kunci-tanpa-skrip-001", "caption": ""}
    address = f"/penelitian/{walk.case.public_id}"
    token = {"csrf_token": officer.token("/akun")}
    sent = officer.client.post(f"{address}/foto", data={**token, **fields, "berkas": chosen(camera_photo(1))})
    assert (sent.status_code, sent.location) == (303, f"{address}#foto")
    photo = photos_of(walk.id).get()
    out = officer.client.post(f"{address}/hapus-foto", data={**token, "foto": photo.id})
    assert (out.status_code, photos_of(walk.id).exists()) == (303, False)


def test_another_section_neither_sees_nor_sends(sqlite_account: Any, signed_in: Open) -> None:
    walk = Walk(sqlite_account, Section.INTELDAKIM).at_fieldwork()
    officer = signed_in(Role.PETUGAS_SEKSI)
    assert officer.get(f"/penelitian/{walk.case.public_id}").status_code == 404
    assert shoot(officer, walk, camera_photo(1)).status_code == 404
    assert signed_in(Role.PENGELOLA).get("/penelitian/").status_code == 403
