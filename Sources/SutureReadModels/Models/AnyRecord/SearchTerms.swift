import SutureDomain

/// The words by which records are found: names, aliases, titles and statements. Those of persons stay sealed.
///
/// A name that was given up still finds its record.
enum SearchTerms: ReadModel {
    static let view = View(
        "search-term", ofAnyKind: "terms", "Words by which records are found.", isListed: false,
        key: .columns(["position", "field"]), indexed: ["term"],
        columns: [
            .text("type", "name, alias, title or statement."),
            .text("field", "The field of the event that they stand in."),
            .text("term", "The words, or in base64 what is sealed."),
            .boolean("sealed", "Whether they are sealed."),
        ])

    static func project(when: inout Projection) {
        projectInstitutionsAndUnits(when: &when)
        projectPersons(when: &when)
        projectAgreementsAndProblems(when: &when)
        projectTheRest(when: &when)
    }

    private static func projectInstitutionsAndUnits(when: inout Projection) {
        when(Institution.Registered.self) { event, rows in try rows.put("name", "name", event.name) }
        when(Institution.Renamed.self) { event, rows in try rows.put("name", "name", event.name) }
        when(Institution.AliasAdded.self) { event, rows in try rows.put("alias", "alias", event.alias) }
        when(Unit.Initiated.self) { event, rows in try rows.put("name", "name", event.name) }
        when(Unit.Renamed.self) { event, rows in try rows.put("name", "name", event.name) }
        when(Unit.AliasAdded.self) { event, rows in try rows.put("alias", "alias", event.alias) }
        when(Unit.ObjectiveSet.self) { event, rows in
            try rows.put("statement", "statement", event.statement)
        }
        when(Unit.GoalDeclared.self) { event, rows in try rows.put("statement", "text", event.text) }
    }

    private static func projectPersons(when: inout Projection) {
        when(Person.Registered.self) { event, rows in
            try rows.put("name", "name", event.name)
            if let localName = event.localName { try rows.put("name", "localName", localName) }
        }
        when(Person.AliasAdded.self) { event, rows in try rows.put("alias", "alias", event.alias) }
    }

    private static func projectAgreementsAndProblems(when: inout Projection) {
        when(Agreement.Drafted.self) { event, rows in try rows.put("title", "title", event.title) }
        when(Problem.Raised.self) { event, rows in
            try rows.put("statement", "statement", event.statement)
            if let need = event.need { try rows.put("statement", "need", need) }
        }
        when(Problem.IssueFormulated.self) { event, rows in
            try rows.put("statement", "statement", event.statement)
        }
        when(Activity.Planned.self) { event, rows in try rows.put("title", "title", event.title) }
        when(Achievement.Recorded.self) { event, rows in try rows.put("title", "title", event.title) }
    }

    private static func projectTheRest(when: inout Projection) {
        when(Project.Created.self) { event, rows in try rows.put("title", "title", event.title) }
        when(Project.Renamed.self) { event, rows in try rows.put("title", "title", event.title) }
        when(Project.MilestoneSet.self) { event, rows in try rows.put("title", "title", event.title) }
        when(Screening.Opened.self) { event, rows in try rows.put("title", "title", event.title) }
        when(Fund.Drafted.self) { event, rows in try rows.put("title", "title", event.title) }
        when(Device.Registered.self) { event, rows in try rows.put("name", "name", event.name) }
        when(Trial.Planned.self) { event, rows in try rows.put("title", "title", event.title) }
        when(Trial.EndpointDefined.self) { event, rows in try rows.put("title", "title", event.title) }
        when(Assessment.Announced.self) { event, rows in try rows.put("title", "title", event.title) }
        when(Source.Registered.self) { event, rows in try rows.put("title", "title", event.title) }
        when(Source.ClaimRecorded.self) { event, rows in try rows.put("statement", "quote", event.quote) }
        when(Source.StatementRecorded.self) { event, rows in try rows.put("statement", "text", event.text) }
        when(AdverseEvent.Reported.self) { event, rows in
            if let term = event.term { try rows.put("title", "term", term) }
            try rows.put("statement", "description", event.description)
        }
        when(Deficiency.Reported.self) { event, rows in
            try rows.put("statement", "description", event.description)
        }
    }
}

extension RowWriter {
    fileprivate func put(_ type: String, _ field: String, _ term: String) throws {
        try put(["type": type, "field": field, "term": term, "sealed": false])
    }

    fileprivate func put(_ type: String, _ field: String, _ term: Prose) throws {
        try put(type, field, term.text)
    }

    fileprivate func put(_ type: String, _ field: String, _ term: Sealed) throws {
        try put(["type": type, "field": field, "term": term, "sealed": true])
    }
}
