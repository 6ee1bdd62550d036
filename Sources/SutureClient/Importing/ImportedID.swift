import SutureDomain

/// Ids that are made of what a table has, where they have to be.
enum ImportedID {
    /// As a reference: a kind that stands before it with a slash is kept.
    static func reference(_ text: String) -> String {
        guard let slash = text.firstIndex(of: "/"), Catalogue.kind(named: text[..<slash]) != nil else {
            return sanitised(text)
        }
        return text[...slash] + sanitised(String(text[text.index(after: slash)...]))
    }

    /// Letters, digits, points, underscores and hyphens of ASCII; whatever else there is becomes one hyphen between
    /// them (`W. L. Gore & Associates` is `W.-L.-Gore-Associates`).
    static func sanitised(_ text: String) -> String {
        let isAllowed = { (character: Character) in
            character.isASCII && (character.isLetter || character.isNumber || "._".contains(character))
        }
        return text.split { !isAllowed($0) }.joined(separator: "-")
    }
}
