import SutureDomain
import SutureJSON
import SutureReadModels
import SutureVarlink

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

    /// The moment that a query looks at.
    static func moment(asOf: String?, knownAt: String?) throws -> Moment {
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

    static func stream(_ text: String, parameter: String) throws -> StreamName {
        guard let stream = StreamName(text) else { throw VarlinkError.invalidParameter(parameter) }
        return stream
    }
}
