/// Where a record of the demo comes from, and on which day that had happened.
///
/// The two documents name some persons and bodies, and give figures of the others. Those others are made up, and the
/// log says so of each.
struct Origin: Sendable {
    let source: String
    /// A partial date, unless the record has one of its own.
    let day: String

    static let progress2019 = Origin(
        source: "USST news of 2019-11-06: Progress in Medical Engineering Interdisciplinary Collaboration",
        day: "..2019-11-06")

    static let assessment2022 = Origin(
        source: "USST news of 2022-11-07: High-end Medical Equipment Innovation Center Ranks No.1",
        day: "..2022-11-07")

    /// What the devices are in the classification of the FDA.
    static let classification = Origin(source: "FDA product classification", day: "..2022-11-07")

    /// For the persons and projects that the document of 2019 only counts.
    static let figures2019 = Origin(
        source: "made up for the demo after a figure of 2019-11-06", day: "..2019-11-06")

    /// For those that only the document of 2022 counts, which came after the ones of 2019.
    static let figures2022 = Origin(
        source: "made up for the demo after a figure of 2022-11-07", day: "2019-11-06..2022-11-07")
}
