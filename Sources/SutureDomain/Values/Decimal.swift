/// A decimal number kept exactly as it was written (`12.50`), so that no digit a person typed is lost.
package struct Decimal: Hashable, Sendable {
    package static let digitCountMax = 38

    package let text: String

    /// `nil` unless the text is an optional minus, digits, and possibly a point with digits after it.
    package init?(_ text: String) {
        let bytes = text.utf8
        let unsigned = bytes.first == UInt8(ascii: "-") ? bytes.dropFirst() : bytes[...]
        let whole = unsigned.prefix { (0x30...0x39).contains($0) }
        let rest = unsigned.dropFirst(whole.count)
        guard !whole.isEmpty, unsigned.count <= Decimal.digitCountMax,
            rest.isEmpty
                || rest.first == UInt8(ascii: ".") && rest.count > 1
                    && rest.dropFirst().allSatisfy({ (0x30...0x39).contains($0) })
        else { return nil }
        self.text = text
    }
}

extension Decimal: TextValue {
    package static let shape = FieldShape.decimal
    package static let sample = Decimal(integer: 0)
    package static let form = "a decimal number as a string, such as \"12.50\""

    package init(integer: Int64) { text = String(integer) }
}
