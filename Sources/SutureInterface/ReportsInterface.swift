import SutureDomain
import SutureReports

/// The text of `org.suture.Reports`, which follows from what the reports declare.
enum ReportsInterface {
    /// In columns.
    private static let widthMax = 120

    static let text: String = {
        var types = [ReportHead.moreType]
        for report in Reports.all { collect(report.members, into: &types) }
        let parts =
            [introduction] + types.map(declaration) + Reports.all.map(method)
        return parts.joined(separator: "\n")
    }()

    private static let introduction = """
        # Reports: figures that are worked out from the records when they are asked for.
        #
        # Every report may be asked for as of a day of the world (asOf) and for what was known at a position or an instant of the
        # log (knownAt). It says what it takes into account, and the head of the log, so that it can be checked later. A report
        # has 8 MiB at most, and 10000 rows of a section: what has no room is told in more.
        interface \(Reports.interfaceName)

        """

    // MARK: Types

    /// Each once, in the order in which they are met.
    private static func collect(_ members: [ReportMember], into types: inout [ReportType]) {
        for member in members {
            guard let type = member.content.type, !types.contains(where: { $0.name == type.name })
            else { continue }
            collect(type.members, into: &types)
            types.append(type)
        }
    }

    private static func declaration(of type: ReportType) -> String {
        comment(type.meaning) + "type \(type.name) \(structure(type.members.map(Line.init)))\n"
    }

    fileprivate static func spelling(_ content: ReportContent) -> String {
        switch content {
        case .text, .decimal, .date, .instant, .id, .record: "string"
        case .flag: "bool"
        case .choice(let words): "(\(words.joined(separator: ", ")))"
        case .texts: "[]string"
        case .choices(let words): "[](\(words.joined(separator: ", ")))"
        case .names: "[string]string"
        case .count, .amount: "int"
        case .money: "Money"
        case .group(let type): type.name
        case .rows(let type): "[]\(type.name)"
        }
    }

    // MARK: Methods

    private static func method(of report: any Report.Type) -> String {
        let records = report.parameters.flatMap { parameter -> [String] in
            switch parameter.content {
            case .id(let kind): [kind == Source.self ? "document" : kind.kind]
            case .recordOf: ["record"]
            default: []
            }
        }
        let refusals = [
            records.isEmpty
                ? nil
                : "NotFound where there is no such \(records.joined(separator: " or ")), or was none at the time that is asked for",
            report.refusal, report.isPaged ? nil : "Busy where the read models are too far behind",
        ].compactMap { $0 }
        let documentation =
            "\(report.documentation)\nRole: reader.\nRefused: \(refusals.joined(separator: "; "))."
        let output =
            ReportHead.members + report.members + [report.isPaged ? ReportHead.next : ReportHead.more]
        return comment(documentation)
            + "method \(report.methodName)\(structure(report.parameters.map(Line.init) + moment, isOpen: true))"
            + " -> \(structure(output.map(Line.init), isOpen: true))\n"
    }

    /// What every report takes.
    private static let moment = [
        Line(
            name: "asOf", spelling: "?string",
            meaning: "A day (2022-11-07): only what had happened by its end counts."),
        Line(
            name: "knownAt", spelling: "?string",
            meaning:
                "A position, or an instant (2022-11-07T09:30:00Z): only what had been recorded then counts."),
        Line(
            name: "atLeast", spelling: "?int",
            meaning: "A position that the answer must take into account."),
    ]

    // MARK: Text

    fileprivate struct Line {
        let name: String
        let spelling: String
        let meaning: String
    }

    /// On one line where nothing is said of its parts, and it fits.
    private static func structure(_ lines: [Line], isOpen: Bool = false) -> String {
        let fields = lines.map { "\($0.name): \($0.spelling)" }
        let short = "(\(fields.joined(separator: ", ")))"
        if !isOpen, lines.allSatisfy(\.meaning.isEmpty), short.count < widthMax - 40 { return short }
        let indented = zip(lines, fields).enumerated().map { index, line in
            comment(line.0.meaning, indentation: "    ") + "    \(line.1)"
                + (index < lines.count - 1 ? ",\n" : "\n")
        }
        return "(\n\(indented.joined()))"
    }

    /// Broken at the width of the text; lines of its own stay lines.
    private static func comment(_ text: String, indentation: String = "") -> String {
        guard !text.isEmpty else { return "" }
        let margin = indentation + "#"
        var comment = margin
        var width = margin.utf8.count
        for line in text.utf8.split(separator: UInt8(ascii: "\n")) {
            if comment.utf8.count > margin.utf8.count {
                comment += "\n" + margin
                width = margin.utf8.count
            }
            for word in line.split(separator: UInt8(ascii: " ")) {
                if width + word.count + 1 > widthMax {
                    comment += "\n" + margin
                    width = margin.utf8.count
                }
                comment += " " + Substring(word)
                width += word.count + 1
            }
        }
        return comment + "\n"
    }
}

extension ReportsInterface.Line {
    init(_ member: ReportMember) {
        let spelling = ReportsInterface.spelling(member.content)
        self.init(
            name: member.name, spelling: (member.isOptional ? "?" : "") + spelling,
            meaning: member.meaning)
    }

    init(_ parameter: ReportParameter) {
        let spelling =
            switch parameter.content {
            case .flag: "bool"
            case .count: "int"
            case .choice(let words): "(\(words.joined(separator: ", ")))"
            case .id, .recordOf, .text, .instant, .metric, .kind, .eventType: "string"
            }
        self.init(
            name: parameter.name, spelling: (parameter.isOptional ? "?" : "") + spelling,
            meaning: parameter.meaning)
    }
}
