"""Emblems for the tests: a shield of two colours in any size, and a letterhead of facts that has one."""

import base64
import io

from PIL import Image, ImageDraw

from docgen.documents.examples import examples


def shield(width: int = 480, height: int = 600) -> bytes:
    """Return a shield as a PNG: blue, a gold band across, nothing around it."""
    image = Image.new("RGBA", (width, height), (255, 255, 255, 0))
    draw = ImageDraw.Draw(image)
    edge = [(0, 0), (width - 1, 0), (width - 1, height * 2 // 3), (width // 2, height - 1), (0, height * 2 // 3)]
    draw.polygon(edge, fill=(20, 60, 140, 255))
    draw.rectangle((0, height // 4, width - 1, height // 3), fill=(230, 180, 40, 255))
    stream = io.BytesIO()
    image.save(stream, "PNG")
    return stream.getvalue()


def emblem_facts(
    picture: bytes | None = None, width: int = 480, height: int = 600, tall: int = 21
) -> dict[str, object]:
    """Return an emblem as the facts of a paper hold it."""
    content = base64.b64encode(picture or shield(width, height)).decode()
    return {"sha256": "0" * 64, "width": width, "height": height, "mm": tall, "picture": content}


def with_emblem(code: str, which: int = 0, **emblem: int) -> dict[str, object]:
    """Return an example of a paper whose letterhead has an emblem."""
    facts = examples(code)[which]
    return {**facts, "kop": {**facts["kop"], "emblem": emblem_facts(**emblem)}}
