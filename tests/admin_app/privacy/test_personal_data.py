"""Data pribadi on screen: the request with its 72 hours, corrections, everything as one archive."""

import io
import json
import re
import zipfile
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from admin_app.privacy.traced_looks import book_of
from models.actions.clocks.looking.limits import keep_clocks
from models.actions.core.statutory_clocks import clocks_of
from models.actions.core.write_output import identify
from models.rules.staff.roles import Role
from models.tables import Attachment, Complaint, Contact, DataHandout, Message, OfficeHolder, Staff
from tests.admin_app.browsing import Browser, text
from tests.admin_app.samples import attachment_of
from tests.office import NOW, actor, new_complaint

Open = Callable[[Role | str], Browser]
DESK, KASUBSI = Role.PENGELOLA, Role.KASUBSI_INFOKIM
HOSTILE = "<script>alert(1)</script> {{7*7}} minta data saya"


@pytest.fixture
def case(sqlite_account: Any) -> Complaint:
    """A request for one's own data, identified as such."""
    made = new_complaint(sqlite_account, HOSTILE)
    return identify(made.id, actor(DESK), NOW, category="data_pribadi", subject="Minta salinan data")


def test_the_request_is_a_kind_of_its_own_with_three_times_24_hours(case: Complaint, signed_in: Open) -> None:
    assert case.kind == "data-pribadi"
    keep_clocks(NOW)
    due = {clock.label: clock.due_at for clock in clocks_of([case.id])[case.id]}
    assert due["Permintaan subjek data pribadi: 3 × 24 jam"] == case.opened_at + timedelta(hours=72)
    page = text(signed_in(DESK).get("/data-pribadi/"))
    assert case.number in page
    assert f"/data-pribadi/{case.public_id}" in page


def test_the_desk_corrects_and_the_history_shows_both_words(case: Complaint, signed_in: Open) -> None:
    desk, path = signed_in(DESK), f"/data-pribadi/{case.public_id}"
    words = {"data": "name", "menjadi": "Siti Contoh", "dasar": "KTP diperlihatkan"}
    assert desk.post(f"{path}/betulkan", form_key="kunci-betulkan-001", **words).status_code == 303
    page = text(desk.get(path))
    assert all(word in page for word in ("Sari Contoh", "Siti Contoh", "KTP diperlihatkan"))
    refused = desk.post(f"{path}/betulkan", form_key="kunci-betulkan-002", **words)
    assert (refused.status_code, "tidak ada yang dibetulkan" in text(refused)) == (409, True)
    assert desk.post(f"{path}/betulkan", form_key="", **words).status_code == 409
    assert Contact.get().name == "Siti Contoh"


def test_everything_goes_into_one_archive_for_people_and_programs(
    case: Complaint, app: Flask, signed_in: Open
) -> None:
    attachment_of(case, app)
    lost = {"message": Message.select().first(), "position": 7, "sha256": "d" * 64, "state": "tersimpan"}
    Attachment.create(public_id="hilang", filename="hilang.pdf", **lost)
    kasubsi, path = signed_in(KASUBSI), f"/data-pribadi/{case.public_id}"
    empty = kasubsi.post(f"{path}/serahkan", form_key="kunci-serahkan-001", dasar=" ")
    assert (empty.status_code, DataHandout.select().count()) == (409, 0)
    asked = kasubsi.post(f"{path}/serahkan", form_key="kunci-serahkan-002", dasar="Diminta langsung")
    assert (asked.status_code, DataHandout.select().count()) == (409, 0)
    assert "lampiran/002_hilang.pdf: tidak ada" in text(asked)
    known = re.search(r'name="kurang" value="(\w+)"', text(asked))
    assert known is not None
    words = {"dasar": "Diminta langsung", "kurang": known[1]}
    answer = kasubsi.post(f"{path}/serahkan", form_key="kunci-serahkan-002", **words)
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Cache-Control"] == "no-store"
    archive = zipfile.ZipFile(io.BytesIO(answer.data))
    assert archive.testzip() is None
    told = json.loads(archive.read("data.json"))
    page = archive.read("data.html").decode()
    assert told["percakapan"][0]["pesan"][0]["isi"] == HOSTILE
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    assert "WIB" in page
    assert told["tidak_ada"] == ["lampiran/002_hilang.pdf"]
    assert {name for name in archive.namelist() if name.startswith("lampiran/")} == {told["berkas"][0]}
    row = DataHandout.get()
    assert (row.motive, row.size, row.lacking) == ("Diminta langsung", len(answer.data), 1)
    assert row.sha256[:12] in text(kasubsi.get(path))
    for shown in (path, "/data-pribadi/"):
        page = text(kasubsi.get(shown))
        assert ("kurang 1 berkas" in page, "lampiran/002_hilang.pdf: tidak ada" in page) == (True, True), shown
    assert '<span class="pill pill-good">diserahkan</span>' not in text(kasubsi.get("/data-pribadi/"))
    twice = kasubsi.post(f"{path}/serahkan", form_key="kunci-serahkan-002", **words)
    assert (twice.status_code, DataHandout.select().count()) == (409, 1)


def test_a_file_that_was_changed_is_named_and_not_handed_out_as_his(
    case: Complaint, app: Flask, signed_in: Open
) -> None:
    file = attachment_of(case, app)
    app.config["ADUAN"].files.path_of(file.sha256).write_bytes(b"sampah")
    kasubsi, path = signed_in(KASUBSI), f"/data-pribadi/{case.public_id}/serahkan"
    asked = text(kasubsi.post(path, form_key="kunci-serahkan-007", dasar="Diminta langsung"))
    assert "isinya berubah" in asked
    known = re.search(r'name="kurang" value="(\w+)"', asked)
    assert known is not None
    answer = kasubsi.post(path, form_key="kunci-serahkan-007", dasar="Diminta langsung", kurang=known[1])
    archive = zipfile.ZipFile(io.BytesIO(answer.data))
    assert not any(name.startswith("lampiran/") for name in archive.namelist())
    assert list(json.loads(archive.read("data.json"))["sebab_tidak_ada"].values()) == ["isinya berubah"]
    assert "isinya berubah" in archive.read("data.html").decode()


def test_the_desk_hands_nothing_out_and_a_secret_identity_stays_shut(case: Complaint, signed_in: Open) -> None:
    desk, path = signed_in(DESK), f"/data-pribadi/{case.public_id}"
    assert "Kasubsi Infokim yang menyusunnya" in text(desk.get(path))
    assert desk.post(f"{path}/serahkan", form_key="kunci-serahkan-003", dasar="x").status_code == 403
    Complaint.update(identity_protected=True).where(Complaint.id == case.id).execute()
    for browser in (desk, signed_in(KASUBSI)):
        answer = browser.get(path)
        assert (answer.status_code, "Sari Contoh" in text(answer)) == (403, False)
    assert signed_in(Role.KASI_LALINTALKIM).get(path).status_code == 403


def test_the_page_says_of_a_message_that_it_was_taken_back_as_the_data_do(case: Complaint, signed_in: Open) -> None:
    Message.update(withdrawn_at=NOW + timedelta(minutes=5)).execute()
    words = {"form_key": "kunci-serahkan-011", "dasar": "Diminta langsung"}
    answer = signed_in(KASUBSI).post(f"/data-pribadi/{case.public_id}/serahkan", **words)
    archive = zipfile.ZipFile(io.BytesIO(answer.data))
    assert json.loads(archive.read("data.json"))["percakapan"][0]["pesan"][0]["ditarik"]
    assert "ditarik 25 Nov" in archive.read("data.html").decode()


def test_who_looked_at_it_stands_on_the_screen_and_in_the_file_the_name_only_for_readers_of_the_trail(
    case: Complaint, app: Flask, signed_in: Open
) -> None:
    signed_in(DESK).get(f"/meja/kasus/{case.public_id}")
    book_of(app).flush()
    kasubsi, path = signed_in(KASUBSI), f"/data-pribadi/{case.public_id}"
    page = text(kasubsi.get(path))
    assert "membuka pengaduan" in page
    assert "Pengelola Pengaduan" in page
    assert "Contoh Pengelola" not in page
    handed = kasubsi.post(f"{path}/serahkan", form_key="kunci-serahkan-009", dasar="Diminta langsung")
    archive = zipfile.ZipFile(io.BytesIO(handed.data))
    html, plain = archive.read("data.html").decode(), archive.read("data.json").decode()
    akses = json.loads(plain)["akses"]
    assert {row["perbuatan"] for row in akses["dilihat"]} >= {"membuka pengaduan"}
    for whole in (html, plain):
        assert "membuka pengaduan" in whole
        assert "Contoh Pengelola" not in whole
    assert "belum mencatat" not in html
    _stand_in(Role.KASUBSI_INFOKIM, Role.KEPALA_KANTOR)
    assert "Contoh Pengelola" in text(kasubsi.get(path))


def _stand_in(who: Role, post: Role) -> None:
    """Let the holder of a post be Plh. of another today."""
    official = Staff.get(Staff.username == str(who)).official_id
    OfficeHolder.create(post=str(post), official=official, kind="plh", valid_from=NOW.date())
