"""The command line: names and options of every command. What a command does is in consult/commands."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from consult.commands.trouble import Trouble
from consult.settings import SettingsError

ROLES = ("admin", "editor", "moderator", "committee", "reader", "lead")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 when it did what was asked, 1 with one line on standard error when it could not."""
    chosen = parser().parse_args(arguments)
    try:
        code: int = import_module(f"consult.commands.{chosen.module}").run(chosen)
    except (Trouble, SettingsError) as trouble:
        print(f"consult: {trouble}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return code


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    whole = argparse.ArgumentParser(prog="consult", description="Public consultations.")
    commands = whole.add_subparsers(title="commands", required=True, metavar="COMMAND")

    _anyway(
        _command(commands, "migrate", "bring the database up to date"),
        "also where the folder is another installation's",
    )
    _demo(_command(commands, "demo", "load the sample: a made-up municipality and its hearing"))
    _serve(_command(commands, "serve", "serve the site, with a worker beside it"))
    work = _command(commands, "work", "run the worker alone: letters, and forgetting in time")
    work.add_argument("--until-stdin-closes", action="store_true", help=argparse.SUPPRESS)
    _import(_command(commands, "import", "read a draft", module="importing"))
    _compare(_command(commands, "compare", "what became of every paragraph of a draft"))
    _export(_command(commands, "export", "write the memo or the responses to a file"))
    _account(_command(commands, "account", "accounts of the staff"))
    _screen(
        _command(commands, "screen", "what the rules see in texts; `evaluate`: how good they are")
    )
    _texts(_command(commands, "group", "near-identical texts of a file"))
    _similar(_command(commands, "similar", "the texts of a file that say what one of them says"))
    check = _command(
        commands, "check", "is the installation sound? exit code 1 for trouble, 3 for warnings"
    )
    check.add_argument("--json", action="store_true", help="say it in JSON")
    _anyway(_command(commands, "adopt", "make this database and this folder one installation"))
    _anyway(_command(commands, "tidy", "move files that nothing names into the bin"))
    return whole


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    help: str,
    module: str = "",
) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=help, description=help[0].upper() + help[1:] + ".")
    command.set_defaults(module=module or name)
    return command


def _demo(command: argparse.ArgumentParser) -> None:
    command.add_argument("--draft", type=Path, metavar="FILE", help="hear this draft instead")
    command.add_argument("--responses", type=_count, default=150, metavar="N")
    command.add_argument("--seed", type=int, default=1, metavar="S", help="the same S, the same N")
    command.add_argument(
        "--if-empty", action="store_true", help="do nothing when there is a consultation"
    )


def _serve(command: argparse.ArgumentParser) -> None:
    command.add_argument("--host", default="127.0.0.1")
    command.add_argument("--port", type=int, default=8000)
    command.add_argument("--workers", type=_at_least_one, default=1, help="processes that serve")
    command.add_argument("--no-worker", action="store_true", help="run `consult work` elsewhere")


def _import(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", type=Path, metavar="FILE")
    command.add_argument("--dry-run", action="store_true", help="read it and say what is in it")
    _reading(command)


def _compare(command: argparse.ArgumentParser) -> None:
    command.add_argument("old", type=Path, metavar="OLD")
    command.add_argument("new", type=Path, metavar="NEW")
    _reading(command)


def _reading(command: argparse.ArgumentParser) -> None:
    """What every command that reads drafts may be told."""
    command.add_argument("--json", action="store_true", help="say it in JSON")
    command.add_argument(
        "--empty-links",
        choices=("insertion", "link", "text"),
        help="what a link without an address means in this draft",
    )


def _export(command: argparse.ArgumentParser) -> None:
    command.add_argument("what", choices=("memo", "responses"))
    command.add_argument("--consultation", required=True, metavar="SLUG")
    command.add_argument("--to", type=Path, required=True, metavar="FILE")
    command.add_argument(
        "--for",
        dest="readers",
        choices=("public", "case"),
        default="public",
        help="public: only what is published; case: everything, for the case file",
    )


def _screen(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "file", type=Path, metavar="FILE|evaluate", help="a JSON object a line, with text and name"
    )
    command.add_argument("--json", action="store_true", help="say it in JSON")


def _texts(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "file", type=Path, metavar="FILE", help="a JSON object a line, with id and text"
    )
    command.add_argument("--json", action="store_true", help="say it in JSON")


def _similar(command: argparse.ArgumentParser) -> None:
    _texts(command)
    command.add_argument(
        "--to", action="append", required=True, metavar="ID", help="like this one; again for more"
    )


def _account(command: argparse.ArgumentParser) -> None:
    actions = command.add_subparsers(dest="action", required=True, metavar="ACTION")
    add = actions.add_parser("add", help="give somebody a role, and print a link to sign in")
    add.add_argument("email")
    add.add_argument("--role", choices=ROLES, required=True)
    add.add_argument("--committee", default="", metavar="C", help="only for this committee (slug)")
    add.add_argument("--consultation", default="", metavar="SLUG", help="only for this one")
    known = actions.add_parser("list", help="who has an account, with which roles")
    known.add_argument("--removed", action="store_true", help="those who were removed as well")
    for name, help in (
        ("remove", "end somebody's roles, sessions and links at once"),
        ("sign-out", "end somebody's sessions and links; the roles stay"),
    ):
        actions.add_parser(name, help=help).add_argument("email")


def _anyway(
    command: argparse.ArgumentParser, help: str = "also where so many files make that improbable"
) -> None:
    command.add_argument("--anyway", action="store_true", help=help)


def _count(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError("a whole number, zero or more")
    return int(text)


def _at_least_one(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError("a whole number, one or more")
    return int(text)
