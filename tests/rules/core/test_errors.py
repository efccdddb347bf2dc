"""Errors for staff: every kind has a sentence, and a sentence of its own wins."""

from models.rules.core import errors
from models.rules.core.errors import RuleBroken, UnknownChannel


def test_every_kind_says_what_to_do() -> None:
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, RuleBroken)]
    assert len(kinds) > 10
    for kind in kinds:
        text = (
            UnknownChannel("x", ("waha",)).sentence
            if kind.__init__ is not RuleBroken.__init__ and "Channel" in (kind.__name__)
            else (kind.__doc__ or "")
        )
        assert text.rstrip().endswith(".")


def test_a_sentence_of_its_own_wins_over_the_general_one() -> None:
    assert RuleBroken("Tunggu dulu.").sentence == "Tunggu dulu."
    assert RuleBroken().sentence == RuleBroken.__doc__
