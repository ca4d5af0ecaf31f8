"""Preview links: an unpublished article shown to a person without an account, and what that person remarks on it."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, Signer
from django.db import models, transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles import markup

DAYS = [1, 3, 7, 30]
DEFAULT_DAYS = 7
REMARKS_AN_HOUR = 30
LONGEST_QUOTE = 300
LONGEST_REMARK = 2000


class PreviewLinkQuerySet(models.QuerySet):
    """Links by what the desk and the guest know of them."""

    def make(self, article, *, by, days=DEFAULT_DAYS, label="", allows_remarks=False):
        """Make a link to the article that lasts the given days."""
        until = timezone.now() + timedelta(days=days)
        return self.create(
            article=article, created_by=by, expires_at=until, label=label, allows_remarks=allows_remarks
        )

    make.alters_data = True

    def by_token(self, token):
        """Return the link that a token stands for, or None for a token that this site did not sign."""
        try:
            return self.filter(pk=int(_signer().unsign(token))).first()
        except BadSignature:
            return None


class PreviewLink(models.Model):
    """A signed address that shows one article as it was last saved, until it expires or is revoked."""

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="preview_links")
    label = models.CharField(_("for whom"), max_length=80, blank=True)
    allows_remarks = models.BooleanField(_("may leave remarks"), default=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    openings = models.PositiveIntegerField(default=0)
    last_opened_at = models.DateTimeField(null=True)

    objects = PreviewLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("preview link")
        verbose_name_plural = _("preview links")
        ordering = ["-created_at", "-pk"]
        default_permissions = []

    def __str__(self):
        return self.label or str(self.pk)

    def get_absolute_url(self):
        return reverse("guest_preview", args=[self.token])

    @property
    def token(self):
        """The part of the address that nobody can guess: the signed id."""
        return _signer().sign(self.pk)

    @property
    def is_open(self):
        """Whether it shows the article now."""
        return self.revoked_at is None and timezone.now() < self.expires_at

    def address(self, page, _slug, *args):
        """Return where a page of the article ("article", "photo") stands under this link; see `Article.address`."""
        return reverse({"article": "guest_preview", "photo": "guest_photo"}[page], args=[self.token, *args])

    def count_opening(self):
        """Take down that somebody has opened it now."""
        opened = PreviewLink.objects.filter(pk=self.pk)
        opened.update(openings=F("openings") + 1, last_opened_at=timezone.now())

    count_opening.alters_data = True

    def revoke(self):
        """Close it for good."""
        if self.revoked_at is None:
            self.revoked_at = timezone.now()
            self.save(update_fields=["revoked_at"])

    revoke.alters_data = True

    @transaction.atomic
    def take_remark(self, *, block, quote, text, name=""):
        """Keep a guest's remark on a block. Raises ValidationError when the link has brought too many in an hour."""
        # The link's row is locked, so that remarks sent at once are counted one after another.
        PreviewLink.objects.select_for_update().get(pk=self.pk)
        lately = self.remarks.filter(created_at__gt=timezone.now() - timedelta(hours=1))
        if lately.count() >= REMARKS_AN_HOUR:
            raise ValidationError(_("Too many remarks within one hour. Your text is kept here: send it later."))
        return self.remarks.create(block=block, quote=quote, text=text, name=name)

    take_remark.alters_data = True


class GuestRemarkQuerySet(models.QuerySet):
    """Remarks as the desk asks for them."""

    def on(self, article):
        """Keep the remarks on an article, in the order of its text."""
        return self.filter(link__article=article).order_by("block", "created_at", "pk")

    def waiting(self):
        """Keep those that nobody has called done."""
        return self.filter(done_at=None)


class GuestRemark(models.Model):
    """What a guest says about one block of the text; the quote is the block as the guest saw it."""

    link = models.ForeignKey(PreviewLink, models.CASCADE, related_name="remarks")
    block = models.PositiveSmallIntegerField()
    quote = models.CharField(max_length=LONGEST_QUOTE, blank=True)
    text = models.CharField(max_length=LONGEST_REMARK)
    name = models.CharField(max_length=80, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = GuestRemarkQuerySet.as_manager()

    class Meta:
        verbose_name = _("guest's remark")
        verbose_name_plural = _("guests' remarks")
        default_permissions = []
        indexes = [models.Index(fields=["link", "created_at"], name="remark_of_link")]

    def __str__(self):
        return self.text

    def finish(self, by):
        """Call it done."""
        if self.done_at is None:
            self.done_at, self.done_by = timezone.now(), by
            self.save(update_fields=["done_at", "done_by"])

    finish.alters_data = True


@dataclass(frozen=True)
class Block:
    """A piece of an article that a guest can remark on: 0 is headline and lead, 1… are the blocks of the text."""

    number: int
    html: str
    quote: str


def blocks_of(article):
    """Return headline and lead, then the top-level blocks of an article's text, as Blocks."""
    captions = {photo.picture_id: photo for photo in article.photos.all()}
    head = Block(0, "", _shorten(f"{article.headline} {article.lead}"))
    pieces = enumerate(_pieces(article.body), start=1)
    return [head, *(Block(number, _html(piece), _shorten(_words(piece, captions))) for number, piece in pieces)]


def find_block(blocks, number, quote):
    """Return the number of the block that still reads as quoted, the nearest first; else the last number there is."""
    same = [block.number for block in blocks if quote and block.quote == quote]
    return min(same, key=lambda found: abs(found - number), default=min(number, blocks[-1].number))


def _pieces(body):
    piece, depth = [], 0
    for token in markup.tokens(body):
        piece.append(token)
        if token.tag in markup.BLOCKS:
            depth += 1 if token.kind == "start" else -1
        if depth == 0:
            yield piece
            piece = []


def _html(piece):
    return "".join(token.html() for token in piece)


def _words(piece, photos):
    shown = [photos.get(number) for number in markup.pictures_in(_html(piece))]
    captions = [" ".join(filter(None, (photo.name, photo.caption))) for photo in shown if photo]
    addresses = [token.attrs["data-embed"] for token in piece if "data-embed" in token.attrs]
    return " ".join([markup.text_of(_html(piece)), *captions, *addresses])


def _shorten(text):
    # Plain spaces: a quote comes back from the guest's form, and must compare.
    text = " ".join(text.split())
    return text if len(text) <= LONGEST_QUOTE else f"{text[: LONGEST_QUOTE - 1].rstrip()}…"


def _signer():
    return Signer(salt="articles.preview_links", sep=".")
