"""One article, one address: the canonical form of a link, and the names derived from it. Pure, no network.

Percent-encoding, the order of parameters and international host names follow ``w3lib.url.canonicalize_url``. The
tracking parameters are our own list: courlan's also drops ``cid``, ``eid`` or a bare ``?12345``, which on news sites
tell one article from another, and an address that loses its number loses the article.
"""

from __future__ import annotations

import re
from functools import lru_cache
from hashlib import sha256
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit

from w3lib.url import canonicalize_url

MAX_LENGTH = 2000
"""Longer links are session dumps or traps; none is an article."""
_BLANK = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202e\u2060\ufeff]+")
_ENDS = "".join(map(chr, range(0x21))) + "\x7f\u00a0\u200b\u200e\u200f\u2028\u2029\ufeff"
_TRACKING = re.compile(
    r"utm_\w+|(?:at|mtm|pk|piwik|matomo|oly|vero|hsa|ns|itm|ga|gs|mkt|ml|sc)_\w+|_hs\w+|_ga\w*|_gl|__\w+"
    r"|(?:fb|g|dc|gc|tw|tt|msclk|y|ys|yc|mc_?|wick|li_fat_|rb_)cl?id|(?:fbc|gcl|dcl|twcl|ttcl|ycl|yscl|msclk)id"
    r"|gbraid|wbraid|igshid|igsh|mc_[ce]id|mkt_tok|xtor|ocid|cmpid|cmp|icid|ito|spm|smid|smtyp|sref|ref_?src|ref_?url"
    r"|taid|ftag|wt_\w+|sr_share|share|shared|via|phpsessid|jsessionid|amp|output_?type=amp|fb_\w+|feature",
    re.IGNORECASE,
)
_TRACKING_WORDS = re.compile(r"ref|referr?er|source|src|from|origin|partner|campaign|medium|rss|feed|platform", re.I)
"""Names that mostly say where a reader came from; kept where the value is a number, which may name the article."""
_SESSION = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/?#;]*", re.IGNORECASE)
_AMP_PATH = re.compile(r"(?:/amp/?|(?<=[^/])[._-]amp(?=(?:\.s?html?)?$))(?=$|\.)", re.IGNORECASE)
_AMP_CACHE = re.compile(
    r"^(?:www\.)?google\.[a-z.]+/amp/(?P<tls>s/)?|^[a-z0-9-]+\.cdn\.ampproject\.org/[a-z]/(?P<tls2>s/)?"
)
_TWIN_HOST = re.compile(r"^(?:m|mobile|amp|wap)\.(?=[^.]+\.[^.]+)")
_WWW = re.compile(r"^www\d?\.(?=[^.]+\.[^.]+)")
_DEFAULT_PORT = {"http": 80, "https": 443}


def canonical(url: str, base: str | None = None) -> str | None:
    """The one form of a link under which an article is known, or None where it is no web address.

    Args:
        url: The link as found; relative links need ``base``. Blanks around it and line breaks inside it are dropped.
        base: The address of the page that holds the link.

    Gone are: fragment, user and password, the default port, tracking parameters and session numbers, AMP and mobile
    hosts and suffixes, doubled slashes, dot segments. Host names are lower case and ASCII (IDNA). Parameters are
    sorted. Applying it twice changes nothing.
    """
    return _canonical(url, base) if len(url) <= MAX_LENGTH else _canonical.__wrapped__(url, base)


@lru_cache(maxsize=1_024)
def _canonical(url: str, base: str | None) -> str | None:
    """`canonical`, remembered: an article's address is asked for at every step on its way."""
    parts = _split(url, base)
    if parts is None:
        return None
    parts = _uncached(parts)
    host_name = _host_name(parts)
    if not host_name:
        return None
    path = _dotless(_AMP_PATH.sub("", _SESSION.sub("", parts.path)))
    netloc = _netloc(parts.scheme, _TWIN_HOST.sub("", host_name), parts.port)
    query = _query(parts.query)
    try:
        result = canonicalize_url(urlunsplit((parts.scheme, netloc, path or "/", query, "")))
    except ValueError:
        return None
    if query and any("=" not in part for part in query.split("&")):
        result = re.sub(r"=(?=&|$)", "", result)  # w3lib writes `?12345` as `?12345=`, which some sites do not know
    return result if len(result) <= MAX_LENGTH else None


def absolute(url: str, base: str | None = None) -> str | None:
    """The link as it is to be requested: absolute, http or https, without fragment, user and password; else None."""
    parts = _split(url, base)
    if parts is None:
        return None
    host_name = _host_name(parts)
    if not host_name:
        return None
    netloc = _netloc(parts.scheme, host_name, parts.port)
    result = urlunsplit((parts.scheme, netloc, parts.path or "/", parts.query, ""))
    return result if len(result) <= MAX_LENGTH else None


def joined(base: str, address: str) -> str:
    """``address`` as the page at ``base`` means it, otherwise as it stands; "" where it is no http(s) address."""
    try:
        url = urljoin(base, address)
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in {"http", "https"} and parts.hostname else ""


def readable(url: str) -> str:
    """``url`` where it can be taken apart, and "" where it cannot, as one with half an IPv6 address."""
    try:
        urlsplit(url)
    except ValueError:
        return ""
    return url


def fold(url: str) -> str:
    """What two spellings of one address share: no scheme, a host in small letters, no ``www``, no slash at the end.

    The key by which an address counts as known: ``http://www.a.example/b/`` and ``https://a.example/b`` are one.
    """
    parts = urlsplit(url)
    path = parts.path.rstrip("/")
    return f"{_WWW.sub('', parts.netloc.lower())}{path}{'?' + parts.query if parts.query else ''}"


def article_key(url: str) -> str:
    """The name of an article outside the database: 16 hex digits of the SHA-256 of its canonical address."""
    return sha256((canonical(url) or url).encode()).hexdigest()[:16]


def host(url: str) -> str:
    """``host`` or ``host:port`` (default port left out), lower case: the unit of politeness and of robots.txt.

    RFC 9309 (2.3) gives each authority its own robots.txt; "" where ``url`` has no usable host.
    """
    parts = _split(url, None)
    name = _host_name(parts) if parts else ""
    return _netloc(parts.scheme, name, parts.port) if parts and name else ""


def same_site(one: str, other: str) -> bool:
    """Whether two addresses are of one host, ``www``, mobile and AMP prefixes and the scheme aside."""
    first, second = (_WWW.sub("", _TWIN_HOST.sub("", _WWW.sub("", host(url)))) for url in (one, other))
    return bool(first) and (first == second or first.endswith("." + second) or second.endswith("." + first))


def _split(url: str, base: str | None) -> SplitResult | None:
    """The parts of an absolute http(s) address with a readable port, or None."""
    text = re.sub(r"[\r\n\t]+", "", url.strip(_ENDS))
    if not text or len(text) > 4 * MAX_LENGTH:
        return None
    try:
        parts = urlsplit(urljoin(base, text) if base else text)
        _ = parts.port  # raises for what is no number
    except ValueError:
        return None
    if parts.scheme not in _DEFAULT_PORT or not parts.hostname:
        return None
    return parts


def _host_name(parts: SplitResult) -> str:
    """Lower-case ASCII host name without a final dot (IPv6 in brackets); "" where it cannot be one."""
    name = (parts.hostname or "").rstrip(".")
    if ":" in name:
        return f"[{name}]"
    if not name or _BLANK.search(name) or any(char in name for char in '/\\<>"`{}|^%'):
        return ""
    if name.isascii():
        return name
    try:
        return name.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return ""


def _netloc(scheme: str, name: str, port: int | None) -> str:
    return name if port in {None, _DEFAULT_PORT[scheme]} else f"{name}:{port}"


def _uncached(parts: SplitResult) -> SplitResult:
    """The publisher's own address inside one of Google's AMP caches."""
    found = _AMP_CACHE.match(f"{parts.hostname}{parts.path}")
    if found is None:
        return parts
    inner = f"{parts.hostname}{parts.path}"[found.end() :]
    scheme = "https" if found["tls"] or found["tls2"] else "http"
    return _split(f"{scheme}://{inner}?{parts.query}", None) or parts


def _dotless(path: str) -> str:
    """``path`` without ``.`` and ``..`` segments (RFC 3986, 5.2.4) and without doubled slashes.

    A backslash is a slash here, as in browsers (WHATWG URL, path state).
    """
    kept: list[str] = []
    segments = re.sub(r"[/\\]+", "/", path).split("/")
    for segment in segments:
        if segment == "..":
            if len(kept) > 1:
                kept.pop()
        elif segment != ".":
            kept.append(segment)
    if segments[-1] in {".", ".."}:
        kept.append("")
    return "/".join(kept)


def _query(query: str) -> str:
    return "&".join(part for part in query.split("&") if part.strip("=") and not _is_tracking(part))


def _is_tracking(part: str) -> bool:
    name, _, value = part.partition("=")
    if _TRACKING.fullmatch(name) or _TRACKING.fullmatch(part):
        return True
    return bool(_TRACKING_WORDS.fullmatch(name)) and bool(value) and not value.isdigit()
