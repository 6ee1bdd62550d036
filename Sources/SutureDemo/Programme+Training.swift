import SutureJSON

/// How personnel is trained, what pays for it, and how many had taken part by 2022.
extension Programme {
    package static let fundingPlan = "JOINT-TRAINING"
    private static let currency: JSONValue = "CNY"

    mutating func tellOfTheTraining() {
        tell(
            """
            In terms of personnel training, with the support of the Interdisciplinary Graduate School of \
            Medicine and Engineering to carry out high-end inter-disciplinary personnel training, explore \
            the construction of personnel training system, strengthen the joint training funding plan and \
            its process management, safeguarding the promotion of the excellent interdisciplinary \
            medicine-engineering personnel training system.
            """)
        state(.goal)
        record(
            "unit.add-alias", Programme.graduateSchool,
            ["alias": "Interdisciplinary Graduate School of Medicine and Engineering", "type": "variant"])
        record(
            "unit.record-support", Programme.centre,
            [
                "supporter": .string("unit/\(Programme.graduateSchool)"), "type": "support",
                "text": "Carries out high-end inter-disciplinary personnel training",
            ])
        record(
            "unit.set-objective", Programme.centre,
            [
                "objective": "TRAINING-SYSTEM", "type": "content",
                "statement": "Explore the construction of the personnel training system",
            ])
        record(
            "unit.report-progress", Programme.centre,
            [
                "objective": "TRAINING-SYSTEM",
                "text": "The joint training funding plan and its process management are strengthened",
            ])
        draftFundingPlan()
        makeUp("What the funding plan pays", .figures2022)
        makeUpFunding()
        makeUp("Students who came after the first ones", .figures2022)
        makeUpLaterTraining()

        tell(
            """
            Currently, more than 800 graduate and undergraduate students have participated in the \
            interdisciplinary program of medicine and engineering.
            """)
        claim(
            "students",
            """
            more than 800 graduate and undergraduate students have participated in the interdisciplinary program of \
            medicine and engineering
            """,
            "students.participated", of: [("programme", Programme.programme)], .moreThan, "800")
    }

    /// Its checkpoints are what the document calls process management. It names neither sums nor days.
    private mutating func draftFundingPlan() {
        record(
            "fund.draft", Programme.fundingPlan,
            [
                "unit": .string(Programme.graduateSchool), "title": "Joint training funding plan",
                "currency": Programme.currency, "begins": "unknown", "ends": "unknown",
            ])
        for type in ["opening", "midterm", "final"] {
            record(
                "fund.set-checkpoint", Programme.fundingPlan,
                ["checkpoint": .string(type.uppercased()), "type": .string(type), "due": "unknown"])
        }
    }
}
