"""Pictures drawn anew: their pixels are kept, and nothing that was written beside them."""

from __future__ import annotations

import io
import warnings

from PIL import Image, ImageCms, ImageOps

from consult.metadata.clean_file import NotCleaned

# The largest photos of phones; decoded twice this fits into the child's memory.
MAX_PIXELS = 110_000_000
FORMATS = ("PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP")
QUALITY = 92
_PNG_MODES = ("1", "L", "LA", "P", "RGB", "RGBA", "I;16")


def redrawn(content: bytes) -> bytes:
    """The picture in the same format and size, turned as its metadata said, in the colours its profile meant.

    Only the first frame of a moving one. Raises NotCleaned.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(content), formats=FORMATS) as opened:
                if opened.width * opened.height > MAX_PIXELS:
                    raise NotCleaned("too-large")
                return _encoded(_upright(opened), str(opened.format))
    except (NotCleaned, MemoryError):
        raise
    except Image.DecompressionBombError as error:
        raise NotCleaned("too-large") from error
    # A decoder fails in as many ways as there are decoders.
    except Exception as error:
        raise NotCleaned("damaged") from error


def _upright(opened: Image.Image) -> Image.Image:
    image = _in_usual_colours(opened)
    ImageOps.exif_transpose(image, in_place=True)
    return image


def _in_usual_colours(image: Image.Image) -> Image.Image:
    """A colour profile names its maker, so it is applied and left out."""
    profile = image.info.get("icc_profile")
    image.load()
    if profile and image.mode in ("RGB", "CMYK"):
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            changed = ImageCms.profileToProfile(
                image, source, ImageCms.createProfile("sRGB"), outputMode="RGB"
            )
            return changed or image
        except ImageCms.PyCMSError:
            return image
    return image


def _encoded(image: Image.Image, kind: str) -> bytes:
    # Of what stands beside the pixels only which colour is transparent.
    clear = image.info.get("transparency")
    image.info.clear()
    out = io.BytesIO()
    if kind == "JPEG":
        if image.mode not in ("L", "RGB"):
            image = image.convert("RGB")
        image.save(out, "JPEG", quality=QUALITY)
        return out.getvalue()
    if clear is not None:
        image.info["transparency"] = clear
    if kind == "PNG" and image.mode not in _PNG_MODES:
        image = image.convert("RGBA" if image.has_transparency_data else "RGB")
    image.save(out, kind)
    return out.getvalue()
