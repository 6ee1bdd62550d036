import ArgumentParser

/// The arguments of the program as they were typed, made ready for ArgumentParser.
struct TypedArguments {
    let arguments: [String]

    /// Whether those of this process can be read as typed: Swift mends what is no UTF-8, and mended text
    /// would be recorded for ever.
    static var areUTF8: Bool {
        (0..<Int(CommandLine.argc)).allSatisfy { index in
            // As many as argc says; they live as long as the process.
            unsafe CommandLine.unsafeArgv[index].map { unsafe String(validatingCString: $0) != nil } ?? true
        }
    }

    /// With values that begin with a hyphen, as `-5` or `- bleeding`, joined to their options: ArgumentParser
    /// takes them for options themselves. What looks like an option stays one.
    var joined: [String] {
        var isOver = false
        return arguments.reduce(into: []) { joined, argument in
            if argument == "--" { isOver = true }
            if !isOver, argument.isHyphenatedValue, let last = joined.last, last.isBareOption {
                joined[joined.count - 1] = "\(last)=\(argument)"
            } else {
                joined.append(argument)
            }
        }
    }

    /// The first word that stands where a command is named and names none, with those that there are;
    /// ArgumentParser would find fault with what is behind it.
    var misnamedCommand: String? {
        var path: [any ParsableCommand.Type] = [Suture.self]
        for argument in arguments {
            let configuration = path[path.count - 1].configuration
            let commands = configuration.subcommands
            guard !commands.isEmpty, !argument.hasPrefix("-"), argument != "help" else { return nil }
            if let command = commands.first(where: { $0._commandName == argument }) {
                path.append(command)
                continue
            }
            guard configuration.defaultSubcommand == nil else { return nil }
            let place = path.map { $0._commandName }.joined(separator: " ")
            let names = commands.map { $0._commandName }.joined(separator: ", ")
            return "there is no command \(place) \(argument); there are \(names)"
        }
        return nil
    }
}

extension String {
    /// `-5`, `- a remark`, `-0.5 CNY`; neither `-` alone nor `-h`, nor `--name`.
    fileprivate var isHyphenatedValue: Bool {
        guard first == "-", let second = dropFirst().first else { return false }
        return second != "-" && !second.isLetter
    }

    /// `--name` without its value.
    fileprivate var isBareOption: Bool { hasPrefix("--") && count > 2 && !contains("=") }
}
