import CPeerCredentials

/// Who is at the other end of a Unix socket, as the kernel saw it when they connected.
public struct PeerCredentials: Equatable, Sendable {
    public let processID: Int32
    public let userID: UInt32
    public let groupID: UInt32
    public let supplementaryGroupIDs: [UInt32]

    public init(processID: Int32, userID: UInt32, groupID: UInt32, supplementaryGroupIDs: [UInt32]) {
        self.processID = processID
        self.userID = userID
        self.groupID = groupID
        self.supplementaryGroupIDs = supplementaryGroupIDs
    }

    /// Asks the kernel about a connected socket; `nil` if it does not know.
    init?(ofSocket socket: Int32) {
        var credentials = peer_credentials()
        guard peer_credentials_get(socket, &credentials) == 0,
            let groups = PeerCredentials.groups(ofSocket: socket)
        else { return nil }
        self.init(
            processID: credentials.process_id, userID: credentials.user_id, groupID: credentials.group_id,
            supplementaryGroupIDs: groups)
    }

    /// NGROUPS_MAX of Linux.
    private static let groupCountMax = 65_536

    private static func groups(ofSocket socket: Int32) -> [UInt32]? {
        // Nearly everyone is in a few groups; the kernel says how many where the room does not suffice.
        var count = 64
        while count <= groupCountMax {
            var groups = [UInt32](repeating: 0, count: count)
            let room = count
            if peer_credentials_get_groups(socket, &groups, &count) == 0 {
                return Array(groups.prefix(count))
            }
            guard count > room else { return nil }
        }
        return nil
    }
}
