"""Layouts in the manner of Persian agencies, sites and papers."""

# ruff: noqa: E501 - markup and sentences stand as one line each

from __future__ import annotations

from datetime import date, datetime

from tests.quality.pages.kit import Gold, Voice, cards, esc, iso, layout, ld, meta, og, paras

_MONTHS = ["فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند"]
_WEEKDAYS = ["دوشنبه", "سه\u200cشنبه", "چهارشنبه", "پنجشنبه", "جمعه", "شنبه", "یکشنبه"]
_NOWRUZ = {2025: date(2025, 3, 21), 2026: date(2026, 3, 21)}


def digits(text: str) -> str:
    """Latin digits as Persian ones."""
    return text.translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))


def jalali(when: datetime) -> tuple[int, int, int]:
    """Year, month and day of the Persian calendar, for 2025-03-21 to 2027-03-20."""
    year = when.year if when.date() >= _NOWRUZ[when.year] else when.year - 1
    days = (when.date() - _NOWRUZ[year]).days
    month, day = (days // 31, days % 31) if days < 186 else (6 + (days - 186) // 30, (days - 186) % 30)
    return year - 621, month + 1, day + 1


def words(when: datetime) -> str:
    """The day as a Persian paper writes it."""
    year, month, day = jalali(when)
    return digits(f"{day} {_MONTHS[month - 1]} {year}")


def _numbers(when: datetime) -> str:
    return digits("{}/{:02}/{:02}".format(*jalali(when)))


@layout("fa")
def fa_agency_items(v: Voice) -> tuple[str, str, Gold]:
    """An agency of the common press system: item classes, kicker, summary, codes, short link, tags."""
    s = v.story("www.mahnews.example", 10, "/news/{n}/x")
    code = s.url.split("/")[4]
    page = f"""<!DOCTYPE html><html lang="fa" dir="rtl"><head><meta charset="utf-8"><title>{esc(s.title)} - خبرگزاری ماه | اخبار ایران و جهان | Mah News Agency</title>{og(title=s.title, site_name="خبرگزاری ماه", type="article", image=s.image, description=s.standfirst, article__published_time=s.published.strftime("%Y-%m-%dT%H:%M:%SZ"))}{meta(dc__Date=s.published.strftime("%Y-%m-%dT%H:%M:%SZ"), description=s.standfirst)}</head><body><header id="header"><nav><ul>{v.menu()}</ul></nav></header><main id="main"><article class="item" id="item"><div class="item-header"><div class="item-nav row"><div class="col-6 item-date"><i></i><span>{words(s.published)}، {digits(s.published.strftime("%H:%M"))}</span></div><div class="item-code"><span>کد خبر</span> <span>{digits(code)}</span></div></div><div class="item-title"><h4 class="rutitr kicker">{s.subheads[0]}؛</h4><h1 class="title" itemprop="headline"><a href="/news/{code}">{esc(s.title)}</a></h1></div></div><div class="item-summary"><figure class="item-img"><img src="{s.image}"></figure><p class="summary introtext" itemprop="description">{esc(s.standfirst)}</p></div><div class="item-body"><div class="item-text" itemprop="articleBody">{paras(v, s.body[:4])}<section class="box related-items"><h3>اخبار مرتبط</h3><ul>{cards(s.teasers[:3])}</ul></section>{paras(v, s.body[4:])}</div><div class="item-code"><span>کد مطلب</span> {digits(code)}</div></div><div class="item-boxes"><section class="box share"><span>لینک کوتاه</span><input value="https://mahnews.example/x4"></section><section class="box tags"><header><h2>برچسب‌ها</h2></header><ul>{"".join(f'<li><a rel="tag" href="/tag/{n}">{t}</a></li>' for n, t in enumerate(s.tags))}</ul></section><section class="box comments"><header><h2>نظر شما</h2></header><form><label>نام</label><label>ایمیل</label><p>شما در حال پاسخ به نظر «» هستید.</p></form></section></div></article><aside><h2>پربازدیدترین</h2><ul>{cards(s.teasers[4:12])}</ul></aside></main><footer><p>All Content by Mah News Agency is licensed. تمامی حقوق محفوظ است.</p></footer></body></html>"""
    return (
        s.url,
        page,
        Gold(s.title, (s.standfirst, *s.body), (), s.published.date(), s.standfirst, tags=tuple(s.tags), image=s.image),
    )


@layout("fa", held=True)
def fa_students_agency(v: Voice) -> tuple[str, str, Gold]:
    """An agency: city and agency in the summary, the end-of-message line, labels of meta rows."""
    s = v.story("www.ayna.example", 9, "/news/{n}/x")
    texts = [f"به گزارش آینا، {s.body[0]}", *s.body[1:]]
    about = {
        "@context": "https://schema.org/",
        "@type": "NewsArticle",
        "headline": s.title,
        "datePublished": iso(s.published),
        "dateModified": iso(s.published),
        "author": {"@type": "Organization", "name": "آینا"},
        "image": s.image,
    }
    page = f"""<!DOCTYPE html><html dir="rtl" lang="fa"><head><title>{esc(s.title)} - آینا</title>{ld(about)}{og(title=s.title, image=s.image)}</head><body><div class="main-nav">{v.menu("<a href='/{n}'>{t}</a>")}</div><main class="container"><div class="row"><section class="main-content"><article id="item" class="item full-news"><div class="full-news-title"><ul class="meta"><li><i class="fa-calendar"></i><span class="title-meta">{_WEEKDAYS[s.published.weekday()]} / {words(s.published)} / {digits(s.published.strftime("%H:%M"))}</span></li><li>دسته‌بندی: <span class="text-meta">{s.section}</span></li><li>کد خبر: <span class="text-meta">{s.url.split("/")[4]}</span></li><li>خبرنگار : <span class="text-meta">71654</span></li></ul><h1 class="first-title" itemprop="headline">{esc(s.title)}</h1></div><img src="{s.image}"><p class="summary" itemprop="description">{esc(s.standfirst)}</p><div class="item-text" itemprop="articleBody">{paras(v, texts)}<p>انتهای پیام</p></div><footer class="item-footer"><ul class="tags">{"".join(f"<li><a href='/t/{n}'>{t}</a></li>" for n, t in enumerate(s.tags))}</ul></footer><div class="share">ارسال به دوستان چاپ</div></article><div class="comments"><h3>نظرات</h3>{"".join(f'<div class="c"><h4>ناشناس</h4><p>{esc(c)}</p></div>' for c in s.comments[:4])}<ul><li>لطفا از نوشتن با حروف لاتین (فینگلیش) خودداری نمایید.</li><li>از ارسال دیدگاه‌های نامرتبط با متن خبر، تکرار نظر دیگران و توهین به سایر کاربران خودداری نمایید.</li></ul></div></section><aside class="side"><h3>آخرین اخبار</h3>{cards(s.teasers[:10], "<li><h3><a href='/{n}'>{t}</a></h3></li>")}</aside></div></main><footer>تمامی حقوق این سایت متعلق به خبرگزاری آینا است و استفاده از مطالب با ذکر منبع بلامانع است.</footer></body></html>"""
    return s.url, page, Gold(s.title, (s.standfirst, *texts), (), s.published, s.standfirst, image=s.image)


@layout("fa")
def fa_agency_lead_heading(v: Voice) -> tuple[str, str, Gold]:
    """An agency: lead as h3, story div, list of related news inside, the end mark with a slash."""
    s = v.story("www.nasimagency.example", 9, "/fa/news/{d}/{n}/x")
    page = f"""<!DOCTYPE html><html lang="fa"><head><title>{esc(s.title)} | خبرگزاری نسیم</title>{og(title=s.title, site_name="خبرگزاری نسیم", image=s.image)}{meta(description=s.standfirst)}</head><body><header>{v.menu("<a href='/{n}'>{t}</a>")}</header><main><article class="single-news"><ul class="list-inline details"><li class="service"><a href="/s">صفحه اصلی</a></li><li><a href="/e">{s.section}</a></li><li class="time">{words(s.published)} - {digits(s.published.strftime("%H:%M"))}</li></ul><h1 class="title">{esc(s.title)}</h1><figure><img src="{s.image}"></figure><h3 class="lead">{esc(s.standfirst)}</h3><div class="story">{paras(v, s.body[:3], '<p dir="RTL" style="text-align:justify">{t}</p>')}<ul><li><h4><strong><a href="/r">{esc(s.teasers[0])}</a></strong></h4></li></ul>{paras(v, s.body[3:], '<p dir="RTL" style="text-align:justify">{t}</p>')}<p>انتهای پیام/</p></div><div class="news-source"></div><div class="share-box">اشتراک گذاری</div><div class="smart-keyword">{"".join(f"<a href='/k/{n}'>{t}</a>" for n, t in enumerate(s.tags))}</div></article><section class="related"><div class="title">بیشتر بخوانید</div>{cards(s.teasers[1:7], "<article class='list-item'><h2><a href='/{n}'>{t}</a></h2></article>")}</section></main><footer>کلیه حقوق این وب‌سایت متعلق به نسیم است</footer></body></html>"""
    return (
        s.url,
        page,
        Gold(s.title, (s.standfirst, *s.body), (), s.published.replace(tzinfo=None), s.standfirst, image=s.image),
    )


@layout("fa", held=True)
def fa_state_agency(v: Voice) -> tuple[str, str, Gold]:
    """The official agency: Tehran and name before the first sentence, section names, reader notes, short link line."""
    s = v.story("www.iranagency.example", 12, "/news/{n}/x")
    first = f"تهران- ایرا- {s.standfirst}"
    page = f"""<!DOCTYPE html><html lang="fa"><head><title>{esc(s.title)} - ایرا</title>{og(title=s.title, type="article", image=s.image)}<meta property="nastooh:topic" content="اقتصاد"><meta property="nastooh:publishDate" content="{iso(s.published)}"><meta itemprop="datePublished" content="{s.published:%Y-%m-%dT%H:%M:%SZ}"></head><body class="rtl"><header><ul class="menu">{v.menu()}</ul></header><main><div class="row"><article class="item"><div class="item-header"><span class="item-time">{words(s.published)}، {digits(s.published.strftime("%H:%M"))}</span><span class="news-id">کد خبر: {s.url.split("/")[4]}</span><h2 class="kicker">{s.subheads[1]}</h2><h1 class="title">{esc(s.title)}</h1></div><div class="item-summary"><p class="introtext">{esc(first)}</p></div><div class="item-body"><div class="item-text">{paras(v, s.body[:5])}<p><strong>{s.subheads[0]}</strong></p>{paras(v, s.body[5:])}<p><a href="/b">بیشتر بخوانید: {esc(s.teasers[0])}</a></p></div></div><ul class="attachments"><li>فیلم ۲:۱۱</li></ul><div class="short-link"><span>https://iranagency.example/xjK4</span></div><div class="item-tools"><span>برای کپی لینک کلیک کنید</span></div></article><div class="comments-list"><h3>نظر شما</h3>{"".join(f"<li><div class='author'>کاربر</div><div class='body'>{esc(c)}</div><span>پاسخ</span></li>" for c in s.comments[:5])}</div></div></main><aside>{cards(s.teasers[1:9], "<h3><a href='/{n}'>{t}</a></h3>")}</aside><footer>کلیه حقوق متعلق به ایراست.</footer></body></html>"""
    text = (first, *s.body[:5], s.subheads[0], *s.body[5:])
    return s.url, page, Gold(s.title, text, (), s.published.date(), first, image=s.image)


@layout("fa")
def fa_popular_site(v: Voice) -> tuple[str, str, Gold]:
    """A popular site: subtitle div, body with breaks and divs mixed, votes and readers' words after it."""
    s = v.story("www.asrnow.example", 9, "/fa/news/{n}/x")
    page = f"""<!DOCTYPE html><html lang="fa"><head><title>{esc(s.title)}</title>{meta(description=s.standfirst)}{og(title=s.title, image=s.image, site_name="fa")}</head><body><div id="top_menu">{v.menu("<a href='/{n}'>{t}</a>")}</div><div class="container"><div class="main_col"><div class="news_nav news_id_c">کد خبر: <span>{s.url.split("/")[5]}</span></div><div class="news_nav news_pdate_c">تاریخ انتشار: <span>{digits(s.published.strftime("%H:%M"))} - {words(s.published)} - {digits(s.published.strftime("%d %B %Y"))}</span></div><div class="rutitr">{s.subheads[0]}</div><h1 class="title"><a href="{s.url}">{esc(s.title)}</a></h1><div class="subtitle">{esc(s.standfirst)}</div><div class="body"><div><img src="{s.image}" alt="{esc(s.caption)}"></div><div style="text-align: justify;">{"<br />&nbsp;<br />".join(esc(t) for t in s.body[:4])}</div>{paras(v, s.body[4:], '<div style="text-align: justify;">{t}</div><div>&nbsp;</div>')}</div><div class="wrapper"></div><div class="tags_title">برچسب ها: <a href="/t">{s.tags[0]}</a> ، <a href="/u">{s.tags[1]}</a></div><div class="report_news">گزارش خطا</div><div class="comments"><div class="comm_title">نظرات بینندگان</div><div>انتشار یافته: ۹</div><div>در انتظار بررسی: ۰</div>{"".join(f'<div class="comments_item"><div class="c_name">ناشناس</div><div class="c_date">{words(s.modified)}</div><div class="c_answer">پاسخ</div><div class="comments_text">{esc(c)}</div></div>' for c in s.comments)}</div></div><div class="side_col"><div>پربیننده ترین ها</div>{cards(s.teasers[:9], "<div class='linear_news'><a href='/{n}'>{t}</a></div>")}</div></div><div class="footer">تمام حقوق مادی و معنوی این سایت متعلق به عصر اکنون است.</div></body></html>"""
    return (
        s.url,
        page,
        Gold(s.title, (s.standfirst, *s.body), (), s.published.replace(tzinfo=None), s.standfirst, image=s.image),
    )


@layout("fa", held=True)
def fa_paper_without_facts(v: Voice) -> tuple[str, str, Gold]:
    """A paper's site without a word in the head: author, number of the issue and date in Persian only."""
    s = v.story("www.roznameh-naft.example", 10, "/newspaper/{n}")
    page = f"""<!DOCTYPE html><html dir="rtl"><head><meta charset="utf-8"><title>روزنامه نفت - {esc(s.title)}</title></head><body><div class="navbar"><ul>{v.menu()}</ul></div><div class="page-wrap"><div class="np-header">شماره {digits("4512")} | {_numbers(s.published)} | صفحه {digits("3")}</div><div class="np-post"><h1>{esc(s.title)}</h1><div class="np-author">نویسنده: {s.authors[0]}</div><div class="np-lead">{esc(s.standfirst)}</div><div class="np-text">{paras(v, s.body[:5])}<h3>{s.subheads[0]}</h3>{paras(v, s.body[5:])}</div><div class="np-foot"><a href="/pdf">دریافت فایل صفحه</a><a>چاپ</a></div></div><div class="np-other"><h4>دیگر مطالب این صفحه</h4>{cards(s.teasers[:6], "<div><a href='/{n}'>{t}</a></div>")}</div></div><footer>استفاده از مطالب روزنامه نفت با ذکر منبع آزاد است.</footer></body></html>"""
    text = (s.standfirst, *s.body[:5], s.subheads[0], *s.body[5:])
    return s.url, page, Gold(s.title, text, (s.authors[0],), s.published.date(), s.standfirst)
