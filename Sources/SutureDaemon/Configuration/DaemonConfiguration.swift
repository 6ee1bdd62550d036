import Foundation
import Logging
import SutureInterface

/// Everything that can be configured, checked and with its defaults. `config/suture.yaml` documents each key.
struct DaemonConfiguration: Sendable {
    var stateDirectory = "/var/lib/suture"
    var socketPath = InterfaceName.installedSocketPath
    /// The permissions of the socket file when the daemon makes it.
    var socketMode: UInt32 = 0o666
    var connectionCountMax = 4_096
    var connectionCountPerUserMax = 1_024
    /// `nil` for the machine's own zone.
    var namedZone: Zone?
    private let systemZone = SystemZone.current
    var queueCommandCountMax = 16_384
    var batchCommandCountMax = 2_048
    var cachedRecordCountMax = 20_000
    var tailEventCountMax = 100_000
    var queryThreadCount = 2
    var scratchDatabaseCountMax = 4
    var access = AccessPolicy()
    var logLevel = Logger.Level.info
    /// What is told of the file and is no reason to refuse it.
    private var fileWarnings: [String] = []

    init() {}

    /// In which a day begins and ends.
    var zone: Zone { namedZone ?? systemZone.zone }

    /// What is told of this configuration and is no reason to refuse it.
    var warnings: [String] { fileWarnings + (zoneNote.map { [$0] } ?? []) + access.warnings }

    /// The same of the time zone alone, which stays as it is until the next start.
    var zoneNote: String? { namedZone == nil ? systemZone.note : nil }

    /// Reads flags over environment over file over defaults.
    /// - Throws: A ``ConfigurationError`` for the first wrong key or value, also an overridden one.
    init(
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
                        entry.origin, "\(setting.key): \"\(written)\" is not \(setting.allowed)")
                }
            }
        }
        if namedZone == nil, let doubt = systemZone.doubt {
            throw ConfigurationError(
                "time.zone",
                "it cannot be told which zone the machine's own is (\(doubt)); name one of the tz database, such as "
                    + "Asia/Shanghai")
        }
    }

    /// The keys whose values differ from the other's and that take effect at a start only.
    func settingsFixedUntilRestart(comparedTo other: DaemonConfiguration) -> [String] {
        Setting.all.filter { !$0.isReloadable && $0.get(self) != $0.get(other) }.map(\.key)
    }

    /// The same configuration with what a reload may change taken over from the other.
    func reloaded(from other: DaemonConfiguration) -> DaemonConfiguration {
        var configuration = self
        configuration.access = other.access
        configuration.logLevel = other.logLevel
        configuration.fileWarnings = other.fileWarnings
        return configuration
    }
}
