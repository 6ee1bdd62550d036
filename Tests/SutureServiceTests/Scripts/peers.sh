# Who calls is the kernel's word: it decides the role and stands in every event.
source "${BASH_SOURCE%/*}/service.bash"
useradd alice
useradd bob
groupadd registry
usermod --append --groups registry bob
as() { runuser --user "$1" -- "${@:2}"; }

for account in alice bob; do
    expect "$account without a grant" "$(exit_status as $account suture status --json)" 4
done
expect_match "what they are told" "$(cat /tmp/output)" "not permitted"
expect "root" "$(status role)" steward
expect "the daemon's own account" "$(as suture suture status --json | member role)" steward

grant readers user:alice
grant recorders group:registry
systemctl reload sutured.service
expect "alice by her name" "$(as alice suture status --json | member role)" reader
expect "bob by a supplementary group" "$(as bob suture status --json | member role)" recorder
expect "alice recording" \
    "$(exit_status as alice suture institution register I-1 --name "First hospital" --type hospital)" 4

as bob suture institution register I-1 --name "First hospital" --type hospital >/dev/null
expect "the actor in the event" "$(
    as alice suture history institution/I-1 --json |
        python3 -c 'import json, sys; print(json.load(sys.stdin)["events"][0]["metadata"]["actor"])'
)" "{'uid': $(id --user bob), 'user': 'bob', 'role': 'recorder'}"
