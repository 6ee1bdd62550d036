# The master key can come from outside the state directory; without it the daemon says so and makes no other.
source "${BASH_SOURCE%/*}/service.bash"

override RestartSec=100ms
credential=/etc/credstore/suture.master-key
mkdir --mode=700 --parents /etc/credstore
(umask 077 && head --bytes=32 /dev/urandom | od --address-radix=n --format=x1 | tr --delete ' \n' >$credential)
suture person register P-1 --name "Ada Lovelace" >/dev/null
[[ ! -e $state/master.key ]] || fail "a master key was made beside the credential"

systemctl restart sutured.service
expect_match "the name after a new start" "$(suture show person/P-1)" "Ada Lovelace"

mv $credential /root/kept
expect "the start without it" "$(exit_status systemctl restart sutured.service)" 1
expect_match "the complaint" "$(journal_of err)" "read the master key"
[[ ! -e $state/master.key ]] || fail "another master key was made beside keys that it cannot unwrap"

mv /root/kept $credential
eventually "it starts again once the key is back" is ActiveState active
expect_match "the name afterwards" "$(suture show person/P-1)" "Ada Lovelace"
