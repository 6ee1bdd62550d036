# READY is said when the read models have caught up, and not before.
source "${BASH_SOURCE%/*}/service.bash"

commands() {
    local number
    for ((number = 1; number <= 300; number++)); do
        printf '{"command":"institution.register","id":"I-%s","fields":{"name":"Hospital %s","type":"hospital"}}\n' \
            "$number" "$number"
    done
}
commands | suture record - >/dev/null
expect "the position" "$(status position)" 300

systemctl stop sutured.service
rm $state/views.db*
systemctl log-level debug
systemctl start sutured.service
systemctl log-level info

# The manager's own account of what it was told, in order; it is told the same again while indexes are made.
told=$(journalctl --no-pager --output=cat --grep='Got notification message .*(STATUS|READY)' |
    sed -n '/verifying the end/,$p' | grep --only-matching --extended-regexp 'verifying event .*300|projecting event [0-9]+ of 300|READY=1' |
    uniq)
expect "what the manager was told" "${told//$'\n'/; }" "verifying event 300 of 300; projecting event 300 of 300; READY=1"
expect "the status text" "$(property StatusText)" "serving $(status logId) at position 300"
expect "the projected position" "$(status projectedPosition)" 300
