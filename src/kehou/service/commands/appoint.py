"""kehou appoint"""

import argparse

from kehou.service import running

summary = "open the first account of the city bureau, from which all others are given on pages"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--login", required=True, help="the login name, such as zhou.min")
    parser.add_argument("--name", required=True, help="the person's name")


def run(options: argparse.Namespace) -> int:
    with running.service():
        running.migrate()
        from kehou.kernel.explained import Refused  # noqa: PLC0415 (after django.setup)
        from kehou.ordinance.wording import say  # noqa: PLC0415 (the same)
        from kehou.people.actions import open_first_account  # noqa: PLC0415 (the same)
        from kehou.platform.actors import Actor  # noqa: PLC0415 (the same)
        from kehou.platform.clock import city_time, now  # noqa: PLC0415 (the same)

        try:
            slip = open_first_account(
                actor=Actor.system("command line"),
                at=now(),
                name=options.name,
                login_name=options.login,
            )
        except Refused as refused:
            for why in refused.against:
                print(say(why, "en"))  # noqa: T201
            return 1
        until = slip.account.one_time_until
        assert until is not None
        print(f"  login name         {slip.account.login_name}")  # noqa: T201
        print(f"  one-time password  {slip.password}")  # noqa: T201
        print(f"  good until         {city_time(until):%Y-%m-%d %H:%M}; shown this once")  # noqa: T201
    return 0
