"""Pictures that people hand in, made anew: what is not picture does not come through.

Place, device and thumbnail data that cameras hide in a file are gone, and so is any second meaning
of its bytes.
"""

from __future__ import annotations

import io
import warnings

from PIL import Image, ImageOps

from foundation.base.errors import Invalid

FORMATS = ("PNG", "JPEG", "WEBP")
MOST_PIXELS = 40_000_000


def picture(content: bytes, *, largest: tuple[int, int]) -> bytes:
    """Return the first frame of *content* as a PNG that fits into *largest*.

    Raises:
        Invalid: it is no PNG, JPEG or WebP picture, is broken, or has more than 40 million pixels.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            given = Image.open(io.BytesIO(content), formats=FORMATS)
        if given.width * given.height > MOST_PIXELS:
            raise Invalid("The picture has more than 40 million pixels. Make it smaller.")
        upright = ImageOps.exif_transpose(given)
        upright.thumbnail(largest)
        clean = Image.new("RGBA", upright.size)
        clean.paste(upright.convert("RGBA"))
    except Image.DecompressionBombError as huge:
        raise Invalid("The picture has more than 40 million pixels. Make it smaller.") from huge
    except (OSError, ValueError, SyntaxError) as broken:
        raise Invalid("Choose a picture in PNG, JPEG or WebP format.") from broken
    out = io.BytesIO()
    clean.save(out, "PNG", optimize=True)
    return out.getvalue()
