"""A case of the lane for conduct reaches the archive by each of its two buttons, pressed on the screen."""

from typing import Any

import pytest

from models.actions.core.write_output import choose_section
from models.rules.cases.sop import Move, Output, Stage
from models.rules.replies.delivery import Purpose
from models.rules.staff.roles import LANE_POSTS, Role, Section
from models.tables import Complaint
from tests.actions.reviewing import look_through
from tests.actions.walking import Walk, own_numbers
from tests.admin_app.browsing import Browser, Clock, back_office
from tests.office import actor, new_complaint

BAD = "Petugas loket minta uang 500 ribu, pungli! Saya mau lapor."


class LaneWalk(Walk):
    """The same way, begun by words that the suggestion takes for misconduct."""

    def __init__(self, account: Any, section: Section) -> None:
        super().__init__(account, section, "628110000007")
        self.id = new_complaint(account, BAD, "628110000008").id


@pytest.fixture
def app(account: Any, tmp_path: Any) -> Any:
    own_numbers()
    return back_office(tmp_path, Clock())


def opened(app: Any, role: Role, case: Complaint) -> tuple[Browser, str]:
    browser = Browser(app)
    browser.sign_in(role)
    return browser, browser.get(f"/meja/kasus/{case.public_id}").get_data(as_text=True)


@pytest.mark.parametrize("role", LANE_POSTS)
def test_identified_by_one_of_the_three_it_goes_to_kepala_kantor_and_ends(role: Role, app: Any, account: Any) -> None:
    walk = LaneWalk(account, Section.KEPALA_KANTOR)
    browser, page = opened(app, role, walk.case)
    assert "Lepaskan ke antrean biasa" in page and "Mungkin menyangkut perilaku pegawai" in page
    form = {
        "version": str(walk.case.version),
        "dilihat": str(walk.case.news),
        "form_key": "k" * 24,
        "keluaran": "Identifikasi permasalahan",
        "lanjut": str(Move.IDENTIFIKASI_SELESAI),
        "category": "perilaku_petugas",
        "urgency": "biasa",
        "subject": "Pungutan di loket",
    }
    refused = browser.post(f"/meja/kasus/{walk.case.public_id}/isian", **form)
    assert (refused.status_code, "belum ditinjau" in refused.get_data(as_text=True)) == (409, True)
    look_through(walk.id, actor(role), walk.tick())
    form |= {"version": str(walk.case.version), "form_key": "m" * 24}
    assert browser.post(f"/meja/kasus/{walk.case.public_id}/isian", **form).status_code == 303
    assert (walk.stage, walk.case.misconduct) == (Stage.TANGGAPAN_AWAL, True)
    _finish_at_the_head(walk)


def _finish_at_the_head(walk: LaneWalk) -> None:
    walk.answer(Purpose.TANGGAPAN_AWAL)
    choose_section(walk.id, Section.KEPALA_KANTOR, actor(Role.PENGELOLA), walk.tick())
    walk.move(Move.AJUKAN_PENERUSAN)
    walk.paper("ND-TERUS")
    walk.move(Move.TERUSKAN_KE_KEPALA)
    walk.write(Output.NASKAH_JAWABAN, "Petugas itu sudah ditegur.")
    walk.move(Move.DISPOSISI_JAWAB)
    walk.handed_back().finished()
    assert walk.stage is Stage.SELESAI


@pytest.mark.parametrize("role", LANE_POSTS)
def test_released_by_one_of_the_three_it_goes_the_ordinary_way_and_ends(role: Role, app: Any, account: Any) -> None:
    walk = LaneWalk(account, Section.LALINTALKIM)
    address = f"/meja/kasus/{walk.case.public_id}"
    front, page = opened(app, Role.PENGELOLA, walk.case)
    assert BAD not in page and walk.case.number not in page
    assert front.post(f"{address}/lepas-dugaan", version="1", form_key="v" * 24).status_code == 404
    browser, _ = opened(app, role, walk.case)
    form = {"version": str(walk.case.version), "form_key": "k" * 24}
    assert browser.post(f"{address}/lepas-dugaan", **form).status_code == 303
    # Pressed twice it is once, and says so.
    assert browser.post(f"{address}/lepas-dugaan", **form).status_code == 303
    assert "Lepaskan ke antrean biasa" not in browser.get(address).get_data(as_text=True)
    assert BAD in front.get(address).get_data(as_text=True)
    walk.with_answer().handed_back().finished()
    assert walk.stage is Stage.SELESAI
