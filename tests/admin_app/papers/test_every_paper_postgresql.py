"""The practice case with every type of paper on PostgreSQL too: the same papers, word for word, as on SQLite."""

from pathlib import Path

from tests.actions.drafting import month_whole, nothing_wrong
from tests.admin_app.browsing import Clock, back_office
from tests.admin_app.one_case import downloaded, walked
from tests.admin_app.papers.test_every_paper import EXPECTED
from tests.docgen.papers import CODES, lines
from tests.office import office
from tests.postgres import make_database


def test_every_paper_says_the_same_on_postgresql(postgres: str, tmp_path: Path) -> None:
    with office(make_database(postgres, "every_paper")) as account:
        clock = Clock()
        papers = downloaded(walked(back_office(tmp_path, clock), account, clock))
        assert nothing_wrong()
        assert month_whole()
    said = {code: "\n".join(lines(papers[code])) + "\n" for code in CODES}
    assert said == {code: (EXPECTED / f"{code}-kasus.txt").read_text("utf-8") for code in CODES}
