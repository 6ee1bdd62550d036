# The daemon can do what it needs and nothing else.
source "${BASH_SOURCE%/*}/service.bash"

suture person register P-1 --name "Ada Lovelace" >/dev/null
process=$(property MainPID)
of_process() { sed -n "s/^$1:\s*//p" "/proc/$process/status"; }
inside() { nsenter --target "$process" --mount -- "$@"; }

expect "capabilities" "$(of_process CapEff) $(of_process CapBnd) $(of_process CapAmb)" \
    "0000000000000000 0000000000000000 0000000000000000"
expect "no new privileges" "$(of_process NoNewPrivs)" 1
expect "system calls are filtered" "$(of_process Seccomp)" 2
expect_match "core dumps" "$(grep 'Max core file size' "/proc/$process/limits")" " 0 +0 "
expect "network interfaces" \
    "$(nsenter --target "$process" --net tail --lines=+3 /proc/net/dev | sed 's/:.*//' | tr --delete ' \n')" lo
[[ ! /proc/$process/ns/net -ef /proc/1/ns/net ]] || fail "the network is the machine's"
for place in /etc /usr /var/lib /run/suture /run/lock /dev/shm; do
    # Even for root, who no permission stops.
    expect "writing to $place" "$(exit_status inside touch "$place/written")" 1
    expect_match "the reason" "$(cat /tmp/output)" "Read-only file system"
done
expect "writing to the state directory" "$(exit_status inside touch $state/written)" 0
expect "home directories" "$(inside ls --almost-all /home /root | grep --invert-match '^$' | tr '\n' ' ')" "/home: /root: "

# 0.4 of 10
systemd-analyze security --offline=true --threshold=4 /etc/systemd/system/sutured.service >/tmp/output ||
    fail "$(tail --lines=1 /tmp/output)"
