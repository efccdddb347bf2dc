"""The complaint, the messages linked to it, and links between complaints. Links are added and undone, never moved."""

from peewee import SQL, BooleanField, CharField, DateTimeField, ForeignKeyField, Index, IntegerField, TextField

from models.rules.core.declarations import Reader
from models.rules.staff.roles import Role
from models.tables.channels.channel import ChannelAccount
from models.tables.core.database import BaseTable
from models.tables.core.declaring import free_words, machine
from models.tables.intake.message import Message
from models.tables.intake.person import Contact, Thread
from models.tables.office.office import SopVersion
from models.tables.staff.staff import Staff


class Complaint(BaseTable):
    """One complaint. Stage, step, round and due time are written by models/actions/core/move_complaint only."""

    public_id = machine(CharField(max_length=36, unique=True))
    number = machine(CharField(max_length=40, unique=True), also=(Reader.SEARCH,))
    opened_at = DateTimeField(index=True)  # when the office received it (models/rules/intake/three_times)
    recorded_at = DateTimeField(null=True)  # when it was stored here; its number and steps 2 to 9 follow that
    account = ForeignKeyField(ChannelAccount, index=False)
    thread = ForeignKeyField(Thread, index=False)
    contact = ForeignKeyField(Contact)
    sop_version = ForeignKeyField(SopVersion, index=False)
    # Governed columns
    stage = machine(CharField(max_length=24))
    step = IntegerField()
    round = IntegerField(default=1)
    open = BooleanField(default=True)
    due_at = DateTimeField(null=True)
    stage_since = DateTimeField()
    closed_at = DateTimeField(null=True)
    forwarded = BooleanField(default=False)  # a section has received it (rules/visibility)
    head_answered = BooleanField(default=False)
    referred = BooleanField(default=False)
    unreachable = BooleanField(default=False)  # step 8 ended without an answer: the citizen did not come into private
    version = IntegerField(default=1)  # rises with every change, for the stale-form check
    # Identification (step 2)
    kind = machine(CharField(max_length=20, default=""))
    category = machine(CharField(max_length=40, default=""))
    section = machine(CharField(max_length=20, null=True))
    urgency = machine(CharField(max_length=12, default="biasa"))
    subject = free_words(
        CharField(max_length=200, default=""), handed_as="pokok", also=(Reader.SEARCH, Reader.EXPORT, Reader.REGISTER)
    )
    reported_party = free_words(
        TextField(default=""), handed_as="pihak_yang_dilaporkan", also=(Reader.SEARCH, Reader.REGISTER)
    )
    incident_place = free_words(TextField(default=""), handed_as="tempat", also=(Reader.SEARCH, Reader.REGISTER))
    incident_time = free_words(TextField(default=""), handed_as="waktu_kejadian", also=(Reader.REGISTER,))
    # Confidentiality
    security_class = machine(CharField(max_length=2, default="B"))
    confidential = BooleanField(default=False)
    identity_protected = BooleanField(default=False)
    misconduct = BooleanField(default=False)  # about an officer's conduct: a lane of its own to Kepala Kantor
    conduct = machine(CharField(max_length=16, default=""))  # whether it may be (models/rules/privacy/conduct_lane)
    protected_by_lane = BooleanField(default=False)  # only the lane is why its identity is protected
    # Where it came from beside the channel, and when the file was whole (the legal clocks)
    source = machine(CharField(max_length=20, default=""))
    # e.g. LAPOR's tracking id
    outside_number = free_words(CharField(max_length=40, default=""), also=(Reader.SEARCH,))
    complete_at = DateTimeField(null=True)
    # Keeping
    hold = BooleanField(default=False)  # never proposed for destruction while this stands
    hold_reason = free_words(TextField(default=""))
    destroyed_at = DateTimeField(null=True)  # its contents are gone; number, course and figures stay
    # History
    previous = ForeignKeyField("self", null=True, backref="continued_by")
    # The lead while it is merged, over all later merges; null: it leads itself.
    lead = ForeignKeyField("self", null=True, backref="merged")
    assignee = ForeignKeyField(Staff, null=True)
    last_inbound_at = DateTimeField(null=True)
    unread = IntegerField(default=0)  # citizen's messages no officer has looked at yet
    # Numbers of what came in, one for each arrival, edit or withdrawal: the last one, the last that a desk in turn
    # was shown, and the last one there was when the case came to its desk.
    news = IntegerField(default=0)
    read_news = IntegerField(default=0)
    handed_news = IntegerField(default=0)
    # When the clock job looks at its clocks next, and by which facts of the office that was reckoned; empty: at once,
    # as the triggers of models/tables/clocks/look_triggers note it.
    look_at = DateTimeField(null=True)
    look_by = machine(CharField(max_length=16, default=""))
    # By which limits of the law its own were kept last; empty: to be kept at once.
    limits_by = machine(CharField(max_length=16, default=""))
    # No columns: noted on the row for the page it was read for (models/actions/core/rare_rows, recused_posts).
    rare_rows: "frozenset[type[BaseTable]]"
    recused_posts: "frozenset[Role]"

    class Meta:
        """Keys."""

        indexes = (
            (("thread", "open"), False),
            (("open", "stage", "section", "unread", "lead"), False),  # all that the queue's counters ask
            (("section", "open", "due_at"), False),
            (("open", "due_at"), False),
            (("open", "urgency", "due_at"), False),  # a view of every officer, counted on every page of the desk
            (("open", "opened_at"), False),
            (("open", "closed_at"), False),
        )


# Few are protected, and every search checks them.
Complaint.add_index(
    Index("complaint_protected", Complaint, (Complaint.id,), where=SQL('"identity_protected"'), safe=True)
)
# What may be about an officer's conduct and waits for a decision: a handful, asked for by every page.
Complaint.add_index(
    Index("complaint_lane", Complaint, (Complaint.id,), where=SQL("\"conduct\" IN ('usulan', 'jalur')"), safe=True)
)
# Only the cases done again: an index over all would be taken instead of the one that gives closed cases in order.
Complaint.add_index(Index("complaint_again", Complaint, (Complaint.open,), where=SQL('"round" > 1'), safe=True))
# Fewer still are held from destruction.
Complaint.add_index(Index("complaint_held", Complaint, (Complaint.id,), where=SQL('"hold"'), safe=True))
# What came into a closed case and nobody has read: nearly always nothing.
Complaint.add_index(
    Index(
        "complaint_closed_unread",
        Complaint,
        (Complaint.last_inbound_at,),
        where=SQL('NOT "open" AND "unread" > 0'),
        safe=True,
    )
)
# A section's closed cases, the newest first. Of closed ones only, so that nothing counts the open ones by it.
Complaint.add_index(
    Index(
        "complaint_section_closed",
        Complaint,
        (Complaint.section, Complaint.closed_at),
        where=SQL('NOT "open"'),
        safe=True,
    )
)
# The files still kept, the oldest first: all, and those of a kind.
_KEPT = SQL('NOT "open" AND "destroyed_at" IS NULL')
Complaint.add_index(Index("complaint_kept", Complaint, (Complaint.closed_at,), where=_KEPT, safe=True))
Complaint.add_index(
    Index("complaint_kept_kind", Complaint, (Complaint.kind, Complaint.closed_at), where=_KEPT, safe=True)
)
# Which open cases the clock job has to look at. Of no use to a query that does not ask that.
Complaint.add_index(
    Index(
        "complaint_looks",
        Complaint,
        (Complaint.look_by, Complaint.look_at),
        where=SQL('"open" AND "look_by" IS NOT NULL'),
        safe=True,
    )
)
# Those whose limits have to be kept: nearly always none.
Complaint.add_index(
    Index(
        "complaint_limits",
        Complaint,
        (Complaint.limits_by,),
        where=SQL('"open" AND "limits_by" IS NOT NULL'),
        safe=True,
    )
)


class OpenThread(BaseTable):
    """The complaint that new messages of a conversation join: an open one, or one merged into an open one (R10)."""

    thread = ForeignKeyField(Thread, unique=True)
    complaint = ForeignKeyField(Complaint)


class ComplaintLink(BaseTable):
    """A merge or split between two complaints: who, when, why, and whether it was undone."""

    kind = machine(CharField(max_length=12))  # gabung, pecah
    source = ForeignKeyField(Complaint, backref="links_out")
    target = ForeignKeyField(Complaint, backref="links_in")
    why = free_words(TextField(default=""))
    made_at = DateTimeField()
    made_by = ForeignKeyField(Staff, null=True)
    undone_at = DateTimeField(null=True)
    undone_by = ForeignKeyField(Staff, null=True, backref="undone_complaint_links")
    protected = BooleanField(default=False)  # the merge is why the target's identity is protected


class ComplaintMessage(BaseTable):
    """Which messages belong to which complaints, many to many; undoing a link keeps its row."""

    complaint = ForeignKeyField(Complaint, backref="links", index=False)
    message = ForeignKeyField(Message, backref="links")
    linked_at = DateTimeField()
    linked_by = ForeignKeyField(Staff, null=True, index=False)  # null: the agent
    news = IntegerField(default=0)  # the number under which it last came in, was edited or withdrawn (Complaint.news)
    through = ForeignKeyField(ComplaintLink, null=True, index=False, backref="carried")  # the merge that brought it
    undone_at = DateTimeField(null=True)
    undone_by = ForeignKeyField(Staff, null=True, index=False, backref="undone_links")

    class Meta:
        """Keys."""

        indexes = ((("complaint", "message"), True),)
