import SutureCodec
import SutureDomain
import SutureInterface
import SutureLog

/// Decides whether commands were recorded before under their id; with other content they are refused.
struct Duplicates {
    enum Finding {
        case known(StoredReceipt)
        case new(EventMetadata.Origin)
    }

    let keys: any PersonKeys
    let overlay: Overlay

    func find(_ proposals: [Proposal], commandID: String) throws -> Finding {
        guard let known = try overlay.receipt(of: commandID) else {
            return .new(EventMetadata.Origin(id: commandID, digest: try newDigest(of: proposals)))
        }
        let streams = try firstEvents(of: known).map(\.stream)
        let reused = WireError.commandReused(id: commandID, position: known.first)
        // Records first: the key of a person must not be looked for where another record is meant.
        guard streams.count == proposals.count,
            zip(proposals, streams).allSatisfy({ $0.target.mayHaveBeen($1) })
        else { throw reused }
        guard try digest(of: proposals, streams) == known.digest else {
            for (proposal, stream) in zip(proposals, streams) where proposal.survey.hasPersonalData {
                guard try overlay.isErased(stream) else {
                    try keys.require(for: stream)
                    continue
                }
                throw Refusal(
                    .personErased, field: "context.commandId", record: stream,
                    "The data of \(stream) were erased. Whether this is the command that was recorded under this id at "
                        + "position \(known.first) cannot be told any more.")
            }
            throw reused
        }
        return .known(known)
    }

    /// The first events of the commands that were recorded: those behind them name what caused them.
    func firstEvents(of receipt: StoredReceipt) throws -> [(position: Position, stream: StreamName)] {
        try (receipt.first.number...receipt.last.number).compactMap { number in
            let position = Position(number)
            let (stream, metadata) = try overlay.place(of: position)
            return try EventCodec.metadata(metadata).causation == nil ? (position, stream) : nil
        }
    }

    private func newDigest(of proposals: [Proposal]) throws -> String {
        if proposals.count == 1, case .digested(let digest) = proposals[0].content { return digest }
        let streams = try streams(of: proposals)
        for (proposal, stream) in zip(proposals, streams) where proposal.survey.hasPersonalData {
            // Who was erased has no key; the rules will say so.
            if try !overlay.isErased(stream) { try overlay.prepareKey(of: stream, keys) }
        }
        return try digest(of: proposals, streams)
    }

    /// What the proposals are about, if one after another is recorded.
    private func streams(of proposals: [Proposal]) throws -> [StreamName] {
        var counts: [NumberedIDs: Int] = [:]
        for case .next(let ids) in proposals.lazy.map(\.target) { counts[ids, default: 0] += 1 }
        var assigned = try Dictionary(
            uniqueKeysWithValues: counts.map { ($0, try overlay.next($1, of: $0)[...]) })
        return proposals.map { proposal in
            switch proposal.target {
            case .stream(let stream): stream
            case .next(let ids): assigned[ids]?.popFirst() ?? ids.stream(number: 0)
            }
        }
    }

    /// Of the content of all commands; those with personal data count with a digest under the person's key,
    /// since a plain digest of a name can be guessed after the person was erased.
    private func digest(of proposals: [Proposal], _ streams: [StreamName]) throws -> String {
        let digests = try zip(proposals, streams).map { proposal, stream in
            switch proposal.content {
            case .unnamed: preconditionFailure("a command that was named has a content")
            case .digested(let digest): digest
            // Without a key no content can be the same again.
            case .personal(let bytes): try keys.digest(bytes, under: stream) ?? ""
            }
        }
        return digests.count == 1
            ? digests[0] : CommandContent.digest(Array(digests.joined(separator: "\n").utf8))
    }
}
