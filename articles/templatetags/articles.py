"""What the templates say about articles: bodies, dates in words, structured data."""

from calendar import Calendar

from django import template
from django.template.loader import get_template
from django.templatetags.static import static
from django.utils import timezone
from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.translation import get_language

from articles import markup, structured
from language import moments

register = template.Library()

SHARED_WIDTH = 1440


@register.simple_tag
def body(article, piece=None):
    """Return the article's text, or a piece of it, as the page shows it: photos numbered, embeds as cards."""
    photos = {photo.picture_id: photo for photo in article.photos.all()}
    photo_fragment = get_template("articles/_photo.html")
    embed_fragment = get_template("articles/_embed.html")

    def photo(picture_id):
        known = photos.get(picture_id)
        return photo_fragment.render({"photo": known, "article": article}) if known else ""

    def embed(post):
        return embed_fragment.render({"embed": post}) if post else ""

    hashtags = {hashtag.key: hashtag for hashtag in article.hashtags.all()}
    html, shown = (article.body, True) if piece is None else (piece, False)
    return markup.render(html, photo=photo, embed=embed, hashtags=hashtags, numbered=shown)


@register.filter
def standing_text(html):
    """Return a standing page's text (about, reuse) as the page shows it."""
    return markup.render(html)


@register.filter
def when(moment):
    """Return a moment as readers say it: «17:11, Вчера»."""
    return moments.when(timezone.localtime(moment), timezone.localtime(), get_language())


@register.filter
def mid_sentence(moment):
    """Return a moment as it stands within a sentence: «вчера в 17:11»."""
    return moments.mid_sentence(timezone.localtime(moment), timezone.localtime(), get_language())


@register.filter
def iso(moment):
    """Return a moment as machines read it: 2026-09-28T17:11:00+05:00 (ISO 8601), local, to the second."""
    return timezone.localtime(moment).isoformat(timespec="seconds")


@register.filter
def day_heading(day):
    """Return a day as the heading of a list: «Сегодня, 29 сентября»."""
    return moments.day_heading(day, timezone.localdate(), get_language())


@register.filter
def full_date(day):
    """Return a day in full: «вторник, 29 сентября 2026»."""
    return moments.full_date(day, get_language())


@register.filter
def month_heading(day):
    """Return the month of a day as a heading: «Сентябрь 2026»."""
    return moments.month_heading(day.year, day.month, get_language())


@register.filter
def places(article, photo):
    """Tell whether the article's text has a place for the photo."""
    return photo.picture_id in markup.pictures_in(article.body)


@register.simple_tag
def weeks(day, counts):
    """Return the weeks of the day's month as lists of (day, number of articles); days of other months are None."""
    month = Calendar().monthdatescalendar(day.year, day.month)
    return [[(d if d.month == day.month else None, counts.get(d, 0)) for d in week] for week in month]


@register.simple_tag
def weekdays():
    """Return the days of the week as (short, full) names, Monday first."""
    return [(WEEKDAYS_ABBR[day], WEEKDAYS[day]) for day in range(7)]


@register.simple_tag
def shared_picture(photo=None):
    """Return the picture that stands beside a link to the page elsewhere: the photo, or the site's own."""
    if not photo:
        return {"url": static(structured.SHARE_IMAGE), "width": 1200, "height": 630, "alt": ""}
    width = min(photo.picture.width, SHARED_WIDTH)
    height = round(photo.picture.height * width / photo.picture.width)
    url = photo.picture.url(SHARED_WIDTH)
    return {"url": url, "width": width, "height": height, "alt": photo.alt or photo.caption}


@register.simple_tag
def news_article(article, publication):
    """Return the article's NewsArticle as JSON for a script element."""
    return markup.json_ld(structured.news_article(article, publication))


@register.simple_tag
def linked_data(data):
    """Return plain schema.org data for a script element."""
    return markup.json_ld(data)


@register.simple_tag
def breadcrumb_list(*trail):
    """Return names and paths, given in turn, as a BreadcrumbList for a script element."""
    return markup.json_ld(structured.breadcrumbs(list(zip(trail[::2], trail[1::2], strict=True))))
