"""What eight libraries assert about 721 strings, as far as they agree; `dateline.domain.edtf` decides the rest."""

import json

import pytest

from dateline.domain.calendar import FUTURE, PAST, civil, iso_day
from dateline.domain.edtf import parse_edtf
from dateline.domain.errors import DateError

# Refused by one library against others, against format.md or against a form they agree on: see the module's docstring.
ACCEPTED = {
    "2012-21/2012-22",
    "2005-07-25T10:10:10Z/2006-01-01T10:10:10Z",
    "2005-07-25T10:10:10Z/2006-01",
    "2005-07-25/2006-01-01T10:10:10Z",
}
# Significant digits are bounds here; the one claim about these has the year alone, or (the last) one digit.
ESTIMATES = {"1950S2", "1953S2", "1953S3", "Y17101E4S3", "Y3388E2S3", "Y171010000S3", "Y-20E2S3"}


@pytest.fixture(scope="module")
def vectors(shared):
    return json.loads((shared / "vectors" / "edtf-vectors.json").read_text(encoding="utf-8"))["vectors"]


def written(moment, has_clock):
    if moment in (PAST, FUTURE - 1):
        return "-inf" if moment == PAST else "inf"
    clock = civil(moment)[3:]
    return iso_day(moment).lstrip("+") + ("T{:02}:{:02}:{:02}".format(*clock) if has_clock else "")


def test_every_agreed_string_is_read_and_written_back(vectors):
    valid = [vector["s"] for vector in vectors if vector["verdict"] == "valid"]

    lost = [text for text in valid if parse_edtf(str(parse_edtf(text))) != parse_edtf(text)]

    assert len(valid) > 400
    assert lost == []


def test_every_agreed_bound_matches(vectors):
    bounded = [v for v in vectors if v["verdict"] == "valid" and v["s"] not in ESTIMATES and ("min" in v or "max" in v)]
    wrong = []

    for vector in bounded:
        earliest, latest = parse_edtf(vector["s"]).written
        for key, moment in (("min", earliest), ("max", latest - 1)):
            if key in vector and written(moment, "T" in vector[key]) != vector[key]:
                wrong.append((vector["s"], key))

    assert len(bounded) > 100
    assert wrong == []


def test_every_invalid_string_is_refused_by_its_wrong_part(vectors):
    invalid = [vector["s"] for vector in vectors if vector["verdict"] == "invalid" and vector["s"] not in ACCEPTED]
    unnamed = []

    for text in invalid:
        with pytest.raises(DateError) as refused:
            parse_edtf(text)
        named = refused.value.message.partition("“")[2].partition("”")[0]
        if text and (not named or named not in text):
            unnamed.append(text)

    assert len(invalid) > 100
    assert unnamed == []


@pytest.mark.parametrize("text", sorted(ACCEPTED | ESTIMATES))
def test_what_is_decided_otherwise_is_accepted(text):
    assert parse_edtf(text).earliest < parse_edtf(text).latest


def reading(text):
    """The date, or the message of its refusal."""
    try:
        return parse_edtf(text)
    except DateError as refusal:
        return refusal.message


def test_drafts_and_extensions_are_dates_or_refused_by_a_part(vectors):
    others = [reading(vector["s"]) for vector in vectors if vector["verdict"] not in ("valid", "invalid")]

    assert len(others) > 100
    assert [found for found in others if isinstance(found, str) and "“" not in found] == []
