import ArgumentParser

/// One of ArgumentParser's property wrappers, made at run time, and how what was typed is read back.
struct RuntimeArgument {
    let name: String
    /// What ArgumentParser is told: the wrapper, not yet filled.
    let definition: any Sendable
    /// What was given, in the words that were typed; none if nothing was.
    let words: (KeyedDecodingContainer<ArgumentKey>) throws -> [String]

    init<Wrapper: Decodable & Sendable>(
        _ name: String, _ definition: Wrapper, words: @escaping (Wrapper) -> [String]
    ) {
        self.name = name
        self.definition = definition
        self.words = { words(try $0.decode(Wrapper.self, forKey: ArgumentKey(name))) }
    }

    init(_ name: String, _ option: Option<String>) { self.init(name, option) { [$0.wrappedValue] } }

    init(_ name: String, _ option: Option<String?>) {
        self.init(name, option) { $0.wrappedValue.map { [$0] } ?? [] }
    }
}

/// Arguments and options that are read off something else than the type's own properties.
///
/// ArgumentParser learns what a command takes by reflecting on its property wrappers; such a type shows it
/// wrappers made at run time, and reads them back by the same names.
protocol RuntimeArguments: ParsableArguments, CustomReflectable {
    static var arguments: [RuntimeArgument] { get }
}

extension RuntimeArguments {
    var customMirror: Mirror {
        Mirror(self, children: Self.arguments.map { ("_\($0.name)", $0.definition as Any) })
    }
}

/// A key that is made of an argument's name at run time.
struct ArgumentKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(_ name: String) { stringValue = name }
    init?(stringValue: String) { self.init(stringValue) }
    init?(intValue: Int) { nil }
}
