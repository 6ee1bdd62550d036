/// Which records are looked for by the words in their names, aliases, titles and statements.
package struct SearchQuery: Sendable {
    /// No longer text is looked for.
    package static let textByteCountMax = 4_096

    /// Found anywhere in those words; ASCII letters in either case, accents composed or decomposed.
    package var text: String
    /// Only records of these kinds; all if empty.
    package var kinds: [String]
    package var limit: Int64?
    /// Where the page before ended, as its `next` says.
    package var after: String?

    package init(text: String, kinds: [String] = [], limit: Int64? = nil, after: String? = nil) {
        self.text = text
        self.kinds = kinds
        self.limit = limit
        self.after = after
    }
}
