import Foundation
package import Logging
import SutureInterface

/// Everything that can be configured, checked and with its defaults. `config/suture.yaml` documents each key.
package struct DaemonConfiguration: Sendable {
    package var stateDirectory = "/var/lib/suture"
    package var socketPath = InterfaceName.installedSocketPath
    /// The permissions of the socket file when the daemon makes it.
    package var socketMode: UInt32 = 0o666
    package var connectionCountMax = 4_096
    package var connectionCountPerUserMax = 1_024
    /// `nil` for the machine's own zone.
    var namedZone: Zone?
    private let systemZone = SystemZone.current
    package var queueCommandCountMax = 16_384
    package var batchCommandCountMax = 2_048
    package var cachedRecordCountMax = 20_000
    package var tailEventCountMax = 100_000
    package var queryThreadCount = 2
    package var scratchDatabaseCountMax = 4
    package var access = AccessPolicy()
    package var logLevel = Logger.Level.info
    /// What is told of the file and is no reason to refuse it.
    private var fileWarnings: [String] = []

    package init() {}

    /// In which a day begins and ends.
    package var zone: Zone { namedZone ?? systemZone.zone }

    /// What is told of this configuration and is no reason to refuse it.
    package var warnings: [String] { fileWarnings + (zoneNote.map { [$0] } ?? []) + access.warnings }

    /// The same of the time zone alone, which stays as it is until the next start.
    var zoneNote: String? { namedZone == nil ? systemZone.note : nil }

    /// Reads flags over environment over file over defaults.
    /// - Throws: A ``ConfigurationError`` for the first wrong key or value, even where another one overrides it.
    package init(
        file: String?, environment: [String: String], flags: [(key: String, value: String, flag: String)]
    ) throws {
        var sources = [try SettingSource(environment: environment), try SettingSource(flags: flags)]
        if let file {
            let source = try SettingSource(file: file)
            sources.insert(source, at: 0)
            fileWarnings = source.warnings
        }
        for source in sources {
            for setting in Setting.all {
                guard let entry = source.entries[setting.key] else { continue }
                guard entry.isList == setting.isList, setting.set(&self, entry.values) else {
                    let written = entry.values.joined(separator: ", ")
                    throw ConfigurationError(
                        origin: entry.origin,
                        problem: "\(setting.key): \"\(written)\" is not \(setting.allowed)")
                }
            }
        }
        if namedZone == nil, let doubt = systemZone.doubt {
            throw ConfigurationError(
                origin: "time.zone",
                problem:
                    "it cannot be told which zone the machine's own is (\(doubt)); name one of the tz database, such as "
                    + "Asia/Shanghai")
        }
    }

    /// The keys whose values differ from the other's and that take effect at a start only.
    package func settingsFixedUntilRestart(comparedTo other: DaemonConfiguration) -> [String] {
        Setting.all.filter { !$0.isReloadable && $0.get(self) != $0.get(other) }.map(\.key)
    }

    /// The same configuration with what a reload may change taken over from the other.
    package func reloaded(from other: DaemonConfiguration) -> DaemonConfiguration {
        var configuration = self
        configuration.access = other.access
        configuration.logLevel = other.logLevel
        configuration.fileWarnings = other.fileWarnings
        return configuration
    }
}
