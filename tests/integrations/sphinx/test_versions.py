"""The oldest and the newest Sphinx that this Python can install. Takes minutes and asks the package index, so only where it is asked for.

`TIMELINE_SPHINX_VERSIONS="5.0.0 9.0.4" python -m pytest tests/integrations/sphinx/test_versions.py`
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
VERSIONS = os.environ.get("TIMELINE_SPHINX_VERSIONS", "").split()
BUILDERS = ("html", "dirhtml", "singlehtml", "epub", "latex", "text", "man", "texinfo", "xml", "json", "gettext")
INDEX = """
Site
====

See :chronology:event:`trump-zelenskyy` and :ref:`rome`.

.. chronology:: rome-2025
   :name: rome
   :caption: Who *met* whom.

.. chronology::

   title: In the page itself
   events:
     - {when: 1961-05, title: A month of quiet, summary: "- one\\n- two"}

.. chronology-sources::
"""
MORE = """---
orphan: true
---

# More

See {chronology:event}`the talk <trump-zelenskyy>`.

```{chronology}
:from: 1961

events:
  - {when: 1961-06, title: One more month}
```
"""
WRONG = "Site\n====\n\n.. chronology::\n\n   titel: Talks\n"


@pytest.mark.skipif(not VERSIONS, reason="TIMELINE_SPHINX_VERSIONS names no version")
@pytest.mark.parametrize("version", VERSIONS or ["none"])
def test_it_works_with(version: str, tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-m", "venv", tmp_path / "venv"], check=True)
    python = tmp_path / "venv" / "bin" / "python"
    # No MyST takes both Sphinx 5 and the Markdown parser that dossiers are read with.
    markdown = ["myst-parser"] if int(version.partition(".")[0]) >= 6 else []
    install = [python, "-m", "pip", "install", "-q", f"sphinx=={version}", *markdown, "-e", ROOT]
    subprocess.run(install, check=True, capture_output=True)
    source = tmp_path / "source"
    source.mkdir()
    extensions = ["timeline.integrations.sphinx", *(name.replace("-", "_") for name in markdown)]
    settings = f'project, version, copyright = "site", "1", "nobody"\nextensions = {extensions}\n'
    (source / "conf.py").write_text(settings, "utf-8")
    if markdown:
        (source / "more.md").write_text(MORE, "utf-8")

    def build(builder: str) -> subprocess.CompletedProcess[str]:
        trees = tmp_path / ("trees-gettext" if builder == "gettext" else "trees")
        folders = ("-d", trees, source, tmp_path / builder)
        command = [python, "-m", "sphinx", "-q", "-W", "-n", "-j", "2", "-b", builder, *folders]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    (source / "index.rst").write_text(INDEX, "utf-8")
    for builder in BUILDERS:
        done = build(builder)
        assert (done.returncode, done.stderr) == (0, ""), builder
    assert 'id="rome-trump-zelenskyy"' in (tmp_path / "html" / "index.html").read_text("utf-8")
    assert "A month of quiet" in (tmp_path / "text" / "index.txt").read_text("utf-8")
    if markdown:
        assert "One more month" in (tmp_path / "text" / "more.txt").read_text("utf-8")
    (source / "more.md").unlink(missing_ok=True)
    (source / "index.rst").write_text(WRONG, "utf-8")
    done = build("html")
    assert done.returncode != 0
    assert "index.rst:6:" in done.stderr
