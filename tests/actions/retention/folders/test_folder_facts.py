"""A folder's papers say its code, how long it is kept and where it is, or that this is not known. Both databases."""

from datetime import timedelta
from typing import Any

from models.actions.papers.numbers.archive_codes import archive_codes
from models.actions.retention.folders.folder_facts import box_labels, coded, contents_facts, folder_label, kept_words
from models.actions.retention.folders.place import place_folder
from models.actions.retention.over import schedule
from models.actions.retention.scheme.choose_code import choose_code
from models.rules.core.moments import to_wib
from models.rules.retention.folders import Place
from models.rules.retention.retention import Fate
from models.rules.staff.roles import Role
from models.tables import Classification, Complaint, RecordClass
from tests.actions.upkeep.verify.test_verify import Someone
from tests.actions.walking import Walk
from tests.office import NOW, actor

PENGELOLA, KASUBSI = Role.PENGELOLA, Role.KASUBSI_INFOKIM
TODAY = to_wib(NOW).date()
UNTOLD = {"years": "", "first": "", "last": "", "count": 0}


def test_the_code_is_that_of_the_day_also_when_it_was_switched_off_since(account: Any) -> None:
    case = Walk(account).case
    assert coded(case, archive_codes()) == ("", "")
    choose_code("kategori:", "PW.06", TODAY, actor(KASUBSI), NOW)
    Classification.update(active=False).where(Classification.code == "PW.06").execute()
    code, meaning = coded(case, archive_codes())
    assert (code, bool(meaning)) == ("PW.06", True)


def test_how_long_a_file_is_kept_counts_from_its_closing(account: Any) -> None:
    case = Walk(account).case
    assert kept_words(case, schedule())["until"] == "dihitung sejak ditutup"
    assert folder_label(case)["years"] == f"{TODAY.year}, belum ditutup"
    ended = {"open": False, "stage": "ditutup", "closed_at": NOW + timedelta(days=366)}
    Complaint.update(ended).where(Complaint.id == case.id).execute()
    case = Complaint.get_by_id(case.id)
    row = schedule().of(case)
    assert row is not None
    assert kept_words(case, schedule())["until"].endswith(str(TODAY.year + 1 + row.active_years + row.inactive_years))
    assert folder_label(case)["years"] == f"{TODAY.year}–{TODAY.year + 1}"
    RecordClass.delete().execute()
    assert kept_words(case, schedule()) == {"kept": "belum ada kelasnya dalam jadwal retensi", "until": ""}


def test_a_permanent_file_and_a_held_one_have_no_day_until_which_they_are_kept(account: Any) -> None:
    case = Walk(account).case
    ended = {"open": False, "stage": "ditutup", "closed_at": NOW}
    Complaint.update({**ended, "hold": True}).where(Complaint.id == case.id).execute()
    assert kept_words(Complaint.get_by_id(case.id), schedule())["until"] == "penahanannya dicabut"
    RecordClass.update(fate=str(Fate.PERMANEN)).execute()
    assert kept_words(Complaint.get_by_id(case.id), schedule())["until"] == "tanpa batas, tidak dimusnahkan"


def test_a_folder_has_the_highest_class_of_what_is_in_it(account: Any) -> None:
    case = Walk(account).case
    for change, wanted in (({}, "B"), ({"identity_protected": True}, "T"), ({"conduct": "usulan"}, "R")):
        Complaint.update({"stage": case.stage, **change}).where(Complaint.id == case.id).execute()
        assert folder_label(Complaint.get_by_id(case.id))["keamanan"] == wanted


def test_a_box_label_tells_of_all_its_folders_or_of_none(account: Any) -> None:
    first, second = Someone(account, 21), Someone(account, 22)
    for walk in (first, second):
        place_folder(walk.id, ("Ruang Arsip", "2", "7", "9"), actor(PENGELOLA), NOW)
    facts = box_labels(Place("Ruang Arsip", "2", "7"), [first.case, second.case])
    box, folders = facts["box"], facts["folders"]
    assert isinstance(box, dict) and isinstance(folders, list)
    assert (box["count"], box["first"], box["last"]) == (2, first.case.number, second.case.number)
    assert [one["number"] for one in folders] == [first.case.number, second.case.number]
    # Whoever does not see the first one is told neither its number nor that it is there.
    facts = box_labels(Place("Ruang Arsip", "2", "7"), [second.case])
    assert first.case.number not in str(facts)
    assert facts["box"] == {"room": "Ruang Arsip", "rack": "2", "box": "7", "qr": box["qr"], **UNTOLD}


def test_the_list_names_who_counted_and_has_pages_where_a_pdf_is(account: Any) -> None:
    walk = Walk(account).at_section()
    facts = contents_facts(walk.case, lambda _sha256: 3, NOW)
    assert (facts["sheets"], facts["placed_by"], facts["place"]) == (0, "", "")
    place_folder(walk.id, ("Ruang Arsip", "2", "7", "9"), actor(PENGELOLA), NOW)
    facts = contents_facts(walk.case, lambda _sha256: 3, NOW)
    assert (facts["sheets"], facts["placed_by"]) == (9, "Contoh Pengelola Pengaduan")
    items = facts["items"]
    assert isinstance(items, list) and {one["pages"] for one in items} == {0}  # no PDF of any is stored
