# The first connection starts the daemon.
source "${BASH_SOURCE%/*}/service.bash"

expect "the socket" "$(systemctl is-active sutured.socket)" active
expect "the service before the first connection" "$(property ActiveState)" inactive

expect "the position of a new log" "$(status position)" 0
expect "the service after the first connection" "$(property ActiveState)/$(property SubState)" active/running
expect "the status text" "$(property StatusText)" "serving $(status logId) at position 0"
expect "the daemon's account" "$(stat --format=%U "/proc/$(property MainPID)")" suture
expect "the state directory" "$(stat --format='%a %U' $state)" "700 suture"
expect "files that others may open" "$(find $state -mindepth 1 -perm /077)" ""
expect "all that the journal has of it" "$(journal_of debug)" \
    $'the read models are made anew from the log\nserving position=0'
expect "what of it is a notice" "$(journal_of notice)" "$(journal_of debug)"
expect "what of it is a warning" "$(journal_of warning)" ""
