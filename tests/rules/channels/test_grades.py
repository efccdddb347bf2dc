"""Grades of delivery: a grade falls only by somebody's word, and an office demands only what its channel can show."""

from datetime import datetime
from itertools import product

import pytest

from models.rules.channels.channels import CHANNELS
from models.rules.channels.grades import (
    FALLEN,
    GRADES,
    LEAST_GRADES,
    DeliveryGrade,
    can_demand,
    follows,
    grade_of,
    grade_words,
    is_enough,
    least_grade,
)
from models.rules.channels.messages import Ack

G = DeliveryGrade


@pytest.mark.parametrize("known", [None, *G])
def test_what_follows_what_is_written_down_again(known: DeliveryGrade | None) -> None:
    may = {
        None: set(G),
        G.HANDED: {G.VOUCHED, G.ACCEPTED, G.REACHED, G.READ, G.FAILED, G.WITHDRAWN},
        G.VOUCHED: {G.ACCEPTED, G.REACHED, G.READ, G.FAILED, G.WITHDRAWN},
        G.ACCEPTED: {G.REACHED, G.READ, G.FAILED, G.WITHDRAWN},
        G.REACHED: {G.READ, G.WITHDRAWN},  # an error afterwards is no news
        G.READ: {G.WITHDRAWN},
        G.FAILED: {G.REACHED, G.READ, G.WITHDRAWN},  # a lower tick is an older one
        G.WITHDRAWN: set(),
    }
    assert {news for news in G if follows(known, news)} == may[known]


def test_every_tick_of_a_platform_has_its_grade_and_a_pending_one_is_only_handed_over() -> None:
    assert [grade_of(ack) for ack in Ack] == [G.FAILED, G.HANDED, G.ACCEPTED, G.REACHED, G.READ]
    for least in set(LEAST_GRADES.values()):
        assert not is_enough(G.HANDED, least)
        assert not any(is_enough(grade, least) for grade in (None, *FALLEN))
        assert is_enough(G.VOUCHED, least)
        assert is_enough(G.READ, least)
    assert [is_enough(G.ACCEPTED, least) for least in (G.ACCEPTED, G.REACHED)] == [True, False]


def test_whatsapps_waha_and_cloud_show_up_to_read_and_all_else_only_acceptance() -> None:
    shows = {
        (row.kind, way): reach.shows
        for row in CHANNELS.values()
        for way, reach in (("dm", row.dm), ("comment", row.comment), ("private", row.private_reply))
        if reach is not None
    }
    assert {key for key, grade in shows.items() if grade is G.READ} == {("waha", "dm"), ("whatsapp_cloud", "dm")}
    assert {kind for (kind, _), grade in shows.items() if grade is G.VOUCHED} == {"manual"}
    assert set(shows.values()) == {G.READ, G.ACCEPTED, G.VOUCHED}


def test_an_office_demands_acceptance_or_reaching_and_nothing_its_channel_cannot_show() -> None:
    for shows, value in product(
        (G.VOUCHED, G.ACCEPTED, G.READ), ("", "diterima", "sampai", "dibaca", "diserahkan", "read")
    ):
        assert can_demand(shows, value) is (value in ("", "diterima") or (value == "sampai" and shows is G.READ))
        assert least_grade(shows, {"least_grade": value}) is (
            G.REACHED if can_demand(shows, value) and value == "sampai" else G.ACCEPTED
        )


def test_a_delivery_is_named_by_its_grade_and_time_in_wib() -> None:
    at = datetime(2026, 11, 25, 3, 12)
    assert grade_words(G.ACCEPTED, at) == "diterima platform pukul 10.12, 25-11-2026"
    assert grade_words(G.REACHED, None) == "sampai (pukul tidak tercatat)"
    assert all(row.words.endswith("pukul") for row in GRADES.values())
