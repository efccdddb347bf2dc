"""Tables remember: columns, keys, uniqueness and the files beside the database. No decisions."""

from models.tables.audit import Audit
from models.tables.channel import AgentHeartbeat, ChannelAccount, ChannelTest, Cursor, PushPayload
from models.tables.complaint import Complaint, ComplaintLink, ComplaintMessage, OpenThread
from models.tables.course import History, Pause, StepOutput, StepRecord
from models.tables.database import BaseTable, database
from models.tables.document import (
    Classification,
    Document,
    ExternalNumber,
    IssuedNumber,
    MonthClose,
    NumberBlock,
    NumberSeries,
    Paraf,
    PdfCopy,
    RegisterLine,
    TemplateVersion,
)
from models.tables.message import Attachment, Envelope, Gap, Message, MessageVersion, Quarantine
from models.tables.office import (
    Category,
    Delegation,
    Holiday,
    OfficeHolder,
    OfficeSetting,
    Official,
    ReplyTemplate,
    SopStep,
    SopVersion,
    WorkingBlock,
)
from models.tables.outbox import DeliveryProof, Outbox
from models.tables.person import Contact, Handle, Thread
from models.tables.staff import Draft, FormKey, Notice, Staff, StaffSession

# Every table, parents before children.
TABLES: tuple[type[BaseTable], ...] = (
    *(ChannelAccount, Cursor, PushPayload, ChannelTest, AgentHeartbeat),
    *(Contact, Handle, Thread),
    *(Envelope, Message, MessageVersion, Attachment, Quarantine, Gap),
    *(OfficeSetting, Official, OfficeHolder, Delegation, WorkingBlock, Holiday),
    *(SopVersion, SopStep, Category, ReplyTemplate),
    *(Staff, StaffSession, FormKey, Draft, Notice),
    *(Complaint, OpenThread, ComplaintMessage, ComplaintLink),
    *(StepOutput, StepRecord, History, Pause),
    *(Outbox, DeliveryProof),
    *(TemplateVersion, Document, Paraf, PdfCopy, NumberSeries, IssuedNumber, ExternalNumber, NumberBlock),
    *(MonthClose, RegisterLine, Classification),
    Audit,
)

__all__ = [
    "TABLES",
    "AgentHeartbeat",
    "Attachment",
    "Audit",
    "BaseTable",
    "Category",
    "ChannelAccount",
    "ChannelTest",
    "Classification",
    "Complaint",
    "ComplaintLink",
    "ComplaintMessage",
    "Contact",
    "Cursor",
    "Delegation",
    "DeliveryProof",
    "Document",
    "Draft",
    "Envelope",
    "ExternalNumber",
    "FormKey",
    "Gap",
    "Handle",
    "History",
    "Holiday",
    "IssuedNumber",
    "Message",
    "MessageVersion",
    "MonthClose",
    "Notice",
    "NumberBlock",
    "NumberSeries",
    "OfficeHolder",
    "OfficeSetting",
    "Official",
    "OpenThread",
    "Outbox",
    "Paraf",
    "Pause",
    "PdfCopy",
    "PushPayload",
    "Quarantine",
    "RegisterLine",
    "ReplyTemplate",
    "SopStep",
    "SopVersion",
    "Staff",
    "StaffSession",
    "StepOutput",
    "StepRecord",
    "TemplateVersion",
    "Thread",
    "WorkingBlock",
    "database",
]
