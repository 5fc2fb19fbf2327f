"""How templates write dates and terms."""

import pytest
from django.utils import translation

from articles.models import Role
from articles.templatetags.record import partial_date, period, quoted


@pytest.mark.parametrize(
    ("language", "since", "until"),
    [
        ("en", "since December 2021", "until 27 December 2021"),
        ("fr", "depuis décembre 2021", "jusqu’à 27 décembre 2021"),
        ("ru", "с декабря 2021", "до 27 декабря 2021 г."),
    ],
)
def test_the_term_of_a_role_reads_as_in_the_language_of_the_page(language, since, until):
    with translation.override(language):
        assert period(Role(start="2021-12")) == since
        assert period(Role(end="2021-12-27")).replace("'", "’") == until


def test_a_date_is_written_as_far_as_it_is_known():
    assert [partial_date(value) for value in ("2021", "2021-12", "2021-12-27", "2021-02-31", "")] == [
        "2021",
        "December 2021",
        "27 December 2021",
        "28 February 2021",
        "",
    ]


@pytest.mark.parametrize(
    ("language", "marked"),
    [("en", "“a &lt;b&gt;”"), ("fr", "«\u00a0a &lt;b&gt;\u00a0»"), ("ru", "«a &lt;b&gt;»"), ("az", "«a &lt;b&gt;»")],
)
def test_words_stand_between_the_marks_of_the_language_around_them(language, marked):
    with translation.override(language):
        assert quoted("a <b>") == marked


def test_words_in_another_language_say_so():
    assert quoted("il l’a dit {}", "fr") == '“<span lang="fr" dir="ltr">il l’a dit {}</span>”'
