"""Tables remember: columns, keys, uniqueness, and the files beside the database. They decide nothing."""

from models.tables.cases.complaint import Complaint, ComplaintLink, ComplaintMessage, OpenThread
from models.tables.cases.course import (
    CaseNote,
    History,
    OutputCorrection,
    Pause,
    ReportPhoto,
    ReportReturn,
    StepOutput,
    StepRecord,
    StepRecount,
)
from models.tables.cases.suggestion import SuggestionRule
from models.tables.channels.agent_machine import AgentMachine, ServingMachine
from models.tables.channels.channel import (
    AgentHeartbeat,
    ChannelAccount,
    ChannelPass,
    ChannelTest,
    Cursor,
    PushPayload,
)
from models.tables.channels.cost import ChannelCharge, CorrectedPrice, PaidResource
from models.tables.clocks.limits import CalendarChange, StatutoryClock, StatutoryRule, Warning
from models.tables.core.audit import Audit
from models.tables.core.database import BaseTable, database
from models.tables.core.files.chunks import FileChunk, KeptFile
from models.tables.core.files.places import FilePlace
from models.tables.core.keys.row_seal import RowSeal, SealBatch
from models.tables.core.keys.trail_writer import TrailWriter
from models.tables.figures.month_close import MonthClose, MonthFacts, RegisterLine
from models.tables.intake.message import Attachment, Envelope, Gap, Message, MessageVersion, Quarantine, ReadMark
from models.tables.intake.person import Contact, Handle, Thread
from models.tables.office.office import (
    CalendarState,
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
from models.tables.papers.document import (
    Classification,
    Document,
    ExternalNumber,
    IssuedNumber,
    NumberBlock,
    NumberSeries,
    Paraf,
    PdfCopy,
    PendingSignature,
    TemplateVersion,
)
from models.tables.papers.letterhead import LetterheadVersion
from models.tables.papers.paper_type import PaperType, PaperTypeVersion
from models.tables.papers.sent import SentPaper
from models.tables.papers.signed import ReplacedCopy, TrustRoot
from models.tables.papers.signing_service import SigningService
from models.tables.privacy.blackened import BlackenedCopy
from models.tables.privacy.identity import ConflictParty, SecrecyChange, Unmasking
from models.tables.privacy.personal_data import DataCorrection, DataHandout
from models.tables.privacy.text_marks import TextMark, TextReview
from models.tables.privacy.way_in import WayIn
from models.tables.replies.attempt_line import AttemptLine
from models.tables.replies.delivery import DeliveryChange
from models.tables.replies.invitation import Invitation, InvitationClaim
from models.tables.replies.outbox import DeliveryProof, KnownSegment, Outbox, ReplyFile, WaitingFile
from models.tables.replies.survey import Survey
from models.tables.retention.appraisal import Appraisal, AppraisalOpinion, AppraisalPanel, PanelMember
from models.tables.retention.destruction import (
    DestructionItem,
    DestructionList,
    Erasure,
    FileRemoval,
    RecordClass,
    RepeatedDestruction,
)
from models.tables.retention.folders import FolderLoan, FolderPlace
from models.tables.retention.scheme import ArchiveScheme, CodeChoice
from models.tables.retention.transfer import Transfer, TransferItem
from models.tables.search.file_text import AttachmentText, PaperText
from models.tables.search.search import RecentCase, SearchDue, SearchEntry
from models.tables.staff.at_work import CasePresence, ShownForm
from models.tables.staff.entry_code import EntryCode
from models.tables.staff.own_desk import Macro, SavedView
from models.tables.staff.second_request import SecondRequest
from models.tables.staff.staff import Draft, FormKey, Notice, SetupStep, Staff, StaffSession
from models.tables.upkeep.backup_plan import BackupPlan, BackupTrouble
from models.tables.upkeep.enrolment import Enrolment
from models.tables.upkeep.job_pass import JobPass
from models.tables.upkeep.losses import BackupCopy, LostFile
from models.tables.upkeep.recovery_key import RecoveryKey
from models.tables.upkeep.restore_drill import RestoreDrill
from models.tables.upkeep.running_program import RunningProgram

# Every table, parents before children.
TABLES: tuple[type[BaseTable], ...] = (
    *(ChannelAccount, ChannelPass, Cursor, PushPayload, ChannelTest, AgentHeartbeat),
    *(AgentMachine, ServingMachine),
    *(ChannelCharge, PaidResource, CorrectedPrice),
    *(Contact, Handle, Thread),
    *(Envelope, Message, MessageVersion, Attachment, Quarantine, Gap, ReadMark),
    *(OfficeSetting, Official, OfficeHolder, Delegation, WorkingBlock, Holiday, CalendarState),
    *(SopVersion, SopStep, Category, ReplyTemplate),
    *(Staff, StaffSession, FormKey, Draft, Notice, SetupStep, EntryCode, SecondRequest),
    *(SavedView, Macro, CasePresence, ShownForm),
    *(Complaint, OpenThread, ComplaintLink, ComplaintMessage),
    *(StepOutput, OutputCorrection, ReportPhoto, ReportReturn, CaseNote, StepRecord, StepRecount, History, Pause),
    *(Outbox, ReplyFile, WaitingFile, DeliveryProof, DeliveryChange, Invitation, InvitationClaim),
    *(KnownSegment, AttemptLine),
    *(PaperType, PaperTypeVersion),
    *(TemplateVersion, LetterheadVersion, Document, Paraf, PendingSignature, PdfCopy, ReplacedCopy, TrustRoot),
    *(SentPaper, SigningService),
    *(NumberSeries, IssuedNumber, ExternalNumber, NumberBlock),
    *(MonthClose, MonthFacts, RegisterLine, Classification),
    *(StatutoryRule, StatutoryClock, Warning, CalendarChange, SuggestionRule),
    *(ConflictParty, SecrecyChange, Unmasking, WayIn, TextMark, TextReview, BlackenedCopy),
    *(AppraisalPanel, PanelMember, AppraisalOpinion, Appraisal),
    *(ArchiveScheme, CodeChoice),
    *(FolderPlace, FolderLoan, Transfer, TransferItem),
    *(RecordClass, DestructionList, DestructionItem, Erasure, RepeatedDestruction, Survey),
    *(DataCorrection, DataHandout, FileRemoval),
    *(SearchEntry, SearchDue, RecentCase, AttachmentText, PaperText),
    *(BackupCopy, BackupPlan, BackupTrouble, RestoreDrill, RecoveryKey, LostFile, JobPass, FilePlace),
    *(RunningProgram, Enrolment),
    *(TrailWriter, Audit),
    *(SealBatch, RowSeal),
)
# The file store in the database: no rows of the office, and in no copy of them, as the folder of files is in none.
FILE_TABLES: tuple[type[BaseTable], ...] = (KeptFile, FileChunk)

__all__ = [
    "FILE_TABLES",
    "TABLES",
    "AgentHeartbeat",
    "AgentMachine",
    "Appraisal",
    "AppraisalOpinion",
    "AppraisalPanel",
    "ArchiveScheme",
    "Attachment",
    "AttachmentText",
    "AttemptLine",
    "Audit",
    "BackupCopy",
    "BackupPlan",
    "BackupTrouble",
    "BaseTable",
    "BlackenedCopy",
    "CalendarChange",
    "CalendarState",
    "CaseNote",
    "CasePresence",
    "Category",
    "ChannelAccount",
    "ChannelCharge",
    "ChannelPass",
    "ChannelTest",
    "Classification",
    "CodeChoice",
    "Complaint",
    "ComplaintLink",
    "ComplaintMessage",
    "ConflictParty",
    "Contact",
    "CorrectedPrice",
    "Cursor",
    "DataCorrection",
    "DataHandout",
    "Delegation",
    "DeliveryChange",
    "DeliveryProof",
    "DestructionItem",
    "DestructionList",
    "Document",
    "Draft",
    "Enrolment",
    "EntryCode",
    "Envelope",
    "Erasure",
    "ExternalNumber",
    "FileChunk",
    "FilePlace",
    "FileRemoval",
    "FolderLoan",
    "FolderPlace",
    "FormKey",
    "Gap",
    "Handle",
    "History",
    "Holiday",
    "Invitation",
    "InvitationClaim",
    "IssuedNumber",
    "JobPass",
    "KeptFile",
    "KnownSegment",
    "LetterheadVersion",
    "LostFile",
    "Macro",
    "Message",
    "MessageVersion",
    "MonthClose",
    "MonthFacts",
    "Notice",
    "NumberBlock",
    "NumberSeries",
    "OfficeHolder",
    "OfficeSetting",
    "Official",
    "OpenThread",
    "Outbox",
    "OutputCorrection",
    "PaidResource",
    "PanelMember",
    "PaperText",
    "PaperType",
    "PaperTypeVersion",
    "Paraf",
    "Pause",
    "PdfCopy",
    "PendingSignature",
    "PushPayload",
    "Quarantine",
    "ReadMark",
    "RecentCase",
    "RecordClass",
    "RecoveryKey",
    "RegisterLine",
    "RepeatedDestruction",
    "ReplacedCopy",
    "ReplyFile",
    "ReplyTemplate",
    "ReportPhoto",
    "ReportReturn",
    "RestoreDrill",
    "RowSeal",
    "RunningProgram",
    "SavedView",
    "SealBatch",
    "SearchDue",
    "SearchEntry",
    "SecondRequest",
    "SecrecyChange",
    "SentPaper",
    "ServingMachine",
    "SetupStep",
    "ShownForm",
    "SigningService",
    "SopStep",
    "SopVersion",
    "Staff",
    "StaffSession",
    "StatutoryClock",
    "StatutoryRule",
    "StepOutput",
    "StepRecord",
    "StepRecount",
    "SuggestionRule",
    "Survey",
    "TemplateVersion",
    "TextMark",
    "TextReview",
    "Thread",
    "TrailWriter",
    "Transfer",
    "TransferItem",
    "TrustRoot",
    "Unmasking",
    "WaitingFile",
    "Warning",
    "WayIn",
    "WorkingBlock",
    "database",
]
