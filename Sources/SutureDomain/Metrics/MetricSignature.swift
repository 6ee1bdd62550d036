/// What a claim must know of a figure: its stable name, what it can be restricted to, and what its value
/// looks like.
///
/// The figures themselves are worked out from the read models, which implement exactly these.
package struct MetricSignature: Hashable, Sendable {
    /// What a figure can be restricted to.
    package struct Parameter: Hashable, Sendable {
        package let name: String
        package let domain: Domain
        /// Whether the figure makes no sense without it.
        package let isRequired: Bool

        static func required(_ name: String, _ domain: Domain) -> Parameter {
            Parameter(name: name, domain: domain, isRequired: true)
        }

        static func optional(_ name: String, _ domain: Domain) -> Parameter {
            Parameter(name: name, domain: domain, isRequired: false)
        }
    }

    /// What may stand for a parameter.
    package enum Domain: Hashable, Sendable {
        /// The id of a record of this kind.
        case record(kind: String)
        case year
        case word([String])

        static func record(_ kind: any RecordKind.Type) -> Domain { .record(kind: kind.kind) }

        static func word(_ type: (some Enumeration).Type) -> Domain {
            .word(type.allCases.map(\.rawValue))
        }
    }

    package enum Content: Hashable, Sendable {
        /// How many there are.
        case count
        /// A number that was given once, such as a rank.
        case number
        /// A word that was given once, such as a rating.
        case text
    }

    /// Stable (`students.graduate.in-projects`): claims in the log refer to it.
    package let name: String
    package let parameters: [Parameter]
    package let content: Content

    init(_ name: String, _ parameters: Parameter..., content: Content = .count) {
        self.name = name
        self.parameters = parameters
        self.content = content
    }

    /// `nil` if there is none of that name.
    package static func named(_ name: String) -> MetricSignature? { byName[name] }

    private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })
}

/// One parameter of a figure and what stands for it (`home`, `USST`).
package struct MetricArgument: FieldGroup {
    /// What the figure is restricted by (`home`).
    package var name: String
    /// What it is restricted to: the id of a record, a year, a word (`USST`).
    package var value: String
}
