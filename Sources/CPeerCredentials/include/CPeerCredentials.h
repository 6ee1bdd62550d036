#pragma once

#include <stddef.h>
#include <stdint.h>

/// Who is at the other end of a connected Unix socket, as the kernel saw it at connect().
struct peer_credentials {
    int32_t process_id;
    uint32_t user_id;
    uint32_t group_id;
};

/// SO_PEERCRED, whose struct ucred Swift does not see. Returns 0, or an errno.
int peer_credentials_get(int socket, struct peer_credentials *credentials);

/// SO_PEERGROUPS: the supplementary groups. `count` is the room in `groups`, and afterwards how many there are.
/// Returns 0, ERANGE if the room does not suffice, or another errno.
int peer_credentials_get_groups(int socket, uint32_t *groups, size_t *count);
