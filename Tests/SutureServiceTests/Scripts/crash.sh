# A daemon that is killed again and again while commands are recorded loses none, and records none twice.
source "${BASH_SOURCE%/*}/service.bash"

override RestartSec=100ms
count=30
record_all() {
    local number
    for ((number = 1; number <= count; number++)); do
        until suture institution register "I-$number" --name "Hospital $number" --type hospital \
            --command-id "command-$number" >>/tmp/receipts 2>>/tmp/broken; do :; done
    done
}
receipt_count() { wc --lines <"/tmp/receipts"; }
more_than() { (($(receipt_count) > $1)); }

: >/tmp/receipts
record_all &
recording=$!
starts=0
# Killed from outside, and twice as a fault of its own would end it.
for signal in KILL SEGV TRAP; do
    eventually "commands are recorded" more_than $((starts * 8))
    systemctl kill --signal=$signal --kill-who=main sutured.service
    starts=$((starts + 1))
    eventually "SIG$signal leads to a new start" is NRestarts $starts
done
wait $recording

expect "the receipts" "$(receipt_count)" $count
expect "the position" "$(status position)" $count
expect "the distinct positions that were acknowledged" \
    "$(sed 's/.* at position \([0-9]*\).*/\1/' /tmp/receipts | sort --unique | wc --lines)" $count
suture-replay verify $state >/tmp/output || fail "the log is not sound: $(cat /tmp/output)"
