"""How the office tells each fault: what it must say, log or have done by then; nothing else counts as told."""

import re
from collections.abc import Callable
from datetime import UTC, datetime

from tests.soak.judge.snapshot import Telling
from tests.soak.platforms import KINDS
from tests.soak.striking.platform_faults import Strike

Evidence = Callable[[Telling, Strike], bool]
DIED = r" died; its channels are taken over"
_SERVES = r" info \S+: serving "
_OF_DISK = {400: {"disk_media"}, 150: {"disk_sending"}, 25: {"disk_stop"}, 0: {"disk_stop", "disk_full"}}
_SLOW = 10.0  # seconds since a whole reading: a pause of five and no slow call take less
# Found by a poll before anybody had to look for it, it was unknown too; a look every few seconds may miss that.
_LOOKED_FOR = """SELECT COUNT(*) FROM outbox WHERE last_readback_at >= ?
OR (state IN ('unknown', 'hold') AND last_attempt_at >= ?)
OR (state = 'sent' AND reason = 'terlihat di percakapan' AND sent_at >= ?)"""


def agent_gone(telling: Telling, _strike: Strike) -> bool:
    """Whether it says that no agent gives a sign of life."""
    return telling.reached and telling.agent == "no heartbeat"


def took_over(number: int, words: str) -> Evidence:
    """Return whether an agent's log says so since the beginning."""

    def told(_telling: Telling, strike: Strike) -> bool:
        return bool(re.search(words, strike.logged(strike.office.agents[number])))

    return told


FIRST_AGAIN, SECOND_SERVES = took_over(0, DIED), took_over(1, _SERVES)


def nobody(telling: Telling, _strike: Strike) -> bool:
    """Whether nobody answers: what stands before the back office shows that by itself."""
    return not telling.reached


def locked(telling: Telling, _strike: Strike) -> bool:
    """Whether it names the lock, and is not ready."""
    return telling.reached and not telling.ready and "locked" in telling.checks


def any_of(*evidence: Evidence) -> Evidence:
    """Return whether one of these tells it, where chance decides in which moment it struck."""
    return lambda telling, strike: any(one(telling, strike) for one in evidence)


def disk_short(telling: Telling, strike: Strike) -> bool:
    """Whether it names the lack that so few megabytes are, and no other."""
    return bool(_OF_DISK[strike.kept["megabytes"]] & set(telling.checks))


def clock_wrong(telling: Telling, _strike: Strike) -> bool:
    """Whether it names the clock, or that nothing is sent because of it."""
    return "agent_sends_nothing" in telling.degraded or any("clock" in one for one in telling.degraded)


def server_gone(telling: Telling, _strike: Strike) -> bool:
    """Whether it says itself that its database does not answer."""
    return telling.reached and not telling.ready and telling.database == "does not answer"


def channel_told(telling: Telling, strike: Strike) -> bool:
    """Whether it names the channel that was hit."""
    return any(f"({strike.kept['channel']})" in one for one in telling.degraded)


def every_channel_told(telling: Telling, _strike: Strike) -> bool:
    """Whether it names every channel, and not only the first that failed."""
    return all(any(f"({kind})" in one for one in telling.degraded) for kind in KINDS)


def slow_told(telling: Telling, strike: Strike) -> bool:
    """Whether its figures show that this channel is read more slowly, or it names the channel."""
    return telling.unread.get(strike.kept["channel"], 0.0) > _SLOW or channel_told(telling, strike)


def looked_for(_telling: Telling, strike: Strike) -> bool:
    """Whether an answer of unknown fate is called so, or was looked for on the platform, since the beginning."""
    since = datetime.fromtimestamp(strike.began, UTC).replace(tzinfo=None).isoformat(" ")
    ((found,),) = strike.office.reader.rows(_LOOKED_FOR, since, since, since)
    return bool(found)


def renewed(_telling: Telling, strike: Strike) -> bool:
    """Whether the platform gave out a new token: no person has to do anything, so none is asked."""
    return not strike.office.platforms.behaviour(strike.kept["channel"])["token_expired"]


# Whether a fault has struck yet: what is to be told counts from there.


def at_once(_strike: Strike) -> bool:
    """Whether it struck: as soon as it began."""
    return True


def agent_fell(strike: Strike) -> bool:
    """Whether the request came at which the agent was to fall."""
    return bool(strike.hits(strike.kept["numbers"]))


def wire_broke(strike: Strike) -> bool:
    """Whether any request met a fault of the wire."""
    return bool(strike.hits(strike.kept["numbers"]))


def left_unsure(strike: Strike) -> bool:
    """Whether any sending was cut so that its fate is unknown; one that is merely late is not."""
    return bool(strike.hits(strike.kept["unsure"]))
