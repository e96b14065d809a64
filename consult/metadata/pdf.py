"""PDFs without metadata: who made them and with what, files attached to them, and scripts.

What its pages show stays. Comments stay under another name.
"""

from __future__ import annotations

import io
import zlib
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from consult.metadata.clean_file import CleanFile, NotCleaned
from consult.metadata.encoded_picture import without_jpeg_metadata, without_jpx_metadata

# In any object: program data, dates of change, paths of files, thumbnails, what is done when something is opened.
_PRIVATE = (
    "/Metadata", "/PieceInfo", "/LastModified", "/Thumb", "/AF", "/AA", "/OPI", "/Ref", "/CreatorInfo",
    "/PTEX.FileName", "/PTEX.InfoDict", "/PTEX.PageNumber", "/PTEX.Fullbanner",
)  # fmt: skip
_OF_THE_WHOLE = (
    "/OpenAction", "/Perms", "/Collection", "/SpiderInfo", "/Legal", "/DSS", "/Requirements", "/DocChecksum",
)  # fmt: skip
_NAMED = ("/EmbeddedFiles", "/JavaScript", "/IDS", "/URLS", "/Renditions")
# Annotations that carry a file or a scene.
_ATTACHMENTS = (
    "/FileAttachment",
    "/Sound",
    "/Movie",
    "/Screen",
    "/RichMedia",
    "/3D",
    "/Projection",
)
# Those that are no comment, but part of the page.
_FURNITURE = ("/Link", "/Widget", "/Popup", "/PrinterMark", "/TrapNet", "/Watermark", *_ATTACHMENTS)
_SAFE_ACTIONS = ("/GoTo", "/URI", "/Named", "/SetOCGState", "/Hide", "/ResetForm")
MOST_ATTACHED = 10_000


def without_metadata(content: bytes, author: str) -> CleanFile:
    """The PDF with ``author`` in the place of who commented. One with a password for its owner alone is opened.

    Raises NotCleaned.
    """
    try:
        with Pdf.open(io.BytesIO(content)) as pdf:
            return _cleaned(pdf, author)
    except pikepdf.PasswordError as error:
        raise NotCleaned("encrypted") from error
    except (pikepdf.PdfError, pikepdf.ForeignObjectError, ValueError, KeyError, TypeError) as error:
        raise NotCleaned("damaged") from error


def _cleaned(pdf: Pdf, author: str) -> CleanFile:
    if not len(pdf.pages):
        raise NotCleaned("damaged")
    removed = _attached(pdf)
    for key in ("/Info", "/ID"):
        if key in pdf.trailer:
            del pdf.trailer[key]
    _remove(pdf.Root, _OF_THE_WHOLE)
    if isinstance(names := pdf.Root.get("/Names"), Dictionary):
        _remove(names, _NAMED)
    if isinstance(form := pdf.Root.get("/AcroForm"), Dictionary):
        _remove(form, ("/XFA", "/SigFlags"))
    comments = 0
    for page in pdf.pages:
        of_page, files = _clean_annotations(page.obj, author)
        comments, removed = comments + of_page, removed + files
    leftovers = sum(_clean_object(each) for each in pdf.objects)
    _clean_object(pdf.Root)
    out = io.BytesIO()
    pdf.save(out, encryption=False, deterministic_id=True, fix_metadata_version=False)
    return CleanFile(out.getvalue(), comments=comments, removed=removed, leftovers=leftovers)


def _attached(pdf: Pdf) -> int:
    try:
        return min(len(pdf.attachments), MOST_ATTACHED)
    except (pikepdf.PdfError, ValueError, RuntimeError):
        return 0


def _remove(where: Any, keys: tuple[str, ...]) -> None:
    for key in keys:
        if key in where:
            del where[key]


def _clean_annotations(page: Any, author: str) -> tuple[int, int]:
    """Give comments another author, and take away those that carry a file: (how many comments, how many files)."""
    annotations = page.get("/Annots")
    if not isinstance(annotations, Array):
        return 0, 0
    kept, comments = [], 0
    for each in annotations:
        kind = str(each.get("/Subtype", "")) if isinstance(each, Dictionary) else ""
        if kind in _ATTACHMENTS:
            continue
        kept.append(each)
        # The /T of a form's field is its name.
        if kind and kind != "/Widget":
            if "/T" in each:
                each["/T"] = String(author)
            _remove(each, ("/FS", "/Sound", "/Movie"))
        comments += bool(kind) and kind not in _FURNITURE
    files = len(annotations) - len(kept)
    if files:
        page["/Annots"] = Array(kept)
    return comments, files


def _clean_object(each: Object) -> int:
    """Clean one object with the dictionaries directly in it; 1 where a picture stays as it was, else 0."""
    leftovers = 0
    waiting: list[Any] = [each]
    while waiting:
        here = waiting.pop()
        if isinstance(here, Stream):
            leftovers += _clean_picture(here)
        if isinstance(here, Dictionary | Stream):
            _remove(here, _PRIVATE)
            _clean_signature(here)
            _clean_action(here)
            waiting += [value for _, value in here.items() if _is_direct(value)]
        elif isinstance(here, Array):
            waiting += [value for value in here if _is_direct(value)]
    return leftovers


def _is_direct(value: Any) -> bool:
    return isinstance(value, Dictionary | Array) and not value.is_indirect


def _clean_signature(here: Any) -> None:
    """A signature no longer holds, and names who signed; what it looks like on the page stays."""
    if here.get("/FT") == Name("/Sig") and "/V" in here:
        del here["/V"]
    if here.get("/Type") == Name("/Sig"):
        _remove(here, ("/Name", "/Cert", "/Contents", "/ContactInfo", "/Location", "/Reason", "/M"))
        _remove(here, ("/Prop_Build", "/Reference"))


def _clean_action(here: Any) -> None:
    """Scripts, and actions that name a file of the maker's machine."""
    action = here.get("/A")
    if isinstance(action, Dictionary) and str(action.get("/S", "")) not in ("", *_SAFE_ACTIONS):
        del here["/A"]
    elif isinstance(action, Dictionary) and "/Next" in action:
        del action["/Next"]


def _clean_picture(stream: Any) -> int:
    """Cut the metadata out of a picture that is kept as a photo; 1 where that cannot be done."""
    filters = stream.get("/Filter")
    names = [str(each) for each in filters] if isinstance(filters, Array) else [str(filters or "")]
    if names[-1] not in ("/DCTDecode", "/DCT", "/JPXDecode"):
        return 0
    try:
        content = _unpacked(bytes(stream.read_raw_bytes()), stream, names[:-1])
        clean = without_jpx_metadata if names[-1] == "/JPXDecode" else without_jpeg_metadata
        shorter = clean(content)
    except (ValueError, zlib.error, pikepdf.PdfError):
        return 1
    parameters = stream.get("/DecodeParms")
    if isinstance(parameters, Array):
        parameters = parameters[-1] if len(parameters) else None
    if not isinstance(parameters, Dictionary):
        parameters = None
    stream.write(shorter, filter=Name(names[-1]), decode_parms=parameters)
    return 0


_MOST_UNPACKED = 200 * 1024 * 1024


def _unpacked(content: bytes, stream: Any, names: list[str]) -> bytes:
    """The photo under the filters laid over it. Raises ValueError for another filter than Flate, or a bomb."""
    for name in names:
        if name not in ("/FlateDecode", "/Fl"):
            raise ValueError(name)
        unpacking = zlib.decompressobj()
        content = unpacking.decompress(content, _MOST_UNPACKED)
        if unpacking.unconsumed_tail:
            raise ValueError("too large")
    return content
