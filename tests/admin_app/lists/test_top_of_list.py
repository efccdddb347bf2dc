"""A page from the top of a list is the page of the whole list, whatever lies above it and however far down it is."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from peewee import fn

from admin_app.lists.top_of_list import page_of
from models.rules.staff.roles import Section
from models.tables import Complaint
from tests.admin_app.samples import complaint_in
from tests.office import NOW, office
from tests.postgres import drop_database

ORDER = (Complaint.opened_at.desc(), Complaint.id.desc())
SIZE = 2


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def many(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Nine complaints, every third of one section, in turn: once for all who only read them."""
    on_sqlite = request.param == "sqlite"
    server = "" if on_sqlite else request.getfixturevalue("postgres")
    url = f"sqlite:///{tmp_path_factory.mktemp('list') / 'aduan.db'}" if on_sqlite else f"{server}/top_of_list"
    with office(url) as account:
        for count in range(9):
            case = complaint_in(account, Section.TIKKIM if count % 3 else Section.LALINTALKIM, f"{count}")
            moment = NOW - timedelta(hours=count // 2)  # two by two at one moment
            Complaint.update(opened_at=moment).where(Complaint.id == case.id).execute()
        yield
    if not on_sqlite:
        drop_database(url)


def page(number: int, head: int) -> tuple[list[int], int]:
    """Return the ids of a page of the section, and how often was asked."""
    asked = []

    def rows(query: Any) -> list[int]:
        asked.append(query)
        return [row for (row,) in query.select(Complaint.id).tuples()]

    mine = Complaint.select().where(Complaint.section == str(Section.LALINTALKIM)).order_by(*ORDER)
    return page_of(mine.limit(SIZE).offset(number * SIZE), ORDER, SIZE, head, rows), len(asked)


@pytest.mark.parametrize("head", range(0, 11))
@pytest.mark.parametrize("number", range(3))
def test_every_page_is_the_same_from_the_top_as_from_all(many: None, number: int, head: int) -> None:
    assert page(number, head)[0] == page(number, 0)[0]


def test_what_the_top_fills_is_asked_once_and_what_it_does_not_from_all(many: None) -> None:
    assert Complaint.select(fn.COUNT(Complaint.id)).scalar() == 9
    assert page(0, 9)[1] == 1
    assert page(0, 2)[1] == 2
    assert page(1, 9) == (page(1, 0)[0], 2)  # the last page is not full
