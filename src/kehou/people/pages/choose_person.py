from django.http import HttpResponse
from django.shortcuts import redirect, render

from kehou.people.actions import sign_in_guardian
from kehou.people.queries.phones import guardians_behind
from kehou.people.queries.sessions import By, begin, code_of, next_step
from kehou.people.queries.visitors import remember_device, visitor_of
from kehou.platform.clock import city_day, now
from kehou.platform.http import ActingRequest, open_to


@open_to(methods=("GET", "POST"), clause="2.3.c")
def choose_person(request: ActingRequest) -> HttpResponse:
    """Who of those who share a phone is signing in, after its code was entered (2.3.c)."""
    at, code = now(), code_of(request)
    if code is None or code.used_at is None:
        return redirect("people:sign_in_by_phone")
    persons = guardians_behind(bytes(code.phone_index), on=city_day(at))
    chosen = [person for person in persons if str(person.pk) == request.POST.get("person")]
    if not chosen:
        status = 422 if request.method == "POST" else 200
        return render(request, "people/choose_person.html", {"persons": persons}, status=status)
    account = sign_in_guardian(actor=request.actor, at=at, code=code, person=chosen[0])
    begin(request, account, by=By.PHONE, at=at)
    response = redirect(next_step(request, at=at))
    remember_device(response, visitor_of(request), account.pk)
    return response
