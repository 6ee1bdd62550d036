# A daemon that cannot start is tried again until it can; the socket and who waits at it outlive that.
source "${BASH_SOURCE%/*}/service.bash"

override RestartSec=100ms
grant readers nobody-knows
expect "the start" "$(exit_status systemctl start sutured.service)" 1
suture status --json >/tmp/answer 2>/tmp/notice &
waiting=$!
at_least_six_starts() { (($(property NRestarts) >= 6)); }
eventually "it is tried more often than systemd's own limit allows" at_least_six_starts
eventually "the client that waits says so" grep --quiet "waiting for the daemon" /tmp/notice
expect "the socket" "$(systemctl is-active sutured.socket)" active
expect_match "the complaint" "$(journal_of err)" "access.readers: \"nobody-knows\" is not"

grant readers ""
wait $waiting || fail "the client that waited was not answered: $?"
expect "the client that waited" "$(member position </tmp/answer)" 0
expect "the service" "$(property ActiveState)" active
