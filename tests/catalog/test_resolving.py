"""From a person's words to an occupation."""

from __future__ import annotations

import pytest

from occlookup.errors import AmbiguousError, MalformedCodeError, NotFoundError, Suggestion


def suggested(error):
    return [suggestion.code for suggestion in error.value.suggestions]


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("43-3011", "43-3011"),
        ("433011", "43-3011"),
        ("43\u20133011.00", "43-3011"),
        ("29-1141.01", "29-1141.01"),
        ("13-1020", "13-1020"),
        # own titles, whatever case, number and punctuation
        ("Bill and Account Collectors", "43-3011"),
        ("bill & account collector", "43-3011"),
        ("registered nurse", "29-1141"),
        ("REGISTERED NURSES", "29-1141"),
        ("pediatricians general", "29-1221"),
        ("cooks restaurant", "35-2014"),
        # alternate titles: assigned by the SOC, or had by one occupation alone
        ("debt collector", "43-3011"),
        ("debt collectors", "43-3011"),
        ("senator", "11-1031"),
        ("bookkeeper", "43-3031"),
        ("collector", "43-3011"),
        ("repossession agent", "43-3011"),
        ("acute care nurse", "29-1141.01"),
        ("cook", "35-2014"),
    ],
)
def test_resolve(catalog, typed, code):
    assert catalog.resolve(typed).code == code


def test_a_direct_match_of_the_soc_decides_among_alternate_titles(catalog):
    # O*NET gives these to 43-3021 and 43-3031 as well, in which more people work
    assert catalog.resolve("billing representative").code == "43-3011"
    assert catalog.resolve("posting clerk").code == "43-3021"


def test_the_singular_of_an_own_title_names_that_occupation(catalog):
    # in the bundled records also: "customer service representative" names 43-4041, credit authorizers
    assert catalog.resolve("cytogenetic technologist").code == "29-2011.01"


def test_an_alternate_title_of_several_is_ambiguous(catalog):
    with pytest.raises(AmbiguousError, match="'nurse' is a title of 3 occupations") as raised:
        catalog.resolve("nurse")
    # detailed occupations before specialties; of these a reported title before an alternate one
    assert suggested(raised) == ["29-1141", "29-1141.03", "29-1141.01"]
    assert raised.value.hint == "Name one by its code: 29-1141"


def test_suggestions_of_one_rank_come_by_employment(catalog):
    with pytest.raises(AmbiguousError) as raised:
        catalog.resolve("doctor")
    assert suggested(raised) == ["29-1221", "29-1242"]  # 39,390 and 14,100


def test_a_retired_code_names_its_successors(catalog):
    with pytest.raises(NotFoundError, match="15-1132 is a code of SOC 2010") as raised:
        catalog.resolve("15-1132")
    assert "it became 15-1252 Software Developers" in raised.value.message
    assert raised.value.suggestions == (Suggestion("15-1252", "Software Developers"),)
    assert raised.value.hint == "Try: occlookup show 15-1252"


def test_a_code_that_lives_on_is_not_called_retired(catalog):
    assert catalog.resolve("43-3011").code == "43-3011"
    with pytest.raises(NotFoundError) as raised:
        catalog.resolve("43-3012")
    assert "SOC 2010" not in raised.value.message


@pytest.mark.parametrize("code", ["43-3000", "43-3010", "43-0000", "00-0000"])
def test_a_group_is_refused_with_its_largest_members(catalog, code):
    with pytest.raises(NotFoundError, match=f"{code} is a group of occupations") as raised:
        catalog.resolve(code)
    assert raised.value.hint == f"Try: occlookup browse {code}"
    assert "43-3011" in suggested(raised) or code == "00-0000"


def test_members_of_a_group_come_by_employment(catalog):
    with pytest.raises(NotFoundError) as raised:
        catalog.resolve("43-0000")
    assert suggested(raised) == ["43-4051", "43-3031", "43-3021", "43-3011"]


@pytest.mark.parametrize("typed", ["43-3000", "Financial Clerks", "financial  clerks"])
def test_a_group_is_taken_where_groups_are_asked_for(catalog, typed):
    assert catalog.resolve(typed, groups=True) == ("43-3000", "Financial Clerks")


def test_an_occupation_comes_before_a_group_of_the_same_title(catalog):
    assert catalog.resolve("Registered Nurses", groups=True).code == "29-1141"  # 29-1140 is called so too


@pytest.mark.parametrize(
    ("typed", "near", "hint"),
    [
        ("43-3012", ["43-3011", "43-3021"], "Try: occlookup browse 43-3"),
        ("29-1141.99", ["29-1141", "29-1221"], "Try: occlookup browse 29-1"),
        ("13-1029", ["13-1023", "13-1022"], "Try: occlookup browse 13-1"),
        ("43-9999", [], "Try: occlookup browse 43"),
        ("99-9999", [], "Try: occlookup browse"),
    ],
)
def test_near_codes_are_suggested(catalog, typed, near, hint):
    with pytest.raises(NotFoundError, match=f"no occupation has the code {typed}") as raised:
        catalog.resolve(typed)
    assert suggested(raised) == near
    assert raised.value.hint == hint


@pytest.mark.parametrize("typed", ["", " ", "\n\t", "\u3000"])
def test_nothing_was_named(catalog, typed):
    with pytest.raises(MalformedCodeError, match="no occupation was named"):
        catalog.resolve(typed)


@pytest.mark.parametrize("typed", ["43-301", "1", "43-30111", "4.3"])
def test_digits_are_a_malformed_code_and_no_title(catalog, typed):
    with pytest.raises(MalformedCodeError):
        catalog.resolve(typed)


@pytest.mark.parametrize("typed", ["\x00", "\udcff", "x" * 10_000, "\u8b77\u58eb", '"', "%", "zzzz"])
def test_words_that_fit_nothing(catalog, typed):
    with pytest.raises(NotFoundError) as raised:
        catalog.resolve(typed)
    assert (raised.value.kind, suggested(raised)) == ("not_found", [])
    assert raised.value.message.isprintable()
    assert len(raised.value.message) < 120


def test_words_that_fit_roughly_are_suggested_five_at_most(catalog):
    with pytest.raises(NotFoundError) as raised:
        catalog.resolve("manager")
    assert len(suggested(raised)) == 5
    assert raised.value.hint == f"Try: occlookup show {suggested(raised)[0]}"


def test_bytes_that_are_no_text_are_not_found_among_groups_either(catalog):
    with pytest.raises(NotFoundError):
        catalog.resolve("\udcff", groups=True)
