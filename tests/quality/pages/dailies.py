"""Layouts in the manner of large English-language dailies, broadcasters and agencies."""

# ruff: noqa: E501 - markup and sentences stand as one line each

from __future__ import annotations

from tests.quality.pages.kit import Gold, Voice, cards, esc, iso, layout, ld, meta, og, paras


@layout("en")
def publishing_suite(v: Voice) -> tuple[str, str, Gold]:
    """A publisher's suite: article-body with classes of utilities, interstitial links as paragraphs, taglines."""
    s = v.story("www.belmarherald.example", 16, "/politics/{d}/{slug}/")
    about = {"@context": "https://schema.org", "@type": ["NewsArticle", "ReportageNewsArticle"], "headline": s.title, "datePublished": s.published.strftime("%Y-%m-%dT%H:%M:%SZ"),
             "dateModified": s.modified.strftime("%Y-%m-%dT%H:%M:%SZ"), "author": [{"@type": "Person", "name": s.authors[0]}, {"@type": "Person", "name": s.authors[1]}],
             "isAccessibleForFree": True, "articleSection": s.section, "image": [{"url": s.image}], "description": s.standfirst}  # fmt: skip
    page = f"""<!DOCTYPE html><html lang="en"><head><title>{esc(s.title)} – Belmar Herald</title>{ld(about)}{og(title=s.title, site_name="Belmar Herald", image=s.image, description=s.standfirst)}</head><body><div id="fusion-app" class="fusion-app layout-section"><header class="page-header"><nav aria-label="Sections Menu"><ul>{v.menu()}</ul></nav></header>
<section role="main" class="main"><div class="full-width top-wrapper"><div class="overline-container"><a class="overline" href="/politics/">{s.section}</a></div><h1 class="b-headline headline-container primary-font__PrimaryFontStyles-o56yd5-0">{esc(s.title)}</h1><h2 class="sub-headline-container">{esc(s.standfirst)}</h2>
<div class="b-lead-art"><figure><img src="{s.image}" alt=""/><figcaption class="c-media-item__fig-caption"><span class="c-media-item__caption">{esc(s.caption)} </span><span>({s.credit}/The Herald)</span></figcaption></figure></div></div>
<div class="byline-container"><div class="b-byline">By <a href="/a">{s.authors[0]}</a> and <a href="/b">{s.authors[1]}</a></div><time class="c-date b-date" datetime="{s.published:%Y-%m-%dT%H:%M:%SZ}">{s.published:%B %-d, %Y} at {s.published:%-I:%M %p} GMT</time></div>
<article class="b-article-body article-body-wrapper">{paras(v, s.body[:4], '<p class="c-paragraph">{t}</p>')}<p class="c-paragraph interstitial-link">[ <a href="/i"><i>{esc(s.teasers[0])}</i></a> ]</p>{paras(v, s.body[4:8], '<p class="c-paragraph">{t}</p>')}
<div class="arcad-feature article-body-ad"><div>ADVERTISEMENT</div></div><h3 class="c-heading">{s.subheads[0]}</h3>{paras(v, s.body[8:12], '<p class="c-paragraph">{t}</p>')}<p class="c-paragraph"><b>READ MORE:</b> <a href="/j">{esc(s.teasers[1])}</a></p>
<div class="c-divider"></div>{paras(v, s.body[12:], '<p class="c-paragraph">{t}</p>')}<p class="c-paragraph"><i>Staff writer {v.person()} contributed to this report.</i></p><p class="c-paragraph"><i>Contact the reporters at newsroom@belmarherald.example</i></p></article>
<div class="b-author-bio"><span>{s.authors[0]}</span><p>{esc(v.fill(v.one("bio")))}</p></div><div class="b-taboola"><h4>Around the Web</h4>{cards(s.teasers[2:6], "<div><a href='/{n}'>{t}</a></div>")}</div></section>
<aside class="right-rail"><h2>Most Read</h2><ol>{cards(s.teasers[6:12])}</ol></aside><footer><p>Copyright © 2026, Belmar Herald LLC</p></footer></div></body></html>"""
    text = (s.standfirst, *s.body[:8], s.subheads[0], *s.body[8:])
    return (
        s.url,
        page,
        Gold(
            s.title,
            text,
            tuple(s.authors[:2]),
            s.published,
            s.standfirst,
            s.modified,
            s.section,
            paywall=False,
            image=s.image,
        ),
    )


@layout("en", held=True)
def broadcaster_components(v: Voice) -> tuple[str, str, Gold]:
    """A broadcaster: a div per block named by data-component, hashed classes, media captions read out, links block."""
    s = v.story("www.coastradio.example", 15, "/news/articles/{n}")
    about = {"@context": "http://schema.org", "@type": "ReportageNewsArticle", "url": s.url, "headline": s.title, "datePublished": iso(s.published), "dateModified": iso(s.modified),
             "author": {"@type": "NewsMediaOrganization", "name": "Coast Radio News"}, "publisher": {"@type": "NewsMediaOrganization", "name": "Coast Radio News"}}  # fmt: skip

    def block(texts: list[str]) -> str:
        return "".join(
            f'<div data-component="text-block" class="sc-18fde0d6-0 dlWCEZ">{paras(v, [t], "<p class=sc-eb7bd5f6-0>{t}</p>")}</div>'
            for t in texts
        )

    picture = f"""<figure><div data-component="image-block" class="sc-a"><div class="sc-b"><img alt="{esc(s.caption)}"><span class="sc-cr">{s.credit}</span></div></div><div data-component="caption-block" class="sc-c"><figcaption class="sc-d">{esc(s.caption)}</figcaption></div></figure>"""
    page = f"""<!DOCTYPE html><html lang="en-GB"><head><title>{esc(s.title)} - Coast Radio News</title>{ld(about)}{meta(description=s.standfirst)}{og(title=s.title)}</head><body><div id="__next"><div class="sc-root"><a href="#main">Skip to content</a><header><nav><ul>{v.menu()}</ul></nav></header><main id="main-content"><article class="sc-art">
<div data-component="headline-block" class="sc-h"><h1 class="sc-518485e5-0">{esc(s.title)}</h1></div><div data-component="byline-block" class="sc-by"><div class="sc-t"><time datetime="{iso(s.published)}">3 hours ago</time></div><div class="sc-s"><button>Share</button><button>Save</button></div><div data-testid="byline-new-contributors"><span>{s.authors[0]}</span><span>Transport correspondent</span></div></div>{picture}
<div data-component="text-block" class="sc-18fde0d6-0"><p class="sc-x"><b class="sc-7dcfb11b-0">{esc(s.body[0])}</b></p></div>{block(s.body[1:5])}<div data-component="subheadline-block" class="sc-sub"><h2>{s.subheads[0]}</h2></div>{block(s.body[5:9])}
<div data-component="links-block" class="sc-l"><ul>{cards(s.teasers[:3], '<li><p><a href="/{n}">{t}</a></p></li>')}</ul></div>{block(s.body[9:12])}<div data-component="video-block"><p>This video can not be played</p><p>To play this video you need to enable JavaScript in your browser.</p></div><div data-component="unordered-list-block"><ul><li><div><p><b>Get in touch:</b> Are you affected by this? <a href="/c">Tell us your story</a></p></div></li></ul></div>{block(s.body[12:])}
<div data-component="tags"><ul><li><a href="/t1">Ports</a></li><li><a href="/t2">Varnholm</a></li></ul></div></article><div data-component="related"><h2>Related</h2>{cards(s.teasers[3:7], "<div><h2><a href='/{n}'>{t}</a></h2><p>A man from the hills says he has seen it all before, and that the next flood will be worse.</p><span>2 days ago</span></div>")}</div><div><h2>More</h2>{cards(s.teasers[7:10], "<div><h2>{t}</h2></div>")}</div></main>
<footer>Copyright © 2026 Coast Radio. Coast Radio is not responsible for the content of external sites. <a>Read about our approach to external linking.</a></footer></div></div></body></html>"""
    text = (*s.body[:5], s.subheads[0], *s.body[5:])
    return s.url, page, Gold(s.title, text, (s.authors[0],), s.published, modified=s.modified)


@layout("en")
def hashed_national_daily(v: Voice) -> tuple[str, str, Gold]:
    """A national daily with hashed classes: summary paragraph, drop cap, companion columns, correction, print note."""
    s = v.story("www.nationaldaily.example", 18, "/{d}/business/{slug}.html")
    about = [{"@context": "https://schema.org", "@type": "NewsArticle", "headline": s.title, "alternativeHeadline": s.teasers[0], "datePublished": s.published.strftime("%Y-%m-%dT%H:%M:%S.000Z"),
              "dateModified": s.modified.strftime("%Y-%m-%dT%H:%M:%S.000Z"), "author": [{"@type": "Person", "@id": "u", "name": s.authors[0]}], "isAccessibleForFree": False, "isPartOf": {"@type": "CreativeWork", "name": "National Daily"},
              "hasPart": {"@type": "WebPageElement", "isAccessibleForFree": False, "cssSelector": ".meteredContent"}, "image": [{"@type": "ImageObject", "url": s.image}]}]  # fmt: skip

    def column(texts: list[str]) -> str:
        return f'<div class="css-s99gbd StoryBodyCompanionColumn"><div class="css-53u6y8">{paras(v, texts, "<p class=css-at9mc1>{t}</p>")}</div><aside class="css-ew4tgv" aria-label="companion column"></aside></div>'

    first = s.body[0]
    page = f"""<!DOCTYPE html><html lang="en" class="story nytapp-vi-article"><head><title data-rh="true">{esc(s.title)} - National Daily</title>{ld(about)}{meta(byl="By " + s.authors[0], description=s.standfirst)}{og(title=s.teasers[1], article__published_time=iso(s.published), article__section="Business")}</head><body><div id="app"><div><div class="css-hd"><nav><ul>{v.menu()}</ul></nav></div>
<main id="site-content"><article id="story" class="css-1vxca1d e1lmdhsb0"><div id="top-wrapper"><div class="ad"><p>Advertisement</p><a href="#after-top">SKIP ADVERTISEMENT</a></div></div><header class="css-e"><p class="css-su" id="article-summary">{esc(s.standfirst)}</p><div class="css-1vkm6nb"><h1 class="css-v3oks" data-testid="headline">{esc(s.title)}</h1></div>
<div class="css-1ug"><div class="css-233int"><div data-testid="share-tools"><ul><li><button>Share full article</button></li><li><button>312</button></li></ul></div></div></div><div class="css-79elbk" data-testid="imageblock"><figure class="sizeLarge"><img src="{s.image}"/><figcaption data-testid="photoviewer-children-caption"><span class="css-jevhma">{esc(s.caption)}</span><span class="css-1u46b97"><span class="css-1ly73wi">Credit...</span><span>{s.credit} for The National Daily</span></span></figcaption></figure></div>
<div class="css-18e8msd"><div class="css-vp77d3"><div class="css-1e2jphy"><p class="css-4anu6l"><span class="byline-prefix">By </span><span class="css-1baulvz last-byline" itemprop="name"><a href="/by/x">{s.authors[0]}</a></span></p><p class="css-rep">Reporting from Varnholm and Port Eskel</p></div></div><ul class="css-1w5cs23"><li><time class="css-1ubp8k5" datetime="{iso(s.published)}"><span>{s.published:%b. %-d, %Y}</span></time></li></ul></div></header>
<section name="articleBody" class="meteredContent css-1r7ky0e"><div class="css-s99gbd StoryBodyCompanionColumn"><div class="css-53u6y8"><p class="css-at9mc1"><span class="dropcap">{esc(first[0])}</span>{esc(first[1:])}</p></div></div>{column(s.body[1:5])}<div><div class="ad"><p>Advertisement</p><a>SKIP ADVERTISEMENT</a></div></div>{column(s.body[5:9])}<h2 class="css-14z" id="link-1">{s.subheads[0]}</h2>{column(s.body[9:13])}
<figure class="css-img"><figcaption><span>{esc(v.fill(v.one("caption")))}</span><span>Credit...{v.person()}</span></figcaption></figure>{column(s.body[13:])}<div class="css-c"><p>{v.person()} contributed reporting from Karsk.</p></div></section><div class="bottom-of-article"><div class="css-bio"><p><a href="/by/x">{s.authors[0]}</a> is a reporter covering trade and ports for The Daily. <a>More about {s.authors[0]}</a></p></div><div class="css-print">A version of this article appears in print on <span>{s.published:%b. %-d, %Y}</span>, Section B, Page 4 of the New Holm edition with the headline: <span>{esc(s.teasers[0])}</span>. <a>Order Reprints</a> | <a>Today's Paper</a> | <a>Subscribe</a></div></div></article>
<div><h2>Related Content</h2><ul>{cards(s.teasers[2:8])}</ul></div></main><footer><ul><li>© 2026 The National Daily Company</li></ul></footer></div></div></body></html>"""
    text = (s.standfirst, *s.body[:9], s.subheads[0], *s.body[9:])
    return (
        s.url,
        page,
        Gold(s.title, text, (s.authors[0],), s.published, s.standfirst, s.modified, paywall=True, image=s.image),
    )


@layout("en", held=True)
def rendered_components_daily(v: Voice) -> tuple[str, str, Gold]:
    """A daily of server-rendered islands: data-gu-like areas, rich links, letter sign-up with a privacy notice, topics."""
    s = v.story("www.thequay.example", 17, "/world/{d}/{slug}")
    about = [{"@type": "NewsArticle", "@context": "https://schema.org", "headline": s.title, "datePublished": s.published.strftime("%Y-%m-%dT%H:%M:%S.000Z"), "dateModified": s.modified.strftime("%Y-%m-%dT%H:%M:%S.000Z"),
              "author": [{"@type": "Person", "name": s.authors[0], "sameAs": "https://www.thequay.example/profile/a"}], "image": [s.image], "isAccessibleForFree": True}, {"@type": "WebPage", "@id": s.url}]  # fmt: skip
    page = f"""<!doctype html><html lang="en"><head><title>{esc(s.title)} | Ports | The Quay</title>{ld(about)}{og(title=s.title, site_name="the Quay", article__published_time=iso(s.published), article__tag=",".join(s.tags), article__author="https://www.thequay.example/profile/a", image=s.image)}</head><body><header data-component="header"><nav><ul>{v.menu()}</ul></nav></header><main data-layout="StandardLayout"><div class="dcr-1i"><article class="dcr-1f">
<div data-gu-name="media" class="dcr-1w"><figure id="m" class="dcr-fd"><img src="{s.image}"/></figure></div><aside data-gu-name="title" class="dcr-p0"><a class="dcr-1q" href="/ports"><span>Ports</span></a></aside><div data-gu-name="headline" class="dcr-hl"><h1 class="dcr-u0h1qy">{esc(s.title)}</h1></div><div data-gu-name="standfirst" class="dcr-st"><div class="dcr-1yi"><p>{esc(s.standfirst)}</p><ul><li><a href="/live">Business live – latest updates</a></li></ul></div></div>
<aside data-gu-name="meta" class="dcr-me"><address aria-label="Contributor info"><div class="dcr-1c"><a rel="author" data-link-name="auto tag link" href="/profile/a">{s.authors[0]}</a> in Varnholm</div></address><details class="dcr-d"><summary><span>{s.published:%a %-d %b %Y %H.%M} GMT</span></summary>Last modified on {s.modified:%a %-d %b %Y %H.%M} GMT</details><div class="dcr-sh"><button>Share</button></div></aside>
<div data-gu-name="body" class="dcr-bo"><div id="maincontent" class="article-body-commercial-selector article-body-viewer-selector dcr-1"><p class="dcr-130mj7b">{v.rich(s.body[0])}</p>{paras(v, s.body[1:4], '<p class="dcr-130mj7b">{t}</p>')}<figure id="r" data-spacefinder-role="richLink" class="dcr-ri"><gu-island name="RichLinkComponent"><div data-component="rich-link"><a href="/r"><div class="dcr-t"><div>{esc(s.teasers[0])}</div></div><div>Read more</div></a></div></gu-island></figure>{paras(v, s.body[4:7], '<p class="dcr-130mj7b">{t}</p>')}
<figure data-spacefinder-role="inline" class="dcr-nl"><gu-island name="EmailSignUpWrapper"><aside class="dcr-xx"><p class="dcr-k">Sign up to <span>First Tide</span></p><p>Our morning email breaks down the key stories of the day, telling you what's happening and why it matters</p><p><strong>Privacy Notice: </strong>Newsletters may contain info about charities, online ads, and content funded by outside parties. For more information see our Privacy Policy.</p></aside></gu-island></figure><h2 id="s" class="dcr-h2">{s.subheads[0]}</h2>{paras(v, s.body[7:11], '<p class="dcr-130mj7b">{t}</p>')}
<figure data-spacefinder-role="supporting" class="dcr-pq"><aside><blockquote>{esc(s.body[8].split(". ")[0])}</blockquote><footer><cite>{v.person()}</cite></footer></aside></figure><figure class="dcr-ph"><picture><img alt=""></picture><figcaption><span>{esc(s.caption)}</span> Photograph: {s.credit}/The Quay</figcaption></figure>{paras(v, s.body[11:], '<p class="dcr-130mj7b">{t}</p>')}</div>
<div class="dcr-sm"><div><span>Explore more on these topics</span><div><ul>{"".join(f'<li><a href="/t/{n}">{t}</a></li>' for n, t in enumerate(s.tags))}</ul></div></div><div class="dcr-sy"><button>Share</button><a>Reuse this content</a></div></div></div></article></div><section data-component="more-on-this-story"><h2>More on this story</h2><ul>{cards(s.teasers[1:7])}</ul></section><section id="comments"><h2>Comments (214)</h2><p>Sign in or create your Quay account to join the discussion</p></section><section><h2>Most viewed</h2><ol>{cards(s.teasers[7:14])}</ol></section></main><footer>© 2026 Quay News & Media Limited. All rights reserved. (dcr)</footer></body></html>"""
    text = (s.standfirst, *s.body[:7], s.subheads[0], *s.body[7:])
    return (
        s.url,
        page,
        Gold(s.title, text, (s.authors[0],), s.published, s.standfirst, s.modified, tags=tuple(s.tags), image=s.image),
    )


@layout("en")
def wire_numbered_paragraphs(v: Voice) -> tuple[str, str, Gold]:
    """An agency: paragraphs as divs numbered by data-testid, summary bullets, sign-off, standards line."""
    s = v.story("www.northwire.example", 12, "/world/{slug}-{d}/")
    about = {"@context": "http://schema.org", "@type": "NewsArticle", "headline": s.title, "author": [{"@type": "Person", "name": s.authors[0]}, {"@type": "Person", "name": s.authors[1]}], "datePublished": s.published.strftime("%Y-%m-%dT%H:%M:%SZ"), "dateModified": s.modified.strftime("%Y-%m-%dT%H:%M:%SZ"), "image": [s.image], "isAccessibleForFree": "true", "articleSection": "World"}  # fmt: skip
    texts = [f"VARNHOLM, {s.published:%B %-d} (Northwire) - {s.body[0]}", *s.body[1:]]
    divs = "".join(
        f'<div class="text__text__1FZLe text__dark-grey article-body__paragraph" data-testid="paragraph-{n}">{v.rich(t)}</div>'
        for n, t in enumerate(texts)
    )
    page = f"""<!DOCTYPE html><html lang="en"><head><title>{esc(s.title)} | Northwire</title>{ld(about)}{meta(article__author=", ".join(s.authors[:2]))}{og(title=s.title, site_name="Northwire", article__published_time=iso(s.published), image=s.image)}</head><body><div id="fusion-app"><header data-testid="SiteHeader"><nav><ul>{v.menu()}</ul></nav></header><main><article class="article__container"><div class="article-header__wrapper"><header><div class="article-header__tags"><a href="/world/">World</a></div><h1 data-testid="Heading" class="text__heading_2">{esc(s.title)}</h1>
<div class="info-content__author-date"><div class="info-content__author" data-testid="AuthorNameLink">By <a rel="author" href="/authors/a/">{s.authors[0]}</a> and <a rel="author" href="/authors/b/">{s.authors[1]}</a></div><time datetime="{s.published:%Y-%m-%dT%H:%M:%SZ}" data-testid="Body"><span class="date-line__date">{s.published:%B %-d, %Y}</span><span class="date-line__date">{s.published:%-I:%M %p} UTC</span><span>Updated {s.modified:%B %-d, %Y}</span></time><div data-testid="text-size"><span>Text</span><button>Small Text</button><button>Medium Text</button><button>Large Text</button></div></div></header></div>
<div data-testid="Image"><figure><img src="{s.image}"/><figcaption data-testid="caption">{esc(s.caption)} NORTHWIRE/{s.credit}/File Photo <a>Purchase Licensing Rights, opens new tab</a></figcaption></figure></div><div class="article-body__wrapper" data-testid="ArticleBody"><div class="article-body__content">{divs}<div data-testid="NewsletterEmbed"><p>The Northwire Daily Briefing newsletter provides all the news you need to start your day. Sign up <a>here.</a></p></div>
<div class="sign-off__text" data-testid="SignOff">Reporting by {s.authors[0]} in Varnholm and {s.authors[1]} in Karsk; Editing by {v.person()} and {v.person()}</div><p data-testid="Body" class="article-body__trust">Our Standards: <a>The Northwire Trust Principles., opens new tab</a></p></div></div><div class="toolbar"><ul aria-label="Suggested Topics:"><li><a>World</a></li><li><a>Grains</a></li></ul></div><div data-testid="ProfileCard"><a>{s.authors[0]}</a><div>Northwire</div><p>{esc(v.fill(v.one("bio")))}</p></div></article>
<div class="read-next"><h2>Read Next</h2><ul>{cards(s.teasers[:6], "<li><h3 data-testid='Heading'><a href='/{n}'>{t}</a></h3><span>category · 3:40 PM UTC</span></li>")}</ul></div></main><footer><p>Northwire, the news division of Northern Wire Services, is one of the largest providers of news. All quotes delayed a minimum of 15 minutes.</p></footer></div></body></html>"""
    return (
        s.url,
        page,
        Gold(
            s.title,
            tuple(texts),
            tuple(s.authors[:2]),
            s.published,
            modified=s.modified,
            section="World",
            paywall=False,
            image=s.image,
        ),
    )


@layout("en", held=True)
def wire_rich_text(v: Voice) -> tuple[str, str, Gold]:
    """Another agency: dateline with a dash, rules of underscores, hub links between paragraphs, a grant disclaimer."""
    s = v.story("pressdesk.example", 13, "/article/{slug}-{n}")
    about = {"@context": "http://schema.org", "@type": "NewsArticle", "headline": s.title, "datePublished": s.published.strftime("%Y-%m-%dT%H:%M:%SZ"), "dateModified": s.modified.strftime("%Y-%m-%dT%H:%M:%SZ"), "author": [{"@type": "Person", "name": s.authors[0]}], "publisher": {"@type": "Organization", "name": "Press Desk"}}  # fmt: skip
    texts = [f"PORT ESKEL (PD) — {s.body[0]}", *s.body[1:]]
    page = f"""<!DOCTYPE html><html class="ArticlePage" lang="en"><head><title>{esc(s.title)} | Press Desk</title>{ld(about)}{og(title=s.title, site_name="PD News", image=s.image, article__published_time=s.published.strftime("%Y-%m-%dT%H:%M:%S"))}</head><body class="Page-body"><bsp-header class="Page-header"><nav><ul>{v.menu()}</ul></nav></bsp-header><div class="StoryPage"><main class="Page-main"><div class="Page-headlineWrap"><h1 class="Page-headline">{esc(s.title)}</h1></div>
<div class="Page-lead"><bsp-figure class="Figure"><figure><img src="{s.image}"><figcaption class="Figure-caption"><p>{esc(s.caption)} (PD Photo/{s.credit})</p></figcaption></figure></bsp-figure></div><div class="Page-byline"><div class="Page-authors">By <a class="Link" href="/author/a"><span class="Link">{s.authors[0].upper()}</span></a></div><div class="Page-dateModified"><bsp-timestamp data-timestamp="1"><span>Updated {s.modified:%-I:%M %p} UTC, {s.modified:%B %-d, %Y}</span></bsp-timestamp></div></div><div class="Page-actions"><button>Share</button><div>Copy Link copied</div></div>
<div class="Page-storyBody"><div class="RichTextStoryBody RichTextBody">{paras(v, texts[:3])}<div class="HTMLModuleEnhancement"></div><div class="SovrnAd"></div>{paras(v, texts[3:6])}<div class="PageListEnhancementGeneric"><div class="PageList-header"><h3>Related Stories</h3></div>{cards(s.teasers[:3], '<div class="PagePromo"><h3 class="PagePromo-title"><a href="/{n}">{t}</a></h3><div class="PagePromo-byline">3 MIN READ</div></div>')}</div>{paras(v, texts[6:])}<p>___</p><p>{v.person()} reported from Karsk. Press Desk writers {v.person()} and {v.person()} contributed.</p><p>___</p><p>Follow PD's coverage of ports at https://pressdesk.example/hub/ports</p></div></div>
<div class="Page-below"><div class="AuthorBio"><div>{s.authors[0]}</div><div class="AuthorBio-text">{esc(v.fill(v.one("bio")))}</div><a>mailto</a></div></div></main><aside class="Page-aside"><h2>Most read</h2>{cards(s.teasers[3:9], "<div class='PagePromo'><a href='/{n}'>{t}</a></div>")}</aside></div><footer class="Page-footer"><p>The Press Desk is an independent global news organization dedicated to factual reporting. Founded in 1886.</p></footer></body></html>"""
    return s.url, page, Gold(s.title, tuple(texts), (s.authors[0],), s.published, modified=s.modified, image=s.image)


@layout("en")
def local_station(v: Voice) -> tuple[str, str, Gold]:
    """A local station: call sign in the dateline, links in the middle, copyright and app lines as the last paragraphs."""
    s = v.story("www.wqby.example", 9, "/{d}/{slug}/")
    about = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": s.title,
        "datePublished": s.published.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "author": {"@type": "Person", "name": "By " + s.authors[0]},
    }
    texts = [f"QUENBY (WQBY) – {s.body[0]}", *s.body[1:]]
    page = f"""<!DOCTYPE html><html lang="en"><head><title>{esc(s.title)}</title>{ld(about)}{og(title=s.title, site_name="https://www.wqby.example", image=s.image)}{meta(author="By " + s.authors[0])}</head><body><div id="app"><div class="alert-bar">Winter weather advisory in effect until 6 AM <a>See all alerts</a></div><nav class="nav">{v.menu("<a href='/{n}'>{t}</a>")}</nav><main><div class="article-grid"><h1 class="headline">{esc(s.title)}</h1><div class="video-player"><p>Your browser does not support the video tag.</p><div class="video-caption">{esc(s.caption)} (WQBY)</div></div>
<div class="author-block"><span>By <a>{s.authors[0]}</a></span><span class="date">Published: {s.published:%b. %-d, %Y at %-I:%M %p} GMT</span><span>|</span><span>Updated: 4 hours ago</span></div><div class="article-body" itemprop="articleBody">{paras(v, texts[:3], '<p class="article-text text | article-text">{t}</p>')}<div class="ad">Advertisement</div>{paras(v, texts[3:6], '<p class="article-text">{t}</p>')}<p class="article-text"><b>TRENDING: </b><a href="/x">{esc(s.teasers[0])}</a></p>{paras(v, texts[6:], '<p class="article-text">{t}</p>')}
<p class="article-text"><i>Download the WQBY app for the latest news, weather and sports.</i></p><p class="article-text"><i>Copyright 2026 WQBY. All rights reserved.</i></p></div><div class="most-read"><h3>Most Read</h3>{cards(s.teasers[1:6], "<div class='card'><a href='/{n}'>{t}</a></div>")}</div><div><h3>Latest News</h3>{cards(s.teasers[6:12], "<div class='card'><span>Updated: 3 hours ago</span><a href='/{n}'>{t}</a><p>By {t}</p></div>")}</div></div></main><footer><p>1820 River Road, Quenby, 555-0100. Public inspection file. FCC applications. Closed captioning.</p></footer></div></body></html>"""
    return s.url, page, Gold(s.title, tuple(texts), (s.authors[0],), s.published, image=s.image)


@layout("en", held=True)
def magazine_asides(v: Voice) -> tuple[str, str, Gold]:
    """A magazine: summary in a div, asides and read-more paragraphs in the text, author box, donation appeal."""
    s = v.story("themarsh.example", 20, "/features/{slug}")
    page = f"""<!DOCTYPE html><html lang="en"><head><title>{esc(s.title)} – The Marsh</title>{og(title=s.title + " – The Marsh", type="article", site_name="The Marsh", article__published_time=iso(s.published), article__modified_time=iso(s.modified))}<meta name="parsely-author" content="{s.authors[0]}"></head><body><div class="cookie-notice" role="dialog"><p>We use cookies to analyse how you use our site and to show you advertising. Read our cookie policy.</p><button>OK</button></div><header><nav>{v.menu("<a href='/{n}'>{t}</a>")}</nav></header><main id="main"><article class="c-article"><header class="c-article__header"><p class="c-eyebrow"><a href="/f">Features</a></p><h1 class="c-article__title">{esc(s.title)}</h1><div class="c-article__deck">{esc(s.standfirst)}</div><p class="c-article__byline">Words by <a rel="author" href="/a">{s.authors[0]}</a>. Photographs by {s.credit}</p><p class="c-article__date"><time datetime="{s.published:%Y-%m-%d}">{s.published:%-d %B %Y}</time></p></header>
<div class="c-article__content s-rte"><p class="has-drop-cap">{esc(s.body[0])}</p>{paras(v, s.body[1:6])}<p><em><strong>Read more: <a href="/r">{esc(s.teasers[0])}</a></strong></em></p>{paras(v, s.body[6:10])}<aside class="c-aside"><h4>In numbers</h4><p>4,000 – the people who used to work at the harbour. 12 – the people who work there now.</p></aside>{paras(v, s.body[10:15])}<div class="c-donate"><h3>Before you go…</h3><p>The Marsh has no owner and no paywall. If you value what we do, please consider supporting us from £3 a month.</p><a class="button">Support us</a></div><p class="c-break">* * *</p>{paras(v, s.body[15:])}</div>
<footer class="c-article__footer"><div class="c-author"><p><strong>{s.authors[0]}</strong> {esc(v.fill("is a writer based in {place}. The next book, on {thing}s, will be published next year."))}</p></div><p class="c-tags">Filed under: <a href="/t">Harbours</a>, <a href="/u">Work</a></p><div class="c-comments"><p>Join the conversation. Comments are open to members.</p></div></footer></article><section class="c-more"><h2>More from The Marsh</h2>{cards(s.teasers[1:7], "<div class='c-card'><h3><a href='/{n}'>{t}</a></h3><p class='c-card__dek'>In the flats behind the station live the last people who remember what the tide brought in.</p></div>")}</section></main></body></html>"""
    return (
        s.url,
        page,
        Gold(s.title, (s.standfirst, *s.body), (s.authors[0],), s.published.date(), s.standfirst, s.modified),
    )


@layout("en")
def live_page(v: Voice) -> tuple[str, str, Gold]:
    """A live page: an introduction, key points, and posts with times and headlines of their own."""
    s = v.story("www.coastnews.example", 20, "/live/{n}")
    posts = [(s.teasers[n], s.body[4 + 2 * n : 6 + 2 * n]) for n in range(8)]
    about = {"@context": "https://schema.org", "@type": "LiveBlogPosting", "headline": s.title, "datePublished": iso(s.published), "dateModified": iso(s.modified), "author": {"@type": "Person", "name": s.authors[0]}, "coverageStartTime": iso(s.published),
             "liveBlogUpdate": [{"@type": "BlogPosting", "headline": h, "datePublished": iso(s.modified), "articleBody": " ".join(b)} for h, b in posts]}  # fmt: skip
    page = f"""<!DOCTYPE html><html lang="en"><head><title>{esc(s.title)} | Coast News</title>{ld(about)}{og(title=s.title, site_name="Coast News")}</head><body><header><nav><ul>{v.menu()}</ul></nav></header><main><div class="live-header"><span class="live-badge">LIVE</span><h1>{esc(s.title)}</h1><p class="live-standfirst">{esc(s.standfirst)}</p><p class="author">By {s.authors[0]}</p><time datetime="{iso(s.published)}">{s.published:%d %b %Y %H:%M}</time></div><div class="live-summary"><h2>Summary</h2><ul>{"".join(f"<li>{esc(t)}</li>" for t in s.body[:4])}</ul></div>
<div class="live-feed">{"".join(f'<article class="live-post" id="p{n}"><time class="post-time" datetime="{iso(s.modified)}">{s.modified:%H:%M}</time><h3 class="post-title">{esc(h)}</h3><div class="post-body">{paras(v, b)}</div><div class="post-share"><button>Share</button></div></article>' for n, (h, b) in enumerate(posts))}</div><button>Load more</button></main><aside><h3>Top stories</h3><ul>{cards(s.teasers[10:18])}</ul></aside><footer>© Coast News 2026</footer></body></html>"""
    text = (s.standfirst, "Summary", *s.body[:4], *(line for h, b in posts for line in (h, *b)))
    return s.url, page, Gold(s.title, text, (s.authors[0],), s.published, s.standfirst, s.modified)


@layout("en", held=True)
def short_brief(v: Voice) -> tuple[str, str, Gold]:
    """A brief of one or two sentences among long teasers and a long cookie text."""
    s = v.story("briefs.holm.example", 1, "/b/{n}")
    text = v.fill(v.one("frames")) + " " + v.fill(v.one("frames"))
    page = f"""<!DOCTYPE html><html lang="en"><head><title>{esc(s.title)} :: Holm Briefs</title>{og(title=s.title, article__published_time=iso(s.published))}</head><body><div class="top"><ul>{v.menu()}</ul></div><div class="wrap"><div class="main"><div class="story"><h1>{esc(s.title)}</h1><div class="stamp">{s.published:%d.%m.%Y %H:%M}</div><p>{esc(text)}</p></div><div class="others"><h3>Other briefs</h3>{cards(s.teasers[:8], "<div class='o'><a href='/{n}'>{t}</a><p>" + esc(v.paragraph()) + " …</p></div>")}</div></div><div class="side"><h3>Editor's choice</h3>{cards(s.teasers[8:14], "<div><a href='/{n}'>{t}</a></div>")}</div></div><div id="cmp"><p>We value your privacy. We and our 812 partners store and access information on your device for personalised advertising, content measurement, audience research and services development. You may change your choices at any time.</p><button>Agree</button></div><div class="foot">Holm Briefs 2026</div></body></html>"""
    return s.url, page, Gold(s.title, (text,), (), s.published)
