"""Measure the engine on confirmed quotations: `python tests/benchmarks/quotes_score.py GOLD.jsonl [PREDICTED.jsonl]`.

GOLD holds lines {"id", "text", "quotes": [{"content", "cue", "source", "speaker", "kind"}]}. Without PREDICTED the
engine reads the texts. Also prints how often each step of its confidence proved right.
"""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from articles.extraction.__main__ import as_json
from articles.extraction.engine import extract
from articles.extraction.scoring import Quote, Report, calibration, score


def read(path: str) -> list[dict[str, object]]:
    """Return the records of a file of JSON lines."""
    with Path(path).open(encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def lines(report: Report) -> list[str]:
    """Return the figures as lines to read."""
    rates = {
        "(a) direct found": report.direct_found,
        "(b) all found": report.all_found,
        "(e) end to end": report.end_to_end,
        "(e) end to end, direct": report.end_to_end_direct,
    }
    shares = {"(c) source": report.source, "(d) last name": report.last_name, "(d) full name": report.full_name}
    out = [f"texts {report.texts}"]
    out += [
        f"{k:24} P {100 * r.precision:5.1f}  R {100 * r.recall:5.1f}  F1 {100 * r.f1:5.1f}" for k, r in rates.items()
    ]
    return out + [f"{key:24} {100 * share:5.1f}" for key, share in shares.items()]


def main(arguments: list[str]) -> int:
    """Score and print; return the exit status."""
    if not 1 <= len(arguments) <= 2:
        sys.stderr.write(f"{__doc__}\n")
        return 2
    gold = read(arguments[0])
    predicted: dict[object, list[Quote]] = (
        {record["id"]: record["quotes"] for record in read(arguments[1])}
        if len(arguments) == 2
        else {record["id"]: [as_json(q) for q in extract(str(record["text"])).quotations] for record in gold}
    )
    triples = [(str(r["text"]), r["quotes"], predicted.get(r["id"], [])) for r in gold]
    out = lines(score(triples))
    out += [
        f"confidence {low:.1f}-{high:.1f}: {n:5} quotations, right {100 * right:5.1f} %"
        for low, high, n, right in calibration(triples)
    ]
    sys.stdout.write("\n".join(out) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
