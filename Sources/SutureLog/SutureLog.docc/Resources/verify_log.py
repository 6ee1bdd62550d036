#!/usr/bin/env python3
"""Checks the hashes of a log of Suture, with nothing of Suture: verify_log.py LOG.DB"""
import hashlib
import pathlib
import sqlite3
import sys

COLUMNS = "position, stream, version, previous, type, schema, occurred_on, recorded_at, data, metadata"


def canonical(row):
    columns = [c if isinstance(c, bytes) else str(c).encode() for c in row]
    return b"".join(len(c).to_bytes(4, "big") + c for c in columns)


def main(path):
    db = sqlite3.connect(pathlib.Path(path).resolve().as_uri() + "?mode=ro", uri=True)
    db.text_factory = bytes
    log_id, version, created_at = db.execute("SELECT id, format, created_at FROM log").fetchone()
    head = hashlib.sha256(b"suture %d %s %d" % (version, log_id, created_at)).digest()
    position = 0
    for *row, recorded_hash in db.execute(f"SELECT {COLUMNS}, hash FROM event ORDER BY position"):
        position += 1
        head = hashlib.sha256(head + canonical(row)).digest()
        if row[0] != position:
            sys.exit(f"position {position}: it is missing")
        if head != recorded_hash:
            sys.exit(f"position {position}: its hash does not fit what it holds and the event before it")
    print(f"sound: {position} events, head {position}:{head.hex()}")


main(sys.argv[1])
