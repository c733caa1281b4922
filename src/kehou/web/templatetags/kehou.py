"""Small words that every template may use: clauses, reasons, money, days, icons, forms."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django import forms, template
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from kehou.kernel.explained import Reason
from kehou.kernel.money import Money
from kehou.ordinance import clauses, wording
from kehou.ordinance.bilingual import Bilingual
from kehou.ordinance.roles import PARTS, Role
from kehou.ordinance.spoken import MONTHS
from kehou.ordinance.spoken import grade as grade_in
from kehou.ordinance.spoken import spoken as spoken_in
from kehou.ordinance.spoken import weekday as weekday_in
from kehou.ordinance.spoken import word as word_in
from kehou.web.captured import Captured

if TYPE_CHECKING:
    from kehou.schools.models import AdministrativeClass

ISO_DAY = "%Y-%m-%d"

register = template.Library()
register.tag("capture", Captured.parse)


def language() -> str:
    return get_language() or "zh-hans"


@register.filter
def said(text: Bilingual) -> str:
    """Words that exist in both languages, in the reader's."""
    return text.say(language())


@register.filter
def spoken(fact: object) -> str:
    """Money, a day, a moment, a list, as people say them."""
    return spoken_in(fact, language())


@register.filter
def yuan(amount: int | Money | None) -> str:
    """An amount, given in fen or as Money; a dash for one that is not known yet."""
    if amount is None:
        return "—"
    return spoken_in(amount if isinstance(amount, Money) else Money(amount), language())


@register.filter
def weekday(day: int | date) -> str:
    """The day of the week, of a day or by its number; Monday is 1."""
    return weekday_in(day.isoweekday() if isinstance(day, date) else day, language())


@register.filter
def short_day(day: date) -> str:
    """A day within the year, for lists: 10月14日, or 14 Oct."""
    if isinstance(day, datetime):
        raise TypeError("a moment is no day: ask the clock of the city first")
    english = f"{day.day} {MONTHS[day.month - 1][:3]}"
    return Bilingual(f"{day.month}月{day.day}日", english).say(language())


@register.filter
def grade(number: int) -> str:
    return grade_in(number, language())


@register.filter
def word(name: str) -> str:
    """A word of the ordinance's vocabulary by its name."""
    return word_in(name, language())


@register.filter
def class_name(class_by_day: "AdministrativeClass") -> str:
    """A class by day as its school says it: 三（2）班, or Class 3 (2)."""
    english = f"Class {class_by_day.grade} ({class_by_day.number})"
    return Bilingual(str(class_by_day), english).say(language())


@register.filter
def role_name(role: Role | str) -> str:
    part = PARTS[Role(role)]
    return Bilingual(part.zh, part.en).say(language())


@register.simple_tag
def icon(name: str) -> SafeString:
    """One of the drawn icons. It repeats what words beside it say, so it is read to nobody."""
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>',
        static("vendor/icons.svg"),
        name,
    )


@register.simple_tag
def clause(clause_id: str) -> str:
    """A clause as it is cited, linked to its page. Nothing for ""; `LookupError` if unknown."""
    if not clause_id:
        return ""
    return format_html(
        '<a class="clause" href="{}" title="{}">{}</a>',
        reverse("clause", args=[clause_id]),
        said(clauses.clause(clause_id).heading),
        wording.cite(clause_id, language()),
    )


@register.simple_tag
def reason(why: Reason) -> SafeString:
    """A reason in words, with its clause behind it."""
    text = wording.say(why, language())
    if not why.clause:
        return format_html("{}", text)
    return format_html("{} {}", text, clause(why.clause))


@register.inclusion_tag("form_field.html")
def form_field(field: forms.BoundField) -> dict[str, Any]:
    """One control with its label, its help and what is wrong with it."""
    widget = field.field.widget
    kind, look = _kind_and_look(widget)
    given = widget.attrs.get("class", "").split()
    widget.attrs["class"] = " ".join(dict.fromkeys([look, *given]))
    if field.errors:
        widget.attrs["class"] += " is-invalid"
    if isinstance(widget, forms.DateInput) and widget.input_type == "date":
        # A browser's calendar reads one notation only, whatever the language of the page.
        widget.format = widget.format or ISO_DAY
    return {"field": field, "kind": kind}


@register.filter
def with_trouble(form: forms.BaseForm) -> Iterable[forms.BoundField]:
    """The fields that were not understood, for the summary above a form."""
    return [field for field in form.visible_fields() if field.errors]


def _kind_and_look(widget: forms.Widget) -> tuple[str, str]:
    """How a control is laid out, and the class that makes it look like one."""
    match widget:
        case forms.CheckboxInput():
            return "tick", "form-check-input"
        case forms.RadioSelect() | forms.CheckboxSelectMultiple():
            return "choices", "form-check-input"
        case forms.Select():
            return "line", "form-select"
        case _:
            return "line", "form-control"
