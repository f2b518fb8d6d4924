"""A fourth set, written after the rules: pages as plug-ins, hosts of blogs and old systems leave them, full of clutter."""

# ruff: noqa: E501 - markup and sentences stand as one line each

from __future__ import annotations

from tests.quality.pages.kit import Gold, Voice, cards, esc, iso, layout, ld, meta, og, paras

_AD = '<div class="mv-ad-box" data-slotid="content_btf"><div id="ad-slot-9"></div></div>'


def _says(v: Voice, count: int, each: str) -> str:
    """Readers' words, as long as articles."""
    return "".join(
        each.format(n=n, who=v.person(), t=esc(v.fill(v.one("comment")) + " " + v.paragraph(2, 5)))
        for n in range(count)
    )


def _excerpts(v: Voice, heads: list[str], each: str) -> str:
    """Teasers with a first sentence of the article that they tease."""
    return "".join(each.format(n=700 + n, t=esc(t), x=esc(v.paragraph(1, 2))) for n, t in enumerate(heads))


@layout("en", held=True)
def recipe_with_a_card(v: Voice) -> tuple[str, str, Gold]:
    """A food blog: story, step pictures in paragraphs, slots between, a recipe card by a plug-in, rated comments."""
    s = v.story("thesaltykettle.example", 9, "/{slug}/")
    things = [
        "2 cups plain flour",
        "1 teaspoon sea salt, plus more for the pan",
        "300 g smoked haddock, skinned",
        "3 large leeks, white parts only",
        "half a lemon",
    ]
    steps = [
        "Bring the milk to a bare simmer, slide the fish in and leave it for ten minutes off the heat.",
        "Melt the butter in a wide pan and sweat the leeks with a pinch of salt until they no longer squeak.",
        "Stir in the flour, let down with the poaching milk a ladle at a time, and fold the flaked fish through.",
        "Heap into a buttered dish and bake at 190°C for 25 minutes.",
    ]
    notes = "The pie can be made a day ahead up to the baking; add ten minutes if it comes straight from the fridge."
    picture = '<p><img decoding="async" class="aligncenter wp-image-88" src="data:image/svg+xml,%3Csvg%3E" data-lazy-src="/p.jpg" alt="pie from above"><noscript><img src="/p.jpg" alt="pie from above"></noscript></p>'
    page = f"""<!DOCTYPE html><html lang="en-US"><head><title>{esc(s.title)} - The Salty Kettle</title>{og(title=s.title, site_name="The Salty Kettle", article__published_time=iso(s.published))}<script>window.dataLayer=[];</script></head><body class="post-template-default single single-post wp-custom-logo header-full-width content-sidebar genesis-breadcrumbs-hidden"><div class="site-container"><ul class="genesis-skip-link"><li><a href="#c">Skip to main content</a></li></ul><header class="site-header"><p class="site-title"><a href="/">The Salty Kettle</a></p></header><nav class="nav-primary"><ul>{v.menu()}</ul></nav><div class="site-inner"><div class="content-sidebar-wrap"><main class="content" id="c"><article class="post-88 post type-post entry" aria-label="{esc(s.title)}"><header class="entry-header"><h1 class="entry-title">{esc(s.title)}</h1><p class="entry-meta"><time class="entry-time">{s.published:%B %-d, %Y}</time> by <span class="entry-author"><a class="entry-author-link" rel="author"><span class="entry-author-name">{s.authors[0]}</span></a></span> <span class="entry-comments-link"><a href="#comments">48 Comments</a></span></p></header><div class="entry-content"><div class="wprm-recipe wprm-recipe-snippet"><a href="#recipe" class="wprm-recipe-jump">Jump to Recipe</a> <a class="wprm-recipe-print">Print Recipe</a></div><p class="affiliate-disclosure"><em>This post may contain affiliate links. Please read our disclosure policy.</em></p>{paras(v, s.body[:2])}{picture}{_AD}{paras(v, s.body[2:4])}<h2>{s.subheads[0]}</h2><ul><li>A heavy pan with a lid</li><li>A dish that holds two litres and can go to the table</li></ul>{picture}{paras(v, s.body[4:6])}{_AD}<h2>{s.subheads[1]}</h2>{paras(v, s.body[6:])}<p><strong>More pies:</strong> <a href="/a">Leek and Potato Pie</a>, <a href="/b">Mussel Pie</a>, <a href="/c">Kettle Broth</a></p><div id="recipe" class="wprm-recipe-container"><div class="wprm-recipe wprm-recipe-template-basic"><div class="wprm-recipe-image"><img src="/q.jpg"></div><h2 class="wprm-recipe-name">Harbour Pie</h2><div class="wprm-recipe-rating"><span class="wprm-rating-star">☆</span><div class="wprm-recipe-rating-details"><span>4.81</span> from <span>36</span> votes</div></div><div class="wprm-recipe-summary">A plain pie of smoked fish and leeks for a wet evening.</div><div class="wprm-recipe-ingredients-container"><h3 class="wprm-recipe-header">Ingredients</h3><ul class="wprm-recipe-ingredients">{"".join(f'<li class="wprm-recipe-ingredient"><span class="wprm-checkbox-container"><input type="checkbox"></span>{t}</li>' for t in things)}</ul></div><div class="wprm-recipe-instructions-container"><h3 class="wprm-recipe-header">Instructions</h3><ul class="wprm-recipe-instructions">{"".join(f'<li class="wprm-recipe-instruction"><div class="wprm-recipe-instruction-text"><span>{t}</span></div></li>' for t in steps)}</ul></div><div class="wprm-recipe-notes-container"><h3 class="wprm-recipe-header">Notes</h3><div class="wprm-recipe-notes"><span>{notes}</span></div></div><div class="wprm-call-to-action"><span class="wprm-call-to-action-header">Tried this recipe?</span><span class="wprm-call-to-action-text">Let us know how it was!</span></div></div></div></div><footer class="entry-footer"><p class="entry-meta"><span class="entry-categories">Filed Under: <a>Mains</a>, <a>Fish</a></span></p></footer></article><section class="author-box"><h4 class="author-box-title"><span>About {s.authors[0]}</span></h4><div class="author-box-content"><p>I cook what the boats bring in and write it down before I forget. My books are in all good shops.</p></div></section><h2 class="screen-reader-text">Reader Interactions</h2><div class="entry-comments" id="comments"><h3>Comments</h3><ol class="comment-list">{_says(v, 14, '<li class="comment even"><article><header class="comment-header"><p class="comment-author"><span class="comment-author-name">{who}</span> <span class="says">says</span></p></header><div class="comment-content"><p>{t}</p></div><div class="comment-reply"><a>Reply</a></div></article></li>')}</ol></div><div id="respond" class="comment-respond"><h3>Leave a Reply <small><a>Cancel reply</a></small></h3><form><p>Your email address will not be published.</p></form></div></main><aside class="sidebar sidebar-primary"><section class="widget"><h3>Welcome!</h3><p>I am {s.authors[0]} and this is my kitchen by the sea. Stay for a while and have something hot.</p></section></aside></div></div></div></body></html>"""
    text = (
        *s.body[:4],
        s.subheads[0],
        "A heavy pan with a lid",
        "A dish that holds two litres and can go to the table",
        *s.body[4:6],
        s.subheads[1],
        *s.body[6:],
        "Harbour Pie",
        "A plain pie of smoked fish and leeks for a wet evening.",
        "Ingredients",
        *things,
        "Instructions",
        *steps,
        "Notes",
        notes,
    )
    return s.url, page, Gold(s.title, text, (s.authors[0],), s.published)


@layout("en", held=True)
def hosted_blog_with_breaks(v: Voice) -> tuple[str, str, Gold]:
    """A free host of blogs: breaks instead of paragraphs, pictures in tables with captions, a long archive beside."""
    s = v.story("quenbydiary.blogs.example", 11, "/{slug}.html")
    table = f'<table align="center" cellpadding="0" cellspacing="0" class="tr-caption-container" style="margin-left: auto;"><tbody><tr><td style="text-align: center;"><a href="/1.jpg"><img border="0" src="/1.jpg" width="400" /></a></td></tr><tr><td class="tr-caption" style="text-align: center;">{esc(s.caption)}</td></tr></tbody></table>'
    page = f"""<!DOCTYPE html><html class='v2' dir='ltr' lang='en'><head><title>Quenby Diary: {esc(s.title)}</title><meta content='blogger' name='generator'/><link rel="alternate" type="application/atom+xml" href="/feeds/posts/default"/></head><body class='loading variant-simple'><div class='navbar no-items section' id='navbar'></div><div class='body-fauxcolumns'></div><div class='content'><div class='content-inner'><header><div class='header section'><div class='widget Header'><h1 class='title'><a href='/'>Quenby Diary</a></h1><p class='description'><span>Notes from a small station</span></p></div></div></header><div class='main-outer'><div class='columns-inner'><div class='column-center-inner'><div class='main section' id='main'><div class='widget Blog' id='Blog1'><div class='blog-posts hfeed'><div class="date-outer"><h2 class='date-header'><span>{s.published:%A, %B %-d, %Y}</span></h2><div class="date-posts"><div class='post-outer'><div class='post hentry' itemprop='blogPost' itemscope='itemscope'><a name='557'></a><h3 class='post-title entry-title' itemprop='name'>{esc(s.title)}</h3><div class='post-header'><div class='post-header-line-1'></div></div><div class='post-body entry-content' id='post-body-557' itemprop='description articleBody'><div dir="ltr" style="text-align: left;" trbidi="on">{esc(s.body[0])}<br /><br />{table}<br />{esc(s.body[1])}<br /><br />{esc(s.body[2])}<br /><a name='more'></a><br /><b>{s.subheads[0]}</b><br /><br />{"<br /><br />".join(esc(t) for t in s.body[3:9])}<br /><br /><div class="separator" style="clear: both;"><a href="/2.jpg"><img src="/2.jpg" /></a></div><br /><blockquote class="tr_bq">{esc(s.body[9])}</blockquote>{esc(s.body[10])}<br /><br /></div><div style='clear: both;'></div></div><div class='post-footer'><div class='post-footer-line post-footer-line-1'><span class='post-author vcard'>Posted by <span class='fn' itemprop='author'><a class='g-profile'><span itemprop='name'>{s.authors[0]}</span></a></span></span> <span class='post-timestamp'>at <a class='timestamp-link' href='{s.url}'><abbr class='published' itemprop='datePublished' title='{iso(s.published)}'>{s.published:%-I:%M %p}</abbr></a></span> <div class='post-share-buttons goog-inline-block'><a class='goog-inline-block share-button sb-email'><span class='share-button-link-text'>Email This</span></a><a><span class='share-button-link-text'>BlogThis!</span></a></div></div><div class='post-footer-line post-footer-line-2'><span class='post-labels'>Labels: <a href='/l' rel='tag'>rail</a>, <a href='/m' rel='tag'>rain</a></span></div></div></div><div class='comments' id='comments'><h4>9 comments:</h4><div id='Blog1_comments-block-wrapper'><dl id='comments-block'>{_says(v, 9, "<dt class='comment-author'><a>{who}</a> said...</dt><dd class='comment-body'><p>{t}</p></dd><dd class='comment-footer'><span class='comment-timestamp'>March 3 at 4:40 AM</span></dd>")}</dl></div><p class='comment-footer'><a>Post a Comment</a></p></div></div></div></div></div><div class='blog-pager' id='blog-pager'><a class='blog-pager-newer-link'>Newer Post</a><a class='blog-pager-older-link'>Older Post</a><a>Home</a></div><div class='post-feeds'>Subscribe to: <a>Post Comments (Atom)</a></div></div></div></div><div class='column-right-inner'><aside><div class='widget BlogArchive'><h2>Blog Archive</h2><ul class='hierarchy'>{cards(s.teasers[:20])}</ul></div><div class='widget Profile'><h2>About Me</h2><dl class='profile-datablock'><dd class='profile-textblock'>Signalman, retired. I write about what passes.</dd></dl></div></aside></div></div></div></div></div></body></html>"""
    text = (*s.body[:3], s.subheads[0], *s.body[3:])
    return s.url, page, Gold(s.title, text, (s.authors[0],), s.published)


@layout("en", held=True)
def component_of_an_old_portal(v: Voice) -> tuple[str, str, Gold]:
    """An extension for an old portal system: toolbar, votes, intro and full text apart, "more in this category"."""
    s = v.story("www.karskcourier.example", 10, "/index.php/news/item/{n}-{slug}")
    page = f"""<!DOCTYPE html><html lang="en-gb"><head><base href="{s.url}"/><title>{esc(s.title)} - Karsk Courier</title>{meta(author=s.authors[0], generator="Joomla! - Open Source Content Management")}</head><body class="site com_k2 view-item itemid-101"><div id="t3-mainnav"><ul>{v.menu()}</ul></div><div id="t3-content"><div id="system-message-container"></div><span id="startOfPageId44"></span><div id="k2Container" class="itemView"><div class="itemHeader"><span class="itemDateCreated">{s.published:%A, %d %B %Y %H:%M}</span><h2 class="itemTitle">{esc(s.title)}</h2><span class="itemAuthor">Written by <a rel="author" href="/a">{s.authors[0]}</a></span></div><div class="itemToolbar"><ul><li><span class="itemTextResizerTitle">font size</span><a id="fontDecrease"><span>decrease font size</span></a><a id="fontIncrease"><span>increase font size</span></a></li><li><a class="itemPrintLink"><span>Print</span></a></li><li><a class="itemEmailLink"><span>Email</span></a></li></ul></div><div class="itemRatingBlock"><span>Rate this item</span><div class="itemRatingForm"><ul class="itemRatingList"><li>1</li><li>2</li></ul><div class="itemRatingLog">(3 votes)</div></div></div><div class="itemBody"><div class="itemImageBlock"><span class="itemImage"><a><img src="/i.jpg" alt="{esc(s.title)}"></a></span><span class="itemImageCaption">{esc(s.caption)}</span><span class="itemImageCredits">{s.credit}</span></div><div class="itemIntroText"><p>{esc(s.standfirst)}</p></div><div class="itemFullText">{paras(v, s.body[:4])}<p><strong>{s.subheads[0]}</strong></p>{paras(v, s.body[4:])}</div><div class="itemExtraFields"><h3>Additional Info</h3><ul><li><span class="itemExtraFieldsLabel">Rating:</span><span class="itemExtraFieldsValue">5</span></li></ul></div><div class="itemContentFooter"><span class="itemHits">Read <b>1203</b> times</span><span class="itemDateModified">Last modified on {s.modified:%A, %d %B %Y %H:%M}</span></div></div><div class="itemSocialSharing"><div class="itemTwitterButton"><a class="twitter-share-button">Tweet</a></div></div><div class="itemLinks"><div class="itemCategory"><span>Published in</span> <a>News</a></div><div class="itemTagsBlock"><span>Tagged under</span><ul class="itemTags"><li><a>harbour</a></li><li><a>works</a></li></ul></div></div><div class="itemAuthorBlock"><div class="itemAuthorDetails"><h3 class="itemAuthorName"><a rel="author">{s.authors[0]}</a></h3><p>{s.authors[0]} has covered the courts and the quays of the region since the paper was founded, and keeps bees.</p></div></div><div class="itemAuthorLatest"><h3>Latest from {s.authors[0]}</h3><ul>{cards(s.teasers[:5])}</ul></div><div class="itemRelated"><h3>Related items</h3><ul>{_excerpts(v, s.teasers[5:8], '<li><a class="itemRelTitle" href="/{n}">{t}</a><div class="itemRelIntrotext"><p>{x}</p></div></li>')}</ul></div><div class="itemNavigation"><span class="itemNavigationTitle">More in this category:</span> <a class="itemPrevious">« {esc(s.teasers[8])}</a></div><div class="itemBackToTop"><a>back to top</a></div></div></div><div class="t3-sidebar"><div class="module"><h3>Popular</h3>{_excerpts(v, s.teasers[9:13], '<li><a class="moduleItemTitle" href="/{n}">{t}</a><div class="moduleItemIntrotext">{x}</div></li>')}</div></div></body></html>"""
    text = (s.standfirst, *s.body[:4], s.subheads[0], *s.body[4:])
    return s.url, page, Gold(s.title, text, (s.authors[0],), s.published, s.standfirst)


@layout("en", held=True)
def brief_with_many_comments(v: Voice) -> tuple[str, str, Gold]:
    """A short item in a wrapper that is named for its sidebar, under it comments that are twenty times as long."""
    s = v.story("tamsinweekly.example", 3, "/{d}/{slug}/")
    page = f"""<!DOCTYPE html><html lang="en-US"><head><title>{esc(s.title)} | Tamsin Weekly</title>{og(title=s.title, site_name="Tamsin Weekly", article__published_time=iso(s.published))}</head><body class="single has-sidebar sidebar-right"><div class="topbar"><p>Tamsin, 14 degrees, light rain from the west</p></div><div id="page"><div class="inner-wrap with-sidebar clearfix"><div class="left-col has-comments"><article class="type-post"><div class="above-entry-meta"><span class="cat-links"><a rel="category tag">Council</a></span></div><header><h1 class="entry-title">{esc(s.title)}</h1></header><div class="below-entry-meta"><span class="posted-on"><time datetime="{iso(s.published)}">{s.published:%d/%m/%Y}</time></span><span class="author vcard"><a>{s.authors[0]}</a></span><span class="comments"><a>31 Comments</a></span></div><div class="entry-content clearfix">{paras(v, s.body)}<div class="heateor_sss_sharing_container"><div class="heateor_sss_sharing_title">Spread the love</div></div></div></article><ul class="default-wp-page"><li class="previous"><a>← {esc(s.teasers[0])}</a></li></ul><div id="comments" class="comments-area"><h3 class="comments-title">31 thoughts on “<span>{esc(s.title)}</span>”</h3><ul class="comment-list">{_says(v, 31, '<li class="comment"><div id="div-comment-{n}" class="comment-body"><div class="comment-author vcard"><cite class="fn">{who}</cite></div><div class="comment-meta">at 5:14 pm</div><p>{t}</p><div class="reply"><a>Reply</a></div></div></li>')}</ul></div></div><div id="secondary"><aside class="widget widget_text"><p>The Weekly is made by nine people above the old bakery, and printed on Thursdays since 1887.</p></aside></div></div></div></body></html>"""
    return s.url, page, Gold(s.title, tuple(s.body), (s.authors[0],), s.published)


@layout("en", held=True)
def wire_of_releases(v: Voice) -> tuple[str, str, Gold]:
    """A distributor of releases: dateline in spans, a table of figures, bullets, "About", contact, more from this source."""
    s = v.story("www.releasewire.example", 7, "/news-releases/{slug}-{n}.html")
    rows = [
        ("Quarter", "Grain, tonnes", "Passengers"),
        ("First", "11,204", "98,310"),
        ("Second", "12,877", "121,002"),
        ("Third", "9,015", "143,871"),
    ]
    points = [
        "Revenue of 41.2 million crowns, up 8 percent",
        "Two new ferries ordered, with an option for a third",
        "Night service to be restored before the winter timetable",
    ]
    about = "Northern Rail and Ferry runs trains, ferries and two lighthouses. It has 1,900 employees and is owned by the towns that it serves."
    page = f"""<!DOCTYPE html><html lang="en"><head><title>{esc(s.title)}</title>{og(title=s.title, site_name="ReleaseWire", description=s.body[0][:150])}{meta(date=iso(s.published), author="Northern Rail and Ferry")}</head><body><header class="navbar"><a>Send a Release</a><nav>{v.menu('<a href="/{n}">{t}</a>')}</nav></header><main id="main"><article class="news-release static-link-color"><header class="container release-header"><div class="row detail-headline"><div class="col-sm-8"><h1>{esc(s.title)}</h1></div></div><div class="row"><div class="col-md-8"><div class="row"><div class="col-lg-8"><p><strong>News provided by</strong></p><a href="/n"><strong>Northern Rail and Ferry</strong></a>&nbsp;<p class="mb-no">{s.published:%b %d, %Y, %H:%M} ET</p></div><div class="col-lg-4 swipe-left"><p><strong>Share this article</strong></p></div></div></div></div></header><section class="release-body container"><div class="row"><div class="col-lg-10 col-lg-offset-1"><p><b>{esc(s.standfirst)}</b></p><p><span class="legendSpanClass"><span class="xn-location">VARNHOLM</span></span>, <span class="legendSpanClass"><span class="xn-chron">March 3, 2026</span></span> /ReleaseWire/ -- {esc(s.body[0])}</p>{paras(v, s.body[1:3])}<p>Highlights of the quarter:</p><ul type="disc">{"".join(f"<li>{p}</li>" for p in points)}</ul><div class="table-responsive"><table class="prntblns"><tbody>{"".join("<tr>" + "".join(f'<td class="prngen2"><p class="prnews_p"><span class="prnews_span">{c}</span></p></td>' for c in row) + "</tr>" for row in rows)}</tbody></table></div>{paras(v, s.body[3:])}<p><b>About Northern Rail and Ferry</b></p><p>{about}</p><p class="contact-line"><b>Media Contact:</b> press@nrf.example, +00 555 0100</p><p><a href="/logo"><img src="/logo.png" alt="NRF Logo"></a></p></div></div></section><section class="container release-footer"><h3>Related Links</h3><p><a href="http://nrf.example">http://nrf.example</a></p></section></article><div class="also-from"><h2>Also from this source</h2>{_excerpts(v, s.teasers[:4], '<div class="card col-view"><a href="/{n}"><h3>{t}</h3></a><p>{x}</p></div>')}</div></main><footer><p>Contact ReleaseWire 888-555-0100 from 9 AM to 7 PM ET</p></footer></body></html>"""
    text = (
        s.standfirst,
        f"VARNHOLM, March 3, 2026 /ReleaseWire/ -- {s.body[0]}",
        *s.body[1:3],
        "Highlights of the quarter:",
        *points,
        *(" ".join(row) for row in rows),
        *s.body[3:],
        "About Northern Rail and Ferry",
        about,
    )
    return s.url, page, Gold(s.title, text, ("Northern Rail and Ferry",), s.published, s.standfirst)


@layout("en", held=True)
def gallery_of_slides(v: Voice) -> tuple[str, str, Gold]:
    """A gallery whose words under the pictures are the article: headings, captions of two sentences, counters, credits."""
    s = v.story("www.holmmagazine.example", 12, "/gallery/{slug}")
    slides = "".join(
        f'<div class="gallery-slide" data-index="{n}"><div class="gallery-slide__media"><img data-src="/{n}.jpg" alt="slide {n}"><span class="image-credit">{s.credit}/Holm Pictures</span></div><div class="gallery-slide__counter">{n + 1} of 9</div><h2 class="gallery-slide__title">{esc(h)}</h2><div class="gallery-slide__caption"><p>{esc(t)}</p></div></div>'
        + ('<div class="ad-slide"><div>Advertisement</div></div>' if n % 3 == 2 else "")
        for n, (h, t) in enumerate(zip(s.teasers[:9], s.body[2:11], strict=True))
    )
    page = f"""<!DOCTYPE html><html lang="en"><head><title>{esc(s.title)} | Holm Magazine</title>{ld({"@context": "https://schema.org", "@type": "NewsArticle", "headline": s.title, "datePublished": iso(s.published), "author": {"@type": "Person", "name": s.authors[0]}})}{og(title=s.title)}</head><body><div class="nav-drawer"><ul>{v.menu()}</ul></div><main class="gallery-page"><div class="gallery-header"><a class="eyebrow">Places</a><h1>{esc(s.title)}</h1><div class="dek"><p>{esc(s.standfirst)}</p></div><div class="byline-wrap">By <a class="byline-name">{s.authors[0]}</a></div><time>{s.published:%B %-d, %Y}</time></div><div class="gallery-intro">{paras(v, s.body[:2])}</div><div class="gallery-slides">{slides}</div><div class="gallery-outro">{paras(v, s.body[11:])}</div></main><section class="recirc-river"><h2>More from Holm</h2>{_excerpts(v, s.teasers[10:16], '<div class="river-item"><h3><a href="/{n}">{t}</a></h3><p>{x}</p></div>')}</section></body></html>"""
    pairs = [line for pair in zip(s.teasers[:9], s.body[2:11], strict=True) for line in pair]
    return (
        s.url,
        page,
        Gold(s.title, (s.standfirst, *s.body[:2], *pairs, *s.body[11:]), (s.authors[0],), s.published, s.standfirst),
    )


@layout("en", held=True)
def live_with_an_article_each(v: Voice) -> tuple[str, str, Gold]:
    """A live page: a lede and a summary list, then an `article` per post with its own heading, time and author."""
    s = v.story("coastlive.example", 18, "/live/{slug}")
    posts = "".join(
        f'<article class="lb-post" id="post-{n}"><header><time datetime="{iso(s.modified)}">{s.modified:%H.%M} GMT</time><h2 class="lb-post__title">{esc(h)}</h2><div class="lb-author"><img src="/a.jpg"><span>{s.authors[1]}</span></div></header><div class="lb-post__body">{paras(v, [t, u])}</div><div class="lb-post__share"><a>Share</a><a>Facebook</a></div></article>'
        for n, (h, t, u) in enumerate(zip(s.teasers[:7], s.body[3:10], s.body[10:17], strict=True))
    )
    points = [v.fill(v.one("frames")) for _ in range(4)]
    page = f"""<!DOCTYPE html><html lang="en"><head><title>{esc(s.title)} – as it happened | Coast Live</title>{og(title=s.title + " – as it happened", site_name="Coast Live", article__published_time=iso(s.published))}{ld({"@context": "https://schema.org", "@type": "LiveBlogPosting", "headline": s.title, "datePublished": iso(s.published), "author": [{"@type": "Person", "name": s.authors[0]}]})}</head><body><header><nav>{v.menu('<a href="/{n}">{t}</a>')}</nav></header><main><div class="lb-head"><h1>{esc(s.title)}</h1><div class="lb-lede">{paras(v, s.body[:3])}</div><div class="lb-by">{s.authors[0]} and {s.authors[1]}</div></div><div class="lb-cols"><div class="lb-keys"><h2>Key events</h2><ul>{"".join(f"<li>{esc(p)}</li>" for p in points)}</ul></div><div class="lb-feed">{posts}<button>Load older posts</button></div></div></main><footer><p>© Coast Live</p></footer></body></html>"""
    posted = [line for h, t, u in zip(s.teasers[:7], s.body[3:10], s.body[10:17], strict=True) for line in (h, t, u)]
    return s.url, page, Gold(s.title, (*s.body[:3], "Key events", *points, *posted), tuple(s.authors[:2]), s.published)


@layout("en", held=True)
def clip_with_two_sentences(v: Voice) -> tuple[str, str, Gold]:
    """A video page: two sentences below a player, an endless list of other clips with lengths and first lines."""
    s = v.story("www.channelfour-eskel.example", 2, "/video/{n}/{slug}")
    words = s.body[0] + " " + s.body[1]
    page = f"""<!DOCTYPE html><html lang="en"><head><title>{esc(s.title)} | Video | Channel Eskel</title>{ld({"@context": "https://schema.org", "@type": "VideoObject", "name": s.title, "description": words, "uploadDate": iso(s.published), "duration": "PT2M11S"})}{og(title=s.title, type="video.other", description=words)}</head><body><div class="ribbon">{v.menu('<span><a href="/{n}">{t}</a></span>')}</div><div class="video-stage"><div class="player" data-mcp-id="88"><div class="player-loading">Loading video</div><div class="captions-settings"><span>Text Color</span><span>White</span><span>Font Size</span><span>100%</span></div></div></div><div class="video-info"><h1>{esc(s.title)}</h1><p class="video-meta"><span>02:11</span> • <span>{s.published:%B %-d, %Y}</span></p><p class="video-description">{esc(words)}</p></div><div class="tabs"><ul><li>Up Next</li><li>Top Stories</li></ul></div><div class="list">{_excerpts(v, s.teasers[:20], '<div class="list-item"><a href="/video/{n}"><img alt=""><span class="dur">1:32</span><h3>{t}</h3></a><p>{x}</p></div>')}</div><div class="foot"><p>Channel Eskel may share information about your visit with partners in accordance with our Privacy Notice.</p></div></body></html>"""
    return s.url, page, Gold(s.title, (words,), (), s.published.date())


@layout("en", held=True)
def builder_with_paragraph_boxes(v: Voice) -> tuple[str, str, Gold]:
    """A drag-and-drop builder: each box of text is a div of breaks, headings between in h2, comments link and date above."""
    s = v.story("eskelsailors.example", 12, "/news/{slug}")
    boxes = [s.body[0:3], s.body[3:7], s.body[7:12]]
    page = f"""<!DOCTYPE html><html lang="en"><head><title>{esc(s.title)} - ESKEL SAILORS' CLUB</title>{og(title=s.title, site_name="ESKEL SAILORS' CLUB")}</head><body class="no-header-page wsite-theme-light wsite-page-news"><div id="header-wrap"><span class="wsite-logo"><a href="/"><span id="wsite-title">ESKEL SAILORS' CLUB</span></a></span><div class="nav desktop-nav"><ul class="wsite-menu-default">{v.menu('<li class="wsite-menu-item-wrap"><a class="wsite-menu-item" href="/{n}">{t}</a></li>')}</ul></div></div><div id="main-wrap"><div id="wsite-content" class="wsite-elements"><div class="wsite-section-wrap"><div class="wsite-section-elements"><table id="blogTable" style="border:0;"><tr><td valign="top"><div id="442-blog" class="blog-body"><div id="blog-post-77" class="blog-post"><div class="blog-header"><h2 class="blog-title"><a class="blog-title-link blog-link" href="{s.url}">{esc(s.title)}</a></h2><p class="blog-date"><span class="date-text">{s.published:%-d/%-m/%Y}</span></p><p class="blog-comments"><a class="blog-link">2 Comments</a></p><div class="blog-social"><div class="fb-like"></div></div><div style="clear:both"></div></div><div class="blog-separator"></div><div class="blog-content"><div><div class="wsite-image"><a><img src="/p.jpg" alt="Picture"></a><div style="display:block;font-size:90%"></div></div></div><div class="paragraph">{"<br /><br />".join(map(esc, boxes[0]))}</div><h2 class="wsite-content-title">{s.subheads[0]}</h2><div class="paragraph" style="text-align:left;"><span>{"<br><br>".join(map(esc, boxes[1]))}</span></div><div><div style="height: 20px; overflow: hidden;"></div><hr class="styled-hr"></div><div class="paragraph"><font size="3">{"<br>&nbsp;<br>".join(map(esc, boxes[2]))}</font></div><blockquote>The sea does not read our plans, but it keeps our appointments.</blockquote></div><div class="blog-comments-bottom"><a>2 Comments</a></div><div id="comments"><div class="blog-comment-area"><h2>2 Comments</h2>{_says(v, 6, '<div class="blog-comment"><div class="blog-comment-author">{who}</div><div class="blog-comment-text"><p>{t}</p></div></div>')}</div></div></div></div></td><td id="blog-sidebar"><h2 class="blog-author-title">Author</h2><p>Write something about yourself. No need to be fancy, just an overview.</p><h2 class="blog-archive-title">Archives</h2><p class="blog-archive-list"><a>March 2026</a></p></td></tr></table></div></div></div></div></body></html>"""
    text = (
        *boxes[0],
        s.subheads[0],
        *boxes[1],
        *boxes[2],
        "The sea does not read our plans, but it keeps our appointments.",
    )
    return s.url, page, Gold(s.title, text, (), s.published.date())


@layout("en", held=True)
def office_of_an_intranet_kind(v: Voice) -> tuple[str, str, Gold]:
    """A ministry on an office suite's server: generated ids, zero-width marks, divs and breaks in a control's wrapper."""
    s = v.story("www.works.gov.example", 9, "/Pages/{slug}.aspx")
    page = f"""<!DOCTYPE html><html lang="en-us" dir="ltr"><head><meta name="GENERATOR" content="Microsoft SharePoint"/><title>
	{esc(s.title)}
</title></head><body onhashchange="if (typeof(_spBodyOnHashChange) != 'undefined') _spBodyOnHashChange();"><form method="post" action="./x.aspx" id="aspnetForm"><div class="aspNetHidden"><input type="hidden" name="__VIEWSTATE" value="/wEPDwU"/></div><script>//<![CDATA[
var g_x=1;//]]></script><div id="s4-workspace"><div id="s4-bodyContainer"><div id="top"><noscript><div class="noindex">You may be trying to access this site from a secured browser on the server. Please enable scripts and reload this page.</div></noscript><div class="ms-core-navigation"><ul>{v.menu('<li class="static"><a class="static menu-item" href="/{n}"><span class="menu-item-text">{t}</span></a></li>')}</ul></div></div><div id="contentBox"><a name="mainContent"></a><div id="DeltaPlaceHolderMain"><div class="news-article-page"><div class="article-header-title"><h1>{esc(s.title)}</h1></div><div class="article-date">{s.published:%d/%m/%Y}</div><div id="ctl00_PlaceHolderMain_ctl02_label" style="display:none">Page Content</div><div id="ctl00_PlaceHolderMain_ctl02__ControlWrapper_RichHtmlField" class="ms-rtestate-field" style="display:inline" aria-labelledby="ctl00_PlaceHolderMain_ctl02_label"><p>\u200b{esc(s.body[0])}</p><div>{esc(s.body[1])}</div><div>\u200b</div><div>{esc(s.body[2])}<br/></div><div><br/></div><h3 class="ms-rteElement-H3">{s.subheads[0]}</h3><div style="text-align:justify"><span style="font-family:calibri">{esc(s.body[3])}</span></div><p style="margin:0cm 0cm 10pt"><span lang="EN-GB">{esc(s.body[4])}</span></p><ul style="list-style-type:disc"><li><span>{esc(s.body[5])}</span></li><li><span>{esc(s.body[6])}</span></li></ul><p>{esc(s.body[7])}</p><p>{esc(s.body[8])}\u200b\u200b</p></div><div class="rate"><span>Was this page useful?</span><input type="radio"> Yes <input type="radio"> No</div></div><div class="ms-webpart-zone"><h2>Latest News</h2>{_excerpts(v, s.teasers[:4], '<div class="news-item"><a href="/{n}">{t}</a><div>{x}</div></div>')}</div></div></div></div></div><div id="s4-footer">Last updated {s.modified:%d %B %Y}. This site is best viewed in any browser made after 2009.</div></form></body></html>"""
    text = (*s.body[:3], s.subheads[0], *s.body[3:])
    return s.url, page, Gold(s.title, text, (), s.published.date())


@layout("de", held=True)
def de_regional_group(v: Voice) -> tuple[str, str, Gold]:
    """A group of regional papers: place before the text, summary bullets by a machine, agency mark at the end, long notes on comments."""
    s = v.story("www.eskelpost.example", 11, "/lokales/{slug}-{n}.html")
    page = f"""<!DOCTYPE html><html lang="de"><head><title>{esc(s.title)} - Eskelpost</title>{og(title=s.title, site_name="Eskelpost", article__published_time=iso(s.published), article__modified_time=iso(s.modified))}{meta(author=s.authors[0])}</head><body><div id="consent"><p>Mit Werbung weiterlesen: Besuchen Sie unsere Seite wie gewohnt mit Werbung und üblichem Tracking.</p></div><div class="id-Site"><header class="id-Site-header"><ul>{v.menu()}</ul></header><main class="id-Site-content"><article class="id-Article"><div class="id-Article-breadcrumb"><a>Startseite</a> <a>Lokales</a></div><header class="id-Article-header"><h1><span class="id-Headline">{esc(s.title)}</span></h1><p class="id-Article-meta">Stand: {s.modified:%d.%m.%Y, %H:%M} Uhr</p><p class="id-Article-authors">Von: <a rel="author">{s.authors[0]}</a></p><div class="id-SharebarWrap"><span>Kommentare</span><span>Drucken</span><span>Teilen</span></div></header><div class="id-Article-media"><figure><img src="/l.jpg"><figcaption>{esc(s.caption)} © {s.credit}</figcaption></figure></div><p class="id-Article-content-item id-Article-content-item-leadtext id-Article-leadtext">{esc(s.standfirst)}</p><p class="id-Article-content-item id-Article-content-item-paragraph">Varnholm – {esc(s.body[0])}</p>{paras(v, s.body[1:4], '<p class="id-Article-content-item id-Article-content-item-paragraph">{t}</p>')}<div class="id-Article-content-item id-Article-content-item-recommendation"><div class="id-Recommendation"><span>Lesen Sie auch</span>{_excerpts(v, s.teasers[:2], '<a href="/{n}"><b>{t}</b></a><p>{x}</p>')}</div></div><h2 class="id-Article-content-item id-Article-content-item-headline">{s.subheads[0]}</h2>{paras(v, s.body[4:8], '<p class="id-Article-content-item id-Article-content-item-paragraph">{t}</p>')}<div class="id-Article-content-item id-Article-content-item-newsletter"><p>Mein Varnholm am Morgen: Alles, was heute wichtig ist, im kostenlosen Newsletter.</p></div>{paras(v, s.body[8:], '<p class="id-Article-content-item id-Article-content-item-paragraph">{t}</p>')}<p class="id-Article-content-item id-Article-content-item-paragraph">(<em>mw/dpa</em>)</p><p class="id-Article-content-item id-Article-content-item-rubric">Rubriklistenbild: © {s.credit}</p></article><section class="id-Comments"><h3>Kommentare</h3><p>Liebe Leserinnen, liebe Leser, wir bitten um Verständnis, dass es im Unterschied zu vielen anderen Artikeln auf unserem Portal unter diesem Artikel keine Kommentarfunktion gibt. Bei einzelnen Themen behält sich die Redaktion vor, die Kommentarmöglichkeiten einzuschränken.</p></section><section class="id-TeaserList"><h2>Meistgelesen</h2>{_excerpts(v, s.teasers[3:8], '<div class="id-Teaser"><a href="/{n}"><h3>{t}</h3><p>{x}</p></a></div>')}</section></main></div></body></html>"""
    text = (s.standfirst, f"Varnholm – {s.body[0]}", *s.body[1:4], s.subheads[0], *s.body[4:])
    return s.url, page, Gold(s.title, text, (s.authors[0],), s.published, s.standfirst, s.modified)


@layout("es", held=True)
def es_daily_with_a_wall_of_words(v: Voice) -> tuple[str, str, Gold]:
    """A daily: text in an unnamed div of a data region, then a wall explaining shared accounts in four paragraphs."""
    s = v.story("elpaisdelpuerto.example", 10, "/economia/{d}/{slug}.html")
    wall = (
        "Tu suscripción se está usando en otro dispositivo",
        "¿Quieres añadir otro usuario a tu suscripción?",
        "Si continúas leyendo en este dispositivo, no se podrá leer en el otro.",
        "Si quieres compartir tu cuenta, cambia tu suscripción a la modalidad Premium, así podrás añadir otro usuario. Cada uno accederá con su propia cuenta de email, lo que os permitirá personalizar vuestra experiencia.",
        "En el caso de no saber quién está usando tu cuenta, te recomendamos cambiar tu contraseña aquí.",
    )
    page = f"""<!DOCTYPE html><html lang="es"><head><title>{esc(s.title)} | Economía | EL PAÍS DEL PUERTO</title>{og(title=s.title, site_name="El País del Puerto", description=s.standfirst, article__published_time=iso(s.published))}{meta(author=s.authors[0])}</head><body class="salida_articulo"><header class="x _g"><nav><ul>{v.menu()}</ul></nav></header><main><article class="a _g _g-lg"><header class="a_e _g"><div class="a_e_txt _df"><a class="a_k_n">puertos</a><h1 class="a_t">{esc(s.title)}</h1><h2 class="a_st">{esc(s.standfirst)}</h2></div><figure class="a_e_m"><img src="/f.jpg"><figcaption class="a_m_p"><span>{esc(s.caption)}</span><span class="a_m_m">{s.credit}</span></figcaption></figure></header><div class="a_md"><div class="a_md_txt"><div class="a_md_a"><a href="/autor">{s.authors[0]}</a></div><div class="a_md_l">Varnholm</div><div class="a_md_f"><time datetime="{iso(s.published)}">{s.published:%d %b %Y - %H:%M}</time></div></div><div class="w_rs"><ul><li><span>Compartir en Whatsapp</span></li></ul></div></div><div class="a_c clearfix" data-dtm-region="articulo_cuerpo">{paras(v, s.body[:4], '<p class="">{t}</p>')}<section class="ext more-info"><header><h3>Más información</h3></header><div><article><h4><a href="/1">{esc(s.teasers[0])}</a></h4></article></div></section>{paras(v, s.body[4:7], '<p class="">{t}</p>')}<h3 class="">{s.subheads[0]}</h3>{paras(v, s.body[7:], '<p class="">{t}</p>')}<p class=""><i>Sigue toda la información de </i><a href="/f"><i>Economía</i></a><i> en Facebook y X, o en nuestra newsletter semanal</i></p></div><div class="sc-wall"><div class="wl">{"".join(f"<p>{w}</p>" for w in wall)}</div></div><section class="a_ai"><h3>Sobre la firma</h3><div><a>{s.authors[0]}</a><div>Es redactora de la sección de Economía desde 2011. Antes trabajó en la radio y en una agencia. Licenciada en Periodismo.</div></div></section><div class="a_tags"><h3>Archivado En</h3><ul><li><a>Puertos</a></li></ul></div></article><aside><h2>Lo más visto</h2><ol>{cards(s.teasers[1:8])}</ol></aside></main></body></html>"""
    text = (s.standfirst, *s.body[:7], s.subheads[0], *s.body[7:])
    return s.url, page, Gold(s.title, text, (s.authors[0],), s.published, s.standfirst)


@layout("ko", held=True)
def ko_portal_of_agencies(v: Voice) -> tuple[str, str, Gold]:
    """A Korean portal: text nodes and breaks, scripts between, picture captions in em, reporter's mail, copyright line."""
    s = v.story("n.news.port.example", 9, "/article/001/{n}")
    page = f"""<!DOCTYPE html><html lang="ko"><head><title>{esc(s.title)}</title>{og(title=s.title, type="article", site_name="항구뉴스", article__author="한빛통신 | 포트뉴스")}</head><body><div id="u_skip"><a>본문 바로가기</a></div><div class="Nlnb">{v.menu('<li><a href="/{n}"><span>{t}</span></a></li>')}</div><div id="ct_wrap"><div id="ct"><div class="media_end_head go_trans"><div class="media_end_head_title"><h2 id="title_area" class="media_end_head_headline"><span>{esc(s.title)}</span></h2></div><div class="media_end_head_info"><span>입력</span><span class="media_end_head_info_datestamp_time" data-date-time="{s.published:%Y-%m-%d %H:%M:%S}">{s.published:%Y.%m.%d. %H:%M}</span></div></div><div id="contents" class="newsct_body"><div class="newsct_article _article_body" id="newsct_article"><article id="dic_area" class="go_trans _article_content"><strong class="media_end_summary">{esc(s.standfirst)}</strong><br><br><span class="end_photo_org"><div class="nbd_im_w"><img id="img1" data-src="/1.jpg"></div><em class="img_desc">{esc(s.caption)} [한빛통신 자료사진]</em></span>(바른홀름=한빛통신) {esc(s.body[0])}<br><br>{"<br><br>".join(map(esc, s.body[1:5]))}<br><br><script>var adx = 1;</script>{"<br><br>".join(map(esc, s.body[5:]))}<br><br>hanbit@news.example<br></article></div><div class="byline"><p class="byline_p"><span class="byline_s">김민준 기자 (hanbit@news.example)</span></p></div><div class="copyright"><p class="c_text">Copyright ⓒ 한빛통신. All rights reserved. 무단 전재 및 재배포 금지.</p></div><div class="media_end_categorize">이 기사는 언론사에서 <em>경제</em> 섹션으로 분류했습니다.</div></div><div class="ranking"><h3>한빛통신 언론사가 직접 선정한 이슈</h3>{_excerpts(v, s.teasers[:6], '<li><a href="/{n}"><strong>{t}</strong><p>{x}</p></a></li>')}</div></div></div></body></html>"""
    text = (s.standfirst, f"(바른홀름=한빛통신) {s.body[0]}", *s.body[1:])
    return s.url, page, Gold(s.title, text, (), s.published, s.standfirst)


@layout("zh", held=True)
def zh_channel_in_an_app(v: Voice) -> tuple[str, str, Gold]:
    """A Chinese app's public channel: body hidden until scripts run, sections in sections, a call to follow, old posts below."""
    s = v.story("mp.haigang.example", 9, "/s/{slug}")

    def part(text: str) -> str:
        return f'<section style="margin: 0px 8px; line-height: 1.75em;"><section data-mpa-template="t"><p style="text-align: justify;"><span style="font-size: 15px;letter-spacing: 1px;">{esc(text)}</span></p></section></section><section style="line-height: 1.75em;"><br></section>'

    page = f"""<!DOCTYPE html><html><head><meta charset="utf-8"><meta property="og:title" content="{esc(s.title)}"/><meta property="og:site_name" content="海港平台"/><meta property="twitter:creator" content="海港观察"/><title></title></head><body id="activity-detail" class="zh_CN"><div id="js_article" class="rich_media"><div class="rich_media_inner"><div id="page-content" class="rich_media_area_primary"><div class="rich_media_area_primary_inner"><div id="img-content" class="rich_media_wrp"><h1 class="rich_media_title" id="activity-name">{esc(s.title)}</h1><div id="meta_content" class="rich_media_meta_list"><span class="rich_media_meta rich_media_meta_nickname" id="profileBt"><a href="javascript:void(0);" id="js_name">海港观察</a></span> <em id="publish_time" class="rich_media_meta rich_media_meta_text"></em></div><div class="rich_media_content" id="js_content" style="visibility: hidden;"><section><p style="text-align: center;"><span style="color: #888;">点击上方蓝字关注我们</span></p></section><p><img class="rich_pages" data-src="/1.jpg"></p>{"".join(map(part, s.body[:4]))}<section style="text-align: center;"><strong><span style="color: rgb(0, 82, 255);">{s.subheads[0]}</span></strong></section>{"".join(map(part, s.body[4:]))}<section><p style="text-align: center;">往期推荐</p><p><a href="/a">{esc(s.teasers[0])}</a></p><p><a href="/b">{esc(s.teasers[1])}</a></p></section></div></div></div></div></div></div><script>var msg_title = 'x';</script></body></html>"""
    text = (*s.body[:4], s.subheads[0], *s.body[4:])
    return s.url, page, Gold(s.title, text, (), None)


@layout("en", held=True)
def questions_and_answers_in_one(v: Voice) -> tuple[str, str, Gold]:
    """An interview: question in bold and answer in one paragraph, parted by a break; a list of linked names; sponsored box."""
    s = v.story("www.eskelarts.example", 10, "/interviews/{slug}")
    asked = [
        "How did it begin?",
        "And the money?",
        "Who told you to stop?",
        "Would you do it again?",
        "What will they say in ten years?",
        "Is the harbour still yours?",
    ]
    body = "".join(f"<p><strong>{q}</strong><br />{esc(t)}</p>" for q, t in zip(asked, s.body[2:8], strict=True))
    people = [v.person() for _ in range(8)]
    page = f"""<!DOCTYPE html><html lang="en"><head><title>Interview: {esc(s.title)} — Eskel Arts</title>{og(title=s.title, site_name="Eskel Arts", article__published_time=iso(s.published))}</head><body><header id="top"><a href="/">Eskel Arts</a><ul>{v.menu()}</ul></header><section id="main"><div class="grid"><div class="col-8"><h1>{esc(s.title)}</h1><p class="meta">Words <a href="/people/1">{s.authors[0]}</a> · {s.published:%-d %B %Y}</p><div class="copy">{paras(v, s.body[:2])}{body}<p>The players of the season were:</p><ul>{"".join(f'<li><a href="/people/{n}">{p}</a></li>' for n, p in enumerate(people))}</ul>{paras(v, s.body[8:])}</div><div class="presented"><p>In partnership with</p><a href="/bank"><img alt="Bank of the Islands"></a></div></div><div class="col-4"><h4>What's on</h4>{_excerpts(v, s.teasers[:6], '<div class="ev"><a href="/ev/{n}">{t}</a><p>{x}</p></div>')}</div></div></section></body></html>"""
    pairs = [line for pair in zip(asked, s.body[2:8], strict=True) for line in pair]
    return (
        s.url,
        page,
        Gold(
            s.title,
            (*s.body[:2], *pairs, "The players of the season were:", *people, *s.body[8:]),
            (s.authors[0],),
            s.published,
        ),
    )


@layout("en", held=True)
def first_page_of_three(v: Voice) -> tuple[str, str, Gold]:
    """A theme that splits posts: page links inside the content, "continue on page 2", a newsletter pop-up in the text."""
    s = v.story("thedepot.example", 8, "/{slug}/")
    page = f"""<!DOCTYPE html><html lang="en-US"><head><title>{esc(s.title)} - The Depot</title>{ld({"@context": "https://schema.org", "@graph": [{"@type": "Article", "headline": s.title, "datePublished": iso(s.published), "author": {"name": s.authors[0]}}]})}{og(title=s.title, site_name="The Depot")}</head><body class="td-standard-pack"><div id="td-outer-wrap"><div class="td-header-wrap"><ul class="sf-menu">{v.menu()}</ul></div><div class="td-main-content-wrap td-container-wrap"><div class="td-container td-post-template-default"><div class="td-crumb-container"><div class="entry-crumbs"><a>Home</a> <a>Rail</a></div></div><div class="td-pb-row"><div class="td-pb-span8 td-main-content"><div class="td-ss-main-content"><article class="post type-post"><div class="td-post-header"><ul class="td-category"><li class="entry-category"><a>Rail</a></li></ul><header class="td-post-title"><h1 class="entry-title">{esc(s.title)}</h1><p class="td-post-sub-title">{esc(s.standfirst)}</p><div class="td-module-meta-info"><div class="td-post-author-name"><div class="td-author-by">By</div> <a>{s.authors[0]}</a></div> <span class="td-post-date"><time class="entry-date" datetime="{iso(s.published)}">{s.published:%B %-d, %Y}</time></span><div class="td-post-views"><span>1304</span></div></div></header></div><div class="td-post-sharing-top"><a>Facebook</a><a>Twitter</a></div><div class="td-post-content tagdiv-type"><div class="td-post-featured-image"><figure><img src="/a.jpg"><figcaption class="wp-caption-text">{esc(s.caption)}</figcaption></figure></div>{paras(v, s.body[:3])}<div class="td-a-rec td-a-rec-id-content_inline"><span class="td-adspot-title">- Advertisement -</span><div class="adsbygoogle"></div></div>{paras(v, s.body[3:5])}<div class="mc4wp-form"><p>Get one slow train a week, straight to your inbox.</p><form><input type="email"></form></div><h3>{s.subheads[0]}</h3>{paras(v, s.body[5:])}<p><em>Continued on the next page...</em></p><div class="page-nav page-nav-post td-pb-padding-side"><div>1</div><a href="2/"><div>2</div></a><a href="3/"><div>3</div></a></div></div><footer><div class="td-post-source-tags"><ul class="td-tags"><li><span>TAGS</span></li><li><a>rail</a></li></ul></div><div class="td-block-row td-post-next-prev"><div class="td-post-prev-post"><span>Previous article</span><a>{esc(s.teasers[0])}</a></div></div><div class="td-author-box"><div class="td-author-name"><a>{s.authors[0]}</a></div><div class="td-author-description">A writer of timetables, and of the people who wait in them.</div></div></footer></article><div class="td_block_related_posts"><h4 class="td-related-title"><a>RELATED ARTICLES</a><a>MORE FROM AUTHOR</a></h4>{_excerpts(v, s.teasers[1:4], '<div class="td_module_related_posts"><h3 class="entry-title"><a href="/{n}">{t}</a></h3><div class="td-excerpt">{x}</div></div>')}</div></div></div></div></div></div></div></body></html>"""
    text = (s.standfirst, *s.body[:5], s.subheads[0], *s.body[5:])
    return s.url, page, Gold(s.title, text, (s.authors[0],), s.published, s.standfirst)


@layout("en", held=True)
def tables_in_tables(v: Voice) -> tuple[str, str, Gold]:
    """A site of the year 2000 still online: nested tables, paragraphs never closed, a box of links inside the text, no classes."""
    s = v.story("www.ostermere-voice.example", 10, "/stories/{n}/{slug}.shtml")
    open_p = "".join(f"<p>{esc(t)}\n" for t in s.body[3:])
    page = f"""<html><head><title>Ostermere Voice - {esc(s.title)}</title></head><body bgcolor=#ffffff text=#000000 link=#003399><table width=780 cellpadding=0 cellspacing=0 border=0 align=center><tr><td colspan=3><a href="/"><img src="/top.gif" width=780 height=80 border=0></a></td></tr><tr><td width=140 valign=top bgcolor=#eeeeee><table><tr><td><font size=1 face=Verdana>{v.menu('<a href="/{n}.shtml">{t}</a><br>')}</font></td></tr><tr><td><font size=1><b>Weather</b><br>Rain, later more rain, wind from the west at force six</font></td></tr></table></td><td width=480 valign=top><table width=100% cellpadding=8><tr><td><font face="Times New Roman" size=5><b>{esc(s.title)}</b></font><br><font size=2 face=Arial color=#666666>by {s.authors[0]}, {s.published:%B %-d, %Y}</font><hr size=1 noshade><font face="Times New Roman" size=3><p>{esc(s.body[0])}<p>{esc(s.body[1])}<table align=right width=180 bgcolor=#ffffcc cellpadding=4><tr><td><font size=1 face=Arial><b>Related stories</b><br>&#149; <a href="/1">{esc(s.teasers[0])}</a><br>&#149; <a href="/2">{esc(s.teasers[1])}</a></font></td></tr></table><p>{esc(s.body[2])}<p><b>{s.subheads[0]}</b>{open_p}</font><p><font size=1 face=Arial><a href="mailto:x">Email this story to a friend</a> | <a href="/p">Printer friendly version</a></font></td></tr></table></td><td width=160 valign=top><font size=1 face=Arial><b>Headlines</b><br>{cards(s.teasers[2:12], '<a href="/{n}">{t}</a><br><br>')}</font></td></tr><tr><td colspan=3 align=center><font size=1>Copyright &copy; 2003-2026 Ostermere Voice. Reproduction in whole or in part without permission is prohibited.</font></td></tr></table></body></html>"""
    text = (*s.body[:3], s.subheads[0], *s.body[3:])
    return s.url, page, Gold(s.title, text, (s.authors[0],), s.published.date())


@layout("ru", held=True)
def ru_component_of_news(v: Voice) -> tuple[str, str, Gold]:
    """A Russian office system: picture, date, title and text as bare nodes with breaks in one div, forms and lists around."""
    s = v.story("adm-varnholm.example", 8, "/about/info/news/{n}/")
    page = f"""<!DOCTYPE html><html xml:lang="ru" lang="ru"><head><title>{esc(s.title)}</title>{meta(keywords="администрация", description="Новости администрации")}</head><body><div id="panel"></div><div class="wrapper"><div class="header"><div class="logo">Администрация города Варнхольма</div>{v.menu('<div class="item"><a href="/{n}/">{t}</a></div>')}</div><div class="workarea"><div class="breadcrumb-navigation"><a>Главная</a> / <span>Новости</span></div><h1 id="pagetitle">{esc(s.title)}</h1><div class="content-text"><div class="news-detail"><img class="detail_picture" src="/u.jpg" title="{esc(s.title)}" /><span class="news-date-time">{s.published:%d.%m.%Y}</span><h3>{esc(s.title)}</h3>{esc(s.body[0])}<br /> <br /> {esc(s.body[1])}<br />\n<br />\n{esc(s.body[2])}<p style="text-align: justify;">{esc(s.body[3])}</p><p></p><div>{esc(s.body[4])}</div><br /><b>{s.subheads[0]}</b><br /> <br />{"<br /><br />".join(map(esc, s.body[5:]))}<div style="clear:both"></div><br />Количество показов: 812<br />Тип: Новость<br /></div><p><a href="/about/info/news/">Возврат к списку</a></p><div class="asd_share_buttons"><a>ВКонтакте</a></div></div></div><div class="sidebar-news"><div>Новости</div>{_excerpts(v, s.teasers[:6], '<div class="news-item"><a href="/{n}"><b>{t}</b></a><br>{x}</div>')}</div></div><div class="footer">© Администрация города Варнхольма, 2008-2026. Телефон горячей линии 8-800-555-01-00</div></body></html>"""
    text = (*s.body[:5], s.subheads[0], *s.body[5:])
    return s.url, page, Gold(s.title, text, (), s.published.date())


@layout("el", held=True)
def el_blog_of_news(v: Voice) -> tuple[str, str, Gold]:
    """A Greek site: read-also paragraphs in bold, source line, call to follow in a news service, related with excerpts."""
    s = v.story("limaninews.example", 9, "/{n}/{slug}/")
    page = f"""<!DOCTYPE html><html lang="el"><head><title>{esc(s.title)} | Limani News</title>{og(title=s.title, site_name="Limani News", article__published_time=iso(s.published))}</head><body class="single"><header><ul class="menu">{v.menu()}</ul></header><div class="main-section"><div class="row"><div class="col-lg-8"><div class="article-header"><div class="category"><a>Οικονομία</a></div><h1>{esc(s.title)}</h1><div class="lead-text">{esc(s.standfirst)}</div><div class="info"><span>{s.published:%d/%m/%Y • %H:%M}</span><span class="newsroom">Newsroom</span></div></div><figure><img src="/f.jpg"/></figure><div class="article-content entry-content">{paras(v, s.body[:3])}<p><strong>Διαβάστε επίσης: <a href="/x">{esc(s.teasers[0])}</a></strong></p>{paras(v, s.body[3:6])}<div class="code-block code-block-4"><div id="adman"></div></div><h2>{s.subheads[0]}</h2>{paras(v, s.body[6:])}<p><strong>Ακολουθήστε το <a href="/g">Limani News στο Google News</a> και μάθετε πρώτοι όλες τις ειδήσεις</strong></p><p>Πηγή: ΑΠΕ-ΜΠΕ</p></div><div class="tags"><a>λιμάνι</a><a>έργα</a></div><div class="fb-comments-box"><h4>Σχόλια</h4></div><div class="related-box"><h3>Σχετικά άρθρα</h3>{_excerpts(v, s.teasers[1:5], '<article><h4><a href="/{n}">{t}</a></h4><p>{x}</p></article>')}</div></div><div class="col-lg-4"><h3>Ροή ειδήσεων</h3>{cards(s.teasers[5:16], '<div class="roi"><time>12:40</time><a href="/{n}">{t}</a></div>')}</div></div></div><footer><p>Με την επιφύλαξη παντός δικαιώματος</p></footer></body></html>"""
    text = (s.standfirst, *s.body[:6], s.subheads[0], *s.body[6:])
    return s.url, page, Gold(s.title, text, (), s.published, s.standfirst)


@layout("en", held=True)
def notes_of_a_programmer(v: Voice) -> tuple[str, str, Gold]:
    """A static generator's blog: code in tables with line numbers, a table of contents, footnotes, edit links."""
    s = v.story("pumps.dev.example", 8, "/posts/{slug}/")
    code = ["for pump in pumps:", "    if pump.idle > 3:", "        pump.start(gently=True)"]
    listing = "\n".join(code)
    page = f"""<!DOCTYPE html><html lang="en"><head><title>{esc(s.title)} · pumps.dev</title>{meta(description=s.body[0][:140], generator="Hugo 0.80")}{og(title=s.title, type="article", article__published_time=iso(s.published))}</head><body class="colorscheme-auto"><main class="wrapper"><nav class="navigation"><section class="container"><a class="navigation-title" href="/">pumps.dev</a><ul class="navigation-list">{v.menu()}</ul></section></nav><div class="content"><section class="container post"><article><header><div class="post-title"><h1 class="title"><a class="title-link" href="{s.url}">{esc(s.title)}</a></h1></div><div class="post-meta"><div class="date"><span class="posted-on"><i class="fa fa-calendar"></i><time datetime="{iso(s.published)}">{s.published:%B %-d, %Y}</time></span><span class="reading-time"><i class="fa fa-clock-o"></i>7-minute read</span></div></div></header><div><nav id="TableOfContents"><ul><li><a href="#a">{s.subheads[0]}</a></li><li><a href="#b">{s.subheads[1]}</a></li></ul></nav>{paras(v, s.body[:2])}<h2 id="a">{s.subheads[0]} <a class="heading-link" href="#a"><i class="fa fa-link"></i></a></h2>{paras(v, s.body[2:4])}<div class="highlight"><div class="chroma"><table class="lntable"><tr><td class="lntd"><pre tabindex="0" class="chroma"><code><span class="lnt">1\n</span><span class="lnt">2\n</span><span class="lnt">3\n</span></code></pre></td><td class="lntd"><pre class="chroma"><code class="language-python" data-lang="python">{listing}</code></pre></td></tr></table></div></div><p>Run it twice and it says <code>already awake</code>, which is true of <em>most</em> pumps that I know.<sup id="fnref:1"><a href="#fn:1" class="footnote-ref">1</a></sup></p>{paras(v, s.body[4:6])}<h2 id="b">{s.subheads[1]}</h2><ol><li>Stop the old one.</li><li>Wait until the needle rests, then wait again as long.</li></ol>{paras(v, s.body[6:])}<section class="footnotes" role="doc-endnotes"><hr><ol><li id="fn:1"><p>The three in the cellar are deaf. <a href="#fnref:1" class="footnote-backref">↩︎</a></p></li></ol></section></div><footer><div id="disqus_thread"></div><noscript>Please enable JavaScript to view the comments powered by Disqus.</noscript></footer></article></section></div><footer class="footer"><section class="container">© 2019 - 2026 {s.authors[0]} · Powered by Hugo.</section></footer></main></body></html>"""
    text = (
        *s.body[:2],
        s.subheads[0],
        *s.body[2:4],
        *code,
        "Run it twice and it says already awake, which is true of most pumps that I know.",
        *s.body[4:6],
        s.subheads[1],
        "Stop the old one.",
        "Wait until the needle rests, then wait again as long.",
        *s.body[6:],
        "The three in the cellar are deaf.",
    )
    return s.url, page, Gold(s.title, text, (), s.published)


@layout("fa", held=True)
def fa_theme_with_quotes(v: Voice) -> tuple[str, str, Gold]:
    """A Persian site on a blog system: read-more boxes as quotations, short link, keywords, readers' words in divs below."""
    s = v.story("bandarpress.example", 9, "/{n}/{slug}/")
    page = f"""<!DOCTYPE html><html dir="rtl" lang="fa-IR"><head><title>{esc(s.title)} - بندر پرس</title>{og(title=s.title, site_name="بندر پرس", article__published_time=iso(s.published))}</head><body class="rtl post-template-default single"><div class="mnp-header"><ul>{v.menu()}</ul></div><div class="container"><div class="single-right"><div class="post-box"><span class="roo-titr">{s.subheads[1]}</span><h1 class="post-title">{esc(s.title)}</h1><div class="post-info"><span>{s.authors[0]}</span><span>کد خبر: {s.url.split("/")[3]}</span></div><div class="lid-text">{esc(s.standfirst)}</div><div class="post-content clearfix">{paras(v, s.body[:3], '<p style="text-align: justify;">{t}</p>')}<blockquote class="read-more-post"><p>بیشتر بخوانید:</p><p><a href="/x">{esc(s.teasers[0])}</a></p><p><a href="/y">{esc(s.teasers[1])}</a></p></blockquote>{paras(v, s.body[3:6], '<p style="text-align: justify;">{t}</p>')}<h3>{s.subheads[0]}</h3>{paras(v, s.body[6:], '<p style="text-align: justify;">{t}</p>')}<p>انتهای پیام/</p></div><div class="short-link-box"><input value="https://bandarpress.example/?p=1"></div><div class="keys"><a>بندر</a><a>گمرک</a></div></div><div class="nazar"><div class="nazar-title">دیدگاه‌ها</div>{_says(v, 6, '<div class="nazar-item"><b>{who}</b><div>{t}</div></div>')}</div></div><div class="single-left"><div>آخرین اخبار</div>{_excerpts(v, s.teasers[2:8], '<div class="item"><a href="/{n}">{t}</a><p>{x}</p></div>')}</div></div></body></html>"""
    text = (s.standfirst, *s.body[:6], s.subheads[0], *s.body[6:])
    return s.url, page, Gold(s.title, text, (s.authors[0],), s.published, s.standfirst)
