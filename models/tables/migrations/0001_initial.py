# Generated from a schema diff on 2026-11-25 00:58.
from peewee import *

def up(migrator, db):
    class AgentHeartbeat(Model):
        owner = CharField(unique=True, max_length=64)
        started_at = DateTimeField()
        seen_at = DateTimeField()
        stopped_at = DateTimeField(null=True)
        sending_stopped = TextField(default='')
        class Meta:
            database = db
            table_name = 'agent_heartbeat'
    db.create_tables([AgentHeartbeat])

    class ChannelAccount(Model):
        kind = CharField(max_length=20)
        label = CharField(max_length=80)
        settings = TextField(default='{}')
        secret = TextField(default='')
        enabled = BooleanField(default=True)
        created_at = DateTimeField()
        state = CharField(max_length=12, default='baru')
        state_reason = TextField(default='')
        state_since = DateTimeField(null=True)
        fails = IntegerField(default=0)
        last_try_at = DateTimeField(null=True)
        last_success_at = DateTimeField(null=True)
        last_inbound_at = DateTimeField(null=True)
        last_sweep_at = DateTimeField(null=True)
        paused_until = DateTimeField(null=True)
        found_by_sweep = IntegerField(default=0)
        lease_owner = CharField(null=True, max_length=64)
        lease_token = IntegerField(default=0)
        lease_until = DateTimeField(null=True)
        class Meta:
            database = db
            table_name = 'channel_account'
    db.create_tables([ChannelAccount])

    class Envelope(Model):
        account = ForeignKeyField(ChannelAccount)
        kind = CharField(max_length=10)
        external_id = CharField(max_length=250)
        alias_id = CharField(index=True, null=True, max_length=250)
        epoch = IntegerField(default=0)
        payload = TextField()
        fetched_at = DateTimeField()
        found_by = CharField(max_length=10, default='poll')
        class Meta:
            database = db
            table_name = 'envelope'
            indexes = ((('account', 'kind', 'external_id'), True),)
    db.create_tables([Envelope])

    class Contact(Model):
        name = CharField(max_length=200, default='')
        note = TextField(default='')
        address = TextField(default='')
        email = CharField(max_length=200, default='')
        nationality = CharField(max_length=60, default='')
        identity_protected = BooleanField(default=False)
        joined_into = ForeignKeyField('self', null=True)
        created_at = DateTimeField()
        class Meta:
            database = db
            table_name = 'contact'
    db.create_tables([Contact])

    class Handle(Model):
        kind = CharField(max_length=20)
        value = CharField(max_length=200)
        display_name = CharField(max_length=200, default='')
        contact = ForeignKeyField(Contact)
        first_seen_at = DateTimeField()
        class Meta:
            database = db
            table_name = 'handle'
            indexes = ((('kind', 'value'), True),)
    db.create_tables([Handle])

    class Thread(Model):
        account = ForeignKeyField(ChannelAccount)
        kind = CharField(max_length=10)
        external_id = CharField(max_length=200)
        handle = ForeignKeyField(Handle)
        permalink = TextField(default='')
        last_message_at = DateTimeField(null=True)
        last_inbound_at = DateTimeField(null=True)
        class Meta:
            database = db
            table_name = 'thread'
            indexes = ((('account', 'kind', 'external_id'), True),)
    db.create_tables([Thread])

    class Message(Model):
        account = ForeignKeyField(ChannelAccount)
        envelope = ForeignKeyField(Envelope, unique=True, null=True)
        thread = ForeignKeyField(Thread)
        author = ForeignKeyField(Handle, null=True)
        kind = CharField(max_length=10)
        direction = CharField(max_length=3)
        external_id = CharField(max_length=250)
        text = TextField(default='')
        sent_at = DateTimeField()
        received_at = DateTimeField()
        origin = CharField(max_length=14, default='platform')
        reply_to = CharField(null=True, max_length=250)
        permalink = TextField(default='')
        ack = CharField(max_length=12, default='')
        withdrawn_at = DateTimeField(null=True)
        truncated = BooleanField(default=False)
        seen_at = DateTimeField(null=True)
        class Meta:
            database = db
            table_name = 'message'
            indexes = ((('account', 'kind', 'external_id'), True), (('thread', 'sent_at'), False))
    db.create_tables([Message])

    class Attachment(Model):
        public_id = CharField(unique=True, max_length=36)
        message = ForeignKeyField(Message)
        position = IntegerField(default=0)
        ref = TextField(default='{}')
        mime = CharField(max_length=120, default='')
        filename = CharField(default='')
        size = IntegerField(null=True)
        sha256 = CharField(index=True, null=True, max_length=64)
        state = CharField(index=True, max_length=12, default='menunggu')
        attempts = IntegerField(default=0)
        next_try_at = DateTimeField(null=True)
        give_up_at = DateTimeField(null=True)
        reason = TextField(default='')
        mime_mismatch = BooleanField(default=False)
        class Meta:
            database = db
            table_name = 'attachment'
            indexes = ((('message', 'position'), True),)
    db.create_tables([Attachment])

    class Audit(Model):
        chain = CharField(max_length=12)
        seq = IntegerField()
        at = DateTimeField()
        actor = CharField(max_length=60, default='')
        address = CharField(max_length=60, default='')
        deed = CharField(max_length=60)
        subject = CharField(index=True, max_length=60, default='')
        before = TextField(default='')
        after = TextField(default='')
        prev_hash = CharField(max_length=64)
        hash = CharField(max_length=64)
        class Meta:
            database = db
            table_name = 'audit'
            indexes = ((('chain', 'seq'), True),)
    db.create_tables([Audit])

    class Category(Model):
        key = CharField(unique=True, max_length=40)
        label = CharField(max_length=120)
        section = CharField(max_length=20)
        position = IntegerField(default=0)
        active = BooleanField(default=True)
        class Meta:
            database = db
            table_name = 'category'
    db.create_tables([Category])

    class SopVersion(Model):
        number = CharField(max_length=80)
        title = CharField(max_length=200)
        valid_from = DateField(unique=True)
        loaded_at = DateTimeField()
        class Meta:
            database = db
            table_name = 'sop_version'
    db.create_tables([SopVersion])

    class Official(Model):
        name = CharField(max_length=200)
        nip = CharField(max_length=18, default='')
        rank = CharField(max_length=80, default='')
        class Meta:
            database = db
            table_name = 'official'
    db.create_tables([Official])

    class Staff(Model):
        username = CharField(unique=True, max_length=40)
        name = CharField(max_length=200, default='')
        password_hash = CharField(max_length=200)
        role = CharField(max_length=20)
        section = CharField(null=True, max_length=20)
        official = ForeignKeyField(Official, null=True)
        active = BooleanField(default=True)
        created_at = DateTimeField()
        failed_logins = IntegerField(default=0)
        delayed_until = DateTimeField(null=True)
        totp_secret = TextField(default='')
        totp_last_step = IntegerField(default=0)
        last_login_at = DateTimeField(null=True)
        class Meta:
            database = db
            table_name = 'staff'
    db.create_tables([Staff])

    class Complaint(Model):
        public_id = CharField(unique=True, max_length=36)
        number = CharField(unique=True, max_length=40)
        opened_at = DateTimeField(index=True)
        account = ForeignKeyField(ChannelAccount)
        thread = ForeignKeyField(Thread)
        contact = ForeignKeyField(Contact)
        sop_version = ForeignKeyField(SopVersion)
        stage = CharField(max_length=24)
        step = IntegerField()
        round = IntegerField(default=1)
        open = BooleanField(default=True)
        due_at = DateTimeField(null=True)
        stage_since = DateTimeField()
        closed_at = DateTimeField(null=True)
        forwarded = BooleanField(default=False)
        head_answered = BooleanField(default=False)
        referred = BooleanField(default=False)
        version = IntegerField(default=1)
        kind = CharField(max_length=20, default='')
        category = CharField(max_length=40, default='')
        section = CharField(null=True, max_length=20)
        urgency = CharField(max_length=12, default='biasa')
        subject = CharField(max_length=200, default='')
        reported_party = TextField(default='')
        incident_place = TextField(default='')
        incident_time = TextField(default='')
        security_class = CharField(max_length=2, default='B')
        confidential = BooleanField(default=False)
        identity_protected = BooleanField(default=False)
        previous = ForeignKeyField('self', null=True)
        assignee = ForeignKeyField(Staff, null=True)
        last_inbound_at = DateTimeField(null=True)
        unread = IntegerField(default=0)
        class Meta:
            database = db
            table_name = 'complaint'
            indexes = ((('thread', 'open'), False), (('open', 'stage', 'due_at'), False), (('section', 'open', 'due_at'), False), (('open', 'due_at'), False))
    db.create_tables([Complaint])

    class ComplaintLink(Model):
        kind = CharField(max_length=12)
        source = ForeignKeyField(Complaint)
        target = ForeignKeyField(Complaint)
        why = TextField(default='')
        made_at = DateTimeField()
        made_by = ForeignKeyField(Staff, null=True)
        undone_at = DateTimeField(null=True)
        undone_by = ForeignKeyField(Staff, null=True)
        class Meta:
            database = db
            table_name = 'complaint_link'
    db.create_tables([ComplaintLink])

    class ComplaintMessage(Model):
        complaint = ForeignKeyField(Complaint)
        message = ForeignKeyField(Message)
        linked_at = DateTimeField()
        linked_by = ForeignKeyField(Staff, null=True)
        undone_at = DateTimeField(null=True)
        undone_by = ForeignKeyField(Staff, null=True)
        class Meta:
            database = db
            table_name = 'complaint_message'
            indexes = ((('complaint', 'message'), True),)
    db.create_tables([ComplaintMessage])

    class Cursor(Model):
        account = ForeignKeyField(ChannelAccount)
        stream = CharField(max_length=40)
        epoch = IntegerField(default=0)
        value = TextField(null=True)
        updated_at = DateTimeField()
        class Meta:
            database = db
            table_name = 'cursor'
            indexes = ((('account', 'stream'), True),)
    db.create_tables([Cursor])

    class Delegation(Model):
        from_post = CharField(max_length=30)
        to_post = CharField(max_length=30)
        document_types = CharField(max_length=200)
        valid_from = DateField()
        valid_until = DateField(null=True)
        basis = CharField(max_length=200)
        class Meta:
            database = db
            table_name = 'delegation'
    db.create_tables([Delegation])

    class DeliveryProof(Model):
        complaint = ForeignKeyField(Complaint)
        purpose = CharField(max_length=20)
        way = CharField(max_length=20)
        text = TextField()
        message = ForeignKeyField(Message, null=True)
        sha256 = CharField(null=True, max_length=64)
        made_by = ForeignKeyField(Staff)
        delivered_at = DateTimeField()
        made_at = DateTimeField()
        class Meta:
            database = db
            table_name = 'delivery_proof'
    db.create_tables([DeliveryProof])

    class TemplateVersion(Model):
        document_type = CharField(max_length=20)
        number = IntegerField()
        sha256 = CharField(max_length=64)
        uploaded_by = ForeignKeyField(Staff, null=True)
        uploaded_at = DateTimeField()
        activated_by = ForeignKeyField(Staff, null=True)
        activated_at = DateTimeField(null=True)
        class Meta:
            database = db
            table_name = 'template_version'
            indexes = ((('document_type', 'number'), True),)
    db.create_tables([TemplateVersion])

    class Document(Model):
        public_id = CharField(unique=True, max_length=36)
        complaint = ForeignKeyField(Complaint)
        type = CharField(max_length=20)
        state = CharField(max_length=16, default='konsep')
        number = CharField(null=True, max_length=80)
        date = DateField(null=True)
        facts = TextField(default='{}')
        template = ForeignKeyField(TemplateVersion, null=True)
        template_sha256 = CharField(max_length=64, default='')
        sha256 = CharField(null=True, max_length=64)
        recipient = CharField(max_length=200, default='')
        subject = CharField(max_length=200, default='')
        drafted_by = ForeignKeyField(Staff, null=True)
        drafted_at = DateTimeField()
        signed_by = ForeignKeyField(Staff, null=True)
        signed_at = DateTimeField(null=True)
        cancelled_by = ForeignKeyField(Staff, null=True)
        cancelled_at = DateTimeField(null=True)
        cancel_reason = TextField(default='')
        replaces = ForeignKeyField('self', null=True)
        version = IntegerField(default=1)
        class Meta:
            database = db
            table_name = 'document'
    db.create_tables([Document])

    class Draft(Model):
        staff = ForeignKeyField(Staff)
        complaint = IntegerField()
        field = CharField(max_length=40)
        text = TextField()
        saved_at = DateTimeField()
        class Meta:
            database = db
            table_name = 'draft'
            indexes = ((('staff', 'complaint', 'field'), True),)
    db.create_tables([Draft])

    class ExternalNumber(Model):
        unit = CharField(max_length=40)
        year = IntegerField()
        number = CharField(max_length=80)
        document = ForeignKeyField(Document, unique=True)
        entered_by = ForeignKeyField(Staff)
        entered_at = DateTimeField()
        class Meta:
            database = db
            table_name = 'external_number'
            indexes = ((('unit', 'year', 'number'), True),)
    db.create_tables([ExternalNumber])

    class FormKey(Model):
        key = CharField(unique=True, max_length=64)
        staff = ForeignKeyField(Staff)
        used_at = DateTimeField()
        outcome = TextField(default='')
        class Meta:
            database = db
            table_name = 'form_key'
    db.create_tables([FormKey])

    class Gap(Model):
        account = ForeignKeyField(ChannelAccount)
        thread_external_id = CharField(max_length=200)
        why = TextField()
        noticed_at = DateTimeField()
        settled_at = DateTimeField(null=True)
        class Meta:
            database = db
            table_name = 'gap'
    db.create_tables([Gap])

    class History(Model):
        complaint = ForeignKeyField(Complaint)
        at = DateTimeField()
        actor = ForeignKeyField(Staff, null=True)
        move = CharField(max_length=40)
        from_stage = CharField(max_length=24, default='')
        to_stage = CharField(max_length=24)
        reason = TextField(default='')
        class Meta:
            database = db
            table_name = 'history'
    db.create_tables([History])

    class Holiday(Model):
        day = DateField(unique=True)
        name = CharField(max_length=200)
        kind = CharField(max_length=20, default='libur nasional')
        active = BooleanField(default=True)
        class Meta:
            database = db
            table_name = 'holiday'
    db.create_tables([Holiday])

    class NumberSeries(Model):
        unit = CharField(max_length=40)
        year = IntegerField()
        series = CharField(max_length=40)
        last = IntegerField(default=0)
        class Meta:
            database = db
            table_name = 'number_series'
            indexes = ((('unit', 'year', 'series'), True),)
    db.create_tables([NumberSeries])

    class IssuedNumber(Model):
        series = ForeignKeyField(NumberSeries)
        urut = IntegerField()
        text = CharField(max_length=80)
        holder = CharField(unique=True, max_length=60)
        given_at = DateTimeField()
        given_by = ForeignKeyField(Staff, null=True)
        cancelled = BooleanField(default=False)
        cancel_reason = TextField(default='')
        cancelled_by = ForeignKeyField(Staff, null=True)
        class Meta:
            database = db
            table_name = 'issued_number'
            indexes = ((('series', 'urut'), True),)
    db.create_tables([IssuedNumber])

    class MessageVersion(Model):
        message = ForeignKeyField(Message)
        number = IntegerField()
        text = TextField()
        seen_at = DateTimeField()
        class Meta:
            database = db
            table_name = 'message_version'
            indexes = ((('message', 'number'), True),)
    db.create_tables([MessageVersion])

    class Notice(Model):
        staff = ForeignKeyField(Staff)
        complaint = IntegerField(null=True)
        kind = CharField(max_length=30)
        text = TextField()
        key = CharField(unique=True, max_length=120)
        made_at = DateTimeField()
        seen_at = DateTimeField(null=True)
        class Meta:
            database = db
            table_name = 'notice'
    db.create_tables([Notice])

    class NumberBlock(Model):
        series = ForeignKeyField(NumberSeries)
        first = IntegerField()
        final = IntegerField()
        granted_at = DateTimeField()
        granted_by = CharField(max_length=200, default='')
        class Meta:
            database = db
            table_name = 'number_block'
    db.create_tables([NumberBlock])

    class OfficeHolder(Model):
        post = CharField(max_length=30)
        official = ForeignKeyField(Official)
        kind = CharField(max_length=10, default='definitif')
        valid_from = DateField()
        valid_until = DateField(null=True)
        order_number = CharField(max_length=80, default='')
        class Meta:
            database = db
            table_name = 'office_holder'
    db.create_tables([OfficeHolder])

    class OfficeSetting(Model):
        key = CharField(unique=True, max_length=60)
        value = TextField(default='')
        class Meta:
            database = db
            table_name = 'office_setting'
    db.create_tables([OfficeSetting])

    class OpenThread(Model):
        thread = ForeignKeyField(Thread, unique=True)
        complaint = ForeignKeyField(Complaint, unique=True)
        class Meta:
            database = db
            table_name = 'open_thread'
    db.create_tables([OpenThread])

    class Outbox(Model):
        reply_key = CharField(unique=True, max_length=64)
        complaint = ForeignKeyField(Complaint, null=True)
        account = ForeignKeyField(ChannelAccount)
        thread = ForeignKeyField(Thread)
        purpose = CharField(max_length=20, default='lain')
        text = TextField()
        text_hash = CharField(max_length=64)
        state = CharField(max_length=10, default='queued')
        attempts = IntegerField(default=0)
        resends = IntegerField(default=0)
        absences = IntegerField(default=0)
        not_before = DateTimeField(null=True)
        last_attempt_at = DateTimeField(null=True)
        last_readback_at = DateTimeField(null=True)
        client_ref = CharField(null=True, max_length=250)
        external_id = CharField(null=True, max_length=250)
        reply_to = CharField(null=True, max_length=250)
        reason = TextField(default='')
        owner = CharField(null=True, max_length=64)
        lease_token = IntegerField(default=0)
        lease_until = DateTimeField(null=True)
        created_by = ForeignKeyField(Staff, null=True)
        created_at = DateTimeField()
        sent_at = DateTimeField(null=True)
        ack = CharField(max_length=12, default='')
        settled_by = ForeignKeyField(Staff, null=True)
        settled_at = DateTimeField(null=True)
        class Meta:
            database = db
            table_name = 'outbox'
            indexes = ((('account', 'state', 'not_before'), False), (('thread', 'state'), False), (('account', 'external_id'), True))
    db.create_tables([Outbox])

    class StepOutput(Model):
        complaint = ForeignKeyField(Complaint)
        kind = CharField(max_length=80)
        step = IntegerField()
        round = IntegerField()
        text = TextField(default='')
        facts = TextField(default='{}')
        reference = CharField(max_length=60, default='')
        made_by = ForeignKeyField(Staff, null=True)
        made_at = DateTimeField()
        undone = BooleanField(default=False)
        class Meta:
            database = db
            table_name = 'step_output'
            indexes = ((('complaint', 'kind'), False),)
    db.create_tables([StepOutput])

    class StepRecord(Model):
        complaint = ForeignKeyField(Complaint)
        step = IntegerField()
        round = IntegerField()
        section = CharField(null=True, max_length=20)
        actor = ForeignKeyField(Staff, null=True)
        started_at = DateTimeField()
        due_at = DateTimeField(null=True)
        finished_at = DateTimeField(null=True)
        outcome = CharField(max_length=14, default='')
        net_minutes = FloatField(null=True)
        gross_minutes = FloatField(null=True)
        late = BooleanField(null=True)
        output = ForeignKeyField(StepOutput, null=True)
        class Meta:
            database = db
            table_name = 'step_record'
            indexes = ((('complaint', 'step', 'round'), True),)
    db.create_tables([StepRecord])

    class Pause(Model):
        record = ForeignKeyField(StepRecord)
        reason_code = CharField(max_length=40)
        why = TextField(default='')
        proof = CharField(max_length=60, default='')
        starts_at = DateTimeField()
        ends_at = DateTimeField(null=True)
        made_by = ForeignKeyField(Staff)
        countersigned_by = ForeignKeyField(Staff, null=True)
        class Meta:
            database = db
            table_name = 'pause'
    db.create_tables([Pause])

    class Quarantine(Model):
        account = ForeignKeyField(ChannelAccount)
        kind = CharField(max_length=10)
        fingerprint = CharField(max_length=64)
        external_id = CharField(null=True, max_length=250)
        payload = TextField()
        reason = TextField()
        seen_at = DateTimeField()
        settled_at = DateTimeField(null=True)
        settled_by = IntegerField(null=True)
        class Meta:
            database = db
            table_name = 'quarantine'
            indexes = ((('account', 'fingerprint'), True),)
    db.create_tables([Quarantine])

    class ReplyTemplate(Model):
        code = CharField(unique=True, max_length=30)
        title = CharField(max_length=120)
        purpose = CharField(max_length=20)
        language = CharField(max_length=5, default='id')
        text = TextField()
        active = BooleanField(default=True)
        class Meta:
            database = db
            table_name = 'reply_template'
    db.create_tables([ReplyTemplate])

    class SopStep(Model):
        version = ForeignKeyField(SopVersion)
        step = IntegerField()
        title = CharField(max_length=200)
        actor = CharField(max_length=200)
        amount = IntegerField()
        unit = CharField(max_length=10)
        output = CharField(max_length=200)
        class Meta:
            database = db
            table_name = 'sop_step'
            indexes = ((('version', 'step'), True),)
    db.create_tables([SopStep])

    class StaffSession(Model):
        token_hash = CharField(unique=True, max_length=64)
        staff = ForeignKeyField(Staff)
        created_at = DateTimeField()
        seen_at = DateTimeField()
        ended_at = DateTimeField(null=True)
        address = CharField(max_length=60, default='')
        browser = CharField(max_length=200, default='')
        class Meta:
            database = db
            table_name = 'staff_session'
    db.create_tables([StaffSession])

    class WorkingBlock(Model):
        weekday = IntegerField()
        starts = TimeField()
        ends = TimeField()
        valid_from = DateField(null=True)
        valid_until = DateField(null=True)
        note = CharField(max_length=120, default='')
        class Meta:
            database = db
            table_name = 'working_block'
    db.create_tables([WorkingBlock])


def down(migrator, db):
    migrator.migrate(migrator.drop_table('working_block'))
    migrator.migrate(migrator.drop_table('staff_session'))
    migrator.migrate(migrator.drop_table('sop_step'))
    migrator.migrate(migrator.drop_table('reply_template'))
    migrator.migrate(migrator.drop_table('quarantine'))
    migrator.migrate(migrator.drop_table('pause'))
    migrator.migrate(migrator.drop_table('step_record'))
    migrator.migrate(migrator.drop_table('step_output'))
    migrator.migrate(migrator.drop_table('outbox'))
    migrator.migrate(migrator.drop_table('open_thread'))
    migrator.migrate(migrator.drop_table('office_setting'))
    migrator.migrate(migrator.drop_table('office_holder'))
    migrator.migrate(migrator.drop_table('number_block'))
    migrator.migrate(migrator.drop_table('notice'))
    migrator.migrate(migrator.drop_table('message_version'))
    migrator.migrate(migrator.drop_table('issued_number'))
    migrator.migrate(migrator.drop_table('number_series'))
    migrator.migrate(migrator.drop_table('holiday'))
    migrator.migrate(migrator.drop_table('history'))
    migrator.migrate(migrator.drop_table('gap'))
    migrator.migrate(migrator.drop_table('form_key'))
    migrator.migrate(migrator.drop_table('external_number'))
    migrator.migrate(migrator.drop_table('draft'))
    migrator.migrate(migrator.drop_table('document'))
    migrator.migrate(migrator.drop_table('template_version'))
    migrator.migrate(migrator.drop_table('delivery_proof'))
    migrator.migrate(migrator.drop_table('delegation'))
    migrator.migrate(migrator.drop_table('cursor'))
    migrator.migrate(migrator.drop_table('complaint_message'))
    migrator.migrate(migrator.drop_table('complaint_link'))
    migrator.migrate(migrator.drop_table('complaint'))
    migrator.migrate(migrator.drop_table('staff'))
    migrator.migrate(migrator.drop_table('official'))
    migrator.migrate(migrator.drop_table('sop_version'))
    migrator.migrate(migrator.drop_table('category'))
    migrator.migrate(migrator.drop_table('audit'))
    migrator.migrate(migrator.drop_table('attachment'))
    migrator.migrate(migrator.drop_table('message'))
    migrator.migrate(migrator.drop_table('thread'))
    migrator.migrate(migrator.drop_table('handle'))
    migrator.migrate(migrator.drop_table('contact'))
    migrator.migrate(migrator.drop_table('envelope'))
    migrator.migrate(migrator.drop_table('channel_account'))
    migrator.migrate(migrator.drop_table('agent_heartbeat'))
