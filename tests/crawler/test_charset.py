"""Bytes become the text that was meant, and nothing is dropped."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, select

from crawler.charset import decode
from crawler.database import sessions
from crawler.tables import Article
from crawler.text import REPLACEMENT
from tests.crawler.conftest import Crawl, only, outlet, rss
from tests.fakes.press import Press, Reply

RUSSIAN = "<p>Министр обороны прибыл в Тегеран с визитом, сообщает агентство. «Договор» — важный шаг, считают там.</p>"
PERSIAN = "<p>وزير دفاع در سفر به مسكو گفت همكاري نظامي دو كشور ادامه دارد و قراردادها اجرا مي شود</p>"
FRENCH = "<p>Le ministre a déclaré que l’été prochain la coopération se poursuivra à Genève, très sûr de lui.</p>"


@pytest.mark.parametrize("declared", [None, "utf-8", "iso-8859-1", "windows-1251", "no-such-charset"])
@pytest.mark.parametrize(
    ("text", "charset"),
    [
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (RUSSIAN, "iso8859-5"),
        (RUSSIAN, "utf-8"),
        (PERSIAN, "cp1256"),
        (PERSIAN, "utf-8"),
        (FRENCH, "cp1252"),
        (FRENCH, "utf-8"),
    ],
)
def test_the_text_is_right_whatever_the_header_says(text: str, charset: str, declared: str | None) -> None:
    body = text.encode(charset, "replace")
    assert decode(body, declared).text == body.decode(charset)


def test_the_page_s_own_declaration_is_heard() -> None:
    page = '<?xml version="1.0" encoding="shift_jis"?><p>防衛大臣が訪問した。</p>'
    assert decode(page.encode("shift_jis")).text == page
    page = '<meta http-equiv="content-type" content="text/html; charset=windows-1251"><p>Да</p>'
    assert decode(page.encode("cp1251")).text == page


@pytest.mark.parametrize("charset", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_wide_charsets_are_known_by_their_mark_or_their_look(charset: str) -> None:
    assert decode(RUSSIAN.encode(charset), "iso-8859-1").text == RUSSIAN


def test_a_broken_byte_stays_visible_and_is_counted() -> None:
    body = RUSSIAN.encode()
    decoded = decode(body[:60] + b"\xff" + body[60:-30], "utf-8")
    assert decoded.charset == "utf-8"
    assert decoded.replaced == decoded.text.count(REPLACEMENT) > 0
    assert "Министр обороны" in decoded.text


@given(st.binary(max_size=2000), st.sampled_from([None, "utf-8", "windows-1251", "utf-16", "gb2312", "x"]))
def test_any_bytes_are_decoded(body: bytes, declared: str | None) -> None:
    decoded = decode(body, declared)
    assert decoded.replaced == decoded.text.count(REPLACEMENT) or decoded.charset == "utf-8"


@given(st.text(st.characters(codec="utf-8"), max_size=500))
def test_valid_utf_8_always_wins(text: str) -> None:
    if not text.startswith("\ufeff") and "\x00" not in text:
        assert decode(text.encode(), "windows-1251").text == text


LIES = (
    ("text/html; charset=utf-8", "", "windows-1251"),
    ("text/html; charset=iso-8859-1", "utf-8", "windows-1251"),
    ("text/html; charset=windows-1251", "windows-1251", "utf-8"),
    ("text/html", "utf-8", "koi8-r"),
    ("text/html; charset=no-such-thing", "windows-1251", "windows-1251"),
)
"""What the header says, what the page says of itself, and what it is."""


def test_pages_of_a_server_that_lies_about_charsets_are_kept_as_they_were_written(
    crawl: Crawl, archive: Engine
) -> None:
    said = "Буксир пришёл в порт утром, и экипаж сразу вышел на работу: ледовая обстановка в заливе остаётся тяжёлой."
    titles = [f"Верфь передала порту буксир проекта {number}" for number in range(len(LIES))]
    with Press() as press:
        for title, (header, declared, real) in zip(titles, LIES, strict=True):
            named = f"<meta charset='{declared}'>" if declared else ""
            text = "".join(f"<p>{said} {title}, сообщение {number}.</p>" for number in range(1, 7))
            page = f"<html lang='ru'><head>{named}<title>{title}</title></head><body><article><h1>{title}</h1>{text}"
            press.pages[f"/{titles.index(title)}"] = Reply(page.encode(real), content_type=header)
        links = [("-", f"{press.url}/{number}") for number in range(len(LIES))]
        press.pages["/feed"] = Reply(rss(links), content_type="application/rss+xml")
        report = only(crawl([outlet(feeds=[f"{press.url}/feed"], language="ru")]))
    assert (report.new, report.problem) == (len(LIES), "")
    with sessions(archive)() as session:
        articles = session.scalars(select(Article).order_by(Article.title)).all()
        assert [article.title for article in articles] == titles
        assert all(article.text.count(said) == 6 for article in articles)


@pytest.mark.cpu_seconds(20)
@pytest.mark.parametrize("piece", [b"a", b"<script ", b"<", b"<style></style>", "я".encode("cp1251"), b"a\xff"])
def test_a_page_of_one_endless_word_or_of_open_scripts_is_decoded_in_a_moment(piece: bytes) -> None:
    assert decode(b"<p>" + piece * (150_000 // len(piece)) + b"\xff\xfe\x98</p>").text
