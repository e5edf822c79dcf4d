"""The list of commands.

Exit codes: 0 all is well, 1 problems in the content, 2 wrong use or something outside the content (a tool, the disk, another
build), 130 interrupted.
"""

from __future__ import annotations

import gc
import importlib
import os
import sys
from typing import Any

import click

from scripts.commands.usage import in_both_languages

# Each stands in the module of its name, which is loaded when the command is asked for: `check` needs no printing press.
COMMANDS = (
    "addresses",
    "bench",
    "build",
    "check",
    "draft",
    "explain",
    "forms",
    "new",
    "release",
    "report",
    "serve",
    "translated",
)


class Program(click.Group):
    """A group whose commands end with a sentence instead of a traceback when something outside the content goes wrong."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(importlib.import_module(f"scripts.commands.{cmd_name}"), cmd_name)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            sys.exit(1)  # the reader of our output has gone
        except KeyboardInterrupt:
            click.echo(
                "\nAfbrudt; det sidste gode site er urørt · Interrupted; the last good site is untouched", err=True
            )
            sys.exit(130)
        except click.UsageError as wrong:
            raise in_both_languages(wrong) from None
        except (click.ClickException, click.exceptions.Exit, click.Abort, ModuleNotFoundError):
            raise  # what a missing library is told as stands in `__main__`, which needs none
        except Exception as failure:
            click.echo(_told(failure), err=True)
            sys.exit(2)


def _told(failure: Exception) -> str:
    from scripts.commands.failures import EXPECTED, TRACE, sentence, unforeseen

    if isinstance(failure, EXPECTED):
        return sentence(failure)
    if os.environ.get(TRACE):
        raise failure
    return unforeseen(failure)


@click.group(cls=Program, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Vidensbasen Samskabelse: check the content, build the site, write new pages."""
    gc.disable()  # thousands of parsed pages without cycles: looking for garbage costs a third of the time
