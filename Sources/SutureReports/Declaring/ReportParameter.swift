package import SutureDomain

/// What a report is asked for, besides the moment.
package struct ReportParameter: Sendable {
    /// What may be given.
    package enum Content: Sendable {
        /// The id of a record of this kind, which has to be there.
        case id(any RecordKind.Type)
        /// A record of one of these kinds, as kind/ID, which has to be there.
        case recordOf([String])
        case text
        case flag
        case instant
        case count(ClosedRange<Int64>)
        case choice([String])
        /// The name of a figure.
        case metric
        /// The name of a kind of record.
        case kind
        case eventType
    }

    /// How it is said on the command line.
    package enum Said: Sendable {
        case argument
        case option
        /// An option of which this is taken where it is not given.
        case optionElse(Int64)
        /// A flag of this name, which stands for the value.
        case flag(String, for: String)
        /// A day or an instant; a day stands for its first moment, or for its last.
        case moment(endsDay: Bool)
        case not
    }

    package let name: String
    package let content: Content
    package let isOptional: Bool
    /// In the interface; a sentence.
    package let meaning: String
    package let said: Said
    /// On the command line, where that is not the meaning.
    package let help: String
    /// Stands for a value in help.
    package let valueName: String?

    package init(
        _ name: String, _ content: Content, isOptional: Bool = false, _ meaning: String, said: Said? = nil,
        help: String? = nil, valueName: String? = nil
    ) {
        self.name = name
        self.content = content
        self.isOptional = isOptional
        self.meaning = meaning
        self.said = said ?? (isOptional ? .option : .argument)
        self.help = help ?? meaning
        self.valueName = valueName
    }

    /// Asks for what was counted, too.
    package static func explain(help: String) -> ReportParameter {
        ReportParameter(
            explainName, .flag, isOptional: true, "Whether to list what was counted.", help: help)
    }

    /// The name of that parameter, of every report that has it.
    package static let explainName = "explain"
}
