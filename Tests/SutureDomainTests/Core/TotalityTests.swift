import SutureTestSupport
import Testing

@testable import SutureDomain

/// Whatever was recorded can always be replayed: after voids, corrections and partial histories, in any
/// order.
@Suite struct TotalityTests {
    @Test(arguments: 0..<50 as Range<UInt64>)
    func `events of a kind are applied in any order`(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        for kind in Catalogue.kinds {
            try fold(kind, using: &random)
        }
    }

    private func fold<Subject: Record>(_ kind: Subject.Type, using random: inout SeededRandom) throws {
        let dates: [PartialDate] = ["unknown", "2022", "..2020", "2021-05..2022-11-07", "2019-09-26"]
        let samples = try Catalogue.events(of: kind).map { event in
            try #require(event.init(from: ShapeReader()) as? any Event<Subject>)
        }
        var standing = Standing<Subject>(createdOn: .unknown)
        var applied = 0
        for event in (samples + samples + samples).shuffled(using: &random) {
            standing.apply(event, on: dates.randomElement(using: &random) ?? .unknown)
            applied += 1
        }
        #expect(applied == 3 * samples.count)
        _ = standing.state.answers(.name("X"))
        _ = standing.state.answers(.instructorship(person: "X", on: "2022"))
    }
}
