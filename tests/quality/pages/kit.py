"""What every invented page is made of: a seeded voice, a story in its words, and the gold that goes with the page."""

from __future__ import annotations

import html
import json
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone

from tests.quality.pages import words_eu, words_far, words_more
from tests.quality.pages.words_en import WORDS as EN
from tests.quality.pages.words_fa import WORDS as FA
from tests.quality.pages.words_ru import WORDS as RU

_LEXICON = {
    "en": EN,
    "ru": RU,
    "fa": FA,
    "de": words_eu.DE,
    "fr": words_eu.FR,
    "es": words_eu.ES,
    "tr": words_eu.TR,
    "ar": words_eu.AR,
    **words_more.LEXICON,
    **words_far.LEXICON,
}
LANGUAGES = frozenset(_LEXICON)
_ZONES = {
    "ru": 180,
    "fa": 210,
    "tr": 180,
    "ar": 180,
    "de": 60,
    "fr": 60,
    "es": 60,
    "zh": 480,
    "ja": 540,
    "uk": 120,
    "ko": 540,
}

_Text = tuple[str, ...]
esc = html.escape


@dataclass(frozen=True)
class Gold:
    """What a person would keep of a page, by the rules of the corpus; None: the page does not say."""

    title: str
    text: _Text
    authors: _Text = ()
    published: datetime | date | None = None
    standfirst: str | None = None
    modified: datetime | None = None
    section: str | None = None
    tags: _Text | None = None
    paywall: bool | None = None
    image: str | None = None


@dataclass(frozen=True)
class Page:
    """One invented page, its gold, and whether rules may be tuned on it (`held`: they may not)."""

    name: str
    language: str
    url: str
    html: str
    gold: Gold
    held: bool


@dataclass
class Story:
    """An invented article before any markup: what the layouts draw from."""

    url: str
    title: str
    standfirst: str
    body: list[str]
    subheads: list[str]
    authors: list[str]
    published: datetime
    modified: datetime
    section: str
    tags: list[str]
    image: str
    caption: str
    credit: str
    comments: list[str]
    teasers: list[str] = field(default_factory=list)


class Voice:
    """Sentences, names and headlines of one language, the same for the same seed."""

    def __init__(self, language: str, seed: str) -> None:
        self.language = language
        self.words = _LEXICON[language]
        self.dice = random.Random(f"{language}:{seed}")

    def one(self, key: str) -> str:
        """One of the words kept under ``key``."""
        return self.dice.choice(self.words[key])

    def fill(self, frame: str) -> str:
        """``frame`` with every slot filled, the first letter large."""
        clause, clause2 = self.dice.sample(self.words["clause"], 2)
        quote, quote2 = self.dice.sample(self.words["quote"], 2)
        place, place2 = self.dice.sample(self.words["place"], 2)
        slots = {k: self.one(k) for k in ("role", "role_of", "org", "org2", "thing", "when", "first", "last")}
        text = frame.format(
            clause=clause, clause2=clause2, quote=quote, quote2=quote2, place=place, place2=place2,
            num=self.dice.randint(3, 940), name=f"{slots['first']} {slots['last']}", **slots,
        )  # fmt: skip
        return text[:1].upper() + text[1:]

    def paragraph(self, low: int = 1, high: int = 4) -> str:
        """A paragraph of ``low`` to ``high`` sentences."""
        gap = "" if self.language in {"zh", "ja"} else " "
        return gap.join(self.fill(self.one("frames")) for _ in range(self.dice.randint(low, high)))

    def headline(self) -> str:
        """A headline."""
        return self.fill(self.one("heads"))

    def person(self) -> str:
        """First and last name."""
        gap = "" if self.language in {"zh", "ja"} else " "
        return self.one("first") + gap + self.one("last")

    def story(self, site: str, paragraphs: int = 14, path: str = "/news/{n}/{slug}") -> Story:
        """An article of about ``paragraphs`` paragraphs on ``site``."""
        zone = timezone(timedelta(minutes=_ZONES.get(self.language, 0)))
        published = datetime(2026, 1, 1, tzinfo=zone) + timedelta(minutes=self.dice.randint(0, 440_000))
        number = self.dice.randint(100_000, 9_999_999)
        slug = f"{self.dice.choice(EN['thing']).replace(' ', '-')}-{self.dice.choice(EN['thing']).replace(' ', '-')}"
        titles = list(dict.fromkeys(self.headline() for _ in range(60)))
        title, *teasers = titles
        body: list[str] = []
        while len(body) < paragraphs:
            text = self.paragraph()
            if text not in body:
                body.append(text)
        subheads = list(self.words["subheads"])
        self.dice.shuffle(subheads)
        people = list(dict.fromkeys(self.person() for _ in range(6)))
        return Story(
            url=f"https://{site}" + path.format(n=number, slug=slug, d=published.strftime("%Y/%m/%d")),
            title=title,
            standfirst=self.fill(self.one("stands")),
            body=body,
            subheads=subheads,
            authors=people,
            published=published,
            modified=published + timedelta(hours=self.dice.randint(1, 30), minutes=7),
            section=self.words["sections"][2],
            tags=list(self.words["tags"][:4]),
            image=f"https://{site}/media/{number}/lead.jpg",
            caption=self.fill(self.one("caption")),
            credit=self.person(),
            comments=[self.fill(self.one("comment")) for _ in range(12)],
            teasers=teasers,
        )

    def rich(self, text: str) -> str:
        """``text`` escaped, now and then with a link, bold or slanted words, as editors write."""
        words = esc(text, quote=False).split(" ")
        if len(words) > 8 and self.dice.random() < 0.5:
            at = self.dice.randrange(2, len(words) - 4)
            mark = self.dice.choice(
                ("<a href='/topic/{n}'>{w}</a>", "<strong>{w}</strong>", "<em>{w}</em>", "<b>{w}</b>")
            )
            words[at : at + 3] = [mark.format(n=at, w=" ".join(words[at : at + 3]))]
        return " ".join(words)

    def menu(self, each: str = '<li><a href="/{n}/">{t}</a></li>') -> str:
        """The sections of the site, each in the markup ``each``."""
        return "\n".join(each.format(n=n, t=t) for n, t in enumerate(self.words["sections"]))


def paras(voice: Voice, texts: list[str], each: str = "<p>{t}</p>") -> str:
    """``texts`` in the markup ``each``."""
    return "\n".join(each.format(t=voice.rich(text)) for text in texts)


def cards(texts: list[str], each: str = '<li><a href="/news/{n}">{t}</a></li>') -> str:
    """Teasers in the markup ``each``."""
    return "\n".join(each.format(n=4000 + n, t=esc(text, quote=False)) for n, text in enumerate(texts))


def ld(value: object) -> str:
    """A JSON-LD script."""
    return f'<script type="application/ld+json">{json.dumps(value, ensure_ascii=False)}</script>'


def og(**facts: str) -> str:
    """OpenGraph and article tags; a name's ``__`` stands for a colon."""
    return "\n".join(
        f'<meta property="{name.replace("__", ":") if "__" in name else "og:" + name}" content="{esc(text)}">'
        for name, text in facts.items()
    )


def meta(**facts: str) -> str:
    """``<meta name>`` tags; ``__`` stands for a dot, a single ``_`` for a dash."""
    return "\n".join(
        f'<meta name="{name.replace("__", ".").replace("_", "-")}" content="{esc(text)}">'
        for name, text in facts.items()
    )


def iso(when: datetime) -> str:
    """ISO 8601 with seconds and zone."""
    return when.isoformat(timespec="seconds")


Layout = Callable[[Voice], tuple[str, str, Gold]]
LAYOUTS: dict[str, tuple[Layout, str, bool]] = {}


def layout(language: str, *, held: bool = False) -> Callable[[Layout], Layout]:
    """Register a layout: a function of a voice that gives address, HTML and gold."""

    def register(make: Layout) -> Layout:
        LAYOUTS[make.__name__] = (make, language, held)
        return make

    return register


def draw(name: str, seed: int) -> Page:
    """The page of layout ``name`` with the articles of ``seed``."""
    make, language, held = LAYOUTS[name]
    url, text, gold = make(Voice(language, f"{name}:{seed}"))
    return Page(name, language, url, text, gold, held)
