"""Field selection of the Graph fakes."""

import pytest

from sync_agent.simulator.graph.errors import GraphError
from sync_agent.simulator.graph.fields import Field, parse, pick


def test_nested_fields_and_modifiers_are_read() -> None:
    assert parse("id,from{id,username},replies.limit(50).after(abc){id}") == (
        Field("id"),
        Field("from", {}, (Field("id"), Field("username"))),
        Field("replies", {"limit": "50", "after": "abc"}, (Field("id"),)),
    )


def test_what_is_no_selection_is_refused_as_meta_does() -> None:
    for text in ("id{", "id,from{id", "id)"):
        with pytest.raises(GraphError):
            parse(text)


def test_only_what_was_asked_for_is_given_and_the_id_always() -> None:
    node = {"id": "1", "text": "halo", "from": {"id": "2", "username": "ani"}, "parent_id": None}
    assert pick(node, parse("from{id},parent_id"), "IGComment") == {"from": {"id": "2"}, "id": "1"}
    assert pick(node, (), "IGComment", ("id", "text")) == {"id": "1", "text": "halo"}
    with pytest.raises(GraphError):
        pick(node, parse("created"), "IGComment")


def test_an_edge_is_made_with_its_own_selection() -> None:
    node = {"id": "1", "replies": lambda wanted: {"data": [wanted.arguments["limit"]]}}
    assert pick(node, parse("replies.limit(2){id}"), "IGComment") == {"replies": {"data": ["2"]}, "id": "1"}
