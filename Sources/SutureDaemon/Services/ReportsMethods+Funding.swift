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
            return try JSONEncoding().encode(reader.funding(id, asOf: moment.asOf, today: today))
        }
    }
}
