import Foundation
import GRDB
import SutureDomain
import SutureLog
import SutureSystem
import Testing

/// What is left of a key after its person was erased: nothing.
extension KeyringTests {
    static func head(_ position: Int64) -> LogHead {
        LogHead(
            position: Position(position), hash: [UInt8](repeating: UInt8(position), count: 32),
            recordedAt: .seconds(1))
    }

    @Test func `an erased person's key is in no file and opens nothing`() throws {
        let keyring = try openWithKey()
        try keyring.newKey(for: Self.jun)
        try keyring.commitNewKeys(behind: Self.head(1))
        let stored = try #require(try wrappedKey(of: Self.mei))
        let sealed = try keyring.seal("Mei", of: Self.mei, field: "name")
        let other = try keyring.seal("Jun", of: Self.jun, field: "name")
        #expect(try filesContain(stored))
        #expect(try keyring.store.through(.erased) == nil)
        try keyring.erase([Self.mei], through: Self.head(7))
        #expect(try !filesContain(stored))
        #expect(try keyring.unseal(sealed, of: Self.mei, field: "name") == .erased)
        #expect(try keyring.digest([1], under: Self.mei) == nil)
        #expect(try keyring.unseal(other, of: Self.jun, field: "name") == .plain("Jun"))
        #expect(try keyring.store.through(.erased)?.position == Position(7))
        try keyring.close()
        let after = try open()
        #expect(try after.unseal(sealed, of: Self.mei, field: "name") == .erased)
        #expect(try after.unseal(other, of: Self.jun, field: "name") == .plain("Jun"))
        #expect(try after.store.through(.erased)?.hash == Self.head(7).hash)
    }

    @Test func `who has no key without having been erased has lost it`() throws {
        let keyring = try openWithKey()
        try keyring.newKey(for: Self.jun)
        try keyring.commitNewKeys(behind: Self.head(1))
        let third = StreamName(recorded: "person/P-0003")
        #expect(try keyring.lostKeyCount(among: []) == 0)
        #expect(try keyring.lostKeyCount(among: [Self.mei, Self.jun, third]) == 1)
        try keyring.erase([Self.mei], through: Self.head(7))
        #expect(try keyring.lostKeyCount(among: [Self.mei, Self.jun, third]) == 1)
        let sealed = try keyring.seal("Jun", of: Self.jun, field: "name")
        keyring.hide([Self.jun, third])
        #expect(try keyring.unseal(sealed, of: Self.jun, field: "name") == .erased)
        #expect(try keyring.lostKeyCount(among: [Self.mei, Self.jun, third]) == 0)
        // What is hidden is not gone.
        #expect(try wrappedKey(of: Self.jun) != nil)
        try keyring.store.note(.complete, through: Self.head(8))
        try keyring.close()
        let after = try open()
        #expect(try after.unseal(sealed, of: Self.jun, field: "name") == .plain("Jun"))
        #expect(try after.unseal(sealed, of: third, field: "name") == .keyLost)
        #expect(try after.lostKeyCount(among: [Self.mei, Self.jun, third]) == 1)
        #expect(try after.store.through(.complete)?.position == Position(8))
        #expect(try after.store.through(.erased)?.position == Position(7))
    }

    @Test func `no part of a key is left, wherever SQLite moved it before`() throws {
        let keyring = try open()
        let persons = (0..<1_500).map { number in
            // Of various lengths and in no order, so that pages are split and joined.
            StreamName(
                recorded: "person/" + String(repeating: "x", count: number * 7 % 31)
                    + "\(number * 7919 % 1500)")
        }
        for page in stride(from: 0, to: persons.count, by: 3) {
            for person in persons[page..<page + 3] { try keyring.newKey(for: person) }
            try keyring.commitNewKeys(behind: Self.head(1))
            keyring.settleNewKeys { _ in true }
        }
        for (index, person) in persons.enumerated() where index % 15 == 0 {
            let stored = try #require(try wrappedKey(of: person))
            try keyring.erase([person], through: Self.head(Int64(index / 15 + 1)))
            let left = try ["keys.db", "keys.db-wal"].map { try folder.bytes(of: $0) }
            for start in stride(from: 0, through: stored.count - 8, by: 4) {
                let part = stored[stored.startIndex + start..<stored.startIndex + start + 8]
                #expect(left.allSatisfy { $0.range(of: part) == nil }, "\(person), from byte \(start)")
            }
        }
        #expect(try keyring.hasKey(for: persons[1]))
    }

    @Test func `while another program reads the file an erasure fails, and nobody gets the key meanwhile`()
        throws
    {
        let keyring = try openWithKey()
        let sealed = try keyring.seal("Mei", of: Self.mei, field: "name")
        let stored = try #require(try wrappedKey(of: Self.mei))
        var configuration = Configuration()
        configuration.readonly = true
        let reader = try DatabaseQueue(path: folder.file("keys.db"), configuration: configuration)
        try reader.inDatabase { db in
            try db.execute(sql: "BEGIN")
            _ = try Row.fetchAll(db, sql: "SELECT * FROM key")
            let failure = #expect(throws: LogFailure.self) {
                try keyring.erase([Self.mei], through: Self.head(7))
            }
            #expect(failure?.kind == .busy)
            #expect(try keyring.unseal(sealed, of: Self.mei, field: "name") == .erased)
            #expect(try filesContain(stored))
            #expect(try keyring.store.through(.erased) == nil)
            try db.execute(sql: "COMMIT")
        }
        try keyring.erase([Self.mei], through: Self.head(7))
        #expect(try !filesContain(stored))
        #expect(try keyring.store.through(.erased)?.position == Position(7))
    }
}
