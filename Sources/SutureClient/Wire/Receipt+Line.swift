import SutureInterface
import SutureJSON

extension Receipt {
    /// - Parameter reply: has a member `receipt`.
    init(inReply reply: JSONView) throws {
        guard let receipt = reply["receipt"] else { throw UnintelligibleReply(missing: "receipt") }
        self = try JSONDecoding(rejectsUnknownKeys: false).decode(Receipt.self, from: receipt)
    }

    /// For people: `trial/T-001 version 7 at position 1234`.
    var line: String {
        guard position > 0 else { return "\(stream) version \(version) would be recorded" }
        return "\(stream) version \(version) at position \(position)\(note)"
    }

    private var note: String {
        guard duplicate else { return "" }
        let fate = voidedBy.map { ", and was voided at position \($0)" } ?? ""
        return " (duplicate: it was recorded before\(fate))"
    }
}

/// A reply lacks what the interface promises: the daemon is of another version.
struct UnintelligibleReply: Error, CustomStringConvertible {
    let missing: String

    var description: String { "the daemon's reply has no \(missing); is it of another version?" }
}
