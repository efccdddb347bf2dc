"""The word rules by which step 2 proposes what a case is about."""

from peewee import BooleanField, CharField, IntegerField, TextField

from models.tables.core.database import BaseTable
from models.tables.core.declaring import machine, office_words


class SuggestionRule(BaseTable):
    """Words that speak for a kind, category, section or urgency, and how strongly."""

    target = machine(CharField(max_length=12))  # kind, category, section, urgency
    value = machine(CharField(max_length=40))
    words = office_words(TextField())  # one pattern a line
    weight = IntegerField(default=1)
    active = BooleanField(default=True)
