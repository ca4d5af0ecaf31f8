"""Links of a body that lead nowhere: empty, malformed, or to a page of ours that readers cannot open."""

import re
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve
from django.utils import translation
from django.utils.translation import gettext as _

from articles.models import Article, Author, Hashtag, Section
from articles.preflight_lines import lines_of

_HOST = re.compile(r"[^\s.]+(\.[^\s.]+)+\Z")
_REACHED_OTHERWISE = {"mailto": re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+"), "tel": re.compile(r"\+?[\d()\s.-]{2,}")}


def leading_nowhere(body):
    """Yield (line, words, address, what is wrong) of each bad link, in order."""
    known = {}
    for line, words, address in _links(body):
        if address not in known:
            known[address] = _fault(address.strip())
        if known[address]:
            yield line, words, address, known[address]


def _links(body):
    """Yield (line, words, address) of each link."""
    for number, line in enumerate(lines_of(body)):
        words, address = [], None
        for token in line:
            if token.tag == "a" and token.kind == "start":
                words, address = [], token.attrs.get("href") or ""
            elif token.tag == "a" and address is not None:
                yield number, "".join(words), address
                address = None
            words.append(token.text)


def _fault(address):
    if address in ("", "#"):
        return _("The link has no address")
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return _("The link's address cannot be one")
    if parts.scheme in _REACHED_OTHERWISE:
        return (
            ""
            if _REACHED_OTHERWISE[parts.scheme].match(unquote(parts.path))
            else _("The link's address cannot be one")
        )
    if _is_ours(parts, host):
        return "" if _is_public(parts.path or "/") else _("Readers cannot open this page of ours")
    if parts.scheme not in ("http", "https") or not host or not _HOST.match(host) or re.search(r"\s", address):
        return _("The link's address cannot be one")
    return ""


def _is_ours(parts, host):
    if not parts.scheme and not parts.netloc:
        return parts.path.startswith("/")
    return host is not None and host == urlsplit(settings.SITE_URL).hostname


def _is_public(path):
    """Tell whether readers find something at a path of our site."""
    edition = "kk" if path.startswith("/kk/") else "ru"
    try:
        with translation.override(edition):
            page = resolve(unquote(path))
    except Resolver404:
        return False
    if page.app_names:
        return False
    rows = {
        "article": lambda pk, **_rest: Article.objects.published().filter(pk=pk),
        "article_by_id": lambda pk, **_rest: Article.objects.published().filter(pk=pk),
        "article_by_old_address": lambda pk, **_rest: Article.objects.published().filter(pk=pk),
        "photo": lambda pk, number, **_rest: Article.objects.published().filter(pk=pk, photos__number=number),
        "section": lambda slug: Section.objects.filter(**{f"slug_{edition}": slug}),
        "hashtag": lambda slug: Hashtag.objects.filter(slug=slug),
        "author": lambda slug: Author.objects.filter(slug=slug),
    }.get(page.url_name)
    return rows is None or rows(**page.kwargs).exists()
