"""The fake's answers carry the fields of the third-party definitions, and its paths take their parameters."""

import json
import re
from typing import Any

import pytest

from tests.simulator.tiktok.asking import ORDERED, Asking, asking
from tests.tools import shared

DSL = "contracts/tiktok/organic-accounts"
# What the office has no use for, or what the definitions call by the names of other endpoints.
UNUSED_VIDEO = {
    *("thumbnail_url", "embed_url", "video_views", "video_duration", "likes", "shares", "reach"),
    *("full_video_watched_rate", "total_time_watched", "average_time_watched", "impression_sources"),
    "audience_countries",
}


@pytest.fixture
def tiktok() -> Asking:
    return asking()


def properties(name: str) -> dict[str, str]:
    """Read the fields of a response definition and their types: its DSL is simple enough to be read by lines."""
    text = shared(f"{DSL}/responses/{name}.yaml").read_text(encoding="utf-8")
    return dict(re.findall(r"^    (\w+) ?:\n(?:      \w+:.*\n)*?      type: (\w+)", text, re.MULTILINE))


def parameters(name: str) -> list[str]:
    text = shared(f"{DSL}/apis/{name}.yaml").read_text(encoding="utf-8")
    return re.findall(r"^\s+- name: (\w+)", text, re.MULTILINE)


TYPES: dict[str, Any] = {"string": str, "int": int, "bool": bool, "enum_single": str, "array": list}


def check(row: dict[str, Any], name: str, without: set[str] = frozenset()) -> None:  # type: ignore[assignment]
    wanted = properties(name)
    assert wanted
    for field, kind in wanted.items():
        if field not in without:
            assert isinstance(row[field], TYPES[kind]), field


def test_comments_answers_and_videos_have_the_fields_of_the_definitions(tiktok: Asking) -> None:
    top = tiktok.comment()
    tiktok.comment("balasan", "budi.contoh", parent=top.id)
    video = top.publication.id if top.publication else ""
    asked = {"video_id": video, "include_replies": "true", **ORDERED}
    (row,) = tiktok.get("business/comment/list/", **asked)["data"]["comments"]
    check(row, "comment", {"parent_comment_id"})
    (below,) = row["reply_list"]
    check(below, "reply")
    fields = json.dumps(["item_id", "create_time", "caption", "share_url", "comments"])
    (shown,) = tiktok.get("business/video/list/", fields=fields)["data"]["videos"]
    check(shown, "video", UNUSED_VIDEO)
    body = {"video_id": video, "comment_id": top.id, "text": "Baik."}
    check(tiktok.post("business/comment/reply/create/", **body)["data"], "create_reply")


def test_the_parameters_of_the_definitions_are_those_the_fake_reads(tiktok: Asking) -> None:
    known = {"business_id", "video_id", "comment_ids", "include_replies", "status", "cursor", "max_count", *ORDERED}
    assert set(parameters("get_business_comment_list")) == known
    wanted = {"business_id", "video_id", "comment_id", "text"}
    assert set(parameters("post_business_comment_reply_create")) == wanted
    assert {"fields", "cursor", "max_count", "filters"} <= set(parameters("get_business_video_list"))


def test_a_refresh_answers_as_the_recorded_one(tiktok: Asking) -> None:
    recorded = json.loads(shared(f"{DSL}/pytiktok_refresh_resp.json").read_text(encoding="utf-8"))
    own = tiktok.fake.settings
    given = {"client_id": own.client_id, "client_secret": own.client_secret, "refresh_token": own.refresh_token}
    answer = tiktok.post("tt_user/oauth2/refresh_token/", grant_type="refresh_token", **given)
    assert set(answer) == set(recorded)
    assert {name: type(value) for name, value in answer["data"].items()} == {
        name: type(value) for name, value in recorded["data"].items()
    }


def test_the_constructed_payload_has_no_field_the_fake_does_not_know(tiktok: Asking) -> None:
    payload = json.loads(shared("data/payloads/tiktok/comment_list_constructed.json").read_text(encoding="utf-8"))
    top = tiktok.comment()
    tiktok.comment("balasan", "budi.contoh", parent=top.id)
    asked = {"video_id": top.publication.id if top.publication else "", "include_replies": "true", **ORDERED}
    answer = tiktok.get("business/comment/list/", **asked)
    assert set(payload["payload"]) == set(answer)
    known = set(answer["data"]["comments"][0]) | {"image_url"}
    for row in payload["payload"]["data"]["comments"]:
        assert set(row) <= known
        assert all(set(below) <= {*known, "parent_comment_id"} for below in row.get("reply_list", ()))
