"""What is installed is whole, light to import, and says so when another distribution has the name."""

import re
import subprocess
import sys
import tomllib
import warnings
import zipfile
from email.parser import Parser
from pathlib import Path

import pytest

import timeline

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
SOURCE = ROOT / "src" / "timeline"
HOME = {
    "arrow": "formats/arrow.py",
    "corpora": "corpora/__init__.py",
    "i18n": "language.py",
    "icalendar": "formats/icalendar.py",
    "markdown": "integrations/markdown.py",
    "sphinx": "integrations/sphinx/__init__.py",
    "testing": "testing/__init__.py",
}  # the module that each extra for users serves
TOOLS = {"dev", "docs"}


def python(*arguments, **environment):
    """Run a fresh interpreter and return what it prints."""
    command = [sys.executable, "-W", "error", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True, env=environment or None, cwd="/").stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel, built as for the index; nothing is fetched."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


class TestWheel:
    def test_it_holds_every_file_of_the_package(self, wheel):
        """Templates, catalogues, dossiers and the mark of types are data, and data is easily forgotten."""
        inside = set(zipfile.ZipFile(wheel).namelist())
        ours = [path for path in SOURCE.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
        assert len(ours) > 40
        assert {f"timeline/{path.relative_to(SOURCE).as_posix()}" for path in ours} <= inside

    @pytest.mark.parametrize(
        "pattern",
        [
            r"timeline/py\.typed",
            r"timeline/dossiers/rome-2025\.yaml",
            r"timeline/templates/html/.+\.jinja",
            r"timeline/locales/.+",
        ],
    )
    def test_each_sort_of_data_is_there(self, wheel, pattern):
        assert [name for name in zipfile.ZipFile(wheel).namelist() if re.fullmatch(pattern, name)]

    def test_it_installs_nothing_but_the_package(self, wheel):
        tops = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
        assert tops == {"timeline", f"timeline_diplomacy-{PROJECT['version']}.dist-info"}
        assert [name for name in zipfile.ZipFile(wheel).namelist() if "__pycache__" in name] == []

    def test_its_metadata_names_licence_and_command(self, wheel):
        archive = zipfile.ZipFile(wheel)
        folder = f"timeline_diplomacy-{PROJECT['version']}.dist-info"
        metadata = Parser().parsestr(archive.read(f"{folder}/METADATA").decode())
        assert (metadata["License-Expression"], metadata["License-File"]) == ("MIT", "LICENSE")
        assert b"Permission is hereby granted" in archive.read(f"{folder}/licenses/LICENSE")
        assert b"timeline = timeline.__main__:main" in archive.read(f"{folder}/entry_points.txt")

    def test_what_it_installs_renders_the_packaged_dossier(self, wheel, tmp_path):
        """The installed files, not those of the checkout, make the page."""
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(tmp_path)
        program = "import timeline; print(timeline.__file__); print(timeline.dossier('rome-2025').render('text'))"
        place, _, page = python("-c", program, PYTHONPATH=str(tmp_path), PYTHONIOENCODING="utf-8").partition("\n")
        assert Path(place).is_relative_to(tmp_path)
        assert "Witkoff" in page


class TestDependencies:
    def test_each_has_a_lower_bound(self):
        named = [
            *PROJECT["dependencies"],
            *(line for lines in PROJECT["optional-dependencies"].values() for line in lines),
        ]
        assert len(named) > 15
        assert [line for line in named if ">=" not in line and not line.startswith("timeline-diplomacy[")] == []

    def test_each_extra_serves_a_module_that_exists(self):
        extras = set(PROJECT["optional-dependencies"]) - TOOLS
        assert extras
        assert {extra for extra in extras if not (SOURCE / HOME[extra]).is_file()} == set()


class TestImport:
    def test_importing_the_package_loads_no_third_party_package(self):
        """Only what the interpreter has by itself, and the package."""
        program = (
            "import sys; before = set(sys.modules); import timeline; after = set(sys.modules) - before;"
            "print(sorted({name.partition('.')[0] for name in after} - sys.stdlib_module_names - {'timeline'}),"
            "      sorted(name for name in after if name.startswith('timeline')))"
        )
        assert python("-c", program).strip() == "[] ['timeline']"

    def test_help_loads_click_and_no_other_third_party_package(self):
        """Help and completion are asked for often, so they are quick; attrs comes with the error types."""
        program = (
            "import sys; from timeline.cli import main; sys.argv = ['timeline', '--help'];"
            "import contextlib, io\n"
            "with contextlib.suppress(SystemExit), contextlib.redirect_stdout(io.StringIO()): main()\n"
            "print(sorted({name.partition('.')[0] for name in sys.modules} & {'attrs', 'click', 'jinja2', 'yaml', 'pendulum',"
            " 'markdown_it', 'babel', 'hypothesis'}))"
        )
        assert python("-c", program).strip() == "['attrs', 'click']"

    def test_the_version_is_that_of_the_metadata(self):
        assert timeline.__version__ == PROJECT["version"]

    @pytest.mark.parametrize("name", timeline.__all__)
    def test_every_public_name_is_there(self, name):
        assert getattr(timeline, name) is not None

    def test_an_unknown_name_is_an_attribute_error(self):
        with pytest.raises(AttributeError, match="'timeline' has no attribute 'meeting'"):
            _ = timeline.meeting


class TestOtherOwner:
    """An unrelated distribution called timeline installs a package of the same name."""

    @pytest.fixture
    def squatter(self, tmp_path, monkeypatch):
        folder = tmp_path / "timeline-0.0.1.dist-info"
        folder.mkdir()
        (folder / "METADATA").write_text("Metadata-Version: 2.1\nName: timeline\nVersion: 0.0.1\n", "utf-8")
        monkeypatch.syspath_prepend(str(tmp_path))
        return tmp_path

    def test_alone_nothing_is_said(self):
        assert timeline.other_owner() is None

    def test_it_is_detected(self, squatter):
        assert timeline.other_owner() == "timeline 0.0.1"

    def test_first_use_warns_once_and_says_what_to_do(self, squatter):
        program = (
            "import warnings, timeline\n"
            "with warnings.catch_warnings(record=True) as caught:\n"
            "    warnings.simplefilter('always')\n"
            "    timeline.Invalid, timeline.Problem\n"
            "print(*[str(warning.message) for warning in caught], sep='\\n')"
        )
        (line,) = python("-c", program, PYTHONPATH=str(squatter)).splitlines()
        assert "timeline 0.0.1" in line
        assert "pip uninstall timeline" in line

    def test_the_doctor_says_so(self, squatter):
        from timeline.cli.doctor import diagnose

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            (line,) = [line for line in diagnose() if line.what == "import name"]
        assert line.ok is False
        assert "pip uninstall timeline" in line.told
