import SutureJSON
import SutureReadModels
import SutureReports

/// A report as it is sent: where there is no room for all, its sections end early, and `more` says so.
enum SentReport {
    /// A report with fewer bytes has no section that is too long: it is not looked at.
    private static let unlookedByteCountMax = ReplyLimits.sectionRowCountMax * 20

    static func bytes(
        of answer: ReportAnswer, _ report: any Report.Type, _ question: ReportQuestion
    ) throws -> [UInt8] {
        var leftOut = answer.leftOut
        var reply = answer.bytes
        if reply.count > unlookedByteCountMax {
            let cut = CutJSON(try JSONDocument(parsing: reply).root)
            for omission in cut.omissions { leftOut[omission.section, default: 0] += Int64(omission.count) }
            reply = cut.bytes
        }
        guard !leftOut.isEmpty else { return reply }
        let more = leftOut.sorted { $0.key < $1.key }.map { section, count in
            More(section, count: count, elsewhere: report.elsewhere[section], question)
        }
        reply.removeLast()
        reply.append(literal: #","more":"#)
        reply += try JSONEncoding().encode(more)
        reply.append(literal: "}")
        return reply
    }
}

extension More {
    fileprivate init(
        _ section: String, count: Int64, elsewhere: ReportElsewhere?, _ question: ReportQuestion
    ) {
        switch elsewhere {
        case .view(let view, let names)?:
            let values = Dictionary(uniqueKeysWithValues: names.map { ($0, question.text($0)) })
            self.init(section, count: count, view: view, where: values)
        case .hint(let hint)?: self.init(section, count: count, hint: hint)
        case nil: self.init(section, count: count)
        }
    }
}
