"""How a paper is declared: a tag once, facts and tags by their way, rows in order, every fact of an example read."""

from collections.abc import Iterator, Mapping

import pytest

from docgen.documents import DOCUMENTS, content_of, with_charts
from docgen.documents.declaring import DocumentKind, Field, Rows, words_of
from docgen.documents.examples import examples
from docgen.documents.printing import count, filled_line, line, receipt
from docgen.documents.reading import FactsReader
from docgen.errors import FieldMissing, FieldWrong
from models.actions.papers.draft_document import WORDING
from tests.docgen.papers import CODES


class Noting(dict[str, object]):
    """Facts that note which of them were read."""

    def __init__(self, facts: Mapping[str, object]) -> None:
        super().__init__({key: _noting(value) for key, value in facts.items()})
        self.read: set[str] = set()

    def __getitem__(self, key: str) -> object:
        self.read.add(key)
        return super().__getitem__(key)

    def unread(self) -> Iterator[str]:
        """Name what nobody asked for, inside too."""
        for key, value in self.items():
            if key not in self.read:
                yield key
            for inner in value if isinstance(value, list) else [value]:
                if isinstance(inner, Noting):
                    yield from (f"{key}.{name}" for name in inner.unread())


def _noting(value: object) -> object:
    if isinstance(value, list):
        return [_noting(item) for item in value]
    return Noting(value) if isinstance(value, dict) else value


@pytest.mark.parametrize("code", CODES)
def test_every_fact_of_an_example_is_one_the_paper_reads(code: str) -> None:
    for facts in examples(code):
        noting = Noting(with_charts(code, facts))
        content_of(code, noting)
        assert sorted(noting.unread()) == []


def test_a_fact_no_paper_reads_is_found() -> None:
    noting = Noting(examples("ND-TERUS")[0] | {"lain": {"dalam": 1}})
    content_of("ND-TERUS", noting)
    assert list(noting.unread()) == ["lain", "lain.dalam"]


@pytest.mark.parametrize("code", CODES)
def test_what_an_officer_leaves_empty_is_named_in_his_words(code: str) -> None:
    facts = with_charts(code, examples(code)[0])
    for name in WORDING:
        if not isinstance(facts.get(name), str):
            continue
        try:
            content_of(code, {**facts, name: ""})
        except (FieldMissing, FieldWrong) as error:
            assert f"({name})" in error.sentence, "add the fact to _LABELS"


@pytest.mark.parametrize("code", CODES)
def test_no_tag_is_declared_twice(code: str) -> None:
    tags = [field.tag for field in DOCUMENTS[code].fields if field.tag]
    assert sorted(tags) == sorted(set(tags))


def test_dots_lead_into_a_mapping_on_both_sides_and_a_field_without_a_tag_is_only_read() -> None:
    fields = (Field("a.b", "x.y.z", line), Field("a.c", "w", line), Field("", "x.n", count))
    facts = {"x": {"y": {"z": "satu"}, "n": 1}, "w": "dua"}
    assert words_of(fields, FactsReader(facts)) == {"a": {"b": "satu", "c": "dua"}}
    with pytest.raises(FieldMissing) as missing:
        words_of(fields, FactsReader({"x": {"y": {}}, "w": ""}))
    assert missing.value.field == "x.y.z"
    with pytest.raises(FieldWrong) as wrong:
        words_of(fields, FactsReader(facts | {"x": {"y": {"z": "satu"}, "n": -1}}))
    assert wrong.value.field == "x.n"


def test_rows_are_numbered_after_they_are_put_in_order_and_named_by_their_own_place() -> None:
    rows = Rows((Field("nama", "name", filled_line),), numbered=True, order=lambda row: row.line("name"))
    facts = {"list": [{"name": "b"}, {"name": "a"}]}
    assert rows(FactsReader(facts), "list") == [{"no": "1", "nama": "a"}, {"no": "2", "nama": "b"}]
    with pytest.raises(FieldMissing) as error:
        rows(FactsReader({"list": [{"name": "b"}, {"name": ""}]}), "list")
    assert error.value.field == "list[2].name"


def test_what_every_template_must_print_is_named_once_by_its_first_word() -> None:
    must = (Field("a.b", "x", line, required=True), Field("a.c", "x", line, required=True), Field("d", "x", line))
    assert DocumentKind(must).required == ["a"]
    assert DOCUMENTS["DISPOSISI"].required == [
        *("ttd", "agenda", "asal", "ringkasan", "tujuan", "isi", "catatan"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "change", "day"),
    [
        ("ND-TERUS", {}, "2025-03-24"),
        ("ND-TERUS", {"date": None, "registration": {"received": "2025-03-23T23:30:00+00:00"}}, "2025-03-23"),
        ("BA-GANGGUAN", {"date": None, "day": "2025-02-01"}, "2025-02-01"),
        ("ND-REKAP", {"date": None}, "1980-01-01"),
    ],
)
def test_a_paper_is_dated_by_its_date_else_by_what_it_is_about(
    code: str, change: dict[str, object], day: str
) -> None:
    facts = examples(code)[0]
    for key, value in change.items():
        facts[key] = facts[key] | value if isinstance(value, dict) else value  # type: ignore[operator]
    assert str(content_of(code, facts).made) == day


RECEIVED = {"received": "2026-11-02T02:00:00+00:00"}


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({}, ""),
        ({"recorded": None}, ""),
        ({"recorded": "2026-11-25T03:12:00+00:00"}, ", dicatat 25 November 2026 pukul 10.12 WIB"),
    ],
)
def test_a_paper_tells_both_where_they_differ(told: dict[str, str | None], words: str) -> None:
    facts = FactsReader({**RECEIVED, **told})
    assert receipt(facts, "received") == f"2 November 2026 pukul 09.00 WIB{words}"
