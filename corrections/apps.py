from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Corrections(AppConfig):
    """What readers report: quote → ticket → fix in one click → closed by the difference of two revisions."""

    name = "corrections"
    verbose_name = _("Corrections")

    def ready(self):
        """Let tickets move with the words they point at."""
        from articles.revisions import revision_kept
        from corrections.closing import follow_revision

        revision_kept.connect(follow_revision, dispatch_uid="corrections")
