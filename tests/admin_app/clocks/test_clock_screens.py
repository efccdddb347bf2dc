"""The clocks in a real browser, wide and narrow: rail with its sums, limits, pauses, calendar, bell and notices."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, time, timedelta
from typing import Any

import pytest
from flask import Flask

from models.actions.clocks.ask_countersignature import ask_countersignatures
from models.actions.clocks.give_warnings import give_warnings
from models.actions.clocks.keep_hours import add_special_hours
from models.actions.clocks.looking.limits import keep_clocks
from models.actions.clocks.pause_step import pause_step, resume_step
from models.rules.clocks.pauses import PauseReason
from models.rules.clocks.special_hours import DayHours
from models.rules.staff.roles import Role
from models.tables import Complaint, Holiday, Notice
from tests.actions.proving import letter_of
from tests.actions.walking import Walk
from tests.admin_app.browsing import PASSWORD, Clock
from tests.admin_app.test_screens import SIZES, shot
from tests.browser.people import sign_in
from tests.office import NOW, actor
from tests.served import served

HOURS = DayHours(time(8), time(15), time(12), time(12, 30))


@contextmanager
def visiting(app: Flask, chromium: Any, size: str, role: Role) -> Iterator[Any]:
    """Sign somebody in; no page may overflow, no script may fail."""
    width, height = SIZES[size]
    complaints: list[str] = []
    with served(app) as url:
        page = chromium.new_page(viewport={"width": width, "height": height}, locale="id-ID")
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        sign_in(page.context, url, str(role), PASSWORD)
        page.base = url
        yield page
        page.context.close()
    assert complaints == []


def look(page: Any, name: str, size: str) -> None:
    shot(page, f"jam-{name}-{size}")
    overflow = page.evaluate("document.scrollingElement.scrollWidth - window.innerWidth")
    assert overflow <= 0, f"{name} is {overflow} px too wide"


def a_late_case(account: Any, clock: Clock) -> Walk:
    """A case of LAPOR at the section, paused for long, late, warned of."""
    walk = Walk(account).at_section()
    Complaint.update(source="lapor", outside_number="10293847").where(Complaint.id == walk.id).execute()
    keep_clocks(walk.now)
    proof = letter_of(walk)
    begins = walk.now + timedelta(minutes=10)
    clock.now = begins + timedelta(hours=28)
    pause_step(
        walk.id,
        PauseReason.MENUNGGU_INSTANSI,
        "Menunggu balasan Disdukcapil.",
        proof,
        actor(Role.KASI_LALINTALKIM),
        begins,
    )
    resume_step(walk.id, actor(Role.KASI_LALINTALKIM), begins + timedelta(hours=5))
    ask_countersignatures(clock.now)
    give_warnings(clock.now)
    return walk


@pytest.mark.parametrize("size", SIZES)
def test_a_case_shows_its_clocks_and_every_figure_its_sum(
    size: str, app: Flask, chromium: Any, sqlite_account: Any, clock: Clock
) -> None:
    walk = a_late_case(sqlite_account, clock)
    with visiting(app, chromium, size, Role.KASI_TIKKIM) as page:
        page.goto(f"{page.base}/meja/kasus/{walk.case.public_id}")
        if size == "sempit":
            page.click("#tab-kasus")
        page.locator("[data-part=rel]").scroll_into_view_if_needed()
        look(page, "rel", size)
        # By keyboard as by touch: the figure is a summary that opens its sum.
        figure = page.locator("#hitung-5 > summary")
        assert "jumlah" in figure.get_attribute("title")
        figure.focus()
        page.keyboard.press("Enter")
        page.wait_for_selector("#hitung-5[open] li")
        sums = page.inner_text("#hitung-5 ul")
        assert "jeda" in sums and "jumlah" in sums and "waktu dinding" in sums
        look(page, "rel-hitungan", size)
        page.keyboard.press("Enter")
        page.click("#hitung-batas-1 > summary")
        assert "+ 5 hari kerja = Rabu, 2 Desember 2026" in page.inner_text("#hitung-batas-1 ul")
        page.click("[data-part=jeda] .sum > summary")
        assert "jumlah 240 menit" in page.inner_text("[data-part=jeda] .sum ul")
        page.locator("[data-part=jeda]").scroll_into_view_if_needed()
        look(page, "batas-dan-jeda", size)
        page.click("button:text-is('Paraf jeda')")
        page.wait_for_selector("text=Jeda diparaf.")


@pytest.mark.parametrize("size", SIZES)
def test_bell_and_notices(size: str, app: Flask, chromium: Any, sqlite_account: Any, clock: Clock) -> None:
    a_late_case(sqlite_account, clock)
    with visiting(app, chromium, size, Role.KASI_TIKKIM) as page:
        page.goto(f"{page.base}/pengaduan/")
        assert page.inner_text(".bell-count").startswith("1")  # two warnings of one case
        look(page, "lonceng", size)
        with page.expect_navigation():
            page.click(".bell")
        look(page, "pemberitahuan", size)
        page.click("text=Tandai semua sudah dibaca")
        page.wait_for_selector("text=Semua sudah dibaca atau selesai.")
        look(page, "pemberitahuan-kosong", size)
        page.goto(f"{page.base}/akun#pesan")
        look(page, "akun", size)
    assert Notice.select().where(Notice.seen_at.is_null(False)).count() == 2


@pytest.mark.parametrize("size", SIZES)
def test_calendar_and_limits(size: str, app: Flask, chromium: Any, sqlite_account: Any) -> None:
    Holiday.insert(
        day=date(2026, 11, 26), name="Cuti bersama contoh yang panjang namanya", kind="cuti bersama"
    ).execute()
    add_special_hours(
        "Jam khusus kunjungan", date(2026, 11, 30), date(2026, 12, 4), HOURS, HOURS, actor(Role.KASUBSI_INFOKIM), NOW
    )
    with visiting(app, chromium, size, Role.KASUBSI_INFOKIM) as page:
        page.goto(f"{page.base}/kalender/")
        look(page, "kalender", size)
        page.fill("[name=note]", "Ramadan 1448 H")
        page.fill("[name=first][type=date]", "2027-02-08")
        page.fill("[name=last]", "2027-03-09")
        page.click("text=Simpan jam khusus")
        page.wait_for_selector("text=Jam khusus disimpan.")
        page.goto(f"{page.base}/kalender/?bulan=2027-02")
        look(page, "kalender-ramadan", size)
        page.goto(f"{page.base}/batas-waktu/")
        look(page, "batas-peraturan", size)
        page.click(".row-actions a:has-text('Ganti') >> nth=0")
        page.wait_for_selector("text=Ganti batas")
        look(page, "batas-ganti", size)
        for path in ("hari-libur", "jam-kerja"):
            page.goto(f"{page.base}/{path}/")
            look(page, path, size)
