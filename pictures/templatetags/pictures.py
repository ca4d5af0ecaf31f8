"""{% picture photo.picture alt="…" sizes="(width >= 64rem) 54rem, 100vw" %}: a picture, sized to fit."""

from django import template

register = template.Library()

# For the few browsers that read no srcset.
FALLBACK_WIDTH = 960


@register.inclusion_tag("pictures/_picture.html")
def picture(picture, alt, sizes="100vw", loading="lazy", priority=False):
    """Show a picture; `priority` is for the one a page opens with, which must not wait to be scrolled to."""
    return {
        "picture": picture,
        "alt": alt,
        "sizes": sizes,
        "loading": loading,
        "priority": priority,
        "src": picture.url(FALLBACK_WIDTH),
        "jpg": picture.srcset("jpg"),
        "avif": picture.srcset("avif"),
    }
