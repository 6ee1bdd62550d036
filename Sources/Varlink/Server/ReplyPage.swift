/// Replies of a stream, all of which continue, as they will leave: many small ones fill one buffer.
public struct ReplyPage: Sendable {
    private(set) var bytes: [UInt8] = []

    private static let head = Array(#"{"parameters":"#.utf8)
    private static let foot = Array("\(#","continues":true}"#)\0".utf8)

    public init(byteCapacity: Int = 0) { bytes.reserveCapacity(byteCapacity) }

    public var isEmpty: Bool { bytes.isEmpty }
    public var byteCount: Int { bytes.count }

    /// Adds a reply. After an error there is nothing of it.
    /// - Parameter write: appends the JSON object of its parameters.
    public mutating func append<Failure: Error>(
        _ write: (inout [UInt8]) throws(Failure) -> Void
    ) throws(Failure) {
        let start = bytes.count
        bytes.append(contentsOf: ReplyPage.head)
        do {
            try write(&bytes)
        } catch {
            bytes.removeSubrange(start...)
            throw error
        }
        bytes.append(contentsOf: ReplyPage.foot)
    }
}
