"""The glossary: how a term is found, and that it has every unusual word of the screens."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import occlookup
from occlookup.codes import title_key
from occlookup.errors import NotFoundError
from occlookup.index.locate import RECORDS
from occlookup.sources.records import read_record

SOURCE = Path(occlookup.__file__).parent
WRITTEN = read_record(RECORDS / "glossary.toml")["glossary"]


def terms(catalog, text=None):
    return [term.term for term in catalog.glossary(text).data.terms]


# How a term is found.


def test_all_terms_by_the_alphabet_as_they_are_written(catalog):
    answer = catalog.glossary()
    assert [tuple(term) for term in answer.data.terms] == [
        (entry["term"], tuple(entry.get("also", ())), entry["meaning"]) for entry in WRITTEN
    ]
    assert len(answer.data.terms) > 90
    # letters and digits count, so that O*NET stands as "onet"
    keys = [re.sub(r"[^a-z0-9 ]", "", term.term.casefold()) for term in answer.data.terms]
    assert keys == sorted(keys)
    assert answer.sources == {}


@pytest.mark.parametrize("entry", WRITTEN, ids=lambda entry: entry["term"])
def test_each_term_is_found_by_each_of_its_names_and_alone(catalog, entry):
    for name in (entry["term"], *entry.get("also", ())):
        assert terms(catalog, name) == [entry["term"]]
        assert terms(catalog, f"  {name.upper()}. ") == [entry["term"]]


def test_a_term_has_its_meaning(catalog):
    (term,) = catalog.glossary("lq").data.terms
    assert term == (
        "location quotient",
        ("LQ", "concentration"),
        "How common a kind of work is in a place against the nation, where 1 is just as common and 2 is twice as common.",
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Median", ["median"]),
        ("job-zone", ["job zone"]),
        ("O*NET", ["O*NET"]),
        ("concentration", ["location quotient"]),
        ("OR MORE", ["top code"]),
        ("Work\u2013life index", ["work-life index"]),
        ("A", ["Artistic"]),  # a letter is a name, and no word of another
    ],
)
def test_case_and_punctuation_do_not_matter(catalog, text, found):
    assert terms(catalog, text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("quotient", ["location quotient"]),
        ("standard relative", ["relative standard error"]),  # in any order
        ("growth than average", []),  # no one name has them all
        (
            "than average",
            ["faster than average", "much faster than average", "slower than average"],
        ),
        ("quartile", ["25th percentile", "75th percentile"]),
        ("zones", ["job zone"]),  # in either number
        ("medi", []),
    ],
)
def test_a_part_of_a_name_finds_every_term_that_has_its_words(catalog, text, found):
    if found:
        assert terms(catalog, text) == found
    else:
        with pytest.raises(NotFoundError):
            catalog.glossary(text)


def test_parts_are_of_one_name_and_in_the_order_of_the_alphabet(catalog):
    words = {"job", "training"}
    expected = [
        entry["term"]
        for entry in WRITTEN
        if any(words <= set(title_key(name).split()) for name in (entry["term"], *entry.get("also", ())))
    ]
    assert len(expected) > 2
    assert terms(catalog, "training job") == expected


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("medan", "median"),
        ("precentile", "percentile"),
        ("location quotent", "location quotient"),
        ("concentraton", "location quotient"),  # by its other name
        ("riasek", "RIASEC"),
    ],
)
def test_a_misspelt_term_is_not_found_and_the_one_that_is_meant_is_named_first(catalog, text, meant):
    with pytest.raises(NotFoundError) as raised:
        catalog.glossary(text)
    assert raised.value.message == f"the glossary has no term '{text}'."
    assert re.match(rf"Did you mean: {re.escape(meant)}[,?]", raised.value.hint)
    named = raised.value.hint.removeprefix("Did you mean: ").removesuffix("?").split(", ")
    assert len(named) == len(set(named)) <= 5


@pytest.mark.parametrize("text", ["zzzzzz", "", "?", "\x1b[31m", "x" * 10_000])
def test_where_nothing_is_like_it_the_whole_list_is_named(catalog, text):
    with pytest.raises(NotFoundError) as raised:
        catalog.glossary(text)
    assert raised.value.hint == "All terms: occlookup glossary"
    assert "\x1b" not in raised.value.message
    assert len(raised.value.message) < 200


# Every unusual word of the screens is in the glossary.

# The screens with the most words on them, a command line each, over the small records.
SCREENS = [
    "show 43-3011 --state CT",
    "show 15-1252",
    "show 13-1020",
    "show 13-1021",
    "show 29-1141.01",
    "show 27-2011",
    "show 25-1011",
    "show 11-1031",
    "show 55-3016",
    *(f"show 43-3011 --section {name}" for name in ("pay", "skills", "technology", "education", "industries")),
    "outlook 43-3011",
    "outlook 29-1141 --state CT",
    "places 43-3011",
    "places 27-2011 --state CT",
    "related 43-3011",
    "insights 43-3011 --why",
    "compare 27-2011 25-1011 13-1021 13-1022 55-3016 --state CT",
    "compare 43-3011 29-1141 --state GU",
    "rank --state CT",
    "rank --by location_quotient --state CT",
    "rank --by growth",
    "riasec 43-3011",
    "riasec --code CES",
    "quiz --answers 154321154321154321154321154321154321154321154321154321154321",
    "wages 43-3011 --state CT",
    "wages --state GU",
    "wages 29-1141 --area guam",
    "wages 11-3012 --area 0014860",
    "show 29-1242",
    "browse 43-3",
    "areas --state CT",
    "search collector",
    "data info",
    "data diff small edited",
    "data diff small edited 43-3011",
]
# What a screen says, and the term of the glossary that a person finds who types the words beside it.
TERMS_OF_ART = [
    (r"median", "median", "median"),
    (r"mean pay|mean wage", "mean", "mean"),
    (r"\bpercentile", "percentile", "percentile"),
    (r"10th percentile", "10th percentile", "10th percentile"),
    (r"25th percentile", "25th percentile", "25th percentile"),
    (r"75th percentile", "75th percentile", "75th percentile"),
    (r"90th percentile", "90th percentile", "90th percentile"),
    (r"entry \(10th", "entry (10th)", "entry pay"),
    (r"mid-range", "mid-range", "mid-range"),
    (r"percentile \d+\.\d of", "percentile rank", "percentile rank"),
    (r"location quotient", "location quotient", "location quotient"),
    (r"concentration", "concentration", "location quotient"),
    (r"relative standard error", "relative standard error", "relative standard error"),
    (r"how sure", "how sure", "how sure"),
    (r"job zone", "job zone", "job zone"),
    (r"openings", "openings", "openings"),
    (r"openings a year", "openings a year", "annual openings"),
    (r"\$[\d,.]+ or more", "or more", "top code"),
    (r"withheld", "withheld", "withheld"),
    (r"hourly only|paid by the hour only", "paid by the hour only", "hourly only"),
    (r"annual only|paid by the year only", "paid by the year only", "annual only"),
    (r"not published", "not published", "not published"),
    (r"no estimate", "no estimate", "not published"),
    (r"on payrolls", "jobs on payrolls", "employment (OEWS)"),
    (r"self-employed", "self-employed", "self-employed"),
    (r"against the nation", "against the nation", "difference from the nation"),
    (r"not adjusted for inflation", "adjusted for inflation", "adjusted for inflation"),
    (r"\bOEWS\b", "OEWS", "OEWS"),
    (r"\bBLS\b", "BLS", "BLS"),
    (r"O\*NET\b", "O*NET", "O*NET"),
    (r"\bSOC \d\d-", "SOC", "SOC"),
    (r"O\*NET-SOC", "O*NET-SOC code", "O*NET-SOC code"),
    (r"\bNAICS\b", "NAICS", "NAICS"),
    (r"\bsectors\b", "sector", "sector"),
    (r"\bCIP\b", "CIP program", "CIP program"),
    (r"census division", "Census division", "Census division"),
    (r"\bmetropolitan", "metropolitan area", "metropolitan area"),
    (r"nonmetropolitan", "nonmetropolitan area", "nonmetropolitan area"),
    (r"projection", "BLS projections", "Employment Projections"),
    (r"growth 2024-34", "growth 2024-34", "growth 2024-34"),
    (r"\bdecline\b", "decline", "decline"),
    (r"; average growth|, average\b", "average growth", "average growth"),
    (r"faster than average", "faster than average", "faster than average"),
    (r"much faster than average", "much faster than average", "much faster than average"),
    (r"little or no change", "little or no change", "little or no change"),
    (r"published together", "published together", "aggregate"),
    (r"\bSTEM\b", "STEM", "STEM"),
    (r"\bRIASEC\b", "RIASEC", "RIASEC"),
    (r"holland code", "Holland code", "Holland code"),
    (r"interest profile", "interest profile", "interest score"),
    (r"^ *fit: ", "fit", "interest match"),
    (r"\bC index\b", "C index", "C index"),
    (r"\bcorrelation\b", "correlation", "correlation"),
    *((rf"\b{name}\b", name, name) for name in (
        "Realistic", "Investigative", "Artistic", "Social", "Enterprising", "Conventional",
    )),
    (r"importance \d", "importance", "skill importance"),
    (r"level \d", "level", "skill level"),
    (r"\bknowledge\b", "knowledge", "knowledge"),
    (r"work styles", "work style", "work style"),
    (r"work context", "work context", "work context"),
    (r"^hot: | hot[,)]", "hot technology", "hot technology"),
    (r"in demand", "in demand", "in demand"),
    (r"typical entry|typical education", "typical education to start", "typical education to start"),
    (r"training on the job", "on-the-job training", "on-the-job training"),
    (r"moderate-term on-the-job training", "moderate-term on-the-job training", "moderate-term on-the-job training"),
    (r"1 to 12 months of training on the job", "1 to 12 months of training on the job", "moderate-term on-the-job training"),
    (r"work-life index", "work-life index", "work-life index"),
    (r"probability of computerisation", "probability of computerisation", "automation probability (Frey and Osborne)"),
    (r"exposed to language models", "language models", "exposure to language models (Eloundou and others)"),
    (r"AI occupational exposure", "AI occupational exposure", "AI occupational exposure (Felten and others)"),
    (r"degree of automation", "degree of automation", "automation degree"),
    (r"all occupations", "all occupations", "all occupations"),
    (r"aid to exploring", "exploration aid", "exploration aid"),
]  # fmt: skip


@pytest.mark.parametrize(
    "words, term", [(words, term) for _, words, term in TERMS_OF_ART], ids=[words for _, words, _ in TERMS_OF_ART]
)
def test_the_glossary_has_the_terms_of_art_of_the_screens(catalog, words, term):
    assert term in terms(catalog, words)


def test_the_terms_of_art_are_those_of_the_screens(run):
    shown = ""
    for line in SCREENS:
        done = run(*line.split(), "--plain")
        assert (done.code, done.err) == (0, ""), line
        shown += done.out
    assert shown.count("\n") > 1000
    unseen = [words for pattern, words, _ in TERMS_OF_ART if not re.search(pattern, shown, re.IGNORECASE | re.MULTILINE)]
    assert unseen == []


# Words that anybody knows. A word of art never goes here: it gets an entry in glossary.toml.
_COMMON = """
about above across added advises again alone also another answers any anyone appeared are areas armed artificial ask asked at
bank bars be became been before below bending best better both bring browse called can career carried caution certificate
challenges changed closest codes college come common compare comparing computing concentrated conflict count counted cover
crawling crouching cut data defining definition department describes differ different diploma disappeared do does down dropped
each easier educational employers equal every exactly examples experts exploring facts fair families fastest few fewer fewest
figures filter finder fits forces formal found further future glance glossary go gone good grow growing has have here higher
highest history impact important included includes industries insights intelligence interests is it item its kind kneeling known
largest last lead least leaves left less letters links lists longer look low lower lowest made manager managers many market
matches may means measure medium meets missing modified more most move moved my name named names new newly next none nor note
nothing now often old once one opposite options other out outside over own paper papers part pattern pays people period physical
place places points policy potential practitioner pressure product professional publish publisher publishes quarter rated reach
reason reckon reckoned recommends records relates release relevant rely remark require required requires revised right rough
rounded rows rules run sales same says scales schedule school scores search section selected set several sheet show shows shrink
shrinking side since skills so software some sources speaks spent stand standing steady stooping strain strengths styles such
summary sums tasks teacher teachers technical technician technicians technologists tells ten terms territories territory tested
text that their them there these they things this those three through time times told try twice twisting two under united until
used values video wants was way where which who why will withholds without workplace would written years yes yet your
"""
COMMON = frozenset(_COMMON.split())
# Unusual words that are not terms to look up, each with the reason.
ALLOWED = {
    # names of makers, licences and papers, which a source line or an attribution has to give as they are
    **dict.fromkeys(
        ("usdol", "eta", "administration", "trademark", "licence", "license", "approved", "endorsed", "modifications", "cc"),
        "words of O*NET's licence and attribution",
    ),
    **dict.fromkeys(
        ("gpts", "llms", "susceptible", "geographic", "raj", "seamans", "committee", "attachment", "database", "profiler"),
        "in the names of papers and instruments",
    ),
    # levels of education in BLS's own words: `show` gives the definition beside them
    **dict.fromkeys(
        ("credential", "postsecondary", "nondegree", "award", "equivalent", "associate", "bachelor", "master", "doctoral"),
        "a level of education, which show explains in place",
    ),
    "occlookup": "the name of the program",
    **dict.fromkeys(
        ("setting", "file", "default", "environment", "variable", "nobody"), "config show is for those who set occlookup up"
    ),
    **dict.fromkeys(("center", "title"), "said of a center's own records: ordinary words"),
    **dict.fromkeys(
        ("rollback", "bundled", "imported", "came", "expected", "due", "ago"),
        "data info is for those who keep the figures current",
    ),
    "onet": "the beginning of the ids of O*NET's releases, never shown",
    "crosswalk": "see test_the_crosswalk_is_explained",
    **dict.fromkeys(("retitled", "reclassified"), "said of a code: what it was and what it is now stand beside it"),
    "ct": "Connecticut, in an example of a command line",
    "online": "in the name O*NET OnLine",
    "military": "an ordinary word, but not a common one",
    "validated": "said of a test that was; the sentence goes on to say what the quiz is not",
    "exposed": "of exposure, which the glossary has",
    "yr": "/yr is explained under the tables that have it",
    **dict.fromkeys(("alpha", "beta", "gamma", "dv", "human"), "keys of Eloundou's figures in the records, never shown"),
    **dict.fromkeys(("id", "select", "projects", "takes", "estimates", "percentiles"), "keys, or ordinary words"),
}

# Keys of answers and names of fields stand among the texts; a screen's own words have no underscore.
# "onet-" and "oews-" are beginnings of the ids of releases.
_NOT_WORDS = re.compile(r"--[a-z-]+|\S*_\S*|\S*://\S*|(?<!\S)[a-z]+-\d*(?!\S)")


def fixed_texts(source: str) -> Iterator[str]:
    """Every text in a module's code, without docstrings and the forms of figures."""
    tree = ast.parse(source)
    left_out: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            left_out.add(id(node.value))
        if isinstance(node, ast.FormattedValue) and node.format_spec is not None:
            left_out.update(map(id, ast.walk(node.format_spec)))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in left_out:
            yield node.value


def words_of(text: str) -> set[str]:
    """The words of a text: no figures, no options of a command line, no names of fields."""
    words = _NOT_WORDS.sub(" ", text)
    return {word.casefold().removesuffix("'s") for word in re.findall(r"(?<![\w.,:{])[A-Za-z][A-Za-z*']*[A-Za-z]\b", words)}


def glossary_words() -> set[str]:
    names = [name for entry in WRITTEN for name in (entry["term"], *entry.get("also", ()))]
    return {word for name in names for word in [*title_key(name).split(), *re.findall(r"[A-Za-z*]+", name.casefold())]}


def unexplained(text: str) -> set[str]:
    """Words that are neither common nor in the glossary nor let through for a reason; a plural goes with its singular."""
    known = {word.removesuffix("s") for word in (*COMMON, *ALLOWED, *glossary_words())}
    return {word for word in words_of(text) if word.removesuffix("s") not in known}


SAYING = sorted(
    [
        *(SOURCE / "render" / "screens").glob("*.py"),
        *(SOURCE / "render" / name for name in ("figures.py", "plain.py")),
        # words that screens say as the query layer gives them: findings, what may be compared, growth
        *(SOURCE / name for name in ("catalog/comparing.py", "catalog/insights.py", "index/growth.py")),
    ]
)


@pytest.mark.parametrize("path", SAYING, ids=lambda path: path.name)
def test_every_unusual_word_of_the_screens_is_in_the_glossary(path):
    unusual = {text: found for text in fixed_texts(path.read_text(encoding="utf-8")) if (found := unexplained(text))}
    assert unusual == {}, "give each an entry in glossary.toml, or say it in a plainer word"


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("Gini coefficient", {"gini", "coefficient"}),
        ("Median heteroscedasticity, an hour", {"heteroscedasticity"}),
        ("Quintile", {"quintile"}),
        ("Openings a year", set()),
        ("{rank} of {of} by kurtosis", {"kurtosis"}),
    ],
)
def test_an_unusual_word_in_a_new_label_would_be_seen(label, words):
    source = (SOURCE / "render" / "screens" / "rank.py").read_text(encoding="utf-8")
    changed = source.replace('Column("Openings", "right", label="Openings a year")', f'Column("Openings", label=f"{label}")')
    assert changed != source or label == "Openings a year"
    assert {word for text in fixed_texts(changed) for word in unexplained(text)} == words


def test_no_term_of_art_counts_as_a_common_word():
    # of one word; what has another meaning to everybody too (level, fit) may stand in both
    names = [name.casefold() for entry in WRITTEN for name in (entry["term"], *entry.get("also", ())) if " " not in name]
    assert COMMON & set(names) == set()
    assert not COMMON & set(ALLOWED)


def test_the_crosswalk_is_explained(catalog):
    shown = "".join(path.read_text(encoding="utf-8") for path in SAYING)
    assert "crosswalk" not in shown or terms(catalog, "crosswalk")
