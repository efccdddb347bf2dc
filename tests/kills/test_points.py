"""The agent killed at each point of reliability F1-F10: whatever it was doing, nothing is lost, nothing doubled."""

import os
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from models.tables import Attachment, ChannelAccount, Complaint, Envelope, Message, database
from tests.kills.findings import check
from tests.kills.scene import FILES, NEW_ID, POLL, SEND, Scene, until
from tests.kills.system_calls import point_of_death


def welcome(office: Scene, who: int = 1) -> None:
    """Have a citizen's first message taken in, so that he can be answered."""
    office.citizen(who)
    assert office.once() == 0


@contextmanager
def slow_commits(table: str) -> Iterator[None]:
    """Let PostgreSQL take a second over each commit that has new rows of a table."""
    database.execute_sql(
        "CREATE FUNCTION dawdle() RETURNS trigger AS 'BEGIN PERFORM pg_sleep(1); RETURN NULL; END' LANGUAGE plpgsql"
    )
    late = "DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION dawdle()"
    database.execute_sql(f"CREATE CONSTRAINT TRIGGER dawdle AFTER INSERT ON {table} {late}")
    yield
    database.execute_sql("DROP FUNCTION dawdle CASCADE")


def is_committing() -> bool:
    """Whether a connection of this database is in the middle of a COMMIT."""
    sleeping = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'"
    return bool(database.execute_sql(sleeping).fetchone()[0])


def test_F1_killed_before_the_poll_is_answered(office: Scene) -> None:
    office.citizen(1)
    office.kill_at("kill_before", POLL)
    assert not Message.select().exists()
    office.settle()
    check(office)


def test_F2_killed_with_the_page_in_hand_before_it_is_stored(office: Scene) -> None:
    office.citizen(1, photo=True)
    office.citizen(2)
    with ExitStack() as database:
        with office.held_at_the_poll() as process:
            database.enter_context(office.held_up("envelope"))
        until(lambda: office.waits_for_the_database(process.pid), "the page waiting for the database")
        process.kill()
        process.wait(60)
    assert not Envelope.select().exists()
    office.settle()
    check(office)


def test_F3_killed_inside_the_transaction_of_the_page(office: Scene) -> None:
    office.citizen(1, photo=True)
    if office.url.startswith("sqlite"):
        assert point_of_death(office, "pwrite64", 10) == "F3"
    else:
        with office.held_up("cursor"):
            process = office.begin("--once")
            until(lambda: office.waits_for_the_database(process.pid), "the agent at the cursor")
            process.kill()
            process.wait(60)
    assert not Message.select().exists()
    assert not Complaint.select().exists()
    office.settle()
    check(office)


def test_F4_killed_before_the_disk_has_the_commit(sqlite_office: Scene) -> None:
    sqlite_office.citizen(1, photo=True)
    assert point_of_death(sqlite_office, "fsync", 1) == "F4"
    sqlite_office.settle()
    check(sqlite_office)


def test_F4_killed_before_the_commit_is_answered(postgres_office: Scene) -> None:
    postgres_office.citizen(1, photo=True)
    with slow_commits("envelope"):
        process = postgres_office.begin("--once")
        until(lambda: is_committing(), "the commit")
        process.kill()
        process.wait(60)
        until(lambda: Message.select().exists(), "the commit nobody waits for")
    postgres_office.settle()
    check(postgres_office)


def test_F5_killed_between_commit_and_the_next_poll(office: Scene) -> None:
    process = office.begin()
    until(lambda: office.answered(POLL), "the first poll")
    office.citizen(1)
    until(lambda: Message.select().exists(), "the message")
    process.kill()
    process.wait(60)
    assert Message.select().count() == 1
    office.settle()
    check(office)


def test_F6_killed_between_claim_and_intent(office: Scene) -> None:
    welcome(office)
    text = office.answer(1)
    office.kill_at("kill_before", NEW_ID, skip=1)  # the first one proves that the gateway has ids
    row = office.reply(text)
    assert (row.state, row.attempts) == ("queued", 0)
    assert row.owner is not None
    office.settle()
    assert office.reply(text).attempts == 1
    check(office)


def test_F7_killed_after_the_intent_before_anything_happened(office: Scene) -> None:
    welcome(office)
    text, later = office.answer(1), office.answer(1)
    office.kill_at("kill_before", SEND)
    assert (office.reply(text).state, office.visible(text)) == ("sending", 0)
    office.settle()
    assert (office.reply(text).attempts, office.reply(text).resends) == (2, 1)
    assert office.reply(later).sent_at >= office.reply(text).sent_at
    check(office)


def test_F8_killed_after_the_citizen_has_it_before_the_answer_is_read(office: Scene) -> None:
    welcome(office)
    text, later = office.answer(1), office.answer(1)
    office.kill_at("kill_after", SEND)
    assert (office.reply(text).state, office.visible(text)) == ("sending", 1)
    office.settle()
    assert (office.reply(text).attempts, office.reply(later).attempts) == (1, 1)
    check(office)


def test_F9_killed_with_the_answer_in_hand_before_it_is_written_down(office: Scene) -> None:
    welcome(office)
    text = office.answer(1)
    office.simulator.practice.switchboard.switch_on({"kind": "delay", "path": SEND, "seconds": 0.5})
    process = office.begin("--once")
    until(lambda: office.requests(SEND), "the request")
    with office.held_up("outbox"):
        until(lambda: office.answered(SEND), "the answer")
        until(lambda: office.waits_for_the_database(process.pid), "the answer waiting for the database")
        process.kill()
        process.wait(60)
    office.simulator.practice.switchboard.switch_off()
    assert (office.reply(text).state, office.visible(text)) == ("sending", 1)
    office.settle()
    assert office.reply(text).attempts == 1
    check(office)


def test_F10_killed_while_a_file_comes_in(office: Scene) -> None:
    office.citizen(1, photo=True)
    office.kill_at("kill_after", FILES)
    assert Attachment.get().state == "menunggu"
    office.settle()
    check(office)


def test_F10_killed_between_the_file_and_its_row(office: Scene) -> None:
    office.citizen(1, photo=True)
    assert point_of_death(office, "fsync", 6 if office.url.startswith("sqlite") else 2) == "F10"
    assert len(office.files()) == 1
    assert Attachment.get().state == "menunggu"
    office.settle()
    assert len(office.files()) == 1
    check(office)


def test_F10_a_half_written_file_is_gone_after_a_day(office: Scene) -> None:
    office.citizen(1, photo=True)
    assert point_of_death(office, "rename", 1) == "F10"
    (half,) = office.files("*/*.part")
    office.settle()
    assert half.exists()
    check(office)
    os.utime(half, times=(time.time() - 25 * 3600,) * 2)
    ChannelAccount.update(last_sweep_at=None).execute()
    with office.running():
        until(lambda: not half.exists(), "the sweep of leftovers")
    check(office)
