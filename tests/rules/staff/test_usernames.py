"""Names of accounts are proposed from names of persons: without titles, each once."""

import pytest

from models.rules.staff.usernames import proposed_username


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("Sari Contoh, S.H., M.H.", "sari.contoh"),
        ("Drs. Ahmad Fauzi Contoh", "ahmad.fauzi"),
        ("SARI", "sari"),
        ("I Made Contoh", "i.made"),
        ("Nuraini D'Souza", "nuraini.dsouza"),
        ("Andrée Contoh", "andree.contoh"),
        ("山田", ""),
        ("", ""),
    ],
)
def test_a_name_becomes_a_word_one_can_type(name: str, word: str) -> None:
    assert proposed_username(name, set()) == word


def test_who_comes_second_is_numbered() -> None:
    assert proposed_username("Sari Contoh", {"sari.contoh"}) == "sari.contoh2"
    assert proposed_username("Sari Contoh", {"sari.contoh", "sari.contoh2"}) == "sari.contoh3"
