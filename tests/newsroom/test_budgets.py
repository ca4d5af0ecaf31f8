"""What an article page weighs on the wire, compressed: the page itself, its stylesheets, its scripts."""

import gzip
import re

import pytest
from django.contrib.staticfiles import finders

from tests.builders import make_article, make_author, make_comment

pytestmark = pytest.mark.django_db

STYLESHEET = re.compile(r'<link rel="stylesheet" href="/static/([^"]+)"')
SCRIPT = re.compile(r'<script type="module" src="/static/([^"]+)"')
IMPORT = re.compile(r'^import .*?"\./([^"]+)";', re.MULTILINE)


@pytest.fixture
def page(client):
    """An article of some length, much talked about."""
    body = "".join(f"<p>{'Полоса закрыта до пятницы, движение идёт по двум другим. ' * 6}{n}</p>" for n in range(12))
    article = make_article(body=body, hashtags=["мост", "город"], authors=[make_author()], photos=4)
    for _n in range(15):
        top = make_comment(article, text="Перила давно пора менять, а полосу открыть. " * 5)
        for _answer in range(3):
            top = make_comment(article, parent=top, text="Сорок пять минут от вокзала, стоим.")
    return client.get(article.get_absolute_url()).text


def weight(*texts):
    """Return how many bytes the texts take, each compressed by itself."""
    return sum(len(gzip.compress(text.encode(), 9)) for text in texts)


def source(name):
    """Return the text of a static file."""
    with open(finders.find(name)) as file:
        return file.read()


def modules(names):
    """Return the names of the modules and of all that load with them."""
    found = []
    for name in names:
        if name not in found:
            found.append(name)
            names.extend(f"js/{imported}" for imported in IMPORT.findall(source(name)))
    return found


def test_the_page_itself_is_light(page):
    assert page.count('data-comment="') > 40
    assert weight(page) <= 20_000


def test_its_stylesheets_are_light(page):
    names = STYLESHEET.findall(page)

    assert "css/comments.css" in names
    assert weight(*map(source, names)) <= 12_000


def test_its_scripts_are_light(page):
    names = modules(SCRIPT.findall(page))

    assert {"js/live.js", "js/wire.js"} <= set(names)
    assert weight(*map(source, names)) <= 10_000


def test_reporting_a_mistake_loads_little(page):
    here = modules(SCRIPT.findall(page))
    loaded = [name for name in modules(["js/typo-dialog.js"]) if name not in here]

    assert "js/anchor.js" in loaded
    assert weight(*map(source, loaded)) <= 4_000
