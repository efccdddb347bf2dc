"""Invitations from a comment into a private conversation as a dimension of the exploration: by whom, and by time."""

from collections.abc import Callable, Iterator
from datetime import timedelta

from admin_app.case_page.composer import linked_by, read_composer
from admin_app.replies.invitation_card import InvitationCard, read_invitation
from models.actions.clocks.watch_invitations import watch_invitations
from models.actions.core.actor import AGENT, Actor
from models.actions.core.case import is_visible
from models.actions.intake.confirm_invitation import confirm_by_officer
from models.actions.replies.queue_reply import Choices, queue_reply
from models.rules.replies.delivery import OPEN_STATES, Purpose
from models.tables import ChannelAccount, InvitationClaim, Outbox, StepOutput
from tests.actions.inviting import ANSWER, CITIZEN, INVITATION, STRANGER, Invited, commented, deliver, wrote
from tests.actions.walking import Walk
from tests.journeys.exploring import Here
from tests.journeys.states import Act, Beside, everybody
from tests.sizes import LONG

# Who is no officer: what only he does is nothing an office can count on.
OUTSIDE = ("warga", "orang_lain")


def _under_way(walk: Walk) -> list[Outbox]:
    states = [str(state) for state in OPEN_STATES]
    return list(Outbox.select().where(Outbox.state.in_(states)).order_by(Outbox.id))


def _card(walk: Walk) -> InvitationCard | None:
    return read_invitation(walk.case, walk.now)


def _acts(here: Here, walk: Invited) -> Iterator[Act]:
    if not here.case.open:
        return
    card = _card(here.walk)
    for person in (one for one in everybody() if is_visible(here.case, one)):
        yield from _of_person(here, person, card)
    if _under_way(here.walk):
        yield Act("world:kanal", AGENT, lambda: _carry(here.walk))
    elif card is not None and card.waits:
        yield Act("world:waktu", AGENT, lambda: _days(here.walk))
    if card is not None and card.accepted is None:
        yield from _of_others(here.walk, card, walk)


def _of_person(here: Here, person: Actor, card: InvitationCard | None) -> Iterator[Act]:
    walk, outputs = here.walk, list(StepOutput.select().where(StepOutput.complaint == here.walk.id))
    box = read_composer(here.case, here.work(person), outputs, here.settings, walk.now)
    if box is None or here.case.stage != "penyampaian" or _under_way(walk):
        return
    if str(Purpose.UNDANGAN) in dict(box.purposes) and (card is None or card.may_remind):
        yield Act("undang:", person, lambda: _queue(walk, person, INVITATION, Purpose.UNDANGAN))
    if box.chosen == Purpose.JAWABAN and box.way is not None and box.way.public:
        yield Act("jawab:umum", person, lambda: _queue(walk, person, ANSWER, Purpose.JAWABAN))
    for claim in filter(None, (linked_by(way.value) for way in box.ways)):
        choices = Choices(linked=claim)
        answer = lambda choices=choices: _queue(walk, person, ANSWER, Purpose.JAWABAN, choices)  # noqa: E731
        yield Act("jawab:undangan", person, answer)
    for one in card.claims if card is not None and card.accepted is None else ():
        sure = lambda one=one: confirm_by_officer(one.claim_id, "Ditelepon.", person, walk.tick())  # noqa: E731
        yield Act("pastikan:", person, sure)


def _of_others(walk: Walk, card: InvitationCard, begun: Invited) -> Iterator[Act]:
    claims = {row.thread.handle.value: row for row in InvitationClaim.select()}
    for name, who in (("warga", CITIZEN), *([("orang_lain", STRANGER)] if LONG else [])):
        if who not in claims and card.left:
            yield Act(f"{name}:kode", AGENT, lambda who=who: wrote(begun.whatsapp, card.code, walk.tick(), who))
    if CITIZEN in claims and not _under_way(walk):
        word = claims[CITIZEN].word
        for name, said in (("kata", word), *([("kata_salah", "elang-000")] if LONG else [])):
            yield Act(f"warga:{name}", AGENT, lambda said=said: commented(begun.account, said, walk.tick()))


def _queue(walk: Walk, person: Actor, text: str, purpose: Purpose, choices: Choices = Choices()) -> None:  # noqa: B008
    at = walk.tick()
    queue_reply(walk.id, text, purpose, f"jelajah-{at.isoformat()}", person, at, choices=choices)


def _carry(walk: Walk) -> None:
    for account in ChannelAccount.select():
        deliver(account.id, walk.tick())


def _days(walk: Walk) -> None:
    walk.now += timedelta(days=3, hours=1)
    watch_invitations(walk.now)


def _marks(walk: Walk) -> tuple[str, ...]:
    card = _card(walk)
    going = tuple(f"{row.purpose} berangkat" for row in _under_way(walk))
    if card is None or walk.case.stage != "penyampaian":
        return going
    said = (card.left, card.waits, card.may_remind, card.in_vain, card.reminded, card.accepted is not None)
    return (*going, f"undangan {said} {len(card.claims)}")


def invited(walk: Invited) -> Beside:
    """Return what can become of an invitation."""
    return Beside(acts=lambda here: _acts(here, walk), marks=_marks)


def officers_alone() -> Callable[[str], bool]:
    """Return which acts an office cannot count on: what others do, a telephone answered, words fit for all."""
    return lambda act: act.startswith((*(f"{one}:" for one in OUTSIDE), "answer:jawaban", "jawab:umum"))
