"""A sixth set, written after the rules were mended for the fourth and fifth, and measured once before any further change."""

# ruff: noqa: E501 - markup and sentences stand as one line each

from __future__ import annotations

from tests.quality.pages.kit import Gold, Voice, cards, esc, iso, layout, ld, meta, og, paras


def _teased(v: Voice, heads: list[str], each: str) -> str:
    """Teasers with a first sentence of the article that they tease."""
    return "".join(each.format(n=500 + n, t=esc(t), x=esc(v.paragraph(1, 2))) for n, t in enumerate(heads))


@layout("en", held=True)
def theme_with_cards_inside(v: Voice) -> tuple[str, str, Gold]:
    """A magazine theme: related cards with dates inside the text, share bars twice, an author box, "no result" of a search."""
    s = v.story("harbourbeat.example", 13, "/{slug}/")
    card = '<article class="jeg_post jeg_pl_xs_4"><div class="jeg_postblock_content"><h3 class="jeg_post_title"><a href="/{n}">{t}</a></h3><div class="jeg_post_meta"><div class="jeg_meta_date"><i class="fa fa-clock-o"></i> March 3, 2026</div></div></div></article>'
    page = f"""<!doctype html><html lang="en-US"><head><title>{esc(s.title)} - Harbour Beat</title>{og(title=s.title, site_name="Harbour Beat", article__published_time=iso(s.published))}</head><body class="post-template-default single jnews jeg_single_tpl_1"><div class="jeg_viewport"><div class="jeg_header"><ul class="jeg_menu">{v.menu()}</ul><div class="jeg_search_result"><div class="search-noresult">No Result</div><div class="search-all-button">View All Result</div></div></div><div class="post-wrapper"><div class="jeg_main"><div class="jeg_container"><div class="jeg_content jeg_singlepage"><div class="row"><div class="jeg_main_content col-md-8"><div class="jeg_inner_content"><div class="jeg_breadcrumbs"><a>Home</a> <a>Ports</a></div><div class="entry-header"><h1 class="jeg_post_title">{esc(s.title)}</h1><h2 class="jeg_post_subtitle">{esc(s.standfirst)}</h2><div class="jeg_meta_container"><div class="jeg_post_meta jeg_post_meta_1"><div class="jeg_meta_author"><span class="meta_text">by</span> <a>{s.authors[0]}</a></div><div class="jeg_meta_date"><a>{s.published:%B %-d, %Y}</a></div><div class="jeg_meta_comment">0</div></div></div></div><div class="jeg_share_top_container"><div class="jeg_share_stats"><div class="jeg_share_count"><div class="counts">491</div><span class="sharetext">SHARES</span></div><div class="jeg_views_count"><div class="counts">1.4k</div><span>VIEWS</span></div></div><div class="jeg_sharelist"><a><span>Share on Facebook</span></a></div></div><div class="entry-content no-share"><div class="content-inner">{paras(v, s.body[:3])}<div class="jnews_inline_related_post_wrapper left"><div class="jnews_inline_related_post"><div class="jeg_block_heading"><h3 class="jeg_block_title"><span>RELATED POSTS</span></h3></div>{cards(s.teasers[:2], card)}</div></div>{paras(v, s.body[3:9])}<h4>{s.subheads[0]}</h4>{paras(v, s.body[9:])}<div class="jeg_post_tags"><span>Tags:</span> <a>ferry</a></div></div></div><div class="jnews_author_box_container"><div class="jeg_authorbox"><h3 class="jeg_author_name"><a>{s.authors[0]}</a></h3><p class="jeg_author_desc">Has written about boats for longer than some of them have floated.</p></div></div><div class="jnews_related_post_container">{_teased(v, s.teasers[2:6], '<article class="jeg_post"><h3><a href="/{n}">{t}</a></h3><div class="jeg_post_excerpt"><p>{x}</p></div></article>')}</div></div></div></div></div></div></div></div></div></body></html>"""
    text = (s.standfirst, *s.body[:9], s.subheads[0], *s.body[9:])
    return s.url, page, Gold(s.title, text, (s.authors[0],), s.published, s.standfirst)


@layout("en", held=True)
def radio_story_with_buckets(v: Voice) -> tuple[str, str, Gold]:
    """A public radio: pictures in buckets with toggled captions, a player on top, inset links, a correction, a transcript link."""
    s = v.story("www.coastradio.example", 12, "/{d}/{n}/{slug}")
    picture = f'<div id="res12" class="bucketwrap image large"><div class="imagewrap"><img src="/a.jpg" alt="ferry"><div class="enlarge_measure"><div class="img_wrap"><img data-original="/b.jpg"></div></div><div class="enlarge_html">Enlarge this image</div></div><div class="credit-caption"><div class="caption-wrap"><div class="caption"><p>{esc(s.caption)} <b class="credit">{s.credit}/CR</b> <b class="hide-caption"><b>hide caption</b></b></p></div><b class="toggle-caption"><b>toggle caption</b></b></div><span class="credit">{s.credit}/CR</span></div></div>'
    page = f"""<!doctype html><html lang="en"><head><title>{esc(s.title)} : Coast Radio</title>{og(title=s.title, site_name="CoastRadio.example", article__published_time=iso(s.published))}{meta(author=s.authors[0])}</head><body id="news" class="news tmplNewsStory"><header><nav>{v.menu()}</nav></header><main id="mainContent"><section id="main-section"><article class="story"><div class="storytitle"><h1>{esc(s.title)}</h1></div><div id="story-meta" class="story-meta has-byline"><div class="story-meta__one"><div class="dateblock"><time datetime="{iso(s.published)}"><span class="date">{s.published:%B %-d, %Y}</span><span class="time">5:00 AM ET</span></time></div><div class="program-block">Heard on <a>Morning Coast</a></div></div><div class="bylines"><p class="byline__name">{s.authors[0]}</p></div></div><div id="primaryaudio"><div class="audio-module"><b class="audio-module-listen">Listen</b><b class="audio-module-cta">· 4:11</b><div class="audio-module-tools"><ul><li>Download</li><li>Embed</li><li>Transcript</li></ul></div></div></div><div id="storytext" class="storytext storylocation linkLocation">{picture}{paras(v, s.body[:3])}<aside class="ad-backstage-wrap"><p class="left">Sponsor Message</p></aside><div class="bucketwrap resinternal linkLocation"><div class="bucket img"><div class="bucketblock"><h3 class="slug"><a>Ports</a></h3><h3><a>{esc(s.teasers[0])}</a></h3></div></div></div>{paras(v, s.body[3:8])}<h3 class="edTag">{s.subheads[0]}</h3>{paras(v, s.body[8:])}<p><em>The audio of this story was produced by {s.authors[1]} and edited by {s.authors[2]}.</em></p><div class="correction"><h3>Correction <span class="date">March 4, 2026</span></h3><p>An earlier version said that the ferry has two decks. It has three.</p></div></div><div class="share-tools share-tools--secondary"><ul><li>Facebook</li></ul></div></article></section><div id="end-of-story-recommendations"><h2>More Stories From Coast Radio</h2>{_teased(v, s.teasers[1:7], '<div class="recommended-story"><h3><a href="/{n}">{t}</a></h3><p class="teaser">{x}</p></div>')}</div></main></body></html>"""
    text = (*s.body[:8], s.subheads[0], *s.body[8:])
    return s.url, page, Gold(s.title, text, (s.authors[0],), s.published)


@layout("en", held=True)
def academics_who_disclose(v: Voice) -> tuple[str, str, Gold]:
    """Essays by academics: the body's own classes name promos, a disclosure beside it, "read more" lines, a call for support."""
    s = v.story("thedebate.example", 12, "/{slug}-{n}")
    page = f"""<!DOCTYPE html><html lang="en"><head><title>{esc(s.title)}</title>{og(title=s.title, site_name="The Debate", description=s.body[0][:160])}</head><body class="articles-show"><header id="top-header">{v.menu('<a href="/{n}">{t}</a>')}</header><div id="article"><header class="content-header-block"><h1 class="legacy"><strong class="entry-title">{esc(s.title)}</strong></h1><div class="content-timestamps timestamps">Published: <time datetime="{iso(s.published)}">{s.published:%B %-d, %Y}</time></div></header><div class="grid-row"><aside class="content-authors"><section><h3>Author</h3><ol class="content-authors-group"><li class="vcard"><a class="author-name"><span class="fn author-name">{s.authors[0]}</span></a><p class="role">Lecturer in Inland Waters, University of Karsk</p></li></ol></section><section class="content-disclosure-statement"><h3>Disclosure statement</h3><p>{s.authors[0]} does not work for, consult, own shares in or receive funding from any company or organisation that would benefit from this article, and has disclosed no relevant affiliations beyond their academic appointment.</p></section><section class="content-partners"><h3>Partners</h3><p>University of Karsk provides funding as a member of The Debate.</p></section></aside><div class="grid-ten large-grid-nine grid-last content-body content entry-content instapaper_body inline-promos"><div itemprop="articleBody">{paras(v, s.body[:4])}<hr><p><em><strong>Read more: <a href="/1">{esc(s.teasers[0])}</a></strong></em></p><hr>{paras(v, s.body[4:7])}<h2>{s.subheads[0]}</h2><figure class="align-center"><img src="/g.png"><figcaption><span class="caption">{esc(s.caption)}</span> <span class="attribution"><span class="source">{s.credit}</span></span></figcaption></figure>{paras(v, s.body[7:])}<p><em>[<strong>You are smart and curious about the world. So are our authors.</strong> <a>You can read us daily by subscribing to our newsletter</a>.]</em></p></div></div></div><div class="content-topics"><ul><li><a>Rivers</a></li></ul></div><aside class="republish"><h3>Before you go...</h3><p>We are a charity. If you found our expert articles useful, please give a monthly or one-off donation.</p></aside></div><section class="suggested"><h2>You might also like</h2>{_teased(v, s.teasers[1:5], '<article><h3><a href="/{n}">{t}</a></h3><span>{x}</span></article>')}</section></body></html>"""
    text = (*s.body[:7], s.subheads[0], *s.body[7:])
    return s.url, page, Gold(s.title, text, (s.authors[0],), s.published)


@layout("en", held=True)
def chunks_behind_a_meter(v: Voice) -> tuple[str, str, Gold]:
    """A house of magazines: the text in chunks of a grid, each in a box named for the meter, ads and callouts between."""
    s = v.story("www.saltandlight.example", 15, "/story/{slug}")

    def chunk(texts: list[str]) -> str:
        return f'<div class="GridWrapper-a1 grid grid-margins"><div class="GridItem-b2 grid--item body body__container"><div class="body__inner-container">{paras(v, texts, "<p class=paywall>{t}</p>")}</div></div></div>'

    callout = f'<div class="Container-c3"><div class="ConsumerMarketingUnitThemedWrapper consumer-marketing-unit"></div></div><div class="callout callout--inset"><div class="inline-recirc-wrapper inline-recirc-observer-target-1 viewport-monitor-anchor"><p>Most popular</p><ul>{cards(s.teasers[:3])}</ul></div></div>'
    page = f"""<!DOCTYPE html><html lang="en-US"><head><title>{esc(s.title)} | Salt and Light</title>{ld({"@context": "http://schema.org", "@type": "NewsArticle", "headline": s.title, "datePublished": iso(s.published), "isAccessibleForFree": False, "hasPart": {"@type": "WebPageElement", "isAccessibleForFree": False, "cssSelector": ".paywall"}, "author": [{"@type": "Person", "name": s.authors[0]}]})}{og(title=s.title, site_name="Salt and Light")}</head><body><div id="app-root"><div class="StandardNavigation">{v.menu()}</div><main id="main-content"><article class="article main-content"><div class="ContentHeaderWrapper lead-asset"><header class="ContentHeader"><div class="ContentHeaderRubric"><a>Dispatches</a></div><h1 data-testid="ContentHeaderHed">{esc(s.title)}</h1><div class="ContentHeaderDek">{esc(s.standfirst)}</div><div class="ContentHeaderByline"><span>By <a>{s.authors[0]}</a></span></div><time>{s.published:%B %-d, %Y}</time></header><div class="ContentHeaderLeadAsset"><picture><img src="/l.jpg"></picture><span class="caption__credit">Photograph by {s.credit}</span></div></div><div class="ArticlePageContentBackGround"><div class="ActionBar"><button>Save this story</button></div><div class="ArticlePageChunks">{chunk(s.body[:5])}{callout}{chunk(s.body[5:10])}<div class="PersistentAsideWrapper"><div class="newsletter-subscribe"><p>Sign up for our daily newsletter to receive the best stories.</p></div></div>{chunk(s.body[10:])}</div></div><div class="ContentFooter"><div class="ContributorBio"><p><a>{s.authors[0]}</a> is a staff writer. Her book on lighthouses came out in May.</p></div><div class="Tags"><span>More:</span><a>Ships</a></div></div></article></main><div class="RecircMostPopular"><h2>Read More</h2>{_teased(v, s.teasers[3:9], '<div class="SummaryItem"><a href="/{n}"><h3>{t}</h3></a><div class="SummaryItemDek">{x}</div></div>')}</div></div></body></html>"""
    return s.url, page, Gold(s.title, (s.standfirst, *s.body), (s.authors[0],), s.published, s.standfirst, paywall=True)


@layout("en", held=True)
def questions_in_a_definition_list(v: Voice) -> tuple[str, str, Gold]:
    """A city's page: questions and answers as a definition list and as details that open, a date of change, a vote below."""
    s = v.story("www.cityofquenby.example", 9, "/news/{slug}")
    asked = ["When does the bridge open again?", "Who pays for the ferry?", "Where can I park?"]
    page = f"""<!DOCTYPE html><html lang="en"><head><title>City of Quenby - {esc(s.title)}</title>{meta(description=s.body[0][:120])}</head><body class="layout-news"><a class="skip" href="#m">Skip to content</a><div class="alert-banner"><p>Offices are closed on Friday for the regatta.</p></div><div class="header">{v.menu()}</div><div id="m" class="main-region"><h1 class="page-title">{esc(s.title)}</h1><p class="pub">Posted on {s.published:%B %-d, %Y}</p><div class="region-copy">{paras(v, s.body[:4])}<h2>{s.subheads[0]}</h2><dl>{"".join(f"<dt>{q}</dt><dd>{esc(t)}</dd>" for q, t in zip(asked, s.body[4:7], strict=True))}</dl><details><summary>What if it rains?</summary><p>{esc(s.body[7])}</p></details><p>{esc(s.body[8])}</p></div><div class="was-helpful"><p>Did you find what you were looking for?</p><button>Yes</button><button>No</button></div></div><div class="footer-region"><p>City Hall, 1 Quay Street. The City of Quenby acknowledges those who fished here first.</p></div></body></html>"""
    pairs = [line for pair in zip(asked, s.body[4:7], strict=True) for line in pair]
    text = (*s.body[:4], s.subheads[0], *pairs, "What if it rains?", *s.body[7:])
    return s.url, page, Gold(s.title, text, (), s.published.date())


@layout("en", held=True)
def server_controls_of_old(v: Voice) -> tuple[str, str, Gold]:
    """An old paper's server pages: upper-case tags in a span of a control, bylines in bold at the start of the text."""
    s = v.story("www.daily-mirrorholm.example", 10, "/story.aspx?id={n}")
    page = f"""<HTML><HEAD><TITLE>Daily Mirrorholm - {esc(s.title)}</TITLE></HEAD><BODY><FORM id="Form1" method="post"><TABLE width="960" align="center"><TR><TD colspan="3"><DIV id="menu">{v.menu('<A href="/{n}">{t}</A> ')}</DIV></TD></TR><TR><TD valign="top" width="180"><DIV class="boxhead">Most Read</DIV>{cards(s.teasers[:8], '<DIV class="boxitem"><A href="/{n}">{t}</A></DIV>')}</TD><TD valign="top"><SPAN id="lblHead" class="storyhead">{esc(s.title)}</SPAN><BR><SPAN id="lblDate" class="storydate">{s.published:%A, %B %d, %Y}</SPAN><BR><SPAN id="lblBody" class="bodytext"><P><B>{s.authors[0]}</B></P><P><B>VARNHOLM:</B> {esc(s.body[0])}</P>{"".join(f"<P>{esc(t)}</P>" for t in s.body[1:6])}<P><STRONG>{s.subheads[0]}</STRONG></P>{"".join(f"<P>{esc(t)}</P>" for t in s.body[6:])}</SPAN><BR><DIV class="storytools"><A>Print</A> | <A>Email</A> | <A>Comments (0)</A></DIV></TD><TD valign="top" width="200"><DIV class="boxhead">Also in this section</DIV>{_teased(v, s.teasers[8:12], '<DIV class="boxitem"><A href="/{n}"><B>{t}</B></A><BR>{x}</DIV>')}</TD></TR></TABLE></FORM></BODY></HTML>"""
    text = (f"VARNHOLM: {s.body[0]}", *s.body[1:6], s.subheads[0], *s.body[6:])
    return s.url, page, Gold(s.title, text, (s.authors[0],), s.published.date())


@layout("en", held=True)
def network_with_first_published(v: Voice) -> tuple[str, str, Gold]:
    """A broadcaster: an embed in the middle of text, trending bullets, dates of first publication and copyright at the end."""
    s = v.story("www.networkeskel.example", 12, "/news/{slug}/")
    page = f"""<!DOCTYPE html><html lang="en-US"><head><title>{esc(s.title)} - Network Eskel</title>{ld({"@context": "https://schema.org", "@type": "NewsArticle", "headline": s.title, "datePublished": iso(s.published), "author": {"@type": "Person", "name": s.authors[0]}, "articleBody": s.body[0]})}{og(title=s.title, site_name="Network Eskel")}</head><body><div class="site-nav">{v.menu()}</div><article id="article-0" class="content content-article"><header class="content__header"><h1 class="content__title">{esc(s.title)}</h1><div class="content__meta"><p class="content__meta content__meta--byline">By {s.authors[0]}</p><p class="content__meta content__meta--timestamp"><time>{s.published:%B %-d, %Y / %-I:%M %p}</time> / Network Eskel</p></div></header><section class="content__body"><figure class="embed embed--type-video"><div class="player"></div><figcaption class="embed__caption-container"><span class="embed__headline">{esc(s.teasers[0])}</span> <span class="embed__duration">01:22</span></figcaption></figure>{paras(v, s.body[:4])}<div class="content__high-wire content__high-wire--recirculation"><h3 class="component__title">Trending News</h3><ul class="content__high-wire--recirculation-list">{cards(s.teasers[1:5])}</ul></div>{paras(v, s.body[4:9])}<h2>{s.subheads[0]}</h2>{paras(v, s.body[9:])}<ul class="content__tags"><li><span class="content__tags__title">In:</span><a>Ferries</a></li></ul><div class="content__author"><p class="content__author__name">{s.authors[0]}</p><p class="content__author__text">{s.authors[0]} is an associate producer at Network Eskel.</p></div><p class="content__copyright">First published on {s.published:%B %-d, %Y / %-I:%M %p}</p><p class="content__copyright">&copy; 2026 Network Eskel Interactive Inc. All Rights Reserved.</p></section></article><section class="list-river"><h3>More from Network Eskel</h3>{_teased(v, s.teasers[5:12], '<article class="item"><a href="/{n}"><h4 class="item__hed">{t}</h4><p class="item__dek">{x}</p></a></article>')}</section></body></html>"""
    text = (*s.body[:9], s.subheads[0], *s.body[9:])
    return s.url, page, Gold(s.title, text, (s.authors[0],), s.published)


@layout("en", held=True)
def remembrance(v: Voice) -> tuple[str, str, Gold]:
    """A page of remembrance: a portrait, dates of life, text in one column, a guest book of long entries, flowers to buy."""
    s = v.story("remember.karskcourier.example", 5, "/obituaries/{n}")
    name = v.person()
    book = "".join(
        f'<div class="gb-entry"><div class="gb-text">{esc(v.paragraph(2, 4))}</div><div class="gb-who">{v.person()}, March 3</div><button>Report</button></div>'
        for _ in range(12)
    )
    page = f"""<!DOCTYPE html><html lang="en"><head><title>{name} Obituary (1941 - 2026) - Karsk Courier</title>{og(title=name + " Obituary (1941 - 2026)", site_name="Remember")}</head><body><div class="nav">{v.menu()}</div><div class="memorial"><div class="memorial-top"><img src="/p.jpg" alt="{name}"><h1>{name}</h1><div class="life">1941 - 2026</div></div><div class="memorial-cols"><div class="obit-col"><h2>Obituary</h2><div class="obit-copy">{paras(v, s.body)}<p>A service will be held on Friday at two in the chapel by the quay, and all who knew the ferry are welcome.</p></div><div class="pub-line">Published in Karsk Courier on {s.published:%b. %-d, %Y}.</div><div class="flowers"><h3>Send flowers</h3><p>To plant trees in memory, please visit the Sympathy Store.</p></div></div><div class="book-col"><h2>Guest Book</h2><p>Not sure what to say? Share a memory, a photograph or a candle with the family and friends.</p>{book}</div></div></div></body></html>"""
    text = (
        *s.body,
        "A service will be held on Friday at two in the chapel by the quay, and all who knew the ferry are welcome.",
    )
    return s.url, page, Gold(name, text, (), s.published.date())


@layout("tr", held=True)
def tr_portal_of_today(v: Voice) -> tuple[str, str, Gold]:
    """A Turkish portal: spot above the text, "haberin devamı" lines, gallery links, source and editor below, endless next story."""
    s = v.story("www.limanhaber.example", 9, "/gundem/{slug}-{n}")
    nxt = v.story("www.limanhaber.example", 5, "/gundem/{slug}-{n}")
    page = f"""<!DOCTYPE html><html lang="tr"><head><title>{esc(s.title)} - Son Dakika Haberler</title>{og(title=s.title, site_name="Liman Haber", description=s.standfirst)}<meta name="datePublished" content="{iso(s.published)}"/></head><body><header><ul>{v.menu()}</ul></header><div class="container"><div class="news-detail" id="n1"><div class="breadcrumb"><a>Gündem</a></div><h1 class="news-detail-title">{esc(s.title)}</h1><h2 class="news-detail-spot">{esc(s.standfirst)}</h2><div class="news-detail-info"><span>Giriş: {s.published:%d.%m.%Y - %H:%M}</span> <span>Güncelleme: {s.modified:%d.%m.%Y - %H:%M}</span></div><div class="social"><a>Paylaş</a></div><div class="news-detail-text">{paras(v, s.body[:3])}<p><strong>Haberin Devamı</strong></p><div class="adv"><span>REKLAM</span></div>{paras(v, s.body[3:6])}<p><a href="/galeri">Fotoğraf galerisi için tıklayınız</a></p><h3>{s.subheads[0]}</h3>{paras(v, s.body[6:])}<p>Kaynak: <a>Liman Ajansı</a></p></div><div class="tags"><a>liman</a></div></div><div class="news-detail" id="n2"><h2 class="news-detail-title"><a href="{nxt.url}">{esc(nxt.title)}</a></h2><div class="news-detail-text">{paras(v, nxt.body)}</div></div></div><div class="sidebar"><h3>Çok Okunanlar</h3>{cards(s.teasers[:8])}</div></body></html>"""
    text = (s.standfirst, *s.body[:6], s.subheads[0], *s.body[6:])
    return s.url, page, Gold(s.title, text, (), s.published, s.standfirst)


@layout("ru", held=True)
def ru_media_in_blocks(v: Voice) -> tuple[str, str, Gold]:
    """A Russian paper of today: hashed names, blocks of text, cards to read later, a subscription plate, tags and comments."""
    s = v.story("gazeta-reka.example", 11, "/articles/{d}/{slug}")
    block = '<div class="BlockRenderer_k1"><div class="TextBlock_q9"><p>{t}</p></div></div>'
    page = f"""<!DOCTYPE html><html lang="ru"><head><title>{esc(s.title)} — Река</title>{og(title=s.title, site_name="Река", description=s.standfirst, article__published_time=iso(s.published))}</head><body><div id="root"><div class="Header_a1">{v.menu('<a href="/{n}">{t}</a>')}</div><div class="Material_b2"><div class="MaterialHead_c3"><div class="Rubric_d4">Расследования</div><h1 class="Title_e5">{esc(s.title)}</h1><div class="Subtitle_f6">{esc(s.standfirst)}</div><div class="Meta_g7"><span>{s.published:%H:%M}, {s.published:%d.%m.%Y}</span><span>{s.authors[0]}</span></div></div><div class="MaterialBody_h8">{paras(v, s.body[:3], block)}<div class="BlockRenderer_k1"><div class="CardBlock_r2"><span>Читайте также</span><a href="/x"><b>{esc(s.teasers[0])}</b></a><div>{esc(v.paragraph(1, 1))}</div></div></div>{paras(v, s.body[3:6], block)}<div class="BlockRenderer_k1"><h3>{s.subheads[0]}</h3></div>{paras(v, s.body[6:9], block)}<div class="BlockRenderer_k1"><div class="Plate_s3"><h4>Спасибо, что читаете «Реку»</h4><p>Каждое утро мы отправляем письмо о главном: коротко, без рекламы и бесплатно.</p><form><input type="email" placeholder="Ваша почта"><button>Хочу</button></form></div></div>{paras(v, s.body[9:], block)}</div><div class="Tags_i9"><a>порт</a></div></div><div class="More_j1">{_teased(v, s.teasers[1:7], '<div class="Card_l3"><a href="/{n}"><h4>{t}</h4></a><p>{x}</p></div>')}</div></div></body></html>"""
    text = (s.standfirst, *s.body[:6], s.subheads[0], *s.body[6:])
    return s.url, page, Gold(s.title, text, (s.authors[0],), s.published, s.standfirst)
