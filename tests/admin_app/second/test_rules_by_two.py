"""An administrator shortens what is kept, opens identities to one, trusts a root of his own: never by himself."""

import io
from collections.abc import Callable
from typing import Any

import pytest

from models.rules.staff.roles import Role
from models.tables import OfficeSetting, RecordClass, SecondRequest, Staff, TrustRoot
from tests.admin_app.browsing import Browser, text
from tests.admin_app.office.test_acting_by_two import LIST, decide
from tests.docgen.returned.authority import authority
from tests.office import NOW

Open = Callable[[Role | str], Browser]
TWO, HOURS, ROOTS = "buka_identitas_dua_orang", "buka_identitas_jam", "/sertifikat-akar/"


@pytest.fixture
def admin(sqlite_account: Any, signed_in: Open) -> Browser:
    """The administrator, in an office whose Kepala Kantor has signed in once."""
    Staff.update(last_login_at=NOW).where(Staff.role == str(Role.KEPALA_KANTOR)).execute()
    return signed_in(Role.ADMINISTRATOR)


def keep_class(browser: Browser, **words: str) -> Any:
    row = RecordClass.get(RecordClass.kind == "")
    columns = ("key", "label", "kind", "active_years", "inactive_years", "fate")
    said = {name: str(getattr(row, name)) for name in columns}
    page = f"/jadwal-retensi/edit/?id={row.id}"
    return browser.post(page, on=page, **(said | {"basis": "JRA 2026"} | words))


def setting(key: str) -> OfficeSetting:
    row, _ = OfficeSetting.get_or_create(key=key, defaults={"value": "ya" if key == TWO else "24"})
    return row


def choose(browser: Browser, key: str, value: str) -> Any:
    page = f"/profil-kantor/edit/?id={setting(key).id}"
    return browser.post(page, on=page, value=value)


def trust(browser: Browser) -> Any:
    return browser.post(f"{ROOTS}tambah", on=ROOTS, berkas=(io.BytesIO(authority().root.pem), "akar.pem"))


def years() -> int:
    return int(RecordClass.get(RecordClass.kind == "").active_years)


def test_nobody_alone_shortens_how_long_files_are_kept(admin: Browser, signed_in: Open) -> None:
    RecordClass.delete().where(RecordClass.kind == "pertanyaan").execute()
    before = years()
    for who in (admin, signed_in(Role.KASUBSI_INFOKIM)):
        keep_class(who, active_years="0")
    page = "/jadwal-retensi/new/"
    said = {"key": "baru", "label": "Baru", "kind": "pertanyaan", "active_years": "0", "inactive_years": "0"}
    count = RecordClass.select().count()
    admin.post(page, on=page, **said, fate="musnah", basis="x")
    assert (years(), RecordClass.select().count()) == (before, count)
    assert SecondRequest.select().count() == 2  # the same row once


def test_a_class_holds_once_another_post_agreed(admin: Browser, signed_in: Open) -> None:
    keep_class(admin, active_years="9")
    page = text(signed_in(Role.KEPALA_KANTOR).get(LIST))
    assert all(word in page for word in ("Kelas retensi", "Tahun aktif", "JRA 2026"))
    decide(signed_in(Role.KEPALA_KANTOR))
    assert years() == 9


def test_who_asked_as_kasubsi_is_not_agreed_to_by_a_kasubsi(admin: Browser, signed_in: Open) -> None:
    keep_class(signed_in(Role.KASUBSI_INFOKIM), active_years="9")
    row = SecondRequest.get()
    assert decide(signed_in(Role.KASUBSI_INFOKIM), permintaan=str(row.id), sidik=row.digest).status_code == 409
    assert years() != 9


@pytest.mark.parametrize(("key", "value"), [(TWO, "tidak"), (HOURS, "720")])
def test_nobody_alone_opens_identities_to_one(admin: Browser, signed_in: Open, key: str, value: str) -> None:
    before = setting(key).value
    choose(admin, key, value)
    assert setting(key).value == before
    page = text(signed_in(Role.KEPALA_KANTOR).get(LIST))
    assert "Isian profil" in page
    decide(signed_in(Role.KASI_TIKKIM))
    assert setting(key).value == value


def test_other_entries_of_the_profile_are_stored_at_once(admin: Browser) -> None:
    choose(admin, "hari_buka_kembali", "12")
    assert (setting("hari_buka_kembali").value, SecondRequest.select().count()) == ("12", 0)


def test_nobody_alone_trusts_a_root(admin: Browser, signed_in: Open) -> None:
    trust(admin)
    assert not TrustRoot.select().exists()
    page = text(signed_in(Role.KEPALA_KANTOR).get(LIST))
    assert all(word in page for word in ("Sertifikat akar", authority().root.asn1.sha256.hex()))
    assert "Sertifikat akar" in text(admin.get(ROOTS))
    decide(signed_in(Role.KASI_TIKKIM))
    root = TrustRoot.get()
    assert (root.fingerprint, root.added_by.username) == (authority().root.asn1.sha256.hex(), "administrator")
    admin.post(f"{ROOTS}hapus", on=ROOTS, nomor=str(root.id))  # trusting it no longer waits for nobody
    assert TrustRoot.get().removed_at is not None


def test_an_office_without_a_head_yet_sets_all_of_it_up_alone(sqlite_account: Any, signed_in: Open) -> None:
    admin = signed_in(Role.ADMINISTRATOR)
    keep_class(admin, active_years="9")
    choose(admin, TWO, "tidak")
    trust(admin)
    assert (years(), setting(TWO).value, TrustRoot.select().count()) == (9, "tidak", 1)
    assert not SecondRequest.select().exists()
