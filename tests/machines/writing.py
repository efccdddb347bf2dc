"""What citizens write, edit and withdraw, and what their platforms tell of the answers, at once or late."""

from datetime import timedelta

from models.actions.intake.receive_messages import receive_page
from models.rules.channels.messages import Ack, Acknowledgement, Direction, IncomingMessage, Page
from models.tables import ChannelAccount, Message, Outbox
from tests.machines.at_work import AtWork, picked
from tests.office import citizen_message


class Writing(AtWork):
    """An office that is written to."""

    def citizen_writes(self, who: str, accuses: str) -> None:
        """Let a citizen write, of his passport or of somebody who wanted money."""
        about = f"Saya dimintai uang pungli oleh {accuses}" if accuses else "Paspor saya belum jadi juga"
        words = f"{about}, tolong kata{next(self.words)}z"
        self.take_in(citizen_message(words, who, self.tick()))

    def take_in(self, *messages: IncomingMessage, account: ChannelAccount | None = None) -> None:
        receive_page((account or self.account).id, str(messages[0].kind), Page(messages=messages), self.now)

    def citizen_changes(self, number: int, withdraws: bool) -> None:
        """Let a citizen edit or withdraw something he wrote."""
        theirs = (Message.direction == "in") & (Message.account == self.account.id)
        rows = Message.select().where(theirs & Message.withdrawn_at.is_null())
        row = picked(list(rows.order_by(Message.id)), number)
        if row is None or row.text.startswith("("):
            return
        who = row.thread.external_id.removesuffix("@c.us")
        words = row.text if withdraws else f"Saya perbaiki menjadi kata{next(self.words)}z"
        changed = citizen_message(words, who, row.sent_at, external_id=row.external_id, withdrawn=withdraws)
        self.tick()
        self.take_in(changed)

    def platform_tells(self, number: int, ack: Ack, withdrawn: bool = False, at_once: bool = False) -> None:
        """Let the platform say something of an answer, of now or of when it left, or that it was withdrawn."""
        if (row := picked(self._told_of()[-5:], number)) is None:
            return
        if withdrawn:
            self.tick()
            self._withdrawn(row)
        else:
            self._tells(row, ack, at_once)

    def platform_tells_late(self, number: int, ack: Ack, minutes: float) -> None:
        """Let the platform say that he has an answer it had only been handed; and then since when it had it."""
        handed = [row for row in self._told_of() if row.grade == "handed"]
        if (row := picked(handed, number)) is not None:
            self.tick(minutes)
            self._tells(row, ack, False)
            self._tells(row, Ack.SENT, True)

    def _told_of(self) -> list[Outbox]:
        """Return the answers of which their platform tells more than that it has them."""
        return [row for row in self.sent() if row.account_id == self.account.id]

    def _tells(self, row: Outbox, ack: Ack, at_once: bool) -> None:
        at = row.sent_at if at_once else self.tick() - timedelta(seconds=20)
        news = Acknowledgement(row.external_id, ack, at=at)
        receive_page(row.account_id, "dm", Page(acknowledgements=(news,)), self.now)

    def _withdrawn(self, row: Outbox) -> None:
        who = row.thread.external_id.removesuffix("@c.us")
        ours = citizen_message(row.text, who, row.sent_at, external_id=row.external_id, direction=Direction.OUT)
        gone = citizen_message(
            "", who, row.sent_at, external_id=row.external_id, direction=Direction.OUT, withdrawn=True
        )
        self.take_in(ours)
        self.tick()
        self.take_in(gone)
