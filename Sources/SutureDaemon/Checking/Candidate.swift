import SutureDomain
import SutureInterface
import SutureJSON
import SutureVarlink

/// A command that is looked at.
struct Candidate {
    enum Content {
        case proposal(Proposal)
        /// It cannot be understood: what is told of it.
        case misunderstood(JSONObject)
    }

    let content: Content
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

    init(_ wire: OnWire, outer: Context, role: Role) throws {
        formerIDs = wire.formerIds ?? []
        seeksAlike = wire.seekAlike ?? false
        do {
            guard formerIDs.count <= Candidate.formerIDCountMax else {
                throw VarlinkError.invalidParameter("formerIds")
            }
            content = .proposal(try wire.proposed.proposal(outer: outer, role: role, isImported: true))
        } catch let error as VarlinkError {
            content = .misunderstood(wire.proposed.refusal(at: 0, error))
        } catch let error as RecordingError {
            content = .misunderstood(VarlinkError.batchRefusal(0, error))
        }
    }
}
