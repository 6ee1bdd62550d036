import SutureTestSupport
import Testing

@testable import SutureDomain

/// What a text may hold when it is said.
@Suite struct TextFormTests {
    @Test(arguments: [
        "Needle 3/8", "超声刀 \"Harmonic\" / II", "e\u{301}", "👩‍⚕️ zero\u{200B}width", "a  b", "a\u{FEFF}mark",
        "x\u{AD}y", "\u{2764}\u{FE0F}", "\u{0D15}\u{0D4D}\u{200D}",
        "\u{1F3F4}\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}",
    ])
    func `a line holds what people write`(text: String) {
        #expect(TextForm.line.fault(in: text) == nil)
        #expect(TextForm.prose.fault(in: text) == nil)
    }

    @Test(arguments: [
        ("two\nlines", TextFault.severalLines), ("a\r\nb", .severalLines), ("a\u{85}b", .severalLines),
        ("a\u{2028}b", .severalLines), ("a\u{2029}b", .severalLines), ("tab\there", .character("\t")),
        ("\u{1B}[31mred", .character("\u{1B}")), ("\u{7F}", .character("\u{7F}")),
        ("a\u{9B}b", .character("\u{9B}")), ("\u{202E}gnp.exe", .character("\u{202E}")),
        ("a\u{2066}b\u{2069}", .character("\u{2066}")), ("\u{61C}a", .character("\u{61C}")),
        (" a", .spaceAtEnd), ("a\u{3000}", .spaceAtEnd), ("\u{A0}a", .spaceAtEnd),
        ("\u{FEFF}a", .character("\u{FEFF}")), ("a\u{200B}", .character("\u{200B}")),
        ("\u{3164}", .character("\u{3164}")), ("\u{2800}", .character("\u{2800}")),
        ("\u{200D}\u{FE0F}", .character("\u{200D}")), ("a\u{FFFF}b", .character("\u{FFFF}")),
        ("\u{E0041}name", .character("\u{E0041}")), ("name\u{E0041}\u{E007F}", .character("\u{E007F}")),
        ("\u{1F3F4}\u{E0067}", .character("\u{E0067}")), ("9\u{E0067}\u{E007F}", .character("\u{E007F}")),
        ("\u{FE0F}name", .character("\u{FE0F}")), ("name\u{E0001}", .character("\u{E0001}")),
    ])
    func `a line has no line ends, no controls and nothing unseen at its ends`(text: String, fault: TextFault)
    {
        #expect(TextForm.line.fault(in: text) == fault)
        #expect(TextForm.prose.fault(in: text) == nil)
    }

    /// Joiners and the selectors of variants belong to the sign before them; tags do to some.
    @Test func `no line begins or ends with a code point that Unicode says to ignore`() {
        for value in [UInt32](0...0xD7FF) + [UInt32](0xE000...0x10FFFF) {
            guard let scalar = Unicode.Scalar(value), scalar.properties.isDefaultIgnorableCodePoint,
                !scalar.properties.isJoinControl
            else { continue }
            #expect(TextForm.line.fault(in: "\(scalar)name") != nil, "\(value)")
            guard !scalar.properties.isVariationSelector else { continue }
            #expect(TextForm.line.fault(in: "name\(scalar)") != nil, "\(value)")
        }
        for text in [
            "\u{200D}\u{647}", "\u{647}\u{200D}", "\u{645}\u{6CC}\u{200C}\u{62E}\u{648}\u{627}\u{647}\u{645}",
        ] {
            #expect(TextForm.line.fault(in: text) == nil, "\(text)")
        }
    }

    @Test func `nowhere is a character that ends a text for others`() {
        for form in [TextForm.line, .prose] {
            #expect(form.fault(in: "a\0b") == .character("\0"))
            #expect(form.fault(in: String(repeating: "a", count: form.byteCountMax)) == nil)
            // In bytes: each of these has three.
            let long = String(repeating: "线", count: form.byteCountMax / 3 + 1)
            #expect(
                form.fault(in: long)
                    == .tooLong(byteCount: long.utf8.count, byteCountMax: form.byteCountMax))
        }
    }

    @Test func `a fault says what is wrong and what to do`() {
        #expect(
            TextForm.line.fault(in: "a\u{202E}")?.description
                == "holds the character U+202E, which is not for reading; leave it out")
        #expect(
            TextForm.prose.fault(in: "\0")?.description
                == "holds the character U+0000, which is not for reading; leave it out")
        #expect(
            "\(TextFault.tooLong(byteCount: 1_001, byteCountMax: 1_000))"
                == "is 1001 bytes long; it may have 1000 at most")
    }

    /// Each kind of text that a line may not hold, somewhere in a text that it may.
    @Test(arguments: 0..<20 as Range<UInt64>)
    func `one bad character is enough, wherever it stands`(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let good = Array("Aé线🧵09-(".unicodeScalars)
        let bad: [ClosedRange<UInt32>] = [
            0...0x1F, 0x7F...0x9F, 0x61C...0x61C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069,
        ]
        for _ in 0..<200 {
            var text = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 0...20, using: &random) {
                text.append(try #require(good.randomElement(using: &random)))
            }
            try #require(TextForm.line.fault(in: String(text)) == nil)
            let range = try #require(bad.randomElement(using: &random))
            let scalar = try #require(Unicode.Scalar(UInt32.random(in: range, using: &random)))
            let place = text.index(
                text.startIndex, offsetBy: Int.random(in: 0...text.count, using: &random))
            text.insert(scalar, at: place)
            #expect(TextForm.line.fault(in: String(text)) != nil, "\(scalar.value)")
            #expect((TextForm.prose.fault(in: String(text)) == nil) == (scalar.value != 0))
        }
    }

    @Test(arguments: [
        ("CNY", true), ("EUR", true), ("XAF", true), ("HRK", true), ("RMB", false), ("NTD", false),
        ("UKP", false),
        ("BTC", false), ("ZZZ", false), ("XXX", false), ("cny", false), ("", false),
    ])
    func `a currency is one of ISO 4217`(code: String, isKnown: Bool) {
        #expect(Currency(code).isOfISO4217 == isKnown)
    }
}
