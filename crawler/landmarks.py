"""What a walk over a page has noted: the elements and texts that later steps ask for."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml.html import HtmlElement


@dataclass
class Landmarks:
    """What stands where on a page. Elements are those of the tree; texts are clean lines."""

    metas: dict[str, list[str]] = field(default_factory=dict)
    """Contents of meta elements by lower-case property, name or itemprop."""
    canonical: str = ""
    base: str = ""
    language: str = ""
    title: str = ""
    """The title element."""
    headings: list[HtmlElement] = field(default_factory=list)
    """All h1."""
    subheads: list[HtmlElement] = field(default_factory=list)
    """The first h2."""
    times: list[HtmlElement] = field(default_factory=list)
    dates: list[HtmlElement] = field(default_factory=list)
    authors: list[HtmlElement] = field(default_factory=list)
    titles: list[HtmlElement] = field(default_factory=list)
    """Elements other than h1 whose class calls them title or headline."""
    tags: list[str] = field(default_factory=list)
    """Texts of links that are marked as tags."""
    bylines: list[HtmlElement] = field(default_factory=list)
    """Elements whose short text is a byline, or only the label of one ("By")."""
    leads: list[HtmlElement] = field(default_factory=list)
    bodies: list[HtmlElement] = field(default_factory=list)
    paragraphs: list[HtmlElement] = field(default_factory=list)
    holders: list[HtmlElement] = field(default_factory=list)
    """Elements other than p that hold text of their own; not those in links: a long headline on a card is no prose."""
    places: dict[HtmlElement, int] = field(default_factory=dict)
    """How many elements stand before each of `headings`, `titles`, `leads`, `bodies` and `paragraphs`."""
    labels: list[HtmlElement] = field(default_factory=list)
    """Elements whose short text begins like the label of a box: "Read also", "Comments", "Sign up"."""
    furniture: list[HtmlElement] = field(default_factory=list)
    """Elements that hold no article text, if their size does not speak against it."""
    captions: list[HtmlElement] = field(default_factory=list)
    quotes: list[HtmlElement] = field(default_factory=list)
    """Elements set apart as words of somebody; one may be there twice."""
    mail_fields: list[HtmlElement] = field(default_factory=list)
    """Fields of forms that ask for an e-mail address."""
    pictures: list[HtmlElement] = field(default_factory=list)
    """The first pictures."""
    image: str = ""
    """Source of the first picture below the headline that is no logo or the like."""
    alts: set[str] = field(default_factory=set)
    """Alternative texts of pictures."""

    def meta(self, *names: str) -> str:
        """The first non-empty content of the metas ``names``, in their order."""
        return next((value for name in names for value in self.metas.get(name, ()) if value), "")
