import Foundation
import Yams

/// Values as someone wrote them, each with the place where it stands, before their forms are checked.
struct SettingSource {
    struct Entry {
        let values: [String]
        let isList: Bool
        let origin: String
    }

    private(set) var entries: [String: Entry] = [:]

    /// The keys of a YAML file: sections with keys in them, nothing deeper.
    init(file path: String) throws {
        let text: String
        do {
            text = try String(contentsOfFile: path, encoding: .utf8)
        } catch {
            throw ConfigurationError(origin: path, problem: "cannot be read: \(error.localizedDescription)")
        }
        let root: Node?
        do {
            root = try Yams.compose(yaml: text)
        } catch let error as YamlError {
            throw SettingSource.notYAML(error, path: path)
        }
        guard let root, root != Node("") else { return }
        guard let sections = root.mapping else {
            throw ConfigurationError(
                origin: SettingSource.place(path, root),
                problem: "must be sections with keys, such as \"socket:\"")
        }
        for (name, section) in sections {
            try read(section: name.string ?? "", section, path: path)
        }
    }

    /// The environment variables that name a setting.
    init(environment: [String: String]) {
        for setting in Setting.all {
            guard let text = environment[setting.variable] else { continue }
            entries[setting.key] = SettingSource.entry(text, for: setting, origin: setting.variable)
        }
    }

    /// `key=value` pairs of the command line.
    init(flags: [(key: String, value: String, flag: String)]) throws {
        for (key, value, flag) in flags {
            guard let setting = Setting.named(key) else { throw SettingSource.unknown(key, origin: flag) }
            entries[key] = SettingSource.entry(value, for: setting, origin: flag)
        }
    }

    private mutating func read(section: String, _ node: Node, path: String) throws {
        if node == Node("") || node.null != nil { return }
        guard let keys = node.mapping else {
            throw ConfigurationError(
                origin: SettingSource.place(path, node),
                problem: "\(section): must be a section with keys in it")
        }
        for (name, value) in keys {
            let key = "\(section).\(name.string ?? "")"
            let origin = SettingSource.place(path, name)
            guard Setting.named(key) != nil else { throw SettingSource.unknown(key, origin: origin) }
            if let list = value.sequence {
                let texts = list.compactMap { $0.scalar?.string }
                guard texts.count == list.count else {
                    throw ConfigurationError(
                        origin: origin, problem: "\(key): must be a list of plain values")
                }
                entries[key] = Entry(values: texts, isList: true, origin: origin)
            } else if let scalar = value.scalar {
                entries[key] = Entry(values: [scalar.string], isList: false, origin: origin)
            } else {
                throw ConfigurationError(
                    origin: origin, problem: "\(key): must be a value or a list of values")
            }
        }
    }

    private static func entry(_ text: String, for setting: Setting, origin: String) -> Entry {
        guard setting.isList else { return Entry(values: [text], isList: false, origin: origin) }
        let values = text.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
        return Entry(values: values, isList: true, origin: origin)
    }

    private static func place(_ path: String, _ node: Node) -> String {
        node.mark.map { "\(path):\($0.line)" } ?? path
    }

    /// In one line: a `YamlError` describes itself in several, with the text around the place.
    private static func notYAML(_ error: YamlError, path: String) -> ConfigurationError {
        let (mark, problem): (Mark?, String) =
            switch error {
            case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
                .composer(_, let problem, let mark, _):
                (mark, problem)
            case .duplicatedKeysInMapping(let keys, let context):
                (context.mark, "\(keys.joined(separator: ", ")) stands twice in what begins here")
            default: (nil, "\(error)")
            }
        return ConfigurationError(
            origin: mark.map { "\(path):\($0.line)" } ?? path, problem: "is not YAML: \(problem)")
    }

    private static func unknown(_ key: String, origin: String) -> ConfigurationError {
        let known = Setting.all.map(\.key).joined(separator: ", ")
        return ConfigurationError(origin: origin, problem: "unknown key \(key); the keys are \(known)")
    }
}
