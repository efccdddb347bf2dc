"""What the fake Page's lists show, what they hide, and that they have Meta's own shape."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from sync_agent.connectors.facebook.chats import FIELDS
from sync_agent.connectors.facebook.comments import COMMENT
from sync_agent.simulator.facebook.memory import TAGGED, VISITOR
from sync_agent.simulator.facebook.nodes import NEWEST, Nodes
from sync_agent.simulator.facebook.platform import Facebook
from sync_agent.simulator.network.items import COMMENT as UNDER_A_PUBLICATION
from sync_agent.simulator.network.items import Draft, Media
from tests.simulator.facebook.conftest import START, Clock
from tests.tools import shared

Ask = Callable[..., Any]
PHOTO = Media(b"png", "image/png", "bukti.png")


def comment(fake: Facebook, text: str = "keluhan", username: str = "warga", **more: Any) -> str:
    return fake.network.write(Draft(username, text, UNDER_A_PUBLICATION, **more)).id


def test_who_we_are_and_what_the_token_is(fake: Facebook, get: Ask) -> None:
    assert get("me", fields="id,name") == {"id": fake.memory.page_id, "name": fake.memory.page_name}
    about = get("debug_token", input_token=fake.settings.token)["data"]
    assert (about["type"], about["is_valid"], len(about["scopes"])) == ("PAGE", True, 5)
    assert get("debug_token", input_token="lain")["data"]["is_valid"] is False


def test_a_persons_token_gets_empty_comments_without_an_error_and_no_page(fake: Facebook, get: Ask) -> None:
    comment(fake)
    publication = fake.network.published()[0].id
    fake.settings.token_type = "USER"
    assert get(f"{publication}/comments", filter="stream") == {"data": []}
    assert get("me", fields="id,name")["id"] == fake.memory.person_id
    assert get("me/conversations")["error"]["code"] == 100
    assert get("me", fields="category")["error"]["code"] == 100


def test_conversations_come_newest_first_and_by_person(fake: Facebook, clock: Clock, get: Ask) -> None:
    for number, username in enumerate(("ani", "budi", "ani")):
        clock.now = START + number
        fake.network.write(Draft(username, f"pesan {number}"))
    rows = get("me/conversations", platform="messenger", fields="id,updated_time")["data"]
    assert [row["updated_time"] for row in rows] == ["2026-11-25T02:03:06+0000", "2026-11-25T02:03:05+0000"]
    ani = fake.network.person("ani")
    (only,) = get("me/conversations", platform="messenger", user_id=ani.id)["data"]
    assert only["id"] == rows[0]["id"] == fake.memory.conversation_of(ani)
    assert get("me/conversations", platform="instagram") == {"data": []}


def test_only_the_newest_messages_have_details(fake: Facebook, get: Ask) -> None:
    written = [fake.network.write(Draft("ani", f"pesan {number}")).id for number in range(NEWEST + 2)]
    chat = fake.memory.conversation_of(fake.network.person("ani"))
    page = get(f"{chat}/messages", fields=FIELDS, limit=NEWEST)
    assert [row["id"] for row in page["data"]] == written[::-1][:NEWEST]
    rest = get(f"{chat}/messages", fields=FIELDS, limit=NEWEST, after=page["paging"]["cursors"]["after"])
    assert rest["data"] == [{"id": written[1]}, {"id": written[0]}]
    assert "next" not in rest["paging"]


def test_comments_of_all_levels_come_only_when_asked_for(fake: Facebook, get: Ask) -> None:
    top = comment(fake)
    below = comment(fake, "balasan", "lain", parent=top)
    deeper = comment(fake, "balasan lagi", "warga", parent=below)
    publication = fake.network.published()[0].id
    assert [row["id"] for row in get(f"{publication}/comments")["data"]] == [top]
    stream = get(f"{publication}/comments", filter="stream", order="reverse_chronological", fields=COMMENT)["data"]
    assert [row["id"] for row in stream] == [deeper, below, top]
    assert [row.get("parent", {}).get("id") for row in stream] == [top, top, None]
    assert stream[1]["parent"]["from"] == stream[2]["from"]
    assert [row["id"] for row in get(f"{top}/comments")["data"]] == [below, deeper]


def test_since_ranking_and_hidden_names(fake: Facebook, get: Ask) -> None:
    for number in range(9):
        comment(fake, f"{number}", at=START - number)
    publication = fake.network.published()[0].id
    assert len(get(f"{publication}/comments", filter="stream", since=int(START) - 3)["data"]) == 4
    fake.settings.ranked, fake.settings.hides_authors = True, True
    rows = get(f"{publication}/comments", filter="stream", order="reverse_chronological", fields=COMMENT)["data"]
    assert [row["message"] for row in rows] != sorted(row["message"] for row in rows)
    assert not [row for row in rows if "from" in row]


@pytest.mark.parametrize("where", [VISITOR, TAGGED])
def test_a_visitors_publication_stands_in_its_own_list_with_its_own_comments(
    fake: Facebook, get: Ask, post: Ask, where: str
) -> None:
    visit = fake.memory.visit("warga", "Mengapa?", where)
    answer = post(f"{visit.id}/comments", message="Kami periksa.")["id"]
    (row,) = get(f"me/{where}", fields="id,message,from{id,name}")["data"]
    assert (row["id"], row["from"]["name"]) == (visit.id, "warga")
    assert [one["id"] for one in get(f"{visit.id}/comments", filter="stream")["data"]] == [answer]
    own = get("me/published_posts")["data"]
    assert [get(f"{one['id']}/comments", filter="stream")["data"] for one in own] == [[]] * len(own)


def test_a_publication_says_when_somebody_last_wrote_under_it(fake: Facebook, clock: Clock, get: Ask) -> None:
    fake.network.publish("pengumuman")
    clock.now = START + 60
    comment(fake)
    (row,) = get("me/published_posts", fields="id,created_time,updated_time")["data"]
    assert (row["created_time"], row["updated_time"]) == ("2026-11-25T02:03:04+0000", "2026-11-25T02:04:04+0000")


def test_what_is_not_there_is_said_as_meta_says_it(fake: Facebook, get: Ask) -> None:
    for path in ("1_2", "1_2/comments", "t_1/messages"):
        assert (get(path)["error"]["code"], get(path)["error"]["error_subcode"]) == (100, 33)
    assert get("me/feed")["error"]["code"] == 100


def test_ids_are_texts_beyond_2_53(fake: Facebook, get: Ask) -> None:
    top = comment(fake)
    assert all(int(part) > 2**53 for part in top.split("_"))
    assert int(fake.network.person("warga").id) > 2**53
    assert fake.network.write(Draft("warga", "x")).id.startswith("m_")


def names(node: dict[str, Any]) -> set[str]:
    return set(node)


def spec(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(shared(f"contracts/meta-graph/api_specs/{name}.json").read_text("utf-8"))
    return found


def edges(name: str, method: str = "GET") -> dict[str, set[str]]:
    found = [one for one in spec(name)["apis"] if one["method"] == method and one.get("endpoint")]
    return {one["endpoint"].strip("/"): {param["name"] for param in one["params"]} for one in found}


def test_the_fields_we_write_are_fields_of_meta_s_own_specification(fake: Facebook, client: Any) -> None:
    theirs = fake.network.write(Draft("warga", "keluhan", UNDER_A_PUBLICATION, media=(PHOTO,)))
    fake.network.write(Draft("warga", "pesan"))
    nodes = Nodes(fake.memory)
    with client.application.test_request_context():
        written = {
            "Page": names(dict(nodes.me())),
            "PagePost": names(dict(nodes.publication(fake.network.published()[0])))
            | names(dict(nodes.visitor_publication(theirs))),
            "Comment": names(dict(nodes.comment(theirs))),
            "UnifiedThread": names(dict(nodes.conversation(fake.network.person("warga")))),
        }
    for name, ours in written.items():
        assert ours <= {one["name"] for one in spec(name)["fields"]}, name


def test_the_edges_and_parameters_we_use_are_in_meta_s_own_specification() -> None:
    assert {"platform", "user_id"} <= edges("Page")["conversations"]
    assert {"published_posts", VISITOR, TAGGED} <= set(edges("Page"))
    assert "messages" in edges("UnifiedThread")
    for name in ("PagePost", "Comment"):
        assert {"filter", "order", "since"} <= edges(name)["comments"]
        assert "message" in edges(name, "POST")["comments"]
    assert {"recipient", "message", "messaging_type", "tag"} <= edges("Page", "POST")["messages"]
    enums = {one["name"]: one["values"] for one in json.loads(shared(ENUMS).read_text("utf-8"))}
    assert {"RESPONSE", "MESSAGE_TAG"} <= set(enums["pagemessages_messaging_type_enum_param"])
    assert {"stream", "toplevel"} <= {value.lower() for value in enums["commentcomments_filter_enum_param"]}
    orders = {value.lower() for value in enums["commentcomments_order_enum_param"]}
    assert {"chronological", "reverse_chronological"} <= orders
    assert "messenger" in {value.lower() for value in enums["pageconversations_platform_enum_param"]}


ENUMS = "contracts/meta-graph/api_specs/enum_types.json"


def shape(value: Any) -> Any:
    """Return the kinds of values by name; of a list the first item's."""
    if isinstance(value, dict):
        return {name: shape(inner) for name, inner in value.items()}
    return [shape(value[0])] if isinstance(value, list) and value else type(value).__name__


def within(ours: Any, theirs: Any, where: str = "") -> list[str]:
    """List where our shape says something theirs says otherwise; what only one of them has is no contradiction."""
    if isinstance(ours, dict) and isinstance(theirs, dict):
        both = [name for name in ours if name in theirs]
        return [odd for name in both for odd in within(ours[name], theirs[name], f"{where}.{name}")]
    if isinstance(ours, list) and isinstance(theirs, list):
        return within(ours[0], theirs[0], f"{where}[]") if ours and theirs else []
    return [] if ours == theirs else [f"{where}: {ours} is not {theirs}"]


@pytest.mark.parametrize("name", ["comment", "message", "conversation"])
def test_what_we_write_looks_as_recorded_answers_do(fake: Facebook, client: Any, name: str) -> None:
    path = shared(f"data/payloads/graph_api_python_facebook/facebook__models__{name}.json")
    recorded = shape(json.loads(path.read_text("utf-8")))
    fake.network.write(Draft("warga", "keluhan", UNDER_A_PUBLICATION, media=(PHOTO,)))
    fake.network.write(Draft("warga", "pesan", media=(PHOTO,)))
    fields = {"message": "id,created_time,from,to,message,attachments,tags", "comment": ",".join(recorded)}
    headers = {"Authorization": f"Bearer {fake.settings.token}"}
    item = next(
        one for one in fake.network.items.values() if (one.kind == UNDER_A_PUBLICATION) is (name == "comment")
    )
    chat = fake.memory.conversation_of(item.person)
    asked = {"conversation": "id,link,message_count,participants,senders,snippet,updated_time,unread_count,can_reply"}
    node = chat if name == "conversation" else item.id
    answer = client.get(
        f"/facebook/v25.0/{node}", query_string={"fields": (fields | asked)[name]}, headers=headers
    ).json
    assert "error" not in answer
    assert within(shape(answer), recorded) == []
    assert {"id", "created_time", "updated_time"} & set(answer)
