"""Small builders that name what matters and fill in the rest."""

from datetime import timedelta
from io import BytesIO
from itertools import count

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone
from PIL import Image

from articles.models import Article, Author, Hashtag, Photo, Section
from comments.models import Comment
from comments.standing import count_shown
from people.models import User, Visitor
from pictures.models import Picture

number = count(1)


def ago(**interval):
    """The moment this long ago: ago(hours=2)."""
    return timezone.now() - timedelta(**interval)


def ahead(**interval):
    """The moment this far ahead: ahead(days=1)."""
    return timezone.now() + timedelta(**interval)


def make_section(name="Общество", name_kk="Қоғам", **fields):
    """A section; its addresses are made of a running number unless given."""
    n = next(number)
    return Section.objects.create(
        **{"name_ru": name, "name_kk": name_kk, "slug_ru": f"section-{n}", "slug_kk": f"bolim-{n}"} | fields
    )


def make_author(byline="Динара Ахметова", **fields):
    """An author with a byline."""
    return Author.objects.create(byline_ru=byline, **fields)


def make_article(headline="На мосту меняют перила", hashtags=(), authors=(), photos=0, **fields):
    """A published article, an hour old, in a section of its own, unless said otherwise."""
    defaults = {"status": "published", "publish_at": ago(hours=1), "lead": "Полоса закрыта до пятницы."}
    fields = defaults | fields
    if "section" not in fields:
        fields["section"] = Section.objects.first() or make_section()
    article = Article.objects.create(headline=headline, **fields)
    article.hashtags.set(hashtags)
    article.authors.set(authors)
    for place in range(photos):
        make_photo(article, caption=f"Подпись {place + 1}")
    article.settle_photos()
    return article


def make_photo(article, picture=None, **fields):
    """One more photo at the end of an article."""
    fields = {"number": article.photos.count() + 1, "credit": "Фото: Игорь Шмидт", "alt": "Мост"} | fields
    return Photo.objects.create(article=article, picture=picture or make_picture(), **fields)


def make_picture(size=(600, 400), colour="#0b5a73"):
    """A picture of one colour, taken in as an upload would be."""
    return Picture.objects.take_in(picture_file(size, colour))


def picture_file(size=(600, 400), colour="#0b5a73"):
    """A JPEG file of one colour."""
    file = BytesIO()
    Image.new("RGB", size, colour).save(file, "JPEG")
    file.seek(0)
    file.name = "photo.jpg"
    return file


def make_hashtag(name, **fields):
    """A hashtag by its name."""
    hashtag = Hashtag.objects.named(name)
    for field, value in fields.items():
        setattr(hashtag, field, value)
    hashtag.save()
    return hashtag


def make_member(group="", **fields):
    """Somebody of the staff, in a group by its name in the code (people.groups), or in none."""
    member = User.objects.create_user(fields.pop("username", f"member-{next(number)}"), is_staff=True, **fields)
    member.groups.set(Group.objects.filter(name=group))
    return member


def make_visitor(name="Тимур", **fields):
    """A reader who did something."""
    return Visitor.objects.create(name=name, **fields)


def make_comment(article=None, text="Перила давно пора менять.", **fields):
    """A comment as it comes in, shown unless said otherwise, counted as if it had been sent."""
    article = article or Article.objects.first() or make_article()
    if "visitor" not in fields:
        fields["visitor"] = make_visitor()
    parent = fields.get("parent")
    defaults = {"state": "shown", "name": fields["visitor"].name if fields["visitor"] else "Тимур"}
    if defaults["state"] == fields.get("state", "shown"):
        defaults["shown_at"] = timezone.now()
    if parent:
        defaults |= {"thread": parent.thread or parent, "depth": min(parent.depth + 1, 3)}
    comment = Comment(article=article, text=text, digest=f"digest-{next(number)}", **defaults | fields)
    comment.save()
    if comment.is_shown:
        with transaction.atomic():
            comment._answer()
            count_shown(article.pk, 1)
    return comment
