"""What a seal is over, and that no two rows have the same digest."""

from datetime import date, datetime

from hypothesis import given
from hypothesis import strategies as st

from models.rules.core.sealed_contents import (
    SEALED,
    Root,
    batch_of,
    batch_subject,
    digest_of,
    moved_words,
    read_columns,
)

VALUES = st.lists(
    st.one_of(st.none(), st.text(max_size=5), st.integers(-9, 9), st.booleans()), min_size=2, max_size=2
)


@given(VALUES, VALUES)
def test_two_rows_have_one_digest_only_where_they_say_the_same(one: list[object], other: list[object]) -> None:
    same = [_plain(value) for value in one] == [_plain(value) for value in other]
    assert (digest_of("message", 1, "salt", one) == digest_of("message", 1, "salt", other)) is same


def _plain(value: object) -> object:
    return float(value) if isinstance(value, (bool, int)) else value


def test_a_row_s_place_and_salt_are_in_its_digest_so_that_nobody_can_exchange_rows_or_try_texts_out() -> None:
    said = [
        digest_of("message", 1, "a", ["x"]),
        digest_of("message", 2, "a", ["x"]),
        digest_of("case_note", 1, "a", ["x"]),
        digest_of("message", 1, "b", ["x"]),
    ]
    assert len(set(said)) == len(said)


def test_both_databases_give_values_that_read_the_same() -> None:
    assert digest_of("a", 1, "", [True, 2]) == digest_of("a", 1, "", [1, 2.0])
    moment, day = datetime(2026, 1, 2, 3, 4, 5, 60), date(2026, 1, 2)
    assert digest_of("a", 1, "", [moment, day]) == digest_of("a", 1, "", ["2026-01-02 03:04:05.000060", "2026-01-02"])


def test_a_root_changes_with_each_line_and_with_their_order() -> None:
    lines = [("message", 1, "d", ""), ("message", 2, "e", "d")]
    roots = set()
    for some in (lines, lines[::-1], lines[:1], [lines[0], ("message", 2, "e", "")]):
        root = Root()
        for line in some:
            root.add(*line)
        roots.add(root.said())
    assert len(roots) == 4


def test_the_subject_of_a_batch_leads_back_to_it() -> None:
    assert batch_of(batch_subject(17)) == 17


def test_what_is_signed_of_a_moved_row_names_table_row_and_digest() -> None:
    assert moved_words("message", 7, "d") == "aduan: a sealed row moved on\nmessage\n7\nd"


def test_a_table_of_columns_may_go_on_in_the_next_line() -> None:
    assert read_columns("\na: b c\n d\ne: f\n") == {"a": ("b", "c", "d"), "e": ("f",)}
    assert "text" in SEALED["message.agen"]
