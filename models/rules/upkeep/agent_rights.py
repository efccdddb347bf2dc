"""What an agent on another machine may do in the database, table by table: nothing that its work does not need.

An agent writes what it receives, sends and counts by the clock. It reads no password, session, second factor, key or
draft of anybody, and it changes of a channel only how that fares, never where it is.
"""

from collections.abc import Iterator
from dataclasses import dataclass

NAME_LENGTH = 16  # of an agent's name, in its login


@dataclass(frozen=True)
class Rights:
    """What may be done with one table; `reads` and `updates` may be some columns, and `hides` are read as empty."""

    reads: bool | tuple[str, ...] = False
    inserts: bool = False
    updates: bool | tuple[str, ...] = False
    deletes: bool = False
    hides: tuple[str, ...] = ()

    def words(self) -> Iterator[str]:
        """Yield the rights in SQL's words."""
        for word, given in (("SELECT", self.reads), ("UPDATE", self.updates)):
            if given is True:
                yield word
            elif given:
                columns = ", ".join(f'"{column}"' for column in given)
                yield f"{word} ({columns})"
        if self.inserts:
            yield "INSERT"
        if self.deletes:
            yield "DELETE"

    def may_change(self, column: str) -> bool:
        """Whether the values of this column may be changed."""
        return self.updates is True or (self.updates is not False and column in self.updates)


def _same(tables: str, rights: Rights) -> dict[str, Rights]:
    return dict.fromkeys(tables.split(), rights)


_NOTHING = Rights()
_READ = Rights(reads=True)
_ADD = Rights(reads=True, inserts=True)  # only ever added to
_CHANGE = Rights(reads=True, updates=True)
_KEEP = Rights(reads=True, inserts=True, updates=True)
_ALL = Rights(reads=True, inserts=True, updates=True, deletes=True)
_TAKE_AWAY = Rights(reads=True, deletes=True)
_REFILL = Rights(reads=True, inserts=True, deletes=True)

# How a channel fares, and the token that the platform changes; not its kind, address or whether it is on.
_CHANNEL = """secret state state_reason state_since fails last_try_at last_success_at last_inbound_at last_sweep_at
paused_until found_by_sweep token_expires_at token_life quota_used blocked_at blocked_why advice lease_owner
lease_token lease_until""".split()  # noqa: SIM905 - read as a paragraph
# What its time being over makes of a paper that somebody signed; not its file, nor who drafted it.
_SIGNED = "state number date date_reason facts signed_by_id signed_at authority replaces_id".split()  # noqa: SIM905

AGENT_RIGHTS: dict[str, Rights] = {
    # Channels.
    "channel_account": Rights(reads=True, updates=tuple(_CHANNEL)),
    "channel_test": Rights(reads=True, updates=("done_at", "ok", "detail"), deletes=True),
    "push_payload": Rights(reads=True, updates=True, deletes=True),
    "read_mark": Rights(reads=True, updates=True, deletes=True),
    **_same("agent_machine serving_machine", _READ),
    **_same("agent_heartbeat channel_charge job_pass", _ALL),
    **_same("channel_pass cursor", _KEEP),
    # Its own entry, and what it is told there.
    "running_program": Rights(reads=True, inserts=True, updates=("seen_at",), deletes=True),
    "paid_resource": _REFILL,
    "corrected_price": _READ,
    # What comes in.
    **_same("attachment complaint_message envelope handle message message_version thread", _KEEP),
    "open_thread": _REFILL,
    **_same("contact gap quarantine warning", _ADD),
    # Cases: what follows from a message, a receipt or the clock.
    **_same("complaint pause statutory_clock step_output step_record", _KEEP),
    **_same("conflict_party history step_recount", _ADD),
    **_same("case_note category complaint_link output_correction report_photo statutory_rule suggestion_rule", _READ),
    **_same("text_mark text_review", _READ),  # what it indexes and tells is masked by them
    "calendar_change": _CHANGE,
    "calendar_state": _ADD,
    "way_in": _READ,
    # Answers.
    "delivery_change": _ALL,
    "known_segment": _REFILL,
    "attempt_line": _ALL,
    "invitation": _CHANGE,
    **_same("invitation_claim outbox survey", _KEEP),
    "delivery_proof": Rights(reads=True, updates=("grade", "grade_at")),
    **_same("reply_file reply_template waiting_file", _READ),
    # Papers that were signed, and numbers.
    "document": Rights(reads=True, updates=tuple(_SIGNED)),
    "pending_signature": _CHANGE,
    "sent_paper": _CHANGE,
    **_same("issued_number number_series", _KEEP),
    "external_number": _ADD,
    "transfer": Rights(reads=("id", "number")),  # its record's is in the register of numbers
    **_same("code_choice letterhead_version number_block paper_type paper_type_version paraf pdf_copy", _READ),
    **_same("replaced_copy template_version", _READ),
    "signing_service": Rights(reads=True, hides=("username", "secret")),
    # The office and its people.
    **_same("delegation holiday office_holder office_setting official sop_step sop_version working_block", _READ),
    "staff": Rights(
        reads=True,
        updates=("messaged_at",),
        hides=("password_hash", "totp_secret", "totp_last_step", "recovery_codes", "nik"),
    ),
    "staff_session": Rights(reads=("id", "created_at"), deletes=True),
    "form_key": Rights(reads=("id", "used_at"), deletes=True),
    "case_presence": Rights(reads=("id", "heard_at"), deletes=True),
    "shown_form": Rights(reads=("id", "shown_at"), deletes=True),
    "notice": _ALL,
    # Figures, retention, upkeep, search.
    **_same("month_close month_facts", _READ),
    "register_line": _ADD,
    **_same("destruction_item destruction_list folder_loan", _READ),
    "erasure": _KEEP,
    "file_removal": _ALL,
    **_same("backup_copy backup_plan backup_trouble recovery_key restore_drill schema_migration", _READ),
    **_same("attachment_text paper_text", _REFILL),
    "search_entry": _ALL,
    "search_due": Rights(reads=True, inserts=True, deletes=True),  # the database notes there what is written
    # Files, which agents on other machines keep in the database.
    **_same("file_chunk file_place kept_file", _ALL),
    "audit": _ADD,
    "trail_writer": _ADD,
    # It says that a sealed row moved on; sealing anew is the back office's.
    "row_seal": Rights(reads=True, updates=("salt", "moved")),
    "seal_batch": _READ,
    # What agents have no part in.
    **_same("draft enrolment entry_code macro recent_case saved_view second_request setup_step", _NOTHING),
    **_same("appraisal appraisal_opinion appraisal_panel panel_member archive_scheme classification", _NOTHING),
    "blackened_copy": Rights(reads=("sha256",)),  # whether a file is still in use
    **_same("data_correction data_handout secrecy_change unmasking report_return trust_root", _NOTHING),
    **_same("folder_place transfer_item record_class repeated_destruction lost_file", _NOTHING),
}
