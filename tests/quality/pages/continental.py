"""Layouts in the manner of German, French, Spanish, Turkish and Arabic outlets."""

# ruff: noqa: E501 - markup and sentences stand as one line each

from __future__ import annotations

from tests.quality.pages.kit import Gold, Voice, cards, esc, iso, layout, ld, meta, og, paras


@layout("de")
def de_news_magazine(v: Voice) -> tuple[str, str, Gold]:
    """A magazine of utility classes: kicker inside the h1, lead div, rich-text divs, sources in brackets."""
    s = v.story("www.dermonat.example", 11, "/wirtschaft/{slug}-a-{n}")
    kicker = v.one("tags")
    about = [
        {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": f"{kicker}: {s.title}",
            "datePublished": iso(s.published),
            "dateModified": iso(s.modified),
            "author": {"@type": "Organization", "name": "DER MONAT"},
            "articleSection": "Wirtschaft",
            "isAccessibleForFree": True,
            "image": [s.image],
        }
    ]

    def rich(texts: list[str]) -> str:
        return f'<div data-area="text"><div data-sara-click-el="body_element"><section class="RichText RichText--sans leading-loose">{paras(v, texts)}</section></div></div>'

    page = f"""<!doctype html><html lang="de"><head><title>{kicker}: {esc(s.title)} - DER MONAT</title>{ld(about)}{og(title=s.title, site_name="DER MONAT")}{meta(author="DER MONAT", date=iso(s.published), last_modified=iso(s.modified), news_keywords=", ".join(s.tags))}</head><body><div data-area="header"><nav>{v.menu("<a href='/{n}'>{t}</a>")}</nav></div><main id="Inhalt"><article class="relative" aria-label="{esc(s.title)}"><header data-area="intro"><div class="lg:mt-32"><h2><span class="block text-primary-base font-bold">{kicker}</span> <span class="font-brandUI align-middle">{esc(s.title)}</span></h2><div class="RichText RichText--sans leading-loose lg:text-xl mt-20">{esc(s.standfirst)}</div><div class="text-m">Von <a href="/a">{s.authors[0]}</a></div><time class="timeformat" datetime="{s.published:%Y-%m-%d %H:%M:%S}">{s.published:%d.%m.%Y, %H.%M} Uhr</time></div></header><div data-area="main-image"><figure><figcaption><p>{esc(s.caption)}</p><span>Foto: {s.credit} / DER MONAT</span></figcaption></figure></div><section data-area="body">{rich(s.body[:4])}<div data-area="affiliate-box"><p>Anzeige</p><p>Bestellen Sie den Band im Buchhandel. Produktbesprechungen erfolgen rein redaktionell und unabhängig.</p></div>{rich(s.body[4:8])}<div data-area="related_articles"><span>Mehr zum Thema</span><ul>{cards(s.teasers[:3])}</ul></div>{rich(s.body[8:])}<div data-area="source"><span>kig/dpa</span></div></section><footer data-area="share"><a>Facebook</a><a>E-Mail</a><span>Link kopieren</span></footer></article></main><section data-area="recommendations"><h3>Mehr lesen über</h3>{cards(s.teasers[3:9], "<div><a href='/{n}'>{t}</a></div>")}</section></body></html>"""
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
            section="Wirtschaft",
            paywall=False,
            image=s.image,
        ),
    )


@layout("de", held=True)
def de_regional_paper(v: Voice) -> tuple[str, str, Gold]:
    """A regional paper: place before the first sentence, agency sign at the end, subscription notice, comments off."""
    s = v.story("www.ostermeer-bote.example", 9, "/lokales/{slug}-{n}.html")
    texts = [f"Ostermeer. {s.body[0]}", *s.body[1:]]
    page = f"""<!DOCTYPE html><html lang="de"><head><title>{esc(s.title)} | Ostermeer-Bote</title>{og(title=s.title, article__published_time=iso(s.published), article__modified_time=iso(s.modified))}{meta(author=s.authors[0])}</head><body><header><nav><ul>{v.menu()}</ul></nav></header><main><article class="artikel"><header class="artikel__kopf"><span class="dachzeile">Hafen</span><h1 class="artikel__titel">{esc(s.title)}</h1></header><p class="artikel__vorspann"><strong>{esc(s.standfirst)}</strong></p><div class="artikel__autor">Von {s.authors[0]}</div><div class="artikel__datum">{s.published:%d.%m.%Y | %H:%M} Uhr</div><figure><img src="/b.jpg"><figcaption>{esc(s.caption)} <small>© {s.credit}</small></figcaption></figure><div class="artikel__text">{paras(v, texts[:3])}<div class="lesen-sie-auch"><strong>Lesen Sie auch</strong><a href="/l">{esc(s.teasers[0])}</a></div><h2>{s.subheads[0]}</h2>{paras(v, texts[3:])}<p>© dpa-infocom, dpa:260305-930-8841/2</p></div><div class="artikel__abo"><p>Jetzt weiterlesen mit OB+. Monatlich kündbar, schon ab 4,90 Euro.</p></div><p class="kommentar-hinweis">Die Kommentarfunktion ist geschlossen. Bitte beachten Sie unsere Netiquette.</p></article><aside><h3>Meistgelesen</h3><ol>{cards(s.teasers[1:8])}</ol></aside></main><footer><a>Impressum</a> <a>Datenschutz</a> <a>AGB</a></footer></body></html>"""
    text = (s.standfirst, *texts[:3], s.subheads[0], *texts[3:])
    return s.url, page, Gold(s.title, text, (s.authors[0],), s.published, s.standfirst, s.modified)


@layout("fr")
def fr_evening_paper(v: Voice) -> tuple[str, str, Gold]:
    """An evening paper: classed paragraphs, "read also" lines with a badge, a counter of what is left to read."""
    s = v.story("www.lesoirdeskel.example", 10, "/economie/article/{d}/{slug}_{n}.html")
    about = {
        "@context": "http://schema.org",
        "@type": "NewsArticle",
        "headline": s.title,
        "datePublished": iso(s.published),
        "dateModified": iso(s.modified),
        "author": [{"@type": "Person", "name": s.authors[0]}],
        "isAccessibleForFree": "false",
        "image": s.image,
    }
    page = f"""<!DOCTYPE html><html lang="fr"><head><title>{esc(s.title)}</title>{ld(about)}{og(title=s.title, site_name="Le Soir d’Eskel", article__content_tier="metered", article__section="Économie")}</head><body><header><nav>{v.menu("<a href='/{n}'>{t}</a>")}</nav></header><main><section class="zone zone--article"><section class="article__wrapper article__wrapper--premium"><header class="article__header"><ul class="breadcrumb"><li>Économie</li></ul><h1 class="article__title">{esc(s.title)}</h1><p class="article__desc">{esc(s.standfirst)}</p><section class="meta__author-container"><p>Par <a class="meta__author" href="/s">{s.authors[0]}</a></p></section><p class="meta__publisher">Publié le {s.published:%d/%m/%Y} à {s.published:%Hh%M}, modifié le {s.modified:%d/%m/%Y} à {s.modified:%Hh%M}</p><p class="meta__reading-time">Temps de Lecture 4 min.</p></header><section class="article__content old__article-content-single"><figure class="article__media"><figcaption class="article__legend">{esc(s.caption)} {s.credit.upper()} / AGENCE</figcaption></figure>{paras(v, s.body[:4], '<p class="article__paragraph">{t}</p>')}<section class="catcher"><span class="catcher__label">Lire aussi |</span> <a href="/l">{esc(s.teasers[0])}</a></section><h2 class="article__sub-title">{s.subheads[0]}</h2>{paras(v, s.body[4:], '<p class="article__paragraph">{t}</p>')}<p class="article__status">Il vous reste 62.4% de cet article à lire. La suite est réservée aux abonnés.</p></section></section><section class="author-block"><p>{s.authors[0]}</p></section></section></main><aside><h4>Les plus lus</h4>{cards(s.teasers[1:7])}</aside><footer>Inscrivez-vous aux newsletters du Soir</footer></body></html>"""
    text = (s.standfirst, *s.body[:4], s.subheads[0], *s.body[4:])
    return (
        s.url,
        page,
        Gold(
            s.title,
            text,
            (s.authors[0],),
            s.published,
            s.standfirst,
            s.modified,
            section="Économie",
            paywall=True,
            image=s.image,
        ),
    )


@layout("fr", held=True)
def fr_world_radio(v: Voice) -> tuple[str, str, Gold]:
    """An international station: chapo, text blocks, inline letter box, agency in brackets at the end."""
    s = v.story("www.radiomonde.example", 9, "/fr/europe/{d}-{slug}")
    about = {
        "@context": "https://schema.org/",
        "@graph": [
            {
                "@type": "NewsArticle",
                "headline": s.title,
                "datePublished": iso(s.published),
                "dateModified": iso(s.modified),
                "author": [{"@type": "Person", "name": s.authors[0]}],
                "articleSection": "Europe",
                "image": [s.image],
            }
        ],
    }
    page = f"""<!DOCTYPE html><html lang="fr"><head><title>{esc(s.title)} - Radio Monde</title>{ld(about)}{og(title=s.title, site_name="Radio Monde")}</head><body><nav>{v.menu("<a href='/{n}'>{t}</a>")}</nav><main><article class="o-article t-content t-content--article"><a class="t-content__tag" href="/europe">Europe</a><h1 class="t-content__title a-page-title">{esc(s.title)}</h1><p class="t-content__chapo">{esc(s.standfirst)}</p><div class="t-content__dates"><span>Publié le : </span><time datetime="{iso(s.published)}">{s.published:%d/%m/%Y - %H:%M}</time><span> Modifié le : {s.modified:%d/%m/%Y - %H:%M}</span></div><div class="t-content__main-media"><figure><figcaption>{esc(s.caption)} © {s.credit}, AFP</figcaption></figure></div><div class="m-from-author">Par : <a>{s.authors[0]}</a></div><div class="t-content__body u-clearfix">{paras(v, s.body[:3])}<div class="o-self-promo"><p class="o-self-promo__title">Le résumé de la semaine</p><p>Radio Monde vous propose de revenir sur les actualités qui ont marqué la semaine</p><button>Je m'abonne</button></div><h2>{s.subheads[0]}</h2>{paras(v, s.body[3:6])}<div class="m-em-quote"><div class="m-em-quote__text">{esc(v.one("quote"))}</div></div><p>&gt;&gt; À lire aussi : <a href="/r">{esc(s.teasers[0])}</a></p>{paras(v, s.body[6:])}<p>Avec AFP</p></div></article><div class="o-tags">{"".join(f"<a href='/{n}'>{t}</a>" for n, t in enumerate(s.tags))}</div><section><h2>Les plus lus</h2>{cards(s.teasers[1:7])}</section></main><footer>© 2026 Copyright Radio Monde - Tous droits réservés. Radio Monde n'est pas responsable des contenus provenant de sites Internet externes.</footer></body></html>"""
    quote = page.split('quote__text">')[1].split("</div>", maxsplit=1)[0]
    text = (s.standfirst, *s.body[:3], s.subheads[0], *s.body[3:6], __import__("html").unescape(quote), *s.body[6:])
    return (
        s.url,
        page,
        Gold(s.title, text, (s.authors[0],), s.published, s.standfirst, s.modified, "Europe", image=s.image),
    )


@layout("es")
def es_national_paper(v: Voice) -> tuple[str, str, Gold]:
    """A national paper: short class names, subtitle h2, places and hours, registration wall lines, tags list."""
    s = v.story("eldiariodeskel.example", 12, "/economia/{d}/{slug}.html")
    about = [
        {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": s.title,
            "datePublished": s.published.strftime("%Y-%m-%dT%H:%M:%S%z"),
            "dateModified": s.modified.strftime("%Y-%m-%dT%H:%M:%S%z"),
            "author": [{"@type": "Person", "name": s.authors[0]}],
            "isAccessibleForFree": True,
            "keywords": s.tags,
            "articleSection": "Economía",
            "image": [{"@type": "ImageObject", "url": s.image}],
        }
    ]
    page = f"""<!DOCTYPE html><html lang="es"><head><title>{esc(s.title)} | Economía | EL DIARIO</title>{ld(about)}{og(title=s.title, site_name="El Diario", article__published_time=s.published.strftime("%Y-%m-%dT%H:%M:%S.000Z"))}{meta(author=s.authors[0], news_keywords=", ".join(s.tags))}</head><body><header class="x"><nav>{v.menu("<a href='/{n}'>{t}</a>")}</nav></header><article id="main-content" class="a _g _g-xs"><header class="a_e _df"><div class="a_e_txt"><div class="a_k"><a class="a_k_n" href="/e">Puertos</a></div><h1 class="a_t">{esc(s.title)}</h1><h2 class="a_st">{esc(s.standfirst)}</h2></div><figure class="a_e_m"><figcaption class="a_m_p"><span>{esc(s.caption)}</span><span class="a_m_m">{s.credit}</span></figcaption></figure></header><div class="a_md"><div class="a_md_a"><a class="a_md_a_n" href="/autor">{s.authors[0]}</a></div><div class="a_md_txt"><span class="a_md_l">Puerto Eskel - </span><time id="article_date_p" datetime="{iso(s.published)}">{s.published:%d %m %Y} - {s.published:%H:%M} CET</time></div><div class="w_rs"><span>Compartir en Whatsapp</span><span>Compartir en Facebook</span><span>Copiar enlace</span></div></div>
<div class="a_c clearfix" data-dtm-region="articulo_cuerpo">{paras(v, s.body[:4], '<p class="">{t}</p>')}<section class="b-d"><header><h3>Más información</h3></header>{cards(s.teasers[:2], "<article><h2><a href='/{n}'>{t}</a></h2></article>")}</section><h3 class="">{s.subheads[0]}</h3>{paras(v, s.body[4:9], '<p class="">{t}</p>')}<ul class=""><li>{esc(s.body[9])}</li><li>{esc(s.body[10])}</li></ul>{paras(v, s.body[11:], '<p class="">{t}</p>')}</div><div id="les" data-dtm-region="articulo_suscripcion"><div>Tu suscripción se está usando en otro dispositivo</div><p>¿Quieres añadir otro usuario a tu suscripción? Si continúas leyendo en este dispositivo, no se podrá leer en el otro.</p></div><section class="a_arc"><h2>Archivado En</h2><ul>{"".join(f"<li><a href='/{n}'>{t}</a></li>" for n, t in enumerate(s.tags))}</ul></section><div class="a_com"><a>Comentarios</a><p>Normas</p></div></article><aside>{cards(s.teasers[3:9])}</aside></body></html>"""
    text = (s.standfirst, *s.body[:4], s.subheads[0], *s.body[4:])
    return (
        s.url,
        page,
        Gold(
            s.title,
            text,
            (s.authors[0],),
            s.published,
            s.standfirst,
            s.modified,
            "Economía",
            tuple(s.tags),
            False,
            s.image,
        ),
    )


@layout("tr", held=True)
def tr_news_portal(v: Voice) -> tuple[str, str, Gold]:
    """A portal: spot as h2, editor line, source line, links of other news between paragraphs, emoji votes."""
    s = v.story("www.eskelhaber.example", 8, "/gundem/{slug}-{n}")
    about = {
        "@context": "http://schema.org",
        "@type": "NewsArticle",
        "articleSection": "Gündem",
        "headline": s.title,
        "datePublished": s.published.strftime("%Y-%m-%dT%H:%M:%S+03:00"),
        "dateModified": s.modified.strftime("%Y-%m-%dT%H:%M:%S+03:00"),
        "author": {"@type": "Person", "name": s.authors[0]},
        "image": {"@type": "ImageObject", "url": s.image},
    }
    page = f"""<!DOCTYPE html><html lang="tr"><head><title>{esc(s.title)} - Son Dakika Haberler</title>{ld(about)}{og(title=s.title, site_name="Eskel Haber", image=s.image)}{meta(articleauthor=s.authors[0], datePublished=iso(s.published))}</head><body><header><ul>{v.menu()}</ul></header><main><div class="news-detail"><ul class="breadcrumb"><li>Haberler</li><li>Gündem Haberleri</li></ul><h1 class="news-detail-title">{esc(s.title)}</h1><h2 class="news-detail-spot">{esc(s.standfirst)}</h2><div class="news-detail-info"><span>Giriş: {s.published:%d.%m.%Y - %H:%M}</span><span>Güncelleme: {s.modified:%d.%m.%Y - %H:%M}</span><span>Editör: {s.authors[0]}</span><span>Kaynak: AA</span></div><div class="share">Paylaş</div><div class="news-detail-text">{paras(v, s.body[:3])}<div class="ilgili"><a href="/i">İLGİLİ HABER {esc(s.teasers[0])}</a></div><h3>{s.subheads[0]}</h3>{paras(v, s.body[3:])}<p>Google News'te bizi takip edin</p></div><div class="tags"><span>Etiketler:</span><a>{s.tags[0]}</a></div><div class="emoji"><span>Bu habere tepkiniz?</span></div><div class="comments"><h3>Yorumlar</h3><p>Yorum yazarak topluluk kurallarımızı kabul etmiş bulunuyorsunuz.</p>{"".join(f"<div class='comment'><p>{esc(c)}</p></div>" for c in s.comments[:4])}</div></div><aside><h3>Çok Okunanlar</h3>{cards(s.teasers[1:9])}</aside></main><footer>Eskel Haber'de yayınlanan haberlerin tüm hakları saklıdır.</footer></body></html>"""
    text = (s.standfirst, *s.body[:3], s.subheads[0], *s.body[3:])
    return (
        s.url,
        page,
        Gold(s.title, text, (s.authors[0],), s.published, s.standfirst, s.modified, "Gündem", image=s.image),
    )


@layout("ar")
def ar_world_channel(v: Voice) -> tuple[str, str, Gold]:
    """A channel: rich-text area, list of related items in the text, source line and short bio links."""
    s = v.story("www.shatie.example", 9, "/news/{d}/{slug}")
    about = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": s.title,
        "datePublished": iso(s.published),
        "dateModified": iso(s.modified),
        "author": {"@type": "Organization", "name": "الشاطئ"},
        "image": [s.image],
    }
    page = f"""<!doctype html><html lang="ar" dir="rtl"><head><title>{esc(s.title)} | أخبار | الشاطئ</title>{ld(about)}{og(title=s.title, site_name="الشاطئ نت", image=s.image)}</head><body><div id="root"><header><nav><ul>{v.menu()}</ul></nav></header><main id="main-content-area"><div class="l-col l-col--8"><header class="article-header"><div class="topics"><a href="/n">أخبار</a></div><h1>{esc(s.title)}</h1><p class="article__subhead"><em>{esc(s.standfirst)}</em></p></header><figure class="article-featured-image"><img src="{s.image}"><figcaption>{esc(s.caption)} ({s.credit})</figcaption></figure><div class="article-info-block"><div class="article-dates"><div class="date-simple"><span class="screen-reader-text">نُشر في {s.published:%d/%m/%Y}</span><span aria-hidden="true">{s.published:%d/%m/%Y}</span></div><div>آخر تحديث: {s.modified:%H:%M}</div></div><div class="article-share">شارك</div></div><div class="wysiwyg wysiwyg--all-content" aria-live="polite">{paras(v, s.body[:3])}<div class="more-on"><h2 class="more-on__heading">اقرأ أيضا</h2><span>list of 2 items</span><ul class="more-on__items">{cards(s.teasers[:2], "<li><span>list 1 of 2</span><a href='/{n}'>{t}</a></li>")}</ul><span>end of list</span></div>{paras(v, s.body[3:6])}<h2>{s.subheads[0]}</h2>{paras(v, s.body[6:])}</div><div class="article-source">المصدر: الشاطئ + وكالات</div></div></main><aside>{cards(s.teasers[3:9])}</aside><footer>جميع الحقوق محفوظة © 2026 شبكة الشاطئ</footer></div></body></html>"""
    text = (s.standfirst, *s.body[:6], s.subheads[0], *s.body[6:])
    return s.url, page, Gold(s.title, text, (), s.published, s.standfirst, s.modified, image=s.image)
