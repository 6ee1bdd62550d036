/// The currency that something is kept in, by its code.
///
/// Whoever says one says a code of ISO 4217. One in the log (`RMB`, which was taken once) is read as it is.
package struct Currency: Hashable, Sendable {
    /// The code.
    package let text: String

    package init(_ code: String) { text = code }

    /// What a client is told to write.
    package static let form = "a currency code of ISO 4217, such as CNY"

    /// Whether it is a code that may be said.
    package var isOfISO4217: Bool { Currency.codes.contains(text) }

    /// List one of ISO 4217 as of 2026, and what left it since 2015: records of those years are still typed
    /// in. Without the codes of no currency (`XXX`) and of tests (`XTS`).
    private static let codes: Set<String> = Set(
        """
        AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF \
        CHW CLF CLP CNY COP COU CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD \
        HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD \
        MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN \
        PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD \
        TWD TZS UAH UGX USD USN UYI UYU UYW UZS VED VES VND VUV WST XAD XAF XAG XAU XBA XBB XBC XBD XCD XCG XDR XOF XPD \
        XPF XPT XSU XUA YER ZAR ZMW ZWG \
        ANG BGN BYR CUC HRK LTL MRO SLL STD VEF ZWL
        """.split(separator: " ").map(String.init))
}

extension Currency: TextValue, ExpressibleByStringLiteral {
    package static let shape = FieldShape.currency
    package static let sample: Currency = "XXX"
}
