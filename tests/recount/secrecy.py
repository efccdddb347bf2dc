"""Whether who complained has to be hidden: what a person said of it last, else the category and the lane."""

from models.tables import Category, SecrecyChange
from tests.recount.course import Course
from tests.recount.visibility import Visibility


def must_hide(course: Course, visibility: Visibility) -> bool:
    """Whether nothing that is shown of a case may say who complained; others may be hidden as well."""
    told = SecrecyChange.select().where(SecrecyChange.complaint == course.case.id).order_by(SecrecyChange.id.desc())
    last = told.first()
    if last is not None:
        return bool(last.protected)
    demanded = Category.select().where((Category.key == course.category) & Category.protects_identity).exists()
    return demanded or course.case.id in visibility.lane
