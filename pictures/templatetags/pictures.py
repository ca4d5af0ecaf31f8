"""{% picture photo.picture alt="…" sizes="(width >= 64rem) 54rem, 100vw" %}: a picture, sized to fit."""

from django import template
from django.utils.html import format_html

register = template.Library()

# For the few browsers that read no srcset.
FALLBACK_WIDTH = 960
# A list shows thirty: as a template of its own, each would take three times as long.
PICTURE = """<picture>{avif}
  <img src="{src}" srcset="{jpg}" sizes="{sizes}" width="{width}" height="{height}" alt="{alt}"{when}>
</picture>
"""
AVIF = """
  <source type="image/avif" srcset="{}" sizes="{}">"""
AT_ONCE = ' fetchpriority="{}"'
WHEN_NEEDED = ' loading="{}" decoding="async"'


@register.simple_tag
def picture(picture, alt, sizes="100vw", loading="lazy", priority=False):
    """Return a picture as HTML; `priority` is for the one a page opens with, which must not wait to be scrolled to."""
    return format_html(
        PICTURE,
        avif=format_html(AVIF, picture.srcset("avif"), sizes) if picture.has_avif else "",
        src=picture.url(FALLBACK_WIDTH),
        jpg=picture.srcset("jpg"),
        sizes=sizes,
        width=picture.width,
        height=picture.height,
        alt=alt,
        when=format_html(AT_ONCE, "high") if priority else format_html(WHEN_NEEDED, loading),
    )
