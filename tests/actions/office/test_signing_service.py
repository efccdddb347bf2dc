"""The own service is entered by who keeps the office, its password sealed; a lost key forgets it on record."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from models.actions.core.actor import OPERATOR, Actor
from models.actions.office.signing_service import (
    entered_service,
    forget_service,
    keep_service,
    note_check,
    service_in_use,
)
from models.actions.upkeep.key_watch import begin_new_key
from models.rules.core.errors import AlreadyDone, NotPermitted, RuleBroken
from models.rules.papers.signing_service import Entered
from models.rules.staff.roles import Role
from models.tables import Audit, SigningService
from models.tables.core.filled import filled
from models.tables.core.secrets import load_key, unseal
from tests.office import NOW, actor

ENTERED = Entered("https://layanan.contoh.invalid", "aduan", "sandi-kantor")


def admin() -> Actor:
    """Return who keeps the office."""
    return actor(Role.ADMINISTRATOR)


@pytest.fixture
def key(account: Any, tmp_path: Path) -> bytes:
    """The office's key."""
    return load_key(tmp_path / "secret.key")


def test_it_is_kept_sealed_and_an_empty_password_leaves_the_kept_one(key: bytes) -> None:
    assert service_in_use() is None
    keep_service(ENTERED, key, admin(), NOW)
    keep_service(replace(ENTERED, username="lain", password=""), key, admin(), NOW)
    row = filled(service_in_use())
    assert (row.username, unseal(key, row.secret), SigningService.select().count()) == ("lain", "sandi-kantor", 1)
    assert "sandi-kantor" not in str(list(SigningService.select().dicts())) + str(list(Audit.select().dicts()))


def test_another_password_takes_the_place_of_the_kept_one(key: bytes) -> None:
    keep_service(ENTERED, key, admin(), NOW)
    keep_service(replace(ENTERED, password="baru"), key, admin(), NOW)
    assert unseal(key, filled(service_in_use()).secret) == "baru"


def test_what_it_answered_is_kept_until_it_changes(key: bytes) -> None:
    asked = keep_service(ENTERED, key, admin(), NOW)
    note_check(asked, "Layanan menjawab.", True, admin(), NOW)
    assert (filled(service_in_use()).check_good, filled(service_in_use()).check_said) == ("ya", "Layanan menjawab.")
    later = NOW.replace(microsecond=7)
    keep_service(ENTERED, key, admin(), later)
    note_check(asked, "Layanan menjawab.", True, admin(), later)  # of how it was before
    assert filled(service_in_use()).check_good == ""


def test_only_who_keeps_the_office_enters_or_forgets_it(key: bytes) -> None:
    with pytest.raises(NotPermitted):
        keep_service(ENTERED, key, actor(Role.KEPALA_KANTOR), NOW)
    with pytest.raises(RuleBroken):
        keep_service(replace(ENTERED, password=""), key, admin(), NOW)
    keep_service(ENTERED, key, admin(), NOW)
    with pytest.raises(NotPermitted):
        forget_service(actor(Role.KEPALA_KANTOR), NOW)
    forget_service(admin(), NOW)
    with pytest.raises(AlreadyDone):
        forget_service(admin(), NOW)
    assert [row.event for row in Audit.select().where(Audit.event.endswith("layanan_ttd")).order_by(Audit.seq)] == [
        "ubah_layanan_ttd",
        "hapus_layanan_ttd",
    ]


def test_with_a_lost_key_its_password_is_gone_and_it_is_in_use_no_more(key: bytes, tmp_path: Path) -> None:
    keep_service(ENTERED, key, admin(), NOW)
    (tmp_path / "secret.key").unlink()
    begin_new_key(tmp_path / "secret.key", OPERATOR, NOW)
    assert (service_in_use(), filled(entered_service()).secret) == (None, "")
    assert Audit.select().where(Audit.subject == "signing_service:1", Audit.event == "kunci_baru").count() == 1


@pytest.mark.parametrize(
    "elsewhere",
    [
        {"base_url": "http://layanan.contoh.invalid"},
        {"base_url": "https://lain.contoh.invalid"},
        {"base_url": "https://layanan.contoh.invalid:8443"},
        {"authority": "-----BEGIN CERTIFICATE-----\nlain"},
    ],
    ids=["scheme", "host", "port", "authority"],
)
def test_the_kept_password_goes_nowhere_else(key: bytes, elsewhere: dict[str, str]) -> None:
    keep_service(ENTERED, key, admin(), NOW)
    with pytest.raises(RuleBroken, match="Ketik lagi sandi"):
        keep_service(replace(ENTERED, password="", **elsewhere), key, admin(), NOW)
    assert filled(service_in_use()).base_url == ENTERED.base_url
    keep_service(replace(ENTERED, password="baru", **elsewhere), key, admin(), NOW)
    assert unseal(key, filled(service_in_use()).secret) == "baru"


def test_another_path_at_the_same_place_keeps_it(key: bytes) -> None:
    keep_service(ENTERED, key, admin(), NOW)
    there = "https://LAYANAN.contoh.invalid:443/esign"
    assert keep_service(replace(ENTERED, password="", base_url=there), key, admin(), NOW).base_url == there
