"""What somebody typed in a line is masked and goes with the case, what the program wrote there stays."""

import json
from typing import Any

from models.actions.figures.line_words import masked_facts, names_nobody, without_words
from models.rules.privacy.masking import Mask
from models.tables import RegisterLine

FACTS = {"name": "Sari", "place": "Loket", "status": "Sari puas", "category": "Paspor", "follow_up": "Kata Sari"}


def test_only_typed_and_telling_columns_go_with_the_case() -> None:
    gone = {"name": "(dimusnahkan)", "place": ""}
    assert without_words(FACTS, "") == FACTS | gone
    assert without_words(FACTS, "follow_up status") == FACTS | gone | {"follow_up": "", "status": "(dimusnahkan)"}


def test_of_lines_not_settled_yet_nothing_counts_as_typed() -> None:
    assert names_nobody(None) == names_nobody("")
    assert names_nobody("") - names_nobody("status follow_up") == {"status", "follow_up"}


def test_a_mask_covers_what_was_typed(account: Any) -> None:
    for typed, shown in (("", "Kata Sari"), ("follow_up", "Kata ▮▮▮")):
        line = RegisterLine(facts=json.dumps(FACTS), typed=typed)
        assert masked_facts(line, Mask(("Sari",)))["follow_up"] == shown
