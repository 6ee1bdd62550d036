/// By what the answers to a lookup are found: whichever record of the kind answers it carries this text.
package struct LookupKey: Hashable, Sendable {
    package let kind: String
    package let text: String

    package init(kind: String, text: String) {
        self.kind = kind
        self.text = text
    }
}
