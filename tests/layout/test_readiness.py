from dateline.bench.generator import synthetic
from dateline.domain.query import Query, ask
from dateline.layout import memberships as memberships_module
from dateline.layout.metrics import Options
from dateline.layout.plan import Plan
from dateline.layout.readiness import make_ready


def test_what_was_made_ready_is_not_sorted_again_by_the_first_picture(monkeypatch):
    chronology = synthetic(3000)
    make_ready(chronology)
    sorted_again = []
    monkeypatch.setattr(memberships_module, "_sorted", lambda *asked: sorted_again.append(asked))

    plan = Plan(chronology, ask(chronology, Query()), Options(), lambda text, role: 6.0 * len(text))

    assert sum(map(len, plan.lanes)) > 3000
    assert not sorted_again
