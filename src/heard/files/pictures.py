"""Pictures: painted anew, so that only the dots go along. Place, time, camera, earlier versions and the rest stay."""

from __future__ import annotations

from io import BytesIO

import pillow_heif
from PIL import (
    Image,
    ImageCms,
    ImageFile,
    ImageOps,
    JpegImagePlugin,
    MpoImagePlugin,
    PngImagePlugin,
    WebPImagePlugin,
)

from heard.files.cleaned import Cleaned
from heard.files.kinds import HEIC, JPEG, PNG, WEBP, Kind
from heard.files.refusing import NotTaken, Why

MOST_DOTS = 50_000_000
WIDEST = 900
# Naming them here is what loads them, while files can still be read.
READERS = (JpegImagePlugin, MpoImagePlugin, PngImagePlugin, WebPImagePlugin)
FORMATS = {PNG: ["PNG"], JPEG: ["JPEG", "MPO"], WEBP: ["WEBP"], HEIC: ["HEIF"]}
pillow_heif.options.DECODE_THREADS = 1
pillow_heif.register_heif_opener()
Image.preinit()
Image.MAX_IMAGE_PIXELS = None  # we count ourselves, before anything is unpacked
SRGB = ImageCms.createProfile("sRGB")


def clean(content: bytes, kind: Kind) -> Cleaned:
    """The picture painted anew, upright. Raises NotTaken."""
    plain = _painted(content, kind)
    as_kind = PNG if kind is PNG or plain.mode in ("RGBA", "LA") else JPEG
    return Cleaned(kind, _saved(plain, as_kind), copy_kind=as_kind)


def small(content: bytes, kind: Kind) -> Cleaned:
    """The picture, small and as PNG."""
    plain = _painted(content, kind)
    plain.thumbnail((WIDEST, WIDEST))
    return Cleaned(kind, _saved(plain, PNG), copy_kind=PNG)


def _painted(content: bytes, kind: Kind) -> Image.Image:
    with Image.open(BytesIO(content), formats=FORMATS[kind]) as opened:
        if opened.width * opened.height > MOST_DOTS:
            raise NotTaken(Why.TOO_MANY_DOTS)
        # What sets reports has Pillow fill up what was cut short; whoever brings such a picture is to be told.
        ImageFile.LOAD_TRUNCATED_IMAGES = False
        opened.load()
        upright = ImageOps.exif_transpose(opened)
        profile = opened.info.get("icc_profile")
    mode = _mode_of(upright)
    shown = (
        _in_common_colours(upright, profile)
        if profile and upright.mode in ("RGB", "RGBA", "CMYK")
        else upright
    )
    plain = Image.new(mode, shown.size)
    plain.paste(shown.convert(mode))
    return plain


def _mode_of(picture: Image.Image) -> str:
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        return "RGBA"
    return "L" if picture.mode in ("1", "L") else "RGB"


def _in_common_colours(picture: Image.Image, profile: bytes) -> Image.Image:
    """The colours as the camera meant them, so that its own profile need not go along."""
    try:
        mode = "RGBA" if picture.mode == "RGBA" else "RGB"
        turned = ImageCms.profileToProfile(picture, BytesIO(profile), SRGB, outputMode=mode)
    except (ImageCms.PyCMSError, ValueError, OSError):
        return picture
    return turned or picture


def _saved(picture: Image.Image, kind: Kind) -> bytes:
    out = BytesIO()
    if kind is PNG:
        picture.save(out, "PNG")
    else:
        picture.save(out, "JPEG", quality=90)
    return out.getvalue()
