"""Entries that share words with a query: what speaks for each, and its score."""

import math
from collections import Counter

from glossctl.search import candidates
from glossctl.search.names import words_like
from glossctl.search.stemming import stem
from glossctl.search.tables import SEPARATOR, SHORTEST_RESPELLED, length_norm
from glossctl.search.tokens import STOP_WORDS, stemmed, stems, words
from glossctl.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from glossctl.entries import Matched
    from glossctl.search.tables import Searchable

# Fitted by bench/fit.py on judged descriptions, short queries and full forms, the last two on judged questions; the
# figures are in docs/design/search.md.
# A share is of the query's words, each by its rarity.
WEIGHTS = {
    "bm25": 3.52,  # how often the words stand there for the length of the text
    "covered": 2.59,  # how much of the query is there at all
    "lead": 1.59,  # in the first words of the definition
    "opening": 2.49,  # in the first few dozen words, the names and the tags
    "contained": 3.74,  # in one name
    "genus": 2.12,  # the query's first words in the definition's first: the kind of thing
    "name words": -0.81,  # words of the name, a number
    "spoken of": 4.3,  # how much the best texts speak of the name
    "matches": 0.28,  # words shared, a number
    "worded": 4.51,  # in one name, as the query writes them
    "like a hint": 1.4,  # in one hint that says little else, stop words and all, each by its rarity
    "letters of a hint": 7.2,  # the same by groups of three letters: "kubectl" is like "kubelet"
    "other hints": 3.6,  # how much of it stands in the second and in the third best hint
}
_WEIGHTS = tuple(WEIGHTS.values())
_SPOKEN_OF = 7  # where it stands
_ZERO = -2.8  # log-odds of a score of 0
_PER_POINT = 4.2  # of score, for one of the log-odds that the weights add up to
_NAMED = 2.0  # a stem in a name counts as this many in the definition
_OTHER_NAME = 0.9  # an alias or expansion that has the query's words, against a name
_GENUS, _LEAD, _OPENING = 4, 12, 40  # stems after the name: the kind of thing, the defining sentence, the first few
_SPEAKERS = 20  # of the best texts: what many of them speak of may be what is meant
_ONE_WORD = 0.6  # what a text counts against names when the query is a single word
_QUOTED, _QUOTED_SCORE = 3, 85.0  # stems that are a quotation, such as a motto, and its least score
_TAGGED_SCORE, _ONLY_TAG = 85.0, 10.0  # of an entry whose tags have all words of the query, and no others
# How sure it is that a query of several words is about the glossary's subject at all: log-odds, fitted on judged
# questions against queries about other things. By words shared with the text, and with one of its names, by how much
# of the query that is, how like a hint the query is, and how rare the query's words are.
_SURE, _PER_WORD, _IN_NAME, _COVERED, _LIKE_A_HINT, _RARE = -2.5, 2.1, 1.2, 2.4, 4.2, -8.5
_HINTLESS = 0.53  # the likeness of a hint that is taken for an entry without any
_DOUBTED = 0.35  # the power of that trust which orders the texts of one query; the best keeps its trust in full
_TWO = 1.25  # words of a query in one name, or a word and a part of one, are no chance
_WHOLE = 0.7  # at least, where the text shares a word that is the whole of a name: "MIG vs MPS"
_RESPELLED, _RESPELLED_ALONE, _RESPELLINGS = (
    60.0,
    45.0,
    2,
)  # the score at which a word may be what another was meant to be; how many may
_LONG = 8  # stems: a longer query is a description, and no name is compared with it letter by letter
_ALL = 0.999
_STOP = 0.3  # what a stop word weighs in the likeness of a hint, where another weighs its rarity

_STOPPED = frozenset(stem(word) for word in STOP_WORDS)

FIELDS: "tuple[Matched, ...]" = ("name", "alias", "expansion", "hint", "tag", "definition")


class Text:
    """The stems of one entry beside those of a query."""

    def __init__(self, number: int, fields: "Sequence[str]") -> None:
        name, aliases, expansion, hints, tags, definition = fields
        self.number = number
        self.fields = fields
        self.defined = definition.split()
        self.counts = Counter(self.defined)
        self.words = [one.split() for one in (name, *aliases.split(SEPARATOR), expansion) if one]
        self.names = [stemmed(form, stop=False) for form in self.words]
        self.named = {one for form in self.names for one in form}
        self.tagged = set(tags.split())
        self._hints = [hint.strip() for hint in hints.split(SEPARATOR) if hint]
        self.hints = [set(stemmed(hint.split(), stop=False)) for hint in self._hints]
        self.hinted = {one for hint in self.hints for one in hint}
        self.values: list[float] = []
        self.labelled = 0.0  # how much of the query stands in tags
        self.bm25 = 0.0
        self.shared = 0.0  # words of the query, a weak one counting half
        self.covered = 0.0  # how much of the query stands anywhere
        self.like_a_hint = 0.0  # how like the likest hint the query is

    def weigh(self, query: "Query", average: float, is_person: bool) -> None:
        """Work out the features, but for what other texts say of this one."""
        start = next((at for at, one in enumerate(self.defined) if one not in self.named), 0)
        lead = set(self.defined[start : start + _LEAD])
        opening = {*self.defined[start : start + _OPENING], *self.named, *self.tagged, *self.hinted}
        norm = length_norm(len(self.defined), average)
        covered = leading = opened = matches = 0.0
        for wanted, (share, others) in query.wanted.items():
            for one, part in ((wanted, 1.0), *others):
                weight = self.counts[one] + _NAMED * (one in self.named) + (one in self.tagged) + (one in self.hinted)
                weight += _NAMED * (is_person and one == candidates.PERSON)
                if weight:
                    worth = share * part
                    covered += worth
                    matches += part * (wanted in query.asked)
                    self.shared += part * query.asked.get(wanted, 0.0)
                    self.bm25 += worth * weight / (weight + norm)
                    leading += worth * (one in lead)
                    opened += worth * (one in opening)
                    self.labelled += worth * (one in self.tagged)
                    break
        genus = sum(one in self.defined[start : start + _GENUS] for one in query.order[:3]) / 3
        words = float(len(self.names[0])) if self.names else 0.0
        contained = self._best(query.worth, self.names)
        worded = self._best(query.worded, self.words)
        like, in_others = query.hinted(self.hints)
        self.covered, self.like_a_hint = covered, max(map(query.letters_like, self._hints), default=0.0)
        self.values = [self.bm25, covered, leading, opened, contained, genus, words, 0.0, matches, worded]
        self.values += like, self.like_a_hint, in_others

    def _best(self, worth: "Callable[[list[str]], float]", forms: list[list[str]]) -> float:
        """Return what the best of the names is worth, the first in full."""
        return max((worth(form) * (_OTHER_NAME if at else 1.0) for at, form in enumerate(forms)), default=0.0)


class Query:
    """The stems of a query: what each is worth, which may stand for it, their order, and with stop words."""

    def __init__(self, searchable: "Searchable", query: str) -> None:
        self.text = query
        self.key = fold(query)
        self.wanted, self.order = candidates.wanted(searchable, query)
        self.is_cut = any(part == candidates.CUT for _, others in self.wanted.values() for _, part in others)
        # How far each stem is a match: a weak word half, a stop word not at all.
        self.asked = {one: 0.5 if candidates.is_weak(one) else 1.0 for one in (*self.order, candidates.PERSON)}
        self.rare = 1.0
        self.words = set(words(query))
        self.written = set(stems(query, stop=False))
        self.synonyms = {one: part for _, others in self.wanted.values() for one, part in others}
        self.groups = frozenset().union(*map(_groups, self.words))
        self._searchable = searchable
        self._rarities: dict[str, float] = {}
        self.rare_size = sum(map(self._rarity, self.written))

    def _rarity(self, one: str) -> float:
        """Return how rare a stem is in the glossary; a stop word counts for less."""
        if one not in self._rarities:
            part = _STOP if one in _STOPPED else 1.0
            self._rarities[one] = part * candidates.rarity_of(self._searchable, one)
        return self._rarities[one]

    def unknown(self, searchable: "Searchable") -> list[str]:
        """Return the words of the query that no entry has, and none begins with."""
        return [
            word
            for word in sorted(self.words - STOP_WORDS)
            if stem(word) in self.wanted and not searchable.entries_with(stem(word)) and not self.wanted[stem(word)][1]
        ]

    def respell(self, searchable: "Searchable", unknown: list[str]) -> None:
        """Let the glossary's own words stand for unknown ones where those may be slips of them."""
        least = _RESPELLED if len(self.order) > 1 else _RESPELLED_ALONE
        for word in unknown:
            if len(word) >= SHORTEST_RESPELLED:
                near = [(stem(other), worth) for other, worth in words_like(searchable, word) if worth >= least]
                share, _ = self.wanted[stem(word)]
                self.wanted[stem(word)] = share, tuple((other, worth / 100) for other, worth in near[:_RESPELLINGS])

    def shared(self, form: "Collection[str]") -> float:
        """Return how many words of the query stand in one name; a weak word is half of one, as is a synonym."""
        return sum(
            max([part if one in form else 0.0, *(part_of for other, part_of in self.wanted[one][1] if other in form)])
            for one, part in self.asked.items()
            if one in self.wanted
        )

    def settle(self, searchable: "Searchable") -> None:
        """Work out how rare the words of the query are in the glossary, 0 to 1, on average."""
        known = [max(map(searchable.entries_with, (one, *(k for k, _ in self.wanted[one][1])))) for one in self.order]
        self.rare = sum(candidates.rarity(searchable, count) for count in known) / len(known) if known else 1.0

    def worded(self, form: "Sequence[str]") -> float:
        """Return how much of the query's words, 0 to 1, a name has as they are written or, if they are cut, begun."""
        if self.is_cut:
            return sum(any(word.startswith(one) for word in form) for one in self.words) / len(self.words)
        return len(self.words.intersection(form)) / len(self.words)

    def quotes(self, text: Text) -> bool:
        """Tell whether the text has all the query's stems, three or more, one after the other."""
        return len(self.order) >= _QUOTED and f" {' '.join(self.order)} " in f" {text.fields[-1]} "

    def worth(self, form: "Collection[str]") -> float:
        """Return how much of the query, 0 to 1, stands in one name."""
        return sum(
            share * max([float(wanted in form), *(part for one, part in others if one in form)])
            for wanted, (share, others) in self.wanted.items()
        )

    def hinted(self, hints: "list[set[str]]") -> tuple[float, float]:
        """Return how like the likest hint is, and how much of the query stands in the second and third best in all.

        The likeness is the cosine of the words of both, stop words among them: "makes things up" is three of them.
        """
        worths, likest = [], 0.0
        for hint in hints:
            both = self.written.intersection(hint)
            near = self.synonyms.keys() & hint - both if self.synonyms else ()
            if both or near:
                worths.append(self.worth(hint))
                same = sum(map(self._rarity, both)) + sum(self.synonyms[one] * self._rarity(one) for one in near)
                size = self.rare_size * sum(map(self._rarity, hint))
                likest = max(likest, same / math.sqrt(size) if size else 0.0)
        return likest, sum(sorted(worths)[-3:-1])

    def letters_like(self, hint: str) -> float:
        """Return the cosine of the groups of three letters of the query's words and those of a hint.

        The query's groups are looked for in the hint: with sets of all hints' groups a whole search took 1.43 times as
        long as without this feature, so it takes 1.07.
        """
        spaced = f"  {hint.replace(' ', '  ')} "
        shared = sum(map(spaced.__contains__, self.groups))
        return shared / math.sqrt(len(self.groups) * (len(hint) + 1) or 1)

    def trust(self, text: Text) -> float:
        """Return what the score of a text counts: less where it shares but one word of the query by chance."""
        if len(self.order) < 2:
            return _ONE_WORD
        if self.quotes(text):
            return (_QUOTED_SCORE + 0.1 * score(text.values)) / max(score(text.values), 1.0)
        if text.labelled > _ALL:  # the more of its tags that is, the more it is about that
            about = len(self.wanted.keys() & text.tagged) / len(text.tagged)
            return (_TAGGED_SCORE + _ONLY_TAG * about) / max(score(text.values), 1.0)
        named = max(map(self.shared, text.names), default=0.0)
        if named >= _TWO:
            return 1.0
        odds = _SURE + _PER_WORD * text.shared + _IN_NAME * named + _RARE * self.rare
        odds += _COVERED * text.covered + _LIKE_A_HINT * (text.like_a_hint if text.hints else _HINTLESS)
        sure = 1 / (1 + math.exp(-odds))
        if sure < _WHOLE and any(form and self.words.issuperset(form) for form in text.words):
            return _WHOLE
        return sure

    def matched(self, fields: "Sequence[str]") -> "tuple[Matched, ...]":
        """Return the fields that have any of the query's stems, or else any that may stand for one."""
        having = [set(stemmed(field.split(), stop=False)) for field in fields[:4]]
        having += [set(field.split()) for field in fields[4:]]
        others = {one for _, synonyms in self.wanted.values() for one, _ in synonyms}
        for wanted in (self.asked.keys(), others, self.wanted.keys()):
            found = tuple(name for name, field in zip(FIELDS, having, strict=True) if not field.isdisjoint(wanted))
            if found:
                return found
        return ()


def by_text(searchable: "Searchable", query: Query) -> tuple[dict[int, tuple[float, float, Text]], bool]:
    """Return (score to order by, score in full trust or doubt, text) by id of the entries with words of the query.

    And whether that is enough: an entry is tagged with all the words, or the query is a long description.
    """
    found = [
        Text(number, searchable.fields(number))
        for number in candidates.texts(searchable, query.wanted, candidates.TEXTS)
    ]
    searchable.count({one for text in found for one in (*text.hinted, *text.named)})
    for text in found:
        text.weigh(query, searchable.length, text.number >= searchable.terms)
    _hear(searchable, query, found)
    query.settle(searchable)
    scores = {}
    for text in found:
        worth, trust = score(text.values), query.trust(text)
        doubted = trust**_DOUBTED if trust < 1 and len(query.order) > 1 else trust
        scores[text.number] = worth * doubted, worth * trust, text
    named = len(query.order) > 1 and any(text.labelled > _ALL for text in found)
    return scores, named or len(query.order) > _LONG


def _hear(searchable: "Searchable", query: Query, found: list[Text]) -> None:
    """Note how much the best texts speak of each entry, beyond what all texts do.

    A description of a compiler has much in common with the definitions of particular compilers, and they all say so.
    """
    said: dict[str, float] = {}
    speakers = sorted(found, key=lambda text: -text.bm25)[:_SPEAKERS]
    total = sum(text.bm25 for text in speakers) or 1.0
    for text in speakers:
        for one in {*text.defined, *text.named}:
            said[one] = said.get(one, 0.0) + text.bm25
    own = {text.number: text.bm25 for text in speakers}
    for text in found:
        name = text.names[0] if text.names else ()
        if name and query.written.isdisjoint(name):
            heard = min(
                (said.get(one, 0.0) - own.get(text.number, 0.0)) / total
                - searchable.entries_with(one) / searchable.entries
                for one in name
            )
            text.values[_SPOKEN_OF] = max(0.0, heard)


def _groups(word: str) -> frozenset[str]:
    """Return the groups of three letters of a word with two spaces before it and one after."""
    padded = f"  {word} "
    return frozenset(padded[at : at + 3] for at in range(len(padded) - 2))


def score(values: "list[float]") -> float:
    """Return the score of a text's features, 0 to 100."""
    total = sum(map(float.__mul__, _WEIGHTS, values))
    return max(0.0, min(100.0, _PER_POINT * (total - _ZERO)))
