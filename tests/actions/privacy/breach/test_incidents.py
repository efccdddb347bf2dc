"""The register of breaches: known when, due in 3 × 24 hours, open until people and institution were told."""

from datetime import timedelta

import pytest

from models.actions.core.actor import OPERATOR
from models.actions.privacy.breach.incidents import (
    MomentAhead,
    incident_of,
    incidents,
    open_incidents,
    record_incident,
    record_none,
    record_notice,
)
from models.rules.core.errors import NotVisible
from models.rules.privacy.breach import Kind, Notice
from models.tables import Audit, ChannelAccount
from tests.office import NOW

HOUR = timedelta(hours=1)


def test_it_is_open_until_the_people_and_the_institution_were_told(account: ChannelAccount) -> None:
    one = record_incident(Kind.ACCOUNT, NOW - 5 * HOUR, OPERATOR, NOW)
    assert (one.kind, one.known_at, one.due_at) == (Kind.ACCOUNT, NOW - 5 * HOUR, NOW + 67 * HOUR)
    assert one.lacking == (Notice.PEOPLE, Notice.INSTITUTION)
    told = record_notice(one.number, Notice.PEOPLE, NOW, OPERATOR, NOW + HOUR)
    assert (told.open, told.lacking, told.told) == (True, (Notice.INSTITUTION,), {Notice.PEOPLE: NOW})
    assert open_incidents() == [told]
    record_notice(one.number, Notice.PEOPLE, NOW, OPERATOR, NOW + HOUR)  # again: nobody else was told
    assert incident_of(one.number).open
    assert not record_notice(one.number, Notice.INSTITUTION, NOW, OPERATOR, NOW + HOUR).open
    assert open_incidents() == []


def test_two_are_two_and_one_that_was_none_ends_alone(account: ChannelAccount) -> None:
    first, second = (record_incident(kind, NOW, OPERATOR, NOW) for kind in (Kind.DISK, Kind.FILE))
    assert first.number != second.number
    assert not record_none(first.number, OPERATOR, NOW).open
    assert [one.number for one in open_incidents()] == [second.number]
    assert len(incidents()) == 2  # the register keeps both
    assert Audit.select().where(Audit.event == "bukan_kegagalan").get().subject == f"kegagalan:{first.number}"


def test_what_is_not_there_or_has_not_come_yet_is_refused(account: ChannelAccount) -> None:
    with pytest.raises(MomentAhead):
        record_incident(Kind.DISK, NOW + HOUR, OPERATOR, NOW)
    with pytest.raises(NotVisible):
        record_none(99999, OPERATOR, NOW)
    one = record_incident(Kind.DISK, NOW, OPERATOR, NOW)
    with pytest.raises(MomentAhead):
        record_notice(one.number, Notice.PEOPLE, NOW + HOUR, OPERATOR, NOW)
    other = Audit.select(Audit.id).where(Audit.event != "catat_kegagalan").first()
    with pytest.raises(NotVisible):
        record_notice(other.id if other else 0, Notice.PEOPLE, NOW, OPERATOR, NOW)
    assert incident_of(one.number).lacking == (Notice.PEOPLE, Notice.INSTITUTION)
