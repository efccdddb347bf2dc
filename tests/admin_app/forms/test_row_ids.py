"""The id of a row as an address or a form states it: never one that no database can take."""

from collections.abc import Callable

import pytest

from admin_app.forms.row_ids import row_id
from models.rules.staff.roles import Role
from tests.admin_app.browsing import Browser

SignedIn = Callable[[Role | str], Browser]

HUGE = "9" * 25


@pytest.mark.parametrize("written", ["", "x", "-1", "1.5", "²", HUGE, str(2**31)])
def test_what_is_no_id_is_none(written: str) -> None:
    with pytest.raises(ValueError, match="no id"):
        row_id(written)


def test_an_id_is_its_number() -> None:
    assert [row_id(word) for word in ("0", "7", str(2**31 - 1))] == [0, 7, 2**31 - 1]


@pytest.mark.parametrize(
    "path", ["/biaya-kanal/", "/nomor-diblokir/", "/kanal/hasil", "/kanal/ubah", "/tutup-bulan/"]
)
def test_an_id_that_no_database_takes_is_no_error_of_ours(
    path: str, sqlite_account: object, signed_in: SignedIn
) -> None:
    assert signed_in(Role.ADMINISTRATOR).get(f"{path}?id={HUGE}").status_code in (200, 302, 404)
