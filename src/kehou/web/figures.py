"""The numbers of the ordinance as people read them: what holds today, since when, by whose word."""

from dataclasses import dataclass
from datetime import date

from kehou.kernel.money import Money
from kehou.ordinance.bilingual import Bilingual
from kehou.ordinance.parameters import Ordinance, Parameter, Setting
from kehou.ordinance.spoken import listed, spoken, word

FEN = Bilingual("分", "fen")


@dataclass(frozen=True, slots=True)
class Figure:
    """One parameter on one day. A reading fills what the text leaves open."""

    name: str
    title: Bilingual
    value: Bilingual
    clause: str
    since: date
    source: Bilingual
    is_reading: bool


def in_force(ordinance: Ordinance) -> list[Figure]:
    """Every parameter that is set on the day of this ordinance, by its name."""
    return [
        _figure(parameter, parameter.on(ordinance.day))
        for parameter in ordinance.parameters.values()
        if parameter.settings[0].since <= ordinance.day
    ]


def _figure(parameter: Parameter, setting: Setting) -> Figure:
    return Figure(
        name=parameter.name,
        title=parameter.title,
        value=Bilingual(
            zh=_value(parameter, setting, "zh"),
            en=_value(parameter, setting, "en"),
        ),
        clause=setting.clause,
        since=setting.since,
        source=setting.source,
        is_reading=setting.reading,
    )


def _value(parameter: Parameter, setting: Setting, language: str) -> str:
    """Words, or amounts with their unit; money in yuan, which is what anybody counts in."""
    if setting.words:
        return listed([word(name, language) for name in setting.words], language)
    unit = parameter.unit.say(language)
    fen = FEN.say(language)
    if unit.startswith(fen):
        amounts = [spoken(Money(amount), language) for amount in setting.amounts]
        return listed(amounts, language) + unit.removeprefix(fen)
    gap = Bilingual("", " ").say(language) if unit else ""
    return f"{listed([str(amount) for amount in setting.amounts], language)}{gap}{unit}"
