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
        moment = try MomentQuery.moment(asOf: shared.asOf, knownAt: shared.knownAt)
        atLeast = shared.atLeast
    }

    subscript<Value>(dynamicMember path: KeyPath<Own, Value>) -> Value { own[keyPath: path] }

    private static func moment(asOf: String?, knownAt: String?) throws -> Moment {
        var moment = Moment()
        if let asOf {
            guard let day = Day(asOf) else { throw VarlinkError.invalidParameter("asOf") }
            moment.asOf = day
        }
        if let knownAt {
            if let number = Int64(knownAt), number >= 0 {
                moment.knownAt = .position(Position(number))
            } else if let instant = Instant(knownAt) {
                moment.knownAt = .instant(instant)
            } else {
                throw VarlinkError.invalidParameter("knownAt")
            }
        }
        return moment
    }
}
