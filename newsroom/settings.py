"""Settings. All that differs between installations comes from the environment, and is read only here."""

from pathlib import Path

from newsroom.environment import (
    cache,
    database,
    env,
    file_stores,
    flag,
    modules,
    number,
    one_of,
    secret_key,
    stop,
    time_zone,
    words,
)

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(env.str("NEWSROOM_VAR", "") or BASE_DIR / "var")

DEBUG = flag("NEWSROOM_DEBUG", False)
SECRET_KEY = secret_key("NEWSROOM_SECRET_KEY", VAR_DIR)
ALLOWED_HOSTS = words("NEWSROOM_ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = words("NEWSROOM_TRUSTED_ORIGINS", [])
SITE_NAME = env.str("NEWSROOM_SITE_NAME", "On the Record")

INSTALLED_APPS = [
    "articles.apps.ArticlesConfig",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_filters",
    "simple_history",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "newsroom.security.content_security_policy",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "articles.admin.language.desk_language",
    "simple_history.middleware.HistoryRequestMiddleware",
]

ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "newsroom.context.site",
            ],
        },
    },
]

DATABASES = {"default": database("DATABASE_URL", f"sqlite:///{VAR_DIR / 'db.sqlite3'}")}
CACHES = {"default": cache("CACHE_URL", "locmem://")}
FIXTURE_DIRS = [BASE_DIR / "fixtures"]

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

# The words of the whole public site are in one language, so that its pages can be kept by caches.
LANGUAGES = [("az", "Azərbaycanca"), ("en", "English"), ("fr", "Français"), ("ru", "Русский")]
LANGUAGE_CODE = one_of("NEWSROOM_LANGUAGE", "en", dict(LANGUAGES))
LOCALE_PATHS = [BASE_DIR / "articles" / "locale"]
FORMAT_MODULE_PATH = ["newsroom.formats"]
TIME_ZONE = time_zone("NEWSROOM_TIME_ZONE", "UTC")
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
MEDIA_URL = "media/"
MEDIA_ROOT = VAR_DIR / "media"
STORAGES = {**file_stores(VAR_DIR), "staticfiles": {"BACKEND": "newsroom.static.StaticStorage"}}
WHITENOISE_USE_FINDERS = True

HTTPS = flag("NEWSROOM_HTTPS", False)
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = number("NEWSROOM_HSTS_SECONDS", 31_536_000 if HTTPS else 0, 0, 63_072_000)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if flag("NEWSROOM_BEHIND_PROXY", False) else None
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "articles.views.errors.refused"
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
# An article with a few hundred quotations on its desk page sends a field for each of their columns.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000

# The newsroom's own desk checks: see articles/editorial/checks.
NEWSROOM_CHECKS = modules("NEWSROOM_CHECKS")

LOG_LEVEL = env.str("NEWSROOM_LOG_LEVEL", "WARNING").upper()
if LOG_LEVEL not in {"DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"}:
    stop("NEWSROOM_LOG_LEVEL", "is none of DEBUG, INFO, WARNING, ERROR, CRITICAL")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": LOG_LEVEL},
    "loggers": {"django": {"handlers": [], "level": LOG_LEVEL, "propagate": True}},
}
