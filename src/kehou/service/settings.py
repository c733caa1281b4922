"""Django's settings. What differs between installations comes from the environment:

`KEHOU_HOME`, `KEHOU_SECRETS`, `KEHOU_DATABASE_URL`, `KEHOU_DATABASE_OWNER_URL`, `KEHOU_HOSTS`,
`KEHOU_HTTPS`, `KEHOU_DEMO`, `KEHOU_CLOCK_SHIFT_SECONDS`, `KEHOU_MESSAGE_CARRIER`
(docs/operations.md).
"""

import os
from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from kehou.platform.database import address
from kehou.platform.database import secrets as safe

PACKAGE = Path(__file__).parents[1]
HOME = safe.home()
SECRETS = safe.load()

# A demo shows one-time codes on a local page and tells its accounts. Never on by itself.
DEMO = os.environ.get("KEHOU_DEMO") == "1"
HTTPS = os.environ.get("KEHOU_HTTPS") == "1"
DEBUG = False

SECRET_KEY = SECRETS.signing
SEAL_KEYS = {int(key): bytes.fromhex(value) for key, value in SECRETS.seal_keys.items()}
SEAL_KEY_ID = max(SEAL_KEYS)
INDEX_KEY = bytes.fromhex(SECRETS.index_key)

ALLOWED_HOSTS = os.environ.get("KEHOU_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
ROOT_URLCONF = "kehou.web.urls"
WSGI_APPLICATION = "kehou.service.wsgi.application"

DATABASES = address.settings(SECRETS)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CONTEXTS = [
    f"kehou.{name}"
    for name in (
        "platform",
        "schools",
        "people",
        "governance",
        "providers",
        "catalogue",
        "enrolment",
        "allocation",
        "rostering",
        "custody",
        "funds",
        "disclosure",
        "web",
    )
    if (PACKAGE / name / "apps.py").exists()
]
INSTALLED_APPS = [
    *CONTEXTS,
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "procrastinate.contrib.django",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "kehou.web.language.ChosenLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "kehou.web.acting.ActingMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "kehou.web.shell.shell",
            ],
            "builtins": ["kehou.web.templatetags.kehou"],
        },
    }
]

AUTH_USER_MODEL = "people.Account"
LOGIN_URL = "people:sign_in"
PASSWORD_HASHERS = ["kehou.platform.passwords.Argon2"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["login_name"]},
    },
]
# Who tells for which institutions a person speaks (kehou.people.queries.seats).
INSTITUTION_SEATS = "kehou.providers.queries.seats.seats_of_representative"
# Who carries sign-in codes to phones, a dotted path (kehou.platform.messages); "" for nobody yet.
MESSAGE_CARRIER = os.environ.get(
    "KEHOU_MESSAGE_CARRIER", "kehou.people.handlers.keep_for_demo" if DEMO else ""
)

SESSION_COOKIE_AGE = 30 * 24 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-kehou" if HTTPS else "kehou"
CSRF_COOKIE_NAME = "__Host-kehou-csrf" if HTTPS else "kehou-csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "kehou.web.errors.csrf_failure"
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Simplified Chinese")), ("en", _("English"))]
LANGUAGE_COOKIE_NAME = "kehou-language"
LANGUAGE_COOKIE_SAMESITE = "Lax"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"
USE_THOUSAND_SEPARATOR = True

STATIC_URL = "/static/"
# Served by the service itself from where the files lie; nothing is collected anywhere.
STATIC_ROOT = None
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"kehou": {"level": "INFO"}},
}
