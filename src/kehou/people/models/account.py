from uuid import uuid4

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from kehou.people.models.person import Person

# Written in the same way on every keyboard, and told over the telephone without spelling.
LOGIN_NAME = r"^[a-z][a-z0-9._-]{2,59}$"


class Accounts(BaseUserManager["Account"]):
    """Finds accounts, each with its person: every page greets whoever is signed in by name."""

    def get_queryset(self) -> models.QuerySet["Account"]:
        return super().get_queryset().select_related("person")


class Account(AbstractBaseUser):
    """How a person signs in: with a password, or, as a guardian, with a code to their phone."""

    city_wide = "Asked at sign-in, before it is known which schools the person may reach."

    person = models.OneToOneField(Person, models.PROTECT, related_name="account")
    login_name = models.CharField(_("login name"), max_length=60, null=True, blank=True)
    # A password that somebody else handed out opens one page only, that of choosing another, and
    # not even that from this moment on. Empty once the password is the person's own.
    one_time_until = models.DateTimeField(_("one-time password until"), null=True, blank=True)
    # Django's own is written by a clock of its own; ours is told to an action.
    last_login = None
    signed_in_at = models.DateTimeField(_("last sign-in"), null=True, blank=True)
    is_active = models.BooleanField(_("active"), default=True)
    # Raised by one, it ends every session of the account.
    session_round = models.PositiveIntegerField(default=0)

    USERNAME_FIELD = "login_name"
    objects = Accounts()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["login_name"], name="login_name_is_taken"),
            models.CheckConstraint(
                name="login_name_is_plain",
                condition=Q(login_name__isnull=True) | Q(login_name__regex=LOGIN_NAME),
            ),
            models.CheckConstraint(
                name="one_time_password_has_a_login_name",
                condition=Q(one_time_until__isnull=True) | Q(login_name__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"account {self.pk}"

    def get_session_auth_hash(self) -> str:
        """What a session must carry to be this account's; another password or round ends it."""
        return salted_hmac(
            "kehou.people.session", f"{self.session_round}:{self.password}", algorithm="sha256"
        ).hexdigest()


class TimeBasedSecret(models.Model):
    """The second factor of an account (TOTP, RFC 6238). Sealed, and each code good once."""

    city_wide = "Asked at sign-in, before it is known which schools the person may reach."

    account = models.OneToOneField(Account, models.CASCADE, related_name="second_factor")
    key = models.UUIDField(unique=True, editable=False)
    secret_sealed = models.BinaryField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    last_step_used = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"second factor of account {self.account_id}"


class OneTimeCode(models.Model):
    """A code asked for with a phone number: hashed, short-lived, few tries, good once.

    It exists whether or not a guardian has that number, so that nobody can ask who is one. Only
    the browser that asked for it may enter it, so that nobody can use up somebody else's tries.
    """

    city_wide = "Asked at sign-in, before it is known which schools the person may reach."

    phone_index = models.BinaryField(max_length=32)
    source_index = models.BinaryField(max_length=32)
    code_hash = models.BinaryField(max_length=32)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    tries_left = models.PositiveSmallIntegerField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["phone_index", "-sent_at"], name="code_by_phone"),
            models.Index(fields=["source_index", "-sent_at"], name="code_by_source"),
            models.Index(fields=["sent_at"], name="code_by_age"),
        ]

    def __str__(self) -> str:
        return f"code sent at {self.sent_at:%Y-%m-%d %H:%M}"


class SignInFailure(models.Model):
    """A wrong answer at sign-in, by what was answered for and where it came from.

    It makes the next guess wait, and locks nobody out: the source is the network address, or the
    device itself once the account was signed in on it, and other sources' failures do not count.
    """

    city_wide = "Asked at sign-in, before it is known which schools the person may reach."

    at = models.DateTimeField()
    name_index = models.BinaryField(max_length=32)
    source_index = models.BinaryField(max_length=32)

    class Meta:
        indexes = [
            models.Index(fields=["source_index", "at"], name="failure_by_source"),
            models.Index(fields=["at"], name="failure_by_age"),
        ]
        constraints = [
            models.CheckConstraint(name="failure_has_a_name", condition=~Q(name_index=b""))
        ]

    def __str__(self) -> str:
        return f"failure at {self.at:%Y-%m-%d %H:%M}"


class DemoMessage(models.Model):
    """A message that a demo kept instead of sending it. None is ever written elsewhere."""

    city_wide = "Sent at sign-in, before it is known which schools the person may reach."

    key = models.UUIDField(default=uuid4, unique=True, editable=False)
    phone_sealed = models.BinaryField()
    text_sealed = models.BinaryField()
    sent_at = models.DateTimeField()

    class Meta:
        ordering = ["-sent_at", "-pk"]
        indexes = [models.Index(fields=["-sent_at"], name="demo_message_by_age")]

    def __str__(self) -> str:
        return f"message kept at {self.sent_at:%Y-%m-%d %H:%M}"
