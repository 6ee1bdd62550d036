import SutureDomain
package import SutureJSON

/// A part of a reply as people are shown it: a report, a group or a row of it, or a value.
///
/// Members are reached by their names: `$0.outcomes.rate` is the text of that value, or nothing.
@dynamicMemberLookup
package struct Shown: Sendable {
    private let view: JSONView?
    private let content: ReportContent?
    /// Of a report, a group or a row.
    package let members: [ReportMember]
    /// That of the report's amounts.
    package let currencyOfReport: String

    /// A whole report.
    package init(_ reply: JSONView, of report: any Report.Type) {
        self.init(reply, nil, ReportHead.members + report.members, reply["currency"]?.string ?? "")
    }

    private init(
        _ view: JSONView?, _ content: ReportContent?, _ members: [ReportMember], _ currency: String
    ) {
        self.view = view
        self.content = content
        self.members = members
        currencyOfReport = currency
    }

    package subscript(dynamicMember name: String) -> Shown { self[name] }

    /// - Parameter path: of names (`outcomes.success`).
    package subscript(path: String) -> Shown {
        var shown = self
        for name in path.split(separator: ".") { shown = shown.member(String(name)) }
        return shown
    }

    private func member(_ name: String) -> Shown {
        let content = members[name]?.content
        return Shown(view?[name], content, content?.members ?? [], currencyOfReport)
    }

    /// As it stands in a table; empty where it is absent.
    package var text: String {
        if case .amount? = content {
            guard let minorUnits = view?.int64 else { return "" }
            // The report names the currency once.
            return String(Money.text(minorUnits: minorUnits, currency: currencyOfReport).prefix { $0 != " " })
        }
        return CellText.of(view)
    }

    package var isEmpty: Bool { text.isEmpty }
    package var isPresent: Bool { view?.isNull == false }
    package var bool: Bool { view?.bool ?? false }
    package var number: Int64? { view?.int64 }

    /// With that before it; nothing where it is absent.
    package func after(_ prefix: String) -> String { isEmpty ? "" : "\(prefix)\(text)" }

    /// This, or the other one where this is absent.
    package func or(_ other: Shown) -> Shown { isPresent ? self : other }

    /// The rows of a list.
    package var rows: [Shown] {
        view?.elements.map { Shown($0, nil, members, currencyOfReport) } ?? []
    }

    /// The values of a group by their names, in one text; lists and groups within it are left out.
    package var listed: String {
        members.filter { $0.content.members == nil && view?[$0.name] != nil }
            .map { "\($0.name) \(member($0.name))" }.joined(separator: ", ")
    }
}

extension Shown: CustomStringConvertible {
    package var description: String { text }
}
