"""Every case in `cases/` gives what the file beside it expects; what the engine cannot do yet is listed as failing."""

import pytest

from tests.extraction.case_files import Case, found, load

CASES = load()


def _parameter(case: Case):
    marks = [pytest.mark.xfail(reason=case.fails, strict=True)] if case.fails else []
    return pytest.param(case, id=case.name, marks=marks)


@pytest.mark.parametrize("case", [_parameter(case) for case in CASES])
def test_the_case_gives_what_is_expected(case: Case) -> None:
    assert found(case.text) == case.expected


def test_there_are_at_least_150_cases() -> None:
    assert len(CASES) >= 150
