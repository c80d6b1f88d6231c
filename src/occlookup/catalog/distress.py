"""Words of a person in distress, typed where a job was asked for.

Owns what counts as such, and what is said then. Public terminals are where such words are typed; an occupation that happens to
share one of them ("die maker") would be a cruel answer.
"""

import re

from occlookup.codes import title_key

# 988 is the national Suicide and Crisis Lifeline of the United States: 988lifeline.org
NOTICE = (
    "If you are thinking of harming yourself, or fear for someone: call or text 988, free, at any hour, anywhere in the United"
    " States. Or tell someone who is with you."
)
# Without one of these no search is held against the pattern, which takes longer to make than a search to answer.
_HINTS = ("die", "dead", "life", "end it", "suicid", "self", " me", "live", "alive", "exist")
_WORDS = (
    r"\b(?:kill|killing|hurt|hurting|harm|harming|cut|cutting|hang|hanging|shoot|shooting) (?:my ?self|me)\b"
    r"|\b(?:want to|wanna|going to|ready to|rather) (?:die|be dead)\b(?! (?:cast|cut|design|mak|press|set|sink))"
    r"|\bwish i (?:was|were) dead\b|\b(?:end|ending|take|taking) my (?:own )?life\b(?! insurance)"
    r"|\bend it all\b|\bcommit suicide\b|\b(?:i m|im|i am|i feel|feeling) (?:so |very )?suicidal\b|^suicid(?:e|al)$"
    r"|\b(?:do not|dont|don t) want to (?:live|be alive|exist)\b|\bno reason to live\b|\bbetter off dead\b|\bunalive my ?self\b"
)


def speaks_of_harm(text: str) -> bool:
    """Whether the words are those of someone who may be in danger from themselves."""
    key = title_key(text)
    return any(hint in key for hint in _HINTS) and re.search(_WORDS, key) is not None
