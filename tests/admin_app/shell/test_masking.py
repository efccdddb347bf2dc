"""What is shown of a protected case: whatever nothing says is harmless is masked, and what is harmless never is."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import pytest

from admin_app.shell.masking import mask_rows, masked
from models.rules.cases.sop import Stage
from models.rules.core.declarations import Harmless, Holds, PlatformAddress, Reader
from models.rules.privacy.masking import HIDDEN, NO_MASK, Mask
from models.tables import TABLES, Complaint, Contact, Document, RegisterLine, Staff
from models.tables.core.declaring import columns_for, held_by
from tests.office import new_complaint

HIM = Mask(("Sari Contoh",))


@dataclass(frozen=True)
class Deep:
    """What a page might show, unmarked."""

    said: str
    lines: list[tuple[str, ...]]
    known: Mapping[str, object]


@dataclass(frozen=True)
class Page:
    """A view with marked and unmarked fields."""

    deep: Deep
    label: Harmless[str]
    office: Harmless[Mapping[str, str]]
    link: PlatformAddress
    stage: Stage
    count: int


class Pair(NamedTuple):
    """A tuple with names."""

    mine: str
    label: Harmless[str]


def test_every_text_is_masked_unless_its_type_says_that_it_is_harmless() -> None:
    deep = Deep("kata Sari", [("Sari", "lain")], {"nothing knows this": ["Sari"], "section": "sari"})
    page = masked(
        Page(deep, "Loket Sari", {"kantor": "Kantor Sari"}, "https://x.example/Sari", Stage.PENELITIAN, 3), HIM
    )
    assert page.deep == Deep(
        f"kata {HIDDEN}", [(HIDDEN, "lain")], {"nothing knows this": [HIDDEN], "section": "sari"}
    )
    assert (page.label, page.office, page.link) == ("Loket Sari", {"kantor": "Kantor Sari"}, "")
    assert (page.stage, page.count) == (Stage.PENELITIAN, 3)
    assert masked(Pair("Sari", "Sari"), HIM) == Pair(HIDDEN, "Sari")
    assert masked({frozenset({"Sari"})}, HIM) == {frozenset({HIDDEN})}


def test_who_is_not_protected_is_shown_as_he_is() -> None:
    page = Pair("Sari", "Sari")
    assert masked(page, NO_MASK) is page


@pytest.mark.parametrize(
    ("table", "column"),
    [
        pytest.param(table, column, id=f"{table.__name__}.{column.name}")
        for table in TABLES
        for column in table._meta.sorted_fields
        if held_by(column).holds is not Holds.MACHINE or column.__class__.__name__ == "TextField"
    ],
)
def test_a_row_is_masked_as_its_columns_declare(table: Any, column: Any) -> None:
    row = table(**{column.name: "dari Sari Contoh"})
    masked(row, HIM)
    said, shown = held_by(column), row.__data__[column.name]
    if column.name not in {one.name for one in columns_for(table, Reader.MASK)}:
        assert shown == "dari Sari Contoh"
    elif said.address:
        assert shown == ""
    else:
        assert shown == (HIDDEN if said.holds is Holds.IDENTITY else f"dari {HIDDEN}")


def test_of_a_json_object_what_stands_under_a_harmless_key_stays() -> None:
    facts = {"office": "Kantor Sari", "findings": {"by": "Sari", "signer": "Sari"}, "unheard": "Sari"}
    paper = masked(Document(facts=json.dumps(facts)), HIM)
    assert json.loads(paper.facts) == {
        "office": "Kantor Sari", "findings": {"by": HIDDEN, "signer": "Sari"}, "unheard": HIDDEN
    }  # fmt: skip
    line = masked(RegisterLine(facts='{"officer": "Sari", "name": "Sari", "new": true}'), HIM)
    assert json.loads(line.facts) == {"officer": "Sari", "name": HIDDEN, "new": True}
    assert masked(Document(facts="no JSON of Sari"), HIM).facts == f"no JSON of {HIDDEN}"


def test_rows_read_together_are_masked_together_and_another_case_is_not(sqlite_account: Any) -> None:
    case = new_complaint(sqlite_account)
    other = Complaint(subject="Sari")
    case.subject, case.previous, case.assignee = "Sari", other, Staff(name="Sari Contoh", username="sari")
    case.contact = Contact(name="Sari Contoh")
    masked(case, HIM)
    assert (case.subject, other.subject, case.assignee.name) == (HIDDEN, "Sari", "Sari Contoh")
    assert case.contact.name == HIDDEN


def test_a_list_masks_the_rows_of_protected_cases_only(sqlite_account: Any) -> None:
    case = new_complaint(sqlite_account)
    Complaint.update(subject=f"dari {case.contact.name}").execute()
    shown = []
    for protected in (False, True):
        Complaint.update(identity_protected=protected).execute()
        row = Complaint.get()
        mask_rows([row])
        shown.append(row.subject)
    assert shown == ["dari Sari Contoh", f"dari {HIDDEN}"]
