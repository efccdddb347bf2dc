"""The connector of the `manual` channel: always healthy, reads nothing, sends nothing."""

from models.rules.channels.messages import NOTHING_SEEN, Fetched, Health, Look, OutgoingReply, Page, Receipt
from sync_agent.connector_kit.contract import AccountSettings, FetchRequest
from sync_agent.connector_kit.errors import AttachmentGone, Refused

NOTHING_SENDS = "Kanal ini diisi petugas dan tidak dapat mengirim. Salin jawabannya, sampaikan, lalu catat buktinya."
NO_PLATFORM = "Berkas ini dicatat petugas dan tidak ada di tempat lain. Minta lagi kepada pelapor bila hilang."


class ManualConnector:
    """No platform; nothing here uses the network."""

    kind: str = "manual"
    streams: tuple[str, ...] = ()

    def __init__(self, _account: AccountSettings) -> None:
        """Take nothing from the account: there is nothing to sign in to."""

    def check(self) -> Health:
        """Return that all is well."""
        return Health(ok=True)

    def fetch(self, _request: FetchRequest) -> Page:
        """Return an empty page."""
        return Page()

    def new_client_ref(self) -> str | None:
        """Return None: nothing is sent."""
        return None

    def send(self, _reply: OutgoingReply) -> Receipt:
        """Refuse. Raises Refused."""
        raise Refused(NOTHING_SENDS)

    def find(self, _reply: OutgoingReply) -> Look:
        """Return nothing: there is nowhere to look."""
        return NOTHING_SEEN

    def fetch_attachment(self, _ref: dict[str, object], _limit_bytes: int) -> Fetched:
        """Refuse: an officer's files are stored when he files them. Raises AttachmentGone."""
        raise AttachmentGone(NO_PLATFORM)
