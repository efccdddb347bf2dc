"""The person behind a case: other cases within scope, conversations for the front desk, joining and parting."""

from collections.abc import Callable
from datetime import timedelta

from admin_app.cases.person import read_person
from admin_app.forms.finding_case import find_case
from models.actions.intake.join_contacts import join_contacts
from models.actions.intake.receive_messages import receive_page
from models.rules.channels.messages import Page
from models.rules.staff.roles import Role, Section
from models.tables import ChannelAccount, Complaint, Contact, OpenThread
from tests.actions.lane import BAD
from tests.admin_app.browsing import Browser, text
from tests.admin_app.case_page.submitting import case_page
from tests.admin_app.samples import complaint_in
from tests.office import NOW, actor, citizen_message, new_complaint, take_in

SignedIn = Callable[[Role | str], Browser]


def two_cases(account: ChannelAccount) -> tuple[Complaint, Complaint]:
    """Two cases of two telephones that are one person's: one with Lalintalkim, one with Inteldakim."""
    one = complaint_in(account, Section.LALINTALKIM, "628110000001", "paspor")
    two = complaint_in(account, Section.INTELDAKIM, "628110000002", "calo")
    join_contacts(one.contact_id, two.contact_id, actor(Role.PENGELOLA), NOW)
    return one, two


def others(case: Complaint, role: Role, identity_open: bool = False) -> list[str]:
    """Name the other cases this role reads on a case."""
    who = actor(role)
    return [row.number for row in read_person(find_case(case.public_id, who), who, identity_open).cases]


def test_a_case_shows_the_persons_other_cases_within_scope(sqlite_account: ChannelAccount) -> None:
    one, two = two_cases(sqlite_account)
    assert others(one, Role.PENGELOLA) == [two.number]
    assert others(two, Role.KEPALA_KANTOR) == [one.number]
    assert others(one, Role.KASI_LALINTALKIM) == []


def test_a_protected_identity_is_not_given_away_by_the_list(sqlite_account: ChannelAccount) -> None:
    one, two = two_cases(sqlite_account)
    Complaint.update(identity_protected=True).where(Complaint.id == two.id).execute()
    assert (others(one, Role.KEPALA_KANTOR), others(two, Role.KEPALA_KANTOR)) == ([], [])
    assert (others(one, Role.PENGELOLA), others(two, Role.PENGELOLA)) == ([], [])
    assert others(two, Role.PENGELOLA, identity_open=True) == [one.number]


def test_conversations_are_listed_for_the_front_desk_alone(sqlite_account: ChannelAccount) -> None:
    one, _two = two_cases(sqlite_account)
    front, head = actor(Role.PENGELOLA), actor(Role.KEPALA_KANTOR)
    assert {row.handle for row in read_person(find_case(one.public_id, front), front).conversations} == {
        "+628110000001",
        "+628110000002",
    }
    assert read_person(find_case(one.public_id, head), head).conversations == []


def test_people_are_searched_joined_and_parted_on_the_page(
    sqlite_account: ChannelAccount, signed_in: SignedIn
) -> None:
    one = complaint_in(sqlite_account, None, "628110000001", "paspor")
    two = complaint_in(sqlite_account, None, "628110000002", "calo")
    browser = signed_in(Role.PENGELOLA)
    assert f"/orang/?kasus={one.public_id}" in case_page(browser, one)
    page = text(browser.get(f"/orang/?kasus={one.public_id}&cari=0000002"))
    assert "+628110000002" in page
    fields = {"kasus": one.public_id, "pelapor": str(two.contact_id)}
    assert browser.post("/orang/satukan", **fields, form_key="kunci-formulir-000001").status_code == 303
    assert two.number in case_page(browser, one)
    assert browser.post("/orang/pisahkan", **fields, form_key="kunci-formulir-000002").status_code == 303
    assert Contact.get_by_id(two.contact_id).joined_into_id is None
    assert two.number not in case_page(browser, one).split("Pelapor ini", 1)[1]


def test_only_ones_own_person_is_parted_and_nonsense_is_not_found(
    sqlite_account: ChannelAccount, signed_in: SignedIn
) -> None:
    one, two = two_cases(sqlite_account)
    three = complaint_in(sqlite_account, None, "628110000003", "lain")
    browser = signed_in(Role.KASUBSI_INFOKIM)
    fields = {"kasus": three.public_id, "form_key": "kunci-formulir-000001"}
    assert browser.post("/orang/pisahkan", **fields, pelapor=str(two.contact_id)).status_code == 404
    for wrong in ("0", "-1", "99999999999999999999", "x"):
        assert browser.post("/orang/satukan", **fields, pelapor=wrong).status_code == 404
    assert Contact.get_by_id(two.contact_id).joined_into_id == one.contact_id
    assert browser.get("/orang/").headers["Location"] == "/meja/"


def test_a_conversation_that_only_a_hidden_case_brought_is_not_listed_nor_its_time(
    sqlite_account: ChannelAccount,
) -> None:
    case = new_complaint(sqlite_account)
    second = ChannelAccount.create(kind="gowa", label="Nomor pimpinan", created_at=NOW)
    receive_page(second.id, "dm", Page(messages=(citizen_message(BAD),)), NOW)
    # Two of the same conversation: the ordinary one is closed, then a suspected one follows.
    OpenThread.delete().where(OpenThread.complaint == case.id).execute()
    Complaint.update(open=False).where(Complaint.id == case.id).execute()
    later = NOW + timedelta(hours=1)
    take_in(sqlite_account, citizen_message(BAD, sent_at=later), now=later)
    assert Complaint.select().where(Complaint.conduct == "usulan").count() == 2

    def told(role: Role) -> list[tuple[str, bool]]:
        rows = read_person(find_case(case.public_id, actor(role)), actor(role)).conversations
        return [(row.account, row.last == later) for row in rows]

    assert told(Role.PENGELOLA) == [("WhatsApp kantor", False)]
    assert told(Role.KASUBSI_INFOKIM) == [("WhatsApp kantor", True), ("Nomor pimpinan", False)]


def test_a_protected_person_is_not_joined_by_guessing_his_place_in_the_table(
    sqlite_account: ChannelAccount, signed_in: SignedIn
) -> None:
    one = new_complaint(sqlite_account)
    secret = new_complaint(sqlite_account, BAD, "628110000002")
    browser = signed_in(Role.PENGELOLA)
    fields = {"kasus": one.public_id, "pelapor": str(secret.contact_id), "form_key": "kunci-formulir-000001"}
    assert browser.post("/orang/satukan", **fields).status_code == 404
    assert Contact.get_by_id(secret.contact_id).joined_into_id is None
    assert "0000002" not in text(browser.get(f"/orang/?kasus={one.public_id}"))
