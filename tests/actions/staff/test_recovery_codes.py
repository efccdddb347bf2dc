"""Recovery codes: kept as hashes, each good once, nothing that is no code is hashed."""

import json
from typing import Any

import pytest

from models.actions.core.actor import actor_of
from models.actions.staff.recovery_codes import HOW_MANY, codes_left, digest_of, new_codes, use_recovery
from models.tables import Audit, Staff, database
from tests.office import NOW


@pytest.fixture
def officer(account: Any) -> Staff:
    return Staff.get(Staff.username == "pengelola")


def test_each_code_counts_once_and_the_others_stay(officer: Staff) -> None:
    plain, kept = new_codes()
    Staff.update(recovery_codes=kept).where(Staff.id == officer.id).execute()
    by = actor_of(officer)
    for code, fits in ((plain[0], True), (plain[0], False), (plain[1].replace("-", ""), True)):
        staff = Staff.get_by_id(officer.id)
        with database.atomic():
            assert use_recovery(staff, digest_of(staff.recovery_codes, code), by, NOW) is fits
    assert codes_left(Staff.get_by_id(officer.id)) == HOW_MANY - 2
    assert [row.after for row in Audit.select().where(Audit.event == "pakai_kode_cadangan")] == [
        "tersisa 9",
        "tersisa 8",
    ]


def test_what_is_kept_shows_no_code_and_two_accounts_of_one_code_differ(officer: Staff) -> None:
    plain, kept = new_codes()
    assert len({*plain}) == HOW_MANY
    assert not [code for code in plain if code in kept or code.replace("-", "") in kept]
    other = json.dumps({"salt": "00" * 16, "left": []})
    assert digest_of(kept, plain[0]) in json.loads(kept)["left"]
    assert digest_of(kept, plain[0]) != digest_of(other, plain[0])


@pytest.mark.parametrize("typed", ["", "123456", "1234-5678-901", "abcd-efgh-ijkl", "١٢٣٤٥٦٧٨٩٠١٢", "1234567890123"])
def test_what_is_no_recovery_code_is_not_hashed(typed: str) -> None:
    assert digest_of("", typed) == ""


def test_an_account_without_codes_takes_the_same_way_and_none_fits(officer: Staff) -> None:
    tried = digest_of("", "1234-5678-9012")
    assert tried
    assert (codes_left(officer), use_recovery(officer, tried, actor_of(officer), NOW)) == (0, False)
