from dateline.models.history import History


def test_back_and_forward_walk_over_the_states_taken():
    history = History("a")
    history.push("b")
    history.push("c")

    assert [history.back(), history.back(), history.back()] == ["b", "a", "a"]
    assert [history.forward(), history.forward(), history.forward()] == ["b", "c", "c"]


def test_a_new_state_drops_what_lay_ahead():
    history = History("a")
    history.push("b")
    history.back()

    history.push("c")

    assert not history.can_go_forward
    assert history.back() == "a"


def test_an_equal_state_is_no_step():
    history = History("a")

    history.push("a")

    assert not history.can_go_back


def test_the_oldest_states_go_beyond_the_limit():
    history = History(0, limit=3)

    for state in range(1, 10):
        history.push(state)

    assert [history.back() for _ in range(5)] == [8, 7, 7, 7, 7]


def test_replacing_makes_no_step_of_its_own():
    history = History("a")
    history.push("b")

    history.replace("b2")

    assert history.present == "b2"
    assert history.back() == "a"


def test_replacing_by_what_was_before_takes_the_step_back():
    history = History("a")
    history.push("b")

    history.replace("a")

    assert history.present == "a"
    assert not history.can_go_back
