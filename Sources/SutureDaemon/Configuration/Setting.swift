import Foundation
import Logging

/// One key of the configuration: its name, what may be written there, and where it goes.
/// `config/suture.yaml` says what each means.
struct Setting: Sendable {
    /// With its section (`socket.path`).
    let key: String
    /// What may be written, in words.
    let allowed: String
    var isList = false
    /// Whether it names a file. In the configuration file such a path is absolute.
    var isPath = false
    /// Whether a reload is enough; otherwise the daemon must be started again.
    var isReloadable = false
    /// Takes the values over; false if they are none for this key.
    let set: @Sendable (inout DaemonConfiguration, [String]) -> Bool
    /// As text, to be compared.
    let get: @Sendable (DaemonConfiguration) -> String

    /// The environment variable that overrides the file (`SUTURE_SOCKET_PATH`).
    var variable: String {
        key.reduce(into: "SUTURE_") { name, character in
            if character == "." || character.isUppercase { name += "_" }
            if character != "." { name += character.uppercased() }
        }
    }

    static func named(_ key: String) -> Setting? { all.first { $0.key == key } }

    /// What keys may stand under, in the order of the keys.
    static let sections = all.map(\.section).reduce(into: [String]()) { sections, name in
        if sections.last != name { sections.append(name) }
    }

    private var section: String { String(key.prefix { $0 != "." }) }

    /// Every key that there is.
    static let all: [Setting] = [
        path("state.directory", \.stateDirectory, "a path") { !$0.isEmpty },
        path("socket.path", \.socketPath, "a path of 1 to \(socketPathByteCountMax) bytes") {
            (1...socketPathByteCountMax).contains($0.utf8.count)
        },
        text("socket.mode", \.socketMode, "an octal mode such as \"0666\"") {
            UInt32($0, radix: 8).flatMap { $0 <= 0o777 ? $0 : nil }
        },
        number("socket.connectionCountMax", \.connectionCountMax, 1...4_096),
        number("socket.connectionCountPerUserMax", \.connectionCountPerUserMax, 1...4_096),
        Setting(
            key: "time.zone", allowed: "system, UTC, or a zone of the tz database such as Asia/Shanghai",
            set: { configuration, values in
                let name = values.first ?? ""
                configuration.namedZone = Zone(name)
                return name == "system" || configuration.namedZone != nil
            }, get: { $0.zone.name }),
        number("recorder.queueCommandCountMax", \.queueCommandCountMax, 16...1_000_000),
        number("recorder.batchCommandCountMax", \.batchCommandCountMax, 1...10_000),
        number("recorder.cachedRecordCountMax", \.cachedRecordCountMax, 16...10_000_000),
        number("projector.tailEventCountMax", \.tailEventCountMax, 1_000...10_000_000),
        number("queries.threadCount", \.queryThreadCount, 1...64),
        number("queries.scratchDatabaseCountMax", \.scratchDatabaseCountMax, 1...64),
        grantees("access.readers", \.access.readers),
        grantees("access.recorders", \.access.recorders),
        grantees("access.stewards", \.access.stewards),
        grantees("access.delegates", \.access.delegates),
        text(
            "log.level", \.logLevel,
            "one of \(Logger.Level.allCases.map(\.rawValue).joined(separator: ", "))", isReloadable: true
        ) { Logger.Level(rawValue: $0) },
    ]

    /// What `sockaddr_un` holds beside the final NUL.
    private static let socketPathByteCountMax = 107

    private typealias Path<Value> = WritableKeyPath<DaemonConfiguration, Value> & Sendable

    private static func text<Value>(
        _ key: String, _ path: any Path<Value>, _ allowed: String, isReloadable: Bool = false,
        parse: @escaping @Sendable (String) -> Value?
    ) -> Setting {
        Setting(
            key: key, allowed: allowed, isReloadable: isReloadable,
            set: { configuration, values in
                guard let value = parse(values.first ?? "") else { return false }
                configuration[keyPath: path] = value
                return true
            }, get: { "\($0[keyPath: path])" })
    }

    private static func path(
        _ key: String, _ path: any Path<String>, _ allowed: String,
        isAllowed: @escaping @Sendable (String) -> Bool
    ) -> Setting {
        var setting = text(key, path, allowed) { isAllowed($0) && !$0.utf8.contains(0) ? $0 : nil }
        setting.isPath = true
        return setting
    }

    private static func number(_ key: String, _ path: any Path<Int>, _ range: ClosedRange<Int>) -> Setting {
        text(key, path, "a whole number from \(range.lowerBound) to \(range.upperBound)") {
            Int($0).flatMap { range.contains($0) ? $0 : nil }
        }
    }

    private static func grantees(_ key: String, _ path: any Path<[Grantee]>) -> Setting {
        Setting(
            key: key, allowed: "a list of \(Grantee.forms)", isList: true, isReloadable: true,
            set: { configuration, values in
                let grantees = values.map(Grantee.init)
                configuration[keyPath: path] = grantees.compactMap(\.self)
                return !grantees.contains { $0 == nil }
            }, get: { "\($0[keyPath: path])" })
    }
}
