"""The entry point of the command `timeline`, and of `python -m timeline`."""

from timeline.cli import main as commands

__all__ = ["main"]


def main() -> None:
    """Run the command line and end the process with its exit status."""
    commands(prog_name="timeline")


if __name__ == "__main__":
    main()
