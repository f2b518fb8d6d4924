"""A made-up archive of any size: articles of 4 kB with the frequencies of natural language, some of them copies of
others, some of them about the beat."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import accumulate, islice
from typing import Any

from sqlalchemy import Engine, func, insert, select

from crawler.database import reader, sessions
from crawler.tables import Article
from monitor import word_index
from monitor.tables import Screening

START = datetime(2026, 1, 1, tzinfo=UTC)
END = START + timedelta(days=400)
"""After the last article, for up to eight million of them."""
RULESET = "measured"
"""Under which articles count as screened."""
PER_DAY = 20_000
WORDS = 735
COPIES = 0.2
"""Share of articles that are an edited copy of one of the last thousand."""
ON_BEAT = 0.05
"""Share of articles with a sentence about the beat."""
_VOWELS, _CONSONANTS = "aeiou", "bcdfghklmnprstvz"
BEAT = (
    "Iran's army paraded its new S-300 systems outside Tehran, the defence ministry said.",
    "Rosoboronexport offered Su-35 fighters to Iran at the air show.",
    "Shahed-136 drones were seen at the plant in Yelabuga, Iranian engineers said.",
    "Sergei Shoigu met Ali Shamkhani in Moscow and spoke of military cooperation with Iran.",
    "The arms embargo on Iran was discussed in Vienna by Russian diplomats.",
    "A ship from Astrakhan reached Anzali with Russian ammunition for Tehran.",
)


def articles(count: int, seed: int = 7, per_day: int = PER_DAY) -> Iterator[dict[str, Any]]:
    """`count` rows for the table `article`, in order of publication; the same for the same seed."""
    chance = random.Random(seed)
    vocabulary = [_word(chance) for _ in range(40_000)]
    weights = list(accumulate(1 / (rank + 3) for rank in range(len(vocabulary))))
    recent: list[tuple[str, str]] = []
    for number in range(count):
        at = START + timedelta(days=number / per_day)
        if recent and chance.random() < COPIES:
            title, text = chance.choice(recent)
            text = _edited(text, chance)
        else:
            words = chance.choices(vocabulary, cum_weights=weights, k=WORDS)
            title, text = _written(words, chance)
            recent.append((title, text))
            del recent[:-1000]
        url = f"https://outlet{number % 97}.example/{number}"
        yield {
            "key": sha256(url.encode()).hexdigest()[:16],
            "url": url,
            "outlet": f"outlet{number % 97}",
            "revision": 1,
            "first_seen": at,
            "fetched": at,
            "published": at,
            "title": title,
            "standfirst": "",
            "text": text,
            "authors": [],
            "credit": "",
            "language": "en",
            "image": "",
            "section": "",
            "tags": [],
            "paywall": False,
            "confidence": 1.0,
            "words": WORDS,
            "origin": "page",
            "digest": "",
        }


def fill(
    engine: Engine,
    count: int,
    per_day: int = PER_DAY,
    *,
    screened: bool = False,
    on_progress: Callable[[int], None] | None = None,
) -> None:
    """Bring an archive to `count` articles, a thousand a transaction; those it has already are left as they are.

    Args:
        screened: as a screening leaves them, with their words in the word index.
        on_progress: told how many there are after every transaction.
    """
    with sessions(reader(engine))() as session:
        known = session.scalar(select(func.count()).select_from(Article)) or 0
    rest = islice(articles(count, per_day=per_day), known, None)
    number = known
    while rows := list(islice(rest, 1000)):
        made = [Article(id=number + at, **row) for at, row in enumerate(rows, 1)]
        number += len(made)
        with sessions(engine).begin() as session:
            session.bulk_save_objects(made)
            if screened:
                word_index.add(session, made)
                marks = [{"article_id": one.id, "revision": 1, "ruleset": RULESET, "screened": END} for one in made]
                session.execute(insert(Screening), marks)
        if on_progress is not None:
            on_progress(number)


def _word(chance: random.Random) -> str:
    word = "".join(
        chance.choice(_CONSONANTS) + chance.choice(_VOWELS)
        for _ in range(chance.choices((1, 2, 3, 4), (2, 5, 4, 2))[0])
    )
    return word.capitalize() if chance.random() < 0.1 else word


def _written(words: list[str], chance: random.Random) -> tuple[str, str]:
    sentences = []
    at = 8
    while at < len(words):
        length = chance.randint(9, 24)
        sentence = " ".join(words[at : at + length])
        if chance.random() < 0.2:
            sentence += f" {chance.randint(2, 9999)}"
        sentences.append(f"{sentence[:1].upper()}{sentence[1:]}.")
        at += length
    if chance.random() < ON_BEAT:
        sentences.insert(chance.randint(0, len(sentences)), chance.choice(BEAT))
    paragraphs = [" ".join(sentences[start : start + 3]) for start in range(0, len(sentences), 3)]
    return " ".join(words[:8]).capitalize(), "\n\n".join(paragraphs)


def _edited(text: str, chance: random.Random) -> str:
    paragraphs = text.split("\n\n")
    kept = max(4, chance.randint(len(paragraphs) // 2, len(paragraphs)))
    return "\n\n".join(paragraphs[:kept])
