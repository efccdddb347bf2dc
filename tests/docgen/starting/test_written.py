"""The pieces of a starting template: valid markup, columns that fill the width between the margins."""

import pytest

from docgen.inspection import W
from docgen.starting.written import listed_lines, paragraph, rows_of_answers, table_of_answers
from models.rules.papers.own.own_type import Question, QuestionKind


def texts(element: object) -> list[str]:
    return [text.text or "" for text in element.iter(f"{W}t")]  # type: ignore[attr-defined]


@pytest.mark.parametrize("columns", range(1, 7))
def test_a_table_is_as_wide_as_the_page_whatever_its_columns(columns: int) -> None:
    table = table_of_answers(Question("a", "A", QuestionKind.TABEL, options=tuple("abcdef"[:columns])))
    widths = [int(one.get(f"{W}w")) for one in table.iter(f"{W}gridCol")]
    assert (len(widths), sum(widths)) == (columns + 1, 9071)
    assert texts(table)[-3:] == ["{%tr if not isian_a %}", "NIHIL", "{%tr endif %}"]


def test_short_answers_are_rows_of_label_colon_and_tag() -> None:
    table = rows_of_answers((Question("a", "Nama {x}"), Question("b", "Umur")))
    assert texts(table) == ["Nama (x)", ":", "{{ isian_a }}", "Umur", ":", "{{ isian_b }}"]


def test_lines_repeat_a_paragraph_of_the_style() -> None:
    assert [texts(one)[0] for one in listed_lines("IsiNaskah", "x")] == [
        "{%p for baris in x %}",
        "{{ baris }}",
        "{%p endfor %}",
    ]
    assert not texts(paragraph("Jarak"))


def test_no_row_of_a_table_is_torn_by_a_page() -> None:
    for table in (
        table_of_answers(Question("a", "A", QuestionKind.TABEL, options=("b", "c"))),
        rows_of_answers((Question("a", "Nama"),)),
    ):
        printed = [row for row in table.iter(f"{W}tr") if len(row.findall(f"{W}tc")) > 1]
        assert printed and all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in printed)
