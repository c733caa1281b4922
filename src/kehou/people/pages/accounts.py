"""Accounts and seats as a list."""

from django import forms
from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kehou.ordinance.roles import APPOINTS, Role
from kehou.ordinance.spoken import role_name
from kehou.people.core.ranks import BELOW
from kehou.people.permissions import KEEP_ROLL
from kehou.people.queries.seat_holders import State, holder_of, holders_of
from kehou.platform.http import ActingRequest, open_to

HOLDERS_A_PAGE = 50
STATES = {
    State.NONE: _("no account yet"),
    State.WAITING: _("one-time password not replaced yet"),
    State.OPEN: _("open"),
    State.DISABLED: _("disabled"),
}


class AccountFilter(forms.Form):
    """Which accounts to see."""

    role = forms.ChoiceField(label=_("Role"), required=False)
    state = forms.ChoiceField(
        label=_("Account"), required=False, choices=[("", _("every state")), *STATES.items()]
    )
    search = forms.CharField(
        label=_("Name"),
        max_length=60,
        required=False,
        help_text=_("Part of a name, its pinyin, or the login name"),
    )

    def __init__(self, asked: QueryDict, role: Role) -> None:
        super().__init__(asked)
        chosen = self.fields["role"]
        assert isinstance(chosen, forms.ChoiceField)
        below = [one for one in Role if one in BELOW[role]]
        every = _("every role") if role in KEEP_ROLL else _("those I appoint")
        names = [(str(one), role_name(one, get_language() or "zh-hans")) for one in below]
        chosen.choices = [("", every), *names]

    def asked(self) -> dict[str, str]:
        """What `holders_of` takes; a filter that makes no sense filters nothing."""
        return dict(self.cleaned_data) if self.is_valid() else {}


@open_to(*APPOINTS, clause="7.1.a")
def accounts(request: ActingRequest) -> HttpResponse:
    """Who holds which seat below one's own, and how their accounts stand (7.1.a)."""
    sieve = AccountFilter(request.GET, request.actor.role)
    found = holders_of(request.actor, **sieve.asked())
    page = Paginator(found, HOLDERS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": sieve,
        "page": page,
        "holders": [holder_of(person) for person in page.object_list],
        "asked": request.GET.urlencode(),
        "names_newcomers": request.actor.role not in KEEP_ROLL,
    }
    return render(request, "people/accounts.html", context)
