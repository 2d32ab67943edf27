import os
import runpy

import pytest

from bundle import content

HOOK = content.__file__.replace("content.py", "runtime.py")


@pytest.mark.parametrize(("before", "after"), [("/opt/mine", "/opt/mine"), (None, None)])
def test_what_the_program_starts_gets_the_users_own_search_path(before, after, monkeypatch):
    monkeypatch.setenv("LD_LIBRARY_PATH", "/usr/lib/dateline/_internal")
    if before is None:
        monkeypatch.delenv("LD_LIBRARY_PATH_ORIG", raising=False)
    else:
        monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", before)

    runpy.run_path(HOOK)

    assert os.environ.get("LD_LIBRARY_PATH") == after
    assert "LD_LIBRARY_PATH_ORIG" not in os.environ
