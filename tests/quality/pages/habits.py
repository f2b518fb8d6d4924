"""A fifth set, written beside the fourth and measured again after the rules were mended for that one alone."""

# ruff: noqa: E501 - markup and sentences stand as one line each

from __future__ import annotations

from tests.quality.pages.kit import Gold, Voice, cards, esc, iso, layout, ld, meta, og, paras


def _said(v: Voice, count: int, each: str) -> str:
    """Readers' words, as long as articles."""
    return "".join(
        each.format(n=n, who=v.person(), t=esc(v.fill(v.one("comment")) + " " + v.paragraph(1, 4)))
        for n in range(count)
    )


def _teased(v: Voice, heads: list[str], each: str) -> str:
    """Teasers with a first sentence of the article that they tease."""
    return "".join(each.format(n=300 + n, t=esc(t), x=esc(v.paragraph(1, 2))) for n, t in enumerate(heads))


@layout("en", held=True)
def fields_of_a_view(v: Voice) -> tuple[str, str, Gold]:
    """A node laid out by panels and views: each part a field of a view, the text in rows, related content as another view."""
    s = v.story("www.watercentre.example", 10, "/news/{slug}")
    page = f"""<!DOCTYPE html><html lang="en" dir="ltr"><head><title>{esc(s.title)} | Water Centre</title>{meta(Generator="Drupal 7 (http://drupal.org)")}<meta about="/news/x" property="sioc:num_replies" content="0" datatype="xsd:integer" /></head><body class="html not-front not-logged-in one-sidebar sidebar-second page-node node-type-news"><div id="skip-link"><a class="element-invisible element-focusable">Skip to main content</a></div><div id="page-wrapper"><div id="main-menu" class="navigation"><h2 class="element-invisible">Main menu</h2><ul class="links">{v.menu()}</ul></div><div id="main" class="clearfix"><div id="content" class="column"><div class="section"><div class="region region-content"><div class="panel-flexible panels-flexible-news"><div class="panels-flexible-region-inside"><div class="panel-pane pane-views-panes pane-news-detail-panel-pane-1"><div class="pane-content"><div class="view view-news-detail view-id-news_detail view-display-id-panel_pane_1"><div class="view-content"><div class="views-row views-row-1 views-row-odd views-row-first views-row-last"><div class="views-field views-field-title"><h1 class="field-content">{esc(s.title)}</h1></div><div class="views-field views-field-field-date"><div class="field-content"><span class="date-display-single">{s.published:%A, %B %-d, %Y}</span></div></div><div class="views-field views-field-field-subtitle"><div class="field-content">{esc(s.standfirst)}</div></div><div class="views-field views-field-field-image"><div class="field-content"><img typeof="foaf:Image" src="/i.jpg"></div></div><div class="views-field views-field-body"><div class="field-content">{paras(v, s.body[:6])}<h3>{s.subheads[0]}</h3>{paras(v, s.body[6:])}</div></div><div class="views-field views-field-field-topics"><span class="views-label views-label-field-topics">Topics: </span><div class="field-content"><a>Rivers</a>, <a>Dams</a></div></div></div></div></div></div></div><div class="panel-pane pane-views pane-related-content"><h2 class="pane-title">You may also be interested in</h2><div class="pane-content"><div class="view view-related-content"><div class="view-content">{_teased(v, s.teasers[:4], '<div class="views-row"><div class="views-field views-field-title"><span class="field-content"><a href="/{n}">{t}</a></span></div><div class="views-field views-field-body"><div class="field-content"><p>{x}</p></div></div></div>')}</div></div></div></div></div></div></div></div></div><div id="sidebar-second" class="column sidebar"><div class="block"><h2>About the Centre</h2><p>The Centre measures rivers and explains what it has measured to anybody who asks, free of charge.</p></div></div></div></div></body></html>"""
    text = (s.standfirst, *s.body[:6], s.subheads[0], *s.body[6:])
    return s.url, page, Gold(s.title, text, (), s.published.date(), s.standfirst)


@layout("en", held=True)
def science_for_the_press(v: Voice) -> tuple[str, str, Gold]:
    """A service of university releases: summary, text, journal reference and contact as definition lists, a disclaimer."""
    s = v.story("www.sciencewire.example", 9, "/news-releases/{n}")
    page = f"""<!doctype html><html lang="en"><head><title>{esc(s.title)} | ScienceWire</title>{og(title=s.title, site_name="ScienceWire", description=s.standfirst)}</head><body><div class="collapse" id="search"><form><input placeholder="Search"></form></div><nav>{v.menu()}</nav><div class="container page"><article class="release" id="main-content"><header><div class="release-banner"><p class="release_date">News Release <time datetime="{s.published:%Y-%m-%d}">{s.published:%-d-%b-%Y}</time></p><h1 class="page_title">{esc(s.title)}</h1><p class="lead subtitle">{esc(s.standfirst)}</p><p class="meta_institute">Peer-Reviewed Publication</p></div><p><span class="institution"><em>Institute for Inland Waters</em></span></p></header><div class="entry"><div class="media-block"><img src="/r.jpg"><div class="caption"><strong>image:</strong> <p>{esc(s.caption)}</p> <a>view more</a> <p>Credit: {s.credit}</p></div></div>{paras(v, s.body[:5])}<p><strong>{s.subheads[0]}</strong></p>{paras(v, s.body[5:])}<p align="center">###</p></div><hr class="hidden-xs"><div class="details"><div class="well"><dl class="dl-horizontal meta"><div><dt>Journal</dt><dd>Annals of Small Rivers</dd></div><div><dt>DOI</dt><dd><a>10.1000/182</a></dd></div><div><dt>Method of Research</dt><dd>Observational study</dd></div><div><dt>Article Title</dt><dd>Sediment and the memory of a river that was moved twice</dd></div></dl></div><div class="contact-info"><p><strong>Media Contact</strong></p><p>{s.authors[1]}<br>Institute for Inland Waters<br><a>press@iiw.example</a><br>Office: 555-0100</p></div><div class="disclaimer"><p><strong>Disclaimer:</strong> ScienceWire is not responsible for the accuracy of news releases posted to ScienceWire by contributing institutions or for the use of any information through the ScienceWire system.</p></div></div></article><aside><h3>Additional Multimedia</h3>{_teased(v, s.teasers[:3], '<div><a href="/{n}">{t}</a><p>{x}</p></div>')}</aside></div></body></html>"""
    text = (s.standfirst, *s.body[:5], s.subheads[0], *s.body[5:])
    return s.url, page, Gold(s.title, text, (), s.published.date(), s.standfirst)


@layout("en", held=True)
def ranking_with_shops(v: Voice) -> tuple[str, str, Gold]:
    """A ranking: numbered headings, prices and buttons, lists of pros and cons, a table of contents, a promise of money."""
    s = v.story("www.benchreview.example", 14, "/best/{slug}")
    names = ["1. Ostermere Storm Lamp", "2. Karsk Folding Lantern", "3. Tamsin Deck Light", "4. Eskel Pocket Torch"]
    picks = "".join(
        f'<div class="product-block" id="pick-{n}"><h2 class="listicle-heading">{h}</h2><div class="product-media"><img src="/{n}.jpg"><span class="credit">Courtesy of the maker</span></div><div class="product-buy"><a class="btn btn--buy" rel="sponsored">Buy at Harbour Stores</a><span class="price">$4{n}.99</span><a class="btn btn--buy">Check price at Quay</a></div><div class="product-copy">{paras(v, s.body[3 + 2 * n : 5 + 2 * n])}</div><div class="pros-cons"><div><h4>Pros</h4><ul><li>Runs for nineteen hours on one charge</li></ul></div><div><h4>Cons</h4><ul><li>Hums when it is cold or when nobody listens, model {n}</li></ul></div></div></div>'
        for n, h in enumerate(names)
    )
    page = f"""<!DOCTYPE html><html lang="en-US"><head><title>The best storm lamps - Bench Review</title>{og(title=s.title, site_name="Bench Review", article__modified_time=iso(s.modified))}{ld({"@context": "https://schema.org", "@type": "Article", "headline": s.title, "datePublished": iso(s.published), "author": [{"@type": "Person", "name": s.authors[0]}]})}</head><body><div class="site-nav">{v.menu()}</div><main><article><header class="content-header"><nav class="crumbs"><a>Reviews</a></nav><h1 class="content-hed">{esc(s.title)}</h1><p class="content-dek">{esc(s.standfirst)}</p><div class="content-byline">By <a>{s.authors[0]}</a> <span>Published: {s.published:%b %-d, %Y}</span></div><div class="trust"><p>Every product is chosen by editors. Things you buy through our links may earn us a commission.</p></div></header><div class="content-container"><div class="standard-article-body">{paras(v, s.body[:3])}<div class="toc"><p>Jump to</p><ol>{"".join(f'<li><a href="#pick-{n}">{h[3:]}</a></li>' for n, h in enumerate(names))}</ol></div>{picks}<h2>{s.subheads[0]}</h2>{paras(v, s.body[11:])}<div class="author-bio-block"><img src="/au.jpg"><p><a>{s.authors[0]}</a> is a senior editor at Bench Review, where she tests whatever gives light.</p></div></div></div></article><section class="watch"><h3>Watch Next</h3><p>Advertisement - Continue Reading Below</p></section><section class="more-like"><h2>Lamps and Lanterns</h2>{_teased(v, s.teasers[:6], '<div class="block"><a href="/{n}">{t}</a><div class="desc">{x}</div></div>')}</section></main></body></html>"""
    lines: list[str] = [s.standfirst, *s.body[:3]]
    for n, h in enumerate(names):
        lines += [
            h,
            *s.body[3 + 2 * n : 5 + 2 * n],
            "Pros",
            "Runs for nineteen hours on one charge",
            "Cons",
            f"Hums when it is cold or when nobody listens, model {n}",
        ]
    return s.url, page, Gold(s.title, (*lines, s.subheads[0], *s.body[11:]), (s.authors[0],), s.published, s.standfirst)


@layout("en", held=True)
def site_made_of_widgets(v: Voice) -> tuple[str, str, Gold]:
    """A maker of sites: hashed names, spans in spans for each paragraph, counts under the text, recent posts."""
    s = v.story("www.quietharbour.example", 11, "/post/{slug}")
    rich = "".join(
        f'<div type="paragraph" data-hook="rcv-block{n}"></div><p id="viewer-{n}x" class="bdB5e fw5dL m7aJ9"><span class="jVKue"><span>{esc(t)}</span></span></p><div class="VpkE"><span></span></div>'
        for n, t in enumerate(s.body[:5])
    )
    more = "".join(
        f'<p id="viewer-{n}y" class="bdB5e fw5dL m7aJ9"><span class="jVKue">{esc(t)}</span></p><p class="bdB5e"><span class="jVKue"><br role="presentation"/></span></p>'
        for n, t in enumerate(s.body[5:])
    )
    page = f"""<!DOCTYPE html><html lang="en"><head><title>{esc(s.title)}</title>{og(title=s.title, type="article", site_name="Quiet Harbour", article__published_time=iso(s.published), article__author=s.authors[0])}</head><body><div id="SITE_CONTAINER"><div id="main_MF"><div id="masterPage"><header id="SITE_HEADER"><div class="_1Q9if" data-testid="richTextElement"><h6 class="font_6">QUIET HARBOUR</h6></div><nav>{v.menu()}</nav></header><main id="PAGES_CONTAINER"><div id="comp-k1"><div class="TPASection"><div data-hook="post-page"><div class="q4kJ"><div data-hook="post"><article class="lyd6fK"><div class="O1KT"><div class="C1Y"><ul class="yJ2R"><li><span data-hook="user-name">{s.authors[0]}</span></li><li><span data-hook="time-ago">{s.published:%b %-d}</span></li><li><span data-hook="time-to-read">4 min read</span></li></ul></div></div><h1 class="UbhFJ7" data-hook="post-title"><span class="post-title__text"><span class="post-title-text">{esc(s.title)}</span></span></h1><div class="last-edited">Updated: {s.modified:%b %-d}</div><section data-hook="post-description" class="Sn8y"><div class="bpg8Q"><div class="VpkF"><div class="HhAb" data-id="content-viewer">{rich}<h2 id="viewer-h" class="lR7z"><span>{s.subheads[0]}</span></h2><div class="gal"><div data-hook="image-viewer"><img alt=""><div class="_3HAl"><span class="cap">{esc(s.caption)}</span></div></div></div>{more}<ul class="W0g"><li><p class="bdB5e"><span>Bring boots.</span></p></li><li><p class="bdB5e"><span>Ask for the key at the chandler's, before five.</span></p></li></ul></div></div></div></section><div class="mJ89"><div class="Nd5"><div>31 views</div><div>0 comments</div></div><button>Post not marked as liked</button></div></article></div><div data-hook="recent-posts"><div><h2>Recent Posts</h2><a>See All</a></div>{_teased(v, s.teasers[:3], '<div class="po5"><a href="/{n}"><div class="ttl">{t}</div></a><div class="exc">{x}</div><span>12</span></div>')}</div><div data-hook="comments"><span>Comments</span><span>Write a comment...</span></div></div></div></div></div></main><footer id="SITE_FOOTER"><p class="font_8">©2026 by Quiet Harbour. Proudly created with a builder.</p></footer></div></div></div></body></html>"""
    text = (*s.body[:5], s.subheads[0], *s.body[5:], "Bring boots.", "Ask for the key at the chandler's, before five.")
    return s.url, page, Gold(s.title, text, (s.authors[0],), s.published)


@layout("fr", held=True)
def fr_evening_paper(v: Voice) -> tuple[str, str, Gold]:
    """A national paper: reserved mark, inread sections, sub-titles, signature, an offer's questions below the text."""
    s = v.story("www.lesoirdeskel.example", 10, "/economie/article/{d}/{slug}_{n}.html")
    page = f"""<!DOCTYPE html><html lang="fr"><head><title>{esc(s.title)}</title>{og(title=s.title, site_name="Le Soir d’Eskel.fr", description=s.standfirst, article__published_time=iso(s.published), article__author=s.authors[0])}</head><body><div id="habillagepub"></div><header id="Header"><nav>{v.menu()}</nav></header><main class="main--article"><div class="zone zone--article"><section class="zone l-zone--single"><article class="article article--single article--content"><header class="article__header"><ul class="breadcrumb"><li><a>Économie</a></li></ul><h1 class="article__title">{esc(s.title)}</h1><p class="article__desc">{esc(s.standfirst)}</p><section class="meta__authors"><span class="meta__author meta__author--no-after">Par <a>{s.authors[0]}</a></span></section><section class="meta__date-reading"><span class="meta__date">Publié le {s.published:%d/%m/%Y} à {s.published:%Hh%M}</span><p class="meta__reading-time">Temps de Lecture 4 min.</p></section><ul class="meta__social"><li>Partager sur Facebook</li><li>Envoyer par e-mail</li></ul></header><section class="article__content old__article-content-single"><figure class="article__media"><img src="/m.jpg"><figcaption class="article__legend" data-caption="x">{esc(s.caption)} {s.credit} POUR LE SOIR</figcaption></figure>{paras(v, s.body[:2], '<p class="article__paragraph">{t}</p>')}<section class="catcher catcher--inline"><div class="catcher__content"><div><span class="catcher__kicker">Lire aussi&nbsp;: </span><a class="js-article-read-also" href="/a"><span class="catcher__title">{esc(s.teasers[0])}</span></a></div></div></section>{paras(v, s.body[2:5], '<p class="article__paragraph">{t}</p>')}<h2 class="article__sub-title">{s.subheads[0]}</h2>{paras(v, s.body[5:8], '<p class="article__paragraph">{t}</p>')}<section class="catcher catcher--desc"><div class="catcher__content"><h4 class="catcher__title"><span>Article réservé à nos abonnés</span> <a>{esc(s.teasers[1])}</a></h4><p class="catcher__desc">{esc(v.paragraph(1, 2))}</p></div></section>{paras(v, s.body[8:], '<p class="article__paragraph">{t}</p>')}<section class="author"><span class="author__detail"><a class="author__name">{s.authors[0]}</a></span></section></section><section class="article__reactions"><p class="article__reactions-title">Vos lecteurs réagissent</p></section><section class="friend-paywall"><p>Lecture du Soir en cours sur un autre appareil.</p><p>Vous pouvez lire Le Soir sur un seul appareil à la fois. Ce message s’affichera sur l’autre appareil.</p><ul><li><h4>Pourquoi voyez-vous ce message ?</h4><p>Parce qu’une autre personne (ou vous) est en train de lire Le Soir avec ce compte sur un autre appareil.</p></li></ul></section></article></section></div></main><footer><p>Le Soir d’Eskel vous propose l’actualité en continu, en France et dans le monde, depuis 1902.</p></footer></body></html>"""
    text = (s.standfirst, *s.body[:5], s.subheads[0], *s.body[5:])
    return s.url, page, Gold(s.title, text, (s.authors[0],), s.published, s.standfirst)


@layout("cs", held=True)
def cs_portal_of_a_house(v: Voice) -> tuple[str, str, Gold]:
    """A Czech portal: opener, text in one box with tables of facts, links to galleries, discussion lines, premium offers."""
    s = v.story("www.pristavdnes.example", 10, "/domaci/{slug}.A{n}_domaci")
    page = f"""<!DOCTYPE html><html lang="cs"><head><title>{esc(s.title)} - Přístav DNES</title>{og(title=s.title, site_name="Přístav DNES", description=s.standfirst, article__published_time=iso(s.published))}</head><body class="portal"><div id="header"><ul>{v.menu()}</ul></div><div class="col-main"><div id="content"><div class="art-full"><h1 itemprop="name headline">{esc(s.title)}</h1><div class="art-info"><span class="time"><span class="time-date">{s.published:%-d. %-m. %Y}</span> {s.published:%-H:%M}</span></div><div class="opener">{esc(s.standfirst)}</div><div class="opener-foto"><a><img src="/o.jpg"></a><div class="opener-foto-info"><div>{esc(s.caption)}&nbsp;| <span>foto: <b>{s.credit}</b>, Přístav</span></div></div></div><div class="text"><div class="bbtext" id="art-text">{paras(v, s.body[:2])}<div class="art-promo r-main"><a>Předplaťte si Přístav Premium</a><p>Čtěte bez reklam a první tři měsíce zaplatíte jen 79 korun měsíčně, kdykoli můžete skončit.</p></div>{paras(v, s.body[2:5])}<div class="imagelist"><ul><li><a class="next">Další 4 fotografie v galerii</a></li></ul></div><h3 class="tit">{s.subheads[0]}</h3>{paras(v, s.body[5:8])}<table class="complete complete-captured"><tr><td><h3>Trajekt v číslech</h3><p>Loď odveze 120 lidí a 40 aut.</p><p>Jízdenka stojí 90 korun.</p></td></tr></table>{paras(v, s.body[8:])}</div><div class="authors"><span>Autor:</span> <a rel="author">{s.authors[0]}</a></div></div><div class="art-foot"><ul class="font"><li>Vstoupit do diskuse (22 příspěvků)</li></ul><div class="art-keys">Témata: <a>přístav</a></div></div></div><div id="disc"><h3>Nejčtenější</h3>{_teased(v, s.teasers[:5], '<div class="art"><h3><a href="/{n}">{t}</a></h3><p class="perex">{x}</p></div>')}</div></div></div></body></html>"""
    text = (
        s.standfirst,
        *s.body[:5],
        s.subheads[0],
        *s.body[5:8],
        "Trajekt v číslech",
        "Loď odveze 120 lidí a 40 aut.",
        "Jízdenka stojí 90 korun.",
        *s.body[8:],
    )
    return s.url, page, Gold(s.title, text, (s.authors[0],), s.published, s.standfirst)


@layout("ja", held=True)
def ja_portal_with_line_feeds(v: Voice) -> tuple[str, str, Gold]:
    """A Japanese portal: one paragraph element, parted by line feeds that the style shows, then related heads and comments."""
    s = v.story("news.minato.example", 8, "/articles/{n}")
    text = "\n\n　".join(map(esc, s.body))
    page = f"""<!DOCTYPE html><html lang="ja"><head><title>{esc(s.title)}（海新聞） - みなとニュース</title>{og(title=s.title + "（海新聞） - みなとニュース", site_name="みなとニュース")}{ld({"@context": "http://schema.org", "@type": "NewsArticle", "headline": s.title, "datePublished": iso(s.published), "author": {"@type": "Organization", "name": "海新聞"}})}</head><body><div id="wrapper"><header><ul>{v.menu()}</ul></header><main><article class="sc-dTLGrV"><header class="sc-hAnkBK"><h1 class="sc-fBdSeC">{esc(s.title)}</h1><div class="sc-hzDkRC"><p class="sc-jhAzac"><time>{s.published.month}/{s.published.day}(月) {s.published:%H:%M}</time>配信</p></div></header><div class="article_body highLightSearchTarget"><div class="sc-iwsKbI"><div class="sc-gqPbQI"><p class="sc-hORach">{esc(s.caption)}</p></div><p class="sc-bMVAic yjSlinkDirectlink highLightSearchTarget" style="white-space:pre-wrap">　{text}</p></div></div><footer class="sc-kgAjT"><p>【関連記事】</p><ul>{cards(s.teasers[:5])}</ul><p>最終更新:{s.published.month}/{s.published.day}(月) {s.published:%H:%M}</p></footer></article><section class="sc-uJMKN"><h2>みんなのコメント</h2>{_said(v, 5, "<div><p>{who}</p><p>{t}</p></div>")}</section><section><h2>アクセスランキング</h2>{cards(s.teasers[5:12])}</section></main></div></body></html>"""
    return s.url, page, Gold(s.title, tuple(s.body), (), s.published)


@layout("th", held=True)
def th_daily(v: Voice) -> tuple[str, str, Gold]:
    """A Thai daily: paragraphs without full stops, read-more lines, a call to follow, tags, news with first lines beside."""
    s = v.story("www.tharuea.example", 10, "/news/local/{n}")
    page = f"""<!DOCTYPE html><html lang="th"><head><title>{esc(s.title)}</title>{og(title=s.title, site_name="ท่าเรือรายวัน", description=s.standfirst, article__published_time=iso(s.published))}</head><body><header><ul>{v.menu()}</ul></header><div class="layout"><div class="col-a"><h1 class="css-1a2b">{esc(s.title)}</h1><div class="css-info">{s.published:%d/%m/%Y %H:%M} น.</div><div class="css-sum"><strong>{esc(s.standfirst)}</strong></div><div class="css-txt">{paras(v, s.body[:4])}<p><strong>อ่านข่าวเพิ่มเติม : <a href="/x">{esc(s.teasers[0])}</a></strong></p>{paras(v, s.body[4:])}</div><div class="css-tag"><span>แท็กที่เกี่ยวข้อง</span><a>ท่าเรือ</a></div><div class="css-follow">ติดตามข่าวล่าสุดได้ที่ <a>Facebook</a></div></div><div class="col-b"><h3>ข่าวล่าสุด</h3>{_teased(v, s.teasers[1:7], '<div><a href="/{n}">{t}</a><p>{x}</p></div>')}</div></div></body></html>"""
    return s.url, page, Gold(s.title, (s.standfirst, *s.body), (), s.published, s.standfirst)


@layout("en", held=True)
def portal_of_partners(v: Voice) -> tuple[str, str, Gold]:
    """A portal's bodies of syndicated text: short names, bulleted "more from" lists, credits, a button to continue."""
    s = v.story("news.portalone.example", 12, "/{slug}-{n}.html")
    page = f"""<!DOCTYPE html><html lang="en-US"><head><title>{esc(s.title)}</title>{ld({"@context": "http://schema.org", "@type": "NewsArticle", "headline": s.title, "datePublished": iso(s.published), "author": {"@type": "Person", "name": s.authors[0]}, "publisher": {"@type": "Organization", "name": "Portal One"}})}{og(title=s.title)}</head><body><div id="applet_p"><ul>{v.menu()}</ul></div><div class="caas-container"><article class="caas-article"><div class="caas-inner"><div class="caas-logo"><a>Karsk Courier</a></div><header class="caas-title-wrapper"><h1 data-test-locator="headline">{esc(s.title)}</h1></header><div class="caas-attr"><div class="caas-attr-meta"><div class="caas-attr-item-author"><span class="caas-author-byline-collapse">{s.authors[0]}</span></div><div class="caas-attr-time-style"><time datetime="{iso(s.published)}">{s.published:%B %-d, %Y}</time>·4 min read</div></div></div><div class="caas-content-wrapper"><div class="caas-body-wrapper"><div class="caas-body"><figure class="caas-figure"><div class="caas-img-container"><img src="/f.jpg"></div><div class="caption-wrapper caption-aligned-with-image"><figcaption class="caption-collapse">{esc(s.caption)}</figcaption></div></figure>{paras(v, s.body[:2])}<p><a href="/1"><strong>{esc(s.teasers[0])}</strong></a></p>{paras(v, s.body[2:4])}<div class="caas-da" id="sda-INARTICLE"></div>{paras(v, s.body[4:6])}<blockquote class="twitter-tweet"><p>Ferry back on Monday. Bring your own coffee.</p>— Port of Eskel (@porteskel) <a>March 3, 2026</a></blockquote>{paras(v, s.body[6:10])}<h2>{s.subheads[0]}</h2>{paras(v, s.body[10:])}<p><strong>More from the Courier:</strong></p><ul class="caas-list caas-list-bullet"><li><p><a href="/2">{esc(s.teasers[1])}</a></p></li><li><p><a href="/3">{esc(s.teasers[2])}</a></p></li></ul><p><em>This article originally appeared on Karsk Courier: <a>{esc(s.title)}</a></em></p></div></div><button class="caas-button collapse-button">Story continues</button></div></div></article></div><div class="stream"><ul>{_teased(v, s.teasers[3:10], '<li class="stream-item"><div class="C">Business</div><h3><a href="/{n}">{t}</a></h3><p>{x}</p></li>')}</ul></div></body></html>"""
    text = (*s.body[:6], "Ferry back on Monday. Bring your own coffee.", *s.body[6:10], s.subheads[0], *s.body[10:])
    return s.url, page, Gold(s.title, text, (s.authors[0],), s.published)


@layout("en", held=True)
def list_of_single_lines(v: Voice) -> tuple[str, str, Gold]:
    """Each block its own wrapper: "content list" of cli parts, embeds between, a survey, a fund-raiser in the middle."""
    s = v.story("www.postharbour.example", 14, "/entry/{slug}_n_{n}")
    cli = '<section class="cli cli-text"><div class="primary-cli cli cli-text"><p>{t}</p></div></section>'
    page = f"""<!DOCTYPE html><html lang="en"><head><title>{esc(s.title)} | PostHarbour Latest News</title>{og(title=s.title, site_name="PostHarbour", description=s.standfirst)}{ld({"@context": "https://schema.org", "@type": "NewsArticle", "headline": s.title, "datePublished": iso(s.published), "author": [{"@type": "Person", "name": s.authors[0]}]})}</head><body class="entry-page"><div class="header__wrapper"><ul>{v.menu()}</ul></div><div class="page"><div class="page__content"><article class="entry"><div class="top-header"><a class="label">POLITICS</a><h1 class="headline">{esc(s.title)}</h1><div class="dek">{esc(s.standfirst)}</div></div><div class="entry__wirepartner"><div class="entry__byline">By <a>{s.authors[0]}</a></div><time>{s.published:%b %-d, %Y, %I:%M %p}</time></div><section class="entry__content-list js-entry-content js-cet-subunit" id="entry-body">{paras(v, s.body[:4], cli)}<div class="cli-advertisement" id="ad-1">LOADING<span>ERROR LOADING</span></div>{paras(v, s.body[4:8], cli)}<section class="cli cli-support"><div><h4>Our Newsroom Needs You</h4><p>It takes people to count the votes, and we cannot do it without yours. Contribute as little as 2 crowns to keep our stories free for all.</p><a>Contribute</a></div></section>{paras(v, s.body[8:12], cli)}<section class="cli cli-subheader"><h2>{s.subheads[0]}</h2></section>{paras(v, s.body[12:], cli)}</section><section class="entry__related"><div class="tag-cloud"><span>Related</span><a>dams</a><a>votes</a></div></section></article><div class="below-entry"><h3>Popular in the Community</h3><h3>From Our Partner</h3>{_teased(v, s.teasers[:8], '<div class="zone__content"><a href="/{n}"><div class="card__headline">{t}</div></a><div class="card__description">{x}</div></div>')}</div></div></div></body></html>"""
    text = (s.standfirst, *s.body[:12], s.subheads[0], *s.body[12:])
    return s.url, page, Gold(s.title, text, (s.authors[0],), s.published, s.standfirst)


@layout("en", held=True)
def stub_behind_a_wall(v: Voice) -> tuple[str, str, Gold]:
    """Two short paragraphs, then a wall with plans, questions and answers that are ten times as long, in divs."""
    s = v.story("www.ledgerofholm.example", 2, "/articles/{slug}-{n}")
    asked = [
        (
            "What is included in my trial?",
            "During your trial you will have complete access to everything in our digital edition, including the weekend supplement and the archive back to 1921.",
        ),
        (
            "Can I change my plan during my trial?",
            "You may change or cancel your subscription or trial at any time online. Simply log into Settings and select Cancel on the right-hand side.",
        ),
        (
            "When can I cancel?",
            "You may downgrade to Standard Digital, a robust journalistic offering that fulfils many users' needs, at any moment before the trial ends.",
        ),
    ]
    page = f"""<!DOCTYPE html><html lang="en-GB"><head><title>{esc(s.title)} | Ledger of Holm</title>{ld({"@context": "https://schema.org", "@type": "NewsArticle", "headline": s.title, "datePublished": iso(s.published), "isAccessibleForFree": "False", "author": {"@type": "Person", "name": s.authors[0]}})}{og(title=s.title)}</head><body><div class="o-header">{v.menu()}</div><main><div class="preview"><h1>{esc(s.title)}</h1><div class="p-by">{s.authors[0]}, Varnholm <time datetime="{iso(s.published)}">{s.published:%d %B %Y}</time></div><div class="p-text"><p>{esc(s.body[0])}</p><p>{esc(s.body[1])}</p></div></div><div class="offer-grid"><h2>Keep reading for 1 crown</h2><div class="plan"><h3>Standard Digital</h3><div>Essential digital access to the Ledger on any device. Pay a year upfront and save 20 per cent.</div><a>Select</a></div><div class="plan"><h3>Premium Digital</h3><div>Complete digital access with expert analysis from industry leaders. Cancel anytime during your trial.</div><a>Select</a></div></div><div class="qs"><h2>Frequently asked questions</h2>{"".join(f"<div><h4>{q}</h4><div>{a}</div></div>" for q, a in asked)}</div></main><footer><p>Markets data delayed by at least 15 minutes. © The Ledger of Holm Ltd.</p></footer></body></html>"""
    return s.url, page, Gold(s.title, tuple(s.body), (s.authors[0],), s.published, paywall=True)


@layout("en", held=True)
def match_report(v: Voice) -> tuple[str, str, Gold]:
    """A match report: score and line-ups in tables above, text below, a man-of-the-match vote, fixtures after."""
    s = v.story("sport.ostermere.example", 10, "/football/{n}")
    page = f"""<!DOCTYPE html><html lang="en"><head><title>{esc(s.title)} - Ostermere Sport</title>{og(title=s.title, site_name="Ostermere Sport", article__published_time=iso(s.published))}{meta(author=s.authors[0])}</head><body><div id="orb">{v.menu()}</div><div class="gel-layout"><article class="story-body"><header><h1 class="story-headline">{esc(s.title)}</h1><div class="gel-brevier">By {s.authors[0]}<br>Ostermere Sport at Quenby Park</div><div class="story-info"><time data-timestamp="1">{s.published:%-d %B %Y}</time><span> | </span><a>Football</a></div></header><div class="fixture"><span class="fixture__team">Karsk Rovers</span><span class="fixture__number">2</span><span class="fixture__number">1</span><span class="fixture__team">Eskel Town</span><ul class="fixture__scorers"><li>Vance (12), Marlow (88)</li></ul></div><div class="story-body__inner sp-story-body" property="articleBody"><p class="sp-story-body__introduction">{esc(s.body[0])}</p>{paras(v, s.body[1:5])}<h3 class="story-body__crosshead">{s.subheads[0]}</h3>{paras(v, s.body[5:8])}<div class="vote-box"><h4>Player of the match</h4><p>Rate the players out of ten and see what everybody else thought of them</p></div>{paras(v, s.body[8:])}<h3>Line-ups</h3><table class="line-ups"><tr><th>Karsk Rovers</th><th>Eskel Town</th></tr><tr><td>1 Brandt</td><td>13 Thornby</td></tr><tr><td>4 Silverton</td><td>5 Kestrel</td></tr></table></div></article><div class="sidecol"><h2>Fixtures</h2>{_teased(v, s.teasers[:5], '<div class="promo-unit"><a href="/{n}">{t}</a><p>{x}</p></div>')}</div></div></body></html>"""
    text = (
        *s.body[:5],
        s.subheads[0],
        *s.body[5:],
        "Line-ups",
        "Karsk Rovers Eskel Town",
        "1 Brandt 13 Thornby",
        "4 Silverton 5 Kestrel",
    )
    return s.url, page, Gold(s.title, text, (s.authors[0],), s.published)


@layout("ru", held=True)
def ru_journal_entry(v: Voice) -> tuple[str, str, Gold]:
    """A host of journals: everything in one div of breaks and bold, a cut link, mood and music below, threads of comments."""
    s = v.story("signalman.journal.example", 10, "/{n}.html")
    page = f"""<!DOCTYPE html><html lang="ru"><head><title>{esc(s.title)}: signalman — ЖЖ</title>{og(title=s.title, type="article", site_name="signalman.journal.example")}</head><body class="p-entry"><div class="s-header"><a>Главная</a> <a>ТОП</a> <a>Войти</a></div><div class="b-singlepost"><div class="b-singlepost-standout"><div class="b-singlepost-wrapper"><div class="b-singlepost-about"><div class="b-singlepost-author"><a>signalman</a></div><div class="b-singlepost-author-date"><time>{s.published:%Y-%m-%d %H:%M}:00</time></div></div><article class="b-singlepost-body entry-content e-content">{esc(s.body[0])}<br /><br /><img src="/1.jpg" /><br /><br />{esc(s.body[1])}<br /><a name="cutid1"></a><br /><b>{s.subheads[0]}</b><br /><br />{"<br /><br />".join(map(esc, s.body[2:7]))}<br /><ul><li>{esc(s.body[7])}</li><li>{esc(s.body[8])}</li></ul><br />{esc(s.body[9])}<br /><br /><a href="/friend">Добавить в друзья</a></article><div class="b-singlepost-tags ljtags">Метки: <a rel="tag">железная дорога</a></div><div class="b-singlepost-prevnext"><a>Предыдущая запись</a></div></div></div></div><div id="comments"><div class="b-xylem"><ul>{_said(v, 12, '<li class="b-leaf"><div class="b-leaf-username">{who}</div><div class="b-leaf-article"><p>{t}</p></div><ul><li>Ответить</li></ul></li>')}</ul></div></div></body></html>"""
    text = (*s.body[:2], s.subheads[0], *s.body[2:])
    return s.url, page, Gold(s.title, text, (), s.published.replace(tzinfo=None))


@layout("en", held=True)
def release_of_a_department(v: Voice) -> tuple[str, str, Gold]:
    """A department: quick facts box, "ENDS" and notes to editors, contact block, share and print lines above."""
    s = v.story("www.gov.holm.example", 9, "/media/releases/{slug}")
    notes = [
        "The ferry was first licensed in 1911 and has been out of service since the storm of last autumn.",
        "The figures are those of the Harbour Statistics, table 4.",
    ]
    page = f"""<!DOCTYPE html><html lang="en"><head><title>{esc(s.title)} - Government of Holm</title>{meta(dcterms__issued=s.published.strftime("%Y-%m-%d"), dcterms__title=s.title)}</head><body vocab="http://schema.org/" typeof="WebPage"><nav><ul id="wb-tphp"><li class="wb-slc"><a class="wb-sl">Skip to main content</a></li></ul></nav><header><div id="wb-bnr"><ul>{v.menu()}</ul></div></header><main role="main" property="mainContentOfPage" class="container"><h1 property="name headline" id="wb-cont">{esc(s.title)}</h1><p class="gc-byline"><strong>From: <a>Department of Works</a></strong></p><div class="h2 mrgn-tp-0">News release</div><div class="mwsbodytext text parbase section"><div class="cmp-text">{paras(v, s.body[:5])}<h2>Quotes</h2><blockquote><p>“{esc(s.body[5])}”</p><p>- {s.authors[0]}, Minister of Works</p></blockquote><h2>Quick facts</h2><ul><li><p>The dam holds 41 million cubic metres when it is full, which it never is.</p></li><li><p>Some 300 people work on it in winter.</p></li></ul>{paras(v, s.body[6:])}<p>ENDS</p><p><strong>Notes to editors</strong></p><ol>{"".join(f"<li>{n}</li>" for n in notes)}</ol></div></div><div class="contacts"><h2>Contacts</h2><p>{s.authors[1]}<br>Press Secretary<br>Office of the Minister of Works<br>555-0100</p></div><div class="pagedetails"><div>Search for related information by keyword: <a>Dams</a></div><dl id="wb-dtmd"><dt>Date modified:</dt><dd><time property="dateModified">{s.modified:%Y-%m-%d}</time></dd></dl></div></main><aside class="gc-nttvs"><h2>Features</h2>{_teased(v, s.teasers[:3], '<section><h3><a href="/{n}">{t}</a></h3><p>{x}</p></section>')}</aside></body></html>"""
    text = (
        *s.body[:5],
        "Quotes",
        f"“{s.body[5]}”",
        f"- {s.authors[0]}, Minister of Works",
        "Quick facts",
        "The dam holds 41 million cubic metres when it is full, which it never is.",
        "Some 300 people work on it in winter.",
        *s.body[6:],
        "ENDS",
        "Notes to editors",
        *notes,
    )
    return s.url, page, Gold(s.title, text, (), s.published.date())


@layout("en", held=True)
def magazine_in_utility_classes(v: Voice) -> tuple[str, str, Gold]:
    """Utility classes only: text in prose blocks parted by full-width boxes; a newsletter box and a podcast box in between."""
    s = v.story("longtide.example", 16, "/features/{slug}")
    page = f"""<!DOCTYPE html><html lang="en" class="scroll-smooth"><head><title>{esc(s.title)} | Long Tide</title>{og(title=s.title, site_name="Long Tide", description=s.standfirst)}<meta property="article:published_time" content="{iso(s.published)}"/></head><body class="antialiased bg-white text-gray-900"><div class="sticky top-0 z-50 bg-white border-b"><div class="max-w-7xl mx-auto flex">{v.menu('<a class="px-3 py-2 text-sm font-medium" href="/{n}">{t}</a>')}</div></div><div class="max-w-3xl mx-auto px-4 pt-12"><div class="text-sm uppercase tracking-wide text-teal-600">Features</div><h1 class="mt-2 text-4xl font-extrabold tracking-tight">{esc(s.title)}</h1><p class="mt-4 text-xl text-gray-500">{esc(s.standfirst)}</p><div class="mt-6 flex items-center"><img class="h-10 w-10 rounded-full" src="/a.jpg" alt=""><div class="ml-3"><p class="text-sm font-medium">{s.authors[0]}</p><p class="text-sm text-gray-500">{s.published:%B %-d, %Y} · 14 min</p></div></div></div><div class="mt-8 max-w-3xl mx-auto px-4"><div class="prose prose-lg">{paras(v, s.body[:5])}</div></div><div class="my-12 bg-teal-50 py-10"><div class="max-w-3xl mx-auto px-4 text-center"><p class="text-2xl font-bold">The tide table</p><p class="mt-2 text-gray-600">One long story every Sunday, with tea. No tricks, no tracking, no charge.</p><form class="mt-4"><input type="email" placeholder="you@example.org"><button>Sign me up</button></form></div></div><div class="max-w-3xl mx-auto px-4"><div class="prose prose-lg">{paras(v, s.body[5:10])}<h2>{s.subheads[0]}</h2>{paras(v, s.body[10:12])}</div></div><div class="my-12"><img class="w-full" src="/w.jpg"><p class="mt-2 text-xs text-gray-400 text-right">{esc(s.caption)}. Photograph by {s.credit}</p></div><div class="max-w-3xl mx-auto px-4"><div class="prose prose-lg">{paras(v, s.body[12:])}</div></div><div class="max-w-3xl mx-auto px-4 mt-12 border-t pt-6"><p class="text-sm text-gray-500">{s.authors[0]} is the author of two books on locks and one on keys.</p></div><div class="max-w-7xl mx-auto mt-16 grid grid-cols-3 gap-8">{_teased(v, s.teasers[:6], '<div class="flex flex-col"><a href="/{n}" class="block"><p class="text-xl font-semibold">{t}</p><p class="mt-3 text-base text-gray-500">{x}</p></a></div>')}</div><div class="bg-gray-900 mt-16"><p class="text-gray-400 text-center">© 2026 Long Tide Media, printed on water</p></div></body></html>"""
    text = (s.standfirst, *s.body[:10], s.subheads[0], *s.body[10:])
    return s.url, page, Gold(s.title, text, (s.authors[0],), s.published, s.standfirst)


@layout("pt", held=True)
def pt_portal_of_blocks(v: Voice) -> tuple[str, str, Gold]:
    """A Brazilian paper: text in c-news__body, promoted links between blocks, "continua depois da publicidade", topics."""
    s = v.story("www.folhadoporto.example", 10, "/mercado/{d}/{slug}.shtml")
    page = f"""<!DOCTYPE html><html lang="pt-BR"><head><title>{esc(s.title)} - {s.published:%d/%m/%Y} - Mercado - Folha do Porto</title>{og(title=s.title, site_name="Folha do Porto", article__published_time=iso(s.published), article__author=s.authors[0])}</head><body><header class="l-header"><ul>{v.menu()}</ul></header><main id="conteudo"><article class="c-news" id="c-news"><div class="block"><div class="container"><header class="c-content-head"><div class="c-content-head__wrap"><h1 class="c-content-head__title">{esc(s.title)}</h1><h2 class="c-content-head__subtitle">{esc(s.standfirst)}</h2></div></header><div class="c-more-options"><time class="c-more-options__published-date" datetime="{iso(s.published)}">{s.published:%d.%b.%Y às %Hh%M}</time><ul class="c-tools-share__list"><li>Compartilhar</li></ul></div><div class="c-signature"><strong class="c-signature__author">{s.authors[0]}</strong></div><div class="c-signature__location">Varnholm</div></div></div><div class="c-news__wrap"><div class="c-news__content"><div class="c-news__body" data-share-text="">{paras(v, s.body[:3])}<div class="c-advertising"><p>Continua depois da publicidade</p></div>{paras(v, s.body[3:6])}<div class="c-list-links"><p class="c-list-links__title">LEIA MAIS</p><ul>{_teased(v, s.teasers[:3], '<li class="c-list-links__item"><a href="/{n}">{t}</a></li>')}</ul></div><h3>{s.subheads[0]}</h3>{paras(v, s.body[6:])}<p><em>Assine a newsletter Porto Diário e receba o resumo do dia no seu e-mail</em></p></div><div class="c-topics"><h4>tópicos</h4><ul><li><a>porto</a></li></ul></div><div class="c-feedback"><h4>Comentários</h4><p>Os comentários não representam a opinião do jornal; a responsabilidade é do autor da mensagem.</p></div></div></div></article><section class="l-more"><h2>relacionadas</h2>{_teased(v, s.teasers[3:7], '<div class="c-headline"><a href="/{n}"><h2>{t}</h2><p>{x}</p></a></div>')}</section></main></body></html>"""
    text = (s.standfirst, *s.body[:6], s.subheads[0], *s.body[6:])
    return s.url, page, Gold(s.title, text, (s.authors[0],), s.published, s.standfirst)


@layout("en", held=True)
def wrapper_named_for_what_it_lacks(v: Voice) -> tuple[str, str, Gold]:
    """A theme whose text is in boxes named like furniture (social, subscribe, promo), comments above it in weight."""
    s = v.story("theislandtimes.example", 6, "/archives/{n}")
    page = f"""<!DOCTYPE html><html lang="en"><head><title>{esc(s.title)} – The Island Times</title>{og(title=s.title, site_name="The Island Times")}</head><body class="archive-single"><div id="hd"><a href="/">The Island Times</a><ul>{v.menu()}</ul></div><div class="single-content social-share-enabled"><div class="subscribe-gate open"><div class="heading-promo"><h1>{esc(s.title)}</h1><p class="post-meta">{s.published:%B %-d, %Y} by {s.authors[0]}</p></div><div class="copy-tools"><p>{esc(s.body[0])}</p><p>{esc(s.body[1])}</p><p>{esc(s.body[2])}</p><div class="related-inline"><p>See also: <a href="/x">{esc(s.teasers[0])}</a></p></div><p>{esc(s.body[3])}</p><p>{esc(s.body[4])}</p><p>{esc(s.body[5])}</p></div></div></div><div class="talk"><h3>What readers say</h3><p class="count">17 comments so far</p>{_said(v, 17, '<div class="talk-row"><span class="talk-who">{who}</span><p>{t}</p></div>')}</div></body></html>"""
    return s.url, page, Gold(s.title, tuple(s.body), (s.authors[0],), s.published.date())


@layout("ar", held=True)
def ar_agency_in_tables(v: Voice) -> tuple[str, str, Gold]:
    """An Arabic agency on an old system: text in a span of breaks, city and agency in front, font buttons, latest beside."""
    s = v.story("www.wakalat-albahr.example", 9, "/ar/news/{n}")
    page = f"""<!DOCTYPE html><html dir="rtl" lang="ar"><head><title>وكالة البحر - {esc(s.title)}</title>{og(title=s.title)}</head><body><form id="form1"><table width="100%"><tr><td colspan="2"><div id="menu">{v.menu('<a href="/{n}">{t}</a> | ')}</div></td></tr><tr><td class="rightcol" valign="top"><div class="news-title"><h2>{esc(s.title)}</h2></div><div class="news-date">{s.published:%d/%m/%Y %H:%M}</div><div class="tools">حجم الخط: <a>+</a> <a>-</a> <a>طباعة</a></div><div><img src="/a.jpg"/></div><div id="divDetails"><span id="lblDetails">فارنهولم – وكالة البحر: {esc(s.body[0])}<br/><br/>{"<br/><br/>".join(map(esc, s.body[1:6]))}<br/><br/><strong>اقرأ أيضاً: <a href="/x">{esc(s.teasers[0])}</a></strong><br/><br/>{"<br/><br/>".join(map(esc, s.body[6:]))}<br/></span></div><div class="addthis_toolbox"></div><div class="tags">الكلمات المفتاحية: ميناء، سفن</div></td><td class="leftcol" valign="top"><div class="title">آخر الأخبار</div>{_teased(v, s.teasers[1:7], '<div class="item"><a href="/{n}">{t}</a><p>{x}</p></div>')}</td></tr></table></form></body></html>"""
    text = (f"فارنهولم – وكالة البحر: {s.body[0]}", *s.body[1:])
    return s.url, page, Gold(s.title, text, (), s.published.replace(tzinfo=None))


@layout("en", held=True)
def digest_of_days(v: Voice) -> tuple[str, str, Gold]:
    """A newsletter on the web: items as bold leads with links at the end, rules between, forms above and below, no names."""
    s = v.story("themorningtide.example", 10, "/p/{slug}")
    items = "".join(
        f'<p><strong>{esc(h)}</strong> {esc(t)} <a href="https://other.example/{n}">(Karsk Courier)</a></p>'
        for n, (h, t) in enumerate(zip(s.teasers[:8], s.body[2:], strict=True))
    )
    page = f"""<!DOCTYPE html><html lang="en"><head><title>{esc(s.title)} | The Morning Tide</title>{og(title=s.title, site_name="The Morning Tide", article__published_time=iso(s.published))}</head><body><div class="x1"><div class="x2"><a href="/">The Morning Tide</a></div><div class="x3"><form><input type="email"><button>Join 41,000 readers</button></form></div></div><div class="x4"><div class="x5">{s.published:%B %-d, %Y}</div><h1>{esc(s.title)}</h1><div class="x6"><p>Good morning.</p>{paras(v, s.body[:2])}<hr><h2>{s.subheads[0]}</h2>{items}<hr><p>That is all for today. The next tide is on Thursday.</p></div><div class="x3"><p>Was this forwarded to you? Sign up here, it is free and comes twice a week.</p></div></div><div class="x7"><div>Earlier tides</div>{_teased(v, s.teasers[8:14], '<div class="x8"><a href="/p/{n}">{t}</a><div>{x}</div></div>')}</div></body></html>"""
    lines = [f"{h} {t} (Karsk Courier)" for h, t in zip(s.teasers[:8], s.body[2:], strict=True)]
    return (
        s.url,
        page,
        Gold(
            s.title,
            (
                "Good morning.",
                *s.body[:2],
                s.subheads[0],
                *lines,
                "That is all for today. The next tide is on Thursday.",
            ),
            (),
            s.published,
        ),
    )


@layout("de", held=True)
def de_advice_with_contents(v: Voice) -> tuple[str, str, Gold]:
    """A guide of a magazine: contents list, tips in boxes, accordion of questions, partners' offers, sources at the end."""
    s = v.story("www.hafenratgeber.example", 11, "/ratgeber/{slug}")
    page = f"""<!DOCTYPE html><html lang="de"><head><title>{esc(s.title)} - Hafenratgeber</title>{og(title=s.title, site_name="Hafenratgeber", article__published_time=iso(s.published))}</head><body><header><nav>{v.menu()}</nav></header><main><div class="c-article"><h1 class="c-article__headline">{esc(s.title)}</h1><p class="c-article__intro">{esc(s.standfirst)}</p><div class="c-article__author">von <span>{s.authors[0]}</span>, Redakteurin<br>{s.published:%d.%m.%Y}</div><div class="c-toc"><strong>Inhalt</strong><ul><li><a href="#1">{s.subheads[0]}</a></li><li><a href="#2">{s.subheads[1]}</a></li></ul></div><div class="c-article__richtext"><h2 id="1">{s.subheads[0]}</h2>{paras(v, s.body[:4])}<div class="c-tip-box"><p><strong>Tipp:</strong> Wer früh am Schalter steht, bekommt die Karten zum halben Preis.</p></div>{paras(v, s.body[4:7])}<div class="c-affiliate"><span>Anzeige</span><p>Ferngläser im Vergleich</p><a>Zum Angebot*</a></div><h2 id="2">{s.subheads[1]}</h2>{paras(v, s.body[7:])}</div><div class="c-accordion"><h2>Häufige Fragen</h2><div class="c-accordion__item"><h3>Wann fährt die letzte Fähre?</h3><div class="c-accordion__panel"><p>Im Sommer um 22 Uhr, im Winter gar nicht, weil der Hafen dann zufriert.</p></div></div></div><p class="c-hint">*Affiliate-Link: Wir erhalten eine Provision, wenn Sie über diesen Link kaufen.</p><div class="c-share">Teilen</div></div><div class="c-related"><h2>Weitere Artikel</h2>{_teased(v, s.teasers[:4], '<div class="c-teaser"><a href="/{n}"><h3>{t}</h3></a><p>{x}</p></div>')}</div></main></body></html>"""
    text = (
        s.standfirst,
        s.subheads[0],
        *s.body[:4],
        "Tipp: Wer früh am Schalter steht, bekommt die Karten zum halben Preis.",
        *s.body[4:7],
        s.subheads[1],
        *s.body[7:],
        "Häufige Fragen",
        "Wann fährt die letzte Fähre?",
        "Im Sommer um 22 Uhr, im Winter gar nicht, weil der Hafen dann zufriert.",
    )
    return s.url, page, Gold(s.title, text, (s.authors[0],), s.published, s.standfirst)


@layout("en", held=True)
def letter_with_a_bare_headline(v: Voice) -> tuple[str, str, Gold]:
    """A college paper: an extension prints the headline again as bare text in the body; letters to the editor, pull quotes."""
    s = v.story("thequenbylamp.example", 9, "/{n}/opinion/{slug}/")
    page = f"""<!DOCTYPE html><html lang="en"><head><title>{esc(s.title)} - The Quenby Lamp</title>{og(title=s.title, site_name="The Quenby Lamp", article__published_time=iso(s.published))}</head><body class="single sno"><div id="sno-site-wrap"><div class="navbar-wrap">{v.menu()}</div><div class="sno-story-wrap"><div class="category-head"><a>Opinion</a></div><h1 class="sno-story-headline">{esc(s.title)}</h1>{esc(s.title)}<div class="sno-story-byline"><a>{s.authors[0]}</a>, Staff Writer|{s.published:%B %-d, %Y}</div><div class="sno-story-body-content" id="sno-story-body"><p>{esc(s.title)}</p>{paras(v, s.body[:3])}<div class="sno-pullquote-area"><p>{esc(s.body[1])}</p></div>{paras(v, s.body[3:])}</div><div class="sno-donate"><p>Your donation will support the student journalists of Quenby College. Your contribution will allow us to purchase equipment and cover our annual website hosting costs.</p></div><div class="sno-about-writer"><div class="writer-name"><a>{s.authors[0]}</a>, Staff Writer</div></div><div class="sno-comments"><h3>Leave a Comment</h3><form></form></div><div class="sno-comments-list"><h4>The Quenby Lamp • Copyright 2026 • FLEX WordPress Theme • Log in</h4></div></div></div></body></html>"""
    return s.url, page, Gold(s.title, tuple(s.body), (s.authors[0],), s.published)
