"""A third set: pages that are rough rather than exotic, written after the rules and not tuned for at first sight."""

# ruff: noqa: E501 - markup and sentences stand as one line each

from __future__ import annotations

from tests.quality.pages.kit import Gold, Voice, cards, esc, iso, layout, ld, meta, og, paras


@layout("en", held=True)
def counts_above_and_tabs_below(v: Voice) -> tuple[str, str, Gold]:
    """Counts of comments beside the byline, tabs of "latest" and "popular" under the text, a related box in the first third."""
    s = v.story("www.dailyquay.example", 14, "/news/{n}/{slug}")
    page = f"""<!DOCTYPE html><html lang="en"><head><title>{esc(s.title)} - Daily Quay</title>{og(title=s.title, site_name="Daily Quay", image=s.image)}{meta(author=s.authors[0])}<meta name="publish-date" content="{s.published:%a, %d %b %Y %H:%M:%S} GMT"></head><body class="single"><div class="site"><div class="masthead"><a href="/">Daily Quay</a></div><div class="mega">{v.menu()}{cards(s.teasers[:6])}</div><div class="wrap"><div class="main-col"><h1>{esc(s.title)}</h1><h2>{esc(s.standfirst)}</h2><div class="meta-row"><span>By {s.authors[0]}</span> | <span>{s.published:%d %b %Y}</span> | <span class="cc">23 Comments</span></div><p>{esc(s.body[0])}</p><p>{esc(s.body[1])}</p><div class="pull-left"><b>Related</b><ul>{cards(s.teasers[6:9])}</ul></div>{paras(v, s.body[2:9])}<p><strong>{s.subheads[0]}</strong></p>{paras(v, s.body[9:])}<p>- Daily Quay, with agencies</p><div class="tabs"><span>Latest</span><span>Popular</span>{cards(s.teasers[9:20], "<div class='row'><a href='/{n}'>{t}</a></div>")}</div></div><div class="side-col"><div>Opinion</div>{cards(s.teasers[20:28], "<div><a href='/{n}'>{t}</a><br>by a guest</div>")}</div></div></div></body></html>"""
    text = (s.standfirst, *s.body[:9], s.subheads[0], *s.body[9:])
    return s.url, page, Gold(s.title, text, (s.authors[0],), s.published, s.standfirst, image=s.image)


@layout("en", held=True)
def sections_that_part_the_text(v: Voice) -> tuple[str, str, Gold]:
    """A builder of pages: each few paragraphs in a section of several nested boxes, quotes and pictures between them."""
    s = v.story("review.holm.example", 18, "/issue/{slug}")

    def part(texts: list[str], number: int) -> str:
        return f'<section class="elementor-section elementor-element-{number}a"><div class="elementor-container"><div class="elementor-column"><div class="elementor-widget elementor-widget-text-editor"><div class="elementor-widget-container">{paras(v, texts)}</div></div></div></div></section>'

    image = (
        '<section class="elementor-section"><div class="elementor-widget-image"><figure><img src="/p.jpg"><figcaption class="widget-image-caption">'
        + esc(s.caption)
        + "</figcaption></figure></div></section>"
    )
    page = f"""<!DOCTYPE html><html lang="en-US"><head><title>{esc(s.title)} &#8211; Holm Review</title>{ld({"@context": "https://schema.org", "@graph": [{"@type": "WebPage", "name": s.title + " - Holm Review", "datePublished": iso(s.published), "dateModified": iso(s.modified), "author": {"name": s.authors[0]}}]})}</head><body class="elementor-page"><header class="elementor-location-header"><nav><ul>{v.menu()}</ul></nav></header><div data-elementor-type="single-post" class="elementor elementor-location-single post"><section class="elementor-section"><h1 class="elementor-heading-title">{esc(s.title)}</h1><ul class="elementor-post-info"><li><span class="elementor-post-info__item--type-author">{s.authors[0]}</span></li><li><span class="elementor-post-info__item--type-date">{s.published:%B %-d, %Y}</span></li></ul></section>{part(s.body[:5], 1)}{image}{part(s.body[5:9], 2)}<section class="elementor-section"><h2 class="elementor-heading-title">{s.subheads[0]}</h2></section>{part(s.body[9:14], 3)}{part(s.body[14:], 4)}<section class="elementor-section"><h3 class="elementor-heading-title">More Articles</h3><div class="elementor-posts-container">{cards(s.teasers[:6], "<article class='elementor-post'><h3 class='elementor-post__title'><a href='/{n}'>{t}</a></h3><div class='elementor-post__excerpt'><p>The council met for nine hours and decided nothing about the ferry or the dam, as so often before.</p></div><a class='elementor-post__read-more' href='/{n}'>Read More »</a></article>")}</div></section></div><footer class="elementor-location-footer"><p>Holm Review is published by a cooperative of its readers since the winter of 1998.</p></footer></body></html>"""
    text = (*s.body[:9], s.subheads[0], *s.body[9:])
    return s.url, page, Gold(s.title, text, (s.authors[0],), s.published, modified=s.modified)


@layout("en", held=True)
def column_with_a_long_bio(v: Voice) -> tuple[str, str, Gold]:
    """An opinion column: name and office under a portrait, a long note on the author in italics at the end."""
    s = v.story("www.coasttribune.example", 10, "/opinion/{d}/{slug}")
    who = s.authors[0]
    page = f"""<!DOCTYPE html><html lang="en"><head><title>Opinion | {esc(s.title)} - Coast Tribune</title>{og(title="Opinion | " + s.title, site_name="Coast Tribune")}{ld({"@context": "http://schema.org", "@type": "OpinionNewsArticle", "headline": s.title, "datePublished": iso(s.published), "author": [{"@type": "Person", "name": who}, {"@type": "Organization", "name": "Coast Tribune"}]})}</head><body><header><nav>{v.menu('<a href="/{n}">{t}</a>')}</nav></header><main><div class="kicker">Opinion</div><h1>{esc(s.title)}</h1><div class="portrait"><img src="/w.png" alt="{who}"><div><div>{who}</div><div>Former head of the Port Authority</div></div></div><div class="stamp">{s.published:%d/%m/%Y %H:%M}</div><div class="column-text">{paras(v, s.body)}<p><em>{who} was head of the Port Authority until last year. The views expressed here are the author's own.</em></p></div><div class="strip">Got something to say? Send letters to the editor of no more than 200 words.</div></main><footer>Coast Tribune Ltd</footer></body></html>"""
    return s.url, page, Gold(s.title, tuple(s.body), (who,), s.published)


@layout("en", held=True)
def timeline_of_short_paragraphs(v: Voice) -> tuple[str, str, Gold]:
    """One-sentence paragraphs, a bulleted list of figures, subheads as bold lines ended by a break inside paragraphs."""
    s = v.story("tabloid.example", 30, "/news/{n}/{slug}/")
    lines = [v.fill(v.one("frames")) for _ in range(26)]
    items = [f"{v.one('place')}: {v.dice.randint(10, 999)}" for _ in range(4)]
    page = f"""<!DOCTYPE html><html lang="en"><head><title>{esc(s.title)} | The Tabloid</title>{og(title=s.title, article__published_time=iso(s.published), site_name="The Tabloid", image=s.image)}<meta property="article:author" content="{s.authors[0]}"></head><body><div id="wrapper"><nav class="sun-header">{v.menu()}</nav><div class="article__wrapper"><article><header class="article__header"><div class="article__kicker">TERROR AT SEA</div><h1 class="article__headline">{esc(s.title)}</h1><p class="article__subdeck">{esc(s.standfirst)}</p><ul class="article__author-list"><li class="article__author"><span class="article__author-name">{s.authors[0]}</span>, Reporter</li></ul><ul class="article__datestamp"><li><span>Published: {s.published:%H:%M, %d %b %Y}</span></li><li>Updated: {s.modified:%H:%M, %d %b %Y}</li></ul></header><div class="article__content"><p class="article__content--intro">{esc(lines[0])}</p>{paras(v, lines[1:10])}<div class="rail"><div class="rail__heading">Most read in The Tabloid</div>{cards(s.teasers[:4], "<div class='teaser'><a href='/{n}'><p class='teaser__headline'>{t}</p></a></div>")}</div>{paras(v, lines[10:16])}<ul>{"".join(f"<li>{esc(i)}</li>" for i in items)}</ul><h2>{s.subheads[0]}</h2>{paras(v, lines[16:])}<p><strong>Do you know more? Email ships@tabloid.example</strong></p></div></article></div><div class="most-popular">{cards(s.teasers[4:12])}</div></div></body></html>"""
    text = (s.standfirst, *lines[:16], *items, s.subheads[0], *lines[16:])
    return s.url, page, Gold(s.title, text, (s.authors[0],), s.published, s.standfirst, image=s.image)


@layout("ru", held=True)
def ru_blog_of_an_institute(v: Voice) -> tuple[str, str, Gold]:
    """An institute: author's office under the name, footnotes, "source" line with a link, date with a dash and no time."""
    s = v.story("institut-vod.example", 12, "/analytics/{slug}/")
    page = f"""<!DOCTYPE html><html lang="ru-RU"><head><title>{esc(s.title)} : Институт внутренних вод</title>{meta(description=s.standfirst[:120])}</head><body><div class="b-page"><div class="b-header">{v.menu('<span><a href="/{n}">{t}</a></span>')}</div><div class="b-content"><div class="b-path"><a href="/">Главная</a> → <a href="/analytics">Аналитика</a></div><h1>{esc(s.title)}</h1><div class="b-date">{s.published:%d.%m.%Y}</div><div class="b-expert"><div class="b-expert__name">{s.authors[0]}</div><div class="b-expert__post">Ведущий научный сотрудник, кандидат технических наук</div></div><div class="b-text">{paras(v, s.body[:6])}<h3>{s.subheads[0]}</h3>{paras(v, s.body[6:])}<p>Источник: <a href="https://varnagency.example/">ВАРН</a></p></div><div class="b-share">Поделиться статьей: ВКонтакте Telegram</div><div class="b-other"><div class="b-other__title">Другие статьи автора</div>{cards(s.teasers[:4], "<div><a href='/{n}'>{t}</a></div>")}</div></div><div class="b-footer">При перепечатке ссылка на сайт обязательна</div></div></body></html>"""
    text = (*s.body[:6], s.subheads[0], *s.body[6:])
    return s.url, page, Gold(s.title, text, (s.authors[0],), s.published.date())


@layout("ru", held=True)
def ru_messages_and_widgets(v: Voice) -> tuple[str, str, Gold]:
    """A site with widgets between paragraphs: a vote, a subscription with a channel's words, news of partners."""
    s = v.story("vesti-eskel.example", 9, "/news/{d}/{n}")
    about = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": s.title,
        "datePublished": iso(s.published),
        "dateModified": iso(s.modified),
        "author": [{"@type": "Person", "name": s.authors[0], "url": "https://vesti-eskel.example/a"}],
        "publisher": {"@type": "Organization", "name": "Вести Эскеля"},
        "articleBody": " ".join(s.body),
    }
    page = f"""<!DOCTYPE html><html lang="ru"><head><title>{esc(s.title)} — Вести Эскеля, новости</title>{ld(about)}{og(title=s.title, site_name="Вести Эскеля", image=s.image)}</head><body><div class="l"><div class="l__top">{v.menu('<a href="/{n}">{t}</a>')}</div><div class="n"><div class="n__hd"><div class="n__dt">{s.published:%H:%M} / {s.published:%d.%m.%Y}</div><h1 class="n__ttl">{esc(s.title)}</h1><div class="n__ann">{esc(s.standfirst)}</div></div><div class="n__img"><img src="{s.image}"><div class="n__src">Фото: {s.credit} / Вести</div></div><div class="n__txt">{paras(v, s.body[:3])}<div class="w-vote"><div>Как вы относитесь к новому мосту?</div><label>Хорошо</label><label>Плохо</label></div>{paras(v, s.body[3:6])}<div class="w-tg"><a href="https://t.me/x">Больше новостей в нашем телеграм-канале</a></div>{paras(v, s.body[6:])}<div class="n__aut">Автор: {s.authors[0]}</div></div><div class="smi2"><div>Новости СМИ2</div>{cards(s.teasers[:6], "<div><a href='/{n}'>{t}</a></div>")}</div></div></div></body></html>"""
    return (
        s.url,
        page,
        Gold(s.title, (s.standfirst, *s.body), (s.authors[0],), s.published, s.standfirst, s.modified, image=s.image),
    )


@layout("fa", held=True)
def fa_agency_with_services(v: Voice) -> tuple[str, str, Gold]:
    """An agency in tables of services: kicker, lead in bold, a numbered link list, the reporter's code and end mark."""
    s = v.story("www.khalijagency.example", 10, "/{n}")
    page = f"""<!DOCTYPE html><html lang="fa-IR" dir="rtl"><head><title>خلیج‌خبر | {esc(s.title)}</title>{og(title=s.title, type="article", image=s.image, description=s.standfirst)}<meta property="article:published_time" content="{iso(s.published)}"></head><body><form method="post" id="aspnetForm"><div id="Top">{v.menu('<a href="/{n}">{t}</a>')}</div><div id="Body"><div class="NewsContent"><div class="NewsRutitr">{s.subheads[0]}</div><h1 class="NewsTitle">{esc(s.title)}</h1><div class="NewsInfo"><span>شناسه خبر: {s.url.split("/")[3]}</span><span>سرویس: اقتصادی</span></div><div class="NewsImage"><img src="{s.image}"></div><div class="NewsLead">{esc(s.standfirst)}</div><div class="NewsText"><div align="justify">{paras(v, s.body[:5])}<ul><li><a href="/1">{esc(s.teasers[0])}</a></li><li><a href="/2">{esc(s.teasers[1])}</a></li></ul>{paras(v, s.body[5:])}<p align="left">انتهای پیام/ ۱۲۰۴</p></div></div><div class="NewsKeywords">کلیدواژه‌ها: بندر، گمرک</div></div><div class="NewsList"><div>آخرین خبرها</div>{cards(s.teasers[2:12], "<div><a href='/{n}'>{t}</a></div>")}</div></div><div id="Foot">طراحی و تولید: ایران سامانه</div></form></body></html>"""
    return s.url, page, Gold(s.title, (s.standfirst, *s.body), (), s.published, s.standfirst, image=s.image)


@layout("de", held=True)
def de_weekly_with_paging(v: Voice) -> tuple[str, str, Gold]:
    """A weekly: author and source in a sentence, page numbers, an advertisement label in each gap, glossary boxes."""
    s = v.story("www.wochenhafen.example", 12, "/wissen/{d}/{slug}")
    about = {
        "@context": "http://schema.org",
        "@type": "Article",
        "headline": s.title,
        "datePublished": iso(s.published),
        "dateModified": iso(s.modified),
        "author": {"@type": "Person", "name": s.authors[0]},
        "publisher": {"@type": "Organization", "name": "WOCHENHAFEN"},
        "isAccessibleForFree": "False",
    }
    page = f"""<!DOCTYPE html><html lang="de"><head><title>{s.tags[0]}: {esc(s.title)} | WOCHENHAFEN</title>{ld(about)}{og(title=s.tags[0] + ": " + s.title, site_name="WOCHENHAFEN")}</head><body><div class="page__content"><nav>{v.menu()}</nav><article id="js-article" class="article article--padded"><header class="article-header"><h1 class="article-heading"><span class="article-heading__kicker">{s.tags[0]}</span><span class="visually-hidden">: </span><span class="article-heading__title">{esc(s.title)}</span></h1><div class="summary">{esc(s.standfirst)}</div><div class="byline">Ein Bericht von <a href="/a"><span>{s.authors[0]}</span></a></div><div class="metadata"><time class="metadata__date" datetime="{iso(s.published)}">{s.published:%d.%m.%Y, %H:%M} Uhr</time><span class="metadata__commentcount">112 Kommentare</span></div></header><div class="article-body article-body--article"><div class="article-page">{paras(v, s.body[:4], '<p class="paragraph article__item">{t}</p>')}<div class="ad-container"><span>Anzeige</span></div>{paras(v, s.body[4:8], '<p class="paragraph article__item">{t}</p>')}<h2 class="article__subheading article__item">{s.subheads[0]}</h2>{paras(v, s.body[8:], '<p class="paragraph article__item">{t}</p>')}</div><div class="article-pagination"><span>Seite 1 / 3</span><a>Nächste Seite</a></div></div></article><section id="comments"><h3>112 Kommentare</h3><p>Bitte melden Sie sich an, um zu kommentieren.</p></section></div></body></html>"""
    text = (s.standfirst, *s.body[:8], s.subheads[0], *s.body[8:])
    return (
        s.url,
        page,
        Gold(f"{s.tags[0]}: {s.title}", text, (s.authors[0],), s.published, s.standfirst, s.modified, paywall=True),
    )


@layout("es", held=True)
def es_agency_notes(v: Voice) -> tuple[str, str, Gold]:
    """A Latin American daily: agency with place in bold, letters "Lea también", notes by initials, cookies in text."""
    s = v.story("www.eluniversaldelpuerto.example", 10, "/nacional/{slug}-{n}")
    page = f"""<!DOCTYPE html><html lang="es-MX"><head><title>{esc(s.title)} - El Universal del Puerto</title>{og(title=s.title, site_name="El Universal del Puerto", article__published_time=iso(s.published), image=s.image)}{meta(author="El Universal del Puerto")}</head><body><div class="header-menu">{v.menu()}</div><div class="sc-note"><div class="sc__font-breadcrumb">Nacional | {s.published:%d/%m/%Y} | {s.published:%H:%M} | Actualizada {s.published:%H:%M}</div><h1 class="title font-bold">{esc(s.title)}</h1><h2 class="subTitle">{esc(s.standfirst)}</h2><div class="sc__author"><span class="sc__author--name">{s.authors[0]}</span> <a>Ver perfil</a></div><div class="sc__img"><img src="{s.image}"/><p>{esc(s.caption)}. Foto: {s.credit} / EL UNIVERSAL</p></div><section class="sc sc--body"><p class="sc__font-paragraph"><b>Varnolmo.-</b> {esc(s.body[0])}</p>{paras(v, s.body[1:4], '<p class="sc__font-paragraph">{t}</p>')}<p class="sc__font-paragraph"><b>Lea también: <a href="/l">{esc(s.teasers[0])}</a></b></p>{paras(v, s.body[4:], '<p class="sc__font-paragraph">{t}</p>')}<p class="sc__font-paragraph"><b>Únete a nuestro canal</b> ¡EL UNIVERSAL ya está en WhatsApp! Desde tu dispositivo móvil entérate de las noticias más relevantes del día.</p><p class="sc__font-paragraph"><em>mahc/jgm</em></p></section><div class="tags">Temas relacionados: <a>puerto</a></div></div><div class="recom"><h3>Te recomendamos</h3>{cards(s.teasers[1:7])}</div></body></html>"""
    text = (s.standfirst, f"Varnolmo.- {s.body[0]}", *s.body[1:])
    return s.url, page, Gold(s.title, text, (s.authors[0],), s.published, s.standfirst, image=s.image)


@layout("fr", held=True)
def fr_magazine_with_boxes(v: Voice) -> tuple[str, str, Gold]:
    """A magazine: reading time and date above, boxed definitions, "notre sélection", author's card at the end."""
    s = v.story("www.lepontdeskel.example", 13, "/societe/{slug}-{n}.php")
    page = f"""<!DOCTYPE html><html lang="fr-FR"><head><title>{esc(s.title)} - Le Pont</title>{og(title=s.title, site_name="Le Pont", image=s.image, type="article")}{meta(date=s.published.strftime("%Y-%m-%d"), author="Par " + s.authors[0])}</head><body><div class="menu">{v.menu()}</div><main><article><div class="ArticleHeader"><p class="mb-8">Société</p><h1>{esc(s.title)}</h1><p class="chapo-texte">{esc(s.standfirst)}</p><div class="AuthorBlock">Par <a href="/a">{s.authors[0]}</a></div><div>Publié le {s.published:%d/%m/%Y} à {s.published:%Hh%M}</div><div>Temps de lecture : 6 min</div><button>Ajouter à vos favoris</button><button>Google News</button></div><div class="ArticleBody"><div id="contenu">{paras(v, s.body[:3])}<div class="Selection"><p>La newsletter société</p><p>Tous les mardis à 8h</p><p>Recevez l'actualité de la société, ses polémiques et ses tendances.</p><p>Votre adresse email n'est pas valide</p></div>{paras(v, s.body[3:6])}<h2>{s.subheads[0]}</h2>{paras(v, s.body[6:10])}<p><strong>À LIRE AUSSI <a href="/z">{esc(s.teasers[0])}</a></strong></p>{paras(v, s.body[10:])}</div></div><div class="Comments"><p>Commentaires (8)</p><p>{esc(s.comments[0])}</p></div><div class="Offre"><p>À ne pas manquer</p>{cards(s.teasers[1:5], "<div><a href='/{n}'>{t}</a></div>")}</div></article></main></body></html>"""
    text = (s.standfirst, *s.body[:6], s.subheads[0], *s.body[6:])
    return (
        s.url,
        page,
        Gold(s.title, text, (s.authors[0],), s.published.replace(tzinfo=None), s.standfirst, image=s.image),
    )
