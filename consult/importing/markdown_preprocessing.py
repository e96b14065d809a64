"""What a Markdown file has beside Markdown: a block of facts at its beginning, and tags of web pages.

Must not read Markdown itself.
"""

import re

# Lines of a block of facts; longer ones are text between two rules.
_MOST_LINES = 200
_FENCES = {"---": ("---", "..."), "+++": ("+++",)}
_FACT = re.compile(r"""(?P<key>[A-Za-z_][\w -]*?)\s*[:=](?:\s+|$)(?P<value>.*)""")
_TITLE_KEYS = ("title", "titel")
_BLOCK_SIGNS = (">", ">-", ">+", "|", "|-", "|+")
_KNOWN = (
    "a|abbr|article|aside|b|blockquote|br|center|cite|code|dd|del|details|dfn|div|dl|dt|em|figcaption|figure"
    "|font|footer|h[1-6]|header|hr|i|img|ins|kbd|li|main|mark|noscript|ol|p|pre|q|s|samp|section|small"
    "|span|strike|strong|sub|summary|sup|table|tbody|td|template|tfoot|th|thead|time|tr|tt|u|ul|var|wbr"
)
_TAG = re.compile(rf"</?(?:{_KNOWN})(?:\s[^<>]*)?/?>|<!--", re.IGNORECASE)
# Code, addresses in angle brackets, and known tags stay; every other angle bracket is a sign of the text.
_ANGLE = re.compile(
    rf"(?P<kept>```[^`]*```|`[^`\n]*`|<(?:https?://|mailto:|[\w.+-]+@)[^<>\s]*>|</?(?:{_KNOWN})(?:\s[^<>]*)?/?>|<!--)"
    r"|<",
    re.IGNORECASE,
)


def take_facts(text: str) -> tuple[str, str, str]:
    """(the title, "" for none; the other facts in one line, "" for none; the text without the block).

    The block is YAML between lines of three hyphens, TOML between plus signs, or pandoc's lines with percent signs.
    """
    lines = text.removeprefix("\ufeff").split("\n")
    first = lines[0].rstrip()
    if first.startswith("% "):
        return _percent_lines(lines)
    ends = _FENCES.get(first, ())
    end = next((n for n, line in enumerate(lines[1:_MOST_LINES], 1) if line.rstrip() in ends), 0)
    inside = [line for line in lines[1:end] if line.strip() and not line.startswith("#")]
    if not inside or not _FACT.match(inside[0]):
        return "", "", text
    title, rest = _title_and_rest(inside)
    return title, " ".join(" ".join(rest).split()), "\n".join(lines[end + 1 :])


def _percent_lines(lines: list[str]) -> tuple[str, str, str]:
    count = next((n for n, line in enumerate(lines[:3]) if not line.startswith("%")), 3)
    title, *rest = (line.removeprefix("%").strip() for line in lines[:count])
    return title, " ".join(rest).strip(), "\n".join(lines[count:])


def _title_and_rest(lines: list[str]) -> tuple[str, list[str]]:
    title: list[str] = []
    rest: list[str] = []
    is_title = False
    for line in lines:
        fact = None if line[:1].isspace() else _FACT.match(line)
        if fact:
            is_title = fact["key"].lower() in _TITLE_KEYS and not title
            value = fact["value"].strip()
            if is_title and value not in _BLOCK_SIGNS:
                title.append(value)
        elif is_title:
            title.append(line.strip())
        if not is_title:
            rest.append(line.strip())
    return _unquoted(" ".join(title)), rest


def _unquoted(value: str) -> str:
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if quoted else value


def has_tags(text: str) -> bool:
    """Whether there are tags of web pages, or comments, among the Markdown."""
    return _TAG.search(text) is not None


def with_known_tags_only(text: str) -> str:
    """The text in which only known tags are tags; other angle brackets, such as of “<navn>”, are signs."""
    return _ANGLE.sub(lambda match: match["kept"] or "&lt;", text)
