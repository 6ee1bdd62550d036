import Testing

@testable import SutureDomain

/// Real identifiers, and what typing errors make of them.
@Suite struct CheckDigitsTests {
    @Test(arguments: ["10884521062856", "00841336100633", "4006381333931", "036000291452", "96385074"])
    func `a GTIN that fits is taken`(gtin: String) throws {
        try CheckDigits.requireGTIN(gtin, field: "di")
    }

    @Test(arguments: [
        ("10884521062857", "The check digit of the GTIN 10884521062857 does not fit."),
        ("10884521026856", "The check digit of the GTIN 10884521026856 does not fit."),
        ("1088452106285", "The check digit of the GTIN 1088452106285 does not fit."),
        ("108845210628", "The check digit of the GTIN 108845210628 does not fit."),
        ("1088452106", "A GTIN has 8, 12, 13 or 14 digits; \"1088452106\" has not."),
        ("1088452106285X", "A GTIN has 8, 12, 13 or 14 digits; \"1088452106285X\" has not."),
        ("", "A GTIN has 8, 12, 13 or 14 digits; \"\" has not."),
    ])
    func `a GTIN that does not fit is refused`(gtin: String, message: String) {
        #expect(throws: Refusal(.badIdentifier, field: "di", message)) {
            try CheckDigits.requireGTIN(gtin, field: "di")
        }
    }

    @Test(arguments: ["00ay9v204", "0220qvk04", "034t30j35", "013q1eq08", "https://ror.org/02mhbdp94"])
    func `a ROR id that fits is taken`(ror: String) throws {
        try CheckDigits.requireROR(ror, field: "value")
    }

    @Test(arguments: [
        "00ay9v205", "00ya9v204", "00ay9v20", "00ay9v2041", "10ay9v204", "00ai9v204", "00AY9V204",
        "00ay9v2o4",
        "http://ror.org/00ay9v204", "",
    ])
    func `a ROR id that does not fit is refused`(ror: String) {
        expectBadIdentifier { () throws(Refusal) in try CheckDigits.requireROR(ror, field: "value") }
    }

    @Test(arguments: [
        "91350100M000100Y43", "914403001922038216", "9144030071526726XG", "91110000802100433B",
    ])
    func `a unified social credit code that fits is taken`(code: String) throws {
        try CheckDigits.requireUSCC(code, field: "value")
    }

    @Test(arguments: [
        "91350100M000100Y44", "913501000M00100Y43", "91350100M000100Y4", "91350100M000100Y433",
        "91350100m000100y43", "9135010OM000100Y43", "",
    ])
    func `a unified social credit code that does not fit is refused`(code: String) {
        expectBadIdentifier { () throws(Refusal) in try CheckDigits.requireUSCC(code, field: "value") }
    }

    @Test(arguments: ["0000 0001 2342 3717", "0000000123423717", "000000021694233X"])
    func `an ISNI that fits is taken`(isni: String) throws {
        try CheckDigits.requireISNI(isni, field: "value")
    }

    @Test(arguments: ["0000000123423718", "0000000123432717", "000000012342371", "X000000123423717", ""])
    func `an ISNI that does not fit is refused`(isni: String) {
        expectBadIdentifier { () throws(Refusal) in try CheckDigits.requireISNI(isni, field: "value") }
    }

    @Test(arguments: ["0000-0002-1825-0097", "0000-0001-5109-3700", "https://orcid.org/0000-0002-1694-233X"])
    func `an ORCID iD that fits is taken`(orcid: String) throws {
        try CheckDigits.requireORCID(orcid, field: "value")
    }

    @Test(arguments: [
        "0000-0002-1825-0098", "0000-0002-1852-0097", "0000000218250097", "0000-0002-1825-0097-",
        "0000-0002-1694-233x", "00000-002-1825-0097", "",
    ])
    func `an ORCID iD that does not fit is refused`(orcid: String) {
        expectBadIdentifier { () throws(Refusal) in try CheckDigits.requireORCID(orcid, field: "value") }
    }

    private func expectBadIdentifier(
        _ check: () throws(Refusal) -> Void, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        do {
            try check()
            Issue.record("not refused", sourceLocation: sourceLocation)
        } catch {
            #expect(error.rule == .badIdentifier, sourceLocation: sourceLocation)
            #expect(error.field == "value", sourceLocation: sourceLocation)
        }
    }
}
