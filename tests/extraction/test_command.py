"""`python -m articles.extraction`: files or JSON lines in, JSON lines out, one clear line for each bad input."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TEXT = '"It rains," said Ann Lee.'


def run(*arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "articles.extraction", *arguments]
    return subprocess.run(command, input=given, capture_output=True, cwd=ROOT, check=False)


def test_a_file_gives_one_json_line(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    result = run(str(path))
    assert result.returncode == 0
    quotation = json.loads(result.stdout)["quotes"][0]
    confidence = quotation.pop("confidence")
    assert quotation == {
        "content": [[1, 9]],
        "cue": [12, 16],
        "source": [17, 24],
        "speaker": "Ann Lee",
        "kind": "direct",
    }
    assert 0 <= confidence <= 1


def test_json_lines_keep_their_ids() -> None:
    lines = [json.dumps({"id": 7, "text": TEXT}), "", json.dumps({"id": "b", "text": ""})]
    result = run("--jsonl", given="\n".join(lines).encode())
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == [7, "b"]
    assert result.returncode == 0


def test_standard_input_is_read_where_no_file_is_given() -> None:
    assert json.loads(run(given=TEXT.encode()).stdout)["id"] == "-"


def test_a_bad_json_line_is_named_and_the_others_go_on() -> None:
    good = json.dumps({"id": 1, "text": TEXT}).encode()
    result = run("--jsonl", given=b"\n".join([b"{", good, b'{"id": 2}', b"\xff", b"[1]", good]))
    assert result.returncode == 1
    assert len(result.stdout.splitlines()) == 2
    assert result.stderr.decode().splitlines() == [
        "standard input, line 1: not JSON",
        'standard input, line 3: expected an object with "id" and "text"',
        "standard input, line 4: not UTF-8",
        'standard input, line 5: expected an object with "id" and "text"',
    ]


def test_a_missing_file_and_one_that_is_not_utf8_are_named_and_the_others_go_on(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.txt", tmp_path / "bad.txt"
    good.write_text(TEXT, encoding="utf-8")
    bad.write_bytes(b"\xff\xfe")
    result = run(str(tmp_path / "none.txt"), str(bad), str(good))
    assert result.returncode == 1
    assert len(result.stdout.splitlines()) == 1
    assert result.stderr.decode().splitlines() == [
        f"{tmp_path / 'none.txt'}: No such file or directory",
        f"{bad}: not UTF-8",
    ]


def test_lone_surrogates_in_json_pass_through() -> None:
    result = run("--jsonl", given=b'{"id": "\\ud800", "text": "\\ud800 said \\udfff"}')
    assert result.returncode == 0


def test_it_starts_without_django() -> None:
    code = "import sys, articles.extraction.__main__; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
