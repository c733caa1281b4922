"""The roll as a list."""

from django import forms
from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from kehou.ordinance.roles import Role
from kehou.people.permissions import KEEP_ROLL
from kehou.people.queries.rolls import classes_on_roll, roll_of
from kehou.platform.actors import Actor
from kehou.platform.http import ActingRequest, open_to

PUPILS_A_PAGE = 50


class RollFilter(forms.Form):
    """Which part of the roll to see."""

    class_by_day = forms.TypedChoiceField(label=_("Class"), coerce=int, required=False)
    search = forms.CharField(
        label=_("Name"),
        max_length=60,
        required=False,
        help_text=_("Part of a name, its pinyin or the first letters of it"),
    )

    def __init__(self, asked: QueryDict, actor: Actor) -> None:
        super().__init__(asked)
        chosen = self.fields["class_by_day"]
        assert isinstance(chosen, forms.TypedChoiceField)
        classes = [(str(pk), str(class_by_day)) for pk, class_by_day in classes_on_roll(actor)]
        chosen.choices = [("", _("Every class")), *classes]
        chosen.empty_value = None

    def asked(self) -> dict[str, object]:
        """What `roll_of` takes; a filter that makes no sense filters nothing."""
        if not self.is_valid():
            return {}
        return {
            "class_id": self.cleaned_data["class_by_day"],
            "search": self.cleaned_data["search"],
        }


@open_to(Role.OFFICE, Role.PRINCIPAL, Role.SAFETY_OFFICER, clause="3.1")
def pupils(request: ActingRequest) -> HttpResponse:
    """Everybody on the roll, to be narrowed down by class and name."""
    sieve = RollFilter(request.GET, request.actor)
    found = roll_of(request.actor, **sieve.asked())  # type: ignore[arg-type]
    page = Paginator(found, PUPILS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": sieve,
        "page": page,
        "keeps_roll": request.actor.role in KEEP_ROLL,
        "asked": request.GET.urlencode(),
    }
    return render(request, "people/pupils.html", context)
