package import SutureDomain
package import SutureJSON

/// A report: figures that are worked out of the records when they are asked for.
///
/// Everything of it is declared here, in one file: what it is called, what it takes, what it answers, where
/// the answer comes from and how people are shown it. The method of the interface, the subcommand, text,
/// pages, comma-separated values and comparisons follow from that, and one harness answers all of them.
package protocol Report: Sendable {
    /// In kebab case: the subcommand's name, of which the method's is made.
    static var name: String { get }
    /// What it tells, in one line of help.
    static var abstract: String { get }
    /// What else a person who asks for it needs to know.
    static var discussion: String { get }
    /// What the comment of its method says, before role and refusals.
    static var documentation: String { get }
    /// What is refused besides records that are not there; a clause, or nothing.
    static var refusal: String? { get }
    static var parameters: [ReportParameter] { get }
    /// What it answers, in order, behind the head that all reports have.
    static var sections: [ReportSection] { get }
    /// Which of it stands in the comma-separated values.
    static var csvHelp: String { get }

    /// Works out what SQL alone cannot. What is not told is a section's SQL, or a parameter told again.
    /// - Parameters:
    ///   - now: for which it is told what is due: the end of the day that is asked for, or the instant, or
    ///     now.
    ///   - day: that of this moment.
    static func work(_ told: inout ReportTold, in source: any ReportSource, now: Instant, day: Day) throws
    /// - Parameter question: what was asked, as it goes over the wire.
    static func layout(of question: JSONObject) -> ReportLayout
}

extension Report {
    package static var discussion: String { "" }
    package static var refusal: String? { nil }
    package static var csvHelp: String { "Print comma-separated values." }

    package static func work(
        _ told: inout ReportTold, in source: any ReportSource, now: Instant, day: Day
    ) throws {}
    package static func layout(of question: JSONObject) -> ReportLayout { ReportLayout(plainly: self) }
}

extension Report {
    /// As the interface spells it: `Trial`.
    package static var methodName: String {
        name.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }

    package static var fullMethodName: String { "\(Reports.interfaceName).\(methodName)" }

    /// Every member of the answer but those of its head, in order.
    package static var members: [ReportMember] { sections.flatMap(\.members) }

    /// Where the rest of a list is found whose rows have no room, by its path (`criteria.evidence`).
    package static var elsewhere: [String: ReportElsewhere] {
        Dictionary(uniqueKeysWithValues: members.elsewhere)
    }

    /// Whether it can list what was counted.
    package static var explains: Bool { parameters.contains { $0.name == ReportParameter.explainName } }

    /// Whether it comes in pages along the log, so that no two of it can be compared.
    package static var isPaged: Bool { self is any LogReport.Type }
}
