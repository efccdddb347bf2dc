"""Who may sign for a post on a day: a table of dates, holders and written delegations; a.n., u.b., Plt. and Plh."""

from datetime import date, timedelta
from typing import Any

import pytest

from models.actions.office.delegations import delegates, delegates_of_papers, signer_for
from models.rules.staff.roles import ROLES, Role
from models.tables import Delegation, OfficeHolder, Official

FIRST, LAST = date(2026, 11, 2), date(2026, 11, 27)
HEAD, KASI, KASUBSI = Role.KEPALA_KANTOR, Role.KASI_TIKKIM, Role.KASUBSI_INFOKIM
A_N = f"a.n. {ROLES[HEAD].title}"


def delegate(from_post: Role, to_post: Role, types: str = "SURAT", until: date | None = LAST) -> None:
    Delegation.create(
        from_post=str(from_post),
        to_post=str(to_post),
        document_types=types,
        valid_from=FIRST,
        valid_until=until,
        basis="Surat Contoh 1",
    )


def stand_in(post: Role, kind: str, first: date, last: date) -> None:
    official = Official.create(name=f"Pengganti Contoh {kind}", nip="198001012005011001")
    OfficeHolder.create(post=str(post), official=official, kind=kind, valid_from=first, valid_until=last)


@pytest.mark.parametrize(
    ("day", "code", "who", "lines"),
    [
        (FIRST, "SURAT", HEAD, (ROLES[HEAD].title,)),
        (FIRST, "SURAT", KASI, (A_N, ROLES[KASI].title)),
        (LAST, "SURAT", KASI, (A_N, ROLES[KASI].title)),
        (LAST, "SURAT", KASUBSI, (A_N, ROLES[KASI].title, "u.b.", ROLES[KASUBSI].title)),
        (FIRST - timedelta(days=1), "SURAT", KASI, None),
        (LAST + timedelta(days=1), "SURAT", KASI, None),
        (LAST + timedelta(days=1), "SURAT", KASUBSI, None),
        (FIRST, "DISPOSISI", KASI, None),
        (FIRST, "SURAT", Role.PENGELOLA, None),
        (date(2026, 11, 10), "SURAT", KASI, (A_N, f"Plh. {ROLES[KASI].title}")),
        (date(2026, 11, 10), "SURAT", KASUBSI, (A_N, ROLES[KASI].title, "u.b.", ROLES[KASUBSI].title)),
        (date(2026, 11, 20), "SURAT", KASUBSI, (A_N, ROLES[KASI].title, "u.b.", f"Plt. {ROLES[KASUBSI].title}")),
        (date(2026, 11, 24), "SURAT", HEAD, (f"Plh. {ROLES[HEAD].title}",)),
    ],
)
def test_dates_holders_and_delegations(
    account: Any, day: date, code: str, who: Role, lines: tuple[str, ...] | None
) -> None:
    delegate(HEAD, KASI)
    delegate(KASI, KASUBSI, "ND-TERUS,SURAT")
    stand_in(KASI, "plh", date(2026, 11, 9), date(2026, 11, 11))
    stand_in(KASUBSI, "plt", date(2026, 11, 18), date(2026, 11, 25))
    stand_in(HEAD, "plh", date(2026, 11, 24), date(2026, 11, 24))
    assert (who in delegates(HEAD, code, day)) is (lines is not None and who is not HEAD)
    if lines is not None:
        assert signer_for(HEAD, who, code, day).title_lines == lines


def test_who_signs_on_behalf_is_named_with_his_own_name_and_number(account: Any) -> None:
    delegate(HEAD, KASI, until=None)
    signer = signer_for(HEAD, KASI, "SURAT", LAST + timedelta(days=400))
    official = Official.get(Official.name == f"Contoh {ROLES[KASI].label}")
    assert (signer.name, signer.nip) == (official.name, official.nip)


def test_u_b_goes_no_further_than_two_levels_and_never_in_a_circle(account: Any) -> None:
    delegate(HEAD, KASI)
    delegate(KASI, KASUBSI)
    delegate(KASUBSI, Role.PENGELOLA)
    delegate(KASI, HEAD)
    assert set(delegates(HEAD, "SURAT", FIRST)) == {KASI, KASUBSI}


def test_the_shorter_way_counts_where_there_are_two(account: Any) -> None:
    delegate(HEAD, KASI)
    delegate(KASI, KASUBSI)
    delegate(HEAD, KASUBSI)
    assert signer_for(HEAD, KASUBSI, "SURAT", FIRST).title_lines == (A_N, ROLES[KASUBSI].title)


def test_who_has_no_delegation_gets_no_line_of_his_own(account: Any) -> None:
    assert signer_for(HEAD, KASI, "SURAT", FIRST).title_lines == (ROLES[HEAD].title,)


def test_the_papers_of_a_page_are_asked_for_at_once(account: Any) -> None:
    delegate(HEAD, KASI, "SURAT,DISPOSISI")
    found = delegates_of_papers({"SURAT": HEAD, "ND-TERUS": KASUBSI, "ND-ESKAL": HEAD}, FIRST)
    assert found == {"SURAT": {KASI}, "ND-TERUS": frozenset(), "ND-ESKAL": frozenset()}


def test_a_delegation_names_as_many_types_as_there_are(account: Any) -> None:
    types = [f"BERITA-ACARA-{place:05}" for place in range(40)]
    delegate(HEAD, KASI, ",".join(types))
    assert set(delegates(HEAD, types[-1], FIRST)) == {KASI}
