"""Keys are written as age writes them, and a slip of the pen is no key."""

import pytest

from models.rules.upkeep.age_keys import KeyTextWrong, private_in, private_text, public_in, public_text

# Of age's own documentation of its plugins' library (filippo.io/age, `ExampleParseX25519Identity`).
PRIVATE = "AGE-SECRET-KEY-184JMZMVQH3E6U0PSL869004Y3U2NYV7R30EU99CSEDNPH02YUVFSZW44VU"


def test_a_key_is_read_and_written_the_same() -> None:
    private = private_in(f"# created: 2026-01-01\n\n{PRIVATE}\n")
    assert (len(private), private_text(private)) == (32, PRIVATE)
    assert private_in(PRIVATE.lower()) == private
    assert public_in(f" {public_text(private)}\n") == private


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "rahasia",
        f"{PRIVATE}\n{PRIVATE}",
        PRIVATE[:-1],
        PRIVATE.replace("8", "9", 1),
        PRIVATE[:40] + PRIVATE[41] + PRIVATE[40] + PRIVATE[42:],
        PRIVATE.capitalize(),
        PRIVATE.replace("4", "b", 1),
        public_text(bytes(32)),
        private_text(bytes(31)),
        "AGE-SECRET-KEY-1QQQ",
    ],
)
def test_what_is_no_key_or_has_a_slip_of_the_pen_is_refused(typed: str) -> None:
    with pytest.raises(KeyTextWrong):
        private_in(typed)


def test_a_private_half_is_not_taken_for_a_public_one() -> None:
    with pytest.raises(KeyTextWrong):
        public_in(PRIVATE)
