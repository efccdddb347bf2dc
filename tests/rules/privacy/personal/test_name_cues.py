"""Words before a name: what asks least of a name is among those that may stand before one."""

from models.rules.privacy.personal.name_cues import BETWEEN, OWN, PERHAPS, SURELY


def test_every_word_before_a_name_with_small_letters_stands_before_any() -> None:
    assert not (SURELY | OWN) - PERHAPS - {"gue", "gw", "kami", "bernama"}
    assert not SURELY & OWN
    assert "yang" in BETWEEN
