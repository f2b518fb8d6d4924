"""The shape of ``entities/*.yaml``: who and what the watchlists speak of."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from pydantic import Field

from crawler.shapes import Id, PartDate, Shape, Texts, Written

Kind = Literal["person", "org", "weapon", "legal", "place", "event", "country"]


LANGUAGE_FIELDS: Final = ("ru", "uk", "fa", "ar", "es", "fr", "pt")
"""Fields of an entity that hold names in one language."""


class Role(Shape):
    """A post and when it was held; or for a legal text, what happened to it when."""

    title: str
    org: str = ""
    from_: Annotated[PartDate | None, Field(alias="from")] = None
    to: PartDate | None = None


class Entity(Shape):
    """One person, organisation, weapon, place ... with all its names."""

    id: Id
    name: str
    """Main name in English; it is an alias too."""
    type: Kind | None = None
    also: Texts = []
    """Other spellings (any Latin-script language)."""
    ru: Texts = []
    fa: Texts = []
    uk: Texts = []
    ar: Texts = []
    es: Texts = []
    fr: Texts = []
    pt: Texts = []
    short: Texts = []
    """Ambiguous short forms. They count only after a full name in the same article, or next to a `near` word."""
    near: Texts = []
    """Words that make a `short` form count when in the same sentence."""
    not_: Annotated[Texts, Field(alias="not")] = []
    """Longer phrases in which an alias is somebody or something else."""
    without: Texts = []
    """Generated forms that must not count (`tocsin forms $id` lists them)."""
    part_of: Texts = []
    """Entity ids this one belongs to. Used by $id+ and in reports; a hit here is NOT a hit there by itself."""
    of: Id | None = None
    """Country entity this person or organisation stands for: a mention satisfies needs: [$country]. Not for weapons."""
    roles: list[Role] = []
    wikidata: Annotated[str, Written(r"Q\d+", "a Wikidata number looks like Q794", ("Q794",))] | None = None
    check: str = ""
    """What is not verified yet; shown as a lint warning."""
    note: str = ""


class EntityDefaults(Shape):
    """Filled in for every entity of the file that does not say otherwise."""

    type: Kind | None = None
    of: Id | None = None


class Entities(Shape):
    """One file of entities."""

    defaults: EntityDefaults = EntityDefaults()
    entities: list[Entity]

    def filled(self) -> list[Entity]:
        """The entities with the file's defaults applied; one without any type stays so (the loader refuses it)."""
        return [
            entity.model_copy(update={"type": entity.type or self.defaults.type, "of": entity.of or self.defaults.of})
            for entity in self.entities
        ]
