"""The words of the screens, each in one plain sentence.

Owns finding a term by what a person types.
"""

from __future__ import annotations

from difflib import get_close_matches

from occlookup.catalog.filtering import Order, arrange
from occlookup.catalog.store import Store
from occlookup.codes import show_text, title_key
from occlookup.errors import NotFoundError
from occlookup.guidance import Glossary, Term
from occlookup.model import Answer

_SUGGESTED = 5


def glossary(store: Store, text: str | None, order: Order | None) -> Answer[Glossary]:
    """The answer to `glossary`: all terms; or the one that `text` names; or those whose names have its words.

    Raises:
        NotFoundError: no term has them; the hint names those that are spelled alike.
    """
    terms = [Term(entry["term"], tuple(entry.get("also", ())), entry["meaning"]) for entry in store.meta("glossary")]
    if text is None:
        return Answer(Glossary(arrange(Term, terms, order)), {})
    wanted = title_key(text)
    names = {term: [title_key(name) for name in (term.term, *term.also)] for term in terms}
    found = [term for term in terms if wanted in names[term]]
    if not found and wanted:
        found = [term for term in terms if any(_has_words(name, wanted) for name in names[term])]
    if not found:
        by_name = {name: term.term for term in terms for name in names[term]}
        close = dict.fromkeys(by_name[name] for name in get_close_matches(wanted[:40], by_name, n=_SUGGESTED, cutoff=0.7))
        hint = f"Did you mean: {', '.join(close)}?" if close else "All terms: occlookup glossary"
        raise NotFoundError(f"the glossary has no term {show_text(text)!r}.", hint=hint)
    return Answer(Glossary(arrange(Term, found, order)), {})


def _has_words(name: str, wanted: str) -> bool:
    """Whether the name has every wanted word, in either number: "zones" finds "job zone"."""
    singular = {word.removesuffix("s") for word in name.split()}
    return all(word.removesuffix("s") in singular for word in wanted.split())
