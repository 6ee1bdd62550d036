/// How much one message holds: what the daemon takes and the client keeps to. Beside it see ``ReplyLimits``.
package enum WireLimits {
    /// Of a message, without the NUL byte behind it.
    package static let messageByteCountMax = 16 * 1024 * 1024 - 1
    /// The most commands of a batch, and of a piece of a check.
    package static let commandCountMax = 10_000
    /// The most rows of a page of a view, and events of a page of a history.
    package static let pageRowCountMax = 1_000
    /// The most events of a page of the log.
    package static let pageEventCountMax = 10_000
}
