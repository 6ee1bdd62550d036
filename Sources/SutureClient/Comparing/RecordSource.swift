import SutureInterface
import SutureJSON
import Varlink

/// Where the states of one record are read.
struct RecordSource {
    /// The most rows of one list that are compared.
    static let listRowCountMax: Int64 = 100_000

    let daemon: Daemon
    let record: String
    let views: [DescribedView]

    private var kind: String { String(record.prefix { $0 != "/" }) }
    private var id: String { String(record.drop { $0 != "/" }.dropFirst()) }

    /// The lists that the record may have.
    private var lists: [(name: String, view: DescribedView)] {
        views.compactMap { view in
            guard let name = view.list, let owner = view.columns.first else { return nil }
            return owner.type == "record" || owner.kind == kind ? (name, view) : nil
        }
    }

    var keys: [String: RowKey] {
        Dictionary(lists.map { ($0.name, RowKey(required: $0.view.key)) }) { first, _ in first }
    }

    /// The record with every row of its lists, at that moment.
    func state(at moment: MomentParameters) async throws -> RecordAtMoment {
        var parameters: JSONObject = ["record": .string(record)]
        moment.add(to: &parameters)
        let reply: JSONView
        do {
            reply = try await daemon.call(Method.get, parameters)
        } catch let error as VarlinkError where error.kind == .notFound {
            return RecordAtMoment(moment: moment, version: nil, position: nil, members: [:])
        }
        guard let shown = reply["record"] else { throw UnintelligibleReply(missing: "record") }
        var members = JSONObject(shown)
        for (name, view) in lists {
            let count = shown["counts"]?[name]?.int64 ?? 0
            guard count > Int64(members[name]?.array?.count ?? 0) else { continue }
            members[name] = .array(try await rows(of: name, in: view, count: count, at: moment))
        }
        return RecordAtMoment(
            moment: moment, version: reply["version"]?.int64, position: reply["position"]?.int64,
            members: members)
    }

    /// Every row of a list, without what all of them have in common.
    private func rows(
        of name: String, in view: DescribedView, count: Int64, at moment: MomentParameters
    ) async throws -> [JSONValue] {
        guard count <= RecordSource.listRowCountMax else {
            throw NotComparable(
                message:
                    "\(record) has \(count) rows of \(name); at most \(RecordSource.listRowCountMax) are compared"
            )
        }
        let owner = view.columns[0]
        var parameters: JSONObject = [
            "view": .string(view.name),
            "where": .object([owner.name: .string(owner.type == "record" ? record : id)]),
        ]
        moment.add(to: &parameters)
        var rows: [JSONValue] = []
        let pages = Pages(
            daemon: daemon, method: Method.list, parameters: parameters, limit: nil)
        try await pages.forEach { page in
            for row in page.list("rows") {
                var members = JSONObject(row)
                members[owner.name] = nil
                members[owner.name + "Name"] = nil
                rows.append(.object(members))
            }
        }
        return rows
    }

    /// Where in the log the record reached these versions.
    /// - Throws: ``NotFound`` if it never reached one of them.
    func positions(of versions: [Int64]) async throws -> [Int64: Int64] {
        var positions: [Int64: Int64] = [:]
        var last: Int64 = 0
        var parameters: JSONObject = [
            "record": .string(record), "limit": .integer(Int64(WireLimits.pageRowCountMax)),
        ]
        while !versions.allSatisfy({ positions[$0] != nil }) {
            let page = try await daemon.call(Method.history, parameters)
            for event in page.list("events") {
                guard let version = event["version"]?.int64 else { continue }
                positions[version] = event["position"]?.int64
                last = max(last, version)
            }
            if let missing = versions.first(where: { $0 > last }) {
                throw NotFound(message: "\(record) has no version \(missing); its last is \(last).")
            }
            guard let previous = page["previous"]?.int64 else { break }
            parameters["before"] = .integer(previous)
        }
        return positions
    }
}

/// What the command line names does not exist, though the daemon was asked for something that does.
struct NotFound: Error {
    let message: String
}

/// Two states are too large to be compared.
struct NotComparable: Error, CustomStringConvertible {
    let message: String

    var description: String { message }
}

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
