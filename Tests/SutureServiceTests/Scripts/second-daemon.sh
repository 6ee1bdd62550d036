# One log has one writer: a second daemon on the same directory is refused and does the first no harm.
source "${BASH_SOURCE%/*}/service.bash"

suture institution register I-1 --name "First hospital" --type hospital >/dev/null
expect "the second daemon" "$(exit_status runuser --user suture -- sutured --config $configuration --socket /tmp/second)" 1
expect_match "what it says" "$(cat /tmp/output)" "^sutured: another sutured uses $state"
[[ ! -e /tmp/second ]] || fail "the second daemon listened before it looked"
expect "the first one's position" "$(status position)" 1
expect "starts of the first one" "$(property NRestarts)" 0
