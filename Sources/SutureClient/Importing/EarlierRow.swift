import SutureJSON

/// What a sheet recorded once and does not say any more as it did.
struct EarlierRow: Equatable {
    let commandID: String
    let stream: String
    let type: String
    let position: Int64
    /// The import that recorded it first.
    var batch: Int64?
    /// The events of the rows next to it that are as they were, of those that the same import recorded.
    var after: Int64?
    var before: Int64?

    init(
        commandID: String, stream: String, type: String, position: Int64, batch: Int64? = nil,
        after: Int64? = nil, before: Int64? = nil
    ) {
        self.commandID = commandID
        self.stream = stream
        self.type = type
        self.position = position
        self.batch = batch
        self.after = after
        self.before = before
    }

    /// - Parameter earlier: as the interface calls it.
    init(_ earlier: JSONView) throws {
        guard let id = earlier["commandId"]?.string, let stream = earlier["stream"]?.string,
            let type = earlier["type"]?.string, let position = earlier["position"]?.int64
        else { throw UnintelligibleReply(missing: "unmatched") }
        self.init(
            commandID: id, stream: stream, type: type, position: position, batch: earlier["batch"]?.int64,
            after: earlier["after"]?.int64, before: earlier["before"]?.int64)
    }
}
