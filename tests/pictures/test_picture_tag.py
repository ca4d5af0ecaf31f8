"""The picture tag: one line in a template, the right file for every screen."""

import pytest
from django.template import Context, Template, TemplateSyntaxError

from pictures.models import Picture
from tests.pictures.samples import quarters, saved

pytestmark = pytest.mark.django_db


@pytest.fixture
def picture():
    return Picture.objects.take_in(saved(quarters(1200, 800)))


def shown(picture, words):
    page = Template(f"{{% load pictures %}}{{% picture picture {words} %}}")
    return page.render(Context({"picture": picture, "alt": 'Мост <"утром">'}))


def test_it_offers_every_width(picture):
    html = shown(picture, 'alt="Мост"')

    folder = picture.master_url.rpartition("/")[0]
    assert f'src="{folder}/960.jpg"' in html
    assert f'srcset="{folder}/480.jpg 480w, {folder}/960.jpg 960w, {folder}/1200.jpg 1200w"' in html
    assert 'width="1200" height="800"' in html
    assert 'alt="Мост"' in html


def test_it_offers_avif_once_it_is_there(picture):
    before = shown(picture, 'alt=""')
    picture.make_avif()
    after = shown(picture, 'alt="" sizes="100vw"')

    assert "<source" not in before
    assert f'<source type="image/avif" srcset="{picture.srcset("avif")}" sizes="100vw">' in after


def test_it_loads_when_it_is_scrolled_to(picture):
    html = shown(picture, 'alt=""')

    assert 'loading="lazy" decoding="async"' in html
    assert "fetchpriority" not in html


def test_the_picture_a_page_opens_with_does_not_wait(picture):
    html = shown(picture, 'alt="" priority=True')

    assert 'fetchpriority="high"' in html
    assert "loading=" not in html


def test_it_is_told_how_wide_it_will_be(picture):
    html = shown(picture, 'alt="" sizes="(width >= 64rem) 54rem, 100vw" loading="eager"')

    assert 'sizes="(width >= 64rem) 54rem, 100vw"' in html
    assert 'loading="eager"' in html


def test_no_words_break_out_of_it(picture):
    assert 'alt="Мост &lt;&quot;утром&quot;&gt;"' in shown(picture, "alt=alt")


def test_it_insists_on_words_for_who_cannot_see_it(picture):
    with pytest.raises(TemplateSyntaxError, match="alt"):
        shown(picture, "")


def test_it_leaves_no_empty_lines(picture):
    assert all(line.strip() for line in shown(picture, 'alt=""').splitlines())
