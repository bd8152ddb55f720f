"""A glossary of any size, the same for the same seed: TOML as people write it, with words as texts have them.

    python bench/generate.py 1000000 million.toml [--seed 1]

A definition has about 15 words, by Zipf's law, from 60,000: some English, most made up of English syllables. One name
in three is an acronym with its full form; one entry in four has aliases, one in two tags.
"""

import argparse
import itertools
import random
import sys
from collections.abc import Iterator
from pathlib import Path

COMMON = """
the of and to in is that for it as with on by an be are this from or which at can its one not have has when each other
into more than only so they such data model system process service network user value state number set node machine
memory time software cluster container image version request response key type code job task queue event signal control
level layer cache file object test file load policy rule role group access point storage compute graph vector index
query token text language input output batch training learning inference pipeline release update schedule resource
device driver kernel thread cost error failure recovery replica leader region zone secret certificate identity trust
measure metric log trace alert budget capacity limit rate latency throughput traffic route proxy gateway protocol
message format schema table row column record document field name label tag selector operator controller platform
engineer developer team product customer contract license standard community project change review
"""
WORDS = 60_000
TAGS = 400
_BLOCK = 1000
_STARTS = """
b br c ch cl cr d dr f fl fr g gl gr h j k l m n p ph pl pr qu r s sc sh sl sp st str t th tr v w
"""
_MIDDLES = "a e i o u ai ea ee io oa ou"
_ENDS = "b ck ct d g l ld m mp n nd ng nt p r rd rk rm rn rt s sh sk st t th x"
_SUFFIXES = ("", "", "", "", "s", "ed", "er", "ing", "ion", "ity", "al", "able", "ness", "ic", "ment", "ate")
HEADER = '[glossary]\nname = "made-up"\ntitle = "A made-up glossary of {count} entries"\nlanguage = "en"\n'


def vocabulary(chance: random.Random) -> list[str]:
    """Return the words, commonest first: English ones, then made-up ones."""
    words = dict.fromkeys(COMMON.split())
    starts, middles, ends = _STARTS.split(), _MIDDLES.split(), _ENDS.split()
    while len(words) < WORDS:
        syllables = chance.choices((1, 2, 3), (2, 5, 3))[0]
        made = "".join(chance.choice(starts) + chance.choice(middles) for _ in range(syllables))
        words[made + chance.choice(ends) + chance.choice(_SUFFIXES)] = None
    return list(words)


def entries(count: int, seed: int = 1) -> Iterator[str]:
    """Yield the TOML of each of ``count`` entries, a blank line before each."""
    chance = random.Random(seed)
    words = vocabulary(chance)
    weights = list(itertools.accumulate(1 / (rank + 2) for rank in range(len(words))))
    tags = [f"{words[200 + 7 * number]} {words[5000 + number]}" for number in range(TAGS)]
    rare = words[2000:]
    for number in range(count):
        if not number % _BLOCK:
            drawn = iter(chance.choices(words, cum_weights=weights, k=_BLOCK * 27))
        yield _entry(number, chance, drawn, rare, tags)


def _entry(number: int, chance: random.Random, drawn: Iterator[str], rare: list[str], tags: list[str]) -> str:
    lines = ["", "[[term]]"]
    named = [chance.choice(rare), chance.choice(rare)]
    if number % 3 == 0:
        full = [word.capitalize() for word in (*named, *itertools.islice(drawn, 1 + number % 2))]
        lines += [f'name = "{"".join(word[0] for word in full)}{number % 7 or ""}"', f'expansion = "{" ".join(full)}"']
    else:
        lines.append(f'name = "{" ".join(named[: number % 3])} {next(drawn)}"')
    if number % 4 == 0:
        lines.append(f'aliases = ["{chance.choice(rare)} {number % 1000}", "{chance.choice(rare)}"]')
    text = [*itertools.islice(drawn, 10 + number % 11)]
    sentence = f"A {text[0]} {' '.join(text[1:8])}, {' '.join(text[8:])}."
    if len(sentence) > 84:
        cut = sentence.rfind(" ", 0, 84)
        sentence = f'"""\n{sentence[:cut]}\n{sentence[cut + 1 :]}"""'
    else:
        sentence = f'"{sentence}"'
    lines.append(f"definition = {sentence}")
    if number % 2:
        lines.append("tags = [" + ", ".join(f'"{tag}"' for tag in chance.sample(tags, 1 + number % 3 // 2)) + "]")
    if number % 5 == 0:
        lines.append(f'related = ["{chance.choice(rare)}"]')
    return "\n".join(lines) + "\n"


def write(path: str | Path, count: int, seed: int = 1) -> None:
    """Write a glossary of ``count`` entries."""
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.write(HEADER.format(count=count))
        made = entries(count, seed)
        while block := "".join(itertools.islice(made, _BLOCK)):
            file.write(block)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("entries", type=int)
    parser.add_argument("file", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    write(asked.file, asked.entries, asked.seed)
    print(f"{asked.file}: {asked.entries} entries, {asked.file.stat().st_size / 1e6:.0f} MB", file=sys.stderr)


if __name__ == "__main__":
    main()
