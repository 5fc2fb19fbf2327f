"""Reading the environment: a bad value stops the start with one line that names it."""

import os
import secrets
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NoReturn, TypeVar
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from environs import Env, EnvError, validate

T = TypeVar("T")
DATABASES = {"sqlite": "sqlite", "postgres": "postgresql", "postgresql": "postgresql"}
CACHES = {"locmem", "dummy", "redis", "rediss", "file"}

env = Env()


def stop(name: str, why: str) -> NoReturn:
    """End the process with status 1 and one line on standard error; the value itself may be secret and is not shown."""
    sys.stderr.write(f"{name}: {why}\n")
    raise SystemExit(1)


def read(reader: Callable[..., T], name: str, *args: Any, why: str, **kwargs: Any) -> T:
    """Return the variable `name` as `reader` (a method of `env`) makes it of it, or stop, saying `why`."""
    try:
        return reader(name, *args, **kwargs)
    except (EnvError, ValueError):
        stop(name, why)


def flag(name: str, default: bool) -> bool:
    """Return a yes-or-no variable."""
    return read(env.bool, name, default, why="is neither true nor false")


def number(name: str, default: int, low: int, high: int) -> int:
    """Return a whole number within bounds, both included."""
    why = f"is not a whole number from {low} to {high}"
    return read(env.int, name, default, why=why, validate=validate.Range(low, high))


def words(name: str, default: list[str]) -> list[str]:
    """Return a list that is written with commas."""
    return [word.strip() for word in env.list(name, default) if word.strip()]


def modules(name: str) -> list[str]:
    """Return Python modules, written with commas; whether all of each can be imported shows once the apps are ready."""
    given = words(name, [])
    for module in given:
        if not all(part.isidentifier() for part in module.split(".")):
            stop(name, f"“{module}” is no name of a module; write one such as ournews.checks")
        if find_spec(module.partition(".")[0]) is None:
            stop(name, f"there is no module “{module}”; is it installed, or beside manage.py?")
    return given


def one_of(name: str, default: str, choices: dict[str, str]) -> str:
    """Return one of the keys of `choices`."""
    given: str = env.str(name, default)
    if given not in choices:
        stop(name, f"“{given}” is none of {', '.join(choices)}")
    return given


def time_zone(name: str, default: str) -> str:
    """Return the name of a time zone in the IANA database."""
    zone: str = env.str(name, default)
    try:
        ZoneInfo(zone)
    except (ValueError, OSError, LookupError):
        stop(name, "names no time zone of the IANA database; write one such as Europe/Paris")
    return zone


def database(name: str, default: str) -> dict[str, Any]:
    """Return Django's settings for one database, from a URL: sqlite:///… or postgres://user:password@host:port/name."""
    url = env.str(name, default)
    form = "; write sqlite:///path/to/file or postgres://user:password@host:port/name"
    try:
        scheme = urlsplit(url).scheme
        if scheme not in DATABASES:
            stop(name, f"“{scheme}” is no database that On the Record runs on" + form if scheme else "is no URL" + form)
        config = env.dj_db_url(name, default)
    except (EnvError, ValueError):
        stop(name, "is no URL of a database" + form)
    if not config.get("NAME"):
        stop(name, "names no database" + form)
    return config | (_SQLITE if DATABASES[scheme] == "sqlite" else _postgres(name))


_SQLITE: dict[str, Any] = {
    "OPTIONS": {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    }
}


def _postgres(name: str) -> dict[str, Any]:
    need("psycopg", name, "PostgreSQL", "postgres")
    return {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}


def need(module: str, name: str, what: str, extra: str) -> None:
    """Stop where what the variable `name` asks for needs a package that is not installed."""
    if find_spec(module) is None:
        stop(name, f"asks for {what}, whose package is not installed; run: pip install -e '.[{extra}]'")


def cache(name: str, default: str) -> dict[str, Any]:
    """Return Django's settings for the cache, from a URL: locmem://, file:///… or redis://host:port/number."""
    form = "; write locmem://, file:///path/to/folder or redis://host:port/0"
    try:
        if urlsplit(env.str(name, default)).scheme not in CACHES:
            stop(name, "is no cache that On the Record runs on" + form)
        config: dict[str, Any] = env.dj_cache_url(name, default)
    except (EnvError, ValueError):
        stop(name, "is no URL of a cache" + form)
    if "redis" in config["BACKEND"]:
        need("redis", name, "Redis", "redis")
        config["BACKEND"] = "django.core.cache.backends.redis.RedisCache"
    return config


def file_stores(folder: Path) -> dict[str, dict[str, Any]]:
    """Return the stores of public renditions (`default`) and of private originals.

    Folders below `folder`, or, where NEWSROOM_S3_BUCKET is set, a bucket of an S3-compatible service at
    NEWSROOM_S3_ENDPOINT; its credentials are read by the client itself (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY).
    """
    bucket: str = env.str("NEWSROOM_S3_BUCKET", "")
    if not bucket:
        here = "django.core.files.storage.FileSystemStorage"
        private = {"location": folder / "originals", "base_url": None, "file_permissions_mode": 0o600}
        return {
            "default": {"BACKEND": here, "OPTIONS": {"location": folder / "media"}},
            "originals": {"BACKEND": here, "OPTIONS": private},
        }
    need("storages", "NEWSROOM_S3_BUCKET", "S3", "s3")
    there = "storages.backends.s3.S3Storage"
    shared = {
        "bucket_name": bucket,
        "endpoint_url": env.str("NEWSROOM_S3_ENDPOINT", "") or None,
        "file_overwrite": False,
    }
    return {
        "default": {"BACKEND": there, "OPTIONS": shared | {"location": "media", "querystring_auth": False}},
        "originals": {"BACKEND": there, "OPTIONS": shared | {"location": "originals", "default_acl": "private"}},
    }


def secret_key(name: str, folder: Path) -> str:
    """Return the secret key: the variable, else the one kept in `folder`, made at first start, readable by its owner.

    Two processes that start at once agree on one key: whoever links the finished file first wins.
    """
    given: str = env.str(name, "")
    if given:
        return given if len(given) >= 32 else stop(name, "is shorter than 32 characters")
    path = folder / "secret_key"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        draft = folder / f".secret_key.{os.getpid()}"
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(50))
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text().strip()
