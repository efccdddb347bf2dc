"""The office's word on a machine's key: only what has secret.key gives it, and it names machine and key."""

from models.tables.core.keys.office_vouch import is_vouched, office_public, vouch_for

KEY = b"R0dHR0dHR0dHR0dHR0dHR0dHR0dHR0dHR0dHR0dHR0c="
OTHER_KEY = b"SEhISEhISEhISEhISEhISEhISEhISEhISEhISEhISEg="
ONE, TWO = "1" * 64, "2" * 64


def test_the_word_holds_for_that_machine_and_that_key_alone() -> None:
    word = vouch_for(KEY, "gerbang1", ONE)
    assert is_vouched(office_public(KEY), "gerbang1", ONE, word)
    assert not is_vouched(office_public(KEY), "gerbang2", ONE, word)
    assert not is_vouched(office_public(KEY), "gerbang1", TWO, word)
    assert not is_vouched(office_public(OTHER_KEY), "gerbang1", ONE, word)
    assert not is_vouched(office_public(KEY), "gerbang1", ONE, vouch_for(OTHER_KEY, "gerbang1", ONE))
    assert not is_vouched(office_public(KEY), "gerbang1", ONE, "")


def test_the_office_s_public_half_tells_nothing_of_its_key() -> None:
    assert office_public(KEY) == office_public(KEY) != office_public(OTHER_KEY)
    assert KEY.decode() not in office_public(KEY)
