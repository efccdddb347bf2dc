"""Salinan tersamar as people press it: drawn with a granted look, seen without one, the original sealed as before."""

import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from flask import Flask
from PIL import Image

from models.rules.privacy.looks import Look
from models.rules.staff.roles import Role, Section
from models.tables import Attachment, Audit, BlackenedCopy, Complaint, ComplaintMessage, Staff, Unmasking
from tests.admin_app.browsing import Browser, text
from tests.admin_app.case_page.test_forms_sent import send
from tests.admin_app.samples import attachment_of, complaint_in
from tests.office import NOW

Open = Callable[[Role | str], Browser]


def red() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (200, 100), "red").save(out, "PNG")
    return out.getvalue()


def sealed(app: Flask, account: Any) -> Attachment:
    case = complaint_in(account, Section.LALINTALKIM, "628110000001")
    found = attachment_of(case, app, red())
    Complaint.update(identity_protected=True).execute()
    return found


def granted(role: Role = Role.PENGELOLA) -> None:
    person = Staff.get(Staff.username == str(role))
    Unmasking.create(
        complaint=Complaint.get(), asked_by=person, motive="Menyamarkan", asked_at=NOW, granted=True, decided_at=NOW,
        ends_at=NOW + timedelta(hours=8),
    )  # fmt: skip


def page_of(found: Attachment) -> str:
    return f"/samaran/{found.public_id}"


def test_a_copy_is_drawn_with_a_look_and_seen_without_one_while_the_original_stays_as_it_is(
    app: Flask, signed_in: Open, sqlite_account: Any
) -> None:
    found = sealed(app, sqlite_account)
    before = (found.sha256, app.config["ADUAN"].files.read(found.sha256))
    granted()
    desk, head = signed_in(Role.PENGELOLA), signed_in(Role.KEPALA_KANTOR)
    case = f"/meja/kasus/{Complaint.get().public_id}"
    assert page_of(found) in text(desk.get(case))
    assert send(desk, page_of(found), f"{page_of(found)}/buat", kotak=["0,0,500,1000"]).status_code == 303
    copy = BlackenedCopy.get()
    address = f"{page_of(found)}/gambar/{copy.public_id}"
    assert address in text(head.get(page_of(found)))
    shown = head.get(address)
    seen = Image.open(io.BytesIO(shown.data)).convert("RGB")
    assert max(seen.getpixel((20, 50))) < 40 and seen.getpixel((180, 50))[0] > 200  # type: ignore[arg-type,index]
    assert shown.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert head.get(f"/lampiran/{found.public_id}/pratinjau").status_code == 403
    assert Audit.select().where((Audit.event == str(Look.FILE)) & (Audit.actor == "kepala_kantor")).exists()
    again = Attachment.get_by_id(found.id)
    assert (again.sha256, app.config["ADUAN"].files.read(again.sha256)) == before
    assert "Salinan tersamar dibuat" in text(desk.get(case))
    assert send(desk, page_of(found), f"{page_of(found)}/hapus", salinan=copy.public_id).status_code == 303
    assert head.get(address).status_code == 404


def test_without_a_look_nothing_is_drawn_and_whoever_sees_no_case_sees_no_copy(
    app: Flask, signed_in: Open, sqlite_account: Any
) -> None:
    found = sealed(app, sqlite_account)
    desk = signed_in(Role.PENGELOLA)
    assert "Gambar aslinya tersegel" in text(desk.get(page_of(found)))
    assert f"/lampiran/{found.public_id}/pratinjau" not in text(desk.get(page_of(found)))
    key = {"form_key": "k" * 24, "kotak": "0,0,5,5"}
    assert (
        desk.post(f"{page_of(found)}/buat", on=f"/meja/kasus/{Complaint.get().public_id}", **key).status_code == 403
    )
    assert not BlackenedCopy.select().exists()
    assert signed_in(Role.KASI_INTELDAKIM).get(page_of(found)).status_code == 404
    assert desk.get(f"{page_of(found)}/gambar/tidak-ada").status_code == 404
    Complaint.update(identity_protected=False).execute()
    assert desk.get(page_of(found)).status_code == 404


def test_a_refused_drawing_says_why_and_keeps_the_boxes(app: Flask, signed_in: Open, sqlite_account: Any) -> None:
    found = sealed(app, sqlite_account)
    granted()
    desk = signed_in(Role.PENGELOLA)
    refused = send(desk, page_of(found), f"{page_of(found)}/buat")
    assert (refused.status_code, "Belum ada kotak" in text(refused)) == (409, True)
    refused = send(desk, page_of(found), f"{page_of(found)}/buat", kotak=["0,0,5,5", "0,0,0,0"])
    assert (refused.status_code, 'value="0,0,5,5"' in text(refused)) == (409, True)
    Attachment.update(sha256=app.config["ADUAN"].files.keep(b"GIF89a")).execute()
    assert send(desk, page_of(found), f"{page_of(found)}/buat", kotak="0,0,5,5").status_code == 409
    assert not BlackenedCopy.select().exists()


def copied(app: Flask, signed_in: Open, account: Any) -> tuple[Attachment, BlackenedCopy]:
    found = sealed(app, account)
    granted()
    assert (
        send(signed_in(Role.PENGELOLA), page_of(found), f"{page_of(found)}/buat", kotak="0,0,500,1000").status_code
        == 303
    )
    return found, BlackenedCopy.get()


def test_a_copy_opens_no_way_to_its_original(app: Flask, signed_in: Open, sqlite_account: Any) -> None:
    found, copy = copied(app, signed_in, sqlite_account)
    head, original = signed_in(Role.KEPALA_KANTOR), app.config["ADUAN"].files.read(found.sha256)
    case = Complaint.get()
    said = text(head.get(page_of(found))) + text(head.get(f"/meja/kasus/{case.public_id}"))
    assert (found.sha256 in said, copy.sha256 in said) == (False, False)
    file = f"/lampiran/{found.public_id}"
    for address in (file, f"{file}/pratinjau", f"{file}/pratinjau?kecil=ya"):
        assert head.get(address).status_code == 403
    for name in (found.public_id, found.sha256, copy.sha256, str(copy.id), str(found.id), "../../pratinjau"):
        assert head.get(f"{page_of(found)}/gambar/{name}").status_code == 404
    for address in (f"/lampiran/{copy.public_id}", f"/samaran/{copy.public_id}", f"{file}/putar"):
        assert head.get(address).status_code in (403, 404)
    shown = head.get(f"{page_of(found)}/gambar/{copy.public_id}?kecil=ya")
    assert shown.data != original and shown.headers["Cache-Control"].startswith("no-store")
    assert "Content-Disposition" not in shown.headers


def test_the_names_of_the_file_stay_with_the_original(app: Flask, signed_in: Open, sqlite_account: Any) -> None:
    found, copy = copied(app, signed_in, sqlite_account)
    Attachment.update(filename="KTP Siti Rahmawati 0812-3456-7890.png").execute()
    head = signed_in(Role.KEPALA_KANTOR)
    said = text(head.get(page_of(found))) + str(head.get(f"{page_of(found)}/gambar/{copy.public_id}").headers)
    for page in (said, text(head.get(f"/meja/kasus/{Complaint.get().public_id}"))):
        assert ("Rahmawati" in page, "3456" in page) == (False, False)


def test_who_sees_the_message_in_another_case_alone_sees_no_copy(
    app: Flask, signed_in: Open, sqlite_account: Any
) -> None:
    found, copy = copied(app, signed_in, sqlite_account)
    other = complaint_in(sqlite_account, Section.INTELDAKIM, "628110000002")
    ComplaintMessage.create(complaint=other, message=found.message_id, linked_at=NOW)
    stranger = signed_in(Role.KASI_INTELDAKIM)
    assert stranger.get(f"/meja/kasus/{other.public_id}").status_code == 200
    assert stranger.get(f"/lampiran/{found.public_id}/pratinjau").status_code == 403
    for address in (page_of(found), f"{page_of(found)}/gambar/{copy.public_id}"):
        assert stranger.get(address).status_code == 404
