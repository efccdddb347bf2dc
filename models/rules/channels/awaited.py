"""How long an answer is waited for at the platform before a person is asked to choose another way."""

from datetime import datetime, timedelta
from enum import StrEnum

from models.rules.channels.grades import DeliveryGrade, is_enough
from models.rules.clocks.working_time import Calendar, add_days
from models.rules.core.stored_moments import is_impossible

# The platforms' servers confirm within seconds; WAHA's maintainers look after one minute (waha#789).
ACCEPTED_WITHIN = timedelta(seconds=60)
REACHED_WITHIN_DAYS = 1  # working days


class Awaiting(StrEnum):
    """What is known of an answer that is not there yet."""

    SOON = "soon"  # it has just left
    LATE = "late"  # not there after the set time
    UNREACHED = "unreached"  # the platform has it, but it should have reached the phone by now
    FELL = "fell"  # it is not there, by somebody's word


def awaiting(
    grade: DeliveryGrade,
    least: DeliveryGrade,
    sent_at: datetime,
    there_at: datetime | None,
    calendar: Calendar,
    now: datetime,
) -> Awaiting | None:
    """Return what is waited for; None where the delivery is enough for a step to end."""
    if is_enough(grade, least):
        return None
    if grade in (DeliveryGrade.FAILED, DeliveryGrade.WITHDRAWN):
        return Awaiting.FELL
    # By a wrong clock nobody knows how long it was waited for: a person is asked rather than kept from answering.
    if there_at is None:
        waited = now - sent_at >= ACCEPTED_WITHIN or is_impossible(sent_at, now)
        return Awaiting.LATE if waited else Awaiting.SOON
    waited = is_impossible(there_at, now) or now >= add_days(calendar, there_at, REACHED_WITHIN_DAYS)
    return Awaiting.UNREACHED if waited else Awaiting.SOON
