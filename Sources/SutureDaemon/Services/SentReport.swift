import SutureJSON
import SutureReadModels

/// A report as it is sent: where there is no room for all of them, its sections end early, and `more` says so.
enum SentReport {
    /// A report with fewer bytes has no section that is too long: it is not looked at.
    private static let unlookedByteCountMax = ReplyLimits.sectionRowCountMax * 20

    /// - Parameters:
    ///   - listing: how the rows of a section are listed; of one that is not named they are not.
    ///   - hints: how the rows of others are found.
    ///   - leftOut: how many rows of a section the report itself leaves out.
    static func bytes(
        of report: some Encodable, listedBy listing: [String: More.Listing] = [:],
        hints: [String: String] = [:], leftOut: [String: Int64] = [:]
    ) throws -> [UInt8] {
        let json = try JSONEncoding().encode(report)
        var leftOut = leftOut.filter { $0.value > 0 }
        var reply = json
        if json.count > unlookedByteCountMax {
            let cut = CutJSON(try JSONDocument(parsing: json).root)
            for omission in cut.omissions { leftOut[omission.section, default: 0] += Int64(omission.count) }
            reply = cut.bytes
        }
        guard !leftOut.isEmpty else { return reply }
        let more = leftOut.sorted { $0.key < $1.key }.map {
            More($0.key, count: $0.value, listedBy: listing[$0.key], hint: hints[$0.key])
        }
        reply.removeLast()
        reply.append(literal: #","more":"#)
        reply += try JSONEncoding().encode(more)
        reply.append(literal: "}")
        return reply
    }
}
