"""L: links. They are checked but never followed: `validate` needs no network."""

import re
from urllib.parse import urlsplit

from glossctl.rules import quoted, rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossctl.rules import Finding, Subject

_SCHEMES = ("http", "https", "mailto")
_HOST = re.compile(r"[^\W_](?:[\w-]*[^\W_])?(?:\.[^\W_](?:[\w-]*[^\W_])?)*\.?")
_NOWHERE = ("localhost", "example", "invalid", "test", "example.com", "example.org", "example.net")  # RFC 2606
_MARKDOWN_LINK = re.compile(r"\[[^\[\]\n]*\]\(\s*<?([^\s()<>]*)>?[^()]*\)")


@rule("L001", "link-leads-nowhere")
def link_leads_nowhere(subject: "Subject") -> "Iterator[Finding]":
    """Find links that can't work: not an http, https or mailto address, or a malformed one.

    A glossary is read in a terminal, on a page and in an editor, and a path or an anchor of one of them doesn't work in
    the others. Addresses that are reserved for examples are found too. Nothing is fetched.

    Wrong: `links = ["/docs/mig", "www.kubernetes.io", "https:/kubernetes.io", "#mig"]`.

    Mend: write the whole address, with its scheme.
    """
    for item, link in enumerate(subject.header.see_also):
        if (why := why_not(link.url)) is not None:
            yield subject.places.place(("glossary", "see_also", item)), f"link {quoted(link.url)} {why}"
    for number, entry in subject.entries():
        for item, url in enumerate(entry.links):
            if (why := why_not(url)) is not None:
                yield subject.at(number, "links", item), f"link {quoted(url)} {why}"


@rule("L002", "relative-link-in-text")
def relative_link_in_text(subject: "Subject") -> "Iterator[Finding]":
    """Find Markdown links in a definition that are relative or can't work for another reason.

    They are left over from the page the text was taken from.

    Wrong: `definition = "Runs in a [container](/container/)."`.

    Mend: write the whole address, or the word alone, with the other entry under `related`.
    """
    for number, entry in subject.entries():
        if "](" in entry.definition:
            for match in _MARKDOWN_LINK.finditer(entry.definition):
                if (why := why_not(match[1])) is not None:
                    yield subject.at(number, "definition"), f"link {quoted(match[1])} in the definition {why}"


def why_not(url: str) -> str | None:
    """Return why a link can't work, as the end of a sentence; None if it may work."""
    if not url:
        return "is empty"
    if any(char.isspace() or char in '<>"' or not (char.isprintable() or char > "\x7f") for char in url):
        return "holds a character that no address may hold"
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return "is malformed"
    if not parts.scheme or (parts.scheme not in _SCHEMES and "." in parts.scheme):  # host:port
        return _without_scheme(url)
    if parts.scheme not in _SCHEMES:
        return f'has the scheme "{parts.scheme}"; only http, https and mailto lead somewhere everywhere'
    if parts.scheme == "mailto":
        return None if re.fullmatch(r"[^@]+@[^@]+", parts.path) else "is malformed"
    if not host:
        return "names no host"
    if ":" not in host and not _HOST.fullmatch(host):
        return "is malformed"
    if host in _NOWHERE or host.endswith(tuple(f".{end}" for end in _NOWHERE)):
        return "leads to a host that is reserved for examples"
    return None


def _without_scheme(url: str) -> str:
    if url.startswith("#"):
        return "is an anchor of some page"
    if url.startswith(("/", ".")):
        return "is relative"
    if re.match(r"[\w-]+(\.[\w-]+)+", url):
        return f'has no scheme; should it be "https://{url}"?' if len(url) < 60 else "has no scheme"
    return "is no address"
