import SutureDomain

/// What a command and its fields mean, in the words of the published interface.
struct Meaning {
    var summary = ""
    /// By the field's name.
    var fields: [String: String] = [:]

    static func of(kind: any Record.Type) -> String { "" }
    static func of(_ command: any Command.Type) -> Meaning { Meaning() }
}
