import SutureDomain
import SutureLog
import SutureSQLiteLog
import SutureTestSupport
import Testing

@Suite struct EventsInOrderTests {
    @Test(arguments: 0..<6 as Range<UInt64>)
    func `whoever asks in whatever order is answered as by the log`(seed: UInt64) throws {
        let folder = try TemporaryFolder()
        let log = try SQLiteEventLog.open(in: folder)
        _ = try log.append(NewEvent.notes(1...400), recordedAt: .seconds(1))
        let reader = try LogReader.open(path: folder.file("log.db"))
        let events = EventsInOrder(log: reader)
        var random = SeededRandom(seed: seed)
        for _ in 0..<40 {
            let first = Int64.random(in: 1...410, using: &random)
            for number in first..<first + .random(in: 1...60, using: &random) {
                let position = Position(number)
                let expected = try reader.event(at: position)
                #expect(try events.event(at: position) == expected, "seed \(seed), position \(number)")
            }
        }
        // What is recorded meanwhile is seen.
        #expect(try events.event(at: Position(401)) == nil)
        _ = try log.append(NewEvent.notes(401...402), recordedAt: .seconds(2))
        #expect(try events.event(at: Position(401)) != nil)
    }
}
