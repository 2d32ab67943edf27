import pytest

from dateline.bench.generator import synthetic
from dateline.domain import facets
from dateline.domain.query import Query, ask
from dateline.layout import anchors, fit, inks, shapes
from dateline.layout import memberships as memberships_module
from dateline.layout.metrics import Grouping, Lens, Options
from dateline.layout.plan import Plan
from dateline.layout.readiness import make_ready


@pytest.mark.parametrize(("grouping", "lens"), [(Grouping.REGION, Lens.KIND), (Grouping.ACTOR, Lens.CERTAINTY)])
def test_what_was_made_ready_is_not_sorted_again_by_the_first_picture(monkeypatch, grouping, lens):
    chronology = synthetic(3000)
    make_ready(chronology, grouping, lens)
    sorted_again = []
    monkeypatch.setattr(memberships_module, "_sorted", lambda *asked: sorted_again.append(asked))

    plan = Plan(chronology, ask(chronology, Query()), Options(grouping, lens), lambda text, role: 6.0 * len(text))

    assert sum(map(len, plan.lanes)) > 2900
    assert not sorted_again


def test_all_that_the_first_picture_rests_on_is_made_ready():
    chronology = synthetic(50)
    made = anchors._ORDERS, fit._WHOLE, memberships_module._KNOWN, inks._CODES, shapes._KNOWN, facets._UNFILTERED
    assert not any(chronology in each for each in made)

    make_ready(chronology, Grouping.ACTOR, Lens.CERTAINTY)

    assert all(chronology in each for each in made)
    assert list(memberships_module._KNOWN[chronology]) == [Grouping.ACTOR]
    assert list(inks._CODES[chronology]) == [Lens.CERTAINTY]
