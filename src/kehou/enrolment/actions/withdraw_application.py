from datetime import datetime

from django.db import transaction

from kehou.enrolment.events import ApplicationWithdrawn
from kehou.enrolment.models import Application
from kehou.enrolment.permissions import may_withdraw
from kehou.enrolment.queries import last_day_before
from kehou.kernel.explained import refuse
from kehou.platform import locks, outbox
from kehou.platform.actors import Actor
from kehou.platform.audit import journal
from kehou.platform.permissions import authorise


@transaction.atomic
def withdraw_application(*, actor: Actor, at: datetime, application: Application) -> Application:
    """Take a child out of the service, at any time and without a reason, as easily as in (2.3.c).

    It takes effect on the next class day, for today's care is arranged already. Within the window
    the family may apply again.
    """
    authorise(actor, may_withdraw, application)
    locks.hold("enrolment.application", application.window_id, application.pupil_id)
    application = Application.objects.select_related("school").get(pk=application.pk)
    if application.ends_before is not None:
        raise refuse("application_is_withdrawn", "2.3.c", ends_before=application.ends_before)

    application.withdrawn_at = at
    application.ends_before = last_day_before(application, at=at)
    application.save(update_fields=["withdrawn_at", "ends_before"])
    detail = {"pupil": application.pupil_id, "ends_before": application.ends_before}
    journal.record(
        "enrolment.application_withdrawn", application, actor=actor, at=at, detail=detail
    )
    outbox.put(
        ApplicationWithdrawn(
            window_id=application.window_id,
            pupil_id=application.pupil_id,
            ends_before=application.ends_before,
        )
    )
    return application
