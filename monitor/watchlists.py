"""The shape of ``watchlists/*.yaml``: what readers want to hear of."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, ClassVar, Literal

from pydantic import Field, model_validator

from crawler.outlets import Outlet
from crawler.shapes import Id, Languages, OneOrMany, PartDate, Shape, ShortForm, Status, Texts


class Query(ShortForm):
    """One thing to look for. A plain string is the same as ``any:`` with that string alone."""

    short_field: ClassVar[str] = "any"

    any: Texts = []
    """At least one of these. Words match in any case, number and dash/quote/apostrophe style; $id means every name
    of that entity, $id+ also everything that is part_of it. A leading = switches inflection off for one term."""
    all: Texts = []
    """All of these, within `within` of each other. Alternatives inside one are written as "a | b"."""
    query: str = ""
    """The same in the notation of the field: "arms embargo" NEAR/10 $iran. Instead of any/all."""
    within: Literal["sentence", "paragraph", "article"] = "sentence"
    """How close the `all` parts must be."""
    weight: Annotated[float, Field(gt=0, le=10)] = 1
    """What one hit adds to the article's score. A hit in the title counts double."""
    not_: Annotated[Texts, Field(alias="not")] = []
    """Longer phrases that make the match not count where they cover it (homonyms). They mask words, they do not
    drop the article."""
    without: Texts = []
    """Generated forms that must not count (`tocsin forms TERM` lists them)."""
    case: Literal["auto", "ignore", "exact"] = "auto"
    """auto: a term of at most 5 letters written all in capitals (SCO, TASS) must be in capitals in the text too."""
    in_: Annotated[Literal["title", "text"], Field(alias="in")] = "text"
    """text = title and body; title = headline only."""
    lang: Languages = []
    """Only in articles in these languages. Default: all."""
    id: Id | None = None
    """Name shown in reports. Default: made from the first term."""
    note: str = ""

    @model_validator(mode="after")
    def _has_terms(self) -> Query:
        if self.query and (self.any or self.all):
            raise ValueError("give either query: or any:/all:, not both")
        if not (self.any or self.all or self.query):
            raise ValueError("give at least one term (any:, all: or query:)")
        return self


class WatchTests(Shape):
    """Sentences that say what the list means; `tocsin check` runs them."""

    hit: Texts = []
    """Sentences this watchlist must catch."""
    miss: Texts = []
    """Sentences it must not catch."""


class Watchlist(Shape):
    """One file, one list."""

    title: str
    """Shown in digests."""
    match: Annotated[list[Query], Field(min_length=1), OneOrMany()]
    """What to look for."""
    needs: Annotated[list[Texts], OneOrMany()] = []
    """The article must also mention each of these (a list means any one of them) anywhere, e.g. [$iran]."""
    not_: Annotated[Texts, Field(alias="not")] = []
    """Phrases that never count as a match for any query here."""
    drop_if: Texts = []
    """An article with any of these is ignored as a whole. Use sparingly."""
    score: float = 1
    """Send only articles that reach this score."""
    lang: Languages = []
    """Only articles in these languages. Default: all."""
    outlets: Texts = []
    """Outlet ids or "tag:state". Default: all."""
    status: Status = "on"
    id: Id | None = None
    """Default: the file name."""
    owner: str = ""
    reviewed: PartDate | None = None
    note: str = ""
    tests: WatchTests = WatchTests()


def languages_read(watchlist: Watchlist, outlets: Iterable[Outlet]) -> set[str]:
    """The languages of the outlets that a list reads: of all where it names none."""
    chosen = {one for one in watchlist.outlets if not one.startswith("tag:")}
    tags = {one[4:] for one in watchlist.outlets if one.startswith("tag:")}
    return {
        one.language for one in outlets if not watchlist.outlets or one.id in chosen or not tags.isdisjoint(one.tags)
    }
