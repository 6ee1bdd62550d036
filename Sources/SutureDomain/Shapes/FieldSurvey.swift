/// What a command carries that is checked in one place for every command, found by going through its fields.
package struct FieldSurvey: Sendable {
    /// A record that is referred to, and the field that does.
    package struct Mention: Sendable {
        package let field: String
        package let stream: StreamName
        package let kinds: [String]

        package init(field: String, stream: StreamName, kinds: [String]) {
            self.field = field
            self.stream = stream
            self.kinds = kinds
        }
    }

    package var mentions: [Mention] = []
    package var dates: [(field: String, date: PartialDate)] = []
    /// Fields with personal data that came sealed, which no client may send.
    package var alreadySealed: [String] = []
    /// Text fields with nothing in them.
    package var blankTexts: [String] = []
    /// Whether personal data was brought in plain.
    package var hasPersonalData = false

    package init() {}
}
