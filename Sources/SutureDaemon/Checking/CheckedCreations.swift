import SutureCodec
import SutureDomain
import SutureLog

/// The records that commands of a check begin, and what was said of them: one that says the same again is the
/// same whether the first is recorded already or will be.
struct CheckedCreations {
    /// What one takes in memory, about.
    private static let byteCountPerCreation = 192

    private struct Creation {
        let command: String
        /// Of the fields, personal data among them: it stays in memory.
        let digest: String
        let occurredOn: PartialDate?
    }

    private var creations: [StreamName: Creation] = [:]

    var byteCount: Int { creations.count * CheckedCreations.byteCountPerCreation }

    mutating func note(_ proposal: Proposal, of stream: StreamName) {
        let command = type(of: proposal.command)
        guard command.createsRecord else { return }
        creations[stream] = Creation(
            command: command.fullName, digest: CommandContent.digest(proposal.fields),
            occurredOn: proposal.occurredOn)
    }

    /// Whether the record begins with a command that says the same.
    func says(_ proposal: Proposal, of stream: StreamName) -> Bool {
        guard let creation = creations[stream], creation.command == type(of: proposal.command).fullName,
            creation.digest == CommandContent.digest(proposal.fields)
        else { return false }
        return proposal.occurredOn == nil || proposal.occurredOn == creation.occurredOn
    }
}
