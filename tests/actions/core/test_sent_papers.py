"""Which hand-over of a paper is open, and which is the newest."""

from typing import Any

from models.actions.core.sent_papers import all_of, kept_way, latest_of, open_of
from models.actions.papers.sent.take_back import take_back
from tests.actions.papers.sent.going import NUMBER, Going


def test_one_is_open_and_the_newest_is_told_after_it(account: Any) -> None:
    going = Going(account)
    paper = going.paper.id
    assert (open_of([paper]), latest_of([paper]), all_of(paper), open_of([])) == ({}, {}, [], {})
    sent = going.away(NUMBER)
    assert open_of([paper]) == latest_of([paper]) == {paper: sent}
    take_back(paper, "Salah tujuan", going.kasubsi, going.walk.tick(), on_paper=True)
    assert (open_of([paper]), latest_of([paper])[paper].state) == ({}, "kertas")
    assert kept_way(going.kept) == {"mode": "basah"}
