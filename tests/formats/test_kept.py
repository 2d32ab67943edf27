"""A kept reading says what reading the text says, or is not used."""

import os
from dataclasses import fields

import numpy as np
import pytest

from dateline import paths
from dateline.domain.errors import ChronologyError
from dateline.formats import dateline_yaml, kept, registry
from dateline.formats.kept import KeptRecords

TEXT = """dateline: 1
title: A file
period: 2024
regions:
  - {code: RU-XX, name: A place, parent: RU}
kinds:
  - {id: talk, name: Talk}
sources:
  - {id: paper, title: A paper, issued: 2024-05}
events:
  - id: one
    title: One
    when: "[2024-05-01, 2024-05-03]"
    kind: talk
    regions: [RU-XX]
    claims:
      - by: Somebody
        certainty: claimed
        text: It was
        figures: [{what: people, value: 3.50}]
        cites: [{source: paper}]
    relates:
      - {to: two, how: disputes}
  - {id: two, title: Two, when: 2024-06}
  - {id: bad, title: Bad, when: 2024-13}
"""


@pytest.fixture
def path(tmp_path, monkeypatch):
    """A file, and a cache that holds nothing yet."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(paths, "cache_folder", lambda: tmp_path / "cache" / "Dateline")
    monkeypatch.setattr(registry, "is_bundled", lambda _path: True)  # as if it shipped with the program
    path = tmp_path / "one.dateline.yaml"
    path.write_text(TEXT, encoding="utf-8")
    return path


def kept_file(path):
    return next((path.parent / "cache" / "Dateline" / "readings").iterdir())


def is_kept(path):
    return isinstance(registry.read(path).records, KeptRecords)


def same(one, other):
    for field in fields(one):
        mine, theirs = getattr(one, field.name), getattr(other, field.name)
        if isinstance(mine, np.ndarray):
            assert mine.dtype == theirs.dtype
            assert np.array_equal(mine, theirs)
            assert mine.flags.writeable is theirs.flags.writeable
        elif type(mine).__name__ == "Ragged":
            same(mine, theirs)
        else:
            assert mine == theirs, field.name


def test_what_is_kept_says_what_the_text_says(path):
    read, again = registry.read(path), registry.read(path)

    assert isinstance(again.records, KeptRecords)
    assert [again.event(row) for row in range(len(again))] == [read.event(row) for row in range(len(read))]
    assert [again.id(row) for row in range(len(again))] == [read.id(row) for row in range(len(read))]
    assert [again.title_of(row) for row in range(len(again))] == [read.title_of(row) for row in range(len(read))]
    assert dict(again.sources) == dict(read.sources)
    assert dict(again.kinds) == dict(read.kinds)
    assert dict(again.source_lines) == dict(read.source_lines)
    assert list(again.regions) == list(read.regions)
    assert again.regions.name_of("RU-XX") == "A place"
    assert again.path == read.path == path
    for name in ("title", "description", "language", "period", "own_regions", "findings", "left_out"):
        assert getattr(again, name) == getattr(read, name), name
    assert read.left_out == 1
    assert read.findings
    same(again.columns, read.columns)


def test_events_are_found_linked_and_searched_as_those_just_read(path):
    read, again = registry.read(path), registry.read(path)

    assert [again.row_of(each) for each in ("one", "two", "bad")] == [0, 1, None]
    assert again.records.links() == read.records.links()
    assert list(again.records.links()) == [0]
    assert again.incoming("two") == read.incoming("two")
    assert again.records.holding("somebody", 0, 2).tolist() == [True, False]
    with pytest.raises(KeyError):
        again.sources["nobody"]


def test_the_bundled_chronology_is_the_same_from_the_cache(path):
    bundled = paths.bundled("data", "kursk-2024.dateline.yaml")
    read, again = registry.read(bundled), registry.read(bundled)

    assert isinstance(again.records, KeptRecords)
    assert [again.event(row) for row in range(len(again))] == [read.event(row) for row in range(len(read))]
    assert dict(again.sources) == dict(read.sources)
    same(again.columns, read.columns)


def test_an_event_is_made_when_it_is_looked_at(path, monkeypatch):
    registry.read(path)
    made = []
    loaded = kept._loaded
    monkeypatch.setattr(kept, "_loaded", lambda data: made.append(len(data)) or loaded(data))

    again = registry.read(path)
    before = len(made)
    again.event(1)

    assert before == 1
    assert len(made) == 2


@pytest.mark.parametrize("change", [("Two", "Twe"), ("2024-06", "2024-07"), ("\n", "\n\n")])
def test_another_text_is_read_anew(path, change):
    registry.read(path)
    status = path.stat()
    path.write_text(TEXT.replace(*change), encoding="utf-8")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))

    assert not is_kept(path)
    assert is_kept(path)
    assert registry.read(path).event(1) == dateline_yaml.read(path).event(1)


def test_the_same_text_in_another_file_is_read_for_itself(path):
    registry.read(path)
    other = path.with_name("other.dateline.yaml")
    other.write_text(TEXT, encoding="utf-8")

    assert not is_kept(other)
    assert registry.read(other).path == other


@pytest.mark.parametrize("place", [0, 10, 25, 40, 60, 200, -400, -1])
def test_what_was_damaged_is_read_anew(path, place):
    registry.read(path)
    data = bytearray(kept_file(path).read_bytes())
    data[place] ^= 0x10
    kept_file(path).write_bytes(data)

    assert not is_kept(path)
    assert is_kept(path)


@pytest.mark.parametrize("size", [0, 5, 28, 40, 300])
def test_what_was_cut_short_is_read_anew(path, size):
    registry.read(path)
    kept_file(path).write_bytes(kept_file(path).read_bytes()[:size])

    assert not is_kept(path)


def test_another_program_reads_anew(path, monkeypatch):
    registry.read(path)
    monkeypatch.setattr(kept.dateline, "__version__", "0.0.1")

    assert not is_kept(path)


def test_the_files_made_last_stay(path, monkeypatch):
    monkeypatch.setattr(kept, "MOST_FILES", 2)
    others = [path.with_name(f"{number}.dateline.yaml") for number in range(3)]
    for number, other in enumerate(others):
        other.write_text(TEXT, encoding="utf-8")
        registry.read(other)
        os.utime(max(kept_file(path).parent.iterdir(), key=os.path.getmtime), (number, number))

    stay = {each.name for each in kept_file(path).parent.iterdir()}
    assert stay == {kept._place(other).name for other in others[1:]}


def test_a_large_text_is_not_kept(path, monkeypatch):
    monkeypatch.setattr(kept, "MOST_BYTES", 100)
    registry.read(path)

    assert not is_kept(path)


def test_nothing_of_a_file_of_the_users_own_is_kept(tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "cache_folder", lambda: tmp_path / "cache")
    path = tmp_path / "confidential.dateline.yaml"
    path.write_text(TEXT, encoding="utf-8")

    registry.read(path)

    assert not (tmp_path / "cache").exists()


def test_nothing_is_kept_of_a_file_that_lies_beside_the_one_that_ships(tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "cache_folder", lambda: tmp_path / "cache")
    regions = paths.bundled("data", "regions.tsv").read_bytes()
    monkeypatch.setattr(paths, "bundled", lambda *parts: tmp_path.joinpath(*parts))
    (tmp_path / "data").mkdir()
    for name in (paths.CHRONOLOGY, "confidential.dateline.yaml"):
        (tmp_path / "data" / name).write_text(TEXT, encoding="utf-8")
    (tmp_path / "data" / "regions.tsv").write_bytes(regions)

    registry.read(tmp_path / "data" / "confidential.dateline.yaml")
    before = (tmp_path / "cache").exists()
    registry.read(tmp_path / "data" / paths.CHRONOLOGY)

    assert not before
    assert (tmp_path / "cache").exists()


class Spy:
    """What a kept reading must not be able to do."""

    def __reduce__(self):
        return os.mkdir, (os.environ["DATELINE_SPIED"],)


def test_what_is_no_value_of_this_program_is_not_unpacked(path, tmp_path, monkeypatch):
    monkeypatch.setenv("DATELINE_SPIED", str(tmp_path / "spied"))
    monkeypatch.setattr(kept, "_packed", lambda _chronology: kept.pickle.dumps(Spy()))
    registry.read(path)
    monkeypatch.undo()
    monkeypatch.setattr(paths, "cache_folder", lambda: tmp_path / "cache" / "Dateline")

    assert kept.load(path, path.read_bytes()) is None
    assert not (tmp_path / "spied").exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows leaves it to the profile who may write there")
@pytest.mark.parametrize("level", range(3))
def test_what_others_could_have_put_there_is_not_unpacked(path, level):
    registry.read(path)
    place = [kept_file(path), *kept_file(path).parents][level]
    assert is_kept(path)

    place.chmod(0o777 if level else 0o666)

    assert kept.load(path, path.read_bytes()) is None


@pytest.mark.skipif(os.name == "nt", reason="Windows leaves it to the profile who may write there")
def test_nothing_is_kept_where_others_could_change_it(path):
    registry.read(path)
    folder = kept_file(path).parent
    kept_file(path).unlink()
    folder.chmod(0o777)

    registry.read(path)

    assert not list(folder.iterdir())


@pytest.mark.parametrize(
    "packed",
    [
        kept.pickle.dumps({}),
        kept.pickle.dumps(None),
        kept.pickle.dumps({"columns": 1, "header": 2}),
        b"",
        b"\x80\x05cdateline.domain.event\nNobody\n.",
        b"\x80\x05cdateline.domain.nothing\nNobody\n.",
        b"\x80\x05cdecimal\nDecimal\n(X\x01\x00\x00\x00xtR.",
        b"\x80\x05(t.garbage",
    ],
)
def test_what_is_sealed_but_no_reading_is_read_anew(path, monkeypatch, packed):
    with monkeypatch.context() as during:
        during.setattr(kept, "_packed", lambda _chronology: packed)
        registry.read(path)

    assert not is_kept(path)
    assert is_kept(path)


def test_only_this_user_may_look_into_what_is_kept(path):
    registry.read(path)

    assert kept_file(path).stat().st_mode & 0o077 == 0 or os.name == "nt"


def test_a_cache_that_cannot_be_written_costs_nothing_but_time(path):
    (path.parent / "cache").write_text("a file where the folder should be", encoding="utf-8")

    assert not is_kept(path)
    assert not is_kept(path)


def test_what_could_not_be_kept_leaves_nothing_behind(path, monkeypatch):
    registry.read(path)
    kept_file(path).unlink()

    def fail(*_):
        raise OSError("no room")

    with monkeypatch.context() as during:
        during.setattr(os, "replace", fail)
        for _ in range(3):
            assert not is_kept(path)

    assert not list((path.parent / "cache" / "Dateline" / "readings").iterdir())


def test_a_file_that_cannot_be_opened_is_never_kept(path):
    path.write_text("dateline: 2\n", encoding="utf-8")

    for _ in range(2):
        with pytest.raises(ChronologyError):
            registry.read(path)
