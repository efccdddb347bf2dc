"""Which suggestions count as a complaint about an officer, on texts invented before the rule."""

import json
import tomllib
from pathlib import Path

import pytest

from models.rules.cases.suggestions import Proposal, Suggestion, lexicon, rules_from, suggest
from models.rules.cases.suspicions import complains, complains_of

TEXTS = Path(__file__).parent / "invented_texts.jsonl"
RULES = Path("models/starting_data/suggestion_rules.toml")


@pytest.mark.parametrize(
    ("kind", "category", "expected"),
    [
        ("pengaduan", "perilaku_petugas", True),
        ("", "perilaku_petugas", True),
        ("pertanyaan", "perilaku_petugas", False),
        ("apresiasi", "perilaku_petugas", False),
        ("pengaduan", "paspor", False),
        ("pengaduan", "", False),
    ],
)
def test_only_a_complaint_about_an_officer_counts(kind: str, category: str, expected: bool) -> None:
    found = Suggestion(kind=Proposal(kind), category=Proposal(category))
    assert complains_of(found, {"perilaku_petugas"}) is expected


@pytest.mark.parametrize(("kind", "expected"), [("pengaduan", True), ("", False), ("apresiasi", False)])
def test_a_complaint_of_anything_is_told_from_what_is_none(kind: str, expected: bool) -> None:
    assert complains(Suggestion(kind=Proposal(kind))) is expected


def test_of_the_invented_texts_it_takes_nearly_all_complaints_about_officers_and_no_other() -> None:
    known = lexicon(rules_from(tomllib.loads((Path(__file__).parents[3] / RULES).read_text())))
    rows = [json.loads(line) for line in TEXTS.read_text().splitlines()]
    caught = [row for row in rows if complains_of(suggest(known, row["text"], {}), {"perilaku_petugas"})]
    real = [row for row in rows if (row["kind"], row["category"]) == ("pengaduan", "perilaku_petugas")]
    assert [row["text"] for row in caught if row not in real] == []
    assert len(caught) >= len(real) - 1 > 10
