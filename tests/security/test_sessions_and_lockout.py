"""What docs/keamanan/sessions-and-lockout.md states of sessions, tries and passwords is what the program does."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from admin_app.limits.lanes import MOST_WAITING
from admin_app.shell import signing_in
from models.actions.staff import passwords, recovery_codes, second_factor
from models.actions.staff.sessions import ABSOLUTE, FRESH, IDLE, live_sessions, open_session, resume
from models.actions.staff.tries import FREE_TRIES, KNOWN_DEVICE_DELAY, LONGEST_DELAY, delay_after
from models.rules.staff.entry_codes import GOOD_FOR
from models.rules.staff.passwords import LONGEST, SHORTEST
from models.tables import Staff
from tests.office import NOW
from tests.security.papers import rows
from tests.tools import ROOT

PAPER = "sessions-and-lockout.md"
PAGES_OF_FORMS = {"signing_in.login", "entry.show"}  # they show what another of the list takes


def stated(heading: str) -> dict[str, str]:
    """Return the values a table gives, by what they are of."""
    return {row[0]: row[1] for row in rows(PAPER, heading)}


def minutes(span: timedelta) -> str:
    return f"{span.total_seconds() / 60:g} minutes"


def seconds(span: timedelta) -> str:
    return f"{span.total_seconds():g} seconds"


def test_sessions_end_as_stated() -> None:
    said = stated("Sessions")
    assert said["ends at rest"] == minutes(IDLE)
    assert said["ends at the latest"] == f"{ABSOLUTE.total_seconds() / 3600:g} hours"
    assert said["proof anew before what hurts"] == minutes(FRESH)
    assert said["known browser"] == f"{signing_in.KNOWN_FOR.days} days"
    assert said["token"] == "256 bits"  # tests/security/test_dangerous_calls.py: 32 octets


def test_a_person_may_have_any_number_of_sessions_and_sees_them_all(sqlite_account: Any) -> None:
    staff = Staff.select().first() or Staff.create(username="budi", name="Budi", role="pengelola", created_at=NOW)
    tokens = [open_session(staff, "192.168.1.5", f"Peramban {place}", NOW) for place in range(20)]
    assert all(resume(token, NOW) for token in tokens)
    assert len(live_sessions(staff.id, NOW, tokens[0])) >= 20


def test_tries_wait_as_stated() -> None:
    said = stated("Tries")
    assert said["wrong ones without a wait"] == str(FREE_TRIES)
    assert [delay_after(FREE_TRIES + more).seconds for more in range(1, 7)] == [2, 4, 8, 16, 32, 60]
    assert said["the wait then"] == "2 seconds, doubled with each"
    assert said["longest wait"] == seconds(LONGEST_DELAY)
    assert said["in a known browser"] == seconds(KNOWN_DEVICE_DELAY)
    assert said["patience for that"] == f"{passwords.PATIENCE:g} seconds, then 503"
    assert said["sign-ins waiting in line"] == f"{MOST_WAITING}, then 503"
    assert said["code of the telephone"].startswith(f"{second_factor.STEP_SECONDS} seconds,")
    assert sorted(second_factor.TOLERANCE) == [-1, 0, 1]
    assert said["recovery codes"] == f"{recovery_codes.HOW_MANY} of {recovery_codes.LENGTH} figures, each once"
    assert said["one-time code"] == f"{GOOD_FOR.days} days, once"


def test_passwords_are_as_stated() -> None:
    said = stated("Passwords")
    assert (said["shortest"], said["longest"]) == (f"{SHORTEST} characters", f"{LONGEST} characters")
    cost = passwords.HASHER
    assert said["hash"] == f"argon2id, {cost.memory_cost} KiB, {cost.time_cost} rounds, {cost.parallelism} lane"
    for name in ("common words", "words of the place"):
        assert (ROOT / said[name]).is_file()


@pytest.mark.parametrize("word", ["kanim", "imigrasi", "batam", "belakangpadang", "aduan", "pengaduan"])
def test_the_words_of_the_place_are_those_stated(word: str) -> None:
    words = (ROOT / "models" / "starting_data" / "local_passwords.txt").read_text("utf-8").split()
    assert word in words or all(part in words for part in ("belakang", "padang"))


def test_every_way_in_is_stated(app: Flask) -> None:
    ways = {row[0] for row in rows(PAPER, "Ways in")} - {"run_admin.py, run_agent.py"}
    assert ways == signing_in.OPEN_ENDPOINTS - PAGES_OF_FORMS
    addresses = {rule.endpoint: rule.rule for rule in app.url_map.iter_rules()}
    for endpoint, _, _, where in rows(PAPER, "Ways in"):
        if endpoint in ways:
            assert where.split("NUMBER")[0] in addresses[endpoint], endpoint
