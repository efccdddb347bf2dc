"""Classification schemes that were imported whole, and the archive code chosen for papers and categories by date."""

from peewee import CharField, DateField, DateTimeField, ForeignKeyField, IntegerField

from models.tables.core.database import BaseTable
from models.tables.core.declaring import machine, office_words
from models.tables.staff.staff import Staff


class ArchiveScheme(BaseTable):
    """One imported scheme; its codes are the rows of Classification of its name. What is shipped is an extract."""

    name = office_words(CharField(max_length=40, unique=True))
    valid_from = machine(DateField(unique=True))
    codes = IntegerField()
    sha256 = machine(CharField(max_length=64))  # of the file it was read from, which is not kept
    imported_by = ForeignKeyField(Staff, index=False)
    imported_at = DateTimeField()


class CodeChoice(BaseTable):
    """From a day on, the archive code of a type of paper (naskah:CODE) or of a category's files (kategori:KEY)."""

    subject = machine(CharField(max_length=60))  # kategori: alone stands for every category without its own
    code = machine(CharField(max_length=20))
    valid_from = machine(DateField())
    made_by = ForeignKeyField(Staff, index=False)
    made_at = DateTimeField()

    class Meta:
        """Keys."""

        indexes = ((("subject", "valid_from"), True),)
