"""What every connector owes whose row says that answers may carry files: once, whole, honest about what it knows."""

from dataclasses import replace
from typing import Any

import pytest

from models.rules.channels.channels import CHANNELS
from models.rules.channels.messages import Direction, Finding, OutgoingFile, OutgoingReply
from models.rules.channels.reply_files import JPEG, PDF, PNG
from sync_agent.connector_kit.contract import FileSender
from sync_agent.connector_kit.errors import OutcomeUnknown, Refused, SignInNeeded, TryLater
from sync_agent.connectors import CONNECTORS
from tests.connectors.capabilities import needing
from tests.connectors.stage import PNG as PICTURE
from tests.connectors.stage import NetworkStage, Stage, WahaStage, messages

CAPABILITIES_NEEDED = ("sends_files",)
CONTENT = {JPEG: b"\xff\xd8\xff\xe0 foto loket", PNG: PICTURE, PDF: b"%PDF-1.7 surat jawaban"}
NAMES = {JPEG: "loket.jpg", PNG: "loket.png", PDF: "surat-jawaban.pdf"}


def file(mime: str = JPEG, content: bytes | None = None) -> OutgoingFile:
    """Make a file as the agent hands it on."""
    content = CONTENT[mime] if content is None else content
    return OutgoingFile("f" * 64, mime, NAMES[mime], len(content), content)


def wanted(stage: Stage, mime: str = JPEG, **more: Any) -> OutgoingReply:
    """Make the answer of a file."""
    found = file(mime)
    return stage.reply(NAMES[mime], file=found, client_ref=None, **more)


def laid_ready(stage: Stage, reply: OutgoingReply) -> OutgoingReply:
    """Bring the file to the platform, as the agent does before it writes the intent down."""
    assert isinstance(stage.connector, FileSender) and reply.file is not None
    return replace(reply, file=replace(reply.file, ref=stage.connector.lay_ready(reply.file)))


def sent(stage: Stage) -> list[tuple[bytes, str]]:
    """Return the files citizens see from the office: content and type."""
    if isinstance(stage, WahaStage):
        rows = [row.media for row in stage.running.practice.gateway.office_messages if row.media]
    else:
        assert isinstance(stage, NetworkStage)
        rows = [one for item in stage.written() for one in item.media]
    return [(one.content, one.mimetype) for one in rows]


def kinds(stage: Stage) -> list[str]:
    """Name the kinds of files the channel takes."""
    assert stage.reach.files is not None
    return list(stage.reach.files.limits)


def test_a_file_of_every_kind_arrives_whole_and_once(stage: Stage) -> None:
    for mime in kinds(stage):
        reply = laid_ready(stage, wanted(stage, mime))
        assert stage.connector.send(reply).external_id
    assert sent(stage) == [(CONTENT[mime], mime) for mime in kinds(stage)]


def test_a_file_that_is_only_laid_ready_is_seen_by_nobody(stage: Stage) -> None:
    laid_ready(stage, wanted(stage))
    assert sent(stage) == []


@needing("polls")
def test_a_sent_file_comes_back_in_the_polls_as_ours_with_its_file(stage: Stage) -> None:
    reply = laid_ready(stage, wanted(stage))
    receipt = stage.connector.send(reply)
    (ours,) = (one for one in messages(stage.pages()) if one.direction is Direction.OUT)
    assert (ours.external_id, ours.thread_id, len(ours.attachments)) == (receipt.external_id, reply.thread_id, 1)


def test_a_look_back_finds_a_sent_file_or_says_that_it_cannot_tell(stage: Stage) -> None:
    reply = laid_ready(stage, wanted(stage))
    receipt = stage.connector.send(reply)
    look = stage.connector.find(reply)
    assert look.alone.finding in (Finding.FOUND, Finding.UNDECIDED)
    assert look.alone.external_id in (None, receipt.external_id)


@needing("proof")
def test_a_look_back_finds_a_document_or_a_picture_by_its_name(stage: Stage) -> None:
    reply = laid_ready(stage, wanted(stage, kinds(stage)[-1]))
    receipt = stage.connector.send(reply)
    look = stage.connector.find(reply)
    assert (look.alone.finding, look.alone.external_id) == (Finding.FOUND, receipt.external_id)


def test_another_file_is_not_taken_for_it(stage: Stage) -> None:
    stage.connector.send(laid_ready(stage, wanted(stage)))
    other = replace(file(), filename="lain.jpg")
    assert stage.connector.find(stage.reply("lain.jpg", file=other)).alone.finding is not Finding.FOUND


@pytest.mark.parametrize("effect", ["before", "after"])
@pytest.mark.parametrize("fault", ["error", "timeout", "reset"])
def test_F26_trouble_on_the_send_of_a_file_is_unknown(stage: Stage, fault: str, effect: str) -> None:
    reply = laid_ready(stage, wanted(stage))
    quick = stage.facing(fault)
    stage.fault(f"{fault}_{effect}", count=1, where="sends")
    with pytest.raises(OutcomeUnknown):
        quick.send(reply)
    assert len(sent(stage)) == (1 if effect == "after" else 0)


@needing("lays_ready")
@pytest.mark.parametrize(
    "fault", ["error_before", "error_after", "timeout_after", "reset_after", "login_page", "empty"]
)
def test_F26_trouble_while_a_file_is_brought_only_means_again(stage: Stage, fault: str) -> None:
    reply = wanted(stage)
    quick = stage.facing(fault)
    assert isinstance(quick, FileSender) and reply.file is not None
    stage.fault(fault, count=1, where="uploads")
    with pytest.raises(TryLater):
        quick.lay_ready(reply.file)
    stage.well()
    stage.connector.send(laid_ready(stage, reply))
    assert len(sent(stage)) == 1


@needing("lays_ready")
def test_a_file_the_platform_does_not_take_is_refused_and_stops_no_channel(stage: Stage) -> None:
    assert isinstance(stage.connector, FileSender)
    with pytest.raises(Refused):
        stage.connector.lay_ready(file(content=b"x" * (26 * 1024 * 1024)))
    assert stage.connector.check().ok


@needing("lays_ready")
def test_F21_a_dead_token_while_a_file_is_brought_calls_for_a_person(stage: Stage) -> None:
    reply = wanted(stage)
    stage.fault("status", status=401, where="uploads")
    assert isinstance(stage.connector, FileSender) and reply.file is not None
    with pytest.raises(SignInNeeded):
        stage.connector.lay_ready(reply.file)


def test_F51_a_file_for_somebody_who_is_not_there_is_refused(stage: Stage) -> None:
    reply = laid_ready(stage, wanted(stage))
    stage.shut_out()
    with pytest.raises(Refused):
        stage.connector.send(reply)
    assert sent(stage) == []


def test_the_rows_say_of_every_connector_whether_it_sends_files() -> None:
    able = {kind for kind, row in CHANNELS.items() if row.dm is not None and row.dm.files is not None}
    assert able == {kind for kind, made in CONNECTORS.items() if hasattr(made, "lay_ready")}
