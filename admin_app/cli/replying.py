"""run_admin.py reply · outbox resolve: what the buttons do, for a script or a server without a screen."""

from pathlib import Path

import click

from admin_app.cli.opening import opened, read_standard_input, utc_now
from models.actions.core.actor import OPERATOR
from models.actions.replies.queue_reply import is_on_its_way, queue_reply
from models.actions.replies.settle_reply import Verdict, alike_sent, settle_reply
from models.rules.cases.sop import MOVES, STAGES
from models.rules.core.texts import storable
from models.rules.replies.delivery import ENDED, PURPOSES, Purpose
from models.tables import Complaint, Outbox

_LONGEST_KEY = 64


@click.command()
@click.argument("complaint")
@click.option("--key", required=True, help="One per reply: the same key twice is one reply.")
@click.option("--text-file", default="-", metavar="FILE|-", help="The text, UTF-8 (default: standard input).")
@click.option("--purpose", type=click.Choice([str(purpose) for purpose in Purpose]), help="Default: by the stage.")
def reply(complaint: str, key: str, text_file: str, purpose: str | None) -> None:
    """Queue a reply to COMPLAINT (its number), as the button of the screen does.

    By the stage it is the first response, the answer, or any other message; it answers a question, and so closes the
    complaint, only where --purpose pertanyaan says so.
    """
    if not key.strip() or len(key) > _LONGEST_KEY or storable(key) != key:
        raise click.UsageError(f"--key takes 1 to {_LONGEST_KEY} characters.")
    text = _text(text_file)
    with opened():
        case = Complaint.get_or_none(Complaint.number == storable(complaint).strip())
        if case is None:
            raise click.UsageError(f"There is no complaint numbered '{complaint}'.")
        chosen = Purpose(purpose) if purpose else _purpose_of(case)
        queued = queue_reply(case.id, text, chosen, key, OPERATOR, utc_now())
        if queued.complaint_id != case.id or queued.text != storable(text).strip():
            raise click.UsageError(f"The key '{key}' belongs to another reply already. Choose a new key.")
        click.echo(f"{key} {queued.state} for {case.number} as {queued.purpose}")


def _purpose_of(case: Complaint) -> Purpose:
    """Return the stage's own purpose, or another message while that is on its way or would close the case."""
    for purpose, row in PURPOSES.items():
        if row.stage == case.stage and row.move and STAGES[MOVES[row.move].target].open:
            return Purpose.LAIN if is_on_its_way(case, purpose) else purpose
    return Purpose.LAIN


@click.group()
def outbox() -> None:
    """Replies on their way out."""


@outbox.command()
@click.argument("key")
@click.argument("verdict", type=click.Choice([str(verdict) for verdict in Verdict]))
@click.option("--seen", type=click.IntRange(min=1), help="How often its words stand in the conversation.")
def resolve(key: str, verdict: str, seen: int | None) -> None:
    """Settle the reply KEY after looking at the phone: it was sent, send it again, or cancel it.

    Where other answers of the same words are sent already, `sent` asks for --seen: each message is one answer.

    Any reply that is not sent, refused or cancelled; one that is being sent only when its lease has run out.
    """
    with opened():
        held = Outbox.get_or_none(Outbox.reply_key == storable(key))
        if held is None:
            raise click.UsageError(f"There is no reply with the key '{key}'.")
        known = _demand_seen(held, seen) if verdict == Verdict.SENT and held.state not in ENDED else None
        settled = settle_reply(key, Verdict(verdict), OPERATOR, utc_now(), alike=known)
        click.echo(f"{key} {settled.state}")


def _demand_seen(held: Outbox, seen: int | None) -> int:
    """Return how many answers of the same words are sent. Raises UsageError where no message is left for this one."""
    sent = len(alike_sent(held))
    if (1 if seen is None else seen) <= sent:
        raise click.UsageError(
            f"{sent} other answer(s) with the same words are sent to this conversation already. It was sent only "
            f"where the words stand there {sent + 1} times: then say --seen {sent + 1}."
        )
    return sent


def _text(name: str) -> str:
    if name == "-":
        return read_standard_input("text")
    try:
        return Path(name).read_text("utf-8-sig")
    except UnicodeDecodeError as err:
        raise click.UsageError(f"{name} is not valid UTF-8 text.") from err
    except OSError as err:
        raise click.UsageError(f"{name} cannot be read: {err.strerror}.") from err
