"""How fast the engine is, what memory it takes, and how both grow: `python tests/benchmarks/extraction.py`.

The text is made here. Growth is the time for twice the length over the time for once: 2 is linear.
"""

import resource
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from articles.extraction import extract

FORENAMES = ("Ann", "Paul", "Maria", "Omar", "Ingrid", "Kwame", "Lina", "Hugo")
SURNAMES = ("Lee", "Roe", "Silva", "Haddad", "Holm", "Osei", "Petrov", "Marchand")
ROLES = ("engineer", "mayor", "lawyer", "economist", "spokesman", "teacher", "farmer", "director")
PLAIN = (
    "From {town} to the coast there are two roads, one along the river and one over the hill, and both are narrow.",
    "In winter the higher one is often shut. A study of 1998 counted 4,000 cars a day on the lower one, a number that",
    "has grown to 11,000 since the harbour took in larger ships, and the old tunnel has one lane for each direction.",
    "Work on the piers began in spring, after the {town} Savings Bank and two other lenders had agreed to pay half of",
    "the cost. The steel came by rail from a mill in the north; the cables were made in the town itself, where 140",
    "people work in three shifts. The deck, which weighs as much as nine loaded trains, was lifted within a week.",
    "Nobody lives on the island in the middle of the river, but birds breed there in May and June, and the builders",
    "kept away from it for ten weeks. The lamps on the bridge are yellow, not white, for the same reason.",
    "The first plan, drawn by Carver Partners of Northport, had three arches and no path for walkers.",
)
ARTICLES = 300
WORDS = 900


def paragraphs(seed: int) -> list[str]:
    """Return one turn of a made-up story: direct, indirect and mixed speech, names, roles, pronouns, plain prose."""
    first, last, role = (table[seed * step % 8] for table, step in ((FORENAMES, 3), (SURNAMES, 5), (ROLES, 7)))
    town = f"{SURNAMES[(seed + 3) % 8]}ville"
    return [
        f"The council of {town} met on Tuesday to decide on the new bridge, which has been planned since 2011.",
        f"“It is late, and it costs more than we were told,” said {first} {last}, a {role} from {town}. “We want it.”",
        f"{last} told reporters the plan, drawn in 2009, had changed {seed % 9 + 2} times, adding that it was safe.",
        f"The bridge will open in May, according to the {town} Harbour Authority, though the road to it will not.",
        f"The {role} said the delay was “a gift to the other bank” and asked for a public inquiry.",
        "Trucks have used the old crossing, built in 1954, for years; on busy days they wait for an hour or more.",
        *(line.format(town=town) for line in PLAIN),
        "“I would not cross a bridge that I had not seen tested,” he said. “Would you?”",
        "Officials said the tests were done, and the results would be published within two weeks.",
    ]


def article(seed: int, size: int) -> str:
    """Return a made-up story of about `size` words."""
    parts: list[str] = []
    count = 0
    while count < size:
        parts += paragraphs(seed + len(parts))
        count = sum(len(part.split()) for part in parts)
    return "\n\n".join(parts)


def seconds(text: str) -> float:
    """Return the processor time that one text takes, the best of three."""
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        extract(text)
        best = min(best, time.process_time() - start)
    return best


def main() -> int:
    """Measure and print."""
    stories = [article(seed, WORDS) for seed in range(ARTICLES)]
    start = time.process_time()
    found = sum(len(extract(story).quotations) for story in stories)
    taken = time.process_time() - start
    words = sum(len(story.split()) for story in stories) / ARTICLES
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    out = [
        f"{ARTICLES} articles of {words:.0f} words, {found} quotations: {ARTICLES / taken:.0f} articles/s on one core",
        f"peak memory of the process {memory:.0f} MB",
    ]
    shapes = {
        "a story": lambda size: article(1, size // 6),
        "one line": lambda size: article(1, size // 6).replace("\n", " "),
        "unclosed marks": lambda size: "“a " * (size // 3),
        "nested marks": lambda size: "“a ‘b " * (size // 6),
        "one long word": lambda size: "a" * size,
        "names": lambda size: "Ann Lee " * (size // 8),
        "cues": lambda size: "he said that " * (size // 13),
    }
    for name, make in shapes.items():
        once, twice = seconds(make(300_000)), seconds(make(600_000))
        out.append(
            f"growth, {name:15} 300 kB {once:6.2f} s, 600 kB {twice:6.2f} s, ratio {twice / max(once, 1e-9):.2f}"
        )
    sys.stdout.write("\n".join(out) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
