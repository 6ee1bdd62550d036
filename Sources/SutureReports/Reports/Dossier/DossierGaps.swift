import SutureDomain
import SutureJSON

/// Finds what a dossier still needs, in the order in which an assessment goes.
struct DossierGaps {
    /// The assessment and the unit.
    let both: [JSONValue]
    let source: any ReportSource
    /// For rows of ``type``.
    private(set) var all: [JSONObject] = []

    static let type = ReportType(
        "DossierGap", "What a dossier still needs.",
        .has(
            "what",
            .choice([
                "participation", "criteria", "evidence", "objective", "materials", "visit", "score",
                "opinion", "result", "release",
            ])), .may("criterion", .text, "Of which criterion, if of one."),
        .has("message", .text, "A sentence."))

    /// - Parameter criteria: rows of ``DossierCriterion``.
    init(of both: [JSONValue], _ criteria: [JSONObject], in source: any ReportSource) throws {
        self.both = both
        self.source = source
        let unit = both[1].string ?? ""
        let onSite = Assessment.Reviewed.Kind.onSite.rawValue
        try need("participation", "\(unit) does not take part yet.", in: "assessment_unit")
        if criteria.isEmpty { note("criteria", "The assessment has no criteria.") }
        for criterion in criteria { noteEvidence(for: criterion, of: unit) }
        try need("materials", "No materials have been submitted.", in: "assessment_material")
        try need("visit", "There has been no visit on site.", in: "assessment_review", "type = '\(onSite)'")
        for criterion in criteria where criterion["scores"]?.array?.isEmpty == true {
            note("score", "\(DossierGaps.name(of: criterion)) has not been scored.", of: criterion)
        }
        try need("opinion", "The experts have given no opinion.", in: "assessment_opinion")
        let hasResult = try count(in: "assessment_unit", "rating IS NOT NULL") > 0
        let released = "SELECT count(*) FROM assessment WHERE id = ?1 AND released_on IS NOT NULL"
        if !hasResult {
            note("result", "The result has not been determined.")
        } else if try source.integer(released, [both[0]]) == 0 {
            note("release", "The result has not been released.")
        }
    }

    private mutating func note(_ what: String, _ message: String, of criterion: JSONObject = [:]) {
        all.append([
            "what": .string(what), "criterion": criterion["criterion"] ?? .null, "message": .string(message),
        ])
    }

    /// Rows of the unit in the assessment.
    private mutating func need(
        _ what: String, _ message: String, in table: String, _ condition: String = "1"
    ) throws {
        if try count(in: table, condition) == 0 { note(what, message) }
    }

    private func count(in table: String, _ condition: String) throws -> Int64 {
        try source.integer(
            "SELECT count(*) FROM \(table) WHERE assessment = ?1 AND unit = ?2 AND \(condition)", both)
    }

    private mutating func noteEvidence(for criterion: JSONObject, of unit: String) {
        let name = DossierGaps.name(of: criterion)
        guard let kind = criterion["kind"]?.string else {
            return note("evidence", "\(name) does not say which records speak for it.", of: criterion)
        }
        let evidence = criterion["evidence"]?.array ?? []
        if evidence.isEmpty {
            let records = kind.split(separator: "_").joined(separator: " ")
            note("evidence", "Nothing of \(unit) speaks for \(name): it has no \(records).", of: criterion)
        }
        for open in evidence where open["status"] == "open" {
            guard let entry = open["entry"]?.string, let label = open["label"]?.string else { continue }
            note("objective", "\(entry) (\(label)) has not been completed.", of: criterion)
        }
    }

    private static func name(of criterion: JSONObject) -> String {
        "\(criterion["criterion"]?.string ?? "") (\(criterion["title"]?.string ?? ""))"
    }
}
