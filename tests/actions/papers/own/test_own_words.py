"""What a drafter writes on a paper of an own type, and what is left of it when a form says less."""

from typing import Any

import pytest

from models.actions.papers.own.own_words import own_words
from models.rules.core.errors import DocumentNotAllowed
from models.rules.papers.own.own_type import ANSWERS, OWN
from models.tables import Document
from tests.own_types import INVITATION

FACTS: dict[str, Any] = {OWN: INVITATION.declared(), ANSWERS: {}, "yth": "Saudara Sari", "hal": "Undangan"}


def test_a_built_in_paper_has_none() -> None:
    assert own_words({"hal": "x"}, {"yth": "Lain", "isian_a": "x"}, None) == {}


def test_what_is_typed_is_kept_and_nothing_else() -> None:
    typed = {"yth": " Saudara \n Budi ", "isian_pukul": "09.00\x00", "isian_lain": "x", "number": "9"}
    kept = own_words(FACTS, typed, None)
    assert kept["yth"] == "Saudara Budi"
    assert kept[ANSWERS] == {
        "isian_tanggal": "",
        "isian_pukul": "09.00\ufffd",
        "isian_tempat": "",
        "isian_dibawa": "",
    }
    assert set(kept) == {"yth", ANSWERS}


def test_what_a_form_does_not_say_stays_as_it_was() -> None:
    draft = Document(facts='{"yth": "Saudara Budi", "hal": "Lain", "answers": {"isian_pukul": "10.00"}}')
    kept = own_words(FACTS, {}, draft)
    assert (kept["yth"], kept["hal"], kept[ANSWERS]["isian_pukul"]) == ("Saudara Budi", "Lain", "10.00")  # type: ignore[index]


def test_an_addressee_has_its_length() -> None:
    with pytest.raises(DocumentNotAllowed, match="paling panjang 200 huruf"):
        own_words(FACTS, {"yth": "x" * 201}, None)
