"""How often somebody may do something, counted in the database: the same for every process, and after a restart."""

from django.db import models


class Tally(models.Model):
    """How often something was done under one key in the running stretch of time, and in the one before."""

    key = models.CharField(max_length=120, primary_key=True)
    stretch = models.BigIntegerField()
    count = models.PositiveIntegerField()
    before = models.PositiveIntegerField(default=0)
