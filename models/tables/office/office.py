"""The office's own data: profile, officials and their posts, hours, holidays, the SOP, categories, prepared texts."""

from peewee import (
    BooleanField,
    CharField,
    DateField,
    DateTimeField,
    ForeignKeyField,
    IntegerField,
    TextField,
    TimeField,
)

from models.rules.core.declarations import Person, Reader
from models.tables.core.database import BaseTable
from models.tables.core.declaring import free_words, identity, machine, office_words

_OF_NO_CASE = {Reader.DESTRUCTION: "what one holder of a post hands over to the next belongs to no case"}


class OfficeSetting(BaseTable):
    """One entry of the office's profile or one choice for the whole office (letterhead, unit code, number mode …)."""

    key = machine(CharField(max_length=60, unique=True))
    value = office_words(TextField(default=""))


class Official(BaseTable):
    """A person who signs papers."""

    name = identity(CharField(max_length=200), of=Person.OFFICER)
    nip = identity(CharField(max_length=18, default=""), of=Person.OFFICER)
    rank = identity(CharField(max_length=80, default=""), of=Person.OFFICER)
    # from the staff list, for the account he is given
    section = machine(CharField(max_length=20, null=True))
    phone = identity(CharField(max_length=20, default=""), of=Person.OFFICER)
    sample = BooleanField(default=False)  # made for practice


class OfficeHolder(BaseTable):
    """Who held which post and when: definitive, Plt. or Plh. (with the order's number)."""

    post = machine(CharField(max_length=30))  # a role of the SOP
    official = ForeignKeyField(Official, backref="posts")
    kind = machine(CharField(max_length=10, default="definitif"))  # definitif, plt, plh
    valid_from = machine(DateField())
    valid_until = machine(DateField(null=True))  # as it was ordered, also where it was ended before
    ended_at = DateTimeField(null=True)  # ended before its last day: from here on he acts for nobody
    order_number = office_words(CharField(max_length=80, default=""))
    # what is handed over, in the words of who hands it over
    note = free_words(TextField(default=""), left_out=_OF_NO_CASE)


class Delegation(BaseTable):
    """A written delegation (a.n. / u.b.): from which post to which, for which papers, and when."""

    from_post = machine(CharField(max_length=30))
    to_post = machine(CharField(max_length=30))
    document_types = machine(TextField())
    valid_from = machine(DateField())
    valid_until = machine(DateField(null=True))
    basis = office_words(CharField(max_length=200))


class WorkingBlock(BaseTable):
    """A stretch of working time on a weekday (0 is Monday) in WIB; dated blocks replace the everyday ones."""

    weekday = IntegerField()
    starts = TimeField()
    ends = TimeField()
    valid_from = machine(DateField(null=True))
    valid_until = machine(DateField(null=True))
    note = office_words(CharField(max_length=120, default=""))


class Holiday(BaseTable):
    """A day on which no working time counts: public holiday, cuti bersama, or the office's own."""

    day = machine(DateField(unique=True))
    name = office_words(CharField(max_length=200))
    kind = machine(CharField(max_length=20, default="libur nasional"))
    active = BooleanField(default=True)


class CalendarState(BaseTable):
    """The hours and days off as they once held, known by their content; each ended step names its own."""

    sha256 = machine(CharField(max_length=64, unique=True))
    body = machine(TextField())  # JSON
    first_at = DateTimeField()


class SopVersion(BaseTable):
    """One issue of the SOP; a complaint keeps the one under which it was opened."""

    number = office_words(CharField(max_length=80))
    title = office_words(CharField(max_length=200))
    valid_from = machine(DateField(unique=True))
    loaded_at = DateTimeField()


class SopStep(BaseTable):
    """One of the nine steps in one issue of the SOP: title, who acts, standard, output."""

    version = ForeignKeyField(SopVersion, backref="steps")
    step = IntegerField()
    title = office_words(CharField(max_length=200))
    actor = office_words(CharField(max_length=200))
    amount = IntegerField()
    unit = machine(CharField(max_length=10))
    output = office_words(CharField(max_length=200))

    class Meta:
        """Keys."""

        indexes = ((("version", "step"), True),)


class Category(BaseTable):
    """What a complaint is about, and the section that usually answers it."""

    key = machine(CharField(max_length=40, unique=True))
    label = office_words(CharField(max_length=120))
    section = machine(CharField(max_length=20))
    position = IntegerField(default=0)
    active = BooleanField(default=True)
    protects_identity = BooleanField(default=False)  # its complainants are never named
    misconduct = BooleanField(default=False)  # about an officer's conduct: only to Kepala Kantor
    kind = machine(CharField(max_length=20, default="pengaduan"))  # what a case of it is (rules/identification)


class ReplyTemplate(BaseTable):
    """A prepared text for answering, inserted by its code."""

    code = machine(CharField(max_length=30, unique=True))
    title = office_words(CharField(max_length=120))
    purpose = machine(CharField(max_length=20))
    language = machine(CharField(max_length=5, default="id"))
    kind = machine(CharField(max_length=10, default="dm"))  # dm, or comment: short and fit for the public
    text = office_words(TextField())
    # its name at WhatsApp, where Meta approved it as a template
    approved_as = machine(CharField(max_length=80, default=""))
    active = BooleanField(default=True)
