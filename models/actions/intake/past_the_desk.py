"""Finds the messages that come by the way past the front desk, and keeps them out of cases the front desk sees."""

from models.actions.core.recused_posts import recused_of
from models.actions.intake.arrivals import Arrival
from models.actions.intake.watch_conduct import is_undecided
from models.rules.privacy.way_in import says
from models.rules.staff.roles import Role
from models.tables import ChannelAccount, Complaint, OpenThread, WayIn


def pass_the_desk(account: ChannelAccount, arrivals: list[Arrival], opens: bool) -> None:
    """Mark what came by the way in; what says its word opens a complaint of its own beside one the desk sees."""
    ways = list(WayIn.select(WayIn.word, WayIn.account).where(WayIn.ended_at.is_null()).tuples()) if arrivals else []
    words = {word for word, _ in ways if word}
    whole = account.id in {chosen for _, chosen in ways}
    for arrival in arrivals:
        worded = any(says(message.text, words) for message, _ in arrival.inbound)
        arrival.past = worded or (whole and bool(arrival.inbound))
        if worded and opens and arrival.complaint is not None and _seen_at_the_desk(arrival.complaint):
            _open_apart(arrival)


def _seen_at_the_desk(complaint: int) -> bool:
    """Whether a case will be seen by the front desk also with this message: it stays what a person made of it."""
    case = Complaint.get_by_id(complaint)
    return not is_undecided(case) and Role.PENGELOLA not in recused_of(case)


def _open_apart(arrival: Arrival) -> None:
    """Open a complaint that takes the conversation over, so that what he sends after it goes there too."""
    arrival.opens, arrival.complaint, arrival.previous, arrival.stops = True, None, None, ()
    OpenThread.delete().where(OpenThread.thread == arrival.thread.id).execute()
