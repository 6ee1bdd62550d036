package import SutureDomain

/// A command that is admitted when all earlier ones of its programme are recorded.
package struct GeneratedCommand: Hashable, Sendable {
    /// With its kind (`trial.log-outcome`).
    package let name: String
    package let stream: StreamName
    /// A JSON object in canonical form.
    package let fields: [UInt8]
    package let occurredOn: PartialDate
    /// Whether some of its fields are sealed in the log.
    package let holdsPersonalData: Bool
}
