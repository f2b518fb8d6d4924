"""A second set of layouts, written without a look at the rules: further languages and habits of other outlets."""

# ruff: noqa: E501 - markup and sentences stand as one line each

from __future__ import annotations

from tests.quality.pages.kit import Gold, Voice, cards, esc, iso, layout, ld, meta, og, paras
from tests.quality.pages.persian import words

_DE = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
]
_IT = [
    "gennaio",
    "febbraio",
    "marzo",
    "aprile",
    "maggio",
    "giugno",
    "luglio",
    "agosto",
    "settembre",
    "ottobre",
    "novembre",
    "dicembre",
]
_UK = [
    "січня",
    "лютого",
    "березня",
    "квітня",
    "травня",
    "червня",
    "липня",
    "серпня",
    "вересня",
    "жовтня",
    "листопада",
    "грудня",
]


@layout("de", held=True)
def de_public_broadcaster(v: Voice) -> tuple[str, str, Gold]:
    """A public broadcaster: topline inside the h1, classed paragraphs, a line on when it was broadcast."""
    s = v.story("www.kuestenschau.example", 11, "/wirtschaft/{slug}-{n}.html")
    about = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": s.title,
        "datePublished": iso(s.published),
        "dateModified": iso(s.modified),
        "author": {"@type": "Organization", "name": "küstenschau.de"},
        "publisher": {"@type": "Organization", "name": "küstenschau.de"},
        "image": [s.image],
    }
    page = f"""<!DOCTYPE html><html lang="de"><head><title>{esc(s.title)} | küstenschau.de</title>{ld(about)}{og(title=s.title, site_name="küstenschau.de", image=s.image)}</head><body class="no-js"><header class="header"><nav>{v.menu()}</nav></header><div class="content-wrapper"><article class="container content-wrapper__group"><div class="seitenkopf"><div class="seitenkopf__media"><img src="{s.image}"/><span>{esc(s.caption)} | {s.credit}</span></div><div class="seitenkopf__data"><h1 class="seitenkopf__headline"><span class="seitenkopf__topline">{s.tags[0]}</span> <span class="seitenkopf__headline--text">{esc(s.title)}</span></h1></div></div>
<div class="metatextline">Stand: {s.modified:%d.%m.%Y %H:%M} Uhr</div><p class="textabsatz columns twelve m-ten m-offset-one"><strong>{esc(s.standfirst)}</strong></p><div class="authorline"><span class="authorline__author">Von {s.authors[0]}, Radio Ost</span></div>{paras(v, s.body[:4], '<p class="textabsatz columns twelve">{t}</p>')}<h2 class="meldung__subhead">{s.subheads[0]}</h2>{paras(v, s.body[4:7], '<p class="textabsatz columns twelve">{t}</p>')}
<div class="teaser-absatz" data-v-type="teaserGroup"><div class="teaser-absatz__link"><a href="/t"><span class="teaser-absatz__date">02.03.2026</span><h3><span class="teaser-absatz__topline">Hafen</span><span class="teaser-absatz__headline">{esc(s.teasers[0])}</span></h3><p class="teaser-absatz__shorttext">Die Lage im Hafen spitzt sich zu, und die Stadt sucht einen Ausweg. <strong>mehr</strong></p></a></div></div>{paras(v, s.body[7:], '<p class="textabsatz columns twelve">{t}</p>')}<div class="copytext__programm"><p>Über dieses Thema berichtete küstenschau24 am {s.published:%d}. {_DE[s.published.month - 1]} {s.published.year} um {s.published:%H:%M} Uhr.</p></div><ul class="taglist"><li><a>Hafen</a></li></ul></article></div><footer><p>© KOR-aktuell / küstenschau.de</p></footer></body></html>"""
    text = (s.standfirst, *s.body[:4], s.subheads[0], *s.body[4:])
    return s.url, page, Gold(s.title, text, (s.authors[0],), s.published, s.standfirst, s.modified, image=s.image)


@layout("de", held=True)
def de_tabloid(v: Voice) -> tuple[str, str, Gold]:
    """A tabloid: headline in parts, place in bold, teasers and polls between paragraphs, a line asking for errors."""
    s = v.story("www.tageblitz.example", 10, "/news/inland/{slug}-{n}")
    page = f"""<!DOCTYPE html><html lang="de-DE"><head><title>{esc(s.title)} | News | TAGEBLITZ.de</title>{og(title=s.title, article__published_time=iso(s.published), site_name="TAGEBLITZ.de", image=s.image)}{meta(author="TAGEBLITZ", date=iso(s.published))}</head><body><div id="__root"><div class="navi">{v.menu('<a href="/{n}">{t}</a>')}</div><main><article class="article article--standard"><header><h2 class="document-title"><span class="document-title__kicker">Hafen-Zoff!</span><span class="document-title__headline">{esc(s.title)}</span></h2></header><figure class="fig__media"><figcaption class="fig__caption"><span class="fig__caption__text">{esc(s.caption)}</span><span class="fig__caption__meta">Foto: {s.credit}</span></figcaption></figure><div class="article-meta"><div class="author"><span>Von</span> <span class="author__name">{s.authors[0].upper()}</span></div><time datetime="{iso(s.published)}">{s.published:%d.%m.%Y - %H:%M} Uhr</time></div>
<div class="article-body"><p><b>Varnholm – </b>{esc(s.body[0])}</p>{paras(v, s.body[1:3])}<aside class="mtl"><h3>Lesen Sie auch</h3><ul>{cards(s.teasers[:2])}</ul></aside>{paras(v, s.body[3:6])}<p><a href="/x"><b>► {esc(s.teasers[3])}</b></a></p>{paras(v, s.body[6:])}<p><i>Haben Sie Fehler entdeckt? Möchten Sie etwas kritisieren? Schreiben Sie uns gerne!</i></p></div><div class="trinity"><div>Artikel teilen</div></div></article><section class="stage"><h2>Top-Themen</h2>{cards(s.teasers[4:12], "<article><h3><a href='/{n}'>{t}</a></h3></article>")}</section></main></div></body></html>"""
    text = (f"Varnholm – {s.body[0]}", *s.body[1:])
    return s.url, page, Gold(s.title, text, (s.authors[0],), s.published, image=s.image)


@layout("fr", held=True)
def fr_regional_daily(v: Voice) -> tuple[str, str, Gold]:
    """A regional daily: chapô in its own div, place line, sign-up in the middle, comments rule, tags."""
    s = v.story("www.ouest-eskel.example", 9, "/bretagne/{slug}-{n}")
    about = {
        "@context": "http://schema.org",
        "@type": "NewsArticle",
        "headline": s.title,
        "description": s.standfirst,
        "datePublished": iso(s.published),
        "dateModified": iso(s.modified),
        "author": {"@type": "Organization", "name": "Ouest-Eskel"},
        "image": {"@type": "ImageObject", "url": s.image},
    }
    page = f"""<!DOCTYPE html><html lang="fr"><head><title>{esc(s.title)}</title>{ld(about)}{og(title=s.title, site_name="Ouest-Eskel.fr", description=s.standfirst)}</head><body><header class="su-header">{v.menu('<a href="/{n}">{t}</a>')}</header><main><article class="su-article"><header class="su-article-header"><div class="su-breadcrumb"><a>Accueil</a> › <a>Bretagne</a></div><h1 class="su-title">{esc(s.title)}</h1><div class="su-chapo">{esc(s.standfirst)}</div></header><div class="su-media"><img src="{s.image}" alt=""/><div class="su-media-legend">{esc(s.caption)} | {s.credit.upper()} / OUEST-ESKEL</div></div><div class="su-article-infos"><div class="su-source">Ouest-Eskel <span class="su-signature">{s.authors[0]}</span></div><div class="su-pubdate">Publié le <time datetime="{iso(s.published)}">{s.published:%d/%m/%Y à %Hh%M}</time></div><button>Écouter</button><span>Lire plus tard</span><span>Partager</span></div><div class="su-newsletter"><p>Newsletter Politique</p><p>Chaque jour, les coulisses de la vie politique</p><form><input placeholder="Votre e-mail"><button>OK</button></form></div>
<div class="su-article-body">{paras(v, s.body[:3])}<p class="su-lire">LIRE AUSSI. <a href="/r">{esc(s.teasers[0])}</a></p><h2>{s.subheads[0]}</h2>{paras(v, s.body[3:])}</div><div class="su-tags">{"".join(f"<a href='/{n}'>{t}</a>" for n, t in enumerate(s.tags))}</div><div class="su-reaction"><p>Retrouvez ici les articles les plus commentés</p></div></article><aside><h3>Et aussi sur Ouest-Eskel</h3>{cards(s.teasers[1:7])}</aside></main><footer>Ouest-Eskel, tous droits réservés</footer></body></html>"""
    text = (s.standfirst, *s.body[:3], s.subheads[0], *s.body[3:])
    return s.url, page, Gold(s.title, text, (s.authors[0],), s.published, s.standfirst, s.modified, image=s.image)


@layout("es", held=True)
def es_subscriber_paper(v: Voice) -> tuple[str, str, Gold]:
    """A paper with a house prefix on every class, summary points, subscriber messages, a comment form."""
    s = v.story("www.lavozdelsilo.example", 11, "/internacional/{slug}-{n}_noticia.html")
    about = {
        "@context": "http://schema.org",
        "@type": "NewsArticle",
        "headline": s.title,
        "datePublished": iso(s.published),
        "dateModified": iso(s.modified),
        "author": {"@type": "Person", "name": s.authors[0], "jobTitle": "Corresponsal"},
        "articleSection": "Internacional",
        "isAccessibleForFree": False,
    }
    page = f"""<!DOCTYPE html><html lang="es"><head><title>{esc(s.title)}</title>{ld(about)}{og(title=s.title, site_name="Diario La Voz")}</head><body><header>{v.menu('<a href="/{n}">{t}</a>')}</header><main class="voc-main"><article class="voc-article"><div class="voc-topper"><span>Puertos</span></div><h1 class="voc-title">{esc(s.title)}</h1><h2 class="voc-subtitle">{esc(s.standfirst)}</h2><div class="voc-img-container"><figure><figcaption class="voc-figcaption">{esc(s.caption)} <span class="voc-figcaption-author">{s.credit.upper()}</span></figcaption></figure></div><div class="voc-author"><p class="voc-author__name"><a href="/a">{s.authors[0]}</a></p><p class="voc-author__place">Corresponsal en Karsk</p><time class="voc-author__time" datetime="{iso(s.published)}">{s.published:%d/%m/%Y} a las {s.published:%H:%M}h.</time></div><div class="voc-social"><p>Esta funcionalidad es sólo para suscriptores</p><a>Suscribete</a></div>
<div class="voc-d-c">{paras(v, s.body[:4], '<p class="voc-p">{t}</p>')}<div class="voc-newsletter"><p>Lo mejor de la semana</p><p>Recibe cada viernes en tu correo los mejores reportajes</p></div><h3 class="voc-summary">{s.subheads[0]}</h3>{paras(v, s.body[4:8], '<p class="voc-p">{t}</p>')}<div class="voc-related"><p class="voc-related__title">Noticias relacionadas</p><ul>{cards(s.teasers[:2])}</ul></div>{paras(v, s.body[8:], '<p class="voc-p">{t}</p>')}</div><div class="voc-comments"><h4>Ver comentarios (12)</h4><p>Reporta un error</p></div></article><section class="voc-paywall"><p>Artículo solo para suscriptores</p><p>Tu diario en la frontera de lo que importa</p></section></main><footer>© DIARIO LA VOZ, S.L.</footer></body></html>"""
    text = (s.standfirst, *s.body[:4], s.subheads[0], *s.body[4:])
    return (
        s.url,
        page,
        Gold(s.title, text, (s.authors[0],), s.published, s.standfirst, s.modified, "Internacional", paywall=True),
    )


@layout("it", held=True)
def it_national_paper(v: Voice) -> tuple[str, str, Gold]:
    """A national paper: "di" before the author, "riproduzione riservata" at the end, two dates in one line."""
    s = v.story("www.corrierediporto.example", 10, "/economia/{d}/{slug}-{n}.shtml")
    page = f"""<!DOCTYPE html><html lang="it"><head><title>{esc(s.title)}- Corriere di Porto</title>{og(title=s.title, type="article", image=s.image)}{meta(pubdate=s.published.strftime("%Y-%m-%d %H:%M:%S"), author=s.authors[0])}</head><body><div id="l-main"><div class="menu">{v.menu('<a href="/{n}">{t}</a>')}</div><section class="body-article"><h1 class="title-art-hp is-xmedium is-line-h-106">{esc(s.title)}</h1><p class="subtitle-art is-mr-b-24">{esc(s.standfirst)}</p><p class="author-art">di <span class="writer">{s.authors[0]}</span></p><div class="media-article"><img src="{s.image}"><p class="caption-article">{esc(s.caption)} ({s.credit})</p></div><div class="content"><div class="chapter">{paras(v, s.body[:5], '<p class="chapter-paragraph">{t}</p>')}<h3 class="is-subtitle">{s.subheads[0]}</h3>{paras(v, s.body[5:], '<p class="chapter-paragraph">{t}</p>')}<p class="is-copyright">© RIPRODUZIONE RISERVATA</p></div></div><p class="is-last-update">{s.published.day} {_IT[s.published.month - 1]} {s.published.year} ( modifica il {s.modified.day} {_IT[s.modified.month - 1]} {s.modified.year} | {s.modified:%H:%M})</p><div class="whatsapp"><p>Iscriviti al canale WhatsApp del Corriere di Porto</p></div></section><div class="recommended"><h4>Consigliati per te</h4>{cards(s.teasers[:6], "<div class='media-news'><h5><a href='/{n}'>{t}</a></h5></div>")}</div></div></body></html>"""
    text = (s.standfirst, *s.body[:5], s.subheads[0], *s.body[5:])
    return (
        s.url,
        page,
        Gold(s.title, text, (s.authors[0],), s.published.replace(tzinfo=None), s.standfirst, image=s.image),
    )


@layout("pt", held=True)
def pt_television_portal(v: Voice) -> tuple[str, str, Gold]:
    """A television's portal: a container per paragraph, lists of links in capitals, channel invitations, videos below."""
    s = v.story("g9.costa.example", 9, "/economia/noticia/{d}/{slug}.ghtml")

    def box(texts: list[str]) -> str:
        return "".join(
            f'<div class="mc-column content-text active-extra-styles" data-block-type="unstyled"><p class="content-text__container">{v.rich(t)}</p></div>'
            for t in texts
        )

    page = f"""<!DOCTYPE html><html lang="pt-br"><head><title>{esc(s.title)} | Economia | G9</title>{og(title=s.title, site_name="G9", type="article", image=s.image)}<meta itemprop="datePublished" content="{s.published:%Y-%m-%dT%H:%M:%S.000Z}"><meta itemprop="dateModified" content="{s.modified:%Y-%m-%dT%H:%M:%S.000Z}"></head><body><div class="header">{v.menu('<a href="/{n}">{t}</a>')}</div><div id="glb-materia"><div class="mc-article-header"><div class="title"><h1 class="content-head__title" itemprop="headline">{esc(s.title)}</h1></div><div class="medium-centered subtitle"><h2 class="content-head__subtitle" itemprop="alternativeHeadline">{esc(s.standfirst)}</h2></div><div class="content__signa-share"><div class="content__signature"><div class="content-publication-data"><p class="content-publication-data__from" title="{s.authors[0]}, G9">Por {s.authors[0]}, G9</p><p class="content-publication-data__updated"><time datetime="{s.published:%Y-%m-%dT%H:%M:%S.000Z}">{s.published:%d/%m/%Y %Hh%M}</time> <span>Atualizado há 2 meses</span></p></div></div></div></div><article itemprop="articleBody"><div class="mc-article-body">{box(s.body[:2])}<div class="mc-column content-media"><p class="content-media__description__caption">{esc(s.caption)} — Foto: {s.credit}</p></div>{box(s.body[2:4])}<div class="mc-column content-text"><ul class="content-unordered-list"><li><strong>LEIA TAMBÉM:</strong> <a href="/l">{esc(s.teasers[0])}</a></li><li><a href="/m">{esc(s.teasers[1])}</a></li></ul></div><div class="mc-column content-text"><h2>{s.subheads[0]}</h2></div>{box(s.body[4:])}<div class="mc-column content-text"><p class="content-text__container"><a href="/w">✅ Clique aqui para seguir o canal do G9 no WhatsApp</a></p></div></div></article><div class="playlist-videos"><h3>Vídeos: mais assistidos do G9</h3>{cards(s.teasers[2:6])}</div></div><div class="feed">{cards(s.teasers[6:14], "<div class='bastian-feed-item'><a href='/{n}'>{t}</a><span>Há 3 horas</span></div>")}</div></body></html>"""
    text = (s.standfirst, *s.body[:4], s.subheads[0], *s.body[4:])
    return s.url, page, Gold(s.title, text, (s.authors[0],), s.published, s.standfirst, s.modified, image=s.image)


@layout("uk", held=True)
def uk_news_site(v: Voice) -> tuple[str, str, Gold]:
    """A Ukrainian site: weekday and date in words, "read also" paragraphs, error prompt, author before the date."""
    s = v.story("www.ostrivna.example", 8, "/news/{d}/{n}/")
    day = f"{s.published.day} {_UK[s.published.month - 1]} {s.published.year}, {s.published:%H:%M}"
    page = f"""<!DOCTYPE html><html lang="uk"><head><title>{esc(s.title)} | Острівна правда</title>{og(title=s.title, site_name="Острівна правда", image=s.image)}</head><body><div class="main_content"><div class="container_sub_news">{cards(s.teasers[:9], "<div class='article_news_list'><div class='article_time'>12:0{n}</div><div class='article_content'><a href='/{n}'>{t}</a></div></div>")}</div><div class="container_sub_post_news"><article class="post"><header class="post_news_header"><h1 class="post_title">{esc(s.title)}</h1><div class="post_time"><span class="post_author"><a href="/a">{s.authors[0]}</a></span> — {day}</div></header><div class="block_post"><div class="post_photo_news"><img src="{s.image}"><div class="post_photo_caption">{esc(s.caption)}. Фото: {s.credit}</div></div><div class="post_text">{paras(v, s.body[:3])}<div class="post_news_related"><p><b>Читайте також:</b> <a href="/r">{esc(s.teasers[9])}</a></p></div>{paras(v, s.body[3:])}<p><b>Нагадаємо</b>, {esc(v.one("clause"))}.</p><div class="post_signature"><p>Острівна правда у Telegram - <a>підписатися</a></p></div></div></div><div class="post_tags"><a>порт</a></div><div class="post_share"><div>Реклама:</div></div></article></div></div><footer>© 2000-2026, Острівна правда. Використання матеріалів сайту лише за умови посилання.</footer></body></html>"""
    last = page.split("Нагадаємо</b>, ")[1].split("</p>", maxsplit=1)[0]
    text = (*s.body, f"Нагадаємо, {last.replace('&#x27;', chr(39))}")
    return s.url, page, Gold(s.title, text, (s.authors[0],), s.published.replace(tzinfo=None), image=s.image)


@layout("zh", held=True)
def zh_portal(v: Voice) -> tuple[str, str, Gold]:
    """A Chinese portal: ideographic indents, source and time in one line, editor's name in brackets at the end."""
    s = v.story("news.haigang.example", 9, "/c/{d}/doc-{n}.shtml")
    page = f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{esc(s.title)}_海港新闻网</title>{og(title=s.title, type="news", url=s.url)}<meta property="article:published_time" content="{iso(s.published)}"><meta name="keywords" content="{",".join(s.tags)}"></head><body><div class="top-nav">{v.menu('<a href="/{n}">{t}</a>')}</div><div class="main-content w1240"><h1 class="main-title">{esc(s.title)}</h1><div class="top-bar-wrap"><div class="date-source"><span class="date">{s.published:%Y年%m月%d日 %H:%M}</span> <a class="source">海港日报</a></div><div class="tool">缩小字体 放大字体 收藏 微博 微信 分享</div></div><div class="article-content clearfix"><div class="article" id="article">{paras(v, s.body, "<p>　　{t}</p>")}<p class="article-editor">责任编辑：{s.authors[0]} </p></div></div><div class="keywords">文章关键词： <a>{s.tags[0]}</a></div><div class="article-bottom"><a>我要反馈</a></div></div><div class="tech-con">{cards(s.teasers[:8], "<div><h3><a href='/{n}'>{t}</a></h3></div>")}</div><div class="footer">海港公司 版权所有</div></body></html>"""
    return s.url, page, Gold(s.title, tuple(s.body), (), s.published)


@layout("ja", held=True)
def ja_broadcaster(v: Voice) -> tuple[str, str, Gold]:
    """A Japanese broadcaster: time in words, summary above, sections with headings in divs, related list."""
    s = v.story("www.umitv.example", 8, "/news/html/{d}/k{n}.html")
    about = {
        "@context": "http://schema.org",
        "@type": "NewsArticle",
        "headline": s.title,
        "datePublished": iso(s.published),
        "dateModified": iso(s.published),
        "image": [s.image],
        "publisher": {"@type": "Organization", "name": "海テレビ"},
    }
    page = f"""<!DOCTYPE html><html lang="ja"><head><title>{esc(s.title)} | 海テレビ | 鉄道</title>{ld(about)}{og(title=s.title + " | 海テレビ", site_name="海テレビニュース", image=s.image)}</head><body><nav>{v.menu('<a href="/{n}">{t}</a>')}</nav><main id="main"><article class="module module--detail"><section class="module--detail-content"><header class="module--header"><h1 class="content--title"><span>{esc(s.title)}</span></h1><p class="content--date"><time datetime="{s.published:%Y-%m-%dT%H:%M}">{s.published.year}年{s.published.month}月{s.published.day}日 {s.published.hour}時{s.published.minute:02}分</time></p></header><div class="content--thumb"><img src="{s.image}"></div><div class="content--detail-main"><p class="content--summary">{esc(s.standfirst)}</p><div class="content--detail-more">{"".join(f'<div class="content--body"><h2 class="body-title">{h}</h2><div class="body-text"><p>{"<br><br>".join(esc(t) for t in part)}</p></div></div>' for h, part in ((s.subheads[0], s.body[:4]), (s.subheads[1], s.body[4:])))}</div></div></section><section class="module--related"><h2>あわせて読みたい</h2>{cards(s.teasers[:5])}</section><div class="sns">シェアする</div></article></main><footer>Copyright 海テレビ All rights reserved. 許可なく転載することを禁じます。</footer></body></html>"""
    text = (s.standfirst, s.subheads[0], *s.body[:4], s.subheads[1], *s.body[4:])
    return s.url, page, Gold(s.title, text, (), s.published, s.standfirst, image=s.image)


@layout("tr", held=True)
def tr_daily(v: Voice) -> tuple[str, str, Gold]:
    """A daily: body with headings as bold paragraphs, gallery links, agency and date line, popular list after."""
    s = v.story("www.gunlukliman.example", 9, "/gundem/{slug}-{n}")
    page = f"""<!DOCTYPE html><html lang="tr"><head><title>{esc(s.title)} - Günlük Liman</title>{og(title=s.title, site_name="gunlukliman.com", image=s.image, article__published_time=iso(s.published), article__modified_time=iso(s.modified), article__author=s.authors[0])}</head><body><div class="header">{v.menu('<a href="/{n}">{t}</a>')}</div><section class="news-detail"><div class="container"><div class="news-content readingTime" property="articleBody"><div class="news-header"><h1 class="news-detail-title selectionShareable">{esc(s.title)}</h1><div class="news-date"><div class="news-info"><div class="info-agency">{s.authors[0]} / KARSK</div><span class="date-info">Oluşturulma Tarihi: {s.published:%d.%m.%Y %H:%M}</span></div></div></div><div class="news-image"><img src="{s.image}"></div><h2 class="description">{esc(s.standfirst)}</h2><div class="text">{paras(v, s.body[:3])}<div class="news-tag-embed"><p>GÖZDEN KAÇMASIN</p><a href="/g">{esc(s.teasers[0])} Haberi görüntüle</a></div><p><strong>{s.subheads[0].upper()}</strong></p>{paras(v, s.body[3:])}</div><div class="news-tags">Haberle ilgili daha fazlası: <a># liman</a> <a># mahkeme</a></div></div><div class="sidebar">{cards(s.teasers[1:9])}</div></div></section><div class="footer">Copyright © 2026 - Tüm hakları saklıdır. Günlük Liman</div></body></html>"""
    text = (s.standfirst, *s.body[:3], s.subheads[0].upper(), *s.body[3:])
    return s.url, page, Gold(s.title, text, (s.authors[0],), s.published, s.standfirst, s.modified, image=s.image)


@layout("ar", held=True)
def ar_daily(v: Voice) -> tuple[str, str, Gold]:
    """A daily: author and place above, list of topics, text in divs of a portal system, follow-us box in the middle."""
    s = v.story("alsharqport.example", 9, "/{n}-{slug}")
    page = f"""<!DOCTYPE html><html lang="ar" dir="rtl"><head><title>{esc(s.title)} | الشرق والميناء</title>{og(title=s.title, site_name="الشرق والميناء", type="article", image=s.image)}{meta(description=s.standfirst)}<script type="application/ld+json">{{"@context":"https://schema.org","@graph":[{{"@type":"NewsArticle","headline":"{s.title}","datePublished":"{iso(s.published)}","author":{{"@type":"Person","name":"{s.authors[0]}"}}}}]}}</script></head><body><header>{v.menu('<a href="/{n}">{t}</a>')}</header><main><div class="node-article"><div class="article-section"><a>الاقتصاد</a></div><h1 class="page-title">{esc(s.title)}</h1><h2 class="article-subtitle">{esc(s.standfirst)}</h2><div class="entry-meta"><span>كارسك: {s.authors[0]}</span><span>نُشر: {s.published:%H:%M}-{s.published.day} مايو {s.published.year} م</span></div><div class="media"><img src="{s.image}"><span>{esc(s.caption)} (رويترز)</span></div><div class="field-body">{paras(v, s.body[:3], '<p style="text-align:justify">{t}</p>')}<div class="follow-box"><p>تابعونا على واتساب لتصلكم آخر الأخبار</p></div>{paras(v, s.body[3:5])}<div class="readmore"><div>اقرأ أيضاً</div><a href="/r">{esc(s.teasers[0])}</a></div>{paras(v, s.body[5:])}</div><div class="field-topics"><a>ميناء</a><a>طاقة</a></div></div><div class="related-block"><h2>مواضيع ذات صلة</h2>{cards(s.teasers[1:6])}</div></main><footer>جميع الحقوق محفوظة</footer></body></html>"""
    return (
        s.url,
        page,
        Gold(s.title, (s.standfirst, *s.body), (s.authors[0],), s.published, s.standfirst, image=s.image),
    )


@layout("en", held=True)
def syndicated_text_with_breaks(v: Voice) -> tuple[str, str, Gold]:
    """A large portal: text nodes and breaks in one div with links between, a note on the syndicated feed, live blog links."""
    s = v.story("timesofashdale.example", 10, "/city/{slug}/articleshow/{n}.cms")
    about = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": s.title,
        "articleBody": " ".join(s.body),
        "datePublished": iso(s.published),
        "dateModified": iso(s.modified),
        "author": [{"@type": "Thing", "name": "TOA News Desk"}],
        "publisher": {"@type": "NewsMediaOrganization", "name": "The Times of Ashdale"},
    }
    inner = (
        "<br/><br/>".join(v.rich(t) for t in s.body[:4])
        + f'<div class="also"><strong>Also Read: </strong><a href="/x">{esc(s.teasers[0])}</a></div>'
        + "<br/><br/>".join(v.rich(t) for t in s.body[4:])
    )
    page = f"""<!DOCTYPE html><html lang="en"><head><title>{esc(s.title)} | Ashdale News - Times of Ashdale</title>{ld(about)}{og(title=s.title + " - Times of Ashdale", site_name="The Times of Ashdale")}</head><body><div id="app"><div class="WHv1u">{v.menu('<a href="/{n}">{t}</a>')}</div><div class="JuyWl"><div class="_3lvqr"><h1 class="HNMDR"><span>{esc(s.title)}</span></h1><div class="xf8Pm byline">TOA News Desk / TIMESOFASHDALE.COM / <span>Updated: {s.modified:%b %d, %Y, %H:%M} IST</span></div><div class="Ri7wO"><span>Share</span><span>AA</span><span>Follow us</span></div><div class="art_synopsis"><span>AI Summary: a short machine-made digest follows here and is no part of the report itself.</span></div></div><div class="_s30J clearfix" data-articlebody="1">{inner}<br/><br/><em>(This story has not been edited by our staff and is auto-generated from a syndicated feed.)</em></div><div class="about_author"><span>About the Author</span><p>TOA News Desk comprises a dedicated and tireless team of journalists who operate around the clock.</p></div><div class="comm"><span>Start a Conversation</span><span>Post comment</span></div></div><div class="rhs">{cards(s.teasers[1:12], "<div><a href='/{n}'>{t}</a></div>")}</div></div></body></html>"""
    return s.url, page, Gold(s.title, tuple(s.body), ("TOA News Desk",), s.published, modified=s.modified)


@layout("en", held=True)
def letter_platform(v: Voice) -> tuple[str, str, Gold]:
    """A platform of letters: subtitle, buttons between paragraphs, thanks for reading, discussion below."""
    s = v.story("harbournotes.example", 14, "/p/{slug}")
    about = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "url": s.url,
        "headline": s.title,
        "description": s.standfirst,
        "datePublished": iso(s.published),
        "dateModified": iso(s.modified),
        "isAccessibleForFree": True,
        "author": [{"@type": "Person", "name": s.authors[0]}],
        "publisher": {"@type": "Organization", "name": "Harbour Notes"},
        "image": [{"@type": "ImageObject", "url": s.image}],
    }
    button = '<div class="subscription-widget-wrap"><div class="preamble"><p>Harbour Notes is a reader-supported publication. To receive new posts and support my work, consider becoming a free or paid subscriber.</p></div><form><button>Subscribe</button></form></div>'
    page = f"""<!DOCTYPE html><html lang="en"><head><title>{esc(s.title)} - by {s.authors[0]} - Harbour Notes</title>{ld(about)}{og(title=s.title)}{meta(author=s.authors[0])}</head><body><div id="entry"><div id="main"><div class="topbar"><h1 class="pencraft"><a href="/">Harbour Notes</a></h1><button>Subscribe</button><button>Sign in</button></div><article class="newsletter-post post"><div class="post-header"><h1 class="post-title published">{esc(s.title)}</h1><h3 class="subtitle">{esc(s.standfirst)}</h3><div class="pencraft"><a href="/@a">{s.authors[0]}</a><div>{s.published:%b %d, %Y}</div></div><div class="post-ufi"><a>42</a><a>7</a><a>Share</a></div></div><div class="available-content"><div dir="auto" class="body markup">{paras(v, s.body[:4])}{button}{paras(v, s.body[4:8])}<div class="captioned-image-container"><figure><figcaption class="image-caption">{esc(s.caption)}</figcaption></figure></div><h3 class="header-anchor-post">{s.subheads[0]}</h3><ol><li><p>{esc(s.body[8])}</p></li><li><p>{esc(s.body[9])}</p></li></ol><blockquote><p>{esc(s.body[10])}</p></blockquote>{paras(v, s.body[11:])}<p class="button-wrapper"><a class="button primary"><span>Share</span></a></p><p><em>Thanks for reading Harbour Notes! Subscribe for free to receive new posts and support my work.</em></p></div></div></article><div class="discussion"><h4>Discussion about this post</h4><div>Comments</div><div>Restacks</div>{"".join(f'<div class="comment"><div>{v.person()}</div><p>{esc(c)}</p><span>Expand full comment</span></div>' for c in s.comments[:6])}</div><div><h4>Ready for more?</h4></div><footer>© 2026 {s.authors[0]} · Privacy ∙ Terms ∙ Collection notice</footer></div></div></body></html>"""
    text = (s.standfirst, *s.body[:8], s.subheads[0], *s.body[8:])
    return (
        s.url,
        page,
        Gold(s.title, text, (s.authors[0],), s.published, s.standfirst, s.modified, paywall=False, image=s.image),
    )


@layout("en", held=True)
def persian_gulf_daily_in_english(v: Voice) -> tuple[str, str, Gold]:
    """An English daily of the region: dateline with a dash, codes of persons at the end, plain text date, news id."""
    s = v.story("www.bandartimes.example", 8, "/news/{n}/{slug}")
    texts = [f"TEHRAN – {s.body[0]}", *s.body[1:]]
    page = f"""<!DOCTYPE html><html lang="en"><head><title>{esc(s.title)} - Bandar Times</title>{og(title=s.title, site_name="Bandar Times", image=s.image, description=texts[0][:180])}{meta(description=texts[0][:180])}</head><body><header><ul>{v.menu()}</ul></header><main><article class="item" id="item"><div class="item-header"><ul class="list-inline"><li class="item-date">{s.published:%B %-d, %Y - %-H:%M}</li><li class="item-code">News ID: 5{s.url.split("/")[4]}</li></ul><h2 class="item-title"><a href="/n">{esc(s.title)}</a></h2></div><div class="item-body"><figure><img src="{s.image}"></figure><div class="item-text">{paras(v, texts, '<p style="text-align:left">{t}</p>')}<p>SA/PA</p></div></div><section class="tags"><ul><li><a>Varnholm</a></li></ul></section><section class="comment-form"><h3>Leave a Comment</h3><form><label>Your name</label></form></section></article><aside><h3>Most Viewed in Economy</h3>{cards(s.teasers[:9])}</aside></main><footer>All Content by Bandar Times is licensed under a Creative Commons Attribution 4.0 International License.</footer></body></html>"""
    return s.url, page, Gold(s.title, tuple(texts), (), s.published.replace(tzinfo=None), image=s.image)


@layout("fa", held=True)
def fa_bulletin_site(v: Voice) -> tuple[str, str, Gold]:
    """A site of breaking news: bullets above the text, related link after every second paragraph, source line."""
    s = v.story("www.khabarbandar.example", 8, "/fa/news/{n}")
    page = f"""<!DOCTYPE html><html lang="fa" dir="rtl"><head><title>{esc(s.title)}</title>{og(title=s.title, image=s.image)}<meta property="article:published_time" content="{iso(s.published)}"><meta property="dable:author" content="خبر بندر"></head><body><div class="top">{v.menu('<a href="/{n}">{t}</a>')}</div><div class="newsbox"><span class="news_pdate">{words(s.published)}</span><h2 class="on_title">{s.subheads[0]}</h2><h1>{esc(s.title)}</h1><div class="lead_con">{esc(s.standfirst)}</div><div id="echo_detail"><div>{paras(v, s.body[:2])}<div class="rel"><a href="/r">◄ {esc(s.teasers[0])}</a></div>{paras(v, s.body[2:4])}<div class="rel"><a href="/s">◄ {esc(s.teasers[1])}</a></div>{paras(v, s.body[4:])}<p>منبع: ایسنا</p></div></div><div class="keyword">کلمات کلیدی: <a>بندر</a></div><div class="send_opinion"><p>ارسال نظر</p><label>نام:</label><label>ایمیل:</label><label>* نظر:</label></div></div><div class="side">{cards(s.teasers[2:10])}</div><div class="foot">نقل مطالب با ذکر منبع بلامانع است.</div></body></html>"""
    return s.url, page, Gold(s.title, (s.standfirst, *s.body), (), s.published, s.standfirst, image=s.image)


@layout("ru", held=True)
def ru_world_channel(v: Voice) -> tuple[str, str, Gold]:
    """A channel: summary div, text div with cards of other news, error note, a channel's invitation as the last line."""
    s = v.story("russianchannel.example", 9, "/world/article/{n}-{slug}")
    page = f"""<!DOCTYPE html><html lang="ru"><head><title>{esc(s.title)} — КТ на русском</title>{og(title=s.title, site_name="КТ на русском", image=s.image)}<meta name="mediator_published_time" content="{iso(s.published)}"><meta name="mediator_author" content="{s.authors[0]}"></head><body><div class="layout"><div class="header">{v.menu('<a href="/{n}">{t}</a>')}</div><div class="article article_article-page"><h1 class="article__heading article__heading_article-page">{esc(s.title)}</h1><div class="article__date-autor-shortcode article__date-autor-shortcode_article-page"><div class="article__date"><time class="date" datetime="{s.published:%Y-%-m-%-d %H:%M}">{s.published:%d.%m.%Y}, {s.published:%H:%M}</time></div><div class="article__author">{s.authors[0]}</div></div><div class="article__cover"><img src="{s.image}"><div class="article__cover-source">{s.credit}</div></div><div class="article__summary article__summary_article-page js-mediator-article">{esc(s.standfirst)}</div><div class="article__text article__text_article-page js-mediator-article">{paras(v, s.body[:3])}<div class="read-more-big"><a href="/r"><div class="read-more-big__title">{esc(s.teasers[0])}</div><div class="read-more-big__summary">Подробности о том, как порт остался без зерна и кто за это ответит.</div></a></div>{paras(v, s.body[3:5])}<h2>{s.subheads[0]}</h2>{paras(v, s.body[5:])}</div><div class="article__error">Ошибка в тексте? Выделите её и нажмите «Ctrl + Enter»</div><div class="article__subscribe"><a>Подписывайтесь на наш канал в MAX</a></div><div class="tags-trends">{"".join(f"<a href='/{n}' rel='tag'>{t}</a>" for n, t in enumerate(s.tags))}</div></div><div class="columns">{cards(s.teasers[1:10], "<div class='card'><div class='card__heading'><a href='/{n}'>{t}</a></div><div class='card__summary'>Кратко о том, что случилось в порту на этой неделе и чего ждать дальше.</div></div>")}</div></div></body></html>"""
    text = (s.standfirst, *s.body[:5], s.subheads[0], *s.body[5:])
    return (
        s.url,
        page,
        Gold(s.title, text, (s.authors[0],), s.published, s.standfirst, tags=tuple(s.tags), image=s.image),
    )


@layout("en", held=True)
def aggregated_story(v: Voice) -> tuple[str, str, Gold]:
    """An aggregator: provider before the author, "story continues" between paragraphs, partner links, view comments."""
    s = v.story("news.portalone.example", 11, "/{slug}-{n}.html")
    about = {
        "@context": "http://schema.org",
        "@type": "NewsArticle",
        "headline": s.title,
        "datePublished": s.published.strftime("%Y-%m-%dT%H:%M:%S.000Z"),
        "author": {"@type": "Person", "name": s.authors[0], "jobTitle": ""},
        "creator": {"@type": "Person", "name": s.authors[0]},
        "provider": {"@type": "Organization", "name": "Coast Weekly"},
        "publisher": {"@type": "Organization", "name": "Portal One"},
    }
    page = f"""<!DOCTYPE html><html lang="en-US"><head><title>{esc(s.title)}</title>{ld(about)}{og(title=s.title, site_name="Portal One News", image=s.image)}</head><body><div id="app"><div class="nav">{v.menu('<a href="/{n}">{t}</a>')}</div><article role="article"><div class="caas-container"><div class="caas-inner-body"><header class="caas-header"><div class="caas-logo"><img alt="Coast Weekly"></div></header><div class="caas-title-wrapper"><h1 data-test-locator="headline">{esc(s.title)}</h1></div><div class="caas-content"><div class="caas-content-byline-wrapper"><div class="caas-attr-item-author"><span class="caas-author-byline-collapse">{s.authors[0]}</span></div><div class="caas-attr-time-style"><time datetime="{s.published:%Y-%m-%dT%H:%M:%S.000Z}">{s.published:%a, %B %-d, %Y at %-I:%M %p}</time> · <span class="caas-attr-mins-read">4 min read</span></div></div><div class="caas-body"><figure class="caas-figure"><figcaption class="caption-collapse">{esc(s.caption)} - {s.credit}/Coast Weekly</figcaption></figure>{paras(v, s.body[:3])}<p>Story continues</p>{paras(v, s.body[3:6])}<p><strong>More from Coast Weekly:</strong></p><ul><li><p><a href="/1">{esc(s.teasers[0])}</a></p></li><li><p><a href="/2">{esc(s.teasers[1])}</a></p></li></ul>{paras(v, s.body[6:])}<p>Read the <a href="/orig">original article</a> on Coast Weekly.</p></div></div></div></div><div class="caas-comments"><button>View Comments</button></div></article><div class="stream">{cards(s.teasers[2:14], "<div class='stream-card'><h3><a href='/{n}'>{t}</a></h3><p>The council met for nine hours, and nothing was decided about the ferry or the dam.</p></div>")}</div></div></body></html>"""
    return s.url, page, Gold(s.title, tuple(s.body), (s.authors[0],), s.published, image=s.image)
