"""R1: citizens write, officers answer, and the agent is killed again and again at moments nobody chose."""

import os
import random
import subprocess
from contextlib import suppress

from tests.kills.findings import check, doubled
from tests.kills.scene import FILES, NEW_ID, POLL, SEND, Scene
from tests.sizes import so_many

# Longer runs and other seeds for the night: ADUAN_TEST_KILLS=3000 ADUAN_TEST_KILL_SEED=7.
DEATHS = int(os.environ.get("ADUAN_TEST_KILLS", so_many(25, 300)))
SEED = int(os.environ.get("ADUAN_TEST_KILL_SEED", "1"))
_KNOWN, _ALL = 8, 14  # citizens who wrote before the first kill, and all of them
_SKIPS = {"*": 12, SEND: 3, NEW_ID: 3, FILES: 2, POLL: 3}  # of so many requests to a path, any may be the last
_LONGEST_LIFE = 0.5  # seconds after its first request; most of a pass fits in
_PATIENCE = 2  # seconds until an agent that does not come to its request is killed anyway


def something_happens(office: Scene, chance: random.Random) -> None:
    """Let citizens write, some with a photo, and officers answer."""
    for _ in range(1 + chance.randrange(3)):
        office.citizen(1 + chance.randrange(_ALL), photo=chance.random() < 0.3)
    for _ in range(1 + chance.randrange(3)):
        office.answer(1 + chance.randrange(_KNOWN))


def die_at_a_request(office: Scene, chance: random.Random) -> None:
    """Die at some request, before or after it took effect."""
    path = chance.choice((SEND, *_SKIPS))
    payload = {"kind": chance.choice(("kill_before", "kill_after")), "path": path, "count": 1}
    payload |= {"skip": chance.randrange(_SKIPS[path])}
    switchboard = office.simulator.practice.switchboard
    process = office.begin(before=lambda pid: switchboard.switch_on({**payload, "pid": pid}))
    with suppress(subprocess.TimeoutExpired):
        process.wait(_PATIENCE)
    process.kill()
    process.wait(60)
    switchboard.switch_off()


def die_some_time(office: Scene, chance: random.Random) -> None:
    """Die some time after the first request."""
    process = office.begin()
    office.wait_for_a_request(process)
    with suppress(subprocess.TimeoutExpired):
        process.wait(chance.uniform(0, _LONGEST_LIFE))
    process.kill()
    process.wait(60)


def test_R1_killed_at_random_again_and_again(office: Scene) -> None:
    chance = random.Random(SEED)
    for who in range(1, 1 + _KNOWN):
        office.citizen(who)
    assert office.once() == 0
    for death in range(1, 1 + DEATHS):
        something_happens(office, chance)
        chance.choice((die_at_a_request, die_some_time))(office, chance)
        assert not doubled(office), f"after {death} deaths, seed {SEED}"
    office.settle(180)
    check(office, f"{DEATHS} deaths, seed {SEED}")
