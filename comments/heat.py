"""How long to wait before answering in an angry thread: time to cool down grows with what went wrong there lately.

After the speed limit in heated threads of lobste.rs, whose answers wait by the flags above them.
"""

from datetime import timedelta

from django.db.models import Max
from django.utils import timezone

from comments.states import State

LATELY = timedelta(hours=1)
ANGER_IN_A_COMPLAINT = 5
FIRST_SIGNS = 2
SECONDS_A_SIGN = 20
LONGEST = 600


def seconds_to_wait(thread, visitor, comments):
    """Return how many seconds the visitor has to wait before the next answer in the thread, 0 in a calm one.

    A hidden comment and a complaint are a sign of heat each, five angry reactions are one more.
    """
    since = timezone.now() - LATELY
    around = comments.filter(thread=thread) | comments.filter(pk=thread.pk)
    last = comments.filter(thread=thread, visitor=visitor).aggregate(last=Max("created_at"))["last"]
    if last is None or last < since:
        return 0
    hidden = around.filter(state=State.HIDDEN, created_at__gte=since).count()
    complaints = around.filter(complaints__made_at__gte=since).exclude(complaints__was_right=False).count()
    angry = around.filter(reaction_rows__kind="angry", reaction_rows__at__gte=since).count()
    signs = hidden + complaints + angry // ANGER_IN_A_COMPLAINT
    delay = min(LONGEST, SECONDS_A_SIGN * max(0, signs - FIRST_SIGNS))
    return max(0, round(delay - (timezone.now() - last).total_seconds()))
