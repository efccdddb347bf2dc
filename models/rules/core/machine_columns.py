"""The columns that no seal is over: what the programs keep for themselves, and what the office may set as it likes.

Counts, leases, marks of what was done or is to be done, what is recounted from sealed columns and compared by
`verify`, what is sealed elsewhere (the trail, a month), what lapses, and the settings, which the trail tells of.
"""

from collections.abc import Mapping

from models.rules.core.sealed_contents import read_columns

_ROWS = """
channel_account: secret push_secret state state_reason state_since fails last_try_at last_success_at last_inbound_at
 last_sweep_at paused_until found_by_sweep token_expires_at token_life quota_used blocked_at blocked_why
 recovered_at advice lease_owner lease_token lease_until
channel_pass: account job passed_at halt
cursor: account stream epoch value updated_at
push_payload: account digest body received_at settled_at problem
channel_test: account asked_by asked_at done_at ok detail
agent_heartbeat: owner started_at seen_at stopped_at sending_stopped version of_machine
channel_charge: account day what count
paid_resource: account day what resource
thread: permalink about last_message_at last_inbound_at
envelope: alias_id epoch found_by
message: ack truncated seen_at
attachment: ref state attempts next_try_at give_up_at reason mime_mismatch
quarantine: account kind fingerprint external_id payload reason seen_at settled_at settled_by
gap: account thread_external_id why noticed_at settled_at
read_mark: message opened_at tries
office_setting: key value
working_block: weekday starts ends valid_from valid_until note
holiday: day name kind active
calendar_state: sha256 body first_at
category: key label section position active protects_identity misconduct kind
reply_template: code title purpose language kind text approved_as active
staff: password_once failed_logins delayed_until totp_last_step recovery_codes last_login_at phone nik
 wants_messages wants_tasks messaged_at wants_sound wants_badge theme single_keys first_view
staff_session: token_hash staff created_at seen_at ended_at proven_at address browser
entry_code: staff kept made_at until used_at
second_request: sealed
form_key: key staff used_at outcome
draft: staff complaint field text saved_at page turn
notice: staff complaint kind text key made_at seen_at lapsed_at message_due
setup_step: key state noted_by noted_at
saved_view: staff roles name query position
macro: name roles category urgency section note paper text_code goes_on position active
case_presence: complaint staff heard_at writing
shown_form: staff document mark shown_at
complaint: open due_at stage_since version last_inbound_at unread news read_news handed_news look_at look_by limits_by
open_thread: thread complaint
complaint_message: news
step_record: due_at due_plain due_asked calendar
pause: limit_minutes counted_before
outbox: state attempts resends absences faults not_before first_attempt_at last_attempt_at last_readback_at
 client_ref reason owner lease_token lease_until ack grade grade_at there_at
waiting_file: public_id staff complaint sha256 mime filename size added_at
delivery_proof: grade grade_at
delivery_change: effect
invitation: reminder code
invitation_claim: word
known_segment: name known_at
attempt_line: log part place reply_key attempt text_hash thread client_ref at
paper_type: code active made_by made_at
paper_type_version: paper_type number title form numbering classification stages drafters paraf signer to_reporter
 opening closing questions made_by made_at
template_version: document_type type_version number sha256 uploaded_by uploaded_at activated_by activated_at
 retired_at note
letterhead_version: ministry directorate region office address web email emblem emblem_width emblem_height emblem_mm
 valid_from withdrawn_at made_by made_at
document: own_version template version signed_copy_state signed_copy_checked signed_copy_roots
 signed_copy_difference
pending_signature: words block look stage_since due_at state why ended_at tries over
pdf_copy: source sha256 made_at
sent_paper: state words post word template template_sha256 found_number found_day compared copy_state roots
 difference placed block why said
signing_service: base_url version username secret asks tag authority changed_by changed_at checked_at check_said
 check_good
number_series: unit year series last
month_close: seal
month_facts: month facts hidden taken_at
register_line: salt digest seal
classification: code meaning scheme valid_from active active_years inactive_years fate
statutory_clock: due_at calendar
warning: complaint record clock grade key at
calendar_change: hours to_count counted changed last_step last_limit
suggestion_rule: target value words weight active
erasure: list why asked_at planned_for tried_at rewritten_at log_end ended_at problem
file_removal: sha256 asked_at gone_from
search_entry: kind ref marks text
search_due: what ref
recent_case: staff complaint opened_at
attachment_text: attachment message state text pages whole tries next_try_at read_at
paper_text: document state text pages whole tries next_try_at read_at
backup_copy: made_at path size sha256 files lacking recovery planned read_at fault removed_at second
backup_plan: set_at active host at_minute place mark daily weekly monthly second second_mark
backup_trouble: kind why place detail failing_since seen_at
restore_drill: started_at ended_at host backup second scratch age_minutes seconds cases messages files held_cases
 held_messages held_files flaw detail
recovery_key: public set_at tried_at
lost_file: sha256 fault found_at reported_by reported_at reason agreed_by agreed_at
job_pass: job owner passed_at
enrolment: name kept place root made_at made_by lasts_to used_at asked_id
file_place: host path seen_at mark
running_program: mark kind version host folder process by_hand began_at seen_at told
trail_writer: chain kind public begun_seq begun_at
audit: chain seq at actor address event subject before after prev_hash hash signature
seal_batch: number at lines
row_seal: batch kind ref salt digest was moved
kept_file: sha256 size key touched_at
file_chunk: file number content
"""

MACHINE: Mapping[str, tuple[str, ...]] = read_columns(_ROWS)
