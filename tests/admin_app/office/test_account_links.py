"""Every official gets his account in one form of Persiapan; new ones with a password that is shown once."""

import re
from collections.abc import Callable
from typing import Any

from models.rules.staff.roles import Role
from models.tables import OfficeHolder, Official, Staff
from tests.admin_app.browsing import Browser, text

Open = Callable[[Role | str], Browser]
ADMIN, HERE = Role.ADMINISTRATOR, "/persiapan/langkah/akun"


def form_of(page: str) -> dict[str, str]:
    """Read what the form sends as it is drawn."""
    form = page.split("/langkah/akun/hubungkan")[1].split("</form>")[0]
    found = dict(re.findall(r'name="((?:semula|nama)_\d+|form_key)" value="([^"]*)"', form))
    for name, options in re.findall(r'<select name="(\w+_\d+)">(.*?)</select>', form, re.S):
        chosen = re.search(r'value="([^"]*)" selected', options)
        found[name] = chosen[1] if chosen else ""
    return found


def test_all_officials_stand_in_one_form_with_what_is_stored(sqlite_account: Any, signed_in: Open) -> None:
    Official.create(name="Abdul Contoh")
    OfficeHolder.delete().where(OfficeHolder.post == str(Role.KASI_TIKKIM)).execute()
    page = text(signed_in(ADMIN).get(HERE))
    sent = form_of(page)
    for staff in Staff.select():
        assert sent[f"akun_{staff.official_id}"] == sent[f"semula_{staff.official_id}"] == str(staff.id)
    heads = page.split('class="setup-links"')[1]
    assert heads.index("Contoh Kepala Kantor") < heads.index("Abdul Contoh")
    assert "Jabatan yang belum punya pejabat: Kasi TIKKIM." in page


def test_saved_as_drawn_nothing_changes_and_nobody_is_signed_out(sqlite_account: Any, signed_in: Open) -> None:
    browser, other = signed_in(ADMIN), signed_in(Role.KASUBSI_INFOKIM)
    before = list(Staff.select(Staff.id, Staff.official).tuples())
    kept = browser.post(f"{HERE}/hubungkan", on=HERE, **form_of(text(browser.get(HERE))))
    assert (kept.status_code, kept.headers["Location"]) == (303, HERE)
    assert list(Staff.select(Staff.id, Staff.official).tuples()) == before
    assert other.get("/meja/").status_code == 200


def test_missing_accounts_are_made_and_their_passwords_shown_once(
    app: Any, sqlite_account: Any, signed_in: Open
) -> None:
    sari = Official.create(name="Sari Contoh, S.H.", section="tikkim", phone="+6281234567890")
    budi = Official.create(name="Budi Contoh")
    browser = signed_in(ADMIN)
    sent = form_of(text(browser.get(HERE)))
    assert (sent[f"nama_{sari.id}"], sent[f"peran_{sari.id}"], sent[f"seksi_{sari.id}"]) == (
        "sari.contoh",
        "petugas_seksi",
        "tikkim",
    )
    sent |= {f"akun_{sari.id}": "baru", f"akun_{budi.id}": "baru"}
    refused = browser.post(f"{HERE}/hubungkan", on=HERE, **sent)
    page = text(refused)
    assert refused.status_code == 409 and "Budi Contoh: pilih peran akun barunya." in page
    assert not Staff.select().where(Staff.username == "sari.contoh").exists()
    sent = form_of(page)
    assert sent[f"akun_{sari.id}"] == "baru"  # what was chosen stays
    sent |= {f"peran_{budi.id}": "pengelola"}
    page = text(browser.post(f"{HERE}/hubungkan", on=HERE, **sent))
    shown = re.findall(r"<code>([a-z2-9-]{14})</code>", page)
    assert len(shown) == 2 and "2 akun dibuat" in page
    made = Staff.get(Staff.username == "sari.contoh")
    assert (made.official_id, made.section, made.phone, made.password_once) == (
        sari.id,
        "tikkim",
        "+6281234567890",
        True,
    )
    assert shown[0] not in text(browser.get(HERE))
    first = Browser(app)
    place = list(re.findall(r'class="soft">([a-z.]+)</span></dt>', page)).index("sari.contoh")
    first.sign_in("sari.contoh", shown[place])
    assert first.get("/meja/").headers["Location"] == "/akun"


def test_an_account_of_the_same_name_is_proposed_and_stored_only_with_the_form(
    sqlite_account: Any, signed_in: Open
) -> None:
    staff = Staff.get(Staff.username == "pengelola")
    Staff.update(official=None).where(Staff.id == staff.id).execute()
    official = Official.get(Official.name == staff.name)
    browser = signed_in(ADMIN)
    page = text(browser.get(HERE))
    assert "usulan: namanya sama; belum disimpan" in page
    assert form_of(page)[f"akun_{official.id}"] == str(staff.id)
    assert Staff.get_by_id(staff.id).official_id is None
    browser.post(f"{HERE}/hubungkan", on=HERE, **form_of(page))
    assert Staff.get_by_id(staff.id).official_id == official.id


def test_a_form_drawn_before_another_changed_it_stores_nothing(sqlite_account: Any, signed_in: Open) -> None:
    browser, staff = signed_in(ADMIN), Staff.get(Staff.username == "pengelola")
    sent = form_of(text(browser.get(HERE)))
    Staff.update(official=None).where(Staff.id == staff.id).execute()
    refused = browser.post(f"{HERE}/hubungkan", on=HERE, **sent)
    assert refused.status_code == 409 and "sudah diubah orang lain" in text(refused)
    assert Staff.get_by_id(staff.id).official_id is None


def test_who_has_two_accounts_keeps_both_until_one_is_chosen(sqlite_account: Any, signed_in: Open) -> None:
    one, two = (Staff.get(Staff.username == name) for name in ("pengelola", "kasubsi_infokim"))
    Staff.update(official=one.official_id).where(Staff.id == two.id).execute()
    browser = signed_in(ADMIN)
    sent = form_of(text(browser.get(HERE)))
    assert sent[f"akun_{one.official_id}"] == "tetap"
    browser.post(f"{HERE}/hubungkan", on=HERE, **sent)
    assert Staff.get_by_id(two.id).official_id == one.official_id


def test_an_office_without_officials_is_led_to_them(sqlite_account: Any, signed_in: Open) -> None:
    Official.update(sample=True).execute()
    page = text(signed_in(ADMIN).get(HERE))
    assert "Belum ada pejabat." in page and "hubungkan" not in page.split('id="hubungkan"')[1]
