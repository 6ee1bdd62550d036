import Testing

@testable import SutureReadModels

@Suite struct FourDecimalsTests {
    @Test(
        arguments: [
            (57, 800, "0.0713"), (3, 20_000, "0.0002"), (1, 20_000, "0.0001"), (1, 32, "0.0313"),
            (3, 32, "0.0938"), (31, 32, "0.9688"), (0, 7, "0.0000"), (7, 7, "1.0000"), (2, 3, "0.6667"),
            (1, 3, "0.3333"), (19_999, 20_000, "1.0000"), (99_996, 100_000, "1.0000"),
            (99_994, 100_000, "0.9999"), (1, 1, "1.0000"), (.max / 2, .max, "0.5000"),
        ] as [(Int64, Int64, String)])
    func `a part of a whole is rounded to the nearest, halves up`(part: Int64, whole: Int64, text: String) {
        #expect(FourDecimals(part, of: whole).description == text)
    }

    @Test func `whatever the part, what is shown is the nearest, and above it at a half`() throws {
        for whole in Int64(1)...2_000 {
            for part in 0...whole {
                let text = FourDecimals(part, of: whole).description
                let shown = try #require(Int64(text.filter { $0 != "." }))
                // In twenty-thousandths of the whole: half of a decimal is one.
                let rest = 20_000 * part - 2 * shown * whole
                #expect(-whole <= rest && rest < whole, "\(text) for \(part) of \(whole)")
            }
        }
    }

    @Test func `a number that is no fraction is rounded to the nearest`() {
        #expect(FourDecimals(irrational: 0).description == "0.0000")
        #expect(FourDecimals(irrational: 1).description == "1.0000")
        #expect(FourDecimals(irrational: 0.031_24).description == "0.0312")
        #expect(FourDecimals(irrational: 0.999_96).description == "1.0000")
    }
}
