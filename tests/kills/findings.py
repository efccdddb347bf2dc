"""What must hold once everything is settled: nothing lost, nothing doubled, nothing half, in order."""

from collections import Counter

from models.tables import Attachment, Message, Outbox, Thread
from tests.kills.scene import Scene


def check(scene: Scene, story: object = "") -> None:
    """Compare what the fake has with what the office has, and let `run_admin.py verify` look."""
    found = [*_intake(scene), *_answers(scene), *_order(scene), *_files(scene)]
    verified = scene.programs.admin("verify", check=False)
    assert not found and verified.returncode == 0, f"{found}\n{verified.stdout}\n{story}"


def doubled(scene: Scene) -> list[str]:
    """Name the answers citizens see more than once, without asking the database."""
    seen = Counter(message.text for message in list(scene.gateway.office_messages))
    return [text for text, times in seen.items() if times > 1]


def _intake(scene: Scene) -> list[str]:
    """I-1, I-2, I-3: what the platform has is in the database once, and nothing else."""
    phones = scene.gateway.phones.everyone()
    there = Counter(row.id for phone in phones for row in phone.messages.rows)
    here = Counter(row.external_id for row in Message.select(Message.external_id))
    strange = [row.external_id for row in Message.select().where(Message.origin == "aplikasi_asli")]
    return [
        *(f"lost: {one}" for one in there - here),
        *(f"doubled or invented: {one}" for one in here - there),
        *(f"our own message not known as ours: {one}" for one in strange),
    ]


def _answers(scene: Scene) -> list[str]:
    """I-4, I-5, I-6: an answer that is sent is visible once, and was asked for once though ids would hide it."""
    found = [f"visible more than once: {text}" for text in doubled(scene)]
    for row in Outbox.select():
        if (row.state == "sent") is not (scene.visible(row.text) == 1):
            found.append(f"{row.reply_key} is {row.state} and visible {scene.visible(row.text)} times")
    posts = [note for note in list(scene.simulator.practice.wire.requests) if note["path"].endswith("/api/sendText")]
    effective = sum(1 for note in posts if note["status"] == 201 or "kill_after" in note["faults"])
    if effective != len(scene.gateway.office_messages):
        found.append(f"{effective} sendings took effect for {len(scene.gateway.office_messages)} visible answers")
    return found


def _order(scene: Scene) -> list[str]:
    """I-13: in each conversation the answers stand in the order they were approved."""
    found = []
    for thread in Thread.select():
        approved = [row.text for row in Outbox.select().where(Outbox.thread == thread).order_by(Outbox.id)]
        seen = [row.text for row in scene.gateway.phones.at(thread.external_id).messages.rows if row.from_me]
        if seen != [text for text in approved if text in seen]:
            found.append(f"{thread.external_id} sees {seen}, approved were {approved}")
    return found


def _files(scene: Scene) -> list[str]:
    """I-15: every photo was fetched; that the files are whole, verify sees."""
    return [f"attachment {row.id} is {row.state}" for row in Attachment.select() if row.state != "tersimpan"]
