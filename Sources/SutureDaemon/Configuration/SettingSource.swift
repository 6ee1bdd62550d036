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
    /// What is told of the source and is no reason to refuse it.
    private(set) var warnings: [String] = []

    /// The keys of a YAML file: sections with keys in them, nothing deeper.
    init(file path: String) throws {
        let file = try ConfigurationFile(path: path)
        warnings = file.warnings
        do {
            let parser = try Parser(yaml: file.text)
            // It alone keeps the anchors of what it has read.
            try withExtendedLifetime(parser) { try read(parser.singleRoot(), path: path) }
        } catch let error as YamlError {
            throw SettingSource.notYAML(error, path: path)
        }
    }

    /// The environment variables that name a setting. One of a section that names none is an error.
    init(environment: [String: String]) throws {
        let variables = Set(Setting.all.map(\.variable))
        let unknown = environment.keys.filter { name in
            !variables.contains(name)
                && Setting.sections.contains { name.hasPrefix("SUTURE_\($0.uppercased())_") }
        }
        if let name = unknown.min() {
            throw ConfigurationError(
                name, "names no key; the variables are \(variables.sorted().joined(separator: ", "))")
        }
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

    private mutating func read(_ root: Node?, path: String) throws {
        guard let root, root != Node("") else { return }
        guard let sections = root.mapping else {
            throw ConfigurationError(
                SettingSource.place(path, root), "must be sections with keys, such as \"socket:\"")
        }
        try SettingSource.requireNoAnchor(root, path)
        var seen: Set<String> = []
        for (key, section) in sections {
            let origin = SettingSource.place(path, key)
            try SettingSource.requireNoAnchor(key, path)
            guard let name = key.scalar?.string, Setting.sections.contains(name) else {
                throw ConfigurationError(
                    origin,
                    "unknown section \(SettingSource.text(of: key)); the sections are "
                        + Setting.sections.joined(separator: ", "))
            }
            guard seen.insert(name).inserted else { throw SettingSource.twice(name, origin: origin) }
            try read(section: name, section, path: path)
        }
    }

    private mutating func read(section: String, _ node: Node, path: String) throws {
        try SettingSource.requireNoAnchor(node, path)
        if node == Node("") || node.null != nil { return }
        guard let keys = node.mapping else {
            throw ConfigurationError(
                SettingSource.place(path, node), "\(section): must be a section with keys in it")
        }
        for (name, value) in keys {
            let key = "\(section).\(SettingSource.text(of: name))"
            let origin = SettingSource.place(path, name)
            for node in [name, value] { try SettingSource.requireNoAnchor(node, path) }
            guard name.scalar != nil, let setting = Setting.named(key) else {
                throw SettingSource.unknown(key, origin: origin)
            }
            guard entries[key] == nil else { throw SettingSource.twice(key, origin: origin) }
            let entry = try SettingSource.entry(value, for: key, origin: origin, path)
            if setting.isPath, let value = entry.values.first, !value.isEmpty, !value.hasPrefix("/") {
                throw ConfigurationError(
                    origin, "\(key): \"\(value)\" is not an absolute path, which begins with /")
            }
            entries[key] = entry
        }
    }

    private static func entry(_ value: Node, for key: String, origin: String, _ path: String) throws -> Entry
    {
        if let list = value.sequence {
            for item in list { try requireNoAnchor(item, path) }
            let texts = list.compactMap { $0.scalar?.string }
            guard texts.count == list.count else {
                throw ConfigurationError(origin, "\(key): must be a list of plain values")
            }
            return Entry(values: texts, isList: true, origin: origin)
        }
        guard let scalar = value.scalar else {
            throw ConfigurationError(origin, "\(key): must be a value or a list of values")
        }
        return Entry(values: [scalar.string], isList: false, origin: origin)
    }

    private static func entry(_ text: String, for setting: Setting, origin: String) -> Entry {
        guard setting.isList else { return Entry(values: [text], isList: false, origin: origin) }
        let values = text.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
        return Entry(values: values, isList: true, origin: origin)
    }

    private static func place(_ path: String, _ node: Node) -> String {
        node.mark.map { "\(path):\($0.line)" } ?? path
    }

    /// As it can be shown; what is no plain text is no key.
    private static func text(of key: Node) -> String { key.scalar?.string ?? "that is no plain text" }

    /// An alias repeats what stands elsewhere: it is to be seen where each setting comes from.
    private static func requireNoAnchor(_ node: Node, _ path: String) throws {
        guard node.anchor == nil else {
            throw ConfigurationError(place(path, node), "anchors and aliases (&, *) are not taken here")
        }
    }

    private static func twice(_ key: String, origin: String) -> ConfigurationError {
        ConfigurationError(origin, "\(key) stands twice in the file")
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
        return ConfigurationError(mark.map { "\(path):\($0.line)" } ?? path, "is not YAML: \(problem)")
    }

    private static func unknown(_ key: String, origin: String) -> ConfigurationError {
        let known = Setting.all.map(\.key).joined(separator: ", ")
        return ConfigurationError(origin, "unknown key \(key); the keys are \(known)")
    }
}
