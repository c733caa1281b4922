"""How passwords are hashed."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2(Argon2PasswordHasher):
    """Argon2id with 19 MiB, two passes, one lane: about 25 ms of one core.

    The least that OWASP's password storage sheet advises. Django's own setting takes 100 MiB and
    eight lanes, so that a handful of sign-ins at once would fill a small machine.
    """

    memory_cost = 19 * 1024
    time_cost = 2
    parallelism = 1
