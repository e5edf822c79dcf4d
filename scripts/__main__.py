"""`python -m scripts`: the one entrance to all commands. What goes wrong before a command can be loaded is told here."""

import os
import signal
import sys


def enter() -> None:
    """Run the command that was asked for. Ends the program."""
    try:
        from scripts.commands.main import main

        main()
    except ModuleNotFoundError as missing:
        sys.stderr.write(
            f"{missing.name} mangler. Kør: make site, og brug: .venv/bin/python -m scripts"
            f" · {missing.name} is missing. Run: make site, and use: .venv/bin/python -m scripts\n"
        )
        sys.exit(2)
    except SystemExit as end:
        leave(end.code)


def leave(code: object) -> None:
    """End the program at once: taking thousands of parsed pages apart first, one by one, helps nobody."""
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:  # the reader of our output has gone, or the disk is full
        code = 1
    os._exit(code if isinstance(code, int) else 0)


if __name__ == "__main__":
    if sys.version_info < (3, 11):  # noqa: UP036  # told in words, before anything newer is loaded
        sys.stderr.write("Python 3.11 eller nyere er nødvendig · Python 3.11 or newer is needed\n")
        sys.exit(2)
    try:
        enter()
    except KeyboardInterrupt:  # while the program was still being loaded
        sys.stderr.write("\nAfbrudt · Interrupted\n")
        sys.exit(130)
    finally:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # nothing is left to be told while the program is put away
