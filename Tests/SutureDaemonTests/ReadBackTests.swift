import SutureCodec
import SutureLog
import SutureTestSupport
import Testing

@testable import SutureDaemon
@testable import SutureDomain

/// What would not be read as it was said is not recorded.
@Suite struct ReadBackTests {
    private func require<Happened: Event>(_ event: Happened, on date: PartialDate = "2022") throws {
        try ReadBack.require(date, of: StreamName(recorded: "device/D-1"))
        try ReadBack.require(event, data: EventCodec.data(of: event), isSealed: false)
    }

    private func notified(_ microseconds: Int64) -> Deficiency.Notified {
        Deficiency.Notified(
            by: .sponsor, recipient: .other, type: .final, at: Instant(microseconds: microseconds))
    }

    @Test(arguments: [Int64.min, -62_135_596_800_000_001, 253_402_300_800_000_000, .max])
    func `a moment in a year that cannot be written is not recorded`(microseconds: Int64) {
        #expect(throws: NotReadBack.self) { try require(notified(microseconds)) }
    }

    @Test(arguments: [-62_135_596_800_000_000, -1, 0, 253_402_300_799_999_999] as [Int64])
    func `a moment at the edge of the calendar is`(microseconds: Int64) throws {
        try require(notified(microseconds))
    }

    @Test func `neither is what was written otherwise`() {
        #expect(throws: NotReadBack.self) {
            try ReadBack.require(
                NoteAdded<Device>(text: "a"), data: Array(#"{"text":"b"}"#.utf8), isSealed: false)
        }
        #expect(throws: NotReadBack.self) {
            try require(NoteAdded<Device>(text: "a"), on: PartialDate(Day(number: 2_932_897)))
        }
        #expect(throws: NotReadBack.self) { try ReadBack.require(metadata: Array(#"{"actor":1}"#.utf8)) }
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `every value that can be made comes back`(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        for _ in 0..<200 {
            try require(
                notified(.random(in: -62_135_596_800_000_000...253_402_300_799_999_999, using: &random)),
                on: PartialDate(Day(number: .random(in: -719_162...2_932_896, using: &random))))
            var text = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 1...40, using: &random) {
                text.append(Unicode.Scalar(UInt32.random(in: 0...0x10FFFF, using: &random)) ?? "\u{0}")
            }
            try require(NoteAdded<Device>(text: Prose(String(text))))
            let amount = Money(minorUnits: .random(in: .min ... .max, using: &random), currency: "RMB")
            try require(Fund.Pledged(source: "I-1", amount: amount))
        }
    }
}
