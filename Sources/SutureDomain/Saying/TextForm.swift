/// What a text may hold when it is said. It is looked at where a command comes in, never where a stored event
/// is read: a log holds what earlier versions took.
package enum TextForm: Hashable, Sendable {
    /// One line: a name, a title, a code.
    case line
    /// Several lines: a note, a description, a ground.
    case prose

    /// The most bytes of a text of one line.
    package static let lineByteCountMax = 1_000
    /// The most bytes of a text of several lines.
    package static let proseByteCountMax = 256_000

    /// In UTF-8.
    package var byteCountMax: Int {
        switch self {
        case .line: TextForm.lineByteCountMax
        case .prose: TextForm.proseByteCountMax
        }
    }

    /// What is wrong with the text; `nil` if it may be said.
    /// - Parameter byteCountMax: where a text has a bound of its own.
    package func fault(in text: String, byteCountMax: Int? = nil) -> TextFault? {
        let byteCountMax = byteCountMax ?? self.byteCountMax
        guard text.utf8.count <= byteCountMax else {
            return .tooLong(byteCount: text.utf8.count, byteCountMax: byteCountMax)
        }
        guard !text.isPlain else { return nil }
        for scalar in text.unicodeScalars {
            if scalar.value == 0 { return .character(scalar) }
            guard self == .line else { continue }
            if scalar.endsLine { return .severalLines }
            if scalar.isControl || scalar.properties.isBidiControl
                || scalar.properties.isNoncharacterCodePoint
            {
                return .character(scalar)
            }
        }
        guard self == .line, let first = text.unicodeScalars.first, let last = text.unicodeScalars.last else {
            return nil
        }
        if first.properties.isWhitespace || last.properties.isWhitespace { return .spaceAtEnd }
        // Nobody sees that two names differ by these.
        if first.isUnseenAtStart { return .character(first) }
        if last.isUnseen, !(last.isTag && text.unicodeScalars.endsWithTagged) { return .character(last) }
        let isBlank = text.unicodeScalars.allSatisfy {
            $0.properties.isWhitespace || $0.properties.isDefaultIgnorableCodePoint
        }
        return isBlank ? .character(first) : nil
    }

    /// To go on after "at most".
    package var bound: String { "\(byteCountMax) bytes" }
}

/// Why a text may not be said.
package enum TextFault: Hashable, Sendable {
    case tooLong(byteCount: Int, byteCountMax: Int)
    /// A line ends where there is one only.
    case severalLines
    /// A control character, one that turns the direction of what follows, or one unseen at an end.
    case character(Unicode.Scalar)
    /// It begins or ends with white space.
    case spaceAtEnd
}

extension TextFault: CustomStringConvertible {
    /// To go on after the name of the field.
    package var description: String {
        switch self {
        case .tooLong(let byteCount, let byteCountMax):
            "is \(byteCount) bytes long; it may have \(byteCountMax) at most"
        case .severalLines: "has several lines; it may have one only"
        case .character(let scalar):
            "holds the character \(scalar.codePoint), which is not for reading; leave it out"
        case .spaceAtEnd: "begins or ends with white space; leave it out"
        }
    }
}

extension String {
    /// Whether nothing can be wrong with it, as mostly: printable ASCII without a space at its ends.
    fileprivate var isPlain: Bool {
        utf8.withContiguousStorageIfAvailable { bytes in
            bytes.first != 0x20 && bytes.last != 0x20 && bytes.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
        } ?? false
    }
}

extension String.UnicodeScalarView {
    /// Whether it ends with a sign that tags complete, as they do the flags of countries within a country:
    /// they begin behind an emoji, and the last of them says that they end.
    fileprivate var endsWithTagged: Bool {
        last?.value == 0xE007F && last(where: { !$0.isTag })?.properties.isEmojiPresentation == true
    }
}

extension Unicode.Scalar {
    /// A control character of ASCII or of ISO 8859.
    fileprivate var isControl: Bool { value < 0x20 || (0x7F...0x9F).contains(value) }

    /// Whether nothing is seen of it, and nothing before it is written otherwise for it: unlike joiners and
    /// selectors of variants, with which words and signs end.
    fileprivate var isUnseen: Bool { isBlank && !properties.isJoinControl && !properties.isVariationSelector }

    /// A joiner may stand before the letter whose form it selects, and a selector behind it only.
    fileprivate var isUnseenAtStart: Bool { isBlank && !properties.isJoinControl }

    /// Whether a reader shows nothing for it. No property says so of the Braille pattern without a dot.
    private var isBlank: Bool { properties.isDefaultIgnorableCodePoint || value == 0x2800 }

    /// One that spells, unseen, what the sign before it stands for.
    fileprivate var isTag: Bool { (0xE0020...0xE007F).contains(value) }

    /// Line feed, carriage return, next line, and the separators of lines and paragraphs.
    fileprivate var endsLine: Bool { [0x0A, 0x0D, 0x85, 0x2028, 0x2029].contains(value) }

    /// As the Unicode standard writes it (`U+202E`).
    fileprivate var codePoint: String {
        let digits = String(value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
    }
}
