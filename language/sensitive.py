"""Words by which one knows that a Russian or Kazakh text speaks of suicide, or of a child in trouble."""

import re

_SUICIDE = re.compile(
    r"\b(?:самоуб|суицид|(?:покончи|конча)\w*\s+(?:жизнь\s+самоуб|с\s+собой)|сво(?:ди|ё|е)\w*\s+счёты\s+с\s+жизнью"
    r"|налож\w+\s+на\s+себя\s+руки|повеси(?:лся|лась|ться)\b|өз(?:ін)?-?\s*өз(?:іне|ін)\s+(?:қол\s+жұмса|өлтір)"
    r"|өзіне\s+қол\s+(?:жұмса|сал)|асылып\s+(?:қал|өл))\w*",
    re.IGNORECASE,
)
_CHILD = re.compile(
    r"\b(?:реб[её]н(?:ок|к)|дет(?:и|ей|ям|ьми|ях)\b|девочк|девочек|мальчик|подрост|несовершеннолетн|малолетн"
    r"|школьни[кц]|сирот|балан|бала(?:лар|ға|сы|да|мен)|бала\b|кәмелет(?:ке)?\s*толмаған|жасөспірім|оқушы|бүлдіршін)\w*",
    re.IGNORECASE,
)
_TROUBLE = re.compile(
    r"\b(?:изнасил|насил|растл|избил|избит|избиен|истяза|убий|убил|убит|погиб|умер|смерт|скончал|пострада|травмиров"
    r"|пропал|похи(?:ти|щ)|задержан|обвиня|подсуд|преступ|суд(?:а|е|у|ом|ят|или)?\b|зорла|зорлық|өлтір|қаза\s+тап|қайтыс"
    r"|ұрып|соққы|қылмыс|жарақат|жоғалып|хабар-ошарсыз|азапта)\w*",
    re.IGNORECASE,
)


def suicide(text: str) -> tuple[int, int] | None:
    """(start, end) of the first words that speak of suicide, or None."""
    found = _SUICIDE.search(text)
    return found and found.span()


def child_in_trouble(text: str) -> tuple[int, int] | None:
    """(start, end) of the first word for a child in a text that also speaks of crime, injury or death, or None."""
    found = _CHILD.search(text)
    return found.span() if found and _TROUBLE.search(text) else None
