import GRDB
import SutureDomain
import SutureLog
import Testing

/// Which keys may have come without their event, and are looked at when the daemon starts.
extension KeyringTests {
    @Test func `keys of persons that the log does not know are swept`() throws {
        let keyring = try openWithKey()
        try keyring.newKey(for: Self.jun)
        try keyring.commitNewKeys(behind: Self.head(1))
        let stored = try #require(try wrappedKey(of: Self.jun))
        #expect(try filesContain(stored))
        #expect(try keyring.sweepOrphans { $0 == Self.mei } == 1)
        #expect(try keyring.hasKey(for: Self.mei))
        #expect(try !keyring.hasKey(for: Self.jun))
        #expect(try !filesContain(stored))
        #expect(try keyring.sweepOrphans { $0 == Self.mei } == 0)
    }

    @Test func `a key whose event came is never swept, and is pending no longer than until the next`() throws
    {
        let keyring = try openWithKey()
        keyring.settleNewKeys { _ in true }
        #expect(try pending() == [Self.mei.text])
        try keyring.newKey(for: Self.jun)
        try keyring.commitNewKeys(behind: Self.head(1))
        #expect(try pending() == [Self.jun.text])
        try keyring.close()
        // Mei's is not even asked for.
        #expect(try open().sweepOrphans { $0 != Self.mei } == 0)
        #expect(try open().hasKey(for: Self.mei))
    }

    @Test func `a key whose event came to nothing stays pending over later ones, and is swept`() throws {
        let keyring = try openWithKey()
        keyring.discardNewKeys()
        for number in 2...4 {
            try keyring.newKey(for: StreamName(recorded: "person/P-000\(number)"))
            try keyring.commitNewKeys(behind: Self.head(1))
            keyring.settleNewKeys { _ in true }
        }
        #expect(try pending() == [Self.mei.text, "person/P-0004"])
        try keyring.close()
        let after = try open()
        #expect(try after.sweepOrphans { $0 != Self.mei } == 1)
        #expect(try !after.hasKey(for: Self.mei))
        #expect(try after.hasKey(for: Self.jun))
        #expect(try pending() == ["person/P-0004"])
        // The next key tells the file that nothing else is pending.
        try after.newKey(for: Self.mei)
        try after.commitNewKeys(behind: Self.head(1))
        #expect(try pending() == [Self.mei.text])
    }

    @Test func `a key of a command that was only tried stays pending beside one that has its event`() throws {
        let keyring = try open()
        try keyring.newKey(for: Self.mei)
        try keyring.newKey(for: Self.jun)
        try keyring.commitNewKeys(behind: Self.head(1))
        keyring.settleNewKeys { $0 == Self.jun }
        try keyring.newKey(for: StreamName(recorded: "person/P-0003"))
        try keyring.commitNewKeys(behind: Self.head(1))
        keyring.settleNewKeys { _ in true }
        #expect(try pending() == [Self.mei.text, "person/P-0003"])
        try keyring.close()
        #expect(try open().sweepOrphans { $0 != Self.mei } == 1)
    }

    @Test func `keys in a file without pending ones are all taken for settled`() throws {
        try openWithKey().close()
        try DatabaseQueue(path: folder.file("keys.db")).write { try $0.execute(sql: "DROP TABLE pending") }
        let keyring = try open()
        #expect(try keyring.sweepOrphans { _ in false } == 0)
        #expect(try keyring.hasKey(for: Self.mei))
    }

    func pending() throws -> [String] {
        try DatabaseQueue(path: folder.file("keys.db")).read {
            try String.fetchAll($0, sql: "SELECT person FROM pending ORDER BY person")
        }
    }
}
