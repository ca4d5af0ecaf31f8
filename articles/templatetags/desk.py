"""What the desk's templates say about pictures."""

from django import template

register = template.Library()

WIDTH = 480


@register.filter
def thumb(picture):
    """Return the address of the smallest file of a picture."""
    return picture.url(WIDTH)
