"""The process that opens files, with as little as it needs: started by ``runner``.

    python -m gte.library.uploads.worker inspect FILE NAME
    python -m gte.library.uploads.worker picture FILE FORMAT PAGE WIDTH TO

It prints one JSON object: what was found, or ``{"refused": reason, "params": {...}}``. Whatever a
file does to it (memory, time, a crash of a parser) happens to this process only.
"""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path
from typing import Any

MEMORY = 1_500_000_000
SECONDS = 25
WRITTEN = 30_000_000


def limit() -> None:
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, WRITTEN),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def inspect(path: str, name: str) -> dict[str, Any]:
    from gte.library.uploads.reading import read  # noqa: PLC0415 - after the limits
    from gte.library.uploads.sniff import detect  # noqa: PLC0415

    found = detect(Path(path), name)
    return {"format": found.name, **read(Path(path), found)}


def picture(path: str, found: str, page: str, width: str, to: str) -> dict[str, Any]:
    from PIL import Image, ImageOps  # noqa: PLC0415 - after the limits

    from gte.library.uploads.pdf import picture_of  # noqa: PLC0415

    if found == "pdf":
        image = picture_of(Path(path), int(page), int(width))
    else:
        image = ImageOps.exif_transpose(Image.open(path))
        image.thumbnail((int(width), 10 * int(width)))
    image.convert("RGB").save(to, "WEBP", quality=82, method=4)
    return {"width": image.width, "height": image.height}


def main(arguments: list[str]) -> dict[str, Any]:
    from gte.library.uploads.refused import Refused  # noqa: PLC0415

    verb, *rest = arguments
    try:
        return inspect(*rest) if verb == "inspect" else picture(*rest)
    except Refused as refused:
        return {"refused": refused.reason, "params": refused.params}
    except (MemoryError, RecursionError):
        return {"refused": "bomb", "params": {}}


if __name__ == "__main__":
    limit()
    sys.stdout.write(json.dumps(main(sys.argv[1:])))
