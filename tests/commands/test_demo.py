"""`manage.py demo` sets up a newsroom that can be looked at, and changes nothing the second time."""

import socket

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command

from articles.models import Article, Quote

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def var(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    settings.STATIC_ROOT = tmp_path / "static"


def password_in(said: str) -> str:
    return said.split("password ")[1].split(maxsplit=1)[0]


def test_the_demo_has_both_stories_with_quotations_and_an_editor_who_can_log_in(capsys):
    call_command("demo", "--no-serve")
    assert Article.objects.published().count() == 2
    assert Quote.objects.public().count() > 20
    editor = authenticate(username="editor", password=password_in(capsys.readouterr().out))
    assert editor.is_staff


def test_a_second_run_changes_nothing_and_says_the_same(capsys):
    call_command("demo", "--no-serve")
    said = capsys.readouterr().out
    Article.objects.filter(headline__contains="France").update(headline="Changed by the editor")
    rows = list(Article.objects.order_by("pk").values()), list(Quote.objects.order_by("pk").values())
    call_command("demo", "--no-serve")
    assert capsys.readouterr().out == said
    assert (list(Article.objects.order_by("pk").values()), list(Quote.objects.order_by("pk").values())) == rows


def test_a_port_in_use_is_said_before_anything_is_set_up():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(CommandError, match=f"--port {port}: .*in use"):
            call_command("demo", "--port", str(port))
    assert not Article.objects.exists()


@pytest.mark.parametrize("port", ["0", "70000"])
def test_a_port_that_is_none_is_refused(port):
    with pytest.raises(CommandError, match="1 to 65535"):
        call_command("demo", "--port", port)
