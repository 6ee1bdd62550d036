import SutureJSON

/// Writes the fields of a command, as a client sends them or as they stand in the log.
struct FieldWriter {
    /// Whether personal data is plain, as in a command, or sealed, as in an event.
    enum Form: Sendable { case command, event }

    private static let nonceAndTagByteCount = 28

    var json = JSONWriter(byteCapacity: 160)
    private let form: Form
    private(set) var holdsPersonalData = false
    /// Apart from the programme's own random numbers, so that both forms tell of the same programme.
    private(set) var noise: SeededRandom

    init(_ fields: GeneratedFields, form: Form, noise: SeededRandom) {
        self.form = form
        self.noise = noise
        fields.write(to: &self)
    }

    /// What was written: a JSON object in canonical form.
    var bytes: [UInt8] { json.bytes }

    /// Personal data. As an event it is sealed under a key that nobody has: random bytes of the right number.
    mutating func seal(_ text: String) {
        holdsPersonalData = true
        guard form == .event else { return json.string(text) }
        let byteCount = text.utf8.count + FieldWriter.nonceAndTagByteCount
        let sealed: GeneratedFields = ["sealed": base64(byteCount: byteCount)]
        sealed.write(to: &self)
    }

    private mutating func base64(byteCount: Int) -> String {
        let alphabet = FieldWriter.alphabet
        let (groups, rest) = byteCount.quotientAndRemainder(dividingBy: 3)
        var text = (0..<groups * 4).map { _ in alphabet[noise.below(64)] }
        switch rest {
        // The last letter of an incomplete group carries four or two zero bits.
        case 1: text += [alphabet[noise.below(64)], alphabet[noise.below(4) * 16]] + Array("==".utf8)
        case 2:
            text += [
                alphabet[noise.below(64)], alphabet[noise.below(64)], alphabet[noise.below(16) * 4],
                UInt8(ascii: "="),
            ]
        default: break
        }
        return String(decoding: text, as: UTF8.self)
    }

    private static let alphabet = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
}
