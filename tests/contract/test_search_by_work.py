"""Search finds occupations by what people do, over the bundled records."""

from __future__ import annotations

import pytest

from occlookup.catalog import Catalog
from occlookup.catalog.filtering import Order


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("fits hearing aids", "29-2092"),
        ("someone who fits hearing aids", "29-2092"),
        ("digs graves", "37-3011"),  # groundskeepers, who tend cemeteries
        ("mixes drinks", "35-3011"),
        ("drives children to school", "53-3051"),
        ("cuts hair", "39-5012"),
    ],
)
def test_it_is_among_the_first_five(bundled: Catalog, words: str, code: str) -> None:
    found = [result.code for result in bundled.search(words, order=Order(top=5)).data.results]
    assert code in found
