"""What every WhatsApp connector owes where something comes without words: it says what came, by the table's sorts."""

from models.rules.channels.wordless import opens
from tests.connectors.capabilities import needing
from tests.connectors.stage import Stage, WahaStage, messages


def send(stage: Stage, sort: str) -> None:
    """Let a citizen send a sticker, or something unknown to us, in the platform's own form."""
    if isinstance(stage, WahaStage):
        stage.happen(content={{"sticker": "stickerMessage", "unknown": "hologramMessage"}[sort]: {"x": 1}})
        return
    of_gowa = {"media_type": {"sticker": "sticker", "unknown": ""}[sort]}
    of_cloud = {"odd": {"type": sort, sort: {"id": "9001", "mime_type": "image/webp"}}}
    stage.happen("", extra={**of_gowa, **of_cloud})


@needing("wordless")
def test_a_sticker_says_that_it_is_one_and_opens_no_case(stage: Stage) -> None:
    send(stage, "sticker")
    (found,) = messages(stage.pages())
    assert (found.text, opens(found.came)) == ("[Stiker]", False)


@needing("wordless")
def test_what_nobody_knows_is_never_blank_and_must_be_looked_at(stage: Stage) -> None:
    send(stage, "unknown")
    (found,) = messages(stage.pages())
    assert found.text.strip("[]. ")
    assert found.came is not None
    assert opens(found.came)


@needing("wordless")
def test_words_are_no_item_of_the_table(stage: Stage) -> None:
    stage.happen("Paspor saya belum jadi.")
    (found,) = messages(stage.pages())
    assert found.came is None
