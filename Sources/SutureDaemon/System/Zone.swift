import Foundation
import SutureDomain

/// A time zone in which days begin and end.
struct Zone: Hashable, Sendable {
    /// Where the tz database is installed, a file for each zone.
    private static let directory = "/usr/share/zoneinfo"
    /// What each of these files begins with (RFC 8536).
    private static let magic = Data("TZif".utf8)

    /// As it is written.
    let name: String
    private let timeZone: TimeZone

    private init(_ name: String, _ timeZone: TimeZone) {
        self.name = name
        self.timeZone = timeZone
    }

    static let utc = Zone("UTC", .gmt)

    /// `nil` unless the name is UTC or that of a file of the tz database. An abbreviation is no name: in
    /// Shanghai CST is another zone than in Chicago.
    init?(_ name: String) {
        if name == "UTC" {
            self = .utc
            return
        }
        guard Zone.isInDatabase(name), let timeZone = TimeZone(identifier: name) else { return nil }
        self.init(name, timeZone)
    }

    /// What Foundation takes for the machine's own: UTC too where it does not know.
    static var foundation: Zone { Zone(TimeZone.current.identifier, .current) }

    /// In seconds to the east of UTC.
    /// - Parameter seconds: since 1970, in UTC.
    func offset(at seconds: Int64) -> Int64 {
        Int64(timeZone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds))))
    }

    /// As it is written beside a time (`+08:00`).
    func offsetText(at instant: Instant) -> String {
        let offset = offset(at: instant.microseconds / 1_000_000)
        let (hours, minutes) = (abs(offset) / 3600, abs(offset) / 60 % 60)
        func twoDigits(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(offset < 0 ? "-" : "+")\(twoDigits(hours)):\(twoDigits(minutes))"
    }

    private static func isInDatabase(_ name: String) -> Bool {
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        guard !parts.contains(where: { $0.isEmpty || $0.hasPrefix(".") }),
            let file = FileHandle(forReadingAtPath: "\(directory)/\(name)")
        else { return false }
        defer { try? file.close() }
        return (try? file.read(upToCount: magic.count)) == magic
    }

    /// Whether the C library means the same by the machine's own.
    var isThatOfTheCLibrary: Bool {
        tzset()
        let halfYearSeconds = 182 * 86_400
        return [-halfYearSeconds, 0, halfYearSeconds].allSatisfy { distance in
            var seconds = time(nil) + distance
            var local = tm()
            guard localtime_r(&seconds, &local) != nil else { return false }
            return Int64(local.tm_gmtoff) == offset(at: Int64(seconds))
        }
    }
}
