import Foundation
import SutureDomain
import SutureJSON
import Synchronization

@testable import SutureReadModels

/// Views in a directory of their own, which goes with them.
final class TestViews {
    let directory: String
    let database: ViewsDatabase
    let reader: ViewReader
    /// The log, as far as it was projected.
    private let applied = Mutex<[RecordedEvent]>([])

    var path: String { directory + "/views.db" }

    init(_ log: TestLog = TestLog(), unseal: @escaping Unseal = TestSealer.unsealing()) throws {
        let directory = NSTemporaryDirectory() + "suture-views-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        self.directory = directory
        database = try ViewsDatabase(path: directory + "/views.db")
        try database.reset(logID: "log", startHash: [])
        reader = try ViewReader(path: directory + "/views.db", unseal: unseal)
        try apply(log.events)
        try database.finishRebuild()
    }

    /// Projects the events that follow.
    func apply(_ events: some Sequence<RecordedEvent>) throws {
        let known = applied.withLock { $0 } + events
        try database.apply(
            events.map(DecodedEvent.init(decoding:)), from: EventSource(of: known))
        applied.withLock { $0 = known }
    }

    deinit { try? FileManager.default.removeItem(atPath: directory) }

    /// The rows of a view as JSON, one line each.
    func list(
        _ view: String, where filter: String? = nil, orderBy: String? = nil, limit: Int64? = nil,
        after: String? = nil
    ) throws -> [String] {
        try page(view, where: filter, orderBy: orderBy, limit: limit, after: after).lines
    }

    func page(
        _ view: String, where filter: String? = nil, orderBy: String? = nil, limit: Int64? = nil,
        after: String? = nil
    ) throws -> Page {
        try reader.list(
            ListQuery(
                view: view, filter: try filter.map { try JSONDocument(parsing: $0).root }, orderBy: orderBy,
                limit: limit, after: after))
    }

    /// One column of a view, row by row.
    func column(
        _ name: String, of view: String, where filter: String? = nil, orderBy: String? = nil
    ) throws -> [String] {
        try list(view, where: filter, orderBy: orderBy).map { line in
            let value = try JSONDocument(parsing: line).root[name]
            return value?.string ?? value?.rawText ?? "-"
        }
    }

    func record(_ stream: StreamName) throws -> JSONView {
        try JSONDocument(parsing: reader.get(stream).record).root
    }
}

extension Page {
    var lines: [String] {
        guard let document = try? JSONDocument(parsing: rows) else { return ["no JSON"] }
        return document.root.elements.map(\.rawText)
    }
}
