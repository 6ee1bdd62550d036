import SutureCodec
import SutureDomain
import SutureTestSupport
import Testing

@Suite struct WrittenMetadataTests {
    private static func metadata(_ random: inout SeededRandom) -> EventMetadata {
        func some<Value>(_ value: Value) -> Value? { Bool.random(using: &random) ? value : nil }
        func text() -> String {
            String(
                (0..<Int.random(in: 0...9, using: &random)).map { _ in
                    "aZ0-/ ,:{}[]".randomElement(using: &random) ?? "a"
                })
        }
        let place = EventMetadata.ImportPlace(
            batch: Position(.random(in: 1...1_000_000, using: &random)), line: some(7))
        return EventMetadata(
            actor: EventMetadata.Actor(
                uid: .random(in: 0...70_000, using: &random), user: some(text()),
                role: Role.allCases.randomElement(using: &random) ?? .reader, onBehalfOf: some(text())),
            command: some(EventMetadata.Origin(id: text(), digest: text())), correlation: some(text()),
            causation: some(text()), reason: some(text()), sources: some([text(), text()]),
            import: some(place))
    }

    @Test func `metadata as it is written is recognized, and nothing that cannot be decoded`() throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        var random = SeededRandom(seed: seed)
        var recognizedCount = 0
        for _ in 0..<2_000 {
            let written = EventCodec.metadata(WrittenMetadataTests.metadata(&random))
            #expect(
                EventCodec.areAsWritten(written), "seed \(seed): \(String(decoding: written, as: UTF8.self))")
            for _ in 0..<10 {
                var changed = written
                let place = Int.random(in: changed.indices, using: &random)
                switch Int.random(in: 0...3, using: &random) {
                case 0: changed[place] = .random(in: 0...255, using: &random)
                case 1: changed.remove(at: place)
                case 2: changed.insert(changed.randomElement(using: &random) ?? 0, at: place)
                default: changed.removeSubrange(place...)
                }
                guard EventCodec.areAsWritten(changed) else { continue }
                recognizedCount += 1
                #expect(throws: Never.self, "seed \(seed): \(String(decoding: changed, as: UTF8.self))") {
                    try EventCodec.metadata(changed)
                }
            }
        }
        #expect(recognizedCount > 100)
    }

    @Test(arguments: [
        #"{"actor":{"uid":0,"role":"reader"},"reason":"a \"word\""}"#,
        #"{"actor":{"uid":0,"role":"reader"},"reason":"原因"}"#,
        #"{"actor":{"uid":-1,"role":"reader"}}"#,
        #"{"actor":{"uid":0,"role":"reader"} }"#,
        #"{"actor":{"uid":01,"role":"reader"}}"#,
        #"{"actor":{"uid":0,"role":"king"}}"#,
        #"{"actor":{"uid":9999999999999999999,"role":"reader"}}"#,
        #"{"actor":{"uid":0,"role":"reader"}}}"#, #"{"actor":{"uid":0,"role":"reader"}"#, "", "{}",
    ])
    func `of what is written otherwise nothing is said`(text: String) {
        #expect(!EventCodec.areAsWritten(Array(text.utf8)))
    }
}
