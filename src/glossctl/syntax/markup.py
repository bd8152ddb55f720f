"""HTML in the cells of somebody's list: to plain text and links; nothing of it is kept, run or fetched."""

import html
import re

_ELEMENTS = (
    "a|abbr|acronym|address|article|aside|b|big|blockquote|body|br|button|center|cite|code|dd|del|details|dfn|div|dl|dt|"
    "em|embed|figure|font|footer|form|h[1-6]|head|header|hr|html|i|iframe|img|input|ins|kbd|label|li|link|main|mark|meta|"
    "nav|object|ol|p|pre|q|s|samp|script|section|select|small|span|strike|strong|style|sub|summary|sup|svg|table|tbody|"
    "td|textarea|tfoot|th|thead|title|tr|tt|u|ul|var|video|wbr"
)
_TAG = re.compile(rf"<(/?)({_ELEMENTS})((?:\s[^<>]*)?)/?>", re.IGNORECASE)
_UNREAD = (("<!--", "-->"), ("<script", "</script>"), ("<style", "</style>"))
_HREF = re.compile(r"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_BREAK = re.compile(
    "address|article|aside|blockquote|br|dd|details|div|dl|dt|figure|footer|form|h[1-6]|header|hr|li|main|ol|p|pre|"
    "section|table|tr|ul"
)
_SCHEMES = ("http://", "https://", "ftp://", "mailto:")


def plain(cell: str) -> tuple[str, tuple[str, ...]]:
    r"""Return a cell's text without its HTML, and the targets of its links, in order.

    Elements of HTML go, their text stays (that of script and style doesn't); ``<br>`` and blocks break the line;
    character references become characters. A ``<`` that opens no known element is text.

    >>> plain('See <a href="https://example.com/">the <b>page</b></a>.<br>R&amp;D, List<String>')
    ('See the page.\nR&D, List<String>', ('https://example.com/',))
    """
    if "<" not in cell and "&" not in cell:
        return cell, ()
    links: list[str] = []

    def replaced(tag: "re.Match[str]") -> str:
        element = tag[2].lower()
        if element == "a" and not tag[1] and (href := _HREF.search(tag[3])):
            target = decoded(next(filter(None, href.groups()), "")).strip()
            if target:
                links.append(target)
        return "\n" if _BREAK.fullmatch(element) else ""

    text = cell
    if "<" in cell:
        for opening, closing in _UNREAD:
            text = _without(text, opening, closing)
        text = _TAG.sub(replaced, text)
    return decoded(text), tuple(dict.fromkeys(links))


def _without(text: str, opening: str, closing: str) -> str:
    """Return ``text`` without what stands between two marks; linear, where a lazy pattern would be quadratic."""
    lower = text.lower()
    if opening not in lower or len(lower) != len(text):
        return text
    parts, at = [], 0
    while (start := lower.find(opening, at)) >= 0 and (end := lower.find(closing, start)) >= 0:
        parts.append(text[at:start])
        at = end + len(closing)
    return "".join([*parts, text[at:]])


def decoded(text: str) -> str:
    """Return ``text`` with its complete character references as characters; "AT&T" and "?a=1&sect=2" stay."""
    return _ENTITY.sub(lambda found: html.unescape(found[0]), text) if "&" in text else text


def escaped(text: str) -> str:
    """Return ``text`` so that ``plain`` gives it back: only what would be read as HTML is written as a reference.

    >>> escaped("R&D, List<String>, the element <br>")
    'R&D, List<String>, the element &lt;br>'
    """
    if "&" in text:
        text = _ENTITY.sub(lambda found: f"&amp;{found[0][1:]}", text)
    if "<" in text:
        text = _OPENING.sub("&lt;", text)
    return text


_OPENING = re.compile(rf"<(?=/?(?:{_ELEMENTS})(?:[\s/>]|\Z)|!--)", re.IGNORECASE)


def is_web_address(target: str) -> bool:
    """Tell whether a link's target is an address that a reader can open: no script, no place within the page."""
    return target.lower().startswith(_SCHEMES) and len(target.split()) == 1
