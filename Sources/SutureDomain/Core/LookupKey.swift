/// By what the answers to a lookup are found: whichever record of the kind answers it carries this text.
package struct LookupKey: Hashable, Sendable {
    package let kind: String
    package let text: String

    package init(kind: String, text: String) {
        self.kind = kind
        self.text = text
    }
}

extension Lookup {
    package func key(ofKind kind: String) -> LookupKey {
        switch self {
        case .name(let name): LookupKey(kind: kind, text: name)
        case .enrolment(let person, _), .appointment(let person, _, _), .instructorship(let person, _):
            LookupKey(kind: kind, text: person.text)
        }
    }
}
