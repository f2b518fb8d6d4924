"""What the class, id and itemprop of an element say about its part in a news page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Flag, auto
from functools import lru_cache


class Mark(Flag):
    """Parts of a page; an element may be marked as several."""

    NONE = 0
    BODY = auto()
    """The article text and little else."""
    FURNITURE = auto()
    """Never article text: share rows, related articles, comments, menus, prompts."""
    CAPTION = auto()
    LEAD = auto()
    """Standfirst."""
    AUTHOR = auto()
    DATE = auto()
    TITLE = auto()
    QUOTE = auto()
    """Words set apart, often those of a paragraph once more."""
    ASIDE = auto()
    """Comments, related articles and the like: names and dates in there are not those of the article."""


def _tokens(names: str) -> re.Pattern[str]:
    """Blank-separated patterns, each a whole token of a class list, where ``-`` and ``_`` part tokens too; ``-?`` in
    a pattern stands for one or two of them or none."""
    return re.compile(rf"(?:^|[\s_-])(?:{'|'.join(names.replace('-?', '[_-]{0,2}').split())})(?=$|[\s_-])")


_BODY = re.compile(
    r"""(?:^|\s)(?:(?:styles?|module|page|layout|css|js|b|c|l|m|o|t)[_-]{1,2})?(?:
        article[_-]{0,2}(?:body|text|content|html|main-text|full-text)
      | (?:entry|post|story|news|item|single|page|material|topic|content)[_-]{0,2}(?:body|text|content)
      | (?:news|post|topic)[_-]{0,2}(?:detail|full)?[_-]{1,2}(?:text|body|content)
      | (?:content|main|full|body|b)[_-]?text | text-content | text-article__inside | newstext | fulltext | doc_content
      | td-post-content | field--name-body | field-name-body | wysiwyg | rich-?text(?:-?(?:story)?-?body)?
      | pagearticlecontent | js-mediator-article | elementor-widget-theme-post-content
    )(?:[_-]{1,2}(?:text|content|inner|wrapper|html|container|body|(?=[a-z]*\d)[a-z0-9]{3,8}))*(?=$|\s)""",
    re.VERBOSE,
)
"""Names of the element around the text, as they are common; a hash that a style tool appends does not matter."""
_SUBSCRIBE = r"subscri(?:be|ption|ptions|ber(?![_-](?:only|preview|premium|content|exclusive)))"
"""Not what only a subscriber may read."""
_FURNITURE = _tokens(
    _SUBSCRIBE
    + r""" share shares sharing sharebar addtoany socials? social-?\w+ sociable related relateds similar
    recommend(?:ed|ations?)? readalso also (?<!add[_-])read-?more see-also more-?news more-?stories newsletters?
    telegram comments? commentlist comment-form disqus respond login(?![_-]required) signin signup register
    registration(?![_-](?:only|required|wall)) promo promos
    advert advertisement ads? adv adsbygoogle sponsor(?:ed)? sidebar breadcrumbs?
    bread-?crumb
    tags? tag-?list taglist topics cookies? consent gdpr pop-?up modal toolbar pagination pager rating
    voting vote copyright
    footer nav navbar navigation menu author-?bio authorbio about-?author byline bylines
    most-?(?:read|popular|viewed|visited)
    popular trending latest teasers? outbrain taboola disclaimer short-?link shortlink toolbox tools
    article-?tools actions
    keywords counter views(?![_-](?:row|field|element|view)) likes poll quiz donat(?:es?|ions?)
    sr-only screen-reader-text visually-hidden
    noprint no-print
    print-only skip-link upnext next-?article recirc recirculation links-?block links-?grid
    inline-?(?:promo|related) article__article jp-relatedposts yarpp post-?nav
    post-?navigation cta call-?to-?action toc table-?of-?contents reactions affiliates? (?:post|entry|article)-?meta
    survey paywall regwall audio-?(?:module|player|title|embed|widget) (?:youtube|embedded|brightcove)-?video
    video-?(?:title|headline|duration|teaser)
    visuallyhidden visually-?hidden-\w+ hide-visually sr-text a11y-only offscreen accessibility-message
    author[_-]{0,2}(?:box|info|card|details|description|profile|content|list) about-the-author
    vjs jwplayer plyr video-resource (?:video|audio|media)-?player speechkit beyondwords speechify trinity-?\w*
    site-?description site-?tagline sharedaddy
    feedback report-?error follow follow-?us followus app-?promo banners? widget-?area"""
)
_LIGHT = _tokens(
    _SUBSCRIBE
    + r""" share shares sharing socials? social-?\w+ tags? topics tools toolbar actions views likes counter rating vote
    voting keywords follow noprint no-print print-only pager pagination banners? byline bylines also latest
    popular"""
)
"""Names of small things that stand beside a text: an element that is called so may be the one that they stand in."""
_CAPTION = _tokens(
    """captions? figcaption photo-?caption image-?caption wp-caption-text credits? photo-?credit image-?credit
    photographer media__copyright media-?caption picture-?desc pic-?desc img-?desc photo-?desc"""
)
_LEAD = _tokens(
    """lead lede leads standfirst stand-first sub-?deck strapline spot chapo vorspann sommario occhiello bajada
    entradilla copete intro introtext sub-?title sub-?headline subheadline deck dek excerpt
    announce anons summary article-?lead news-?lead post-?excerpt teaser-?text lid
    abstract article-?summary subhead overview"""
)
_KICKER = _tokens(
    r"""kickers? over-?line eyebrow topline dachzeile spitzmarke volanta antetitulo surtitre sur-?title super-?title
    pre-?title (?:ro?o?|u)-?tit(?:r|al|le)"""
)
_AUTHOR = _tokens(
    """authors? author-?name signature byline bylines by-?author writers? reporters? journalists? vcard fn contributors?
    autor(?:en|es|a|ka|zy)? auteurs? autor[ei] firmas? firma-?autor redakteur(?:in)? forfatter författare skribent
    kirjoittaja toimittaja yazar muhabir szerz[oő] columnists?"""
)
_DATE = _tokens(
    """dates? time datetime timestamp pub-?date pubdate publish(?:ed)? publish-?date published-?on posted-?on posted
    post-?date entry-?date item-?date create-?date
    modify-?date news-?date article-?date created updated dateline"""
)
_TITLE = _tokens("title headline article-?title news-?title entry-?title post-?title page-?title")
_ASIDE = _tokens(
    r"""comments? comment-?list respond disqus reviews? related relateds similar recommend(?:ed|ations?)? teasers?
    cards? sidebar rail most-?(?:read|popular|viewed|visited) popular trending latest recirc newsletter promo
    more-?news more-?stories article__article jp-relatedposts yarpp feed-?next next-?article author-?bio
    author-?box about-?author"""
)
_QUOTE = _tokens("(?:pull|big|large)-?quotes? quotes?-?(?:pull|big|large)")
_PARTS = (
    (_FURNITURE, Mark.FURNITURE),
    (_CAPTION, Mark.CAPTION),
    (_LEAD, Mark.LEAD),
    (_AUTHOR, Mark.AUTHOR),
    (_DATE, Mark.DATE),
    (_TITLE, Mark.TITLE),
    (_QUOTE, Mark.QUOTE),
    (_ASIDE, Mark.ASIDE),
)
_HIDDEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|clip\s*:\s*rect\(\s*[01](?:px)?[\s,]", re.IGNORECASE
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_WALL = _tokens("paywall regwall")
_READERS = _tokens("comments? commentlist comment-?list disqus respond repl(?:y|ies) reviews? forum guestbook")
_ITEMPROPS = {"articlebody": Mark.BODY, "author": Mark.AUTHOR, "datepublished": Mark.DATE, "caption": Mark.CAPTION}


NAMING = ("class", "id", "data-component", "data-testid", "data-gu-name", "data-qa")
"""Attributes that name what an element is."""


@lru_cache(maxsize=20_000)
def marks(names: str) -> Mark:
    """The parts that ``names`` (class and id of an element, parted by a space) stand for."""
    found = Mark.NONE
    names = names[:400]
    if _BODY.search(names.lower()):
        found |= Mark.BODY
    spread = _CAMEL.sub("-", names).lower()
    for pattern, mark in _PARTS:
        if pattern.search(spread):
            found |= mark
    return found


def marks_of(attributes: Mapping[str, str]) -> Mark:
    """The parts that the class, the id and the test names among the attributes of an element stand for."""
    names = [value for name in NAMING if (value := attributes.get(name))]
    return marks(" ".join(names)) if names else Mark.NONE


def lightly_named(attributes: Mapping[str, str]) -> bool:
    """Whether only small things beside a text make the names of an element those of furniture."""
    if is_hidden(attributes.get("style"), attributes.get("aria-hidden")):
        return False
    names = " ".join(value for name in NAMING if (value := attributes.get(name)))[:400]
    return _FURNITURE.search(_LIGHT.sub(" ", _CAMEL.sub("-", names).lower())) is None


def is_kicker(attributes: Mapping[str, str]) -> bool:
    """Whether an element is named for the few words above a headline."""
    return any(_KICKER.search(_CAMEL.sub("-", value).lower()) for name in NAMING if (value := attributes.get(name)))


def is_wall(attributes: Mapping[str, str]) -> bool:
    """Whether an element is named for what stands in the way of readers, which is as often the text behind it."""
    return any(_WALL.search(value.lower()) for name in NAMING if (value := attributes.get(name)))


def is_readers(attributes: Mapping[str, str]) -> bool:
    """Whether an element is named for what readers write."""
    names = " ".join(value for name in NAMING if (value := attributes.get(name)))[:400]
    return _READERS.search(_CAMEL.sub("-", names).lower()) is not None


def itemprop_mark(itemprop: str) -> Mark:
    """The part that an ``itemprop`` attribute names."""
    return _ITEMPROPS.get(itemprop.strip().lower(), Mark.NONE)


def is_hidden(style: str | None, aria_hidden: str | None) -> bool:
    """Whether these attributes hide an element from readers."""
    return aria_hidden == "true" or bool(style and _HIDDEN_STYLE.search(style))
