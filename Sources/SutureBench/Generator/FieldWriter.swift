import SutureJSON

/// Writes the fields of a command in declared order, as a client sends them or as they stand in the log.
struct FieldWriter {
    /// Whether personal data is plain, as in a command, or sealed, as in an event.
    enum Form: Sendable { case command, event }

    private static let nonceAndTagByteCount = 28

    private var writer = JSONWriter(byteCapacity: 160)
    private let form: Form
    private(set) var holdsPersonalData = false
    /// Apart from the programme's own random numbers, so that both forms tell of the same programme.
    private(set) var noise: SeededRandom

    init(form: Form, noise: SeededRandom) {
        self.form = form
        self.noise = noise
        writer.beginObject()
    }

    mutating func string(_ key: String, _ text: String) {
        writer.key(key)
        writer.string(text)
    }

    mutating func strings(_ key: String, _ texts: [String]) {
        writer.key(key)
        writer.beginArray()
        for text in texts { writer.string(text) }
        writer.endArray()
    }

    /// A list of groups of texts.
    mutating func groups(_ key: String, _ groups: [[(String, String)]]) {
        writer.key(key)
        writer.beginArray()
        for group in groups {
            writer.beginObject()
            for (name, text) in group { string(name, text) }
            writer.endObject()
        }
        writer.endArray()
    }

    mutating func integer(_ key: String, _ number: Int) {
        writer.key(key)
        writer.integer(number)
    }

    mutating func bool(_ key: String, _ value: Bool) {
        writer.key(key)
        writer.bool(value)
    }

    /// Personal data. As an event it is sealed under a key that nobody has: random bytes of the right number.
    mutating func sealed(_ key: String, _ text: String) {
        holdsPersonalData = true
        guard form == .event else { return string(key, text) }
        writer.key(key)
        writer.beginObject()
        writer.key("sealed")
        writer.string(base64(byteCount: text.utf8.count + FieldWriter.nonceAndTagByteCount))
        writer.endObject()
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

    mutating func finish() -> [UInt8] {
        writer.endObject()
        return writer.bytes
    }
}
