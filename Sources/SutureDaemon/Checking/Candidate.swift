import SutureDomain
import SutureInterface

/// A command that is looked at.
struct Candidate {
    /// What can be decided, or what is told of it if it cannot be understood.
    let proposal: Result<Proposal, WireError>
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
        guard case .success(let proposal) = proposal else { return [] }
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
        proposal = Result { [formerIDs] () throws(WireError) in
            guard formerIDs.count <= Candidate.formerIDCountMax else {
                let message = "formerIds are at most \(Candidate.formerIDCountMax)"
                throw .misunderstood([ShapeProblem(path: "formerIds", message: message)])
            }
            return try wire.proposed.proposal(outer: outer, role: role, isImported: true)
        }
        unsayable = (try? proposal.get())?.objection.map { wire.proposed.misunderstood($0) }
    }
}
