import Testing

@testable import SutureDomain

@Suite struct DecimalOrderTests {
    @Test(arguments: [
        ("9.5", "10"), ("-1", "0"), ("-2", "-1"), ("0.09", "0.1"), ("1", "1.001"), ("099", "100"),
        ("-0.1", "0.0"), ("12345678901234567890123456789012345678", "12345678901234567890123456789012345679"),
    ])
    func `one number is less than the other, and not the other way round`(less: String, more: String) throws {
        let (less, more) = (try #require(Decimal(less)), try #require(Decimal(more)))
        #expect(less.isLess(than: more))
        #expect(!more.isLess(than: less))
    }

    @Test(arguments: [("1", "1.0"), ("0", "-0.00"), ("007", "7"), ("-1.50", "-1.5")])
    func `numbers that are written differently may be equal`(one: String, other: String) throws {
        let (one, other) = (try #require(Decimal(one)), try #require(Decimal(other)))
        #expect(!one.isLess(than: other))
        #expect(!other.isLess(than: one))
    }

    @Test func `zero has no sign`() throws {
        #expect(try !#require(Decimal("-0.0")).isNegative)
        #expect(try #require(Decimal("-0.01")).isNegative)
    }
}
