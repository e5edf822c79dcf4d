"""The list of commands. Exit codes: 0 all is well, 1 problems in the content or the build, 2 wrong use."""

from __future__ import annotations

import gc
import os
import sys
from typing import Any

import click

from scripts.commands.bench import bench
from scripts.commands.build import build
from scripts.commands.check import check
from scripts.commands.draft import draft
from scripts.commands.explain import explain
from scripts.commands.failures import EXPECTED, TRACE, sentence, unforeseen
from scripts.commands.forms import forms
from scripts.commands.new import new
from scripts.commands.report import report
from scripts.commands.serve import serve
from scripts.commands.translated import translated


class Program(click.Group):
    """A group whose commands end with a sentence instead of a traceback when something outside the content goes wrong."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            sys.exit(1)  # the reader of our output has gone
        except EXPECTED as failure:
            click.echo(sentence(failure), err=True)
            sys.exit(1)
        except KeyboardInterrupt:
            click.echo(
                "\nAfbrudt; det sidste gode site er urørt · Interrupted; the last good site is untouched", err=True
            )
            sys.exit(130)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as failure:
            if os.environ.get(TRACE):
                raise
            click.echo(unforeseen(failure), err=True)
            sys.exit(1)


@click.group(cls=Program, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Vidensbasen Samskabelse: check the content, build the site, write new pages."""
    gc.disable()  # thousands of parsed pages without cycles: looking for garbage costs a third of the time


main.add_command(bench)
main.add_command(check)
main.add_command(build)
main.add_command(draft)
main.add_command(explain)
main.add_command(forms)
main.add_command(new)
main.add_command(report)
main.add_command(serve)
main.add_command(translated)
