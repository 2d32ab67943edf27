"""Runs first in the frozen program: what it starts, such as an editor or a browser, must not load its libraries."""

import os

# The dynamic linker has read it, so that taking it back changes nothing for this process.
for name in ("LD_LIBRARY_PATH", "LIBPATH"):
    before = os.environ.pop(f"{name}_ORIG", None)
    if before is not None:
        os.environ[name] = before
    else:
        os.environ.pop(name, None)
