"""The pack of the how-to guide: built as a wheel, installed by pip beside the library, and used."""

import re
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]


@pytest.fixture
def installed(guide, run, tmp_path):
    """Build the guide's pack and install it into a fresh environment, which finds the library and what it needs in this one."""
    folder, shown = guide("template-packs")
    pack = folder / "ministry-pages"

    def install():
        done = run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, folder=pack)
        assert done.returncode == 0, done.stderr
        (wheel,) = folder.glob("*.whl")
        venv.create(folder / "fresh", with_pip=False, symlinks=True)
        python = folder / "fresh" / "bin" / "python"
        (packages,) = (folder / "fresh").glob("lib/*/site-packages")
        here = run(sys.executable, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", folder=folder).stdout
        (packages / "this.pth").write_text(f"{ROOT / 'src'}\n{here}", "utf-8")
        pip = [sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-index", "--no-deps", wheel]
        done = run(*pip, folder=folder)
        assert done.returncode == 0, done.stderr
        return lambda *arguments: run(python, *arguments, folder=folder)

    return folder, shown, install


def alike(text, shown):
    """Whether a text is as the guide shows it, where three dots stand for what is left out."""
    parts = (re.escape(re.sub(r" +", " ", part)) for part in shown.split("..."))
    return re.fullmatch(".*".join(parts), re.sub(r" +", " ", text), flags=re.DOTALL)


def test_it_is_listed_and_every_page_is_drawn_with_it(installed):
    _, shown, install = installed
    python = install()
    used, _ = shown
    listed, _, count = re.split(r"^\$ .*\n", used, flags=re.MULTILINE)[1:]
    assert alike(python("-m", "timeline", "templates").stdout, listed)
    done = python("-m", "timeline", "render", "rome-2025", "--to", "html")
    assert (done.returncode, done.stderr) == (0, "")
    lines = [line for line in done.stdout.splitlines() if "Talks</span>" in line]
    assert f"{len(lines)}\n" == count
    assert all("cr-sign" in line for line in lines)  # what the block beside it draws is still ours
    told = python("-m", "timeline", "doctor")
    assert told.returncode == 0
    assert re.search(r"^ok +packs of templates +ministry-pages 1\.0$", told.stdout, flags=re.MULTILINE)


def test_one_that_names_the_wrong_folder_is_told_of_and_stops_no_page(installed):
    folder, shown, install = installed
    settings = folder / "ministry-pages" / "pyproject.toml"
    settings.write_text(settings.read_text("utf-8").replace("ministry_pages.templates", "ministry_pages"), "utf-8")
    python = install()
    told = python("-m", "timeline", "doctor")
    assert told.returncode == 1
    assert alike(told.stdout, shown[1].partition("\n")[2])
    why = re.search(r"the templates of .*", told.stdout)[0]
    done = python("-m", "timeline", "render", "rome-2025", "--to", "html")
    assert (done.returncode, done.stderr) == (0, f"warning: {why}\n")
    assert "Meeting" in done.stdout
    assert "Talks</span>" not in done.stdout
