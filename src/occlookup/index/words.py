"""The words of titles and texts as search compares them: singular, in families, and by their sound.

Owns the rules of English that this takes; the same rules make the index and read what a person types. Pure text in, pure text
out. The rules are few on purpose: a family (teach, teacher, teaching) only widens a search, the exact word always counts more.
"""

import re
from collections.abc import Callable
from itertools import pairwise
from zlib import crc32

from occlookup.codes import fold_text, title_key

# Words that say nothing about a job; without them "the person who fits hearing aids" is "fits hearing aids".
STOP_WORDS = frozenset(
    {"a", "about", "all", "an", "and", "are", "as", "at", "be", "by", "can", "do", "does", "for", "from", "get", "have", "how"}
    | {"i", "in", "into", "is", "its", "like", "me", "my", "of", "on", "or", "so", "that", "the", "their", "them", "they"}
    | {"this", "to", "up", "want", "what", "when", "where", "which", "who", "whom", "with", "would", "you", "your"}
    | {
        "anything",
        "everything",
        "something",
        "thing",
        "lot",
        "anyone",
        "dude",
        "gal",
        "guy",
        "ladies",
        "lady",
        "man",
        "men",
        "people",
        "person",
        "somebody",
        "someone",
    }
    | {"woman", "women", "retired", "career", "employment", "job", "occupation", "position", "profession", "work", "working"}
)

# Titles of the sources with these words are not brought up where nobody has typed them.
UNKIND_WORDS = frozenset({"cripple", "dopeman", "fagot", "fagoter", "retarded"})
# Words that say little beside others: verbs of any work, and what people say of themselves and of conditions of work.
LIGHT_WORDS = frozenset(
    {
        "am",
        "any",
        "assist",
        "be",
        "become",
        "been",
        "being",
        "best",
        "build",
        "buy",
        "call",
        "carry",
        "certified",
        "check",
        "cut",
    }
    | {
        "day",
        "deal",
        "down",
        "easy",
        "entry",
        "experience",
        "experienced",
        "find",
        "first",
        "fix",
        "full",
        "give",
        "go",
        "good",
    }
    | {"handle", "help", "high", "hiring", "keep", "level", "licensed", "look", "love", "make", "move", "much", "near", "need"}
    | {
        "new",
        "not",
        "now",
        "off",
        "old",
        "one",
        "other",
        "out",
        "over",
        "part",
        "pay",
        "plan",
        "put",
        "really",
        "remote",
        "run",
    }
    | {
        "see",
        "sell",
        "senior",
        "set",
        "start",
        "study",
        "take",
        "tell",
        "through",
        "time",
        "try",
        "use",
        "watch",
        "was",
        "were",
    }
)
_INFORMATION_TECHNOLOGY = re.compile(r"(?<![A-Za-z0-9])IT(?![A-Za-z0-9])")
_SHORTEST_STEM = 3
_WORKER_ENDINGS = ("woman", "person", "people", "man")
_IRREGULAR = {
    "buses": "bus", "calories": "calorie", "calves": "calf", "children": "child", "childrens": "child", "cookies": "cookie",
    "feet": "foot", "gases": "gas", "halves": "half", "hooves": "hoof", "knives": "knife", "leaves": "leaf", "lenses": "lens",
    "menus": "menu", "mice": "mouse", "midwives": "midwife", "mens": "man", "movies": "movie", "neckties": "necktie",
    "shelves": "shelf", "taxis": "taxi", "teeth": "tooth", "ties": "tie", "viruses": "virus", "wolves": "wolf",
    "womens": "woman",
}  # fmt: skip
_OES = frozenset({"canoes", "does", "floes", "foes", "hoes", "horseshoes", "oboes", "shoes", "toes"})
_NOT_MEN = frozenset({"abdomen", "acumen", "omen", "regimen", "specimen", "stamen"})
_NOT_WORKERS = frozenset({"german", "human", "roman", "shaman", "talisman", "woman"})
# What makes a family of a word: teacher and teaching are of teach. Longest first; a stem keeps three letters at least.
_ENDINGS = (
    ("ologist", "olog"), ("ological", "olog"), ("ology", "olog"), ("grapher", "graph"), ("graphic", "graph"),
    ("graphy", "graph"), ("iatrist", "iatr"), ("iatric", "iatr"), ("iatry", "iatr"), ("ization", "ize"), ("isation", "ize"),
    ("icator", "icate"), ("ation", "ate"), ("ator", "ate"), ("ition", "it"), ("ician", "ic"), ("istry", "ist"), ("ical", "ic"),
    ("ment", ""), ("ance", ""), ("ence", ""), ("ing", ""), ("ion", ""), ("ist", ""), ("er", ""), ("or", ""), ("ed", ""),
    ("al", ""), ("ar", ""),
)  # fmt: skip
# Words that the rules above would put beside what they have nothing to do with.
_ALONE = frozenset(
    {"anchor", "animal", "apartment", "appeal", "armor", "attendant", "audition", "bar", "barber", "bed", "better"}
    | {"brother", "building", "butler", "car", "career", "ceiling", "cellar", "color", "copper", "corner", "counter"}
    | {"customer", "deliver", "department", "engine", "engineer", "evening", "flower", "former", "general"}
    | {"hospital", "informal", "intern", "internal", "journal", "king", "labor", "legal", "letter", "lidar", "lotion"}
    | {"lumbar", "lumber", "master", "matter", "mayor", "medal", "medical", "mental", "mentor", "metal", "meter"}
    | {"minor", "mission", "monitor", "morning", "mother", "motor", "number", "offer", "officer", "order", "other"}
    | {"paper", "pastor", "personal", "physical", "physician", "physicist", "pigment", "plaster", "porter", "portion"}
    | {"poster", "power", "professor", "quarter", "red", "register", "regular", "ring", "rotor", "rubber", "section"}
    | {"sector", "sentence", "sewer", "shear", "shoulder", "signal", "soccer", "solar", "solder", "spear", "special"}
    | {"spring", "statement", "station", "string", "sweater", "tailor", "tanker", "tenor", "tower", "traction"}
    | {"tractor", "trainer", "transition", "union", "violence", "vision", "visor", "water", "weather", "wedding"}
)
# A stem that ends so has lost an e: handl(e), nurs(e), charg(e).
_WANTS_E = ("rs", "ns", "ls", "nc", "rc", "rg", "dg", "v", "bl", "dl", "fl", "gl", "kl", "pl", "tl", "zl", "iz")
_VOWELS = frozenset("aeiou")
_VOWELS_AND_Y = frozenset("aeiouy")
_TAKES_E = frozenset({"ing", "er", "ed"})


def plain_words(text: str) -> list[str]:
    """The words of `text` as codes.title_key writes them, without the pronoun "it".

    "IT" is information technology where it is written so or comes first: nobody begins with the other "it".
    """
    words = letters_joined(title_key(text).split())
    if "it" not in words or words[0] == "it" or _INFORMATION_TECHNOLOGY.search(fold_text(text)):
        return words
    return [word for word in words if word != "it"]


def letters_joined(words: list[str]) -> list[str]:
    """The words with runs of single letters as one: "H.V.A.C." and "h v a c" are hvac."""
    if not any(len(one) == len(other) == 1 for one, other in pairwise(words)):
        return words
    joined: list[str] = []
    after_letter = False
    for word in words:
        if len(word) == 1 and after_letter and word != joined[-1]:  # "C / C++" are two
            joined[-1] += word
        else:
            joined.append(word)
        after_letter = len(word) == 1
    return joined


def search_words(text: str) -> list[str]:
    """The plain words of `text` as the index has them, each in the singular, stop words too."""
    return [singular(word) for word in plain_words(text)]


def content_words(text: str) -> list[str]:
    """The words of `text` that say something of a job, in the singular; all of them where none does."""
    return content_of(plain_words(text))


def content_of(words: list[str], in_singular: Callable[[str], str] | None = None) -> list[str]:
    """As `content_words`, of a text's plain words. `in_singular` does what `singular` does, for who asks of many texts."""
    words = [(in_singular or singular)(word) for word in words]
    return [word for word in words if word not in _STOP_SINGULARS] or words


def says_nothing(word: str) -> bool:
    """Whether a word, in either number, says nothing of a job."""
    return singular(word) in _STOP_SINGULARS


def singular(word: str) -> str:
    """The word in the singular, roughly: nurses, bosses, ladies, workmen give nurse, boss, lady, workman."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("men") and word not in _NOT_MEN:
        return f"{word[:-2]}an"
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if word.endswith("oes") and word not in _OES:
        return word[:-2]
    if word.endswith(("ches", "shes", "xes", "sses", "zzes")):
        return word[:-2]
    return word[:-1]


def family(word: str) -> str:
    """What related forms of a singular word share: repairman, repairer and repair give "repair"."""
    for ending in _WORKER_ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) > _SHORTEST_STEM and word not in _NOT_WORKERS:
            word = singular(word[: -len(ending)])
            break
    if word in _ALONE or len(word) <= _SHORTEST_STEM:
        return word
    for ending, instead in _ENDINGS:
        if (
            word.endswith(ending)
            and len(word) - len(ending) >= _SHORTEST_STEM
            and not _VOWELS_AND_Y.isdisjoint(word[: -len(ending)])
        ):
            return _bare(word[: -len(ending)] + instead, lost_e=ending in _TAKES_E)
    return _bare(word, lost_e=False)


def _bare(stem: str, *, lost_e: bool) -> str:
    """The stem without what differs between its forms: a doubled consonant, a final e or y, or the e that it lost."""
    if lost_e and len(stem) > _SHORTEST_STEM and stem[-1] == stem[-2] and stem[-1] not in "flsz" and stem[-1] not in _VOWELS:
        return stem[:-1]
    if lost_e and (stem.endswith(_WANTS_E) or _is_short(stem)):
        stem += "e"
    if stem.endswith("e") and len(stem) > 5:
        return stem[:-1]
    return f"{stem[:-1]}i" if stem.endswith("y") and len(stem) > _SHORTEST_STEM else stem


def _is_short(stem: str) -> bool:
    """One vowel between single consonants at the end of one syllable: mak(ing), driv(er), but not wind(ing), sew(ing)."""
    return (
        len(stem) <= 4
        and stem[-1] not in "aeiouwxy"
        and stem[-2] in _VOWELS
        and stem[-3] not in _VOWELS
        and not _VOWELS & set(stem[:-3])
    )


def one_letter_less(word: str) -> set[str]:
    """What one missing letter makes of a word. Two words that share any are at most a letter or two apart."""
    return {word[:place] + word[place + 1 :] for place in range(len(word))}


def is_one_letter_off(word: str, other: str) -> bool:
    """Whether one wrong, missing, extra or swapped letter makes one of two different words of the other."""
    if abs(len(word) - len(other)) > 1 or word == other:
        return False
    first = next(
        (place for place, (one, two) in enumerate(zip(word, other, strict=False)) if one != two), min(len(word), len(other))
    )
    rest, other_rest = word[first:], other[first:]
    if len(word) != len(other):
        longer, shorter = (rest, other_rest) if len(word) > len(other) else (other_rest, rest)
        return longer[1:] == shorter
    return rest[1:] == other_rest[1:] or (rest[:2] == other_rest[1::-1] and rest[2:] == other_rest[2:])


def slip_key(word: str) -> int:
    """A number by which the index finds words without one letter; whoever finds one compares the words."""
    return crc32(word.encode("utf-8", "replace"))


_SOUNDS = (
    ("tion", "xn"), ("sion", "xn"), ("cian", "xn"), ("shun", "xn"), ("tian", "xn"), ("cious", "xs"), ("tious", "xs"),
    ("tch", "k"), ("sch", "sk"), ("igh", "i"), ("augh", "af"), ("ough", "o"), ("gh", "g"), ("ph", "f"), ("ck", "k"),
    ("ch", "k"), ("sh", "x"), ("th", "t"), ("wh", "w"), ("ce", "se"), ("ci", "si"), ("cy", "si"), ("qu", "kw"), ("dge", "j"),
    ("ge", "je"), ("gi", "ji"), ("gy", "ji"), ("c", "k"), ("q", "k"), ("z", "s"), ("v", "f"), ("y", "i"),
)  # fmt: skip
_SILENT_FIRST = (("kn", "n"), ("gn", "n"), ("wr", "r"), ("ps", "s"), ("pn", "n"), ("x", "s"))


def sound(word: str) -> str:
    """A rough key of how an English word sounds: "fizical" and "physical", "mekanik" and "mechanic" have the same."""
    for letters, heard in _SILENT_FIRST:
        if word.startswith(letters):
            word = heard + word[len(letters) :]
    for letters, heard in _SOUNDS:
        word = word.replace(letters, heard)
    heard = word[:1] if word[:1] not in _VOWELS else "a"
    for letter in word[1:]:
        if letter not in "aeiouhw" and letter != heard[-1]:
            heard += letter
    return heard


# Here because singular() has to be known: "does" is a stop word, and so is its singular.
_STOP_SINGULARS = frozenset(map(singular, STOP_WORDS)) | STOP_WORDS
