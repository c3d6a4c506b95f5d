"""What making many records at once needs: a quiet garbage collector.

Measured on 100,000 meetings of 500 people in JSON, with Python 3.11: a quiet collector brings the tree in 0.7 s instead of 1.3 s. From YAML
it makes no difference that could be measured.
"""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator

__all__ = ["uninterrupted"]


@contextlib.contextmanager
def uninterrupted() -> Iterator[None]:
    """Keep the cyclic garbage collector from running within the block.

    Why: it walks all that lives again and again while a load only makes things that stay. Blocks may be nested; the outermost
    wakes the collector again, and one that was asleep before stays asleep.
    """
    awake = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if awake:
            gc.enable()
