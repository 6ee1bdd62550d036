/// What a field of an event holds, as interfaces, command lines and documentation need to know it.
package indirect enum FieldShape: Hashable, Sendable {
    /// One line.
    case text
    /// Several lines.
    case prose
    case integer
    case boolean
    /// An exact decimal number, a string on the wire.
    case decimal
    /// A ``PartialDate``.
    case date
    /// An ``Instant``.
    case instant
    /// A ``TimeOfDay``.
    case timeOfDay
    /// A ``Money``.
    case money
    /// A ``Currency``.
    case currency
    /// Personal data of one line, a string in a command.
    case sealed
    /// The id of something inside the record.
    case localID
    /// The id of another record; of several kinds: written `kind/id`.
    case reference(kinds: [String])
    case enumeration([String])
    case list(FieldShape)
    case group([Field])
}

extension FieldShape {
    /// What a text of this shape may hold when it is said; `nil` for what is no text.
    package var textForm: TextForm? {
        switch self {
        case .text, .sealed: .line
        case .prose: .prose
        default: nil
        }
    }

    /// Whether plain text stands there, of one line or several.
    package var isText: Bool { self == .text || self == .prose }
}

/// One field of an event, a command or a group.
package struct Field: Hashable, Sendable {
    /// camelCase, the same in Swift, in JSON and in the interface.
    package let name: String
    package let shape: FieldShape
    package let isOptional: Bool

    package init(name: String, shape: FieldShape, isOptional: Bool) {
        self.name = name
        self.shape = shape
        self.isOptional = isOptional
    }
}
