"""Outcomes of trials with the Python library "eventsourcing" on its SQLite recorder, for suture-bench.

Prints "commands N seconds S" for full command cycles, or "events N seconds S" for the replay of one aggregate.
Every setting is the library's own (WAL, synchronous=FULL by SQLite's default). With --cache it keeps aggregates in
memory and does not look for events that another process wrote, so that a cycle needs no read of the database; that is
off by default, since then only one process may write.
"""

import argparse
import os
import sys
import threading
import time
from uuid import NAMESPACE_URL, uuid5

parser = argparse.ArgumentParser()
parser.add_argument("--database", required=True)
parser.add_argument("--threads", type=int, default=1)
parser.add_argument("--seconds", type=float, default=5.0)
parser.add_argument("--cache", action="store_true")
parser.add_argument("--replay", type=int, default=0)
parser.add_argument("--version", action="store_true")
arguments = parser.parse_args()

os.environ["PERSISTENCE_MODULE"] = "eventsourcing.sqlite"
os.environ["SQLITE_DBNAME"] = arguments.database
os.environ["SQLITE_LOCK_TIMEOUT"] = "60"
if arguments.cache:
    os.environ["AGGREGATE_CACHE_MAXSIZE"] = "10000"
    os.environ["AGGREGATE_CACHE_FASTFORWARD"] = "n"

from eventsourcing.application import Application  # noqa: E402
from eventsourcing.domain import Aggregate, event  # noqa: E402
from importlib.metadata import version  # noqa: E402

if arguments.version:
    import sqlite3

    print(version("eventsourcing"), "Python", sys.version.split()[0], "SQLite", sqlite3.sqlite_version)
    sys.exit()

# Without the cache all outcomes of a trial are read again for the next one, so trials are kept short.
OUTCOMES_PER_TRIAL = 100


class Trial(Aggregate):
    @event("Planned")
    def __init__(self, name):
        self.name = name
        self.outcome_count = 0

    @staticmethod
    def create_id(name):
        return uuid5(NAMESPACE_URL, name)

    @event("OutcomeLogged")
    def log_outcome(self, device, result, subject, site, endpoint, value, unit, command_id, actor):
        self.outcome_count += 1


class Trials(Application):
    def plan(self, name):
        trial = Trial(name)
        self.save(trial)
        return trial.id

    def log_outcome(self, trial_id, number):
        trial = self.repository.get(trial_id)
        trial.log_outcome(
            "D-7", "success", f"S-{number % 200}", "SITE-1", "E1", f"{number % 20}.5", "min",
            f"abcdefgh-12-{number:010}", "root",
        )
        self.save(trial)


def record(application, deadline, counts, client):
    number = 0
    while time.monotonic() < deadline:
        if number % OUTCOMES_PER_TRIAL == 0:
            trial_id = application.plan(f"T-{client}-{number}")
        application.log_outcome(trial_id, number)
        number += 1
    counts[client] = number


def measure_commands(application):
    counts = [0] * arguments.threads
    began = time.monotonic()
    deadline = began + arguments.seconds
    threads = [
        threading.Thread(target=record, args=(application, deadline, counts, client))
        for client in range(arguments.threads)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print("commands", sum(counts), "seconds", time.monotonic() - began)


def measure_replay(application):
    trial = Trial("T-1")
    for number in range(arguments.replay - 1):
        trial.log_outcome(
            "D-7", "success", f"S-{number % 200}", "SITE-1", "E1", f"{number % 20}.5", "min",
            f"abcdefgh-12-{number:010}", "root",
        )
    application.save(trial)
    began = time.monotonic()
    again = application.repository.get(trial.id)
    seconds = time.monotonic() - began
    assert again.outcome_count == arguments.replay - 1
    print("events", arguments.replay, "seconds", seconds)


if arguments.replay:
    measure_replay(Trials())
else:
    measure_commands(Trials())
