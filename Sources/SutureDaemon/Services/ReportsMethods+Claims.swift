import SutureDomain
import SutureJSON
import SutureReadModels
import SutureVarlink

/// What documents claim, beside what the records say.
extension ReportsMethods {
    private struct ClaimsParameters: Decodable {
        var source: String?
        var explain: Bool?
    }

    /// The moment of the report says which claims there are, and what the log knew. Each of them is held against the
    /// records as of its own day, with that same knowledge.
    func claims(_ call: VarlinkCall) async throws -> [UInt8] {
        let parameters = try QueryParameters.decode(MomentQuery<ClaimsParameters>.self, from: call)
        let source = try parameters.source.map { text in
            guard let id = Source.ID(text), id.isOfOwnKind else {
                throw VarlinkError.invalidParameter("source")
            }
            return id
        }
        try access.require(.reader, of: call.peer)
        let moment = parameters.moment
        try await consistency.wait(atLeast: parameters.atLeast, interface: call.interfaceName)
        do {
            let recorded = try await views.read(at: moment) { try $0.claims(of: source) }
            let claims = try await check(recorded, explain: parameters.explain ?? false)
            return try SentReport.bytes(
                of: ClaimsReport(of: recorded, asOf: moment.asOf, claims: claims),
                listedBy: ["claims": .init("source-claim", ["source": source?.text])])
        } catch let error as QueryError {
            throw VarlinkError(error, at: moment, interface: call.interfaceName)
        }
    }

    /// One day after the other: the views of one day at a time are being made and asked, however many days there are.
    private func check(_ recorded: RecordedClaims, explain: Bool) async throws -> [ClaimsReport.Claim] {
        var checked = recorded.claims.map(\.unchecked)
        for (day, places) in recorded.placesByDay {
            try Task.checkCancellation()
            let moment = Moment(asOf: day, knownAt: .position(recorded.position))
            let claims = places.map { recorded.claims[$0] }
            let (results, openDates) = try await views.readPast(at: moment) { reader, openDates in
                (try reader.check(claims, explain: explain), openDates)
            }
            var others: [[ClaimsReport.Claim]] = []
            for openDates in openDates.alternatives {
                try Task.checkCancellation()
                var moment = moment
                moment.openDates = openDates
                others.append(try await views.read(at: moment) { try $0.check(claims, explain: false) })
            }
            for (index, place) in places.enumerated() {
                checked[place] = results[index].weighed(against: others.map { $0[index] })
            }
        }
        return checked
    }
}
