"""Who acts where a case names all holders of a post: the next post up, and finally the front desk."""

from collections.abc import Collection

from models.rules.staff.roles import Role

# Read from left to right: whom the post's work goes to. Kepala Kantor has nobody above him in this house, so what
# names him is kept by Kasi TIKKIM, who can only refer it out of the office (models/rules/cases/workflow.py).
NEXT: dict[Role, tuple[Role, ...]] = {
    Role.PENGELOLA: (Role.KASUBSI_INFOKIM, Role.KASI_TIKKIM, Role.KEPALA_KANTOR),
    Role.KASUBSI_INFOKIM: (Role.KASI_TIKKIM, Role.KEPALA_KANTOR, Role.PENGELOLA),
    Role.KASI_TIKKIM: (Role.KEPALA_KANTOR, Role.KASUBSI_INFOKIM, Role.PENGELOLA),
    Role.KASI_LALINTALKIM: (Role.KEPALA_KANTOR, Role.KASI_TIKKIM, Role.KASUBSI_INFOKIM, Role.PENGELOLA),
    Role.KASI_INTELDAKIM: (Role.KEPALA_KANTOR, Role.KASI_TIKKIM, Role.KASUBSI_INFOKIM, Role.PENGELOLA),
    Role.KEPALA_KANTOR: (Role.KASI_TIKKIM, Role.KASUBSI_INFOKIM, Role.PENGELOLA),
}


def standing_in(post: Role, recused: Collection[Role]) -> Role:
    """Return the post that does the work on a case; the post itself where it is not recused or no other is left."""
    if post not in recused:
        return post
    return next((role for role in NEXT.get(post, ()) if role not in recused), post)
