"""Layouts in the manner of widespread content systems and their stock themes."""

# ruff: noqa: E501 - markup and sentences stand as one line each

from __future__ import annotations

from tests.quality.pages.kit import Gold, Voice, cards, esc, iso, layout, ld, meta, og, paras


@layout("en")
def blog_theme_with_plugins(v: Voice) -> tuple[str, str, Gold]:
    """A blog system's classic theme: sharing and related plugins inside the content, comments as a list."""
    s = v.story("www.thevarnholmpost.example", 12, "/{d}/{slug}/")
    who = s.authors[0]
    page = f"""<!DOCTYPE html><html lang="en-US" prefix="og: http://ogp.me/ns#"><head><meta charset="UTF-8">
<title>{esc(s.title)} - The Varnholm Post</title>{
        og(
            type="article",
            title=s.title + " - The Varnholm Post",
            site_name="The Varnholm Post",
            url=s.url,
            image=s.image,
            article__published_time=iso(s.published),
            article__modified_time=iso(s.modified),
            article__section=s.section,
        )
    }
<link rel="canonical" href="{s.url}"/></head><body class="post-template-default single single-post">
<div id="page" class="hfeed site"><header id="masthead" class="site-header"><h1 class="site-title"><a href="/">The Varnholm Post</a></h1>
<h2 class="site-description">News from the coast since 1911</h2><nav class="main-navigation"><ul>{
        v.menu()
    }</ul></nav></header>
<div id="content" class="site-content"><div id="primary" class="content-area"><main id="main" class="site-main">
<article id="post-4411" class="post-4411 post type-post status-publish hentry"><header class="entry-header">
<h1 class="entry-title">{esc(s.title)}</h1><div class="entry-meta"><span class="posted-on">Posted on <a href="{
        s.url
    }" rel="bookmark">
<time class="entry-date published" datetime="{iso(s.published)}">{s.published:%B %-d, %Y}</time>
<time class="updated" datetime="{iso(s.modified)}">{s.modified:%B %-d, %Y}</time></a></span>
<span class="byline"> by <span class="author vcard"><a class="url fn n" href="/author/x/">{
        who
    }</a></span></span></div></header>
<div class="entry-content"><div class="wp-caption alignright"><img src="{s.image}" alt="{
        esc(s.caption)
    }"><p class="wp-caption-text">{esc(s.caption)} (Photo: {s.credit})</p></div>
{paras(v, s.body[:4])}<h3>{esc(s.subheads[0])}</h3>{paras(v, s.body[4:8])}<blockquote><p>{
        esc(s.body[8])
    }</p></blockquote>{paras(v, s.body[9:])}
<p>&nbsp;</p><div class="sharedaddy sd-sharing-enabled"><div class="robots-nocontent sd-block sd-social"><h3 class="sd-title">Share this:</h3>
<ul><li class="share-twitter"><a href="#">Click to share on Twitter (Opens in new window)</a></li><li><a href="#">Click to share on Facebook (Opens in new window)</a></li></ul></div></div>
<div class="sharedaddy sd-block sd-like"><h3 class="sd-title">Like this:</h3><span class="button"><span>Like</span></span> <span class="loading">Loading...</span></div>
<div id="jp-relatedposts" class="jp-relatedposts"><h3 class="jp-relatedposts-headline"><em>Related</em></h3>{
        cards(
            s.teasers[:3], '<div class="jp-relatedposts-post"><h4><a href="/{n}">{t}</a></h4><p>In "Politics"</p></div>'
        )
    }</div></div>
<footer class="entry-footer"><span class="cat-links">Posted in <a href="/c">{
        s.section
    }</a></span><span class="tags-links">Tagged {
        ", ".join(f'<a rel="tag" href="/tag/{n}">{t}</a>' for n, t in enumerate(s.tags))
    }</span></footer></article>
<nav class="navigation post-navigation"><h2 class="screen-reader-text">Post navigation</h2><div class="nav-links"><a href="/p" rel="prev">{
        s.teasers[4]
    }</a><a href="/q" rel="next">{s.teasers[5]}</a></div></nav>
<div id="comments" class="comments-area"><h2 class="comments-title">{len(s.comments)} thoughts on “{
        esc(s.title)
    }”</h2><ol class="comment-list">
{
        "".join(
            f'<li class="comment even depth-1"><article class="comment-body"><footer class="comment-meta"><b class="fn">{v.person()}</b> <span class="says">says:</span> <time datetime="{iso(s.modified)}">{s.modified:%B %-d, %Y at %-I:%M %p}</time></footer><div class="comment-content"><p>{esc(c)}</p></div><div class="reply"><a>Reply</a></div></article></li>'
            for c in s.comments
        )
    }</ol>
<div id="respond" class="comment-respond"><h3 class="comment-reply-title">Leave a Reply</h3><form><p class="comment-notes">Your email address will not be published. Required fields are marked *</p><label>Comment *</label><textarea></textarea></form></div></div></main></div>
<aside id="secondary" class="widget-area"><section class="widget"><h2 class="widget-title">Recent Posts</h2><ul>{
        cards(s.teasers[6:12])
    }</ul></section></aside></div>
<footer class="site-footer"><div class="site-info">Proudly powered by a blog. Copyright 2026 The Varnholm Post. All rights reserved.</div></footer></div></body></html>"""
    text = (*s.body[:4], s.subheads[0], *s.body[4:])
    return (
        s.url,
        page,
        Gold(
            s.title,
            text,
            (who,),
            s.published,
            modified=s.modified,
            section=s.section,
            tags=tuple(s.tags),
            image=s.image,
        ),
    )


@layout("en")
def block_editor_theme(v: Voice) -> tuple[str, str, Gold]:
    """Blocks of a modern blog editor: pull quote, list, inline sign-up, latest-posts block, JSON-LD graph."""
    s = v.story("eskelreview.example", 15, "/{slug}-{n}/")
    graph = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "WebSite", "@id": "https://eskelreview.example/#website", "name": "Eskel Review"},
            {"@type": "ImageObject", "@id": s.url + "#primaryimage", "url": s.image},
            {"@type": "WebPage", "@id": s.url + "#webpage", "name": s.title + " | Eskel Review", "datePublished": iso(s.published)},
            {
                "@type": "Article", "headline": s.title, "datePublished": iso(s.published), "dateModified": iso(s.modified),
                "author": {"@id": "https://eskelreview.example/#/schema/person/7"}, "image": {"@id": s.url + "#primaryimage"},
                "articleSection": [s.section], "keywords": s.tags,
            },
            {"@type": "Person", "@id": "https://eskelreview.example/#/schema/person/7", "name": s.authors[0]},
        ],
    }  # fmt: skip
    items = [v.fill(v.one("frames")) for _ in range(4)]
    page = f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{esc(s.title)} | Eskel Review</title>{ld(graph)}
{og(title=s.title, type="article", url=s.url, site_name="Eskel Review", image=s.image)}</head><body class="wp-embed-responsive">
<div class="wp-site-blocks"><header class="wp-block-template-part"><p class="wp-block-site-title"><a href="/">Eskel Review</a></p><nav class="wp-block-navigation"><ul>{v.menu()}</ul></nav></header>
<main class="wp-block-group"><h1 class="wp-block-post-title">{esc(s.title)}</h1>
<p class="wp-block-post-excerpt__excerpt">{esc(s.standfirst)}</p>
<div class="wp-block-group is-layout-flex"><div class="wp-block-post-author"><p class="wp-block-post-author__name">{s.authors[0]}</p></div><div class="wp-block-post-date"><time datetime="{iso(s.published)}">{s.published:%b %-d, %Y}</time></div><p>6 minute read</p></div>
<figure class="wp-block-post-featured-image"><img src="{s.image}"/><figcaption class="wp-element-caption">{esc(s.caption)}. {s.credit}/Eskel Review</figcaption></figure>
<div class="entry-content wp-block-post-content">{paras(v, s.body[:3], '<p class="wp-block-paragraph">{t}</p>')}
<div class="wp-block-group newsletter-signup has-background"><h3 class="wp-block-heading">Get the Review in your inbox</h3><p>Join 12,000 readers. One letter every Friday, no spam.</p><form><input type="email" placeholder="Type your email…"><button>Subscribe</button></form></div>
<h2 class="wp-block-heading">{esc(s.subheads[0])}</h2>{paras(v, s.body[3:7])}
<figure class="wp-block-pullquote"><blockquote><p>{esc(s.body[5].split(". ")[0])}</p></blockquote></figure>
<ul class="wp-block-list">{"".join(f"<li>{esc(i)}</li>" for i in items)}</ul>{paras(v, s.body[7:12])}
<div class="wp-block-latest-posts"><h4>More from Politics</h4><ul class="wp-block-latest-posts__list">{cards(s.teasers[:4])}</ul></div>
<h2 class="wp-block-heading">{esc(s.subheads[1])}</h2>{paras(v, s.body[12:])}
<p class="has-small-font-size"><em>{esc(v.fill("{first} {last} is the editor of the Eskel Review. Follow him on Mastodon."))}</em></p></div>
<div class="taxonomy-post_tag wp-block-post-terms">{" ".join(f'<a rel="tag" href="/t/{n}">{t}</a>' for n, t in enumerate(s.tags))}</div>
<div class="wp-block-comments"><h2>Comments</h2>{"".join(f'<div class="wp-block-comment-content"><p>{esc(c)}</p></div>' for c in s.comments[:3])}</div></main>
<footer><p>Designed with a blog</p><p>Privacy Policy</p></footer></div></body></html>"""
    text = (s.standfirst, *s.body[:3], s.subheads[0], *s.body[3:7], *items, *s.body[7:12], s.subheads[1], *s.body[12:])
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
            s.section,
            tuple(s.tags),
            image=s.image,
        ),
    )


@layout("en", held=True)
def fields_and_nodes(v: Voice) -> tuple[str, str, Gold]:
    """A node system with field wrappers, "Submitted by", a related view and a feedback block."""
    s = v.story("www.inlandwaters.example", 10, "/node/{n}")
    who = s.authors[0]
    page = f"""<!DOCTYPE html><html lang="en" dir="ltr"><head><meta charset="utf-8"/><title>{esc(s.title)} | Inland Waters Monitor</title>
<meta name="Generator" content="Drupal 10"/>{meta(description=s.standfirst)}<link rel="canonical" href="{s.url}"/></head>
<body class="path-node page-node-type-article"><div class="dialog-off-canvas-main-canvas"><div class="layout-container"><header role="banner"><div class="region region-header">
<div class="site-branding"><a href="/">Inland Waters Monitor</a></div><nav class="menu--main"><ul>{v.menu()}</ul></nav></div></header>
<div class="region region-breadcrumb"><nav class="breadcrumb"><ol><li><a href="/">Home</a></li><li><a href="/news">News</a></li><li>{esc(s.title)}</li></ol></nav></div>
<main role="main"><div class="layout-content"><div class="region region-content"><div data-drupal-messages-fallback class="hidden"></div>
<div id="block-page-title" class="block"><h1 class="page-title"><span class="field field--name-title field--type-string">{esc(s.title)}</span></h1></div>
<article class="node node--type-article node--view-mode-full"><div class="node__meta"><span>Submitted by <span class="field field--name-uid">{who}</span> on <span class="field field--name-created"><time datetime="{iso(s.published)}">{s.published:%a, %m/%d/%Y - %H:%M}</time></span></span></div>
<div class="node__content clearfix"><div class="field field--name-field-image"><img src="/x.jpg" alt="{esc(s.caption)}"/><div class="field field--name-field-caption field__item">{esc(s.caption)}</div></div>
<div class="field field--name-field-summary field__item">{esc(s.standfirst)}</div>
<div class="clearfix text-formatted field field--name-body field--type-text-with-summary field--label-hidden field__item">{paras(v, s.body[:6])}<h2>{s.subheads[0]}</h2>{paras(v, s.body[6:])}</div>
<div class="field field--name-field-tags field--label-above"><div class="field__label">Tags</div><div class="field__items">{"".join(f'<div class="field__item"><a href="/t/{n}">{t}</a></div>' for n, t in enumerate(s.tags))}</div></div>
<ul class="links inline list-inline"><li class="comment-forbidden"><a href="/user/login">Log in</a> or <a href="/user/register">register</a> to post comments</li></ul></div></article>
<div class="views-element-container block"><h2>Related content</h2><div class="view view-related">{cards(s.teasers[:5], '<div class="views-row"><span class="field-content"><a href="/node/{n}">{t}</a></span></div>')}</div></div>
<div class="block block-webform"><h2>Was this page helpful?</h2><p>Tell us what you were looking for and we will do our best to improve this page.</p></div></div></div></main>
<footer role="contentinfo"><p>The Inland Waters Monitor is funded by its members. Views are the authors' own.</p></footer></div></div></body></html>"""
    text = (s.standfirst, *s.body[:6], s.subheads[0], *s.body[6:])
    return s.url, page, Gold(s.title, text, (who,), s.published, s.standfirst)


@layout("en")
def newsletter_publisher(v: Voice) -> tuple[str, str, Gold]:
    """A publishing system of newsletters: cards, bookmark cards and a sign-up in the content."""
    s = v.story("slowtrains.example", 13, "/{slug}/")
    about = {
        "@context": "https://schema.org", "@type": "Article", "publisher": {"@type": "Organization", "name": "Slow Trains"},
        "author": {"@type": "Person", "name": s.authors[0], "url": "https://slowtrains.example/author/a/"}, "headline": s.title,
        "url": s.url, "datePublished": iso(s.published), "dateModified": iso(s.modified), "keywords": ", ".join(s.tags), "description": s.standfirst,
    }  # fmt: skip
    page = f"""<!DOCTYPE html><html lang="en"><head><title>{esc(s.title)}</title>{ld(about)}{og(title=s.title, site_name="Slow Trains", image=s.image)}</head>
<body class="post-template"><div class="gh-site"><header id="gh-head" class="gh-head"><a class="gh-head-logo" href="/">Slow Trains</a><nav>{v.menu("<a href='/{n}'>{t}</a>")}</nav><a class="gh-head-btn" href="#/portal/signup">Subscribe</a></header>
<main class="gh-main"><article class="gh-article post tag-rail"><header class="gh-article-header gh-canvas"><a class="gh-article-tag" href="/t">{s.tags[0]}</a><h1 class="gh-article-title">{esc(s.title)}</h1><p class="gh-article-excerpt">{esc(s.standfirst)}</p>
<div class="gh-article-meta"><h4 class="gh-article-author-name"><a href="/author/a/">{s.authors[0]}</a></h4><div class="gh-byline-meta"><time datetime="{s.published:%Y-%m-%d}">{s.published:%d %b %Y}</time> — <span>7 min read</span></div></div>
<figure class="gh-article-image"><img src="{s.image}"><figcaption>{esc(s.caption)} / Photo by {s.credit}</figcaption></figure></header>
<section class="gh-content gh-canvas">{paras(v, s.body[:4])}<figure class="kg-card kg-bookmark-card"><a class="kg-bookmark-container" href="/b"><div class="kg-bookmark-content"><div class="kg-bookmark-title">{esc(s.teasers[0])}</div><div class="kg-bookmark-description">{esc(s.teasers[1])} and what came of it in the end, told by those who were there.</div></div></a></figure>
{paras(v, s.body[4:7])}<div class="kg-card kg-signup-card"><h2>Sign up for Slow Trains</h2><p>A letter about railways, every second Sunday.</p><form></form><p>No spam. Unsubscribe anytime.</p></div>
<h2 id="x">{s.subheads[0]}</h2>{paras(v, s.body[7:])}<hr><div class="kg-card kg-callout-card"><div class="kg-callout-text">Enjoying this post? Share it with a friend who likes trains.</div></div></section></article>
<div class="gh-cta"><h4>Sign up for more like this.</h4><span>Enter your email</span><button>Subscribe</button></div>
<aside class="gh-read-more"><h3>Read more</h3>{cards(s.teasers[3:6], '<article class="post-card"><h3><a href="/{n}">{t}</a></h3><div class="post-card-excerpt">A long excerpt of another post about engines, timetables, and why the night train was withdrawn from service.</div></article>')}</aside></main></div></body></html>"""
    text = (s.standfirst, *s.body[:7], s.subheads[0], *s.body[7:])
    return (
        s.url,
        page,
        Gold(s.title, text, (s.authors[0],), s.published, s.standfirst, s.modified, tags=tuple(s.tags), image=s.image),
    )


@layout("en", held=True)
def site_builder_blog(v: Voice) -> tuple[str, str, Gold]:
    """A site builder's blog: rows and columns of blocks, no structured data but a little microdata."""
    s = v.story("www.ashdale-observer.example", 9, "/blog/{slug}")
    page = f"""<!doctype html><html lang="en-GB"><head><title>{esc(s.title)} &mdash; Ashdale Observer</title>{og(site_name="Ashdale Observer", title=s.title + " — Ashdale Observer", type="article", url=s.url)}
<meta itemprop="author" content="{s.authors[0]}"/><meta itemprop="datePublished" content="{s.published:%Y-%m-%dT%H:%M:%S%z}"/><meta itemprop="headline" content="{esc(s.title)}"/></head>
<body id="item-66a" class="collection-type-blog-basic-grid view-item"><div id="siteWrapper"><header class="header"><div class="header-title-text"><a href="/">Ashdale Observer</a></div><div class="header-nav">{v.menu('<div class="header-nav-item"><a href="/{n}">{t}</a></div>')}</div></header>
<main id="page"><article class="sections"><section class="page-section"><div class="content-wrapper"><div class="content"><div class="sqs-layout sqs-grid-12"><article class="h-entry entry">
<div class="blog-item-wrapper"><div class="blog-item-top-wrapper"><div class="blog-item-title"><h1 class="entry-title entry-title--large p-name">{esc(s.title)}</h1></div><div class="blog-item-meta-wrapper"><div class="blog-meta-item"><time class="dt-published">{s.published:%-d %b}</time></div><div class="blog-meta-item">Written by <a href="?author=1">{s.authors[0]}</a></div></div></div>
<div class="blog-item-content-wrapper"><div class="blog-item-content e-content"><div class="sqs-layout"><div class="row"><div class="col sqs-col-12"><div class="sqs-block image-block"><div class="image-caption-wrapper"><div class="image-caption"><p>{esc(s.caption)}</p></div></div></div>
<div class="sqs-block html-block sqs-block-html"><div class="sqs-block-content"><div class="sqs-html-content">{paras(v, s.body[:5], '<p class="" style="white-space:pre-wrap;">{t}</p>')}</div></div></div>
<div class="sqs-block quote-block"><figure><blockquote><span>“</span>{esc(v.one("quote"))}<span>”</span></blockquote></figure></div>
<div class="sqs-block html-block"><div class="sqs-block-content"><div class="sqs-html-content">{paras(v, s.body[5:], '<p class="" style="white-space:pre-wrap;">{t}</p>')}</div></div></div>
<div class="sqs-block newsletter-block"><div class="newsletter-form-header"><h2 class="newsletter-form-header-title">Subscribe</h2><div class="newsletter-form-header-description"><p>Sign up with your email address to receive news and updates.</p></div></div><div class="newsletter-form-footnote"><p>We respect your privacy.</p></div><div class="newsletter-form-success">Thank you!</div></div></div></div></div></div></div>
<div class="blog-item-author-profile-wrapper"><div class="author-name">{s.authors[0]}</div><div class="author-bio">{esc(v.fill(v.one("bio")))}</div></div></div></article></div></div></div></section>
<section class="item-pagination"><a href="/a"><div>Previous</div><h2>{s.teasers[0]}</h2></a><a href="/b"><div>Next</div><h2>{s.teasers[1]}</h2></a></section></article></main><footer><p>Ashdale Observer, 1 Mill Lane</p></footer></div></body></html>"""
    return s.url, page, Gold(s.title, tuple(s.body), (s.authors[0],), s.published)


@layout("en")
def essay_platform(v: Voice) -> tuple[str, str, Gold]:
    """A writing platform: hashed classes, a subtitle as h2, reading time and claps as text, "Follow"."""
    s = v.story("writers.example", 14, "/@pen/{slug}-{n}")
    who = s.authors[0]
    about = {"@context": "http://schema.org", "@type": "NewsArticle", "headline": s.title, "name": s.title, "dateCreated": iso(s.published),
             "datePublished": iso(s.published), "dateModified": iso(s.modified), "creator": [who], "author": {"@type": "Person", "name": who}, "image": [s.image]}  # fmt: skip
    page = f"""<!doctype html><html lang="en"><head><title data-rh="true">{esc(s.title)} | by {who} | Writers</title>{ld(about)}
{og(title=s.title, site_name="Writers", article__published_time=iso(s.published), article__author="https://writers.example/@pen")}{meta(author=who)}</head><body><div id="root"><div class="a b c">
<div class="d e f"><a href="/">Open in app</a><a href="/up">Sign up</a><a href="/in">Sign in</a></div><article><div class="l"><section><div><div class="fr fs ft"><div class="ab ca"><div class="ch bg">
<div><h1 id="1" class="pw-post-title ha hb" data-testid="storyTitle">{esc(s.title)}</h1></div><div><h2 id="2" class="pw-subtitle-paragraph id ie">{esc(s.standfirst)}</h2></div>
<div class="speechify-ignore ab cp"><div class="ab"><a href="/@pen"><p class="be b">{who}</p></a><span>·</span><p class="be b"><button>Follow</button></p></div><div class="ab ae"><span data-testid="storyReadTime">9 min read</span><span>·</span><span data-testid="storyPublishDate">{s.published:%b %-d, %Y}</span></div></div>
<div class="ab co"><div class="bl">--</div><p class="be">214</p><p class="be">17</p><button>Listen</button><button>Share</button></div>
{paras(v, s.body[:5], '<p class="pw-post-body-paragraph ms mt" data-selectable-paragraph="">{t}</p>')}
<figure class="nb nc"><picture><img src="{s.image}"></picture><figcaption class="nh ff">{esc(s.caption)}. Photo by <a href="/u">{s.credit}</a> on Imageshelf</figcaption></figure>
<h1 class="ok ol">{s.subheads[0]}</h1>{paras(v, s.body[5:9], '<p class="pw-post-body-paragraph ms mt">{t}</p>')}<blockquote class="pa"><p class="ms">{esc(s.body[9])}</p></blockquote>
<h1 class="ok ol">{s.subheads[1]}</h1>{paras(v, s.body[10:], '<p class="pw-post-body-paragraph ms mt">{t}</p>')}</div></div></div></div></section></div></article>
<div class="ab q"><a class="tag" href="/tag/1">Railways</a><a class="tag" href="/tag/2">Harbours</a></div><div><h2>Written by {who}</h2><p>1.2K Followers · Writer for Writers</p><p>{esc(v.fill(v.one("bio")))}</p></div>
<div><h2>More from {who}</h2>{cards(s.teasers[:4], '<div class="rec"><h2>{t}</h2><h3>What nobody says about the night train, and the three letters it took me to find out</h3><p>Nov 3</p></div>')}</div>
<div><h2>Recommended from Writers</h2>{cards(s.teasers[4:8], '<div class="rec"><h2>{t}</h2><p>4 min read</p></div>')}</div><footer><p>Help</p><p>Status</p><p>Terms</p></footer></div></div></body></html>"""
    text = (s.standfirst, *s.body[:5], s.subheads[0], *s.body[5:10], s.subheads[1], *s.body[10:])
    return s.url, page, Gold(s.title, text, (who,), s.published, s.standfirst, s.modified, image=s.image)


@layout("en", held=True)
def component_tables(v: Voice) -> tuple[str, str, Gold]:
    """An old portal system: tables around the content, created and modified dates, print and mail icons."""
    s = v.story("news.karskregion.example", 8, "/index.php?option=com_content&view=article&id={n}")
    page = f"""<html xmlns="http://www.w3.org/1999/xhtml" lang="en-gb"><head><title>{esc(s.title)}</title><meta name="generator" content="Joomla! - Open Source Content Management"/>
<meta name="author" content="{s.authors[0]}"/></head><body><table width="980" align="center"><tr><td colspan="3"><ul class="menu-nav">{v.menu()}</ul></td></tr><tr><td valign="top" width="180"><div class="moduletable_menu"><h3>Main Menu</h3><ul class="menu">{v.menu()}</ul></div>
<div class="moduletable"><h3>Login Form</h3><form><label>User Name</label><label>Password</label><a>Forgot your password?</a></form></div></td><td valign="top">
<div class="componentheading">Regional News</div><table class="contentpaneopen"><tr><td class="contentheading" width="100%">{esc(s.title)}</td><td align="right" class="buttonheading"><a>PDF</a></td><td class="buttonheading"><a>Print</a></td><td class="buttonheading"><a>E-mail</a></td></tr></table>
<table class="contentpaneopen"><tr><td><span class="small">Written by {s.authors[0]}</span></td></tr><tr><td class="createdate">{s.published:%A, %d %B %Y %H:%M}</td></tr><tr><td valign="top">{paras(v, s.body)}</td></tr>
<tr><td class="modifydate">Last Updated on {s.modified:%A, %d %B %Y %H:%M}</td></tr></table><span class="article_separator">&nbsp;</span><table class="pagenav"><tr><th><a href="/a">&lt; Prev</a></th><th><a href="/b">Next &gt;</a></th></tr></table></td>
<td valign="top" width="200"><div class="moduletable"><h3>Latest News</h3><ul class="latestnews">{cards(s.teasers[:8])}</ul></div><div class="moduletable"><h3>Polls</h3><p>Which is the best beach of the region?</p></div></td></tr>
<tr><td colspan="3">Copyright &copy; 2026 Karsk Region News. All Rights Reserved. Joomla! is Free Software.</td></tr></table></body></html>"""
    return s.url, page, Gold(s.title, tuple(s.body), (s.authors[0],), s.published.date())


@layout("en")
def accelerated_page(v: Voice) -> tuple[str, str, Gold]:
    """An accelerated mobile page: its own tags for pictures, advertisements, carousels and lists of links."""
    s = v.story("m.quenbytimes.example", 11, "/amp/{n}/{slug}.html")
    full = s.url.replace("m.", "www.").replace("/amp", "")
    about = {"@context": "http://schema.org", "@type": "NewsArticle", "mainEntityOfPage": full, "headline": s.title, "datePublished": iso(s.published), "dateModified": iso(s.modified),
             "author": [{"@type": "Person", "name": a} for a in s.authors[:2]], "image": {"@type": "ImageObject", "url": s.image, "width": 1200, "height": 800}, "publisher": {"@type": "Organization", "name": "Quenby Times"}}  # fmt: skip
    page = f"""<!doctype html><html amp lang="en"><head><meta charset="utf-8"><link rel="canonical" href="{full}"><title>{esc(s.title)} - Quenby Times</title>{ld(about)}<style amp-boilerplate>body{{animation:none}}</style></head><body>
<amp-sidebar id="sb" layout="nodisplay"><ul>{v.menu()}</ul></amp-sidebar><header><button on="tap:sb.toggle">☰</button><a href="/">Quenby Times</a></header>
<main class="amp-article"><h1>{esc(s.title)}</h1><h2 class="subtitle">{esc(s.standfirst)}</h2><div class="byline">By <span class="a">{s.authors[0]}</span> and <span class="a">{s.authors[1]}</span></div><div class="date">{s.published:%-d %B %Y, %H:%M}</div>
<amp-social-share type="twitter"></amp-social-share><figure><amp-img src="{s.image}" width="1200" height="800" layout="responsive" alt="{esc(s.caption)}"></amp-img><figcaption>{esc(s.caption)} <span class="cr">{s.credit}/QT</span></figcaption></figure>
<div class="amp-body">{paras(v, s.body[:3])}<amp-ad width="300" height="250" type="doubleclick"><div fallback>Advertisement</div></amp-ad>{paras(v, s.body[3:6])}<amp-video><div fallback><p>Your browser doesn't support HTML5 video.</p></div></amp-video>
<amp-list src="/r.json"><div placeholder><p><strong>Related:</strong> <a href="/x">{esc(s.teasers[0])}</a></p></div></amp-list>{paras(v, s.body[6:])}</div>
<section class="amp-related"><h3>You may also like</h3><ul>{cards(s.teasers[1:6])}</ul></section><amp-consent id="c"><div id="ui"><p>We and our partners store and access information on a device, such as cookies, and process personal data.</p><button>Accept all</button></div></amp-consent></main>
<footer>© 2026 Quenby Times</footer></body></html>"""
    return (
        s.url,
        page,
        Gold(
            s.title, (s.standfirst, *s.body), tuple(s.authors[:2]), s.published, s.standfirst, s.modified, image=s.image
        ),
    )


@layout("en", held=True)
def state_in_a_script(v: Voice) -> tuple[str, str, Gold]:
    """A rendered single-page application: hashed classes, everything a div, its state as JSON at the end."""
    s = v.story("www.ostermere.example", 12, "/articles/{slug}-{n}")
    data = {"props": {"pageProps": {"article": {"id": 4, "headline": s.title, "dek": s.standfirst, "byline": s.authors[0], "publishedAt": iso(s.published),
            "body": [{"type": "paragraph", "text": t} for t in s.body], "related": s.teasers[:8]}}}, "page": "/articles/[slug]"}  # fmt: skip
    import json

    page = f"""<!DOCTYPE html><html lang="en"><head><meta charSet="utf-8"/><title>{esc(s.title)} | Ostermere</title>{meta(description=s.standfirst, author=s.authors[0])}{og(title=s.title, type="article", article__published_time=iso(s.published), image=s.image)}</head>
<body><div id="__next"><div class="Layout_root__3xP9a"><div class="Header_wrap__k2L1z"><div class="Header_nav__Qw1">{v.menu('<a class="Header_item__9" href="/{n}">{t}</a>')}</div></div>
<div class="Article_root__aa1"><div class="Article_kicker__b2">{s.section}</div><h1 class="Article_hed__c3">{esc(s.title)}</h1><div class="Article_dek__d4">{esc(s.standfirst)}</div><div class="Byline_root__e5"><span>By </span><a href="/by/1">{s.authors[0]}</a></div><div class="Timestamp_root__f6">{s.published:%B %-d, %Y at %-I:%M %p} UTC</div>
<div class="Share_bar__g7"><button>Copy link</button><button>Email</button><span>Share full article</span></div><div class="Media_root__h8"><img src="{s.image}"/><div class="Media_cap__i9">{esc(s.caption)}</div><div class="Media_credit__i9">{s.credit}</div></div>
<div class="Body_root__j1">{paras(v, s.body[:5], '<div class="Paragraph_p__k1">{t}</div>')}<div class="Promo_root__l2"><div class="Promo_label__m3">Read next</div><a class="Promo_title__n4" href="/r">{esc(s.teasers[0])}</a></div>
{paras(v, s.body[5:9], '<div class="Paragraph_p__k1">{t}</div>')}<div class="Signup_root__o5"><div>Morning briefing</div><div>Start your day with the stories that matter. By signing up you agree to our terms.</div><button>Sign up</button></div>{paras(v, s.body[9:], '<div class="Paragraph_p__k1">{t}</div>')}</div></div>
<div class="Rail_root__p6"><div class="Rail_head__q7">Most popular</div>{cards(s.teasers[1:9], '<div class="Rail_item__r8"><a href="/{n}">{t}</a></div>')}</div><div class="Footer_root__s9">About · Contact · Jobs · © Ostermere Media</div></div></div>
<script id="__NEXT_DATA__" type="application/json">{json.dumps(data)}</script></body></html>"""
    return (
        s.url,
        page,
        Gold(s.title, (s.standfirst, *s.body), (s.authors[0],), s.published, s.standfirst, image=s.image),
    )
