/// Where a record of the demo comes from, and on which day that had happened.
///
/// The two documents name some persons and bodies, and give figures of the others. Those are made up, and the
/// log says so of each.
package struct Origin: Hashable, Sendable {
    /// As a command names it: a record (`source/USST-2019-11-06`), or free text.
    package let source: String
    /// A partial date, unless the record has one of its own.
    package let day: String

    // MARK: The two documents

    package static let news2019 = Origin(document: "USST-2019-11-06", day: "..2019-11-06")
    package static let news2022 = Origin(document: "USST-2022-11-07", day: "..2022-11-07")

    /// The publication itself: a record cannot name itself as its source.
    package static let publication2019 = Origin(source: "USST news of 2019-11-06", day: "2019-11-06")
    package static let publication2022 = Origin(source: "USST news of 2022-11-07", day: "2022-11-07")

    // MARK: Everything else

    /// What the devices are in the classification of the FDA.
    package static let classification = Origin(source: "FDA product classification", day: "..2022-11-07")

    /// For what the document of 2019 only counts.
    package static let figures2019 = Origin(
        source: "made up for the demo after a figure of 2019-11-06", day: "..2019-11-06")

    /// For what only the document of 2022 counts, which came after the ones of 2019.
    package static let figures2022 = Origin(
        source: "made up for the demo after a figure of 2022-11-07", day: "2019-11-07..2022-11-07")

    /// The id of the document's record; `nil` for what is not from a document.
    package let document: String?

    private init(source: String, day: String) {
        self.source = source
        self.day = day
        document = nil
    }

    private init(document: String, day: String) {
        source = "source/\(document)"
        self.day = day
        self.document = document
    }
}
