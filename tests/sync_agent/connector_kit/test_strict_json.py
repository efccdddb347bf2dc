"""JSON from strangers: a monstrous item stays alone, nothing is lost."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync_agent.connector_kit.strict_json import (
    NotJson,
    decode,
    parse,
    parse_list,
    parse_page,
    split_array,
    split_object,
    write,
)

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


@given(st.dictionaries(st.text(), json_values), st.booleans())
def test_an_object_cut_into_members_is_the_same_object(members: dict[str, object], spaced: bool) -> None:
    text = json.dumps(members, indent=1 if spaced else None, ensure_ascii=spaced)
    assert {name: json.loads(value) for name, value in split_object(text).items()} == members


@pytest.mark.parametrize("monster", ["[" * 10_000 + "]" * 10_000, "1" * 5000, "NaN"])
def test_F35_a_monstrous_item_spoils_neither_its_list_nor_what_stands_around_it(monster: str) -> None:
    rows = [({"id": 1}, None), (None, monster)]
    assert parse_page(f'{{"data":[{{"id":1}},{monster}],"meta":{{"n":2}}}}', "data") == (
        {"data": {}, "meta": {"n": 2}},
        rows,
    )
    assert parse_page(f'{{"code":0,"data":{{"list":[{{"id":1}},{monster}],"more":true}}}}', "data", "list") == (
        {"code": 0, "data": {"list": {}, "more": True}},
        rows,
    )


def test_a_page_without_its_list_is_an_empty_one() -> None:
    assert parse_page('{"meta":{"result_count":0}}', "data") == ({"meta": {"result_count": 0}}, [])
    assert parse_page('{"data":{}}', "data", "list") == ({"data": {}}, [])


@pytest.mark.parametrize(
    "text", ["", "[]", '"x"', '{"data":[1,2', '{"data":7}', '{"data":[NaN]', '{"x":NaN}', "<html>"]
)
def test_F31_what_is_no_whole_page_is_refused(text: str) -> None:
    with pytest.raises(NotJson):
        parse_page(text, "data")


@given(st.binary())
def test_F36_no_byte_is_lost(body: bytes) -> None:
    text = decode(body)
    assert text.encode("utf-8", "surrogateescape") == body.removeprefix(b"\xef\xbb\xbf")
    assert parse(write(text)) == text
    assert write(text).isascii()
