"""What readers who are here were told last about each article."""

from django.db import models

from live.log import record


class Announcement(models.Model):
    """What readers were told last about one article: whether it is public, under which headline, updated when.

    Nobody calls anybody when an article falls due or is saved: what was told is compared each second with what is
    public now (articles/live.py). So a moment that comes by itself is told like one that an editor chose.
    """

    article = models.OneToOneField("Article", models.CASCADE, primary_key=True, related_name="announcement")
    is_public = models.BooleanField(default=False)
    headline = models.CharField(max_length=200, blank=True)
    updated_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        default_permissions = ()

    def __str__(self):
        return f"{self.article_id} {self.headline}"

    def differs_from(self, article):
        """Whether readers should hear of what the article is now; of one that was never public they do not."""
        if not article.is_public:
            # One that went before it was announced stands on the pages of that second all the same.
            return self.is_public or (self.version == 0 and article.was_public)
        told = (self.is_public, self.headline, self.updated_at)
        return told != (True, article.headline, article.updated_at)

    def tell(self, article):
        """Take down what the article is now, and let readers know."""
        self.is_public, self.headline, self.updated_at = article.is_public, article.headline, article.updated_at
        self.version += 1
        self.save()
        record("article", article.pk, [f"article:{article.pk}", "site"])
        if not article.is_public:
            record("withdrawn", article.pk, ["site"])

    tell.alters_data = True
