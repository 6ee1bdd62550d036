import SutureJSON
import SutureReports

/// An event on one line: `812  2022-03-14  trial/T-001 v4  trial.outcome-logged  device=D-001 result=success`.
enum EventLine {
    static func of(_ event: JSONView) -> String {
        let place = "\(CellText.of(event["stream"])) v\(CellText.of(event["version"]))"
        let parts = [
            CellText.of(event["position"]), CellText.of(event["occurredOn"]), place,
            CellText.of(event["type"]),
            CellText.of(event["data"]), event["voidedBy"]?.int64.map { "(voided by \($0))" } ?? "",
        ]
        return parts.filter { !$0.isEmpty }.joined(separator: "  ")
    }
}
