"""kehou import"""

import argparse
from pathlib import Path

from kehou.service import running

summary = "preview a school's table, and apply it if asked to"

KINDS = ("roll", "classes", "staff", "timetable", "rooms")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="an .xlsx, .xls or .csv file as the school has it")
    parser.add_argument("--school", required=True, metavar="CODE", help="the school's code")
    parser.add_argument("--as", required=True, dest="kind", choices=KINDS, help="kind of table")
    parser.add_argument(
        "--by", required=True, metavar="LOGIN", help="who acts: an office or principal there"
    )
    decision = parser.add_mutually_exclusive_group()
    decision.add_argument("--apply", action="store_true", help="do all of it, unless it has faults")
    decision.add_argument(
        "--good-rows",
        type=Path,
        metavar="OTHERS",
        help="do the lines without faults; write the others, with what is wrong, to this file",
    )
    parser.add_argument(
        "--leaving",
        type=int,
        nargs="+",
        default=[],
        metavar="NUMBER",
        help="who has left, of those the preview says are missing; the others stay",
    )
    parser.add_argument(
        "--language", choices=("zh-hans", "en"), default="zh-hans", help="(%(default)s)"
    )


def run(options: argparse.Namespace) -> int:
    with running.service():
        from kehou.service import importing  # noqa: PLC0415 (after django.setup)

        return importing.run(
            importing.Asked(
                file=options.file,
                school_code=options.school,
                kind=options.kind,
                login_name=options.by,
                apply=options.apply,
                others=options.good_rows,
                leaving=tuple(options.leaving),
                language=options.language,
            )
        )
