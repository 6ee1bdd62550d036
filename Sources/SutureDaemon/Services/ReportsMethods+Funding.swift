import SutureDomain
import SutureJSON
import SutureReadModels
import SutureVarlink

/// `org.suture.Reports.Funding`.
extension ReportsMethods {
    private struct FundingParameters: Decodable {
        var fund: String
    }

    func funding(_ call: VarlinkCall) async throws -> [UInt8] {
        let parameters = try QueryParameters.decode(MomentQuery<FundingParameters>.self, from: call)
        guard let id = Fund.ID(parameters.fund), id.isOfOwnKind else {
            throw VarlinkError.invalidParameter("fund")
        }
        return try await report(call, parameters) { [clock] reader, moment in
            let today = clock.day(of: clock.present(at: moment))
            let fund = ["fund": id.text]
            return try SentReport.bytes(
                of: reader.funding(id, asOf: moment.asOf, today: today),
                listedBy: [
                    "pledges": .init("fund-pledge", fund), "lines": .init("fund-line", fund),
                    "allocations": .init("fund-allocation", fund),
                    "checkpoints": .init("fund-checkpoint", fund), "blocked": .init("fund-checkpoint", fund),
                ])
        }
    }
}
