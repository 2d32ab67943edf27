"""The values of the program, held against what Python's own dataclass makes of the same class."""

import copy
import dataclasses
import pickle
from dataclasses import field, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.domain.value import dataclass


@dataclass(frozen=True, slots=True)
class Ours:
    """A value."""

    name: str
    count: int = 0
    parts: tuple[int, ...] = field(default_factory=tuple)
    note: str = field(default="", compare=False, repr=False)
    double: int = field(init=False, compare=False, default=0)

    def __post_init__(self) -> None:
        object.__setattr__(self, "double", 2 * self.count)


Pythons = dataclasses.make_dataclass(
    "Ours",
    [
        ("name", str),
        ("count", int, 0),
        ("parts", tuple[int, ...], field(default_factory=tuple)),
        ("note", str, field(default="", compare=False, repr=False)),
        ("double", int, field(init=False, compare=False, default=0)),
    ],
    namespace={"__post_init__": Ours.__post_init__},
    frozen=True,
    slots=True,
)
texts, numbers = st.text(max_size=2), st.integers(0, 1)
made_of = st.tuples(texts, numbers, st.lists(numbers, max_size=1).map(tuple), st.text())


@given(made_of, made_of)
def test_values_are_equal_hashed_and_shown_as_those_of_pythons_own(one, other):
    ours, pythons = [Ours(*each) for each in (one, other)], [Pythons(*each) for each in (one, other)]

    assert (ours[0] == ours[1]) is (pythons[0] == pythons[1])
    assert [hash(each) for each in ours] == [hash(each) for each in pythons]
    assert [repr(each) for each in ours] == [repr(each) for each in pythons]
    assert [each.double for each in ours] == [each.double for each in pythons]


def test_a_value_never_changes():
    value = Ours("a")

    with pytest.raises(dataclasses.FrozenInstanceError, match="count"):
        value.count = 2
    with pytest.raises(dataclasses.FrozenInstanceError, match="count"):
        del value.count


def test_a_value_is_copied_changed_and_sent_like_pythons_own():
    value = Ours("a", 2, (1,), "n")

    assert replace(value, count=3) == Ours("a", 3, (1,))
    assert copy.copy(value) == value
    sent = pickle.loads(pickle.dumps(value))
    assert (sent, sent.note, sent.double) == (value, "n", 4)


def test_an_argument_too_many_or_too_few_is_refused():
    with pytest.raises(TypeError, match="name"):
        Ours()
    with pytest.raises(TypeError, match="colour"):
        Ours("a", colour=1)


def test_every_object_is_made_by_the_classs_own_function_after_the_first():
    @dataclass(frozen=True, slots=True)
    class Late:
        """A value that no other test makes."""

        a: int

    before = Late.__init__
    Late(1)
    after = Late.__init__
    Late(2)

    assert before is not after
    assert Late.__init__ is after
    assert after.__qualname__.endswith("Late.__init__")


def test_a_first_object_is_made_though_another_thread_made_one_just_before():
    @dataclass(frozen=True, slots=True)
    class Late:
        """A value that two threads make at once."""

        a: int

    called_by_the_slower = Late.__init__
    Late(1)
    value = Late.__new__(Late)
    called_by_the_slower(value, 2)

    assert value == Late(2)


def test_a_value_of_another_class_is_never_equal():
    @dataclass(frozen=True, slots=True)
    class Other:
        """The same fields."""

        name: str

    assert Other("a") != Ours("a")
    assert Other("a") != ("a",)


def test_without_eq_each_object_is_like_itself_alone():
    @dataclass(frozen=True, slots=True, eq=False)
    class Each:
        """Something known by what it is."""

        a: int

    one = Each(1)

    assert one == one
    assert one != Each(1)
    assert len({one, Each(1)}) == 2


def test_a_value_matches_by_the_place_of_its_fields():
    match Ours("a", 7):
        case Ours(name, count):
            assert (name, count) == ("a", 7)
