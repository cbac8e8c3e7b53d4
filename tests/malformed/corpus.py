"""What goes wrong elsewhere: words, numbers, days, places, headers and files.

Source: the failures that neighbours of this service published, and the limits of both databases.
"""

from __future__ import annotations

import json

from tests.foundation import uploads

WORDS: tuple[str, ...] = (
    "",
    " ",
    "\0",
    "a\0b",
    "\ud800",
    "x\udfffy",
    "\ufeffword",
    "\u202egnp.exe",
    "\u200b\u2060\u00ad",
    "Z" + "\u0334\u0318\u0322" * 300,
    "e\u0301",
    "🌳" * 200,
    "کیا آپ سنتے ہیں؟",
    "x" * 257,
    "x" * 10_001,
    "word " * 40_000,
    "a\n" * 50_000,
    "one\r\nBcc: x@example.org\r\n\r\n",
    "' OR 1=1 --",
    '"; DROP TABLE comment; --',
    "id;drop",
    "password_hash",
    "{{7*7}}{% import os %}",
    "%(x)s %s %n {0.__class__}",
    "${alert(1)}`</script><img src=x onerror=alert(1)>",
    "=HYPERLINK(1)",
    "../../etc/passwd",
    "..\\..\\win.ini",
    "%00",
    "%2e%2e%2f",
    "//evil.example",
    "/\\evil.example",
    "javascript:alert(1)",
    "https:evil.example",
    "a@b.c, x@y.z",
    "a@" + "b" * 300 + ".example",
    "B9 5QT" * 50,
    "__proto__",
    "[" * 3_000,
    ">" * 3_000,
    "true",
    "null",
    "None",
    "undefined",
    "[object Object]",
)

NUMBERS: tuple[str, ...] = (
    *("0", "-0", "-1", "+1", "1.5", "1e9", "1e400", "-1e400", "0x10", "1_000", "1,000", "٣", "²"),
    *("NaN", "Infinity", "-inf", "2147483648", "9223372036854775807", "9223372036854775808"),
    *(
        "-9223372036854775809",
        "99999999999999999999",
        "9" * 5_000,
        "1" + "0" * 308,
        "0." + "0" * 400,
    ),
    *("1e-320", "½", "१२", " 7 ", "7 7", "£1", "1%", "--1", ".", "e"),
)

DAYS: tuple[str, ...] = (
    *("0000-00-00", "0001-01-01", "1582-10-10", "1899-12-31", "1969-12-31", "2026-02-29"),
    *("2026-02-30", "2026-13-01", "2026-03-29", "2026-10-25", "9999-12-31", "10000-01-01"),
    *("2026-W01-1", "2026-001", "20261101", "２０２６-11-01", "26-1-1", "2026-11-01T25:00"),
    *("0001-01-01T00:00", "9999-12-31T23:59", "2026-03-29T01:30", "2026-11-01T00:00:60Z"),
    *("2026-11-01T00:00+99:99", "2026-11-01T00:00:00+00:00", "-2026-11-01", "24:00", "25:61"),
)

PLAIN: tuple[str, ...] = (
    *(
        "1",
        "2",
        "7",
        "12",
        "25",
        "100",
        "2026",
        "2027",
        "2026-12-01",
        "2027-01-15",
        "10:30",
        "18:00",
    ),
    *("B9 5QT", "ada@example.org", "Ada Example", "Some words that say something.", "yes", "no"),
    *("https://example.org/page", "0121 496 0000", "-1.85,52.47", "true", "Trees along the road."),
)
"""What an honest form may hold, so that what stands beside it is read at all."""

NEAR = ([-1.8505, 52.4695], [-1.8495, 52.4705], [-1.8495, 52.4695], [-1.8505, 52.4705])


def _shape(kind: str, coordinates: object, **more: object) -> str:
    return json.dumps({"type": kind, "coordinates": coordinates, **more})


PLACES: tuple[str, ...] = (
    _shape("Point", [-1.85, 52.47]),
    _shape("Point", [52.47, -1.85]),
    _shape("Point", [406689, 286822]),
    _shape("Point", [-1.85, 52.47, 4, 4]),
    _shape("Point", [None, None]),
    _shape("Point", []),
    _shape("Point", [1e308, -1e308]),
    _shape("Point", [181, 91]),
    _shape("Point", [-1.85, 52.47], crs={"type": "name"}),
    _shape("Point", {"0": 1, "1": 2}),
    _shape("LineString", [[-1.85, 52.47]] * 2),
    _shape("LineString", [[-1.85 + n / 1e5, 52.47] for n in range(501)]),
    _shape("LineString", [[179.9, 0], [-179.9, 0]]),
    _shape("Polygon", [[*NEAR, NEAR[0]]]),
    _shape("Polygon", [NEAR]),
    _shape("Polygon", [[NEAR[0]] * 4]),
    _shape("Polygon", [[[-1.85, 52.47], [-1.84, 52.47], [-1.85, 52.47], [-1.85, 52.47]]]),
    _shape("Polygon", [[[-180, -90], [180, -90], [180, 90], [-180, 90], [-180, -90]]]),
    _shape("Polygon", []),
    _shape("MultiPoint", [[-1.85, 52.47]]),
    '{"type":"Point","coordinates":[NaN,1]}',
    '{"type":"Point","coordinates":[9223372036854775808,1]}',
    '{"type":"GeometryCollection","geometries":[' * 500,
    '{"type":"Feature","geometry":null,"properties":{}}',
    "POINT(-1.85 52.47)",
    "SRID=27700;POINT(406689 286822)",
    "0101000020E6100000",
)

HEADERS: tuple[tuple[str, str], ...] = (
    ("Accept-Language", "x" * 4_000),
    ("Accept-Language", "ur;q=abc,en;q=-1,*;q=9e999,-,;;,\x7f"),
    ("Accept", "text/html;q=\u00b2, application/json;=,;"),
    ("Accept-Encoding", "gzip;q=x,*"),
    ("Authorization", "Bearer"),
    ("Authorization", "Bearer \x80\xff"),
    ("Authorization", "Basic ====="),
    ("Authorization", "Digest username="),
    ("Authorization", "Bearer " + "x" * 5_000),
    ("Cookie", "session=.eJx; session=x; =; ;;"),
    ("Cookie", "session=" + "A" * 6_000),
    ("Cookie", "__Host-session=\xff; language=%00"),
    ("Content-Type", "multipart/form-data"),
    ("Content-Type", "multipart/form-data; boundary="),
    ("Content-Type", "multipart/form-data; boundary=\xff" + "b" * 300),
    ("Content-Type", "application/json; charset=utf-7"),
    ("Content-Type", "application/x-www-form-urlencoded; charset=no-such"),
    ("Content-Type", "/;;=,"),
    ("Content-Type", "text/xml"),
    ("If-None-Match", '"' * 99),
    ("If-None-Match", 'W/"x", ' * 300),
    ("If-Match", "*, x"),
    ("If-Modified-Since", "Thu, 99 Foo 99999 99:99:99 GMT"),
    ("If-Modified-Since", "Mon, 01 Jan 0001 00:00:00 GMT"),
    ("If-Range", "\x7f"),
    ("Range", "bytes=-1"),
    ("Range", "bytes=5-1"),
    ("Range", "bytes=0-0," * 200 + "1-1"),
    ("Range", "bytes=99999999999999999999-"),
    ("Range", "lines=1-2"),
    ("Idempotency-Key", ""),
    ("Idempotency-Key", "k" * 4_000),
    ("Idempotency-Key", "\xa0\x7f"),
    ("Origin", "null"),
    ("Origin", "http://[::1"),
    ("Referer", "http://[x"),
    ("Sec-Fetch-Site", "cross-site"),
    ("X-Forwarded-Host", "evil.example"),
    ("X-Forwarded-For", "999.1.1.1, ::::"),
    ("X-Forwarded-Proto", "gopher"),
    ("X-HTTP-Method-Override", "DELETE"),
    ("X-Requested-With", "\x01"),
    ("User-Agent", "\x7f" * 300),
    ("Host", "evil.example"),
    ("Host", "[::1"),
    ("Host", "a..b:99999"),
    ("Host", "\xff"),
)


def files() -> tuple[tuple[str, str, bytes], ...]:
    """Return (name, content type, content) of files that somebody might try to hand in."""
    picture = uploads.a_picture("PNG")
    sheet = b"PK\x03\x04" + b"\0" * 26 + b"xl/workbook.xml" + b"\xff" * 400
    return (
        ("a.png", "image/png", picture),
        ("a.jpg", "image/jpeg", uploads.a_picture()),
        ("bomb.png", "image/png", uploads.a_head_that_says(50_000, 50_000)),
        ("large.png", "image/png", uploads.a_head_that_says(9_000, 9_000)),
        ("half.png", "image/png", picture[: len(picture) // 2]),
        ("half.jpg", "image/jpeg", uploads.a_picture()[:200]),
        ("grey.png", "image/png", uploads.a_picture("PNG", mode="I;16")),
        ("frames.gif", "image/gif", uploads.a_picture("GIF")),
        ("a.svg", "image/svg+xml", b"<svg xmlns='x' onload='alert(1)'><!ENTITY a 'b'></svg>"),
        ("a.pdf", "application/pdf", uploads.a_pdf()),
        ("half.pdf", "application/pdf", uploads.a_pdf()[:-90]),
        ("named.pdf", "application/pdf", b"%PDF-1.7\n" + b"(" * 5_000),
        ("run.exe", "application/octet-stream", b"MZ" + b"\0" * 200),
        ("a.jpg.html", "text/html", b"\xff\xd8\xff<script>alert(1)</script>"),
        ("a.xlsx", "application/zip", sheet),
        ("a.csv", "text/csv", b'Comment,Name\r\n\0,\xff\xfe\r\n"open'),
        ("wide.csv", "text/csv", b"a," * 20_000 + b"\r\n" + b"1," * 20_000),
        ("utf16.csv", "text/csv", "a,b\r\nü,€".encode("utf-16")),
        ("a.json", "application/json", b"[" * 2_000),
        ("a.geojson", "application/json", b'{"type":"FeatureCollection","features":[{}]}'),
        ("empty", "", b""),
        ("\0../../CON" + "x" * 300, "x/" + "y" * 300, b"\0"),
        ("\u202egpj.exe\r\nX: y", "image/jpeg; charset=\xff", b"\xff" * 3_000),
        ("eicar.txt", "text/plain", b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE"),
    )
