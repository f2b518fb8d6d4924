"""Layouts in the manner of Russian agencies, dailies and regional sites."""

# ruff: noqa: E501 - markup and sentences stand as one line each

from __future__ import annotations

from tests.quality.pages.kit import Gold, Voice, cards, esc, iso, layout, ld, meta, og, paras

_MONTHS = [
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
]


def _day(when: object, year: bool = True) -> str:
    from datetime import datetime

    assert isinstance(when, datetime)
    return f"{when.day} {_MONTHS[when.month - 1]}" + (f" {when.year}" if year else "")


@layout("ru")
def ru_state_agency(v: Voice) -> tuple[str, str, Gold]:
    """An agency: lead in a div, dateline with slashes, no author, tags, "read also" boxes."""
    s = v.story("varnagency.example", 8, "/ekonomika/{n}")
    texts = [f"КАРСК, {_day(s.published, False)}. /ВАРН/. {s.body[0]}", *s.body[1:]]
    page = f"""<!DOCTYPE html><html lang="ru"><head><meta charset="utf-8"><title>{esc(s.title)} - ВАРН</title>{og(title=s.title, site_name="ВАРН", type="article", image=s.image)}{meta(description=s.standfirst)}<meta property="article:published_time" content="{iso(s.published)}"></head><body><div id="__next"><header><div class="menu">{v.menu("<a href='/{n}'>{t}</a>")}</div></header><main><div class="NewsHeader_container__x"><div class="NewsHeader_date__y">{_day(s.published)}, {s.published:%H:%M}</div><div class="section">{s.section}</div><h1 class="NewsHeader_title__z">{esc(s.title)}</h1><div class="NewsHeader_lead__w">{esc(s.standfirst)}</div></div><div class="Media"><div class="Media_caption">© {s.credit}/ВАРН</div></div><article class="Content_wrapper"><div class="Text_content">{paras(v, texts[:4], '<p class="Paragraph_paragraph__n">{t}</p>')}<div class="ReadMore"><div class="ReadMore_t">Читайте также</div><a href="/r">{esc(s.teasers[0])}</a></div><h2>{s.subheads[0]}</h2>{paras(v, texts[4:], '<p class="Paragraph_paragraph__n">{t}</p>')}</div></article><div class="Tags"><a href="/t">{s.tags[0]}</a><a href="/t2">{s.tags[1]}</a></div><div class="Feed"><div>Лента новостей</div>{cards(s.teasers[1:14], "<a href='/{n}'><span>13:0{n}</span>{t}</a>")}</div></main><footer><p>Информационное агентство ВАРН. Свидетельство о регистрации СМИ № 03247. Отдельные публикации могут содержать информацию, не предназначенную для пользователей до 16 лет.</p></footer></div></body></html>"""
    text = (s.standfirst, *texts[:4], s.subheads[0], *texts[4:])
    return s.url, page, Gold(s.title, text, (), s.published, s.standfirst, image=s.image)


@layout("ru", held=True)
def ru_block_agency(v: Voice) -> tuple[str, str, Gold]:
    """An agency of typed blocks: text, quote and banner blocks; the dateline in bold, info line of the author's own."""
    s = v.story("ostria.example", 9, "/20260305/{slug}-{n}.html")
    texts = [f"КАРСК, {s.published.day} мар — ОСТРИЯ. {s.body[0]}", *s.body[1:]]

    def block(t: str) -> str:
        return f'<div class="article__block" data-type="text"><div class="article__text">{v.rich(t)}</div></div>'

    banner = f'<div class="article__block" data-type="article"><div class="article__article m-image"><a href="/b"><div class="article__article-info"><span class="article__article-title">{esc(s.teasers[0])}</span><span class="article__article-date">Вчера, 12:41</span></div></a></div></div>'
    quote = f'<div class="article__block" data-type="quote"><div class="article__quote"><div class="article__quote-text">{esc(v.one("quote"))}</div></div></div>'
    page = f"""<!DOCTYPE html><html lang="ru"><head><meta charset="utf-8"><title>{esc(s.title)} - ОСТРИЯ Новости, {s.published:%d.%m.%Y}</title>{og(title=s.title, type="article", site_name="ОСТРИЯ Новости", article__published_time=s.published.strftime("%Y%m%dT%H%M"), image=s.image)}<meta name="analytics:author" content=""></head><body><div class="page"><div class="header">{v.menu("<a href='/{n}'>{t}</a>")}</div><div class="layout-article"><div class="article" itemscope itemtype="http://schema.org/NewsArticle"><meta itemprop="datePublished" content="{s.published:%Y-%m-%dT%H:%M}"><meta itemprop="dateModified" content="{s.modified:%Y-%m-%dT%H:%M}"><div class="article__header"><div class="article__info"><div class="article__info-date"><a href="/d">{s.published:%H:%M %d.%m.%Y}</a> <span class="article__info-date-modified">(обновлено: {s.modified:%H:%M %d.%m.%Y})</span></div><div class="article__info-statistic"><span class="statistic__item">4512</span></div></div><div class="article__title">{esc(s.title)}</div><h1 class="article__second-title">{esc(s.standfirst)}</h1></div><div class="article__announce"><div class="photoview__open"><img src="{s.image}"></div><div class="media__copyright"><span>© ОСТРИЯ / {s.credit}</span></div><div class="media__description">{esc(s.caption)}</div></div>
<div class="article__body js-mediator-article" itemprop="articleBody"><div class="article__block" data-type="text"><div class="article__text"><strong>КАРСК, {s.published.day} мар — ОСТРИЯ.</strong> {esc(s.body[0])}</div></div>{"".join(block(t) for t in texts[1:4])}{banner}{"".join(block(t) for t in texts[4:6])}{quote}{"".join(block(t) for t in texts[6:])}</div><div class="article__tags"><a class="article__tags-item" href="/t">В мире</a></div><div class="article__userbar"><span>Обсудить</span><span>Рекомендуем</span></div></div><div class="lenta"><span class="lenta__title">Лента новостей</span>{cards(s.teasers[1:12], "<div class='lenta__item'><a href='/{n}'>{t}</a></div>")}</div></div><div class="footer">Сетевое издание ОСТРИЯ Новости зарегистрировано. Чтобы участвовать в дискуссии, авторизуйтесь. Правила использования материалов.</div></div></body></html>"""
    q = quote.split('quote-text">')[1].split("</div>", maxsplit=1)[0]
    text = (s.standfirst, *texts[:6], q, *texts[6:])
    return s.url, page, Gold(s.title, text, (), s.published.replace(tzinfo=None), s.standfirst, image=s.image)


@layout("ru")
def ru_business_daily(v: Voice) -> tuple[str, str, Gold]:
    """A business daily: class per paragraph kind, the authors as the last paragraph, expand links."""
    s = v.story("www.torgdaily.example", 11, "/doc/{n}")
    about = {
        "@context": "http://schema.org",
        "@type": "NewsArticle",
        "headline": s.title,
        "datePublished": iso(s.published),
        "dateModified": iso(s.published),
        "author": [{"@type": "Person", "name": s.authors[0]}, {"@type": "Person", "name": s.authors[1]}],
        "articleSection": "Экономика",
    }
    page = f"""<!DOCTYPE html><html lang="ru"><head><title>{esc(s.title)} – Торговый день № 41 от {s.published:%d.%m.%Y}</title>{ld(about)}{og(title=s.title, site_name="Торговый день")}</head><body><header class="site_header"><nav>{v.menu("<a href='/{n}'>{t}</a>")}</nav></header><main><article class="doc js-article"><header class="doc_header"><div class="doc_header__info"><time class="doc_header__publish_time" datetime="{iso(s.published)}">{s.published:%d.%m.%Y, %H:%M}</time></div><h1 class="doc_header__name">{esc(s.title)}</h1><h2 class="doc_header__subheader">{esc(s.standfirst)}</h2></header><div class="doc__body"><div class="doc_media"><figcaption class="doc_media__caption">Фото: {s.credit}, Торговый день</figcaption></div><div class="article_text_wrapper js-search-mark"><p class="doc__text doc__intro">{esc(s.body[0])}</p>{paras(v, s.body[1:5], '<p class="doc__text">{t}</p>')}<div class="doc__subscribe"><p>Самое важное за день — в рассылке «Торгового дня»</p></div><div class="incut"><h4>{esc(s.teasers[0])}</h4><a href="/x">Читать далее</a></div>{paras(v, s.body[5:], '<p class="doc__text">{t}</p>')}<p class="doc__text document_authors">{s.authors[0]}, {s.authors[1]}</p></div></div><footer class="doc_footer"><ul class="doc_footer__tags">{"".join(f"<li><a href='/{n}'>{t}</a></li>" for n, t in enumerate(s.tags))}</ul></footer></article><section class="rail"><h3>Новости партнеров</h3>{cards(s.teasers[1:6])}</section></main></body></html>"""
    return (
        s.url,
        page,
        Gold(s.title, (s.standfirst, *s.body), tuple(s.authors[:2]), s.published, s.standfirst, section="Экономика"),
    )


@layout("ru", held=True)
def ru_tabloid_topic(v: Voice) -> tuple[str, str, Gold]:
    """A popular news site: topic body, inline boxes of other news, authors with a role, time before the rubric."""
    s = v.story("novosti24.example", 7, "/news/{d}/{slug}/")
    page = f"""<!DOCTYPE html><html lang="ru"><head><title>{esc(s.title)}: {s.section}: Новости24</title>{og(title=s.title, type="article", site_name="Новости24", image=s.image)}{meta(author="Новости24")}</head><body class="body"><div class="header">{v.menu("<a href='/{n}'>{t}</a>")}</div><main class="main"><div class="topic-page _news"><div class="topic-page__container"><div class="topic-header topic-page__header"><div class="topic-header__left-box"><a class="topic-header__item topic-header__time" href="/d">{s.published:%H:%M}, {_day(s.published)}</a><a class="topic-header__item topic-header__rubric" href="/r">{s.section}</a></div></div><h1 class="topic-body__titles"><span class="topic-body__title">{esc(s.title)}</span></h1><div class="topic-body _news"><div class="topic-authors"><a class="topic-authors__author" href="/a"><div class="topic-authors__name-wrap"><span class="topic-authors__name">{s.authors[0]}</span> <span class="topic-authors__job">(Редактор отдела «Экономика»)</span></div></a></div><figure class="picture"><img src="{s.image}"><figcaption class="description"><div class="description__caption">{esc(s.caption)}</div><div class="description__credits">Фото: {s.credit}</div></figcaption></figure>
<div class="topic-body__content">{paras(v, s.body[:2], '<p class="topic-body__content-text">{t}</p>')}<div class="box-inline-topic"><a class="box-inline-topic__link" href="/i"><div>Материалы по теме:</div><h3 class="box-inline-topic__title">{esc(s.teasers[0])}</h3><div>14 октября</div></a></div>{paras(v, s.body[2:], '<p class="topic-body__content-text">{t}</p>')}</div><div class="topic-body__banner">Следите за новостями в нашем канале в MAX. Подписывайтесь на канал</div></div><div class="comments"><span>Обсудить</span></div></div></div><div class="box-news-topics"><h2>Другие материалы рубрики</h2>{cards(s.teasers[1:8], "<a class='card-mini' href='/{n}'><h3 class='card-mini__title'>{t}</h3><time>12:10</time></a>")}</div></main><footer>© 1999–2026 ООО «Новости24». Использование материалов допускается при наличии ссылки</footer></body></html>"""
    return s.url, page, Gold(s.title, tuple(s.body), (s.authors[0],), s.published.replace(tzinfo=None), image=s.image)


@layout("ru")
def ru_portal_system(v: Voice) -> tuple[str, str, Gold]:
    """A portal system's stock template: plain text with breaks in a div, date in a span, no facts in the head."""
    s = v.story("karsk-vesti.example", 8, "/news/detail.php?ID={n}")
    page = f"""<!DOCTYPE html><html xml:lang="ru" lang="ru"><head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8"/><title>{esc(s.title)}</title><meta name="keywords" content="новости, карск"/></head><body><div id="panel"></div><div id="wrapper"><div id="header"><table id="logo"><tr><td><a href="/">Карские вести</a></td></tr></table><ul id="top-menu">{v.menu()}</ul></div><div id="content"><div id="breadcrumb"><a href="/">Главная</a> / <a href="/news/">Новости</a></div><div id="workarea"><h1 id="pagetitle">{esc(s.title)}</h1><div class="news-detail"><span class="news-date-time">{s.published:%d.%m.%Y %H:%M:%S}</span><div style="clear:both"></div>{"<br /><br />".join(esc(t) for t in s.body)}<div style="clear:both"></div><br />Количество показов: 412<br /><div class="news-detail-share"><noindex>Поделиться:</noindex></div></div><p><a href="/news/">Возврат к списку</a></p></div><div id="sidebar"><div class="content-block"><h3>Последние новости</h3>{cards(s.teasers[:8], "<div class='news-item'><a href='/{n}'>{t}</a></div>")}</div></div></div><div id="footer">© Карские вести, 2026. Работает на портальной системе</div></div></body></html>"""
    return s.url, page, Gold(s.title, tuple(s.body), (), s.published.replace(tzinfo=None))


@layout("ru", held=True)
def ru_microdata_agency(v: Voice) -> tuple[str, str, Gold]:
    """An agency with microdata in windows-1251 times: city and agency before the first sentence, a tail of links."""
    s = v.story("www.interkarsk.example", 9, "/business/{n}")
    texts = [f"Карск. {_day(s.published, False)}. INTERKARSK.EX - {s.body[0]}", *s.body[1:]]
    page = f"""<!DOCTYPE html><html lang="ru"><head><meta charset="utf-8"><title>{esc(s.title)}</title>{og(title=s.title, type="article", article__published_time=s.published.strftime("%Y-%m-%dT%H:%M:%S"))}</head><body><div class="wrap"><header><ul class="mainMenu">{v.menu()}</ul></header><main><div class="leftside"><div class="timeline"><h4>Хроника</h4>{cards(s.teasers[:10], "<div data-type='t'><time>1{n}</time><h3><a href='/{n}'>{t}</a></h3></div>")}</div></div><div class="mainblock"><div class="infinitblock"><article itemprop="articleBody"><h1 itemprop="headline">{esc(s.title)}</h1><figure class="inner"><img src="/p.jpg"><figcaption>Фото: {s.credit}/Интеркарск</figcaption></figure>{paras(v, texts[:5])}<p><strong>{s.subheads[0]}</strong></p>{paras(v, texts[5:])}</article><aside class="textML"><a class="time" href="/d"><time datetime="{s.published:%Y-%m-%dT%H:%M}">{s.published:%H:%M, %d %m %Y}</time></a></aside><div class="textMTags"><a href="/1">{s.tags[0]}</a></div></div></div></main><footer><p>Ⓒ 1991–2026 Интеркарск. Все права защищены. Вся информация, размещенная на данном веб-сайте, предназначена только для персонального использования.</p></footer></div></body></html>"""
    text = (*texts[:5], s.subheads[0], *texts[5:])
    return s.url, page, Gold(s.title, text, (), s.published.replace(tzinfo=None))


@layout("ru")
def ru_exile_magazine(v: Voice) -> tuple[str, str, Gold]:
    """A magazine abroad: notices, donation appeals and notes between simple blocks, author in the last line."""
    s = v.story("holodno.example", 14, "/feature/{d}/{slug}")
    page = f"""<!DOCTYPE html><html lang="ru"><head><title>{esc(s.title)} — Холодно</title>{og(title=s.title + " — Холодно", description=s.standfirst, site_name="Холодно", image=s.image)}{ld({"@context": "http://schema.org", "@type": "Article", "headline": s.title, "datePublished": iso(s.published), "author": {"@type": "Organization", "name": "Холодно"}, "publisher": {"@type": "Organization", "name": "Холодно"}})}</head><body><div id="root"><header><nav>{v.menu("<a href='/{n}'>{t}</a>")}</nav></header><div class="GeneralMaterial-container"><div class="GeneralMaterial-article"><div class="RichBlock-root"><h1 class="RichTitle-root">{esc(s.title)}</h1></div><div class="MetaBlock-root"><span class="Timestamp-root">{s.published:%H:%M}, {_day(s.published)}</span><span>Источник: Холодно</span></div><div class="GeneralMaterial-materialText"><div class="RelatedRichBlock"><p>Подпишитесь на «Сигнал» — нашу вечернюю рассылку. Она помогает понять, что стоит за привычными словами.</p></div><p class="SimpleBlock-lead">{esc(s.standfirst)}</p>{paras(v, s.body[:5], '<p class="SimpleBlock-p">{t}</p>')}<h3 class="SimpleBlock-h3">{s.subheads[0]}</h3>{paras(v, s.body[5:9], '<p class="SimpleBlock-p">{t}</p>')}<div class="RelatedBlock-root"><h4>Еще об этом</h4><ul>{cards(s.teasers[:2])}</ul></div><blockquote class="QuoteBlock-root">{esc(s.body[9])}</blockquote>{paras(v, s.body[10:], '<p class="SimpleBlock-p">{t}</p>')}<div class="DonatesTeaser-root"><h4>Мы не сдаемся, потому что вы с нами</h4><p>Поддержите нашу работу ежемесячным пожертвованием.</p></div><p class="MaterialNote-note_caption">{s.authors[0]}</p></div></div></div><div class="Suggestions">{cards(s.teasers[2:8], "<div><a href='/{n}'>{t}</a></div>")}</div></div></body></html>"""
    text = (s.standfirst, *s.body[:5], s.subheads[0], *s.body[5:])
    return s.url, page, Gold(s.title, text, (s.authors[0],), s.published, s.standfirst, image=s.image)


@layout("ru", held=True)
def ru_regional_site(v: Voice) -> tuple[str, str, Gold]:
    """A regional site: date and author as plain words, photo credit, "read also" and channel lines in the text."""
    s = v.story("ostermer-online.example", 9, "/text/society/{d}/{n}/")
    page = f"""<!DOCTYPE html><html lang="ru"><head><title>{esc(s.title)} | Остермер Онлайн</title>{og(title=s.title, image=s.image)}</head><body><nav>{v.menu("<a href='/{n}'>{t}</a>")}</nav><div class="container"><div class="article-wrap"><h1>{esc(s.title)}</h1><div class="lead">{esc(s.standfirst)}</div><div class="article-info"><span>{_day(s.published)}, {s.published:%H:%M}</span><span>1 312 просмотров</span><span>14 комментариев</span></div><div class="article-photo"><img src="{s.image}"><p>{esc(s.caption)}</p><p>Фото: {s.credit}</p></div><div class="article-text">{paras(v, s.body[:4])}<p><b>Читайте также:</b> <a href="/r">{esc(s.teasers[0])}</a></p>{paras(v, s.body[4:7])}<h2>{s.subheads[0]}</h2>{paras(v, s.body[7:])}<p>Автор: {s.authors[0]}</p><p>Подписывайтесь на <a href="#">наш канал в Telegram</a>, чтобы первыми узнавать главные новости!</p></div><div class="rate"><span>Оцените материал</span><span>ЛАЙК 3</span><span>СМЕХ 1</span><span>ГНЕВ 0</span></div><div class="comm"><h3>Комментарии 14</h3>{"".join(f'<div class="cm"><b>Гость</b><span>{_day(s.modified)}, {s.modified:%H:%M}</span><p>{esc(c)}</p></div>' for c in s.comments)}</div></div><div class="side"><h3>ТОП 5</h3>{cards(s.teasers[1:6], "<div>{t}</div>")}</div></div><footer>18+ Все права защищены. Ошибка в тексте? Выделите ее и нажмите Ctrl+Enter</footer></body></html>"""
    text = (s.standfirst, *s.body[:7], s.subheads[0], *s.body[7:])
    return (
        s.url,
        page,
        Gold(s.title, text, (s.authors[0],), s.published.replace(tzinfo=None), s.standfirst, image=s.image),
    )
