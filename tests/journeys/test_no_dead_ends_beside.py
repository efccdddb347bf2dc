"""No dead ends beside the course: pauses, merges, passed-over and absent posts, other ways of signing, invitations.

Each by itself from several kinds of desks; in a long run from all of them, and crossed.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import combinations, permutations, product
from typing import Any

import pytest

from admin_app.papers import paper_course
from models.actions.clocks import countersigners
from models.rules.cases.sop import Stage
from models.rules.papers.documents import DOCUMENTS
from models.rules.papers.unfinished import WAYS_OF_SIGNING, IssuedBy, WayOfSigning
from models.rules.staff.roles import Role, Section
from tests.actions.inviting import Invited
from tests.actions.walking import Walk
from tests.journeys import exploring
from tests.journeys.circumstances import (
    CLOSED,
    EXTRA_PAPERS,
    OPENED_AGAIN,
    OTHER,
    PAUSED,
    POSTS,
    STAFF,
    STARTS,
    away,
    both,
    extra_paper,
    merged,
    named,
)
from tests.journeys.elsewhere import srikandi
from tests.journeys.exploring import Explorer, Kept, keep, put_back
from tests.journeys.invited import invited, officers_alone
from tests.journeys.signing import ELECTRONIC, delegated, electronic
from tests.journeys.states import Beside, Explored, NeverHappens
from tests.office import office
from tests.sizes import LONG

NO_DELEGATES = dict.fromkeys(DOCUMENTS, frozenset[Role]())
SECTIONS = (Section.LALINTALKIM, Section.KEPALA_KANTOR)
ALL = tuple(STARTS)
ON_THE_WAY = [post for post in POSTS if post is not Role.KASI_INTELDAKIM]  # his desk is another section's


@dataclass
class Begun:
    """An office, and a case in it at each kind of desk."""

    account: Any
    empty: Kept
    starts: dict[str, tuple[Walk, Kept]]

    def explored(self, beside: Beside, *names: str) -> Explored:
        """Explore what becomes of the case where this happens beside it, from the desks named."""
        explorer = None
        for name in ALL if LONG else names:
            walk, kept = self.starts[name]
            put_back(walk, kept)
            explorer = explorer or Explorer(walk, ("paspor",), SECTIONS, beside=beside)
            explorer.walk = walk
            with suppress(NeverHappens):
                explorer.begin()
        assert explorer is not None
        print(explorer.found.size)
        return explorer.found


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Begun]:
    """A case at each kind of desk, and another citizen's beside it."""
    with office(f"sqlite:///{tmp_path_factory.mktemp('kantor') / 'aduan.db'}") as account:
        other = Walk(account, who=OTHER).at_section()
        empty, starts = keep(other), {}
        for name, (section, on) in STARTS.items():
            put_back(other, empty)
            walk = Walk(account, section)
            on(walk)
            starts[name] = (walk, keep(walk))
        yield Begun(account, empty, starts)


def test_while_a_clock_rests_the_case_goes_on_and_whoever_must_countersign_can(begun: Begun) -> None:
    assert begun.explored(PAUSED, "penelitian").wrong == []


@pytest.mark.parametrize(
    ("into_this", "starts"), [(True, ("penelitian", "penyampaian")), (False, ("penelitian", "jawaban"))]
)
def test_a_merged_case_is_parted_again_or_its_citizen_told(
    begun: Begun, into_this: bool, starts: tuple[str, ...]
) -> None:
    assert begun.explored(merged(into_this), *starts).wrong == []


@pytest.mark.parametrize("post", ON_THE_WAY)
def test_a_case_that_names_the_holder_of_a_post_passes_it_over(begun: Begun, post: Role) -> None:
    assert begun.explored(named(post), *(ALL if post is not Role.KEPALA_KANTOR else ("disposisi",))).wrong == []


@pytest.mark.parametrize("post", ON_THE_WAY)
def test_the_substitute_of_an_absent_holder_does_all_his_work(begun: Begun, post: Role) -> None:
    start = "disposisi" if post is Role.KEPALA_KANTOR else "penerusan"
    assert begun.explored(away(post, Role.PETUGAS_SEKSI), start).wrong == []


START_OF = {
    "ND-ESKAL": "penerusan",
    "ND-TERUSJWB": "jawaban",
    "DISPOSISI": "disposisi",
    "SURAT": "penyampaian",
    "KENDALI": "penyampaian",
}

# Whose papers another signs for him, each by somebody in his own line; in a long run by whoever is somebody else.
FOR_ANOTHER = [
    (Role.KASUBSI_INFOKIM, Role.KASI_TIKKIM),
    (Role.KEPALA_KANTOR, Role.KASI_TIKKIM, Role.KASUBSI_INFOKIM),
]
ALL_FOR_ANOTHER = [*permutations(POSTS, 2), *permutations(POSTS, 3)]


@pytest.mark.parametrize("posts", ALL_FOR_ANOTHER if LONG else FOR_ANOTHER)
def test_who_signs_for_another_signs_all_his_papers(begun: Begun, posts: tuple[Role, ...]) -> None:
    found = begun.explored(delegated(*posts), "disposisi" if Role.KEPALA_KANTOR in posts else "penerusan")
    assert found.wrong == []


@pytest.fixture
def kept_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    """A way of signing by which the PDF that comes back issues the paper."""
    monkeypatch.setitem(WAYS_OF_SIGNING, ELECTRONIC, WayOfSigning(IssuedBy.KEPT_COPY, scanned=False))


@pytest.mark.usefixtures("kept_pdf")
def test_a_paper_that_was_signed_and_did_not_come_back_yet_is_filed_by_somebody(begun: Begun) -> None:
    assert begun.explored(electronic(), "penerusan", "penelitian").wrong == []


@pytest.mark.usefixtures("kept_pdf")
@pytest.mark.parametrize("code", EXTRA_PAPERS if LONG else ["SURAT"])
def test_a_paper_that_never_comes_back_is_asked_for_by_the_archive_and_holds_nobody_up(
    begun: Begun, code: str
) -> None:
    found = begun.explored(electronic(lost=code), START_OF[code])
    assert found.wrong == []
    lost = [
        state for state in found.edges if state.stage is Stage.SELESAI and f"{code} belum kembali" in state.beside
    ]
    assert lost


def test_a_letter_that_srikandi_signs_comes_back_or_is_taken_back_by_somebody(begun: Begun) -> None:
    found = begun.explored(srikandi(), "penerusan", "jawaban")
    assert found.wrong == []
    done = {act.split(" by ")[0] for ways in found.edges.values() for act in ways}
    assert {f"{act}:{code}" for act in ("handover", "back", "confirm", "takeback") for code in ("ND-TERUS",)} <= done
    assert {"confirm:ND-JAWAB", "takeback:ND-JAWAB"} <= done


# Planted: where it is done, what is done there instead, and what happens beside the course when it is noticed.
FAULTS = {
    "who signs for another is not offered it": (exploring, "delegates_of_papers", lambda *_: NO_DELEGATES, "a.n."),
    "nobody is offered to file": (paper_course, "may_file_copy", lambda *_: False, "elektronik"),
    "a pause always waits for Kasubsi": (countersigners, "asked_posts", lambda _: (Role.KASUBSI_INFOKIM,), "jeda"),
    "a pause waits for nobody": (countersigners, "asked_posts", lambda _: (), "jeda"),
}
NOTICED_BY = {"a.n.": delegated(*FOR_ANOTHER[0]), "elektronik": electronic()}
NOTICED_BY["jeda"] = both(named(Role.KASI_TIKKIM, Role.KASUBSI_INFOKIM), PAUSED)


@pytest.mark.usefixtures("kept_pdf")
@pytest.mark.parametrize("fault", FAULTS if LONG else list(FAULTS)[:2])
def test_the_exploration_notices(begun: Begun, fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    place, name, instead, beside = FAULTS[fault]
    monkeypatch.setattr(place, name, instead)
    assert begun.explored(NOTICED_BY[beside], "penerusan").wrong


@pytest.mark.parametrize("code", EXTRA_PAPERS)
def test_a_paper_that_no_step_waits_for_holds_nobody_up(begun: Begun, code: str) -> None:
    found = begun.explored(extra_paper(code), START_OF[code])
    assert found.wrong == []
    assert any(f"draft:{code}" in act for ways in found.edges.values() for act in ways)


@pytest.mark.parametrize(("beside", "start"), [(CLOSED, "penelitian"), (OPENED_AGAIN, "penyampaian")])
def test_a_case_that_was_closed_or_put_away_goes_on(begun: Begun, beside: Beside, start: str) -> None:
    assert begun.explored(beside, start).wrong == []


def test_an_invitation_never_taken_up_still_ends_in_the_archive(begun: Begun) -> None:
    put_back(begun.starts["penyampaian"][0], begun.empty)
    walk = Invited(begun.account).at_answering()
    found = Explorer(walk, ("paspor",), SECTIONS, beside=invited(walk)).explore()
    print(found.size)
    assert found.wrong == []
    assert found.dead_ends() == []
    # Nobody answers the telephone, nobody writes: Kasubsi closes it as unreachable.
    assert found.dead_ends(never=officers_alone()) == []
    assert found.dead_ends(without="tidak_dihubungi", never=officers_alone())
    ended = {state.marks[3] for state in found.edges if state.stage is Stage.SELESAI}
    assert ended == {True, False}  # closed as unreachable, and answered


# What is crossed in a long run: every one or two named posts and every substitute, with whatever else can happen.
ELSE = {
    "jeda": PAUSED,
    "gabung ke sini": merged(True),
    "gabung ke sana": merged(False),
    "ditutup": CLOSED,
    "dibuka lagi": OPENED_AGAIN,
    **{f"naskah {code}": extra_paper(code) for code in EXTRA_PAPERS},
    "ttd elektronik": electronic(),
}
PEOPLE = {f"tanpa {post}": named(post) for post in POSTS}
PEOPLE |= {f"tanpa {one} dan {other}": named(one, other) for one, other in combinations(POSTS, 2)}
PEOPLE |= {f"{other} Plh. {post}": away(post, other) for post, other in permutations(STAFF, 2) if post in POSTS}


PEOPLE |= {f"{' ke '.join(posts)}": delegated(*posts) for posts in FOR_ANOTHER}


# Ordinarily only where a dead end was: the merged citizen waited for somebody the case names, a pause for all who are
# left out of the case.
DEAD_ENDS = {
    (f"tanpa {Role.PENGELOLA}", "gabung ke sini"): "penyampaian",
    (f"tanpa {Role.KASI_TIKKIM} dan {Role.KEPALA_KANTOR}", "jeda"): "penerusan",
}
CROSSED = list(product(PEOPLE, ELSE)) if LONG else list(DEAD_ENDS)


@pytest.mark.usefixtures("kept_pdf")
@pytest.mark.parametrize(("people", "name"), CROSSED)
def test_they_cross(begun: Begun, people: str, name: str) -> None:
    found = begun.explored(both(PEOPLE[people], ELSE[name]), DEAD_ENDS.get((people, name), "penyampaian"))
    assert found.wrong == []
    # Two who alone may merge can both be named; everything else can always happen somewhere.
    assert found.edges or name.startswith("gabung")
