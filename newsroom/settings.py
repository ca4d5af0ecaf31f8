"""Everything that can be set, read top to bottom; what differs between installations comes from the environment."""

from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _
from django_prose_editor.config import html_tags
from environs import Env
from js_asset import static_lazy
from whitenoise.compress import Compressor

BASE_DIR = Path(__file__).resolve().parent.parent
env = Env()


def _secret_key():
    """The signing key: SECRET_KEY, or the file that bin/run makes once in DATA_DIR."""
    kept = DATA_DIR / "secret_key"
    if key := env.str("SECRET_KEY", ""):
        return key
    if kept.exists():
        return kept.read_text().strip()
    raise ImproperlyConfigured("Set SECRET_KEY, or start the site once with bin/run, which makes one.")


# Where the site lives --------------------------------------------------------

DEBUG = env.bool("DEBUG", False)
DATA_DIR = BASE_DIR / (env.str("DATA_DIR", "") or "data")
SITE_URL = env.str("SITE_URL", f"http://localhost:{env.int('PORT', 8000)}").rstrip("/")
SECRET_KEY = _secret_key()
SECURE = SITE_URL.startswith("https:")
THREADS = env.int("THREADS", 4)  # how many requests of readers one process renders at a time
DESK_THREADS = env.int("DESK_THREADS", 4)  # and how many of editors
STREAMS = env.int("STREAMS", 10_000)  # how many readers one process follows live; the others' pages ask now and then
STREAMS_FROM_ADDRESS = env.int("STREAMS_FROM_ADDRESS", 500)  # a mobile operator puts a whole district behind one
BODY_LIMIT = 45  # megabytes that a reader may send at once
DESK_BODY_LIMIT = 512  # and an editor: thirty photographs as the camera made them
ALLOWED_HOSTS = [
    urlsplit(SITE_URL).hostname,
    "localhost",
    "127.0.0.1",
    "[::1]",
    *env.list("ALLOWED_HOSTS", []),
]
CSRF_TRUSTED_ORIGINS = [SITE_URL]

# What it is made of ----------------------------------------------------------

INSTALLED_APPS = [
    "newsroom.apps.Newsroom",
    "newsroom.apps.Desk",
    "articles",
    "comments",
    "corrections",
    "classifieds.apps.Classifieds",
    "searching.apps.Searching",
    "live",
    "pictures",
    "people",
    "taggit",
    "django_prose_editor",
    "adminsortable2",
    "axes",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "newsroom.middleware.ContentSecurityPolicy",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "newsroom.middleware.permissions_policy",
    "newsroom.middleware.ask_again",
    "django.middleware.http.ConditionalGetMiddleware",
    "newsroom.middleware.compared_by_contents",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "newsroom.middleware.language_by_address",
    "newsroom.middleware.without_nul",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["newsroom.templating.TidyLoader", "django.template.loaders.app_directories.Loader"],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "newsroom.context.page",
            ],
        },
    }
]

# The desk's widgets have templates of their own.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# Data ------------------------------------------------------------------------

DATABASES = {"default": env.dj_db_url("DATABASE_URL", f"sqlite:///{DATA_DIR / 'newsroom.sqlite3'}")}
DATABASES["default"] |= {"CONN_MAX_AGE": None, "CONN_HEALTH_CHECKS": True}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # IMMEDIATE: a transaction that reads first and writes later must queue for the write lock, not fail.
    # synchronous=FULL: what the site has acknowledged survives a power cut.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    }
else:
    DATABASES["default"]["ENGINE"] = "newsroom.postgresql"
    # What is asked again and again is parsed once for each connection, but planned with its values each time: a plan
    # for any word is a bad one for a word that every ad has. The address may say otherwise.
    PREPARING = {
        "server_side_binding": True,
        "prepare_threshold": 3,
        "options": "-c plan_cache_mode=force_custom_plan",
    }
    DATABASES["default"]["OPTIONS"] = PREPARING | DATABASES["default"].get("OPTIONS", {})
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

MEDIA_ROOT = DATA_DIR / "media"
MEDIA_URL = "/media/"
STATIC_ROOT = DATA_DIR / "static"
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "newsroom.static.HashedStaticStorage"
    },
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
# Source maps are for a developer's eyes; compressing the editor's would take a third of the time of all files.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = (*Compressor.SKIP_COMPRESS_EXTENSIONS, "map")
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# Language and time -----------------------------------------------------------

LANGUAGE_CODE = "ru"
LANGUAGES = [("ru", _("Russian")), ("kk", _("Kazakh"))]
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "locale_libraries"]
FORMAT_MODULE_PATH = "newsroom.formats"
LANGUAGE_COOKIE_NAME = "desk_language"
LANGUAGE_COOKIE_PATH = "/admin/"
TIME_ZONE = "Asia/Almaty"
USE_TZ = True

# People ----------------------------------------------------------------------

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "admin:login"
# Both together, so that nobody can lock an editor out from elsewhere.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 7
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_TEMPLATE = "admin/locked_out.html"
AXES_VERBOSE = False

# Comments --------------------------------------------------------------------

COMMENTS_A_MINUTE = env.int("COMMENTS_A_MINUTE", 10)  # that one visitor may write
COMMENTS_A_MINUTE_FROM_SUBNET = env.int("COMMENTS_A_MINUTE_FROM_SUBNET", 60)  # more wait for a moderator

# How a reader proves who they are before the first comment: open (not at all), email, sms; closed lets nobody write.
COMMENTERS = env.str("COMMENTERS", "open")
if COMMENTERS not in ("open", "email", "sms", "closed"):
    raise ImproperlyConfigured(f"COMMENTERS must be open, email, sms or closed, not {COMMENTERS!r}.")
# The law of this country holds in production; in Kazakhstan nobody comments unidentified (people/confirming.py).
SITE_COUNTRY = env.str("SITE_COUNTRY", "KZ").upper()
# "console" writes the codes to the log; an address gets them by POST (people/gateways.py).
SMS_GATEWAY = env.str("SMS_GATEWAY", "console")
SMS_GATEWAY_FIELDS = env.str("SMS_GATEWAY_FIELDS", "phone={number}&text={text}")  # with login and password, if need be
SMS_GATEWAY_TOKEN = env.str("SMS_GATEWAY_TOKEN", "")  # sent as Authorization: Bearer …
SMS_GATEWAY_SUCCESS = env.str("SMS_GATEWAY_SUCCESS", "")  # what its answer says when a message is taken in
SMS_PREFIXES = env.list("SMS_PREFIXES", ["+7"])  # elsewhere a message may cost what a fraud earns
CODES_AN_HOUR_FROM_ADDRESS = env.int("CODES_AN_HOUR_FROM_ADDRESS", 300)  # a mobile operator puts a district behind one
# Contacts are stored as hashes with this key: who loses it, asks everybody anew.
CONTACT_KEY = env.str("CONTACT_KEY", "") or SECRET_KEY
EMAIL_HOST = env.str("EMAIL_HOST", "")
EMAIL_PORT = env.int("EMAIL_PORT", 587)
EMAIL_HOST_USER = env.str("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = env.str("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = env.bool("EMAIL_USE_TLS", True)
EMAIL_TIMEOUT = 10
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'console'}.EmailBackend"
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", f"noreply@{urlsplit(SITE_URL).hostname}")
RETENTION_DAYS = env.int("RETENTION_DAYS", 365)  # the agreement's term; three months later what it allowed goes

# Security --------------------------------------------------------------------

TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", 0)
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = SECURE
SECURE_REDIRECT_EXEMPT = [r"^livez$", r"^readyz$"]
SECURE_HSTS_SECONDS = 63_072_000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
# Whether to enter the browsers' preload list, which is hard to leave, is for the owner of the domain to decide.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = SECURE
SESSION_COOKIE_PATH = CSRF_COOKIE_PATH = "/admin/"
CSRF_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "newsroom.views.untrusted"

# The players a reader may load into an article with a click; hosts are whole names, never patterns.
EMBED_FRAME_HOSTS = [
    "https://www.youtube-nocookie.com",
    "https://t.me",
    "https://www.instagram.com",
    "https://vk.com",
    "https://vkvideo.ru",
    "https://platform.twitter.com",
]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "frame-src": EMBED_FRAME_HOSTS,
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
# The desk's editor brings an import map, which is an inline script, and previews dropped photographs as blobs.
DESK_CONTENT_SECURITY_POLICY = {
    "script-src": [SELF, NONCE],
    "img-src": [SELF, "data:", "blob:"],
}

# The body's editor -----------------------------------------------------------

DJANGO_PROSE_EDITOR_EXTENSIONS = [
    {
        "js": [static_lazy("desk/blocks.js")],
        "extensions": {
            "PhotoRef": html_tags(["figure"], {"figure": ["data-photo"]}),
            "Embed": html_tags(["div"], {"div": ["data-embed"]}),
        },
    }
]

DJANGO_PROSE_EDITOR_MENU_GROUPS = [
    {"group": "headings"},
    {"group": "marks"},
    {"group": "link"},
    {"group": "lists"},
    {"group": "nodes -blockType"},
    {"group": "story"},
    {"group": "table"},
    {"group": "history"},
]

# Voices ----------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line"},
        "failures": {"class": "logging.StreamHandler", "formatter": "line", "level": "ERROR"},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django.server": {"level": "INFO"},
        "newsroom": {"level": "INFO"},
        # The worker raises its own level to INFO and would tell of every task's beginning and end.
        "django_tasks": {"handlers": ["failures"], "propagate": False},
        "django_tasks_db": {"handlers": ["failures"], "propagate": False},
    },
}
