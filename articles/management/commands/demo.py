"""`manage.py demo`: a newsroom with two stories and an editor, served as in production. Safe to run again."""

import os
import secrets
import socket
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections

from articles.models import Article

EDITOR = "editor"
HOST = "127.0.0.1"


class Command(BaseCommand):
    help = "Set up a database with the two seed stories and an editor's account, and serve the site."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=8000, help="where to serve (default 8000)")
        parser.add_argument("--no-serve", action="store_true", help="set up only")

    def handle(self, **options: Any) -> None:
        port = options["port"]
        if not options["no_serve"]:
            check_free(port)
        try:
            call_command("migrate", verbosity=0, interactive=False)
            if not Article.objects.exists():
                call_command("loaddata", "seeds", verbosity=0)
        except DatabaseError as error:
            raise CommandError(f"The database does not answer as it should: {first_line(error)}") from error
        call_command("collectstatic", verbosity=0, interactive=False)
        password = editor_password(settings.VAR_DIR / "demo_password")
        site = f"http://{HOST}:{port}/"
        self.stdout.write(f"The site   {site}\nThe desk   {site}admin/   user {EDITOR}, password {password}")
        if not options["no_serve"]:
            self.stdout.write("Stop it with Ctrl-C.")
            self.stdout.flush()
            connections[DEFAULT_DB_ALIAS].close()
            serve(port)


def first_line(error: Exception) -> str:
    """Return the first line of what an error says."""
    return (str(error).strip() or type(error).__name__).splitlines()[0]


def check_free(port: int) -> None:
    """Raise CommandError where nothing can be served at `port`, before anything is set up."""
    if not 0 < port < 65536:
        raise CommandError(f"--port {port}: a port is a number from 1 to 65535.")
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise CommandError(f"--port {port}: {error.strerror}. Choose another one.") from error


def editor_password(path: Path) -> str:
    """Return the editor's password, making account and password at the first call; kept in `path`, mode 0600.

    An account that is there already keeps the password that it has: then it is the one in `path`, or one of its own.
    """
    users = get_user_model()._default_manager
    if users.filter(username=EDITOR).exists():
        return path.read_text().strip() if path.exists() else "as you set it"
    password = secrets.token_urlsafe(9)
    path.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(password + "\n")
    users.create_superuser(EDITOR, password=password)
    return password


def serve(port: int) -> None:
    """Become the server that production uses, with its defaults; see README.md."""
    server = [sys.executable, "-m", "granian", "--interface", "wsgi", "--blocking-threads", "4"]
    options = ["--host", HOST, "--port", str(port), "--log-level", "warning"]
    os.execv(sys.executable, [*server, *options, "newsroom.wsgi:application"])  # noqa: S606
