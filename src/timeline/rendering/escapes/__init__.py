"""The escapes of further output languages, one module for each.

`timeline.rendering.escape` has those of HTML, Markdown and plain text, and the table of all; it is the one to import from.
"""
