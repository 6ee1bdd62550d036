import SutureJSON

/// A record at a moment, or that it was not there.
struct RecordAtMoment {
    let moment: MomentParameters
    /// Of its stream; `nil` where there was no such record.
    let version: Int64?
    /// The last event of the log that is taken into account.
    let position: Int64?
    /// Its values and its lists; empty where there was none.
    let members: JSONObject

    var text: String {
        let day = moment.asOf.map { "as of \($0), " } ?? ""
        guard let version else {
            let known = moment.knownAt.map { "known at \($0)" } ?? "known now"
            return "\(day)\(known): there was no such record"
        }
        return "\(day)known at position \(position ?? 0), version \(version)"
    }

    var json: JSONValue {
        var object = JSONObject()
        moment.add(to: &object)
        object["version"] = version.map { .integer($0) }
        object["position"] = position.map { .integer($0) }
        return .object(object)
    }
}
