"""What goes to standard output and standard error, and when."""

import io

import pytest

from timeline.cli.console import progress


class Terminal(io.StringIO):
    def isatty(self):
        return True


def ticking(*, step):
    """A clock that goes forward by one step at each look."""
    now = 0.0
    while True:
        yield now
        now += step


def draw(stream, *, step):
    clock = ticking(step=step)
    with progress("rendering page.html", stream=stream, clock=lambda: next(clock)) as tell:
        for done in range(1, 4):
            if tell is not None:
                tell(done, 3)
    return stream.getvalue()


def test_what_is_quick_is_not_talked_about():
    assert draw(Terminal(), step=0.01) == ""


def test_what_takes_long_draws_a_bar_and_cleans_up():
    drawn = draw(Terminal(), step=0.6)
    assert "\rrendering page.html [####################----------] 2 of 3 events" in drawn
    assert drawn.endswith("\r\x1b[K")


def test_nobody_watching_nothing_is_drawn():
    assert draw(io.StringIO(), step=10) == ""


def test_the_bar_is_cleaned_up_when_the_work_fails():
    stream, clock = Terminal(), ticking(step=2)
    with pytest.raises(ValueError, match="no"), progress("x", stream=stream, clock=lambda: next(clock)) as tell:  # noqa: PT012
        tell(1, 1)
        raise ValueError("no")
    assert stream.getvalue().endswith("\r\x1b[K")
