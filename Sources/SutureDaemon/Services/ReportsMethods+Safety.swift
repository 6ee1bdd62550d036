import SutureDomain
import SutureJSON
import SutureReadModels
import SutureVarlink

extension ReportsMethods {
    private struct SafetyParameters: Decodable {
        var trial: String?
        var device: String?
    }

    func safety(_ call: VarlinkCall) async throws -> [UInt8] {
        let parameters = try QueryParameters.decode(MomentQuery<SafetyParameters>.self, from: call)
        let trial = try ReportsMethods.id(parameters.trial, of: Trial.self)
        let device = try ReportsMethods.id(parameters.device, of: Device.self)
        return try await report(call, parameters) { [clock] reader, moment in
            let report = try reader.safety(
                trial: trial, device: device, now: clock.present(at: moment), asOf: moment.asOf)
            // With a set what happened with its members counts, too.
            let wanted = ["trial": trial?.text]
            return try SentReport.bytes(
                of: report,
                listedBy: [
                    "summary": .init("adverse-event", wanted), "events": .init("adverse-event", wanted),
                    "duties": .init("adverse-event", wanted), "deficiencies": .init("deficiency", wanted),
                ], leftOut: report.leftOut)
        }
    }

    /// Refuses what is no id of that kind, by the parameter's name, which is the kind's.
    private static func id<Kind: RecordKind>(_ text: String?, of kind: Kind.Type) throws -> RecordID<Kind>? {
        guard let text else { return nil }
        guard let id = RecordID<Kind>(text), id.isOfOwnKind else {
            throw VarlinkError.invalidParameter(Kind.kind)
        }
        return id
    }
}
