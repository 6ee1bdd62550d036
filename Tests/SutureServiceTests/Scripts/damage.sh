# A log that was tampered with is served for reading and nothing is added to it; everyone can see why.
source "${BASH_SOURCE%/*}/service.bash"

suture institution register I-1 --name "First hospital" --type hospital >/dev/null
suture institution register I-2 --name "Second hospital" --type hospital >/dev/null
systemctl stop sutured.service 2>/dev/null
runuser --user suture -- python3 - $state/log.db <<'PYTHON'
import sqlite3, sys
log = sqlite3.connect(sys.argv[1])
triggers = log.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
for name, _ in triggers:
    log.execute(f"DROP TRIGGER {name}")
log.execute("UPDATE event SET data = replace(data, 'First', 'Worst') WHERE position = 1")
for _, definition in triggers:
    log.execute(definition)
log.commit()
log.close()
PYTHON

expect_match "reading" "$(suture show institution/I-2)" "Second hospital"
expect "recording" "$(exit_status suture institution register I-3 --name "Third hospital" --type hospital)" 5
expect_match "what a recorder is told" "$(cat /tmp/output)" "read-only.*position 1"
expect_match "what the journal has" "$(journal_of crit)" "only reads are served: the log is damaged at position 1"
expect_match "the status text" "$(property StatusText)" "^read-only \(the log is damaged at position 1: .*\), serving "
expect "starts" "$(property NRestarts)" 0
