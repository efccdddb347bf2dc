"""The office's own facts: profile, officials and who held which post, hours, holidays, the SOP, categories, texts."""

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

from models.tables.core.database import BaseTable


class OfficeSetting(BaseTable):
    """One fact of the office profile or one office-wide choice (letterhead, unit code, number mode …)."""

    key = CharField(max_length=60, unique=True)
    value = TextField(default="")


class Official(BaseTable):
    """A person who signs papers."""

    name = CharField(max_length=200)
    nip = CharField(max_length=18, default="")
    rank = CharField(max_length=80, default="")
    sample = BooleanField(default=False)  # made for practice


class OfficeHolder(BaseTable):
    """Who held which post from when to when: definitive, Plt. or Plh. (with the order's number)."""

    post = CharField(max_length=30)  # a role of the SOP
    official = ForeignKeyField(Official, backref="posts")
    kind = CharField(max_length=10, default="definitif")  # definitif, plt, plh
    valid_from = DateField()
    valid_until = DateField(null=True)
    order_number = CharField(max_length=80, default="")
    note = TextField(default="")  # what is handed over, in the words of who hands it over


class Delegation(BaseTable):
    """A written delegation (a.n. / u.b.): from which post to which, for which papers, how long."""

    from_post = CharField(max_length=30)
    to_post = CharField(max_length=30)
    document_types = CharField(max_length=200)
    valid_from = DateField()
    valid_until = DateField(null=True)
    basis = CharField(max_length=200)


class WorkingBlock(BaseTable):
    """A stretch of working time on a weekday (0 is Monday), WIB; dated ones replace the everyday ones."""

    weekday = IntegerField()
    starts = TimeField()
    ends = TimeField()
    valid_from = DateField(null=True)
    valid_until = DateField(null=True)
    note = CharField(max_length=120, default="")


class Holiday(BaseTable):
    """A day the clock stands still: public holiday, cuti bersama, or the office's own."""

    day = DateField(unique=True)
    name = CharField(max_length=200)
    kind = CharField(max_length=20, default="libur nasional")
    active = BooleanField(default=True)


class SopVersion(BaseTable):
    """One issue of the SOP; a complaint keeps the one under which it was opened."""

    number = CharField(max_length=80)
    title = CharField(max_length=200)
    valid_from = DateField(unique=True)
    loaded_at = DateTimeField()


class SopStep(BaseTable):
    """One of the nine steps in one issue of the SOP: title, who acts, standard, output."""

    version = ForeignKeyField(SopVersion, backref="steps")
    step = IntegerField()
    title = CharField(max_length=200)
    actor = CharField(max_length=200)
    amount = IntegerField()
    unit = CharField(max_length=10)
    output = CharField(max_length=200)

    class Meta:
        """Keys."""

        indexes = ((("version", "step"), True),)


class Category(BaseTable):
    """What a complaint is about, and the section that usually answers it."""

    key = CharField(max_length=40, unique=True)
    label = CharField(max_length=120)
    section = CharField(max_length=20)
    position = IntegerField(default=0)
    active = BooleanField(default=True)
    protects_identity = BooleanField(default=False)  # its complainants are never named
    misconduct = BooleanField(default=False)  # about an officer's conduct: only to Kepala Kantor
    kind = CharField(max_length=20, default="pengaduan")  # what a case of it is (rules/identification)


class ReplyTemplate(BaseTable):
    """A prepared text for answering, inserted by its code."""

    code = CharField(max_length=30, unique=True)
    title = CharField(max_length=120)
    purpose = CharField(max_length=20)
    language = CharField(max_length=5, default="id")
    kind = CharField(max_length=10, default="dm")  # dm, or comment: short and fit for the public
    text = TextField()
    approved_as = CharField(max_length=80, default="")  # its name at WhatsApp, where Meta approved it as a template
    active = BooleanField(default=True)
