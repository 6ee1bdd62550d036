# What every scenario starts from: Suture installed as the README says, its socket enabled, and words to say what is
# expected. Sourced by the scenarios, which run as root under a systemd that is thrown away with all they did.
#
# The repository is at /mnt/suture, the programs of the build that is tested are in /usr/bin.
set -Eeuo pipefail
trap '((BASH_SUBSHELL > 0)) || fail "line $LINENO: $BASH_COMMAND"' ERR

state=/var/lib/suture
configuration=/etc/suture/suture.yaml
repository=/mnt/suture

# fail WHY: ends the scenario; the journal may say more.
fail() {
    trap - ERR
    echo "FAILED: $*"
    systemctl status --no-pager --lines=0 sutured.service sutured.socket || true
    echo "--- journal"
    journalctl --no-pager --output=short-precise --lines=60 --unit=sutured.service --unit=sutured.socket || true
    exit 1
} >&2

# expect WHAT ACTUAL EXPECTED
expect() { [[ $2 == "$3" ]] || fail "$1: \"$2\" instead of \"$3\""; }

# expect_match WHAT ACTUAL PATTERN (a regular expression)
expect_match() { [[ $2 =~ $3 ]] || fail "$1: \"$2\" does not match $3"; }

# eventually WHAT COMMAND...: waits for the command to succeed; generous, so that it tells hanging from slow only.
eventually() {
    local what=$1 deadline=$((SECONDS + 60))
    shift
    until "$@" >/dev/null 2>&1; do
        ((SECONDS < deadline)) || fail "it never came about that $what"
        sleep 0.1
    done
}

# exit_status COMMAND...: prints the exit status; what the command prints goes to /tmp/output.
exit_status() {
    local status=0
    "$@" >/tmp/output 2>&1 || status=$?
    echo "$status"
}

# property NAME: of the service, as the manager sees it.
property() { systemctl show --property="$1" --value sutured.service; }

# is PROPERTY VALUE, for eventually
is() { [[ $(property "$1") == "$2" ]]; }

# status FIELD: of the daemon, as it says itself.
status() { suture status --json | member "$1"; }

# member NAME: of the JSON object on standard input.
member() { python3 -c 'import json, sys; print(json.load(sys.stdin)[sys.argv[1]])' "$1"; }

# journal_of PRIORITY: the daemon's own messages of that priority or worse. By the name that the manager gives its output: of a
# process that has ended already the journal finds out no other.
journal_of() {
    journalctl --sync
    journalctl --quiet --no-pager --output=cat --priority="$1" --identifier=sutured
}

# grant LIST GRANTEES: writes a list of the configuration, such as `grant readers user:alice`.
grant() { sed -i "s/^  $1: .*/  $1: [$2]/" "$configuration"; }

# override LINES: changes the unit for this scenario.
override() {
    mkdir -p /etc/systemd/system/sutured.service.d
    printf '[Service]\n%s\n' "$1" >/etc/systemd/system/sutured.service.d/override.conf
    systemctl daemon-reload
}

install_suture() {
    install -D --mode=644 --target-directory=/etc/systemd/system $repository/systemd/sutured.{service,socket}
    install -D --mode=644 --target-directory=/usr/lib/sysusers.d $repository/systemd/suture.conf
    install -D --mode=644 --target-directory=/etc/suture $repository/config/suture.yaml
    systemd-sysusers /usr/lib/sysusers.d/suture.conf
    systemctl daemon-reload
    systemctl enable --quiet --now sutured.socket
} >/dev/null 2>&1

install_suture
