import Glibc
package import SutureDomain
import Synchronization

/// Makes views of the past and keeps the last few, since one who looks back asks several questions.
///
/// Making one takes a pass over the log and room for a second set of views. Each is made once: who asks for
/// one that is being made waits for it, and nobody else does.
package final class ScratchViews: Sendable {
    private struct Key: Hashable {
        let asOf: Day?
        let openDates: OpenDates
        let last: Position
    }

    /// The views of one moment, from when they are first asked for.
    private final class Slot: Sendable {
        let key: Key
        let path: String
        /// Locked while it is being made; `nil` before that.
        let database = Mutex<ScratchDatabase?>(nil)

        init(key: Key, path: String) {
            self.key = key
            self.path = path
        }
    }

    private struct State {
        /// The one that was used last comes last.
        var slots: [Slot] = []
        var nextNumber = 1
    }

    private static let fileNamePrefix = "scratch-"
    private let directory: String
    private let cachedCountMax: Int
    private let unseal: Unseal
    private let state = Mutex(State())

    package init(directory: String, cachedCountMax: Int = 4, unseal: @escaping Unseal) throws {
        self.directory = directory
        self.cachedCountMax = cachedCountMax
        self.unseal = unseal
        try ScratchViews.removeOld(in: directory)
    }

    /// Removes what a process that was killed left in the directory: it may take all the room there is.
    package static func removeOld(in directory: String) throws {
        for name in try fileNames(in: directory) { unlink("\(directory)/\(name)") }
    }

    /// The views of that moment. A position stands for the whole commit that it is in: a decision is never
    /// shown without what followed from it.
    /// - Parameter head: the log's head; nothing after it is looked at.
    package func reader(at moment: Moment, head: Position, from pages: LogPages) throws -> ScratchDatabase {
        let last: Position =
            switch moment.knownAt {
            case nil: head
            case .position(let position): try pages.commitEnd(min(max(position, .zero), head))
            case .instant(let instant): min(try pages.positionKnownAt(instant), head)
            }
        let slot = slot(for: Key(asOf: moment.asOf, openDates: moment.openDates, last: last))
        do {
            return try slot.database.withLock { made in
                let database = try made ?? make(slot, from: pages)
                made = database
                return database
            }
        } catch {
            state.withLock { $0.slots.removeAll { $0 === slot } }
            throw error
        }
    }

    private func make(_ slot: Slot, from pages: LogPages) throws -> ScratchDatabase {
        let key = slot.key
        // Whoever tidies up may have taken it for something to be deleted.
        mkdir(directory, 0o700)
        return try ScratchDatabase(
            path: slot.path,
            filter: key.asOf.map { try pages.filter($0, openDates: key.openDates, upTo: key.last) },
            upTo: key.last, from: pages, unseal: unseal)
    }

    private func slot(for key: Key) -> Slot {
        state.withLock { state in
            let slot: Slot
            if let index = state.slots.firstIndex(where: { $0.key == key }) {
                slot = state.slots.remove(at: index)
            } else {
                slot = Slot(
                    key: key, path: "\(directory)/\(ScratchViews.fileNamePrefix)\(state.nextNumber).db")
                state.nextNumber += 1
            }
            state.slots.append(slot)
            if state.slots.count > cachedCountMax { state.slots.removeFirst() }
            return slot
        }
    }

    private static func fileNames(in directory: String) throws -> [String] {
        guard let entries = opendir(directory) else {
            throw ViewFailure(
                operation: "look for old scratch databases", place: directory,
                cause: String(cString: strerror(errno)),
                hint: "The directory has to exist and be readable and writable.")
        }
        defer { closedir(entries) }
        var names: [String] = []
        while let entry = readdir(entries) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name.hasPrefix(fileNamePrefix) { names.append(name) }
        }
        return names
    }
}
