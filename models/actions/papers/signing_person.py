"""Whether the person who signs is the one whose name the paper will carry, by the office's record of post holders."""

from datetime import date
from typing import Any

from models.actions.core.actor import Actor
from models.actions.core.office_facts import Signer
from models.actions.office.delegations import delegates, signer_for
from models.rules.core.errors import DocumentNotAllowed
from models.rules.staff.roles import ROLES, Role
from models.tables import Official, Staff
from models.tables.core.prepared import prepared_of_office

# Several officers take turns at the counter under one post; each signs in his own name.
SHARED_POST = Role.PENGELOLA


def signing_block(post: Role, actor: Actor, code: str, day: date) -> Signer:
    """Return the signature block under which this person signs a paper of this post dated `day`.

    Raises DocumentNotAllowed where somebody else held the post that day: a predecessor or successor must not sign in
    his name. Where the office entered no holder, the name stays empty as on the draft.
    """
    signs_as = actor.as_post(post, *delegates(post, code, day)) or post
    block = signer_for(post, signs_as, code, day)
    if block.official is None:
        return block
    own = _official_of(actor)
    if own is not None and own.id == block.official:
        return block
    if own is not None and signs_as is post is SHARED_POST and actor.role is SHARED_POST:
        return Signer((ROLES[post].title,), own.name, own.nip, own.id)
    raise DocumentNotAllowed(_refusal(block, signs_as, own, day))


def _official_of(actor: Actor) -> Official | None:
    found: Official | None = _linked.first(actor.staff_id)
    return found


@prepared_of_office
def _linked(staff: int | None) -> Any:
    linked = Official.select().join(Staff, on=(Staff.official == Official.id))
    return linked.where(Staff.id == staff).limit(1)


def _refusal(block: Signer, post: Role, own: Official | None, day: date) -> str:
    if own is None:
        return (
            "Akun Anda belum dihubungkan dengan nama pejabatnya, jadi belum dapat menandatangani. Minta "
            "Administrator menghubungkannya pada menu Akun."
        )
    return (
        f"Pada {day:%d-%m-%Y} tanda tangan {ROLES[post].label} ada pada {block.name}, bukan pada Anda. Minta "
        "beliau yang menandatangani, atau minta Administrator memperbaiki Pemangku jabatan."
    )
