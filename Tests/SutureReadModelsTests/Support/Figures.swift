import SutureDomain
import SutureJSON

@testable import SutureReadModels
@testable import SutureReports

/// The figures of the programme, with what the report says of itself.
struct Figures: Equatable {
    let asOf: String?
    let knownAt: Position
    let position: Position
    let hash: String
    let figures: [Figure]
}

extension Figure {
    var metric: String { told["metric"]?.string ?? "" }
    var unit: String { told["unit"]?.string ?? "" }
    var value: Int64? { reading.number }
    var text: String? { reading.text }
    var why: String? { reading.why }
    var counted: [Told]? { told["counted"]?.array?.map { Told(value: $0) } }
    var parameters: [String: String] {
        let members = told["parameters"]?.object ?? [:]
        return Dictionary(uniqueKeysWithValues: members.map { ($0.key, $0.value.string ?? "") })
    }
}

extension ViewReader {
    /// - Parameter metric: only this one.
    func programme(
        asOf: Day? = nil, explain: Bool = false, metric: String? = nil
    ) throws -> Figures {
        try read { snapshot in
            let head = try snapshot.head(of: ReportQuestion(), asOf: asOf)
            return Figures(
                asOf: head.asOf?.description, knownAt: head.position, position: head.position,
                hash: head.hash,
                figures: try ProgrammeReport.figures(metric, explain: explain, in: snapshot))
        }
    }

    /// One figure for the values that are given for its parameters, or overall.
    func figure(_ metric: String, of arguments: [String: String], explain: Bool = false) throws -> Figure {
        guard let metric = Metric.named(metric) else { preconditionFailure("there is no \(metric)") }
        return try read { try $0.figure(of: metric, metric.bound(arguments), explain: explain) }
    }

    /// One figure for one value of its first parameter, or overall.
    func figure(_ metric: String, _ value: String? = nil, explain: Bool = false) throws -> Figure {
        let parameter = Metric.named(metric)?.parameters.first
        var arguments: [String: String] = [:]
        if let parameter, let value { arguments[parameter.name] = value }
        return try figure(metric, of: arguments, explain: explain)
    }
}
