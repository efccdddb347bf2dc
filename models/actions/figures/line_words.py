"""Which keys of a register's line hold a person's words, and the line as a mask, or the gate, lets it be shown."""

import json
import re
from collections.abc import Mapping
from dataclasses import replace

from peewee import Field

from models.rules.privacy.masking import ANYBODY, Mask, mask_email, mask_handle, mask_name, masked_value
from models.rules.retention.retention import DESTROYED
from models.tables import Complaint, Contact, Handle, Message, RegisterLine
from models.tables.core.declaring import held_by

Line = dict[str, object]
# The columns a line shows, by its keys. Its other keys name nobody, as the declaration of its facts says.
SHOWN: dict[str, tuple[Field, ...]] = {
    "name": (Contact.name, Handle.display_name, Handle.value),
    "address": (Contact.address,),
    "phone": (Handle.value,),
    "email": (Contact.email,),
    "place": (Complaint.incident_place,),
    "reported": (Complaint.reported_party,),
    "time": (Complaint.incident_time,),
    "problem": (Message.text,),
    "subject": (Complaint.subject,),
}
# Of these, what the recap that goes outside still tells.
_TOLD_OUTSIDE = ("place", "time", "subject")
# What no person typed into it: the office's own words and the program's.
_NOT_TYPED = frozenset(
    ("position", "number", "received", "channel", "officer", "new", "on_time", "section", "corrects")
)
_ALIAS = re.compile(r"Pelapor \d+(?: \(identitas dirahasiakan\))?")
_HARMLESS = held_by(RegisterLine.facts).harmless or frozenset[str]()
# What of a printed line is somebody's words, whoever typed what in it: all it shows of a person, and its remark.
WORDS = frozenset(
    {"name", "address", "phone", "email", "place", "reported", "time", "problem", "subject", "note", "reason"}
)
# What a register cannot leave empty says instead that its words were destroyed.
_MARKED = ("name", "status", "category")


def names_nobody(typed: object) -> frozenset[str]:
    """Return the keys of a line that hold no person's words; `typed`: those that somebody typed in that line."""
    return _HARMLESS - frozenset(str(typed or "").split())


def masked_facts(line: RegisterLine, mask: Mask) -> dict[str, object]:
    """Return what a line says as it may be shown behind a mask."""
    said = replace(held_by(RegisterLine.facts), harmless=names_nobody(line.typed))
    facts: dict[str, object] = json.loads(str(masked_value(said, line.facts, mask)))
    return facts


def mask_line(line: Line, gate: Mask = ANYBODY) -> Line:
    """Return a line without what names a person, for the recap sent outside; what a person typed passes the gate."""
    name, phone = str(line["name"]), str(line["phone"])
    hidden: Line = {
        **dict.fromkeys(SHOWN.keys() - set(_TOLD_OUTSIDE), ""),
        "name": name if _ALIAS.fullmatch(name) else mask_name(name),
        "phone": mask_handle(phone),
        "email": mask_email(str(line["email"])),
        "problem": str(line["subject"]) or str(line["category"]),
    }
    told = {key: value if key in _NOT_TYPED else gate.over(value) for key, value in {**line, **hidden}.items()}
    return told | {key: hidden[key] for key in ("name", "phone", "email")}


def without_words(facts: Mapping[str, object], typed: object) -> dict[str, object]:
    """Return what a line still says once its case is destroyed."""
    kept = names_nobody(typed)
    return {name: value if name in kept else DESTROYED if name in _MARKED else "" for name, value in facts.items()}
