"""Glossary: the open layers and every question that can be asked of them. ``opening`` makes one."""

import os

from glossctl import define as look_up
from glossctl.entries import Answer, CheckSettings, Contents, Entry, Hits, Layer, SourceRow
from glossctl.errors import FileError, GlossctlError
from glossctl.index import ALIAS, EXPANSION, NAME, Index, index_size

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
    from typing import Literal, Self

    from glossctl.documents.corpus import Setup
    from glossctl.documents.matching import Terms
    from glossctl.documents.values import Explanation, Finding, Occurrence, Place, Typed
    from glossctl.editing.completing import Choice
    from glossctl.entries import Branch, Expansion, Kind
    from glossctl.index import Completion
    from glossctl.languages.reading import Languages
    from glossctl.languages.report import LanguageRow
    from glossctl.toml.places import Places

    Completed = Literal["name", "alias", "expansion"]


class Translated:
    """What is known of translations before any is opened: the files of each layer by language, and the reader's choice.

    ``language`` is the reader's, a tag or a locale; ``is_explicit`` says that they asked for it.
    """

    __slots__ = ("files", "language", "is_explicit", "open_translation")

    def __init__(
        self,
        files: "Sequence[Mapping[str, str]]",
        language: str,
        is_explicit: bool,
        open_translation: "Callable[[str], Index]",
    ) -> None:
        self.files = files
        self.language = language
        self.is_explicit = is_explicit
        self.open_translation = open_translation


def _completed(prefix: str, fields: "Sequence[Completed]") -> "tuple[str, list[int]]":
    """Return the key that ``prefix`` begins, and the relations of ``fields`` to an entry."""
    from glossctl.text import fold

    key = fold(prefix)
    if key and fold(f"{prefix}x") == f"{key} x":  # the last word is finished
        key += " "
    relations = {"name": NAME, "alias": ALIAS, "expansion": EXPANSION}
    return key, [relations[field] for field in fields]


class Glossary:
    """Glossaries in force, nearest first. Answers are values; nothing is printed, and a miss is an empty tuple.

    ``layers`` are those that were opened; ``faults`` holds (layer, error) for each that could not be. ``load`` makes
    one. It closes itself at the end of a ``with`` block; whatever is asked after that raises GlossctlError. Threads may
    share one.

    ``len(glossary)`` is the number of its entries, and iterating yields what ``entries()`` returns, one by one; so a
    glossary without entries is false.

    >>> import glossctl
    >>> with glossctl.load() as glossary:
    ...     len(glossary) == sum(1 for entry in glossary) == len(glossary.entries())
    True
    """

    layers: tuple[Layer, ...]
    faults: tuple[tuple[Layer, FileError], ...]

    def __init__(
        self,
        opened: "Sequence[tuple[Layer, Index]]",
        faults: "Sequence[tuple[Layer, FileError]]" = (),
        cache: str | None = None,
        order: "Sequence[Layer] | None" = None,
        translated: Translated | None = None,
        texts: "Mapping[str, str] | None" = None,
    ) -> None:
        self._order = [layer for layer, _ in opened] if order is None else order
        self._opened = tuple(index for _, index in opened)
        self._cache = cache
        self._matched: Terms | None = None
        self._translated = translated
        self._spoken: Languages | None = None
        self._pointed: Terms | None = None  # of its own, so that a thread that checks needn't be waited for
        self._texts = texts or {}
        self._places: dict[str, Places] = {}
        self.layers = tuple(layer for layer, _ in opened)
        self.faults = tuple(faults)

    @property
    def _indexes(self) -> tuple[Index, ...]:
        """The open indexes, nearest first. Raises GlossctlError after ``close``."""
        for index in self._opened[:1]:
            if not index.is_open:
                raise GlossctlError("this glossary is closed", "load it again")
        return self._opened

    def _pairs(self) -> "Iterator[tuple[Layer, Index]]":
        """Yield the layers with their indexes."""
        return zip(self.layers, self._indexes, strict=True)

    def __enter__(self) -> "Self":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        try:
            loaded = ", ".join(f"{index.header.name}: {index.count():,} entries" for index in self._indexes)
        except GlossctlError:
            loaded = "closed"
        return f"<Glossary {loaded or 'without a layer'}>"

    def __len__(self) -> int:
        return sum(index.count() for index in self._indexes)

    def __iter__(self) -> "Iterator[Entry]":
        spoken = self._chosen()
        for layer, index in enumerate(self._indexes):
            yield from spoken.entries(layer) if spoken else index.all()

    def _languages(self) -> "Languages | None":
        """Return the layers in all their languages; None where there are no translations and nobody asked for any."""
        if self._spoken is None and (known := self._translated):
            from glossctl.languages.reading import Languages  # not for a look-up that the source answers

            wish = (known.language, known.is_explicit, known.open_translation)
            self._spoken = Languages(self._indexes, known.files, *wish)
        return self._spoken

    def _chosen(self) -> "Languages | None":
        """Return the languages where the reader's is another than the source's in any layer; else None."""
        spoken = self._languages() if self._translated and self._translated.language else None
        return None if spoken is None or spoken.is_plain else spoken

    @property
    def notes(self) -> tuple[str, ...]:
        """What a reader should know of the languages: glossaries that are not in theirs, translations left out."""
        if not (self._translated and self._translated.language):
            return ()
        spoken = self._languages()
        return tuple(spoken.notes) if spoken else ()

    def fallbacks(self, entries: "Iterable[Entry]") -> tuple[str, ...]:
        """Return sentences on which of ``entries`` are in the source's language for want of a translation."""
        spoken = self._chosen()
        return tuple(spoken.fallbacks(entries)) if spoken else ()

    def define(self, term: str) -> "tuple[Entry, ...]":
        """Return every sense of a term, acronym, alias, full form, role or audience; empty when there is none.

        Case, width, accents, hyphens and plurals don't matter. What ``term`` names comes before what it is an alias of,
        that before what it is the full form of; within one, the nearer glossary first, then the name written just so,
        then file order. A job title finds its audience.

        >>> import glossctl
        >>> glossctl.load().define("multi-instance gpu")[0].name
        'MIG'
        """
        return self.exact([term])[0].entries

    def answer(self, term: str) -> Answer:
        """Return the senses of ``term`` and how it matched, or, on a miss, up to three suggestions.

        >>> import glossctl
        >>> glossary = glossctl.load()
        >>> glossary.answer("GPUs").match
        'inflection'
        >>> missed = glossary.answer("kubernets")
        >>> missed.entries, missed.suggestions[0].entry.name
        ((), 'Kubernetes')
        """
        return self._suggesting(self.exact([term])[0])

    def answers(self, words: "Sequence[str]") -> tuple[Answer, ...]:
        """Return one answer for ``words`` as a phrase when that names an entry, else one for each word.

        >>> import glossctl
        >>> [answer.query for answer in glossctl.load().answers(["large", "language", "model"])]
        ['large language model']
        >>> [answer.query for answer in glossctl.load().answers(["MIG", "MPS"])]
        ['MIG', 'MPS']
        """
        return tuple(map(self._suggesting, self.exact(words)))

    def exact(self, words: "Sequence[str]") -> tuple[Answer, ...]:
        """Return what ``answers`` does, without suggestions: a miss then costs no search."""
        if self._chosen() is None:
            answers = look_up.define_words(self._indexes, words)
            if not self._translated or all(answer.entries for answer in answers):
                return answers
        spoken = self._languages()
        return spoken.answers(words) if spoken else ()

    def _suggesting(self, answer: Answer) -> Answer:
        if answer.entries:
            return answer
        return answer.replace(suggestions=tuple(self.search(answer.query, 3)))

    def search(self, query: str, limit: int = 10, kind: "Kind | None" = None, tag: str = "") -> "Hits":
        """Return up to ``limit`` hits, best first; ties go to the nearer glossary, then by name.

        ``query`` is a few words, a typo, half a name or a description. Empty when nothing is near enough, and for a
        ``limit`` below 1. ``kind`` and ``tag`` leave out others, as in ``entries``; ``total`` of the result is the
        number of hits without the limit.

        >>> import glossctl
        >>> [hit.entry.name for hit in glossctl.load().search("gpu sharing", limit=1)]
        ['GPU sharing']
        """
        from glossctl.search import ranking  # loads RapidFuzz
        from glossctl.text import fold

        key = fold(tag)
        narrowed = bool(kind or tag)

        def is_wanted(entry: "Entry") -> bool:
            return (not kind or entry.kind == kind) and (not tag or key in map(fold, entry.tags))

        spoken = self._chosen()
        hits = None if spoken else ranking.search(self._indexes, query, limit, is_wanted if narrowed else None)
        if hits or not (spoken := spoken or self._languages()):
            return hits or Hits()
        return spoken.search(query, limit, is_wanted if narrowed else None)

    def expand(self, acronym: str) -> "tuple[Expansion, ...]":
        """Return the full forms of an acronym, in the order of ``define``, each pair once; empty when there is none.

        >>> import glossctl
        >>> [found.expansion for found in glossctl.load().expand("LLM")]
        ['Large Language Model']
        """
        from glossctl import expand

        return expand.expansions(acronym, self.define(acronym))

    def contract(self, full_form: str) -> "tuple[Expansion, ...]":
        """Return the acronyms of a full form, in the order of ``define``: ``expand`` the other way round.

        >>> import glossctl
        >>> [found.acronym for found in glossctl.load().contract("dynamic resource allocation")]
        ['DRA']
        """
        from glossctl import expand

        return expand.contractions(full_form, self.define(full_form))

    def expand_text(self, text: str, format: str = "markdown") -> tuple[str, tuple[str, ...]]:  # noqa: A002
        """Return ``text`` with each acronym's full form at its first use, and the acronyms with several full forms.

        ``format`` is one of ``glossctl.documents.FORMATS``. Headings, what is no prose, and acronyms that the text
        itself expands stay as they are. Of several full forms the first is written; the second value holds these
        acronyms, for a person to look at, in the order of the text. Raises GlossctlError as ``explain`` does.

        >>> import glossctl
        >>> glossctl.load().expand_text("MIG isolates. MIG is strict.")
        ('MIG (Multi-Instance GPU) isolates. MIG is strict.', ())
        """
        from glossctl import expand

        indexes = self._indexes
        return expand.expand_text(text, lambda word: look_up.define(indexes, word).entries, format)

    def explain(self, text: str, format: str = "markdown", known: "Collection[str]" = ()) -> "Explanation":  # noqa: A002
        """Return what the terms and acronyms of a text mean, each in the order of first use, with its place.

        ``format`` is one of ``glossctl.documents.FORMATS``; ``known`` are acronyms to pass over, with those that every
        engineer knows. Raises GlossctlError where the text can't be read as that format.

        >>> import glossctl
        >>> explained = glossctl.load().explain("MIG and the QZX. A Zip Quality Test (ZQT) is new.")
        >>> [(term.entry.expansion, term.uses, term.line, term.column) for term in explained.terms]
        [('Multi-Instance GPU', 1, 1, 1)]
        >>> explained.defined[0].expansion, explained.unknown[0].acronym
        ('Zip Quality Test', 'QZX')
        """
        from glossctl.documents.explain import explain
        from glossctl.syntax.readers import read

        return explain(read(text, format), self._terms(), (*known, *self._checking()[1].known))

    def check(
        self,
        text: str,
        format: str = "markdown",  # noqa: A002
        select: "Iterable[str]" = (),
        ignore: "Iterable[str]" = (),
        known: "Collection[str]" = (),
    ) -> "tuple[Finding, ...]":
        """Return what is wrong with how a text uses terms and acronyms, in the order of the places.

        ``select`` and ``ignore`` are codes of rules or beginnings of them, ``known`` acronyms to pass over; the [check]
        settings of the nearest glossary count, too. Comments in the text that ignore findings are obeyed. Raises
        GlossctlError where the text can't be read as that format, and UsageError for an unknown code.

        >>> import glossctl
        >>> [(finding.rule, finding.acronym) for finding in glossctl.load().check("Ask the QZX.")]
        [('undefined', 'QZX')]
        """
        from glossctl.documents.check import check, chosen
        from glossctl.syntax.readers import read

        settings = self._checking()[1]
        codes = chosen(tuple(select) or settings.select, (*ignore, *settings.ignore))
        return check(read(text, format), self._terms(), codes, (*known, *settings.known))[0]

    def at(self, text: str, offset: int, format: str = "markdown") -> "Occurrence | None":  # noqa: A002
        """Return the term that stands at an offset of a text, with all its senses; None where there is none.

        Only the paragraph around it is read; in source files only comments and strings are. An unknown ``format`` is
        read as plain text.

        >>> import glossctl
        >>> found = glossctl.load().at("Both MIGs work.", 6)
        >>> found.word, found.start, found.spelled
        ('MIGs', 5, ('Multi-Instance GPUs (MIGs)',))
        """
        from glossctl.documents import cursor

        if self._pointed is None:
            from glossctl.documents.matching import Terms

            self._pointed = Terms(self._indexes)
        return cursor.at(text, offset, format, self._pointed)

    def occurrences(self, text: str, format: str = "markdown") -> "tuple[Occurrence, ...]":  # noqa: A002
        """Return every term in the prose of a text, in order. Raises GlossctlError where it can't be read."""
        from glossctl.documents import cursor

        return tuple(cursor.occurrences(text, format, self._terms()))

    def typed(self, text: str, offset: int, format: str = "markdown", limit: int = 50) -> "tuple[Typed, ...]":  # noqa: A002
        """Return the entries with a name, alias or full form that begins with what stands before an offset of a text.

        The longest beginnings come first, then the nearer glossary, then the alphabet; at most ``limit``.

        >>> import glossctl
        >>> [(one.text, one.start) for one in glossctl.load().typed("A multi-instance", 16)]
        [('Multi-Instance GPU', 2)]
        """
        from glossctl.documents import cursor
        from glossctl.documents.values import Typed
        from glossctl.text import fold

        matches: dict[Entry, Typed] = {}
        for start in cursor.beginnings(text, offset, format):
            written = text[start:offset]
            key = fold(written) + (" " if written[-1:] in " -" else "")
            for index in self._indexes:
                for entry, relation in index.beginning(key, limit):
                    text = entry.expansion if relation == EXPANSION and entry.expansion else entry.name
                    matches.setdefault(entry, Typed(entry, text, start))
        return tuple(matches.values())[:limit]

    def choices(self, text: str, offset: int) -> "list[Choice]":
        """Return what may be written at an offset of a glossary file: keys, tags, related names, case rules."""
        from glossctl.editing.completing import choices

        def names(written: str) -> "list[tuple[str, str]]":
            matches = self.typed(written, len(written), "plaintext")
            return [(match.text, match.entry.expansion or "") for match in matches if match.start == 0]

        return choices(text, offset, self.tags, names)

    def place(self, entry: Entry) -> "Place | None":
        """Return where an entry stands: its name, in the file of its glossary; None for one that isn't of this one."""
        from glossctl.documents.values import Place

        location = self._numbered(entry)
        if location is None:
            return None
        path, number = location
        return Place(path, *self._places_in(path).place((entry.kind, number, "name")))

    def mentions(self, entry: Entry) -> "tuple[Place, ...]":
        """Return where other entries name an entry as related, nearest glossary first. Cost: every entry is read."""
        from glossctl.documents.values import Place
        from glossctl.text import fold

        names = {fold(entry.name), fold(entry.expansion or entry.name)}
        places = []
        for other in self:
            for at, name in enumerate(other.related):
                if fold(name) in names and (location := self._numbered(other)):
                    path, number = location
                    places.append(Place(path, *self._places_in(path).place((other.kind, number, "related", at))))
        return tuple(places)

    def named(self, id_: str) -> tuple[Entry, ...]:
        """Return the entries of an id in the glossaries, nearest first: the slug of the name, as the page's anchors.

        >>> import glossctl
        >>> [entry.name for entry in glossctl.load().named("a-b-testing")]
        ['A/B testing']
        """
        numbers = ((index, index.named(id_)) for index in self._indexes)
        return tuple(entry for index, number in numbers if number is not None for entry in index.entries([number]))

    def id_of(self, entry: Entry) -> str:
        """Return the id by which ``named`` has an entry; "" for one that isn't of this glossary, or has none."""
        for index in self._indexes:
            if index.header.name == entry.glossary and (number := index.number(entry)) is not None:
                return index.id_of(number)
        return ""

    def _numbered(self, entry: Entry) -> "tuple[str, int] | None":
        """Return the file of an entry and how many of its kind stand before it there."""
        for layer, index in self._pairs():
            if index.header.name == entry.glossary and (number := index.number(entry)) is not None:
                return layer.path, number - index.first(entry.kind)
        return None

    def _places_in(self, path: str) -> "Places":
        if path not in self._places:
            from glossctl.files.text import read_text
            from glossctl.toml.places import Places

            text = self._texts[path] if path in self._texts else read_text(path)
            self._places[path] = Places(text.replace("\r\n", "\n"))
        return self._places[path]

    def setup(self, task: str, select: "Sequence[str]" = (), ignore: "Sequence[str]" = ()) -> "Setup":
        """Return all that is needed to explain or check documents as this glossary does, in other processes too.

        ``task`` is "explain", "check" or "gather". The settings of the nearest glossary that has any in its [check]
        table count, those of the user's own and the bundled ones aside; ``select`` and ``ignore`` come before them.
        Raises UsageError for an unknown code.
        """
        from glossctl.documents.check import chosen
        from glossctl.documents.corpus import setup

        path, check = self._checking()
        codes = chosen(select or check.select, (*ignore, *check.ignore))
        images = tuple(index.image() for index in self._indexes)
        return setup(task, images, codes, check, os.path.dirname(os.path.abspath(path)) if path else ".")

    def _checking(self) -> "tuple[str, CheckSettings]":
        """Return the nearest glossary file with settings for documents, and these."""
        for layer, index in self._pairs():
            check = index.header.check
            if layer.reason not in ("user", "bundled") and check != CheckSettings():
                return layer.path, check
        return "", CheckSettings()

    def _terms(self) -> "Terms":
        if self._matched is None:
            from glossctl.documents.matching import Terms

            self._matched = Terms(self._indexes)
        return self._matched

    def entries(self, kind: "Kind | None" = None, tag: str = "", glossary: str = "") -> "tuple[Entry, ...]":
        """Return every entry, or those of one kind, tag or glossary: nearest glossary first, then file order.

        In each glossary the terms come first, then the roles, then the audiences. ``tag`` and ``glossary`` (its name)
        ignore case; "" leaves them open. Cost: every entry is read; iterate over the glossary to hold one at a time.

        >>> import glossctl
        >>> {"MIG", "MPS"} <= {entry.name for entry in glossctl.load().entries("term", tag="gpu sharing")}
        True
        """
        from glossctl.text import fold

        spoken = self._chosen()
        return tuple(
            entry
            for layer, index in enumerate(self._indexes)
            if not glossary or fold(index.header.name) == fold(glossary)
            for entry in (spoken.entries(layer, kind) if spoken else index.all(kind))
            if not tag or fold(tag) in map(fold, entry.tags)
        )

    def roles(self) -> "tuple[Entry, ...]":
        """Return the roles: ``entries("role")``."""
        return self.entries("role")

    def audiences(self) -> "tuple[Entry, ...]":
        """Return the audiences: ``entries("audience")``."""
        return self.entries("audience")

    def related(self, term: str, depth: int = 2) -> "Branch | None":
        """Return the tree of terms related to ``term``, ``depth`` levels deep, or None when nothing defines it.

        The root is the first sense that ``define`` returns. A term stands in the tree once, as near to the root as it
        can; no tree is deeper than 100 levels.

        >>> import glossctl
        >>> tree = glossctl.load().related("mig", depth=1)
        >>> tree.name, "MPS" in [branch.name for branch in tree.branches]
        ('MIG', True)
        """
        senses = self.define(term)
        if not senses:
            return None
        from glossctl import related

        return related.related(senses[0], self.define, depth)

    def completions(
        self,
        prefix: str,
        limit: int = 50,
        fields: "Sequence[Completed]" = ("name", "alias", "expansion"),
        acronyms: bool = False,
    ) -> "list[tuple[str, str, str]]":
        """Return (text, name, definition) of entries of which a name, alias or full form begins with ``prefix``.

        ``text`` is what begins so, as it is written, and is itself a query. Nearest glossary first; within it they are
        in alphabetical order. Each name comes once, at most ``limit`` in all. ``acronyms`` leaves out entries without
        a full form.

        >>> import glossctl
        >>> [text for text, name, definition in glossctl.load().completions("multi-inst")]
        ['Multi-Instance GPU']
        """
        from glossctl.text import fold

        key, relations = _completed(prefix, fields)
        rows_by_name: dict[str, Completion] = {}
        for index in self._near():
            for row in index.completions(key, limit, relations, acronyms):
                rows_by_name.setdefault(row[1], row)
        rows = list(rows_by_name.values())
        if len(rows) > limit:  # a shell inserts what all begin with: the first and the last have no more in common
            ends = (min(rows, key=lambda row: fold(row[0])), max(rows, key=lambda row: fold(row[0])))
            rows = list(dict.fromkeys((*ends, *rows)))
        return rows[:limit]

    def count_completions(self, prefix: str, fields: "Sequence[Completed]" = ("name", "alias", "expansion")) -> int:
        """Return how many entries ``completions`` has without its limit.

        >>> import glossctl
        >>> glossctl.load().count_completions("multi-inst")
        1
        """
        key, relations = _completed(prefix, fields)
        return sum(index.count_completions(key, relations) for index in self._near())

    def _near(self) -> "Sequence[Index]":
        spoken = self._chosen()
        return spoken.near() if spoken else self._indexes

    def site(
        self, title: str = "", base_url: str = "", footer: str = "", history: bool = False
    ) -> "tuple[tuple[str, str], ...]":
        """Return a static site of the glossaries as (relative path, text) files, index.html first; nothing is written.

        ``title`` stands in place of the nearest glossary's own; ``base_url`` is where the site will be, for the files
        that need full addresses; ``footer`` is a line of prose. With ``history`` git is asked when entries were added
        and changed. Raises UsageError (a GlossctlError) for a ``base_url`` that is none.

        >>> import glossctl
        >>> files = dict(glossctl.load().site())
        >>> files["index.html"].startswith("<!doctype html>"), "tooltips.js" in files
        (True, True)
        """
        from glossctl.languages.reading import translations
        from glossctl.site import build  # loads Jinja2
        from glossctl.site.history import NOTHING
        from glossctl.site.history import history as changes

        sources = tuple(entry for index in self._indexes for entry in index.all())
        contents = Contents(self._indexes[0].header, sources)
        changed = changes(layer.path for layer in self.layers) if history else NOTHING
        others = translations(self._indexes, known.files, known.open_translation) if (known := self._translated) else ()
        return build(contents, title, base_url, footer, changed, translations=tuple(others))

    def tags(self) -> tuple[str, ...]:
        """Return the tags that entries have, by name; of a huge glossary, those of its first entries."""
        from itertools import chain

        return tuple(sorted(set(chain.from_iterable(index.tags() for index in self._indexes))))

    def languages(self, history: bool = False) -> "tuple[LanguageRow, ...]":
        """Return how far each translation of each glossary is, nearest glossary first, then by language.

        With ``history`` git is asked for the texts that what is out of date was translated from. Raises FileError for a
        translation that can't be read.

        >>> import glossctl
        >>> [(row.language, row.orphans) for row in glossctl.load().languages()]
        [('ja', ())]
        """
        from glossctl.languages.report import report

        known = self._translated
        return report(self._pairs(), known.files, known.open_translation, history) if known else ()

    def tongues(self) -> tuple[str, ...]:
        """Return the languages of the glossaries and of the translations beside them, as tags.

        >>> import glossctl
        >>> "en" in glossctl.load().tongues()
        True
        """
        files = self._translated.files if self._translated else ()
        return tuple(
            dict.fromkeys(
                (
                    *(index.header.language for index in self._indexes),
                    *(tag for by_language in files for tag in by_language),
                )
            )
        )

    def sources(self) -> "tuple[SourceRow, ...]":
        """Return the layers, nearest first, with those that are broken, and the size of each compiled index.

        >>> import glossctl
        >>> glossctl.load().sources()[-1].glossary
        'cloud-native-ai'
        """
        rows = {}
        for layer, index in self._pairs():
            header = index.header
            rows[layer] = SourceRow(
                layer.path,
                layer.reason,
                header.name,
                header.title,
                header.language,
                index.count(),
                header.see_also,
                index_size(layer.path, self._cache),
            )
        broken = {layer: SourceRow(layer.path, layer.reason, error=error.message) for layer, error in self.faults}
        return tuple({**rows, **broken}[layer] for layer in self._order)

    def close(self) -> None:
        """Let go of the index files; doing so twice is no error."""
        for index in self._opened:
            index.close()
        if self._spoken:
            self._spoken.close()
