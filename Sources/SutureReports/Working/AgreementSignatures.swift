/// Whether an agreement was signed, as SQL expressions.
package enum AgreementSignatures {
    /// Whether the parties are known and every one of them has signed.
    package static func areAll(of agreement: String) -> String {
        """
        (SELECT count(*) > 0 AND count(*) = count(p.signed_on) FROM agreement_party p \
        WHERE p.agreement = \(agreement))
        """
    }
}
