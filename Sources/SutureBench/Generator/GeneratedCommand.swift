package import SutureDomain

/// A command that is admitted when all earlier ones of its programme are recorded.
package struct GeneratedCommand: Hashable, Sendable {
    /// What it makes of another record than its own.
    package struct Consequence: Hashable, Sendable {
        let stream: StreamName
        let type: EventType
        /// A JSON object in canonical form.
        let fields: [UInt8]
    }

    /// With its kind (`trial.log-outcome`).
    package let name: String
    package let stream: StreamName
    /// A JSON object in canonical form.
    package let fields: [UInt8]
    package var occurredOn: PartialDate
    /// Where the command needs one.
    package var reason: String?
    /// Whether some of its fields are sealed in the log.
    package let holdsPersonalData: Bool
    package var consequence: Consequence?
}
