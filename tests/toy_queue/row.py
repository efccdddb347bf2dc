"""What the toy channel can do."""

from models.rules.channels.channels import Channel, Inbox, Proof, Reach, Secret
from models.rules.channels.messages import HandleKind

KIND = "antrean"
ROW = Channel(
    kind=KIND,
    label="Antrean (uji)",
    handle_kind=HandleKind.PHONE,
    dm=Reach(4096, Proof.BLIND),
    inbox=Inbox.QUEUE,
    secrets=(Secret("token", "token bot"),),
    unseen="Jawaban dari aplikasinya sendiri.",
)
