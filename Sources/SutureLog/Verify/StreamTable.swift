import SutureDomain
import SutureSystem

/// The last event of every stream that was met, some 60 bytes for each: a log of many records is verified
/// within little memory.
///
/// A hash table with open addressing, whose names stand one after another in one array.
struct StreamTable {
    /// A stream's last event.
    struct Last {
        var position: Int64
        var version: Int64
    }

    private struct Entry {
        let nameStart: Int
        let nameByteCount: Int32
        let hash: UInt32
        var last: Last
    }

    private var entries: [Entry] = []
    private var names: [UInt8] = []
    /// Indices of entries, from 1; zero where there is none. A power of two, of which half are taken at most.
    private var slots = [UInt32](repeating: 0, count: 64)

    var count: Int { entries.count }

    /// Puts down the last event of a stream.
    /// - Returns: what stood there; `nil` if the stream was not met before.
    mutating func update(_ name: UnsafeRawBufferPointer, to last: Last) -> Last? {
        let hash = StreamTable.hash(name)
        var slot = Int(hash) & (slots.count - 1)
        while slots[slot] != 0 {
            let index = Int(slots[slot]) - 1
            if entries[index].hash == hash, isName(name, of: entries[index]) {
                defer { entries[index].last = last }
                return entries[index].last
            }
            slot = (slot + 1) & (slots.count - 1)
        }
        entries.append(
            Entry(nameStart: names.count, nameByteCount: Int32(name.count), hash: hash, last: last))
        names.append(contentsOf: name)
        slots[slot] = UInt32(entries.count)
        if entries.count * 2 > slots.count { grow() }
        return nil
    }

    /// Every stream in the order in which they were met.
    func forEach(_ body: (_ index: Int, UnsafeRawBufferPointer, Last) throws(LogFailure) -> Void)
        throws(LogFailure)
    {
        let failure: LogFailure? = names.withUnsafeBytes { names in
            do throws(LogFailure) {
                for (index, entry) in entries.enumerated() {
                    let end = entry.nameStart + Int(entry.nameByteCount)
                    try body(
                        index, UnsafeRawBufferPointer(rebasing: names[entry.nameStart..<end]), entry.last)
                }
                return nil
            } catch {
                return error
            }
        }
        if let failure { throw failure }
    }

    private func isName(_ name: UnsafeRawBufferPointer, of entry: Entry) -> Bool {
        names.withUnsafeBytes { names in
            let end = entry.nameStart + Int(entry.nameByteCount)
            return name.isEqual(to: UnsafeRawBufferPointer(rebasing: names[entry.nameStart..<end]))
        }
    }

    private mutating func grow() {
        slots = [UInt32](repeating: 0, count: slots.count * 2)
        for (index, entry) in entries.enumerated() {
            var slot = Int(entry.hash) & (slots.count - 1)
            while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = UInt32(index + 1)
        }
    }

    /// Of another seed in each process, so no log can be made to be slow to verify.
    private static func hash(_ name: UnsafeRawBufferPointer) -> UInt32 {
        var hasher = Hasher()
        hasher.combine(bytes: name)
        return UInt32(truncatingIfNeeded: hasher.finalize())
    }
}
