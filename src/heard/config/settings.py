"""Every setting of an installation, read from the environment. Nothing here is a fact about a council."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

PACKAGE = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("HEARD_DATA", "var")).resolve()
DATA.mkdir(parents=True, exist_ok=True, mode=0o700)


def _secret_key() -> str:
    """The installation's own key: from the environment, or made once and kept beside the database."""
    if given := os.environ.get("HEARD_SECRET_KEY"):
        return given
    kept = DATA / "secret_key"
    if not kept.exists():
        try:
            handle = os.open(kept, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        except FileExistsError:
            pass
        else:
            with os.fdopen(handle, "w") as file:
                file.write(secrets.token_urlsafe(50))
    return kept.read_text()


def _earlier_keys() -> list[str]:
    """From the environment, or as a change of keys or a restore kept them beside the key; and the key to come."""
    kept = [DATA / "next_key", DATA / "earlier_keys"]
    said = os.environ.get("HEARD_EARLIER_KEYS") or "\n".join(one.read_text() for one in kept if one.exists())
    return [key for key in said.replace("\n", ",").split(",") if key]


def _database() -> dict[str, Any]:
    """SQLite beside the data unless HEARD_DATABASE_URL names a PostgreSQL server.

    `synchronous=FULL`: what we have acknowledged must survive a power cut (NORMAL was measured to lose it).
    """
    url = os.environ.get("HEARD_DATABASE_URL", "")
    if url:
        parts = urlsplit(url)
        return {
            "ENGINE": "heard.config.postgresql",
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or ""),
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 600,
            "CONN_HEALTH_CHECKS": True,
            # A network that swallows what it is given is noticed by the connection itself, within seconds.
            "OPTIONS": {
                "patience": float(os.environ.get("HEARD_DATABASE_PATIENCE", "0")),
                # A connection is made in four answers, and each may come a second late.
                "connect_timeout": 5,
                "keepalives_idle": 5,
                "keepalives_interval": 2,
                "keepalives_count": 2,
                "tcp_user_timeout": 8000,
            },
        }
    return {
        "ENGINE": "heard.config.sqlite3",
        "NAME": str(DATA / "heard.sqlite3"),
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;"
            "PRAGMA secure_delete=ON;",
        },
    }


SECRET_KEY = _secret_key()
# An earlier key still opens what was sealed under it, and keeps people signed in while keys change.
SECRET_KEY_FALLBACKS = _earlier_keys()
DEBUG = os.environ.get("HEARD_DEBUG") == "1"
ALLOWED_HOSTS = [
    host for host in os.environ.get("HEARD_HOSTS", "127.0.0.1,localhost,[::1]").split(",") if host
]
DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "heard.people",
    "heard.ledger",
    "heard.representations",
    "heard.outcomes",
    "heard.web",
]
MIDDLEWARE = [
    "heard.web.log_lines.logged",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "heard.web.middleware.headers",
    "heard.web.middleware.not_too_big",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "heard.web.middleware.Presence",
    "heard.web.public.languages.InTheirLanguage",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "heard.config.urls"
WSGI_APPLICATION = "heard.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "reporting" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "heard.web.context.council",
            ],
        },
    }
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 15},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "sign-in"
SESSION_ENGINE = "heard.people.sessions"
# Longer than the 12 hours that web.middleware allows, so that it still knows whose words a late form holds.
SESSION_COOKIE_AGE = 24 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_HTTPONLY = True
# Gone with the browser window: who looked at a page for children leaves nothing behind on the device.
CSRF_COOKIE_AGE = None
CSRF_FAILURE_VIEW = "heard.web.kept_words.form_too_old"
# Links to choose a password: three days, once.
PASSWORD_RESET_TIMEOUT = 3 * 24 * 60 * 60
# How many reverse proxies of ours add to X-Forwarded-For; what stands before theirs anybody could have written.
HEARD_PROXIES = int(os.environ.get("HEARD_PROXIES", "0"))
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if os.environ.get("HEARD_HTTPS") == "1":
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-heard", "__Host-heard-forms"
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31536000

# Where files lie, `s3://bucket/folder?endpoint=https://…`, or nothing for the folder of the data; what seals them.
HEARD_FILES = os.environ.get("HEARD_FILES", "")
HEARD_FILES_KEY = os.environ.get("HEARD_FILES_KEY", "")

# The council's directory (OpenID Connect); signing in with it is offered where the first three are given.
HEARD_DIRECTORY = {
    "issuer": os.environ.get("HEARD_OIDC_ISSUER", "").rstrip("/"),
    "client": os.environ.get("HEARD_OIDC_CLIENT", ""),
    "secret": os.environ.get("HEARD_OIDC_SECRET", ""),
    "name": os.environ.get("HEARD_OIDC_NAME", "your council’s account"),
    "groups_claim": os.environ.get("HEARD_OIDC_GROUPS_CLAIM", "groups"),
    "groups": os.environ.get("HEARD_OIDC_GROUPS", ""),
    "second_factor": os.environ.get("HEARD_OIDC_SECOND_FACTOR", "amr:mfa"),
}

# The daemon of the virus scanner ClamAV, `host:port` or `unix:/path`: without one, papers open unscanned.
HEARD_CLAMAV = os.environ.get("HEARD_CLAMAV", "")
# Below this share of free space on the disk, in per cent, files are refused; words never are.
HEARD_FREE_SPACE = float(os.environ.get("HEARD_FREE_SPACE", "5"))

# Where people sign in, as e-mails say it, and the server that takes e-mails: without one they are printed.
HEARD_ADDRESS = os.environ.get("HEARD_ADDRESS", "http://127.0.0.1:8000/")
EMAIL_HOST = os.environ.get("HEARD_EMAIL_HOST", "")
EMAIL_PORT = int(os.environ.get("HEARD_EMAIL_PORT", "587"))
EMAIL_HOST_USER = os.environ.get("HEARD_EMAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("HEARD_EMAIL_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("HEARD_EMAIL_TLS", "1") == "1"
EMAIL_TIMEOUT = 20
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'console'}.EmailBackend"
DEFAULT_FROM_EMAIL = os.environ.get("HEARD_EMAIL_FROM", "heard@localhost")
# The mailbox that families write to, and the name by which our mail server signs its judgement of who sent a mail:
# without that name no mail joins a case by itself.
HEARD_MAIL = {
    "address": os.environ.get("HEARD_MAIL_ADDRESS", ""),
    "server": os.environ.get("HEARD_MAIL_SERVER", ""),
    "imap": os.environ.get("HEARD_MAIL_IMAP", ""),
    "password_file": os.environ.get("HEARD_MAIL_PASSWORD_FILE", ""),
    "token_file": os.environ.get("HEARD_MAIL_TOKEN_FILE", ""),
    "taken_in": os.environ.get("HEARD_MAIL_TAKEN_IN", "Heard"),
}

# Whom backups are sealed to: public keys, separated by commas. The secret halves are kept on another machine.
HEARD_BACKUP_KEY = [key.strip() for key in os.environ.get("HEARD_BACKUP_KEY", "").split(",") if key.strip()]
# The folder outside in which checkpoints of the ledger are kept, and the key with which a watcher asks for /metrics/.
HEARD_CHECKPOINTS = os.environ.get("HEARD_CHECKPOINTS", "")
HEARD_METRICS_KEY = os.environ.get("HEARD_METRICS_KEY", "")

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True
# The council's own words for the public's pages lie in the data, and are heard before ours.
HEARD_WORDS = Path(os.environ.get("HEARD_WORDS", DATA / "words"))
LOCALE_PATHS = [HEARD_WORDS, PACKAGE / "locale"]

STATIC_URL = "static/"
STATIC_ROOT = DATA / "static"
# collectstatic is the slowest step of a first start, so files are served from where they lie.
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
FILE_UPLOAD_TEMP_DIR = str(DATA / "uploads")
for folder in ("uploads", "static"):
    (DATA / folder).mkdir(exist_ok=True, mode=0o700)
MAX_IMPORT_BYTES = 100 * 1024 * 1024

# A line for each request: its pattern and how long it took, never an address, and of nobody.
HEARD_ACCESS_LOG = os.environ.get("HEARD_ACCESS_LOG") == "1"
# Django's own loggers have no handlers here, so that none mails what somebody sent.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"lines": {"()": "heard.casework.log_lines.Lines"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", **({} if DEBUG else {"formatter": "lines"})},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
        "heard.sign_in": {"level": "INFO"},
        "heard.access": {"level": "INFO"},
    },
}
