import SutureDomain
package import SutureInterface
import SutureJSON
import Varlink

/// A medical-engineering programme as commands, in the order in which they are admitted: that of the
/// University of Shanghai for Science and Technology and its partners, as two documents tell of it.
///
/// It is told in parts. A part is a sentence of a document with the commands that record it, or something
/// made up after a figure, since the documents count hundreds of persons and projects and name few.
package struct Programme: Sendable {
    /// Each has an id of its own, so that it can be sent again without being recorded twice.
    package private(set) var commands: [CommandCall] = []
    /// They follow the documents as far as existence allows; a sentence told in two places has two parts.
    package private(set) var parts: [Part] = []
    /// The document that is told, where nothing else is said.
    private var told = Origin.news2019
    /// What the ids of the commands begin with.
    private let prefix: String

    /// A sentence, or what is made up, and the commands for it.
    package struct Part: Sendable {
        /// The sentence as it stands in its document; of what is made up a title.
        package let text: String
        package let origin: Origin
        /// Where its commands stand among the programme's.
        package fileprivate(set) var commands: Range<Int>
    }

    private init(prefix: String) { self.prefix = prefix }

    /// Everything but the outcome sheets that are typed in late.
    package static let records: Programme = {
        var programme = Programme(prefix: "demo-record")
        programme.tellOfTheDocuments()
        programme.tellOfTheFounding()
        programme.tellOfThePresidentsSpeech()
        programme.tellOfTheDeansSpeech()
        programme.tellOfTheAgreement()
        programme.tellOfTheOpticalTeam()
        programme.tellOfTheJointSchool()
        programme.told = .news2022
        programme.tellOfTheCentre()
        programme.tellOfTheAssessment()
        programme.tellOfTheProjects()
        programme.tellOfTheDevices()
        programme.tellOfTheTraining()
        return programme
    }()

    /// More outcomes of the same trials.
    package static let lateSheets: Programme = {
        var programme = Programme(prefix: "demo-sheet")
        programme.makeUp("Outcome sheets that are typed in late", .figures2022)
        programme.makeUpLateSheets()
        return programme
    }()
}

// MARK: Telling

extension Programme {
    /// What is recorded from now on is what this sentence says.
    /// - Parameter sentence: as it stands in the document.
    mutating func tell(_ sentence: String, of document: Origin? = nil) {
        begin(sentence, document ?? told)
    }

    /// What is recorded from now on is said by nobody, so that there is something to count.
    mutating func makeUp(_ title: String, _ origin: Origin) { begin(title, origin) }

    private mutating func begin(_ text: String, _ origin: Origin) {
        parts.append(Part(text: text, origin: origin, commands: commands.count..<commands.count))
    }

    /// - Parameters:
    ///   - name: with the kind (`trial.log-outcome`).
    ///   - origin: that of the part if left out.
    ///   - day: a partial date; that of the origin if left out.
    ///   - reason: for what is admitted only with one.
    mutating func record(
        _ name: String, _ id: String, _ fields: JSONObject = [:], from origin: Origin? = nil,
        on day: String? = nil, because reason: String? = nil
    ) {
        guard let command = Catalogue.command(name) else {
            preconditionFailure("there is no command \(name)")
        }
        guard let part = parts.indices.last else {
            preconditionFailure("\(name) belongs to no part of the programme")
        }
        let origin = origin ?? parts[part].origin
        let context = Context(
            commandId: Programme.id(prefix, commands.count + 1, digits: 4), occurredOn: day ?? origin.day,
            reason: reason, sources: [origin.source])
        commands.append(
            CommandCall(
                method: Method.of(command), id: id, fields: fields, context: context))
        parts[part].commands = parts[part].commands.lowerBound..<commands.count
    }
}

extension Programme {
    /// `Student 017`: nobody takes such a name for a person's.
    static func name(_ noun: String, _ number: Int) -> String { "\(noun) \(padded(number, 3))" }

    /// `S-017`
    static func id(_ prefix: String, _ number: Int, digits: Int = 3) -> String {
        "\(prefix)-\(padded(number, digits))"
    }

    static func padded(_ number: Int, _ width: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, width - text.count)) + text
    }
}
