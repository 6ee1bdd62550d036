# A daemon that records nothing any more is replaced; one that has nothing to do is left alone.
source "${BASH_SOURCE%/*}/service.bash"

override $'WatchdogSec=2s\nRestartSec=100ms'
suture institution register I-1 --name "First hospital" --type hospital >/dev/null
process=$(property MainPID)
sleep 5
expect "the process after two and a half idle intervals" "$(property MainPID)" "$process"

kill -STOP "$process"
eventually "the stopped daemon is replaced" is NRestarts 1
expect "the position afterwards" "$(status position)" 1
[[ $(property MainPID) != "$process" ]] || fail "the stopped process is still the main one"
expect_match "the reason" "$(journalctl --no-pager --output=cat --unit=sutured.service)" "Watchdog timeout"
expect "core dumps of names and keys" "$(find $state -name 'core*')" ""
