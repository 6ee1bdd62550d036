import SutureDomain
import SutureJSON
import SutureReadModels
import Varlink

/// The parameters of queries: decoded, or refused with the name of the wrong one.
enum QueryParameters {
    static func decode<Parameters: Decodable>(_ type: Parameters.Type, from call: VarlinkCall) throws
        -> Parameters
    {
        do {
            return try JSONDecoding().decode(type, from: call.parameters)
        } catch let error as DecodingError {
            throw VarlinkError.invalidParameter(error.path)
        } catch let error as UnknownKey {
            throw VarlinkError.invalidParameter(error.path)
        }
    }

    static func require(_ fits: Bool, _ parameter: String) throws(VarlinkError) {
        guard fits else { throw .invalidParameter(parameter) }
    }

    static func stream(_ text: String, parameter: String) throws -> StreamName {
        guard let stream = StreamName(text) else { throw VarlinkError.invalidParameter(parameter) }
        return stream
    }
}

/// A query about a moment: its own parameters, and those that all such queries share.
@dynamicMemberLookup
struct MomentQuery<Own: Decodable & Sendable>: Decodable, Sendable {
    private struct Shared: Decodable {
        var asOf: String?
        var knownAt: String?
        var atLeast: Int64?
    }

    let own: Own
    let moment: Moment
    /// The position that the read models must have reached.
    let atLeast: Int64?

    init(from decoder: any Decoder) throws {
        own = try Own(from: decoder)
        let shared = try Shared(from: decoder)
        var moment = Moment()
        moment.asOf = shared.asOf.flatMap { Day($0) }
        try QueryParameters.require(shared.asOf == nil || moment.asOf != nil, "asOf")
        moment.knownAt = shared.knownAt.flatMap { knownAt in
            if let number = Int64(knownAt), number >= 0 { return .position(Position(number)) }
            return Instant(knownAt).map { .instant($0) }
        }
        try QueryParameters.require(shared.knownAt == nil || moment.knownAt != nil, "knownAt")
        self.moment = moment
        atLeast = shared.atLeast
    }

    subscript<Value>(dynamicMember path: KeyPath<Own, Value>) -> Value { own[keyPath: path] }
}
