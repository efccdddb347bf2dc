-- Every table as release 1.0 begins with it, in PostgreSQL's words; 0027_release_1_0.py says which SQLite has others for.
-- Released migrations are never edited: what comes later is one of its own.

CREATE TABLE agent_heartbeat (
    id SERIAL PRIMARY KEY,
    owner VARCHAR(64) NOT NULL,
    started_at TIMESTAMP NOT NULL,
    seen_at TIMESTAMP NOT NULL,
    stopped_at TIMESTAMP,
    sending_stopped TEXT NOT NULL
);
CREATE UNIQUE INDEX agentheartbeat_owner ON agent_heartbeat (owner);

CREATE TABLE channel_account (
    id SERIAL PRIMARY KEY,
    kind VARCHAR(20) NOT NULL,
    label VARCHAR(80) NOT NULL,
    settings TEXT NOT NULL,
    secret TEXT NOT NULL,
    enabled BOOLEAN NOT NULL,
    created_at TIMESTAMP NOT NULL,
    state VARCHAR(12) NOT NULL,
    state_reason TEXT NOT NULL,
    state_since TIMESTAMP,
    fails INTEGER NOT NULL,
    last_try_at TIMESTAMP,
    last_success_at TIMESTAMP,
    last_inbound_at TIMESTAMP,
    last_sweep_at TIMESTAMP,
    paused_until TIMESTAMP,
    found_by_sweep INTEGER NOT NULL,
    lease_owner VARCHAR(64),
    lease_token INTEGER NOT NULL,
    lease_until TIMESTAMP,
    token_expires_at TIMESTAMP,
    quota_used INTEGER,
    advice TEXT NOT NULL,
    sample BOOLEAN NOT NULL
);

CREATE TABLE envelope (
    id SERIAL PRIMARY KEY,
    account_id INTEGER NOT NULL REFERENCES channel_account (id),
    kind VARCHAR(10) NOT NULL,
    external_id VARCHAR(250) NOT NULL,
    alias_id VARCHAR(250),
    epoch INTEGER NOT NULL,
    payload TEXT NOT NULL,
    fetched_at TIMESTAMP NOT NULL,
    found_by VARCHAR(10) NOT NULL
);
CREATE INDEX envelope_alias_id ON envelope (alias_id);
CREATE UNIQUE INDEX envelope_account_id_kind_external_id ON envelope (account_id, kind, external_id);

CREATE TABLE contact (
    id SERIAL PRIMARY KEY,
    name VARCHAR(200) NOT NULL,
    note TEXT NOT NULL,
    address TEXT NOT NULL,
    email VARCHAR(200) NOT NULL,
    nationality VARCHAR(60) NOT NULL,
    identity_protected BOOLEAN NOT NULL,
    joined_into_id INTEGER REFERENCES contact (id),
    created_at TIMESTAMP NOT NULL
);
CREATE INDEX contact_joined_into_id ON contact (joined_into_id);

CREATE TABLE handle (
    id SERIAL PRIMARY KEY,
    kind VARCHAR(20) NOT NULL,
    value VARCHAR(200) NOT NULL,
    display_name VARCHAR(200) NOT NULL,
    contact_id INTEGER NOT NULL REFERENCES contact (id),
    first_seen_at TIMESTAMP NOT NULL
);
CREATE INDEX handle_contact_id ON handle (contact_id);
CREATE UNIQUE INDEX handle_kind_value ON handle (kind, value);

CREATE TABLE thread (
    id SERIAL PRIMARY KEY,
    account_id INTEGER NOT NULL REFERENCES channel_account (id),
    kind VARCHAR(10) NOT NULL,
    external_id VARCHAR(200) NOT NULL,
    handle_id INTEGER NOT NULL REFERENCES handle (id),
    permalink TEXT NOT NULL,
    last_message_at TIMESTAMP,
    last_inbound_at TIMESTAMP,
    about TEXT NOT NULL
);
CREATE INDEX thread_account_id ON thread (account_id);
CREATE INDEX thread_handle_id ON thread (handle_id);
CREATE UNIQUE INDEX thread_account_id_kind_external_id ON thread (account_id, kind, external_id);

CREATE TABLE message (
    id SERIAL PRIMARY KEY,
    account_id INTEGER NOT NULL REFERENCES channel_account (id),
    envelope_id INTEGER REFERENCES envelope (id),
    thread_id INTEGER NOT NULL REFERENCES thread (id),
    author_id INTEGER REFERENCES handle (id),
    kind VARCHAR(10) NOT NULL,
    direction VARCHAR(3) NOT NULL,
    external_id VARCHAR(250) NOT NULL,
    text TEXT NOT NULL,
    sent_at TIMESTAMP NOT NULL,
    received_at TIMESTAMP NOT NULL,
    origin VARCHAR(14) NOT NULL,
    reply_to VARCHAR(250),
    permalink TEXT NOT NULL,
    ack VARCHAR(12) NOT NULL,
    withdrawn_at TIMESTAMP,
    truncated BOOLEAN NOT NULL,
    seen_at TIMESTAMP
);
CREATE UNIQUE INDEX message_envelope_id ON message (envelope_id);
CREATE INDEX message_author_id ON message (author_id);
CREATE UNIQUE INDEX message_account_id_kind_external_id ON message (account_id, kind, external_id);
CREATE INDEX message_thread_id_sent_at ON message (thread_id, sent_at);
CREATE INDEX message_sent_at ON message (sent_at);

CREATE TABLE attachment (
    id SERIAL PRIMARY KEY,
    public_id VARCHAR(36) NOT NULL,
    message_id INTEGER NOT NULL REFERENCES message (id),
    position INTEGER NOT NULL,
    ref TEXT NOT NULL,
    mime VARCHAR(120) NOT NULL,
    filename VARCHAR(255) NOT NULL,
    size INTEGER,
    sha256 VARCHAR(64),
    state VARCHAR(12) NOT NULL,
    attempts INTEGER NOT NULL,
    next_try_at TIMESTAMP,
    give_up_at TIMESTAMP,
    reason TEXT NOT NULL,
    mime_mismatch BOOLEAN NOT NULL
);
CREATE UNIQUE INDEX attachment_public_id ON attachment (public_id);
CREATE INDEX attachment_message_id ON attachment (message_id);
CREATE INDEX attachment_sha256 ON attachment (sha256);
CREATE INDEX attachment_state ON attachment (state);
CREATE UNIQUE INDEX attachment_message_id_position ON attachment (message_id, position);

CREATE TABLE audit (
    id SERIAL PRIMARY KEY,
    chain VARCHAR(12) NOT NULL,
    seq INTEGER NOT NULL,
    at TIMESTAMP NOT NULL,
    actor VARCHAR(60) NOT NULL,
    address VARCHAR(60) NOT NULL,
    deed VARCHAR(60) NOT NULL,
    subject VARCHAR(60) NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL,
    prev_hash VARCHAR(64) NOT NULL,
    hash VARCHAR(64) NOT NULL
);
CREATE INDEX audit_subject ON audit (subject);
CREATE UNIQUE INDEX audit_chain_seq ON audit (chain, seq);
CREATE INDEX audit_deed_id ON audit (deed, id);

CREATE TABLE category (
    id SERIAL PRIMARY KEY,
    key VARCHAR(40) NOT NULL,
    label VARCHAR(120) NOT NULL,
    section VARCHAR(20) NOT NULL,
    position INTEGER NOT NULL,
    active BOOLEAN NOT NULL,
    protects_identity BOOLEAN NOT NULL,
    misconduct BOOLEAN NOT NULL,
    kind VARCHAR(20) NOT NULL
);
CREATE UNIQUE INDEX category_key ON category (key);

CREATE TABLE sop_version (
    id SERIAL PRIMARY KEY,
    number VARCHAR(80) NOT NULL,
    title VARCHAR(200) NOT NULL,
    valid_from DATE NOT NULL,
    loaded_at TIMESTAMP NOT NULL
);
CREATE UNIQUE INDEX sopversion_valid_from ON sop_version (valid_from);

CREATE TABLE official (
    id SERIAL PRIMARY KEY,
    name VARCHAR(200) NOT NULL,
    nip VARCHAR(18) NOT NULL,
    rank VARCHAR(80) NOT NULL,
    sample BOOLEAN NOT NULL
);

CREATE TABLE staff (
    id SERIAL PRIMARY KEY,
    username VARCHAR(40) NOT NULL,
    name VARCHAR(200) NOT NULL,
    password_hash VARCHAR(200) NOT NULL,
    role VARCHAR(20) NOT NULL,
    section VARCHAR(20),
    official_id INTEGER REFERENCES official (id),
    active BOOLEAN NOT NULL,
    created_at TIMESTAMP NOT NULL,
    failed_logins INTEGER NOT NULL,
    delayed_until TIMESTAMP,
    totp_secret TEXT NOT NULL,
    totp_last_step INTEGER NOT NULL,
    last_login_at TIMESTAMP,
    phone VARCHAR(20) NOT NULL,
    wants_messages BOOLEAN NOT NULL,
    single_keys BOOLEAN NOT NULL,
    first_view INTEGER,
    theme VARCHAR(10) NOT NULL,
    wants_sound BOOLEAN NOT NULL,
    wants_badge BOOLEAN NOT NULL,
    sample BOOLEAN NOT NULL,
    password_once BOOLEAN NOT NULL
);
CREATE UNIQUE INDEX staff_username ON staff (username);
CREATE INDEX staff_official_id ON staff (official_id);

CREATE TABLE complaint (
    id SERIAL PRIMARY KEY,
    public_id VARCHAR(36) NOT NULL,
    number VARCHAR(40) NOT NULL,
    opened_at TIMESTAMP NOT NULL,
    account_id INTEGER NOT NULL REFERENCES channel_account (id),
    thread_id INTEGER NOT NULL REFERENCES thread (id),
    contact_id INTEGER NOT NULL REFERENCES contact (id),
    sop_version_id INTEGER NOT NULL REFERENCES sop_version (id),
    stage VARCHAR(24) NOT NULL,
    step INTEGER NOT NULL,
    round INTEGER NOT NULL,
    open BOOLEAN NOT NULL,
    due_at TIMESTAMP,
    stage_since TIMESTAMP NOT NULL,
    closed_at TIMESTAMP,
    forwarded BOOLEAN NOT NULL,
    head_answered BOOLEAN NOT NULL,
    referred BOOLEAN NOT NULL,
    version INTEGER NOT NULL,
    kind VARCHAR(20) NOT NULL,
    category VARCHAR(40) NOT NULL,
    section VARCHAR(20),
    urgency VARCHAR(12) NOT NULL,
    subject VARCHAR(200) NOT NULL,
    reported_party TEXT NOT NULL,
    incident_place TEXT NOT NULL,
    incident_time TEXT NOT NULL,
    security_class VARCHAR(2) NOT NULL,
    confidential BOOLEAN NOT NULL,
    identity_protected BOOLEAN NOT NULL,
    previous_id INTEGER REFERENCES complaint (id),
    assignee_id INTEGER REFERENCES staff (id),
    last_inbound_at TIMESTAMP,
    unread INTEGER NOT NULL,
    misconduct BOOLEAN NOT NULL,
    source VARCHAR(20) NOT NULL,
    outside_number VARCHAR(40) NOT NULL,
    complete_at TIMESTAMP,
    record_class VARCHAR(40) NOT NULL,
    hold BOOLEAN NOT NULL,
    lead_id INTEGER REFERENCES complaint (id),
    hold_reason TEXT NOT NULL,
    destroyed_at TIMESTAMP
);
CREATE UNIQUE INDEX complaint_public_id ON complaint (public_id);
CREATE UNIQUE INDEX complaint_number ON complaint (number);
CREATE INDEX complaint_opened_at ON complaint (opened_at);
CREATE INDEX complaint_contact_id ON complaint (contact_id);
CREATE INDEX complaint_previous_id ON complaint (previous_id);
CREATE INDEX complaint_assignee_id ON complaint (assignee_id);
CREATE INDEX complaint_thread_id_open ON complaint (thread_id, open);
CREATE INDEX complaint_section_open_due_at ON complaint (section, open, due_at);
CREATE INDEX complaint_open_due_at ON complaint (open, due_at);
CREATE INDEX complaint_open_opened_at ON complaint (open, opened_at);
CREATE INDEX complaint_open_closed_at ON complaint (open, closed_at);
CREATE INDEX complaint_lead_id ON complaint (lead_id);
CREATE INDEX complaint_open_stage_section_unread_lead_id ON complaint (open, stage, section, unread, lead_id);
CREATE INDEX complaint_protected ON complaint (id) WHERE identity_protected;
CREATE INDEX complaint_again ON complaint (open) WHERE round > 1;
CREATE INDEX complaint_held ON complaint (id) WHERE hold;
CREATE INDEX complaint_section_closed ON complaint (section, closed_at) WHERE NOT open;
CREATE INDEX complaint_kept ON complaint (closed_at) WHERE NOT open AND destroyed_at IS NULL;
CREATE INDEX complaint_kept_kind ON complaint (kind, closed_at) WHERE NOT open AND destroyed_at IS NULL;
CREATE INDEX complaint_own_class ON complaint (record_class, closed_at) WHERE record_class <> '';
CREATE INDEX complaint_open_urgency_due_at ON complaint (open, urgency, due_at);

CREATE TABLE complaint_link (
    id SERIAL PRIMARY KEY,
    kind VARCHAR(12) NOT NULL,
    source_id INTEGER NOT NULL REFERENCES complaint (id),
    target_id INTEGER NOT NULL REFERENCES complaint (id),
    why TEXT NOT NULL,
    made_at TIMESTAMP NOT NULL,
    made_by_id INTEGER REFERENCES staff (id),
    undone_at TIMESTAMP,
    undone_by_id INTEGER REFERENCES staff (id),
    protected BOOLEAN NOT NULL
);
CREATE INDEX complaintlink_source_id ON complaint_link (source_id);
CREATE INDEX complaintlink_target_id ON complaint_link (target_id);
CREATE INDEX complaintlink_made_by_id ON complaint_link (made_by_id);
CREATE INDEX complaintlink_undone_by_id ON complaint_link (undone_by_id);

CREATE TABLE complaint_message (
    id SERIAL PRIMARY KEY,
    complaint_id INTEGER NOT NULL REFERENCES complaint (id),
    message_id INTEGER NOT NULL REFERENCES message (id),
    linked_at TIMESTAMP NOT NULL,
    linked_by_id INTEGER REFERENCES staff (id),
    undone_at TIMESTAMP,
    undone_by_id INTEGER REFERENCES staff (id),
    through_id INTEGER REFERENCES complaint_link (id)
);
CREATE INDEX complaintmessage_message_id ON complaint_message (message_id);
CREATE UNIQUE INDEX complaintmessage_complaint_id_message_id ON complaint_message (complaint_id, message_id);

CREATE TABLE cursor (
    id SERIAL PRIMARY KEY,
    account_id INTEGER NOT NULL REFERENCES channel_account (id),
    stream VARCHAR(40) NOT NULL,
    epoch INTEGER NOT NULL,
    value TEXT,
    updated_at TIMESTAMP NOT NULL
);
CREATE INDEX cursor_account_id ON cursor (account_id);
CREATE UNIQUE INDEX cursor_account_id_stream ON cursor (account_id, stream);

CREATE TABLE delegation (
    id SERIAL PRIMARY KEY,
    from_post VARCHAR(30) NOT NULL,
    to_post VARCHAR(30) NOT NULL,
    document_types VARCHAR(200) NOT NULL,
    valid_from DATE NOT NULL,
    valid_until DATE,
    basis VARCHAR(200) NOT NULL
);

CREATE TABLE delivery_proof (
    id SERIAL PRIMARY KEY,
    complaint_id INTEGER NOT NULL REFERENCES complaint (id),
    purpose VARCHAR(20) NOT NULL,
    way VARCHAR(20) NOT NULL,
    text TEXT NOT NULL,
    message_id INTEGER REFERENCES message (id),
    sha256 VARCHAR(64),
    made_by_id INTEGER NOT NULL REFERENCES staff (id),
    delivered_at TIMESTAMP NOT NULL,
    made_at TIMESTAMP NOT NULL
);
CREATE INDEX deliveryproof_complaint_id ON delivery_proof (complaint_id);
CREATE INDEX deliveryproof_message_id ON delivery_proof (message_id);

CREATE TABLE template_version (
    id SERIAL PRIMARY KEY,
    document_type VARCHAR(20) NOT NULL,
    number INTEGER NOT NULL,
    sha256 VARCHAR(64) NOT NULL,
    uploaded_by_id INTEGER REFERENCES staff (id),
    uploaded_at TIMESTAMP NOT NULL,
    activated_by_id INTEGER REFERENCES staff (id),
    activated_at TIMESTAMP,
    retired_at TIMESTAMP,
    note VARCHAR(200) NOT NULL
);
CREATE INDEX templateversion_uploaded_by_id ON template_version (uploaded_by_id);
CREATE INDEX templateversion_activated_by_id ON template_version (activated_by_id);
CREATE UNIQUE INDEX templateversion_document_type_number ON template_version (document_type, number);

CREATE TABLE document (
    id SERIAL PRIMARY KEY,
    public_id VARCHAR(36) NOT NULL,
    complaint_id INTEGER REFERENCES complaint (id),
    type VARCHAR(20) NOT NULL,
    state VARCHAR(16) NOT NULL,
    number VARCHAR(80),
    date DATE,
    facts TEXT NOT NULL,
    template_id INTEGER REFERENCES template_version (id),
    template_sha256 VARCHAR(64) NOT NULL,
    sha256 VARCHAR(64),
    recipient VARCHAR(200) NOT NULL,
    subject VARCHAR(200) NOT NULL,
    drafted_by_id INTEGER REFERENCES staff (id),
    drafted_at TIMESTAMP NOT NULL,
    signed_by_id INTEGER REFERENCES staff (id),
    signed_at TIMESTAMP,
    cancelled_by_id INTEGER REFERENCES staff (id),
    cancelled_at TIMESTAMP,
    cancel_reason TEXT NOT NULL,
    replaces_id INTEGER REFERENCES document (id),
    version INTEGER NOT NULL,
    about VARCHAR(80) NOT NULL,
    signed_copy VARCHAR(64),
    signed_copy_by_id INTEGER REFERENCES staff (id),
    signed_copy_at TIMESTAMP
);
CREATE UNIQUE INDEX document_public_id ON document (public_id);
CREATE INDEX document_complaint_id ON document (complaint_id);
CREATE INDEX document_template_id ON document (template_id);
CREATE INDEX document_replaces_id ON document (replaces_id);
CREATE INDEX document_number ON document (number);
CREATE INDEX document_drafted_at ON document (drafted_at);

CREATE TABLE draft (
    id SERIAL PRIMARY KEY,
    staff_id INTEGER NOT NULL REFERENCES staff (id),
    complaint INTEGER NOT NULL,
    field VARCHAR(40) NOT NULL,
    text TEXT NOT NULL,
    saved_at TIMESTAMP NOT NULL
);
CREATE INDEX draft_staff_id ON draft (staff_id);
CREATE UNIQUE INDEX draft_staff_id_complaint_field ON draft (staff_id, complaint, field);

CREATE TABLE external_number (
    id SERIAL PRIMARY KEY,
    unit VARCHAR(40) NOT NULL,
    year INTEGER NOT NULL,
    number VARCHAR(80) NOT NULL,
    document_id INTEGER NOT NULL REFERENCES document (id),
    entered_by_id INTEGER NOT NULL REFERENCES staff (id),
    entered_at TIMESTAMP NOT NULL
);
CREATE UNIQUE INDEX externalnumber_document_id ON external_number (document_id);
CREATE INDEX externalnumber_entered_by_id ON external_number (entered_by_id);
CREATE UNIQUE INDEX externalnumber_unit_year_number ON external_number (unit, year, number);

CREATE TABLE form_key (
    id SERIAL PRIMARY KEY,
    key VARCHAR(64) NOT NULL,
    staff_id INTEGER NOT NULL REFERENCES staff (id),
    used_at TIMESTAMP NOT NULL,
    outcome TEXT NOT NULL
);
CREATE UNIQUE INDEX formkey_key ON form_key (key);
CREATE INDEX formkey_staff_id ON form_key (staff_id);

CREATE TABLE gap (
    id SERIAL PRIMARY KEY,
    account_id INTEGER NOT NULL REFERENCES channel_account (id),
    thread_external_id VARCHAR(200) NOT NULL,
    why TEXT NOT NULL,
    noticed_at TIMESTAMP NOT NULL,
    settled_at TIMESTAMP
);
CREATE INDEX gap_account_id ON gap (account_id);

CREATE TABLE history (
    id SERIAL PRIMARY KEY,
    complaint_id INTEGER NOT NULL REFERENCES complaint (id),
    at TIMESTAMP NOT NULL,
    actor_id INTEGER REFERENCES staff (id),
    move VARCHAR(40) NOT NULL,
    from_stage VARCHAR(24) NOT NULL,
    to_stage VARCHAR(24) NOT NULL,
    reason TEXT NOT NULL
);
CREATE INDEX history_complaint_id ON history (complaint_id);

CREATE TABLE holiday (
    id SERIAL PRIMARY KEY,
    day DATE NOT NULL,
    name VARCHAR(200) NOT NULL,
    kind VARCHAR(20) NOT NULL,
    active BOOLEAN NOT NULL
);
CREATE UNIQUE INDEX holiday_day ON holiday (day);

CREATE TABLE number_series (
    id SERIAL PRIMARY KEY,
    unit VARCHAR(40) NOT NULL,
    year INTEGER NOT NULL,
    series VARCHAR(40) NOT NULL,
    last INTEGER NOT NULL
);
CREATE UNIQUE INDEX numberseries_unit_year_series ON number_series (unit, year, series);

CREATE TABLE issued_number (
    id SERIAL PRIMARY KEY,
    series_id INTEGER NOT NULL REFERENCES number_series (id),
    urut INTEGER NOT NULL,
    text VARCHAR(80) NOT NULL,
    holder VARCHAR(60) NOT NULL,
    given_at TIMESTAMP NOT NULL,
    given_by_id INTEGER REFERENCES staff (id),
    cancelled BOOLEAN NOT NULL,
    cancel_reason TEXT NOT NULL,
    cancelled_by_id INTEGER REFERENCES staff (id)
);
CREATE UNIQUE INDEX issuednumber_holder ON issued_number (holder);
CREATE UNIQUE INDEX issuednumber_series_id_urut ON issued_number (series_id, urut);
CREATE INDEX issued_number_given_at ON issued_number (given_at);

CREATE TABLE message_version (
    id SERIAL PRIMARY KEY,
    message_id INTEGER NOT NULL REFERENCES message (id),
    number INTEGER NOT NULL,
    text TEXT NOT NULL,
    seen_at TIMESTAMP NOT NULL
);
CREATE INDEX messageversion_message_id ON message_version (message_id);
CREATE UNIQUE INDEX messageversion_message_id_number ON message_version (message_id, number);

CREATE TABLE notice (
    id SERIAL PRIMARY KEY,
    staff_id INTEGER NOT NULL REFERENCES staff (id),
    complaint INTEGER,
    kind VARCHAR(30) NOT NULL,
    text TEXT NOT NULL,
    key VARCHAR(120) NOT NULL,
    made_at TIMESTAMP NOT NULL,
    seen_at TIMESTAMP,
    lapsed_at TIMESTAMP,
    message_due BOOLEAN NOT NULL
);
CREATE UNIQUE INDEX notice_key ON notice (key);
CREATE INDEX notice_staff_id_seen_at_lapsed_at ON notice (staff_id, seen_at, lapsed_at);
CREATE INDEX notice_complaint ON notice (complaint);
CREATE INDEX notice_message_due ON notice (message_due);

CREATE TABLE number_block (
    id SERIAL PRIMARY KEY,
    series_id INTEGER NOT NULL REFERENCES number_series (id),
    first INTEGER NOT NULL,
    final INTEGER NOT NULL,
    granted_at TIMESTAMP NOT NULL,
    granted_by VARCHAR(200) NOT NULL
);
CREATE INDEX numberblock_series_id ON number_block (series_id);

CREATE TABLE office_holder (
    id SERIAL PRIMARY KEY,
    post VARCHAR(30) NOT NULL,
    official_id INTEGER NOT NULL REFERENCES official (id),
    kind VARCHAR(10) NOT NULL,
    valid_from DATE NOT NULL,
    valid_until DATE,
    order_number VARCHAR(80) NOT NULL,
    note TEXT NOT NULL
);
CREATE INDEX officeholder_official_id ON office_holder (official_id);

CREATE TABLE office_setting (
    id SERIAL PRIMARY KEY,
    key VARCHAR(60) NOT NULL,
    value TEXT NOT NULL
);
CREATE UNIQUE INDEX officesetting_key ON office_setting (key);

CREATE TABLE open_thread (
    id SERIAL PRIMARY KEY,
    thread_id INTEGER NOT NULL REFERENCES thread (id),
    complaint_id INTEGER NOT NULL REFERENCES complaint (id)
);
CREATE UNIQUE INDEX openthread_thread_id ON open_thread (thread_id);
CREATE INDEX openthread_complaint_id ON open_thread (complaint_id);

CREATE TABLE outbox (
    id SERIAL PRIMARY KEY,
    reply_key VARCHAR(64) NOT NULL,
    complaint_id INTEGER REFERENCES complaint (id),
    account_id INTEGER NOT NULL REFERENCES channel_account (id),
    thread_id INTEGER NOT NULL REFERENCES thread (id),
    purpose VARCHAR(20) NOT NULL,
    text TEXT NOT NULL,
    text_hash VARCHAR(64) NOT NULL,
    state VARCHAR(10) NOT NULL,
    attempts INTEGER NOT NULL,
    resends INTEGER NOT NULL,
    absences INTEGER NOT NULL,
    not_before TIMESTAMP,
    last_attempt_at TIMESTAMP,
    last_readback_at TIMESTAMP,
    client_ref VARCHAR(250),
    external_id VARCHAR(250),
    reply_to VARCHAR(250),
    reason TEXT NOT NULL,
    owner VARCHAR(64),
    lease_token INTEGER NOT NULL,
    lease_until TIMESTAMP,
    created_by_id INTEGER REFERENCES staff (id),
    created_at TIMESTAMP NOT NULL,
    sent_at TIMESTAMP,
    ack VARCHAR(12) NOT NULL,
    settled_by_id INTEGER REFERENCES staff (id),
    settled_at TIMESTAMP,
    private BOOLEAN NOT NULL,
    approved TEXT NOT NULL
);
CREATE UNIQUE INDEX outbox_reply_key ON outbox (reply_key);
CREATE INDEX outbox_complaint_id ON outbox (complaint_id);
CREATE INDEX outbox_account_id_state_not_before ON outbox (account_id, state, not_before);
CREATE INDEX outbox_thread_id_state ON outbox (thread_id, state);
CREATE UNIQUE INDEX outbox_account_id_external_id ON outbox (account_id, external_id);
CREATE INDEX outbox_state_created_at ON outbox (state, created_at);
CREATE INDEX outbox_created_at ON outbox (created_at);

CREATE TABLE step_output (
    id SERIAL PRIMARY KEY,
    complaint_id INTEGER NOT NULL REFERENCES complaint (id),
    kind VARCHAR(80) NOT NULL,
    step INTEGER NOT NULL,
    round INTEGER NOT NULL,
    text TEXT NOT NULL,
    facts TEXT NOT NULL,
    reference VARCHAR(60) NOT NULL,
    made_by_id INTEGER REFERENCES staff (id),
    made_at TIMESTAMP NOT NULL,
    undone BOOLEAN NOT NULL
);
CREATE INDEX stepoutput_complaint_id_kind ON step_output (complaint_id, kind);

CREATE TABLE step_record (
    id SERIAL PRIMARY KEY,
    complaint_id INTEGER NOT NULL REFERENCES complaint (id),
    step INTEGER NOT NULL,
    round INTEGER NOT NULL,
    section VARCHAR(20),
    actor_id INTEGER REFERENCES staff (id),
    started_at TIMESTAMP NOT NULL,
    due_at TIMESTAMP,
    finished_at TIMESTAMP,
    outcome VARCHAR(14) NOT NULL,
    net_minutes REAL,
    gross_minutes REAL,
    late BOOLEAN,
    output_id INTEGER REFERENCES step_output (id)
);
CREATE UNIQUE INDEX steprecord_complaint_id_step_round ON step_record (complaint_id, step, round);

CREATE TABLE pause (
    id SERIAL PRIMARY KEY,
    record_id INTEGER NOT NULL REFERENCES step_record (id),
    reason_code VARCHAR(40) NOT NULL,
    why TEXT NOT NULL,
    proof VARCHAR(60) NOT NULL,
    starts_at TIMESTAMP NOT NULL,
    ends_at TIMESTAMP,
    made_by_id INTEGER NOT NULL REFERENCES staff (id),
    countersigned_by_id INTEGER REFERENCES staff (id),
    countersigned_at TIMESTAMP,
    refused BOOLEAN NOT NULL
);
CREATE INDEX pause_record_id ON pause (record_id);

CREATE TABLE quarantine (
    id SERIAL PRIMARY KEY,
    account_id INTEGER NOT NULL REFERENCES channel_account (id),
    kind VARCHAR(10) NOT NULL,
    fingerprint VARCHAR(64) NOT NULL,
    external_id VARCHAR(250),
    payload TEXT NOT NULL,
    reason TEXT NOT NULL,
    seen_at TIMESTAMP NOT NULL,
    settled_at TIMESTAMP,
    settled_by INTEGER
);
CREATE INDEX quarantine_account_id ON quarantine (account_id);
CREATE UNIQUE INDEX quarantine_account_id_fingerprint ON quarantine (account_id, fingerprint);

CREATE TABLE reply_template (
    id SERIAL PRIMARY KEY,
    code VARCHAR(30) NOT NULL,
    title VARCHAR(120) NOT NULL,
    purpose VARCHAR(20) NOT NULL,
    language VARCHAR(5) NOT NULL,
    text TEXT NOT NULL,
    active BOOLEAN NOT NULL,
    kind VARCHAR(10) NOT NULL,
    approved_as VARCHAR(80) NOT NULL
);
CREATE UNIQUE INDEX replytemplate_code ON reply_template (code);

CREATE TABLE sop_step (
    id SERIAL PRIMARY KEY,
    version_id INTEGER NOT NULL REFERENCES sop_version (id),
    step INTEGER NOT NULL,
    title VARCHAR(200) NOT NULL,
    actor VARCHAR(200) NOT NULL,
    amount INTEGER NOT NULL,
    unit VARCHAR(10) NOT NULL,
    output VARCHAR(200) NOT NULL
);
CREATE INDEX sopstep_version_id ON sop_step (version_id);
CREATE UNIQUE INDEX sopstep_version_id_step ON sop_step (version_id, step);

CREATE TABLE staff_session (
    id SERIAL PRIMARY KEY,
    token_hash VARCHAR(64) NOT NULL,
    staff_id INTEGER NOT NULL REFERENCES staff (id),
    created_at TIMESTAMP NOT NULL,
    seen_at TIMESTAMP NOT NULL,
    ended_at TIMESTAMP,
    address VARCHAR(60) NOT NULL,
    browser VARCHAR(200) NOT NULL
);
CREATE UNIQUE INDEX staffsession_token_hash ON staff_session (token_hash);
CREATE INDEX staffsession_staff_id ON staff_session (staff_id);

CREATE TABLE working_block (
    id SERIAL PRIMARY KEY,
    weekday INTEGER NOT NULL,
    starts TIME NOT NULL,
    ends TIME NOT NULL,
    valid_from DATE,
    valid_until DATE,
    note VARCHAR(120) NOT NULL
);

CREATE TABLE channel_test (
    id SERIAL PRIMARY KEY,
    account_id INTEGER NOT NULL REFERENCES channel_account (id),
    asked_by INTEGER,
    asked_at TIMESTAMP NOT NULL,
    done_at TIMESTAMP,
    ok BOOLEAN,
    detail TEXT NOT NULL
);
CREATE INDEX channeltest_account_id ON channel_test (account_id);
CREATE INDEX channeltest_done_at ON channel_test (done_at);

CREATE TABLE push_payload (
    id SERIAL PRIMARY KEY,
    account_id INTEGER NOT NULL REFERENCES channel_account (id),
    digest VARCHAR(64) NOT NULL,
    body TEXT NOT NULL,
    received_at TIMESTAMP NOT NULL,
    settled_at TIMESTAMP,
    problem TEXT NOT NULL
);
CREATE INDEX pushpayload_settled_at ON push_payload (settled_at);
CREATE UNIQUE INDEX pushpayload_account_id_digest ON push_payload (account_id, digest);

CREATE TABLE classification (
    id SERIAL PRIMARY KEY,
    code VARCHAR(20) NOT NULL,
    meaning VARCHAR(200) NOT NULL,
    scheme VARCHAR(40) NOT NULL,
    valid_from DATE NOT NULL,
    active BOOLEAN NOT NULL
);
CREATE UNIQUE INDEX classification_code_scheme ON classification (code, scheme);

CREATE TABLE month_close (
    id SERIAL PRIMARY KEY,
    month VARCHAR(7) NOT NULL,
    figures TEXT NOT NULL,
    sha256 VARCHAR(64) NOT NULL,
    closed_by_id INTEGER NOT NULL REFERENCES staff (id),
    closed_at TIMESTAMP NOT NULL
);
CREATE UNIQUE INDEX monthclose_month ON month_close (month);

CREATE TABLE paraf (
    id SERIAL PRIMARY KEY,
    document_id INTEGER NOT NULL REFERENCES document (id),
    version INTEGER NOT NULL,
    role VARCHAR(30) NOT NULL,
    staff_id INTEGER NOT NULL REFERENCES staff (id),
    at TIMESTAMP NOT NULL,
    returned BOOLEAN NOT NULL,
    comment TEXT NOT NULL
);
CREATE INDEX paraf_document_id ON paraf (document_id);

CREATE TABLE pdf_copy (
    id SERIAL PRIMARY KEY,
    source VARCHAR(64) NOT NULL,
    sha256 VARCHAR(64) NOT NULL,
    made_at TIMESTAMP NOT NULL
);
CREATE UNIQUE INDEX pdfcopy_source ON pdf_copy (source);

CREATE TABLE register_line (
    id SERIAL PRIMARY KEY,
    month VARCHAR(7) NOT NULL,
    position INTEGER NOT NULL,
    complaint_id INTEGER NOT NULL REFERENCES complaint (id),
    facts TEXT NOT NULL,
    corrects_id INTEGER REFERENCES register_line (id),
    reason TEXT NOT NULL,
    made_by_id INTEGER REFERENCES staff (id),
    made_at TIMESTAMP NOT NULL
);
CREATE INDEX registerline_complaint_id ON register_line (complaint_id);
CREATE UNIQUE INDEX registerline_month_position ON register_line (month, position);

CREATE TABLE conflict_party (
    id SERIAL PRIMARY KEY,
    complaint_id INTEGER NOT NULL REFERENCES complaint (id),
    staff_id INTEGER NOT NULL REFERENCES staff (id),
    why TEXT NOT NULL,
    named_by_id INTEGER REFERENCES staff (id),
    named_at TIMESTAMP NOT NULL,
    lifted_by_id INTEGER REFERENCES staff (id),
    lifted_at TIMESTAMP
);
CREATE INDEX conflictparty_staff_id ON conflict_party (staff_id);
CREATE UNIQUE INDEX conflictparty_complaint_id_staff_id ON conflict_party (complaint_id, staff_id);

CREATE TABLE destruction_list (
    id SERIAL PRIMARY KEY,
    made_by_id INTEGER NOT NULL REFERENCES staff (id),
    made_at TIMESTAMP NOT NULL,
    approved_by_id INTEGER REFERENCES staff (id),
    approved_at TIMESTAMP,
    carried_out_at TIMESTAMP,
    note TEXT NOT NULL,
    refused_at TIMESTAMP,
    refuse_reason TEXT NOT NULL
);

CREATE TABLE destruction_item (
    id SERIAL PRIMARY KEY,
    list_id INTEGER NOT NULL REFERENCES destruction_list (id),
    complaint INTEGER NOT NULL,
    number VARCHAR(40) NOT NULL,
    reason VARCHAR(200) NOT NULL,
    destroyed_at TIMESTAMP,
    kept_because VARCHAR(200) NOT NULL,
    messages INTEGER NOT NULL,
    files INTEGER NOT NULL
);
CREATE INDEX destructionitem_list_id ON destruction_item (list_id);

CREATE TABLE record_class (
    id SERIAL PRIMARY KEY,
    key VARCHAR(40) NOT NULL,
    label VARCHAR(120) NOT NULL,
    active_years INTEGER NOT NULL,
    inactive_years INTEGER NOT NULL,
    fate VARCHAR(20) NOT NULL,
    basis VARCHAR(200) NOT NULL,
    kind VARCHAR(20) NOT NULL
);
CREATE UNIQUE INDEX recordclass_key ON record_class (key);

CREATE TABLE statutory_rule (
    id SERIAL PRIMARY KEY,
    key VARCHAR(40) NOT NULL,
    label VARCHAR(120) NOT NULL,
    kind VARCHAR(20) NOT NULL,
    source VARCHAR(20) NOT NULL,
    action VARCHAR(20) NOT NULL,
    amount INTEGER NOT NULL,
    unit VARCHAR(12) NOT NULL,
    basis VARCHAR(200) NOT NULL,
    valid_from DATE NOT NULL,
    valid_until DATE
);
CREATE UNIQUE INDEX statutoryrule_key_valid_from ON statutory_rule (key, valid_from);

CREATE TABLE statutory_clock (
    id SERIAL PRIMARY KEY,
    complaint_id INTEGER NOT NULL REFERENCES complaint (id),
    rule_id INTEGER NOT NULL REFERENCES statutory_rule (id),
    starts_at TIMESTAMP NOT NULL,
    due_at TIMESTAMP NOT NULL,
    met_at TIMESTAMP
);
CREATE INDEX statutoryclock_rule_id ON statutory_clock (rule_id);
CREATE INDEX statutoryclock_due_at ON statutory_clock (due_at);
CREATE UNIQUE INDEX statutoryclock_complaint_id_rule_id ON statutory_clock (complaint_id, rule_id);

CREATE TABLE suggestion_rule (
    id SERIAL PRIMARY KEY,
    target VARCHAR(12) NOT NULL,
    value VARCHAR(40) NOT NULL,
    words TEXT NOT NULL,
    weight INTEGER NOT NULL,
    active BOOLEAN NOT NULL
);

CREATE TABLE survey (
    id SERIAL PRIMARY KEY,
    complaint_id INTEGER NOT NULL REFERENCES complaint (id),
    asked_at TIMESTAMP NOT NULL,
    scale INTEGER NOT NULL,
    answer INTEGER,
    answered_at TIMESTAMP,
    message_id INTEGER REFERENCES message (id)
);
CREATE UNIQUE INDEX survey_complaint_id ON survey (complaint_id);

CREATE TABLE unmasking (
    id SERIAL PRIMARY KEY,
    complaint_id INTEGER NOT NULL REFERENCES complaint (id),
    asked_by_id INTEGER NOT NULL REFERENCES staff (id),
    motive TEXT NOT NULL,
    asked_at TIMESTAMP NOT NULL,
    decided_by_id INTEGER REFERENCES staff (id),
    decided_at TIMESTAMP,
    granted BOOLEAN,
    ends_at TIMESTAMP
);
CREATE INDEX unmasking_complaint_id ON unmasking (complaint_id);

CREATE TABLE warning (
    id SERIAL PRIMARY KEY,
    complaint_id INTEGER NOT NULL REFERENCES complaint (id),
    record_id INTEGER REFERENCES step_record (id),
    clock_id INTEGER REFERENCES statutory_clock (id),
    grade VARCHAR(20) NOT NULL,
    key VARCHAR(80) NOT NULL,
    at TIMESTAMP NOT NULL
);
CREATE INDEX warning_complaint_id ON warning (complaint_id);
CREATE UNIQUE INDEX warning_key ON warning (key);

CREATE TABLE report_photo (
    id SERIAL PRIMARY KEY,
    complaint_id INTEGER NOT NULL REFERENCES complaint (id),
    sha256 VARCHAR(64) NOT NULL,
    caption VARCHAR(200) NOT NULL,
    taken_at TIMESTAMP,
    made_by_id INTEGER REFERENCES staff (id),
    made_at TIMESTAMP NOT NULL,
    removed_at TIMESTAMP,
    latitude REAL,
    longitude REAL
);
CREATE INDEX reportphoto_complaint_id ON report_photo (complaint_id);

CREATE TABLE data_correction (
    id SERIAL PRIMARY KEY,
    contact_id INTEGER NOT NULL REFERENCES contact (id),
    field VARCHAR(20) NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL,
    why TEXT NOT NULL,
    made_by_id INTEGER NOT NULL REFERENCES staff (id),
    made_at TIMESTAMP NOT NULL
);
CREATE INDEX datacorrection_contact_id ON data_correction (contact_id);

CREATE TABLE data_handout (
    id SERIAL PRIMARY KEY,
    contact_id INTEGER NOT NULL REFERENCES contact (id),
    complaint_id INTEGER REFERENCES complaint (id),
    motive TEXT NOT NULL,
    sha256 VARCHAR(64) NOT NULL,
    size INTEGER NOT NULL,
    made_by_id INTEGER NOT NULL REFERENCES staff (id),
    made_at TIMESTAMP NOT NULL
);
CREATE INDEX datahandout_contact_id ON data_handout (contact_id);

CREATE TABLE file_removal (
    id SERIAL PRIMARY KEY,
    sha256 VARCHAR(64) NOT NULL,
    asked_at TIMESTAMP NOT NULL
);
CREATE UNIQUE INDEX fileremoval_sha256 ON file_removal (sha256);

CREATE TABLE case_note (
    id SERIAL PRIMARY KEY,
    complaint_id INTEGER NOT NULL REFERENCES complaint (id),
    text TEXT NOT NULL,
    made_by_id INTEGER NOT NULL REFERENCES staff (id),
    made_at TIMESTAMP NOT NULL
);
CREATE INDEX casenote_complaint_id ON case_note (complaint_id);

CREATE TABLE macro (
    id SERIAL PRIMARY KEY,
    name VARCHAR(60) NOT NULL,
    roles VARCHAR(200) NOT NULL,
    category VARCHAR(40) NOT NULL,
    urgency VARCHAR(12) NOT NULL,
    section VARCHAR(20) NOT NULL,
    note TEXT NOT NULL,
    paper VARCHAR(20) NOT NULL,
    text_code VARCHAR(30) NOT NULL,
    goes_on BOOLEAN NOT NULL,
    position INTEGER NOT NULL,
    active BOOLEAN NOT NULL
);
CREATE UNIQUE INDEX macro_name ON macro (name);

CREATE TABLE saved_view (
    id SERIAL PRIMARY KEY,
    staff_id INTEGER REFERENCES staff (id),
    roles VARCHAR(200) NOT NULL,
    name VARCHAR(40) NOT NULL,
    query VARCHAR(400) NOT NULL,
    position INTEGER NOT NULL
);
CREATE INDEX savedview_staff_id ON saved_view (staff_id);

CREATE TABLE report_return (
    id SERIAL PRIMARY KEY,
    complaint_id INTEGER NOT NULL REFERENCES complaint (id),
    output_id INTEGER NOT NULL REFERENCES step_output (id),
    reason TEXT NOT NULL,
    made_by_id INTEGER NOT NULL REFERENCES staff (id),
    made_at TIMESTAMP NOT NULL
);
CREATE INDEX reportreturn_complaint_id ON report_return (complaint_id);

CREATE TABLE reply_file (
    id SERIAL PRIMARY KEY,
    public_id VARCHAR(36) NOT NULL,
    answer_id INTEGER NOT NULL REFERENCES outbox (id),
    reply_id INTEGER NOT NULL REFERENCES outbox (id),
    sha256 VARCHAR(64),
    mime VARCHAR(120) NOT NULL,
    filename VARCHAR(255) NOT NULL,
    size INTEGER NOT NULL
);
CREATE UNIQUE INDEX replyfile_public_id ON reply_file (public_id);
CREATE INDEX replyfile_answer_id ON reply_file (answer_id);
CREATE UNIQUE INDEX replyfile_reply_id ON reply_file (reply_id);
CREATE INDEX replyfile_sha256 ON reply_file (sha256);

CREATE TABLE waiting_file (
    id SERIAL PRIMARY KEY,
    public_id VARCHAR(36) NOT NULL,
    staff_id INTEGER NOT NULL REFERENCES staff (id),
    complaint_id INTEGER NOT NULL REFERENCES complaint (id),
    sha256 VARCHAR(64) NOT NULL,
    mime VARCHAR(120) NOT NULL,
    filename VARCHAR(255) NOT NULL,
    size INTEGER NOT NULL,
    added_at TIMESTAMP NOT NULL
);
CREATE UNIQUE INDEX waitingfile_public_id ON waiting_file (public_id);
CREATE INDEX waitingfile_complaint_id ON waiting_file (complaint_id);
CREATE INDEX waitingfile_sha256 ON waiting_file (sha256);
CREATE UNIQUE INDEX waitingfile_staff_id_complaint_id_sha256 ON waiting_file (staff_id, complaint_id, sha256);

CREATE TABLE recent_case (
    id SERIAL PRIMARY KEY,
    staff_id INTEGER NOT NULL REFERENCES staff (id),
    complaint_id INTEGER NOT NULL REFERENCES complaint (id),
    opened_at TIMESTAMP NOT NULL
);
CREATE INDEX recentcase_complaint_id ON recent_case (complaint_id);
CREATE UNIQUE INDEX recentcase_staff_id_complaint_id ON recent_case (staff_id, complaint_id);

CREATE TABLE search_due (
    id SERIAL PRIMARY KEY,
    what VARCHAR(10) NOT NULL,
    ref INTEGER NOT NULL
);

CREATE TABLE search_entry (
    id SERIAL PRIMARY KEY,
    kind VARCHAR(10) NOT NULL,
    ref INTEGER NOT NULL,
    marks VARCHAR(200) NOT NULL,
    text TEXT NOT NULL
);
CREATE UNIQUE INDEX searchentry_kind_ref ON search_entry (kind, ref);
CREATE INDEX searchentry_kind_id ON search_entry (kind, id);

CREATE TABLE setup_step (
    id SERIAL PRIMARY KEY,
    key VARCHAR(20) NOT NULL,
    state VARCHAR(12) NOT NULL,
    noted_by_id INTEGER REFERENCES staff (id),
    noted_at TIMESTAMP NOT NULL
);
CREATE UNIQUE INDEX setupstep_key ON setup_step (key);
