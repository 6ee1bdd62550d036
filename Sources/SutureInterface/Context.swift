/// The circumstances of a command, as a client gives them.
package struct Context: Codable, Hashable, Sendable {
    package var commandId: String?
    package var expectedVersion: Int64?
    package var occurredOn: String?
    package var reason: String?
    package var sources: [String]?
    package var correlation: String?
    package var onBehalfOf: String?
    package var dryRun: Bool?

    package init(
        commandId: String? = nil, expectedVersion: Int64? = nil, occurredOn: String? = nil,
        reason: String? = nil, sources: [String]? = nil, correlation: String? = nil,
        onBehalfOf: String? = nil,
        dryRun: Bool? = nil
    ) {
        self.commandId = commandId
        self.expectedVersion = expectedVersion
        self.occurredOn = occurredOn
        self.reason = reason
        self.sources = sources
        self.correlation = correlation
        self.onBehalfOf = onBehalfOf
        self.dryRun = dryRun
    }

    /// The most bytes of a command's id, its correlation, and each of its sources.
    package static let textByteCountMax = 200
    /// The most bytes of a reason.
    package static let reasonByteCountMax = 4_096
    /// The most sources of one command.
    package static let sourceCountMax = 32
}
