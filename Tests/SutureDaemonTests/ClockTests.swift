import Foundation
import SutureDomain
import SutureReadModels
import Testing

@testable import SutureDaemon

@Suite struct ClockTests {
    @Test(arguments: [
        ("UTC", "2022-11-07", "2022-11-07T23:59:59.999999Z"),
        ("Asia/Shanghai", "2022-11-07", "2022-11-07T15:59:59.999999Z"),
        // Clocks are put forward in the night before, and back in the night after.
        ("Europe/Berlin", "2022-03-26", "2022-03-26T22:59:59.999999Z"),
        ("Europe/Berlin", "2022-03-27", "2022-03-27T21:59:59.999999Z"),
        ("Europe/Berlin", "2022-10-30", "2022-10-30T22:59:59.999999Z"),
        ("America/New_York", "2022-11-06", "2022-11-07T04:59:59.999999Z"),
    ])
    func `a day ends before midnight of its own time zone`(zone: String, day: String, end: String) throws {
        let clock = Clock(zone: try #require(Zone(zone)))
        let day = try #require(Day(day))
        #expect(clock.end(of: day).description == end)
        #expect(clock.day(of: clock.end(of: day)) == day)
    }

    @Test func `what was due is told for the moment that is looked at`() throws {
        let clock = Clock(zone: try #require(Zone("Asia/Shanghai")))
        let day = try #require(Day("2022-11-07"))
        let instant = try #require(Instant("2022-06-01T09:30:00Z"))
        #expect(clock.present(at: Moment(knownAt: .instant(instant))) == instant)
        #expect(clock.present(at: Moment(asOf: day, knownAt: .instant(instant))) == clock.end(of: day))
        let before = clock.now
        for moment in [
            Moment(), Moment(knownAt: .position(Position(1))),
            Moment(knownAt: .instant(try #require(Instant("9999-01-01T00:00:00Z")))),
        ] {
            let present = clock.present(at: moment)
            #expect((before...clock.now).contains(present))
        }
    }
}
