import SutureDomain
import SutureInterface

/// A command that is looked at.
struct Candidate {
    enum Content {
        case proposal(Proposal)
        /// It cannot be understood: what is told of it.
        case misunderstood(WireError)
    }

    let content: Content
    /// What is told of it if it says what may not be said, and was not said before.
    let unsayable: WireError?
    /// Ids by which it may be known besides its own.
    let formerIDs: [String]
    /// Whether events that say the same are looked for.
    let seeksAlike: Bool

    /// The most ids of earlier versions of the client.
    static let formerIDCountMax = 4

    /// The ids under which it may have been recorded, its own first.
    var ids: [(id: String, isFormer: Bool)] {
        guard case .proposal(let proposal) = content else { return [] }
        return (proposal.commandID.map { [($0, false)] } ?? []) + formerIDs.map { ($0, true) }
    }
}

extension Candidate {
    /// As it comes over the wire.
    struct OnWire: Decodable {
        var proposed: Proposed
        var formerIds: [String]?
        var seekAlike: Bool?
    }

    init(_ wire: OnWire, outer: Context, role: Role) {
        formerIDs = wire.formerIds ?? []
        seeksAlike = wire.seekAlike ?? false
        guard formerIDs.count <= Candidate.formerIDCountMax else {
            let message = "formerIds are at most \(Candidate.formerIDCountMax)"
            content = .misunderstood(
                .misunderstood([ShapeProblem(path: "formerIds", message: message)]))
            unsayable = nil
            return
        }
        do throws(WireError) {
            let proposal = try wire.proposed.proposal(outer: outer, role: role, isImported: true)
            content = .proposal(proposal)
            unsayable = proposal.objection.map { wire.proposed.misunderstood($0) }
        } catch {
            content = .misunderstood(error)
            unsayable = nil
        }
    }
}
