import SutureJSON
import SutureReports

/// What a reply says of the sections of which it does not show all.
struct MoreText {
    /// The reply's `more`.
    private let more: [JSONView]
    private let moment: MomentOptions?

    /// - Parameter moment: what was asked for; what is listed is to be of the same.
    init(of reply: JSONView, at moment: MomentOptions? = nil) {
        more = reply.list("more")
        self.moment = moment
    }

    /// Behind a section; `nil` if all of it is shown.
    func line(of section: String) -> String? {
        more.first { $0["section"]?.string == section }.map { "… and \(count(of: $0))" }
    }

    /// Behind a whole report; empty if all of it is shown.
    var lines: String { entries.map { "\($0)\n" }.joined() }

    /// One for each section of which not all is shown.
    var entries: [String] {
        more.map { "\(CellText.of($0["section"])): … and \(count(of: $0))" }
    }

    private func count(of section: JSONView) -> String {
        let count = "\(CellText.of(section["count"])) more"
        guard let view = section["view"]?.string else {
            return section["hint"]?.string.map { "\(count): \($0)" } ?? count
        }
        let filters = section["where"]?.members.map { " --where \($0.key)=\(CellText.of($0.value))" } ?? []
        return "\(count): suture list \(view)\(filters.joined())\(moment?.arguments ?? "")"
    }
}
