"""The fake Instagram held against Meta's own node specifications and against answers recorded by others."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from sync_agent.connectors.instagram import chats, comments
from sync_agent.simulator.graph.fields import parse
from sync_agent.simulator.instagram.nodes import Nodes
from sync_agent.simulator.instagram.platform import Instagram
from sync_agent.simulator.network.items import COMMENT, Draft
from tests.tools import shared

SPECS = "contracts/meta-graph/api_specs"
RECORDED = "data/payloads/graph_api_python_facebook"
# What the node files leave out though Meta's pages have it: edges inside a node, and Page fields.
EDGES = {"comments", "replies", "messages"}


def spec(name: str) -> Any:
    return json.loads(shared(f"{SPECS}/{name}.json").read_text())


def edges(name: str, method: str) -> set[str]:
    return {api["endpoint"] for api in spec(name)["apis"] if api["method"] == method and api.get("endpoint")}


def fields(name: str) -> set[str]:
    return {field["name"] for field in spec(name)["fields"]}


@pytest.fixture
def item(fake: Instagram) -> Any:
    root = fake.network.write(Draft("ani.contoh", "halo", COMMENT))
    fake.network.write(Draft("budi.contoh", "ya", COMMENT, parent=root.id))
    return root


def test_every_path_the_fake_serves_is_in_the_specifications() -> None:
    assert {"media", "tags", "conversations"} <= edges("IGUserForIGOnlyAPI", "GET")
    assert {"messages", "mentions"} <= edges("IGUserForIGOnlyAPI", "POST")
    assert {"media", "tags"} <= edges("IGUser", "GET") and "mentions" in edges("IGUser", "POST")
    assert "conversations" in edges("Page", "GET") and "messages" in edges("Page", "POST")
    assert "comments" in edges("IGMedia", "GET") & edges("IGMedia", "POST") & edges("IGMediaForIGOnlyAPI", "GET")
    assert "replies" in edges("IGComment", "GET") & edges("IGComment", "POST")
    assert "messages" in edges("UnifiedThread", "GET")


def test_every_field_of_the_fake_s_objects_is_in_the_specifications(fake: Instagram, item: Any) -> None:
    nodes = Nodes(fake.memory)
    assert set(nodes.comment(item)) - EDGES <= fields("IGComment")
    assert set(nodes.comment(item)["from"]) <= fields("IGCommentFromUser")
    media = set(nodes.media(item.publication)) - EDGES
    assert media <= fields("IGMedia") & fields("IGMediaForIGOnlyAPI")
    assert set(nodes.account()) <= fields("IGUserForIGOnlyAPI")
    assert set(nodes.conversation(item.person)) - EDGES <= fields("UnifiedThread")


def test_every_field_the_connector_asks_of_comments_and_publications_is_in_the_specifications() -> None:
    wanted = parse(comments.FIELDS)
    assert {one.name for one in wanted} - EDGES <= fields("IGComment")
    (inside,) = [one for one in wanted if one.name == "replies"]
    assert {one.name for one in inside.fields} <= fields("IGComment")
    assert {one.name for one in parse(comments.PUBLICATION_FIELDS)} <= fields("IGMedia") & fields(
        "IGMediaForIGOnlyAPI"
    )
    assert {one.name for one in parse(chats.PLAIN)} == {"id", "created_time", "from", "to", "message"}


def test_the_sends_use_parameters_and_values_of_the_specifications() -> None:
    for name in ("IGUserForIGOnlyAPI", "Page"):
        (messages,) = [
            api for api in spec(name)["apis"] if api["method"] == "POST" and api.get("endpoint") == "messages"
        ]
        params = {param["name"]: param["type"] for param in messages["params"]}
        assert {"recipient", "message", "messaging_type", "tag"} <= set(params)
        values = next(row["values"] for row in spec("enum_types") if row["name"] == params["messaging_type"])
        assert "MESSAGE_TAG" in values
    (conversations,) = [
        api
        for api in spec("IGUserForIGOnlyAPI")["apis"]
        if api["method"] == "GET" and api.get("endpoint") == "conversations"
    ]
    assert {"platform", "user_id"} <= {param["name"] for param in conversations["params"]}


def test_the_fake_s_lists_are_shaped_like_recorded_ones(item: Any, get: Callable[..., Any]) -> None:
    get_recorded = json.loads(shared(f"{RECORDED}/instagram__apidata__medias__comments_p1.json").read_text())
    ours = get(f"{item.publication.id}/comments", limit="1")
    assert set(ours) >= {"data", "paging"} and set(get_recorded) == {"data", "paging"}
    assert set(ours["data"][0]) == set(get_recorded["data"][0]) == {"id", "text", "timestamp"}
    assert set(get_recorded["paging"]["cursors"]) <= set(ours["paging"]["cursors"])


def test_the_fake_s_comment_is_shaped_like_a_recorded_one(item: Any, get: Callable[..., Any]) -> None:
    recorded = json.loads(shared(f"{RECORDED}/instagram__models__ig_comment.json").read_text())
    names = [name for name in recorded if name != "user"]
    wanted = "replies{id,text,timestamp}"
    ours = get(item.id, fields=",".join(wanted if name == "replies" else name for name in names))
    assert set(ours) == set(names)
    for name in names:
        assert type(ours[name]) is type(recorded[name])
    assert set(ours["replies"]["data"][0]) == set(recorded["replies"]["data"][0])
