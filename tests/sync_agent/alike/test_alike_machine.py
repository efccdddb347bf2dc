"""Like answers on every platform in any order of cuts and kills; planted faults of the matching are all found."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from models.actions.core.answers import reply_state
from models.actions.replies import deliver_reply, delivery_grades, read_back
from models.rules.channels import matching
from models.rules.channels.channels import CHANNELS
from models.rules.channels.messages import Finding, Readback
from tests.connectors.stage import STAGES
from tests.sizes import LONG, so_many
from tests.sync_agent.alike.alike_machine import SKEWS, Alike
from tests.sync_agent.alike.test_alike_answers import LISTING
from tests.toy_queue.row import KIND

Plant = Callable[[pytest.MonkeyPatch], None]
PLATFORMS = [stage for stage in LISTING if not stage.startswith(KIND)]


def run(stage: str, examples: int, **fixed: Any) -> None:
    """Run the machine on a platform. An example as it was found says enough, and sooner than a shrunk one."""
    kind, _, stream = stage.partition("-")
    carries = stream != "comment" and CHANNELS[kind].dm is not None and CHANNELS[kind].dm.files is not None
    machine = type("Alike", (Alike,), {"stage": stage, "with_files": carries, **fixed})
    limits = settings(
        max_examples=examples,
        stateful_step_count=6,
        deadline=None,
        derandomize=bool(fixed) or not LONG,
        database=None,
        phases=(Phase.explicit, Phase.generate),
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(machine, settings=limits)


@pytest.mark.parametrize("stage", PLATFORMS)
def test_like_answers_arrive_once_each_or_wait_for_a_person(stage: str) -> None:
    run(stage, so_many(4, 400))


def test_every_platform_that_lists_our_answers_is_tried() -> None:
    assert {stage.partition("-")[0] for stage in PLATFORMS} >= {
        "waha",
        "gowa",
        "facebook",
        "instagram",
        "x",
        "tiktok",
    }
    assert set(PLATFORMS) <= set(STAGES)


def owned_again(patch: pytest.MonkeyPatch) -> None:
    """Forget whose message is whose."""
    patch.setattr(read_back, "_owned", lambda *_: set())
    for module in (read_back, deliver_reply, delivery_grades, reply_state):
        patch.setattr(module, "is_taken", lambda *_: False)


def newest_wins(patch: pytest.MonkeyPatch) -> None:
    """Take the newest free message for any answer."""

    def judge(group: list[Any], free: list[Any]) -> dict[int, Readback]:
        looked, left = [one for one in group if one.look], list(free)
        found = {}
        for one in looked:
            seen = left.pop() if left else None
            absent = Finding.ABSENT if one.look.whole else Finding.UNDECIDED
            found[one.row_id] = Readback(Finding.FOUND, seen.external_id, seen.ack) if seen else Readback(absent)
        return found

    patch.setattr(matching, "_judge", judge)


def by_time(patch: pytest.MonkeyPatch) -> None:
    """Look at nothing older than the last try."""
    real = matching._free
    patch.setattr(matching, "_free", lambda group, owned: [one for one in real(group, owned) if not one.early])
    patch.setattr(deliver_reply, "tried_since", lambda row: row.last_attempt_at)


FAST, RIGHT = (3 * 3600,) * len(SKEWS), (0,) * len(SKEWS)


@pytest.mark.parametrize(("plant", "skews"), [(owned_again, RIGHT), (newest_wins, RIGHT), (by_time, FAST)])
def test_a_planted_fault_is_found(plant: Plant, skews: tuple[int, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    plant(monkeypatch)
    with pytest.raises(AssertionError):
        run("facebook-comment", 200, skews=skews, ways=(("none", "before"), ("before", "after"), ("after", "before")))
