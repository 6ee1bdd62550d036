import Testing

@testable import SutureDomain

@Suite struct IdentifierTests {
    static let longest = String(repeating: "a", count: 64)

    @Test(arguments: ["T-001", "1.0", "a", "0", "A_b.C-d", longest])
    func `an id is letters, digits, points, underscores and hyphens`(text: String) {
        #expect(LocalID(text)?.text == text)
        #expect(Trial.ID(text)?.text == text)
        #expect(StreamName("trial/" + text)?.text == "trial/" + text)
    }

    @Test(arguments: ["", "-a", ".a", "_a", "a b", "a/", "é", "a\0", "吴", longest + "a"])
    func `what is no id is not taken`(text: String) {
        #expect(LocalID(text) == nil)
        #expect(Trial.ID(text) == nil)
        #expect(StreamName("trial/" + text) == nil)
    }

    @Test(arguments: ["trial", "/T-001", "", "trial/T-001/2"])
    func `a stream is a kind and an id`(text: String) {
        #expect(StreamName(text) == nil)
    }

    @Test func `a stream name falls into its kind and its id`() throws {
        let stream = try #require(StreamName("adverse-event/AE-1"))
        #expect(stream.kind == "adverse-event")
        #expect(stream.id == "AE-1")
    }

    @Test(arguments: [("T-001", "trial/T-001"), ("trial/T-001", "trial/T-001"), ("device/D-1", "device/D-1")])
    func `a reference is bare or names its kind`(text: String, stream: String) throws {
        #expect(try #require(Trial.ID(text)).stream.text == stream)
    }

    @Test func `a reference is the same with its kind and without`() {
        let written = "trial/T-001"
        #expect(Trial.ID(written) == ("T-001" as Trial.ID))
    }

    @Test func `a reference to one of two kinds names the kind`() {
        #expect(EitherID<Institution, Unit>("USST") == nil)
        #expect(EitherID<Institution, Unit>("unit/IRI") == EitherID("IRI" as Unit.ID))
        #expect(EitherID<Institution, Unit>.kinds == ["institution", "unit"])
    }

    @Test(arguments: [
        ("CNY", true), ("EUR", true), ("cny", false), ("CN", false), ("CNYX", false), ("C1Y", false),
    ])
    func `a currency is three capital letters`(code: String, fits: Bool) {
        #expect(Money.isCurrency(code) == fits)
    }
}
