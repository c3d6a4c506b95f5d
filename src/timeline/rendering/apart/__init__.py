"""Templates of strangers: they run in a process of their own, with limits on time, memory and output.

The sandbox of Jinja bounds what a template reaches; nothing within a process bounds what it uses up. So the records, the names of the template
folders and the options go to a child as JSON, and what comes back are the bytes of a page, or of problems as JSON; neither is ever unpickled or run.
"""

from timeline.rendering.apart.limits import Limits
from timeline.rendering.apart.parent import drawn_apart

__all__ = ["Limits", "drawn_apart"]
