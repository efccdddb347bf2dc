"""What every connector owes in trouble: the right error at every call, files within bounds, no secret told."""

import logging
from collections.abc import Callable

import pytest

from sync_agent.connector_kit.errors import AttachmentGone, ConnectorError, SignInNeeded, TryLater
from tests.connectors.capabilities import can, needing
from tests.connectors.stage import PNG, Stage, messages

LIMIT = 1024 * 1024


def calls(stage: Stage) -> dict[str, Callable[[], object]]:
    """Return every call of the connector that asks the platform, each ready to be made."""
    wanted, connector = stage.reply(), stage.connector
    found: dict[str, Callable[[], object]] = {"check": connector.check, "send": lambda: connector.send(wanted)}
    if can(stage, "polls"):
        found["fetch"] = stage.pages
    if can(stage, "proof"):
        found["find"] = lambda: connector.find(wanted)
    if can(stage, "own_ids"):
        found["new_client_ref"] = connector.new_client_ref
    if can(stage, "files"):
        stage.photo()
        ref = next(one.attachments[0].ref for one in messages(stage.pages()) if one.attachments)
        found["fetch_attachment"] = lambda: connector.fetch_attachment(ref, LIMIT)
    return found


def test_F21_a_refused_key_asks_for_a_person_on_every_call(stage: Stage) -> None:
    made = calls(stage)
    files = made.pop("fetch_attachment", None)
    stage.fault("unauthorized")
    for ask in made.values():
        with pytest.raises(SignInNeeded):
            ask()
    if files:  # a file may lie with a network of its own that no token opens: only this file is not had then
        with pytest.raises((SignInNeeded, TryLater, AttachmentGone)):
            files()
    assert stage.visible() == []


@needing("polls")
@pytest.mark.parametrize(("stated", "seconds"), [("7", 7.0), ("", None)])
def test_F23_F24_a_stated_time_is_told_and_a_missing_one_is_left_open(
    stage: Stage, stated: str, seconds: float | None
) -> None:
    stage.happen("tetap ada")
    stage.fault("rate_limited", retry_after=stated) if stated else stage.fault("status", status=429)
    try:
        pages = stage.pages()
    except TryLater as caught:
        assert caught.after_seconds == seconds or seconds is None
    else:
        assert messages(pages) == []  # a stream that rests alone leaves the others awake; its cursor stays
        stage.well()


def test_an_unreachable_platform_is_try_later_on_every_call(stage: Stage) -> None:
    wanted, connector = stage.reply(), stage.again(base_url="http://127.0.0.1:9")
    asking: list[Callable[[], object]] = [connector.check, lambda: connector.send(wanted)]
    asking += [lambda: stage.pages(connector=connector)] if can(stage, "polls") else []
    asking += [lambda: connector.find(wanted)] if can(stage, "proof") else []
    for ask in asking:
        with pytest.raises(TryLater):
            ask()


def test_no_secret_is_told_by_an_error_a_log_or_the_connector_itself(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    told: list[str] = [repr(stage.connector), repr(stage.account)]
    made = calls(stage)
    for fault in ("unauthorized", "rate_limited", "error_before", "login_page", "reset_before", "truncated"):
        stage.fault(fault)
        for ask in made.values():
            try:
                ask()
            except ConnectorError as error:
                told += [str(error), repr(error), repr(error.__cause__), error.reason]
        stage.well()
    everything = "\n".join((*told, caplog.text))
    assert [name for name, value in stage.account.secrets.items() if value in everything] == []
    assert "Paspor saya" not in everything
    assert "Baik, kami" not in everything


@needing("files")
def test_a_file_is_fetched_whole(stage: Stage) -> None:
    stage.photo()
    (found,) = messages(stage.pages())
    fetched = stage.connector.fetch_attachment(found.attachments[0].ref, LIMIT)
    assert (fetched.content, fetched.mime) == (PNG, "image/png")


@needing("files")
@pytest.mark.parametrize(
    ("fault", "more", "expected"),
    [
        ("media_gone", {}, (TryLater, AttachmentGone)),
        ("media_wrong_length", {}, (TryLater,)),
        ("error_before", {"where": "files"}, (TryLater,)),
        ("media_oversize", {"megabytes": 3}, (AttachmentGone,)),
        ("redirect", {"where": "files"}, (TryLater, AttachmentGone)),
    ],
)
def test_F37_F38_F39_trouble_with_a_file(
    stage: Stage, fault: str, more: dict[str, object], expected: tuple[type[ConnectorError], ...]
) -> None:
    stage.photo()
    (found,) = messages(stage.pages())
    stage.fault(fault, **more)
    with pytest.raises(expected):
        stage.connector.fetch_attachment(found.attachments[0].ref, LIMIT)


@needing("files")
def test_F39_a_file_at_an_address_of_somebody_elses_is_never_fetched(stage: Stage) -> None:
    stage.photo(url="http://169.254.169.254/latest/meta-data")
    found = [one for one in messages(stage.pages()) if one.attachments]
    for one in found:
        with pytest.raises((AttachmentGone, TryLater)):
            stage.connector.fetch_attachment(one.attachments[0].ref, LIMIT)
    assert stage.asked("meta-data") == 0


@needing("polls")
def test_F16_a_cursor_that_is_not_ours_reads_everything_anew(stage: Stage) -> None:
    stage.happen("tetap ada")
    for damaged in ("bukan kursor", "{}", '{"seen":"x"}', "[]", "null", "9" * 400):
        assert [one.text for one in messages(stage.pages(damaged))] == ["tetap ada"]
