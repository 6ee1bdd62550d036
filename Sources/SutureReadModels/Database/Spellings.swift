import Foundation

extension String {
    /// The text as it is, and as Unicode writes it with composed and with decomposed letters: SQLite compares
    /// bytes, and keyboards differ in which they send for é. To Swift and to the rules they are one text.
    var spellings: [String] {
        if utf8.allSatisfy({ $0 < 0x80 }) { return [self] }
        var spellings = [self]
        for spelling in [precomposedStringWithCanonicalMapping, decomposedStringWithCanonicalMapping]
        where !spellings.contains(where: { $0.utf8.elementsEqual(spelling.utf8) }) {
            spellings.append(spelling)
        }
        return spellings
    }
}
