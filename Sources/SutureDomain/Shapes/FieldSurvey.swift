/// What a command carries that is checked in one place for every command, found by going through its fields.
package struct FieldSurvey: Sendable {
    /// Records that are referred to, with the field that does and the kinds that it may name.
    package var mentions: [(field: String, stream: StreamName, kinds: [String])] = []
    package var dates: [(field: String, date: PartialDate)] = []
    /// Fields with personal data that came sealed, which no client may send.
    package var alreadySealed: [String] = []
    /// Text fields with nothing in them.
    package var blankTexts: [String] = []
    /// Whether personal data was brought in plain.
    package var hasPersonalData = false

    package init() {}
}
