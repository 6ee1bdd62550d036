#define _GNU_SOURCE
#include "CPeerCredentials.h"

#include <errno.h>
#include <sys/socket.h>

int peer_credentials_get(int socket, struct peer_credentials *credentials) {
    struct ucred ucred;
    socklen_t size = sizeof ucred;
    if (getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &ucred, &size) != 0) return errno;
    credentials->process_id = ucred.pid;
    credentials->user_id = ucred.uid;
    credentials->group_id = ucred.gid;
    return 0;
}

int peer_credentials_get_groups(int socket, uint32_t *groups, size_t *count) {
    _Static_assert(sizeof(gid_t) == sizeof(uint32_t), "groups are 32 bits wide");
    socklen_t size = (socklen_t)(*count * sizeof(gid_t));
    int error = getsockopt(socket, SOL_SOCKET, SO_PEERGROUPS, groups, &size) == 0 ? 0 : errno;
    *count = size / sizeof(gid_t);
    return error;
}
