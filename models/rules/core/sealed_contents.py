"""What of each table is sealed: the columns that nobody may change but a program, and how a row of them is digested.

`SEALED` are the columns that say what somebody wrote, did, decided or was; whatever else a table has is the programs'
own (`machine_columns.py`): counts, leases, what is recounted from the sealed ones, and what lapses.
"""

import hashlib
from collections.abc import Collection, Mapping, Sequence

SEAL_EVENT = "segel_isi"  # the row of the trail that holds the root of a batch
_SUBJECT = "segel:"
GONE = "gone"  # stands for the digest of a row that a program took away
BATCH = 2_000  # rows sealed at once: so long no other program writes on SQLite
_BETWEEN = "\x1f"
_AGENTS, _AGENT_CHAIN = ".agen", "agen"

# A line for each table: its name, then its columns as the tables' modules call them. What an agent changes as well
# (what comes in, deliveries, what the clock ends) stands in lines of its own: with an agent's key nothing else moves.
_ROWS = """
complaint: public_id number opened_at recorded_at account sop_version category urgency reported_party incident_place
 incident_time security_class confidential source outside_number complete_at hold hold_reason destroyed_at
complaint.agen: thread contact stage step round closed_at forwarded head_answered referred unreachable kind section
 subject identity_protected misconduct conduct protected_by_lane previous lead assignee
complaint_link: kind source target why made_at made_by undone_at undone_by protected
complaint_message.agen: complaint message linked_at linked_by through undone_at undone_by
case_note: complaint text made_by made_at
history: complaint at actor move from_stage to_stage reason
output_correction: complaint kind field before after why made_by made_at
pause.agen: record reason_code why proof starts_at ends_at made_by countersigned_by countersigned_at refused asked_at
report_photo: complaint sha256 caption taken_at made_by made_at removed_at latitude longitude
report_return: complaint output reason made_by made_at
step_output: complaint kind step round text facts reference made_by
step_output.agen: made_at undone
step_record.agen: complaint step round section actor started_at finished_at outcome net_minutes gross_minutes late
 output
step_recount: record at why due_before due_after net_before net_after late_before late_after
channel_account: kind label settings enabled created_at sample
agent_machine: name public vouch made_at made_by revoked_at
serving_machine: account machine given_at given_by ended_at
corrected_price: what since micros source entered_at entered_by
calendar_change: kind says body made_by made_at decided_by decided_at agreed reason
statutory_clock.agen: complaint rule starts_at met_at stands lost_at lost_seen_at lost_by
statutory_rule: key label kind source action amount unit basis valid_from valid_until
month_close: month figures sha256 closed_by closed_at
register_line: month position complaint facts corrects reason made_by made_at typed
attachment.agen: public_id message position mime filename size sha256
envelope.agen: account kind external_id payload fetched_at
message.agen: account envelope thread author kind direction external_id text sent_at received_at origin reply_to
 permalink withdrawn_at
message_version.agen: message number text seen_at said_at
contact: name note address email nationality identity_protected joined_into created_at
handle.agen: kind value display_name contact first_seen_at
thread.agen: account kind external_id handle
delegation: from_post to_post document_types valid_from valid_until basis
office_holder: post official kind valid_from valid_until ended_at order_number note
official: name nip rank section phone sample
sop_step: version step title actor amount unit output
sop_version: number title valid_from loaded_at
document: public_id complaint about type own_title template_sha256 sha256 enclosures recipient subject drafted_by
 drafted_at cancelled_by cancelled_at cancel_reason signed_copy signed_copy_by signed_copy_at signed_copy_signer
 signed_copy_time
document.agen: state number date facts signed_by signed_at authority date_reason replaces
external_number: unit year number document entered_by entered_at
issued_number.agen: series urut text holder given_at given_by cancelled cancel_reason cancelled_by
number_block: series first final granted_at granted_by
paraf: document version role staff at returned comment
pending_signature: document staff way move number dated dated_reason submitted_at
sent_paper.agen: document way number sent_by sent_at sha256 returned_by returned_at signer signed_at ended_by ended_at
 reason agreed pdf
replaced_copy: document sha256 filed_by filed_at state signer signed_at replaced_by replaced_at reason
trust_root: subject fingerprint certificate_from certificate_until der added_by added_at removed_by removed_at
conflict_party: complaint staff why named_by named_at lifted_by lifted_at
secrecy_change: complaint protected reason made_by made_at
blackened_copy: public_id attachment sha256 boxes made_by made_at removed_by removed_at
text_mark: complaint words hides made_by made_at undone_by undone_at
text_review: complaint message version made_by made_at
unmasking: complaint asked_by motive asked_at decided_by decided_at granted ends_at
data_correction: contact field before after why made_by made_at
data_handout: contact complaint motive sha256 size lacking lacks made_by made_at
way_in: word account set_by set_at ended_by ended_at
delivery_change.agen: complaint reply proof grade at seen_at made_by
invitation.agen: complaint reply account created_at expires_at
invitation_claim.agen: invitation thread message made_at confirmed_at proof confirmed_by reason
delivery_proof: complaint purpose way text message sha256 made_by delivered_at made_at
outbox: reply_key complaint purpose text text_hash private approved created_by created_at
outbox.agen: account thread external_id reply_to sent_at settled_by settled_at
reply_file: public_id answer reply sha256 mime filename size
survey.agen: complaint asked_at scale answer answered_at message
appraisal: complaint panel verdict reason decided_by decided_at
appraisal_opinion: complaint member verdict reason given_at
appraisal_panel: letter letter_date made_by made_at ended_at
panel_member: panel staff part name title
destruction_item: list complaint number reason appraisal destroyed_at kept_because messages files
destruction_list: made_by made_at approved_by approved_at refused_at refuse_reason consent_letter consent_date
 consent_scan consent_by consent_at before_consent record_number carried_out_at note
repeated_destruction: complaint number destroyed_at repeated_at
record_class: key kind label active_years inactive_years fate basis
folder_loan: complaint borrower purpose due lent_by lent_at returned_to returned_at
folder_place: complaint room rack box sheets placed_by placed_at ended_at
archive_scheme: name valid_from codes sha256 imported_by imported_at
code_choice: subject code valid_from made_by made_at
transfer: number handed_by handed_title received_by received_title receiver office town made_by made_at
transfer_item: transfer complaint number code category years sheets place kept_until returned_to returned_at
second_request: kind target body was digest asked_by asked_as asked_at until decided_by decided_at outcome reason
staff: username name password_hash role section official active sample created_at totp_secret
"""


def read_columns(text: str) -> dict[str, tuple[str, ...]]:
    """Return the columns of each table, as such a table of rules names them."""
    lines = text.strip().replace("\n ", " ").splitlines()
    return {name: tuple(columns.split()) for name, _, columns in (line.partition(":") for line in lines)}


SEALED: Mapping[str, tuple[str, ...]] = read_columns(_ROWS)


def table_name(kind: str) -> str:
    """Return the table that a line of `SEALED` is of."""
    return kind.removesuffix(_AGENTS)


def kinds_of(table: str, written: Collection[str] | None = None) -> list[str]:
    """Return the lines of `SEALED` that these columns of a table are in; None: all of the table."""
    lines = (kind for kind in (table, f"{table}{_AGENTS}") if kind in SEALED)
    return [kind for kind in lines if written is None or any(name in written for name in SEALED[kind])]


def writes_all(chain: str) -> bool:
    """Whether the programs of a chain of the trail write whatever there is: those of the office, not agents."""
    return chain.partition("-")[0] != _AGENT_CHAIN


def may_move(kind: str, chain: str) -> bool:
    """Whether a program that writes this chain of the trail changes such columns in its work."""
    return kind.endswith(_AGENTS) or writes_all(chain)


def digest_of(kind: str, ref: int, salt: str, values: Sequence[object]) -> str:
    """Return the digest of a row's sealed values, in the order of its table (64 hex digits).

    Whoever lacks the salt cannot try out what stood there: with it goes what the digest tells.
    """
    said = _BETWEEN.join((salt, kind, str(ref), *map(_word, values)))
    return hashlib.sha256(said.encode()).hexdigest()


def _word(value: object) -> str:
    """Return a value as both databases keep it; a length before it, so that no two rows read the same."""
    if value is None:
        return "-"
    text = repr(float(value)) if isinstance(value, (bool, int, float)) else str(value)
    return f"{len(text)}:{text}"


class Root:
    """The root of a batch: a digest over its lines, in their order."""

    def __init__(self) -> None:
        self._hash = hashlib.sha256()

    def add(self, kind: str, ref: int, digest: str, was: str) -> None:
        """Add the line of one row; `was`: the digest that this one took the place of, empty for the first."""
        self._hash.update(f"{kind}:{ref}:{digest}:{was}\n".encode())

    def said(self) -> str:
        """Return the root of the lines so far (64 hex digits)."""
        return self._hash.hexdigest()


def moved_words(kind: str, ref: int, digest: str) -> str:
    """Return the words whose signature says that a program moved a sealed row on."""
    return f"aduan: a sealed row moved on\n{kind}\n{ref}\n{digest}"


def batch_subject(number: int) -> str:
    """Return the subject of the row of the trail that holds the root of a batch."""
    return f"{_SUBJECT}{number}"


def batch_of(subject: str) -> int:
    """Return the number of the batch that such a row is of."""
    return int(subject.removeprefix(_SUBJECT))
