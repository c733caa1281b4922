"""The small words of the templates, in both languages."""

from datetime import date
from types import SimpleNamespace

import pytest
from django import forms
from django.template import Context, Template, TemplateSyntaxError
from django.utils import translation

from kehou.kernel.explained import Reason
from kehou.kernel.money import Money


def _shown(source: str, **given: object) -> str:
    return Template(source).render(Context(given))


@pytest.mark.parametrize(
    ("source", "chinese", "english"),
    [
        ("{{ 123450|yuan }}", "1,234.50元", "1,234.50 yuan"),
        ("{{ money|yuan }}", "0.01元", "0.01 yuan"),
        ("{{ nothing|yuan }}", "—", "—"),
        ("{{ 3|weekday }}", "星期三", "Wednesday"),
        ("{{ day|weekday }}", "星期三", "Wednesday"),
        ("{{ day|spoken }}", "2026年10月14日", "14 October 2026"),
        ("{{ day|short_day }}", "10月14日", "14 Oct"),
        ("{{ 3|grade }}", "三年级", "Grade 3"),
        ("{{ 'transport'|word }}", "交通费", "transport"),
        ("{{ 'safety_officer'|role_name }}", "学校安全负责人", "Safety officer"),
        ("{% clause '' %}", "", ""),
    ],
)
def test_says_it_in_the_readers_language(source: str, chinese: str, english: str) -> None:
    given = {"money": Money(1), "nothing": None, "day": date(2026, 10, 14)}

    with translation.override("zh-hans"):
        assert _shown(source, **given) == chinese
    with translation.override("en"):
        assert _shown(source, **given) == english


def test_names_a_class_as_its_school_does() -> None:
    class_by_day = SimpleNamespace(grade=3, number=2, __str__=lambda: "")

    with translation.override("en"):
        assert _shown("{{ it|class_name }}", it=class_by_day) == "Class 3 (2)"


def test_cites_a_clause_with_a_link_to_it() -> None:
    with translation.override("en"):
        shown = _shown("{% clause '7.3.b' %}")

    assert shown.startswith('<a class="clause" href="/ordinance/7.3.b/"')
    assert shown.endswith(">clause 7.3.b</a>")


def test_an_unknown_clause_is_our_mistake() -> None:
    with pytest.raises(LookupError):
        _shown("{% clause '9.9.z' %}")


def test_escapes_what_a_reason_tells_of() -> None:
    day = Reason("not_a_class_day", "3.2", {"day": "<script>"})

    assert "&lt;script&gt;" in _shown("{% reason day %}", day=day)


def test_a_captured_block_is_printed_twice_and_escaped_once() -> None:
    source = "{% capture as it %}<b>{{ name }}</b> {% endcapture %}{{ it }}|{{ it }}"

    assert _shown(source, name="A&B") == "<b>A&amp;B</b>|<b>A&amp;B</b>"


@pytest.mark.parametrize("wrong", ["{% capture it %}{% endcapture %}", "{% capture as %}"])
def test_a_capture_without_a_name_is_our_mistake(wrong: str) -> None:
    with pytest.raises(TemplateSyntaxError):
        Template(wrong)


class EveryControl(forms.Form):
    name = forms.CharField(label="Name", help_text="As on the roll")
    note = forms.CharField(label="Note", required=False, widget=forms.Textarea)
    grade = forms.ChoiceField(label="Grade", choices=[("1", "One")])
    days = forms.MultipleChoiceField(
        label="Days", choices=[("1", "Monday")], widget=forms.CheckboxSelectMultiple
    )
    way = forms.ChoiceField(
        label="Way", choices=[("a", "Alone")], widget=forms.RadioSelect, help_text="One"
    )
    agreed = forms.BooleanField(label="Agreed")
    roll = forms.FileField(label="Roll", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, initial=3)


def test_every_control_has_a_label_and_the_look_of_its_kind() -> None:
    shown = _shown('{% include "form_fields.html" %}', form=EveryControl())

    for field in ("name", "note", "grade", "agreed", "roll"):
        assert f'for="id_{field}"' in shown
    for label in ("days", "way"):
        assert f'role="group" tabindex="-1" aria-labelledby="id_{label}_legend"' in shown
        assert f'id="id_{label}_legend"' in shown
        assert f'for="id_{label}_0"' in shown
    assert shown.count('class="form-control"') == 3
    assert shown.count('class="form-select"') == 1
    assert shown.count('class="form-check-input"') == 3
    assert shown.count('type="hidden"') == 1
    assert shown.count("（选填）") + shown.count("(optional)") == 2


def test_help_and_faults_are_tied_to_their_control() -> None:
    form = EveryControl({"grade": "1", "days": ["1"], "agreed": "on", "version": "3"})

    shown = _shown('{% include "form_fields.html" %}', form=form)

    assert 'aria-describedby="id_name_helptext id_name_error"' in shown
    assert 'aria-describedby="id_way_helptext id_way_error"' in shown
    for part in ("id_name_helptext", "id_name_error", "id_way_error"):
        assert shown.count(f'id="{part}"') == 1
    assert 'class="form-control is-invalid"' in shown
    assert '<a href="#id_name">Name</a>' in shown
    assert '<a href="#id_grade">' not in shown


def test_keeps_the_classes_that_a_form_gave() -> None:
    class Narrow(forms.Form):
        code = forms.CharField(widget=forms.TextInput(attrs={"class": "w-25"}))

    assert 'class="form-control w-25"' in _shown("{% form_field f %}", f=Narrow()["code"])


def test_a_browsers_calendar_is_given_the_day_in_its_own_notation() -> None:
    class Absence(forms.Form):
        day = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}))

    form = Absence(initial={"day": date(2026, 10, 14)})

    assert 'value="2026-10-14"' in _shown("{% form_field f %}", f=form["day"])


def test_an_empty_list_says_what_to_do() -> None:
    shown = _shown(
        '{% include "empty.html" with title="None yet" hint="Add one" action_url="/x/" %}',
        action="Add",
    )

    assert "None yet" in shown
    assert '<a class="btn btn-primary" href="/x/">Add</a>' in shown
