"""The scorer, on an example worked out by hand."""

import pytest

from articles.extraction.scoring import calibration, name_words, same_full, same_last, score

TEXT = (
    '"We won," said Ann Lee.\nBob Ray said it was a "sad mess" today. He added that taxes rise.\n'
    'The "big apple" is red.'
)


def quote(content: str, source: str | None, speaker: str | None, confidence: float = 0.9) -> dict[str, object]:
    at = TEXT.index(content)
    start = TEXT.index(source) if source else 0
    span = [start, start + len(source)] if source else None
    return {"content": [at, at + len(content)], "source": span, "speaker": speaker, "confidence": confidence}


GOLD = [
    quote("We won", "Ann Lee", "Ann Lee"),
    quote('it was a "sad mess" today', "Bob Ray", "Bob Ray"),
    quote("that taxes rise", "He ", "Bob Ray"),
]


def test_the_truth_scores_full_marks() -> None:
    report = score([(TEXT, GOLD, GOLD)])
    assert report.end_to_end.f1 == 1
    assert report.direct_found.f1 == 1
    assert (report.source, report.last_name, report.full_name) == (1, 1, 1)


def test_nothing_found_scores_nothing() -> None:
    report = score([(TEXT, GOLD, [])])
    assert report.all_found.f1 == 0
    assert report.full_name == 0


def test_a_title_in_marks_costs_precision_and_a_bit_of_a_mixed_quotation_does_not() -> None:
    found = [GOLD[0], quote("sad mess", "Bob Ray", "Bob Ray"), quote("big apple", None, None)]
    report = score([(TEXT, GOLD, found)])
    assert report.direct_found.precision == pytest.approx(1 / 2)
    assert report.direct_found.recall == 1
    assert report.all_found.precision == pytest.approx(1 / 3)


def test_that_before_reported_words_does_not_count() -> None:
    report = score([(TEXT, [GOLD[2]], [quote("taxes rise", "He ", "Bob Ray")])])
    assert report.end_to_end.f1 == 1


def test_a_surname_alone_is_the_last_name_and_not_the_full_one() -> None:
    report = score([(TEXT, [GOLD[0]], [quote("We won", "Ann Lee", "Lee")])])
    assert (report.last_name, report.full_name) == (1, 0)


def test_names_are_compared_without_titles_initials_and_diacritics() -> None:
    assert name_words("Sen. Zoé Béranger Jr.") == ["zoe", "beranger"]
    assert same_full("Ann B. Lee", "Mayor Ann Lee")
    assert same_last("Jean Béranger", "Mr. Beranger")
    assert not same_last("Ann Lee", "Mary Lee")


def test_calibration_counts_each_step_of_confidence() -> None:
    found = [quote("We won", "Ann Lee", "Ann Lee", 0.95), quote("big apple", None, None, 0.15)]
    assert calibration([(TEXT, GOLD, found)]) == [(0.1, 0.2, 1, 0.0), (0.9, 1.0, 1, 1.0)]
