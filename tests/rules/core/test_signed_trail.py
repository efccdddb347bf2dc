"""What is signed of the audit trail, and the lines of checkpoints.log."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.core.signed_trail import Checkpoint, End, checkpoint_of, next_chain, seal_of

AT = "2026-12-02T02:00:00+00:00"
ENDS = st.dictionaries(
    st.text(max_size=12), st.tuples(st.integers(1, 10**9), st.text("0123456789abcdef", max_size=64))
)
WRITERS = st.dictionaries(st.text(max_size=12), st.text("0123456789abcdef", max_size=64))


@given(ENDS, WRITERS, st.text(), st.booleans(), st.text())
def test_a_line_tells_the_whole_checkpoint(ends: dict, writers: dict, signer: str, restored: bool, by: str) -> None:
    one = Checkpoint(AT, ends, writers, signer, restored, by)
    again = checkpoint_of(one.line())
    assert again == one
    assert again.signature == by
    assert again.words == one.words
    assert "\n" not in one.line()


@pytest.mark.parametrize("line", ["", "{}", "nothing", "[]", '{"at": 1, "ends": {"web": 3}}', '{"at"', "null"])
def test_what_is_no_checkpoint_is_none(line: str) -> None:
    assert checkpoint_of(line) is None


def test_whatever_a_checkpoint_states_is_signed() -> None:
    one = Checkpoint(AT, {"web": (3, "aa")}, {"web": "bb"}, "bb")
    others = [
        Checkpoint("2026-12-03T02:00:00+00:00", one.ends, one.writers, "bb"),
        Checkpoint(AT, {"web": (2, "aa")}, one.writers, "bb"),
        Checkpoint(AT, {"web": (3, "ab")}, one.writers, "bb"),
        Checkpoint(AT, {"agen": (3, "aa")}, one.writers, "bb"),
        Checkpoint(AT, one.ends, {"web": "bc"}, "bb"),
        Checkpoint(AT, one.ends, one.writers, "bc"),
        Checkpoint(AT, one.ends, one.writers, "bb", restored=True),
    ]
    assert len({each.words for each in (one, *others)}) == len(others) + 1


def test_the_end_of_one_chain_is_never_signed_with_the_words_of_another() -> None:
    ends = [End("web", 1, "a"), End("web", 2, "a"), End("web", 1, "b"), End("agen", 1, "a")]
    assert len({end.signed_words for end in ends}) == len(ends)


@pytest.mark.parametrize(
    ("taken", "named"),
    [((), "web"), (("web",), "web-2"), (("web", "web-2"), "web-3"), (("web", "web"), "web-2")],
)
def test_another_key_begins_a_chain_of_the_next_name(taken: tuple[str, ...], named: str) -> None:
    assert next_chain("web", taken) == named


def test_a_seal_is_over_every_column() -> None:
    row = {"chain": "web", "seq": 1, "at": datetime(2026, 12, 2), "actor": "a", "address": "", "event": "e"}
    row |= {"subject": "s", "before": "b", "after": "c", "prev_hash": "0"}
    changed = [{**row, name: f"{value}x" if isinstance(value, str) else 2} for name, value in row.items()]
    assert len({seal_of(each) for each in (row, *changed)}) == len(row) + 1
