"""A configuration to start from: one of everything, commented, and the JSON Schemas beside it."""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from tocsin.schemas import write_schemas
from tocsin.settings import Settings

_SETTINGS = """\
# yaml-language-server: $schema=./schema/settings.schema.json
#
# Everything that is not about one outlet, list or digest. Only `contact` is required.

contact: {contact}
timezone: {timezone}     # where your readers are; each digest may name its own

# Without a mail server every digest is written as a file into var/outbox/ (.eml, .html and .txt).
# mail_from: Press watch <watch@example.org>
# mail_server: mail.example.org:587
# mail_user: watch@example.org
# operators: [you@example.org]     # told when a delivery fails or an outlet falls silent
# operators_apprise: ["ntfys://ntfy.example.org/our-tocsin"]     # told the same, also when the mail server refuses us
#
# The password never stands here. Give it as the environment variable TOCSIN_SMTP_PASSWORD, or put it into a file and
# name that file in TOCSIN_SMTP_PASSWORD_FILE.
"""

_OUTLETS = """\
# yaml-language-server: $schema=./schema/outlets.schema.json
#
# Where to look. Each outlet needs id, name, language, country and one of feeds, sitemaps, sections.
# `tocsin outlet add https://...` finds the feeds of a site and writes the lines for you.

outlets:
  - id: un-press
    name: UN press releases and meetings
    language: en
    country: US
    feeds: [https://press.un.org/en/rss.xml]
    every: 1h                   # how often to look; default 30m
    tags: [official]            # your own words, for lists that read only some outlets
"""

_ENTITIES = """\
# yaml-language-server: $schema=../schema/entities.schema.json
#
# Who and what you watch, with all names. A list asks for an entity with a dollar sign: $unsc.
# Cases of Russian words, endings, dashes and quotes are Tocsin's work: write each name once, in its plain form.

defaults: {type: org}           # filled in for every entity of this file
entities:
  - id: unsc
    name: UN Security Council
    also: [United Nations Security Council, UNSC]
    ru: [Совет Безопасности ООН, Совбез ООН]
    fa: [شورای امنیت سازمان ملل]
    short: [Security Council, Совбез]     # ambiguous: counts only beside a `near` word, or after a full name
    near: [UN, United Nations, ООН, resolution]
    not: [National Security Council]      # here the words mean somebody else
"""

_WATCHLIST = """\
# yaml-language-server: $schema=../schema/watchlist.schema.json
#
# What readers want to hear of. One file, one list; the file's name is its id.

title: Sanctions in the Security Council
needs: [$unsc]                  # the article must mention this anywhere
score: 2                        # send only articles that reach this score
match:
  - id: sanctions
    any: [sanctions regime, arms embargo, санкции, تحریم]
    weight: 2                   # what one hit adds; a hit in the title counts double
  - id: vote
    all: [veto | vote | вето, resolution | draft]     # all of these in one sentence; | parts alternatives
    weight: 2
tests:                          # `tocsin check` runs these
  hit:
    - "The UN Security Council renewed the arms embargo for another year."
    - "A veto in the UN Security Council stopped the draft late on Friday."
  miss:
    - "The club imposed sanctions on two of its players."
"""

_DIGESTS = """\
# yaml-language-server: $schema=./schema/digests.schema.json
#
# Who hears what, and when.

digests:
  - id: morning
    title: Morning digest
    to: you@example.org         # or a list: [one@example.org, two@example.org]
    at: "07:30"                 # local time
    days: [mon, tue, wed, thu, fri]

# A message at once, when something passes a high bar:
# alerts:
#   - id: flash
#     to: you@example.org
#     min_score: 6
#     quiet: "23:00-06:00"
"""

FILES = {
    "settings.yaml": _SETTINGS,
    "outlets.yaml": _OUTLETS,
    "entities/organisations.yaml": _ENTITIES,
    "watchlists/security-council.yaml": _WATCHLIST,
    "digests.yaml": _DIGESTS,
}
"""Path under the configuration folder -> text; settings.yaml has places for {contact} and {timezone}."""


def write_starter(
    directory: Path, *, contact: str = "https://example.org/our-crawler", timezone: str = "UTC"
) -> list[Path]:
    """Write a small configuration that passes `check` into `directory`, and the paths written.

    Raises FileExistsError when a file of the same name is there: nothing is overwritten. Raises ValueError for a
    contact or a time zone that `check` would refuse, and OSError.
    """
    try:
        Settings.model_validate({"contact": contact, "timezone": timezone})
    except ValidationError as error:
        first = error.errors()[0]
        raise ValueError(f"{first['loc'][0]}: {first['ctx']['error']}") from None
    targets = {directory / name: text for name, text in FILES.items()}
    for path in targets:
        if path.exists():
            raise FileExistsError(f"{path} exists already; nothing was written")
    for path, text in targets.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.name == "settings.yaml":
            text = text.format(contact=contact, timezone=timezone)  # noqa: PLW2901
        path.write_text(text, encoding="utf-8")
    return [*targets, *write_schemas(directory / "schema")]
