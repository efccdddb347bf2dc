"""A password that is set is judged by the list that lies beside, by the office's settings and the account's names."""

from typing import Any

import pytest

from models.actions.staff.new_password import hash_of_new, words_of
from models.actions.staff.passwords import matches
from models.rules.staff.passwords import PasswordWeak, folded
from models.tables import OfficeSetting


def test_a_good_password_comes_back_as_its_hash(sqlite_account: Any) -> None:
    assert matches(hash_of_new("gerimis lampu sepeda", "sari", "Sari Contoh"), "gerimis lampu sepeda")


@pytest.mark.parametrize(
    "password", ["password1", "kanim2026", "finalfantasy", "sunshine-iloveyou", "sari.wulandari.99"]
)
def test_common_and_ones_own_words_are_refused(sqlite_account: Any, password: str) -> None:
    with pytest.raises(PasswordWeak):
        hash_of_new(password, "sari", "Sari Wulandari")


def test_the_offices_own_name_is_refused_as_its_settings_have_it(sqlite_account: Any) -> None:
    hash_of_new("tarempa anambas", "sari", "")
    OfficeSetting.update(value="Kantor Imigrasi Tarempa Anambas").where(OfficeSetting.key == "nama_kantor").execute()
    with pytest.raises(PasswordWeak):
        hash_of_new("tarempa anambas", "sari", "")


def test_the_lists_have_three_thousand_words_and_those_of_here_each_as_it_is_compared() -> None:
    common, local = words_of("common"), words_of("local")
    assert len(common) > 3000
    assert [word for word in common | local if word != folded(word) or len(word) < 3] == []
    assert {"iloveyou", "dragon", "sayang", "unbelievable"} <= common
    assert {"kanim", "imigrasi", "belakang", "padang", "batam"} <= local
