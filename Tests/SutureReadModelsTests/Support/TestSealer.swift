import SutureDomain

/// Stands in for encryption: what it makes does not contain the text, and opens only as the field and for the
/// stream that it was sealed for.
struct TestSealer: Sealer, Sendable {
    let stream: StreamName

    func seal(_ plainText: String, field: String) -> String {
        "\(stream.text)|\(field)|" + plainText.utf8.map { String($0, radix: 16) }.joined(separator: ".")
    }

    struct DoesNotOpen: Error {}

    /// Nobody's name can be read who is among the erased.
    static func unsealing(
        erased: Set<StreamName> = []
    ) -> @Sendable (_ sealed: String, _ stream: StreamName, _ field: String) throws -> Unsealed {
        { sealed, stream, field in
            if erased.contains(stream) { return .erased }
            let parts = sealed.split(separator: "|", omittingEmptySubsequences: false)
            guard parts.count == 3, parts[0] == stream.text, parts[1] == field else { throw DoesNotOpen() }
            return .plain(
                String(
                    decoding: parts[2].split(separator: ".").compactMap { UInt8($0, radix: 16) },
                    as: UTF8.self))
        }
    }
}
