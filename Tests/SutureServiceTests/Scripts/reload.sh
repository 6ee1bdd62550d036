# A reload takes changed access lists over; a broken file changes nothing and is complained about.
source "${BASH_SOURCE%/*}/service.bash"
useradd alice
role_of_alice() { runuser --user alice -- suture status --json | member role; }
alice_is() { [[ $(role_of_alice) == "$1" ]]; }

systemctl start sutured.service
process=$(property MainPID)
expect "alice without a grant" "$(exit_status runuser --user alice -- suture status)" 4

grant readers user:alice
systemctl reload sutured.service
expect "alice as a reader" "$(role_of_alice)" reader

grant recorders nobody-knows
expect "the reload of a broken file" "$(exit_status systemctl reload sutured.service)" 1
expect "the service afterwards" "$(property ActiveState)" active
expect "alice afterwards" "$(role_of_alice)" reader
expect_match "the complaint" "$(journal_of err)" "the configuration stays as it was.*access.recorders: \"nobody-knows\""

grant recorders user:alice
kill -HUP "$process"
eventually "a signal makes alice a recorder" alice_is recorder
expect "the status text" "$(property StatusText)" "serving $(status logId) at position 0"
expect "the process" "$(property MainPID)" "$process"
