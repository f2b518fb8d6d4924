"""Bylines in Chinese characters: credits and names with nothing but a blank, or not even one, between them."""

from __future__ import annotations

import re

from crawler.bywords import SPLIT_CREDITS
from crawler.date_lines import without_dates

_ROLE = re.compile(
    r"(?:(?:[\u3400-\u9fff]{1,6}?(?:报|網|网|社|台|刊)(?=记者|記者)|本报|本台|本网|本刊|本社|新华社|中新社|中新网|人民网|央视|全媒体|见习|实习|首席|特约|驻[\u3400-\u9fff]{1,4})*)"
    r"(?:记者|記者|通讯员|特派员|评论员|特约撰稿人|实习生)[\s　：:/／]*"
)
_OTHER_ROLE = re.compile(r"(?:^|(?<=[\s　]))(?:(?:责任)?编辑|责编|摄影|摄像|校对|审核|制图)[\s　:：/／]+")
_DONE = re.compile(r"(?:综合|联合)?(?:报道|报导|摄影报道|摄|文|采写)(?=\s*(?:$|[;；]))")
_COUNTERS = re.compile(
    r"(?:浏览|瀏覽|点击|點擊|阅读|閱讀|人气|访问|评论)(?:次数|次數|量|数|數|率)?\s*[:：]?\s*\d+\s*次?"
    r"|【?\s*(?:字体|字體|字号|字號)\s*[:：]\s*(?:[大中小]\s*)+】?|(?:【|\[)\s*(?:打印|关闭|分享|收藏)[^】\]]*[】\]]"
)
"""How often a page was seen, and what changes the size of its type."""
_CREDIT = re.compile(
    r"(?:来源|來源|作者|记者|記者|编辑|編輯|责任编辑|責任編輯|责编|撰文|摄影|校对|审核|供稿|发布|發布|出典|執筆|출처)(?:单位|人)?\s*[:：/]"
)
_BLANK = re.compile(r"(?<=[\u3400-\u9fff])[\s　]+(?=[\u3400-\u9fff])")
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪"
    "范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤張劉陳楊黃趙吳孫馬羅鄭謝許韓馮鄧"
    "蕭葉蘇盧鍾陸賈鄒龍賀顧龔錢嚴湯齐庄康施牛洪温倪樊殷柳章鲁葛岳柯俞翁"
)
"""The commonest of China: what tells two names with a blank between them from one Japanese name in two parts."""


def parted_credits(line: str) -> str:
    """``line`` with its roles set apart as labels: "; 记者：王小明 ; 记者：李芳" of "本报记者 王小明 通讯员 李芳"."""
    line = without_counters(line)
    if max(line, default="") < "\u3400":
        return line
    return _OTHER_ROLE.sub(" ; 编辑：", _ROLE.sub(" ; 记者：", _DONE.sub("", line)))


def parted_names(part: str) -> list[str]:
    """The names in ``part`` that have only a blank between them: ["王小明", "李芳"] of "王小明 李芳"."""
    words = _BLANK.split(part.strip())
    apart = len(words) > 1 and all(2 <= len(word) <= 4 and word[0] in _SURNAMES for word in words)
    return words if apart else [part]


def without_counters(line: str) -> str:
    """``line`` without what Chinese systems set beside its credits: "浏览次数：120", "【字体：大 中 小】"."""
    return _COUNTERS.sub(" ; ", line) if max(line, default="") >= "\u3400" else line


def is_imprint(line: str) -> bool:
    """Whether a line under a Chinese headline is nothing but date, source, authors and counters; a credit alone, as
    texts end with it, is none."""
    if max(line, default="") < "\u3400":
        return False
    rest, dated = without_dates(without_counters(line))
    parts = [
        part for part in re.split(r"\s+;\s+|[|｜]", SPLIT_CREDITS.sub(" ; ", f" {rest} ")) if part.strip(" ;:：,，")
    ]
    counted = without_counters(line) != line
    return (dated or counted) and all(_CREDIT.match(part.strip(" ;")) for part in parts)
