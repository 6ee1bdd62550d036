import SutureJSON

/// What the centre carried out, and which projects became key projects.
extension Programme {
    static let screening = "KEY-PROJECTS"

    mutating func tellOfTheProjects() {
        tell(
            """
            So far the medical equipment innovation system built by the Center has been running well; more \
            than 200 cooperative research projects have been carried out, and quite a number of key \
            medicine-engineering interdisciplinary projects have been screened out.
            """)
        record(
            "unit.report-status", Programme.centre,
            ["text": "The medical equipment innovation system built by the Center has been running well"],
            on: "2022-11-07")
        record(
            "screening.open", Programme.screening,
            [
                "unit": .string(Programme.centre),
                "title": "Key medicine-engineering interdisciplinary projects",
                "criteria": [],
            ],
            on: "2019-11-07..2022-11-07")
        let ofCentre = [(name: "unit", value: Programme.centre)]
        claim(
            "cooperative-projects", "more than 200 cooperative research projects have been carried out",
            "projects.cooperative.carried-out", of: ofCentre, .moreThan, "200")
        claim(
            "key-projects",
            "quite a number of key medicine-engineering interdisciplinary projects have been screened out",
            "projects.key", of: ofCentre, .some, "quite a number")
        makeUp("More than two hundred projects, and the screening of some of them", .figures2022)
        makeUpProblems(Programme.laterProblems)
        makeUpLaterProjects()
        makeUpScreening()
    }
}
