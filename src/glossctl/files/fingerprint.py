"""What a translation was made of, in a few digits: to tell whether its source has changed since."""

import hashlib
import unicodedata

TYPE_CHECKING = False
if TYPE_CHECKING:
    from glossctl.entries import Entry

_DIGITS = 12  # of 16 values each: that a change goes unnoticed happens once in 10^14


def fingerprint(entry: "Entry") -> str:
    r"""Return the fingerprint of an entry's name, full form and definition, white space and NFC aside.

    Tags, links and whatever else an entry has are no part of it: a translation inherits them.

    >>> from glossctl.entries import Entry
    >>> fingerprint(Entry("MIG", definition="Cuts a GPU.")) == fingerprint(Entry("MIG", definition="Cuts\na  GPU."))
    True
    """
    texts = (entry.name, entry.expansion or "", entry.definition)
    normalized = "\n".join(unicodedata.normalize("NFC", "".join(text.split())) for text in texts)
    return hashlib.sha256(normalized.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]
