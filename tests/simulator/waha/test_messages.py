"""Addresses and ids, as WAHA writes them."""

import pytest

from sync_agent.simulator.waha.messages import as_address, bare, is_person


@pytest.mark.parametrize(
    ("message_id", "key"),
    [
        ("false_6289900000001@c.us_3EB0AA", "3EB0AA"),
        ("true_700000000000001@lid_A_B", "A_B"),
        ("false_120363@g.us_3EB0AA_6289900000001@c.us", "3EB0AA"),
        ("false_status@broadcast_3EB0AA_6289900000001@c.us", "3EB0AA"),
        ("3EB0AA", "3EB0AA"),
    ],
)
def test_the_bare_id_is_found_in_every_form(message_id: str, key: str) -> None:
    assert bare(message_id) == key


@pytest.mark.parametrize("written", ["6289900000001", "+6289900000001", "6289900000001@s.whatsapp.net"])
def test_a_number_becomes_an_address(written: str) -> None:
    assert as_address(written) == "6289900000001@c.us"


def test_only_numbers_and_hidden_ids_are_persons() -> None:
    assert is_person("6289900000001@c.us") and is_person("7000@lid")
    assert not any(is_person(one) for one in ("12@g.us", "status@broadcast", "12@newsletter"))
