import sys
from importlib import metadata
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

project = "timeline"
author = "The timeline founders"
copyright = author
release = metadata.version("timeline-diplomacy")
version = release.rpartition(".")[0]

extensions = ["myst_parser", "sphinx.ext.autodoc", "timeline.integrations.sphinx", "from_code", "drawn", "gallery"]
exclude_patterns = ["_build", "_data"]
highlight_language = "none"  # a block says itself what it is
nitpicky = True
nitpick_ignore_regex = [
    # Other people's types; without a network there is nothing to link to.
    (r"py:.*", r"(attrs|builtins|click|collections|contextlib|datetime|decimal|enum|os|pathlib|re|types|typing)\..*"),
    (r"py:.*", r"hypothesis\..*|pendulum\..*|(ir|pa|pd|pl)\..*|Catalog|Locale"),
    # Not the public Shape, which is that of a date, nor the public Rule, which is that of a check.
    (r"py:.*", r"timeline\.records\.(field|shape)\.Shape|timeline\.when\.spoken\.Rule"),
]

default_role = "literal"  # docstrings write `code` with single backticks
autodoc_member_order = "bysource"
autodoc_typehints_format = "short"
autodoc_use_type_comments = False

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

html_static_path = ["_static"]
html_theme = "furo"
html_title = f"timeline {release}"
html_copy_source = False
html_show_sphinx = False
