"""The words that news agencies put into a picture by IPTC-IIM 4.2: datasets by record and number."""

_UTF8 = b"\x1b%G"
_CHARACTER_SET = (1, 90)
_DATASETS_AT_MOST = 2000


def read(data: bytes) -> dict[tuple[int, int], list[str]]:
    """Return the values of each dataset, (2, 120) for the caption; what cannot be read ends the reading.

    Text is UTF-8 where the file says so or where it can be; else it is read as Windows-1252, which most programs meant.
    """
    raw: dict[tuple[int, int], list[bytes]] = {}
    place = 0
    for _ in range(_DATASETS_AT_MOST):
        if place + 5 > len(data) or data[place] != 0x1C:
            break
        key, length = (data[place + 1], data[place + 2]), int.from_bytes(data[place + 3 : place + 5], "big")
        place += 5
        if length & 0x8000:  # an extended dataset: the length of its length comes first
            digits = length & 0x7FFF
            length = int.from_bytes(data[place : place + digits], "big") if digits <= 4 else len(data)
            place += digits
        if place + length > len(data):
            break
        raw.setdefault(key, []).append(data[place : place + length])
        place += length
    said_utf8 = _UTF8 in raw.get(_CHARACTER_SET, [])
    return {key: [_text(value, said_utf8) for value in values] for key, values in raw.items()}


def _text(value: bytes, said_utf8: bool) -> str:
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value.decode("utf-8" if said_utf8 else "cp1252", "replace")
