"""The subject of a new case, by every way in: the request, and not the first words of the message."""

from datetime import timedelta
from typing import Any

from models.actions.cases.split_complaint import split_complaint
from models.actions.core.write_output import identify
from models.rules.staff.roles import Role
from models.tables import Complaint, Message
from tests.office import NOW, actor, citizen_message, new_complaint, take_in

LATER = NOW + timedelta(minutes=1)
LONG = (
    "Selamat pagi, nama saya Siti Rahmawati HP 081234567890 paspor C1234567, saya mau tanya apakah paspor saya "
    "sudah bisa diambil"
)


def test_a_new_case_is_called_by_its_request(account: Any) -> None:
    assert new_complaint(account, LONG).subject == "Apakah paspor saya sudah bisa diambil"


def test_a_greeting_alone_leaves_the_name_to_the_next_message_until_somebody_identified_it(account: Any) -> None:
    case = new_complaint(account, "Selamat pagi kak")
    assert case.subject == ""
    take_in(account, citizen_message("Mau tanya, paspor hilang lapor ke mana?"), now=LATER)
    assert Complaint.get_by_id(case.id).subject == "Paspor hilang lapor ke mana?"
    take_in(account, citizen_message("Saya sudah di kantor"), now=LATER)
    assert Complaint.get_by_id(case.id).subject == "Paspor hilang lapor ke mana?"
    identify(case.id, actor(Role.PENGELOLA), LATER, category="paspor", subject="Paspor hilang")
    take_in(account, citizen_message("Halo?"), now=LATER)
    assert Complaint.get_by_id(case.id).subject == "Paspor hilang"


def test_messages_of_one_page_are_read_for_the_first_that_asks_something(account: Any) -> None:
    take_in(account, citizen_message("Assalamualaikum"), citizen_message("Izin bertanya, kapan loket buka?"))
    assert Complaint.get().subject == "Kapan loket buka?"


def test_a_split_proposes_the_request_of_its_messages(account: Any) -> None:
    case = new_complaint(account)
    take_in(account, citizen_message("Halo min, mau lapor petugas minta uang"), now=LATER)
    message = Message.select().order_by(Message.id.desc()).get()
    split = split_complaint([message.id], actor(Role.KASUBSI_INFOKIM), LATER, source_id=case.id)
    assert split.subject == "Petugas minta uang"
