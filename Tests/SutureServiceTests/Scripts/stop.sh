# A stop leaves files that need no recovery and a socket that starts the daemon again.
source "${BASH_SOURCE%/*}/service.bash"

suture institution register I-1 --name "First hospital" --type hospital >/dev/null
systemctl stop sutured.service 2>/dev/null
expect "the result" "$(property ActiveState) $(property Result) $(property ExecMainCode) $(property ExecMainStatus)" \
    "inactive success 1 0"
expect "write-ahead logs that are left" "$(find $state -name '*-wal' -size +0)" ""
expect "the socket" "$(systemctl is-active sutured.socket)" active

# Root may look into the log of a stopped daemon without getting in its way.
suture-replay verify $state >/tmp/output || fail "the log is not sound: $(cat /tmp/output)"
expect "the position after the next connection" "$(status position)" 1
expect "warnings" "$(journal_of warning)" ""
