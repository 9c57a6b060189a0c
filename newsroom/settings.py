"""Django settings, read from environment variables; README.md lists them all."""

from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from newsroom import env
from newsroom.database_url import parse_database_url
from newsroom.secret_key import kept_secret_key

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = env.read_path("VAR_DIR", default=BASE_DIR / "var")

# A local archive needs no settings and answers to this machine alone; a production one must be given its key and its
# hosts. Whoever turns DEBUG off by hand means production.
DEBUG = env.read_bool("DEBUG", default=False)
PRODUCTION = (
    env.read_choice(
        "NEWSROOM_ENV",
        ("local", "production"),
        default="local" if env.read_bool("DEBUG", default=True) else "production",
    )
    == "production"
)
SECRET_KEY = env.read_text("SECRET_KEY")
ALLOWED_HOSTS = env.read_list("ALLOWED_HOSTS")
LOOPBACK = ["localhost", "127.0.0.1", "[::1]"]

if PRODUCTION:
    if DEBUG:
        raise ImproperlyConfigured("DEBUG=True shows the program's inside to visitors; it is refused in production.")
    if not SECRET_KEY:
        raise ImproperlyConfigured("SECRET_KEY must be set in production: at least 50 random characters, kept secret.")
    if not ALLOWED_HOSTS:
        raise ImproperlyConfigured("ALLOWED_HOSTS must be set in production: the site's host names, with commas.")
else:
    SECRET_KEY = SECRET_KEY or kept_secret_key(VAR_DIR / "secret_key")
    ALLOWED_HOSTS = ALLOWED_HOSTS or LOOPBACK
    if strangers := [host for host in ALLOWED_HOSTS if host not in LOOPBACK]:
        raise ImproperlyConfigured(
            f"ALLOWED_HOSTS names {', '.join(strangers)}, but a local archive answers to this machine alone; "
            "set NEWSROOM_ENV=production to serve others."
        )

CSRF_TRUSTED_ORIGINS = env.read_origins("CSRF_TRUSTED_ORIGINS")

# HTTPS: whether visitors reach the site by https, through a proxy or not.
HTTPS = env.read_bool("HTTPS", default=PRODUCTION)
SECURE_SSL_REDIRECT = env.read_bool("SECURE_SSL_REDIRECT", default=HTTPS)
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = env.read_int("SECURE_HSTS_SECONDS", default=3600 if HTTPS else 0)
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.read_bool("SECURE_HSTS_INCLUDE_SUBDOMAINS", default=HTTPS)
# Of no effect below a year of SECURE_HSTS_SECONDS.
SECURE_HSTS_PRELOAD = SECURE_HSTS_INCLUDE_SUBDOMAINS
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
BEHIND_PROXY = env.read_bool("BEHIND_PROXY", default=False)
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# Whose X-Forwarded-For is believed; without any, the address of whoever connects is the visitor's.
TRUSTED_PROXIES = env.read_networks("TRUSTED_PROXIES")

# What one visitor may ask for: (how many, in how many seconds), or None for no limit. Offices share one address.
RATE_LIMITS = {
    "api": env.read_rate("RATE_LIMIT_API", default="300/1m"),
    "files": env.read_rate("RATE_LIMIT_FILES", default="60/10m"),
    "login": env.read_rate("RATE_LIMIT_LOGIN", default="10/15m"),
    "report": env.read_rate("RATE_LIMIT_REPORT", default="20/1h"),
}

# Working days in which readers' reports are to be taken up, and answered; what a report was promised stays promised.
REPORT_DAYS = {
    "accept": env.read_int("REPORT_ACCEPT_DAYS", default=1, minimum=1),
    "answer": env.read_int("REPORT_ANSWER_DAYS", default=5, minimum=1),
}

# Whether views and searches are counted by day, without address, session or user; the editors' queue is ordered by it.
COUNT_READERS = env.read_bool("COUNT_READERS", default=True)

# Pages load nothing but the site's own files and run no script or style that stands in the page itself. The images of
# the admin's calendar and some of its marks are data.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

INSTALLED_APPS = [
    "newsroom.desk.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "csp",
    "django_filters",
    "newsroom",
    "articles",
    "entities",
]

MIDDLEWARE = [
    "newsroom.call_stack.in_one_piece",
    "newsroom.bodiless.BodilessHeadMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Before whatever answers 304 or keeps answers whole: those are read as well.
    "articles.usage.middleware.CountReadersMiddleware",
    # A page of Chinese is a fifth of its size on its way; static files are packed beforehand, by whitenoise.
    "newsroom.packing.PackingMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "newsroom.methods.MethodsMiddleware",
    "newsroom.kept_pages.KeptPagesMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "articles.views.moved_addresses.MovedAddressMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "newsroom.own_passwords.OwnPasswordMiddleware",
    "articles.admin.acting.ActingMiddleware",
    "articles.admin.busy.BusyDeskMiddleware",
]

ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            # Tags of a part that stands above those of the lists and articles.
            "libraries": {"clippings": "articles.clippings.marks"},
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

if database_url := env.read_text("DATABASE_URL"):
    DATABASES = {"default": parse_database_url(database_url)}
else:
    DATABASES = {
        "default": {
            "ENGINE": "newsroom.embedded_postgres",
            "NAME": "newsroom",
            "OPTIONS": {"folder": VAR_DIR / "postgres"},
        }
    }
DATABASES["default"] |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
# Seconds that one statement of a web request may take; commands have all the time they need.
STATEMENT_TIMEOUT = env.read_int("STATEMENT_TIMEOUT", default=20, minimum=1)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{validator}"}
    for validator in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
FORMAT_MODULE_PATH = "newsroom.formats"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static" if PRODUCTION else None
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage",
    },
}
# A local archive serves static files from where they lie, so that nothing has to be collected.
WHITENOISE_USE_FINDERS = not PRODUCTION

# Memory in which a process of the server keeps the answers it made; they hold until the archive changes.
KEPT_MEGABYTES = env.read_int("KEPT_MEGABYTES", default=64)
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

# The figures of `manage.py evaluate --store`, which the quality page shows; they come with the program.
QUALITY_FIGURES = BASE_DIR / "fixtures" / "quality.json"

# The largest file that ingest takes in: a hundred printed pages. Cutting takes a few hundred times its bytes of memory.
INGEST_MAX_BYTES = env.read_int("INGEST_MAX_BYTES", default=4 * 1024 * 1024, minimum=1)
SEARCH_INDEX_DIR = VAR_DIR / "index"

LOG_LEVEL = env.read_choice("LOG_LEVEL", ("DEBUG", "INFO", "WARNING", "ERROR"), default="INFO")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": LOG_LEVEL},
    "loggers": {"django": {"handlers": [], "level": LOG_LEVEL}},
}
