"""JSON from strangers: a monstrous item stays alone, nothing is lost."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync_agent.connector_kit.strict_json import NotJson, decode, parse, parse_list, split_array, write

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@given(st.lists(json_values), st.booleans())
def test_an_array_cut_into_items_is_the_same_array(items: list[object], spaced: bool) -> None:
    text = json.dumps(items, indent=1 if spaced else None, ensure_ascii=spaced)
    assert [json.loads(part) for part in split_array(text)] == items


@pytest.mark.parametrize("monster", ["[" * 10_000 + "]" * 10_000, "1" * 5000, "NaN"])
def test_F35_a_monstrous_item_is_given_as_text_and_the_others_are_read(monster: str) -> None:
    assert parse_list(f'[{{"id":1}},{monster},{{"id":2}}]') == [({"id": 1}, None), (None, monster), ({"id": 2}, None)]


@pytest.mark.parametrize("text", ["", "{}", '"x"', "[1,2", '[{"a":1}', "[1] x", "<html>", '["a'])
def test_F31_what_is_no_whole_array_is_refused(text: str) -> None:
    with pytest.raises(NotJson):
        parse_list(text)


@given(st.binary())
def test_F36_no_byte_is_lost(body: bytes) -> None:
    text = decode(body)
    assert text.encode("utf-8", "surrogateescape") == body.removeprefix(b"\xef\xbb\xbf")
    assert parse(write(text)) == text
    assert write(text).isascii()
