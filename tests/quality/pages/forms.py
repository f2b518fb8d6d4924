"""Forms of article and of page that any system may carry: interviews, tables, paywalls, second articles, bare text."""

# ruff: noqa: E501 - markup and sentences stand as one line each

from __future__ import annotations

from tests.quality.pages.kit import Gold, Voice, cards, esc, iso, layout, ld, meta, og, paras


@layout("en")
def questions_and_answers(v: Voice) -> tuple[str, str, Gold]:
    """An interview: questions in bold paragraphs, names before answers, a picture of the guest."""
    s = v.story("www.holmweekly.example", 16, "/interview/{slug}")
    ask = [esc(v.fill("{last}, is it true that {clause}?")) for _ in range(8)]
    first, guest = s.body[0], v.one("last")
    turns = "".join(
        f"<p><strong>{q}</strong></p>{paras(v, [f'{guest}: {a}'] if n == 0 else [a])}"
        for n, (q, a) in enumerate(zip(ask, s.body[1:9], strict=True))
    )
    page = f"""<!DOCTYPE html><html lang="en"><head><title>{esc(s.title)} | Holm Weekly</title>{og(title=s.title, type="article", article__published_time=iso(s.published), article__author=s.authors[0])}</head><body><header class="site"><a href="/">Holm Weekly</a><ul class="nav">{v.menu()}</ul></header><div class="container"><div class="row"><div class="col-md-8"><div class="post"><h1 class="post-title">{esc(s.title)}</h1><h3 class="post-lead">{esc(s.standfirst)}</h3><div class="post-info"><span class="author">{s.authors[0]}</span> <span class="date">{s.published:%d/%m/%Y}</span> <span class="views">1,204 views</span></div><img src="/g.jpg" alt=""><div class="img-caption">{esc(s.caption)}</div><div class="post-content"><p>{esc(first)}</p>{turns}</div><div class="post-tags">Tags: <a href="/t">{s.tags[0]}</a> <a href="/u">{s.tags[1]}</a></div><div class="social"><a>Facebook</a><a>Twitter</a><a>WhatsApp</a></div></div></div><div class="col-md-4"><div class="widget"><h4>Popular</h4><ul>{cards(s.teasers[:6])}</ul></div></div></div></div><div class="footer">Holm Weekly – all rights reserved</div></body></html>"""
    import html

    lines = [first]
    for n, (q, a) in enumerate(zip(ask, s.body[1:9], strict=True)):
        lines += [html.unescape(q), f"{guest}: {a}" if n == 0 else a]
    return s.url, page, Gold(s.title, (s.standfirst, *lines), (s.authors[0],), s.published, s.standfirst)


@layout("en", held=True)
def next_article_below(v: Voice) -> tuple[str, str, Gold]:
    """An endless page: the next article is already there, in full, in the same markup."""
    s, t = v.story("www.tidal.example", 9), v.story("www.tidal.example", 10)
    about = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": s.title,
        "datePublished": iso(s.published),
        "author": s.authors[0],
        "url": s.url,
    }

    def one(x: object, number: int) -> str:
        st = s if number == 0 else t
        return f"""<article class="article js-article" data-url="{st.url}"><div class="article__head"><a class="article__rubric" href="/r">{st.section}</a><h1 class="article__title">{esc(st.title)}</h1><p class="article__lead">{esc(st.standfirst)}</p><div class="article__meta"><span class="article__author">{st.authors[0]}</span><time class="article__time" datetime="{iso(st.published)}">{st.published:%H:%M, %d %b %Y}</time></div></div><div class="article__body">{paras(v, st.body)}</div><div class="article__share">Share this story</div></article>"""

    page = f"""<!DOCTYPE html><html lang="en"><head><title>{esc(s.title)} - Tidal</title>{ld(about)}{og(title=s.title, url=s.url, image=s.image)}<link rel="canonical" href="{s.url}"></head><body><header><nav><ul>{v.menu()}</ul></nav></header><main class="infinite">{one(s, 0)}<div class="next-label">Next article</div>{one(t, 1)}</main><footer>Tidal Media</footer></body></html>"""
    return (
        s.url,
        page,
        Gold(s.title, (s.standfirst, *s.body), (s.authors[0],), s.published, s.standfirst, image=s.image),
    )


@layout("en")
def closed_after_two(v: Voice) -> tuple[str, str, Gold]:
    """A paywall: two paragraphs, then offers that are longer than they."""
    s = v.story("www.exchange.example", 3, "/content/{n}")
    about = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": s.title,
        "datePublished": iso(s.published),
        "dateModified": iso(s.modified),
        "author": {"@type": "Person", "name": s.authors[0]},
        "isAccessibleForFree": "False",
        "hasPart": {"@type": "WebPageElement", "isAccessibleForFree": "False", "cssSelector": ".paywall"},
    }
    page = f"""<!DOCTYPE html><html lang="en"><head><title>{esc(s.title)} | Exchange</title>{ld(about)}{og(title=s.title, image=s.image)}{meta(article__content_tier="locked")}</head><body><header><nav><ul>{v.menu()}</ul></nav></header><main><article class="story"><h1>{esc(s.title)}</h1><p class="story__standfirst">{esc(s.standfirst)}</p><div class="story__byline">{s.authors[0]} <time datetime="{iso(s.published)}">{s.published:%d %B %Y}</time></div><div class="story__body">{paras(v, s.body)}</div><div class="barrier"><h2>Keep reading for £1</h2><p>Unlimited access to quality journalism on any device. Cancel anytime during your trial. Then £39 per month.</p><ul><li>Global news and analysis</li><li>Expert opinion</li><li>The morning letter</li></ul><button>Start trial</button><p>Already a subscriber? <a>Sign in</a></p><p>Explore our full range of subscriptions. For individuals, for multiple readers, for students.</p></div></article><section><h2>Recommended</h2><ul>{cards(s.teasers[:5])}</ul></section></main><footer>© Exchange Ltd 2026</footer></body></html>"""
    return (
        s.url,
        page,
        Gold(
            s.title,
            (s.standfirst, *s.body),
            (s.authors[0],),
            s.published,
            s.standfirst,
            s.modified,
            paywall=True,
            image=s.image,
        ),
    )


@layout("en", held=True)
def long_read(v: Voice) -> tuple[str, str, Gold]:
    """A long read: chapters, drop caps as spans, pull quotes that repeat sentences, notes, a credit block."""
    s = v.story("longform.example", 44, "/story/{slug}")
    chapters = [s.body[n : n + 11] for n in range(0, 44, 11)]
    drop = "".join(
        f'<section class="chapter"><h2 class="chapter-title">{s.subheads[n]}</h2><p class="first"><span class="drop" aria-hidden="true">{esc(c[0][0])}</span>{esc(c[0][1:])}</p>{paras(v, c[1:6])}<div class="pull"><q>{esc(c[2].split(". ")[0])}</q></div>{paras(v, c[6:])}</section>'
        for n, c in enumerate(chapters)
    )
    page = f"""<!DOCTYPE html><html lang="en"><head><title>{esc(s.title)}</title>{og(title=s.title, article__published_time=iso(s.published))}{meta(author=s.authors[0])}</head><body><div class="hero"><h1>{esc(s.title)}</h1><div class="dek">{esc(s.standfirst)}</div><div class="credits"><div>Story by {s.authors[0]}</div><div>Photography by {s.credit}</div><div>{s.published:%B %-d, %Y}</div></div></div><div class="body">{drop}</div><div class="end"><p>{s.authors[0]} is a contributing writer.</p><p>This story was supported by a grant of the Coast Fund.</p><p>Editor: {v.person()} · Fact-checker: {v.person()} · Design: {v.person()}</p></div><div class="more"><h3>More long reads</h3>{cards(s.teasers[:6], "<div><a href='/{n}'>{t}</a></div>")}</div></body></html>"""
    lines = [line for n, c in enumerate(chapters) for line in (s.subheads[n], *c)]
    return s.url, page, Gold(s.title, (s.standfirst, *lines), (s.authors[0],), s.published, s.standfirst)


@layout("en")
def louder_than_the_article(v: Voice) -> tuple[str, str, Gold]:
    """A short article under which readers' words, in divs of no telling name, are five times as long."""
    s = v.story("www.lowertamsin.example", 5, "/n/{n}.html")
    said = [" ".join(v.fill(v.one("comment")) for _ in range(3)) for _ in range(24)]
    page = f"""<!DOCTYPE html><html lang="en"><head><title>Lower Tamsin Today | {esc(s.title)}</title>{og(title=s.title)}</head><body><div class="w1"><div class="menu">{v.menu("<a href='/{n}'>{t}</a> | ")}</div><div class="c1"><h1>{esc(s.title)}</h1><div class="d">{s.published:%d %B %Y, %H:%M} | {s.authors[0]}</div><div class="t">{paras(v, s.body)}</div><div class="u"><h2>Your comments</h2>{"".join(f'<div class="i"><div class="n">{v.person()}</div><div class="x">{s.modified:%d %B %Y, %H:%M}</div><div class="m"><p>{esc(c)}</p></div><div class="k"><a href="#">Reply</a> <a href="#">Report</a> +{n}</div></div>' for n, c in enumerate(said))}<div class="f"><p>Please log in to write a comment.</p></div></div></div><div class="c2"><h3>Latest</h3>{cards(s.teasers[:9], "<p><a href='/{n}'>{t}</a></p>")}</div></div></body></html>"""
    return s.url, page, Gold(s.title, tuple(s.body), (s.authors[0],), s.published.replace(tzinfo=None))


@layout("en", held=True)
def bare_divs_and_a_lead_outside(v: Voice) -> tuple[str, str, Gold]:
    """No paragraphs at all: each is a bare div; the first one stands in a box above the body."""
    s = v.story("eskel-today.example", 10, "/article/{n}")
    page = f"""<!DOCTYPE html><html><head><title>{esc(s.title)} - Eskel Today</title>{og(title=s.title, locale="en_GB")}{meta(pubdate=iso(s.published))}</head><body><div id="top">{v.menu("<a href='/{n}'>{t}</a>")}</div><div id="mid"><div id="left"><div class="crumbs"><a href="/">Home</a> / <a href="/l">Local</a></div><h1>{esc(s.title)}</h1><div class="info">By {s.authors[0].upper()}</div><div class="intro">{esc(s.body[0])}</div><div class="pic"><img src="/a.jpg"><div>{esc(s.caption)}</div></div><div class="text">{paras(v, s.body[1:5], "<div>{t}</div>")}<div><b>{s.subheads[0]}</b></div>{paras(v, s.body[5:], "<div>{t}</div>")}<div><br></div></div><div class="links"><a>Print</a><a>Send to a friend</a></div></div><div id="right"><div>Also today</div>{cards(s.teasers[:9], "<div><a href='/{n}'>{t}</a></div>")}</div></div><div id="bottom">Eskel Today. Reprint only with permission of the editors.</div></body></html>"""
    text = (*s.body[:5], s.subheads[0], *s.body[5:])
    return s.url, page, Gold(s.title, text, (s.authors[0],), s.published)


@layout("en")
def reviewed_with_lists(v: Voice) -> tuple[str, str, Gold]:
    """A report with lists, numbered steps and key points above the text; buttons to shops between."""
    s = v.story("www.benchdesk.example", 12, "/reports/{slug}")
    points = [v.fill(v.one("frames")) for _ in range(3)]
    steps = [v.fill(v.one("frames")) for _ in range(5)]
    page = f"""<!DOCTYPE html><html lang="en-US"><head><title>{esc(s.title)} | Bench Desk</title>{og(title=s.title, article__published_time=iso(s.published), site_name="Bench Desk")}<meta name="sailthru.author" content="{s.authors[0]}"><meta name="sailthru.tags" content="{",".join(s.tags)}"></head><body><div class="affiliate-banner">When you purchase through links on our site, we may earn an affiliate commission. <a>Here's how it works.</a></div><header><nav><ul>{v.menu()}</ul></nav></header><article class="news-article"><header><nav class="breadcrumb"><ol><li>Reports</li></ol></nav><h1>{esc(s.title)}</h1><div class="byline"><div class="author-byline__authors">By <a rel="author" class="author-byline__link">{s.authors[0]}</a> published <time datetime="{s.published:%Y-%m-%dT%H:%M:%SZ}">{s.published:%-d %B %Y}</time></div></div><p class="strapline">{esc(s.standfirst)}</p></header>
<div id="article-body" class="text-copy bodyCopy auto"><div class="key-points"><h2>Key points</h2><ul>{"".join(f"<li>{esc(p)}</li>" for p in points)}</ul></div>{paras(v, s.body[:4])}<div class="product-widget"><a>View Deal</a><span>Check price</span></div><h2>{s.subheads[0]}</h2>{paras(v, s.body[4:7])}<ol>{"".join(f"<li>{esc(p)}</li>" for p in steps)}</ol>{paras(v, s.body[7:])}<p class="fancy-box__body-text">Get our best stories and deals straight to your inbox.</p></div><div class="slice-author-bio"><p>{esc(v.fill(v.one("bio")))}</p></div></article><section class="latest"><h2>LATEST ARTICLES</h2><ol>{cards(s.teasers[:5])}</ol></section><footer><p>Bench Desk is part of a media group. Visit our corporate site.</p></footer></body></html>"""
    text = (s.standfirst, "Key points", *points, *s.body[:4], s.subheads[0], *s.body[4:7], *steps, *s.body[7:])
    return s.url, page, Gold(s.title, text, (s.authors[0],), s.published, s.standfirst, tags=tuple(s.tags))


@layout("en", held=True)
def old_tables_and_breaks(v: Voice) -> tuple[str, str, Gold]:
    """A page of the nineties: tables, font tags, two breaks between paragraphs, byline and date as plain text."""
    s = v.story("www.karskgazette.example", 9, "/stories/{n}.htm")
    page = f"""<HTML><HEAD><TITLE>Karsk Gazette: {esc(s.title)}</TITLE></HEAD><BODY BGCOLOR="#FFFFFF"><TABLE WIDTH="100%"><TR><TD COLSPAN=2><CENTER><IMG SRC="/logo.gif" ALT="Karsk Gazette"><BR><FONT SIZE=1>{v.menu('<A HREF="/{n}.htm">{t}</A> | ')}</FONT></CENTER></TD></TR><TR><TD WIDTH=150 VALIGN=TOP><FONT SIZE=1><B>Headlines</B><BR>{cards(s.teasers[:10], '<A HREF="/{n}.htm">{t}</A><BR>')}</FONT></TD><TD VALIGN=TOP><FONT SIZE=5><B>{esc(s.title)}</B></FONT><BR><FONT SIZE=2><I>By {s.authors[0]}</I><BR>{s.published:%B %-d, %Y}</FONT><BR><BR><FONT SIZE=3>{"<BR><BR>".join(esc(t) for t in s.body)}</FONT><BR><BR><FONT SIZE=1><A HREF="/">Back to the front page</A> | <A HREF="mailto:ed@karskgazette.example">Write to the editor</A><BR>Copyright 2026, The Karsk Gazette</FONT></TD></TR></TABLE></BODY></HTML>"""
    return s.url, page, Gold(s.title, tuple(s.body), (s.authors[0],), s.published.date())


@layout("en")
def ministry_release(v: Voice) -> tuple[str, str, Gold]:
    """A ministry's release: no author, contents list, notes, contact box, feedback."""
    s = v.story("www.works.gov.example", 9, "/government/news/{slug}")
    about = {
        "@context": "http://schema.org",
        "@type": "NewsArticle",
        "headline": s.title,
        "datePublished": iso(s.published),
        "dateModified": iso(s.modified),
        "author": {"@type": "Organization", "name": "Ministry of Works"},
        "publisher": {"@type": "Organization", "name": "works.gov"},
    }
    page = f"""<!DOCTYPE html><html lang="en"><head><title>{esc(s.title)} - works.gov</title>{ld(about)}{meta(description=s.standfirst)}</head><body class="govuk-template__body"><div id="global-cookie-message"><h2>Cookies on works.gov</h2><p>We use some essential cookies to make this website work.</p></div><header><nav><ul>{v.menu()}</ul></nav></header><div class="govuk-width-container"><main id="content" class="govuk-main-wrapper"><span class="govuk-caption-xl">Press release</span><h1 class="govuk-heading-l">{esc(s.title)}</h1><p class="gem-c-lead-paragraph">{esc(s.standfirst)}</p><div class="gem-c-metadata"><dl><dt>From:</dt><dd><a>Ministry of Works</a></dd><dt>Published</dt><dd>{s.published:%-d %B %Y}</dd><dt>Last updated</dt><dd>{s.modified:%-d %B %Y}</dd></dl></div><div class="gem-c-govspeak govuk-govspeak"><div class="govspeak">{paras(v, s.body[:5])}<blockquote><p>{esc(s.body[5])}</p></blockquote>{paras(v, s.body[6:])}<h2 id="notes">Notes to editors</h2><ol><li>{esc(v.fill(v.one("frames")))}</li></ol></div></div><div class="gem-c-published-dates"><h2>Updates to this page</h2>Published {s.published:%-d %B %Y}<br>Last updated {s.modified:%-d %B %Y} <a>+ show all updates</a></div><div class="gem-c-feedback"><h2>Is this page useful?</h2><button>Yes</button><button>No</button></div></main></div><footer><h2>Services and information</h2><ul>{v.menu()}</ul></footer></body></html>"""
    note = page.split("<ol><li>")[1].split("</li>", maxsplit=1)[0]
    import html

    text = (s.standfirst, *s.body, "Notes to editors", html.unescape(note))
    return s.url, page, Gold(s.title, text, ("Ministry of Works",), s.published, s.standfirst, s.modified)


@layout("en", held=True)
def microdata_daily(v: Voice) -> tuple[str, str, Gold]:
    """Microdata only: itemprop for all, a share row between headline and text, a tweet in the text."""
    s = v.story("dravamirror.example", 11, "/{d}/{n}-{slug}")
    tweet = v.one("quote")
    page = f"""<!DOCTYPE html><html lang="en"><head><title>{esc(s.title)} » Drava Mirror</title></head><body><div id="header"><ul id="nav">{v.menu()}</ul></div><div id="wrapper"><div itemscope itemtype="http://schema.org/NewsArticle"><meta itemprop="mainEntityOfPage" content="{s.url}"><h1 itemprop="headline">{esc(s.title)}</h1><div class="details">By <span itemprop="author" itemscope itemtype="http://schema.org/Person"><span itemprop="name">{s.authors[0]}</span></span>, <span itemprop="author" itemscope itemtype="http://schema.org/Person"><span itemprop="name">{s.authors[1]}</span></span> <span itemprop="datePublished" content="{iso(s.published)}">{s.published:%d %b %Y}</span><meta itemprop="dateModified" content="{iso(s.modified)}"></div><ul class="shares"><li>Facebook 231</li><li>Twitter 14</li><li>Email</li><li>Print</li></ul>
<div itemprop="image" itemscope itemtype="https://schema.org/ImageObject"><img src="{s.image}"><meta itemprop="url" content="{s.image}"><span class="cap">{esc(s.caption)} Image: {s.credit}</span></div><div itemprop="articleBody">{paras(v, s.body[:5])}<blockquote class="twitter-tweet"><p lang="en" dir="ltr">{tweet}</p>&mdash; {v.person()} (@x) <a href="/tw">{s.published:%B %-d, %Y}</a></blockquote>{paras(v, s.body[5:8])}<p><strong>ALSO READ | <a href="/al">{esc(s.teasers[0])}</a></strong></p>{paras(v, s.body[8:])}</div><div class="tags">Topics: <a href="/1">{s.tags[0]}</a></div></div><div id="sidebar"><h3>Trending now</h3><ul>{cards(s.teasers[1:8])}</ul></div></div><div id="footer">Disclaimer: the views expressed are those of the authors. Copyright Drava Mirror.</div></body></html>"""
    text = (*s.body[:5], tweet, *s.body[5:])
    return s.url, page, Gold(s.title, text, tuple(s.authors[:2]), s.published, modified=s.modified, image=s.image)
