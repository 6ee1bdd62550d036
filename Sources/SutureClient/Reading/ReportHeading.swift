import SutureJSON

/// What a report takes into account, so that it can be checked later.
enum ReportHeading {
    static func of(_ report: JSONView) -> String {
        let day = report["asOf"]?.string.map { "as of \($0), " } ?? ""
        return
            "\(day)known at position \(CellText.of(report["position"])), hash \(CellText.of(report["hash"]))"
    }
}
