package import SutureDomain
package import Varlink

extension VarlinkInterface {
    /// One of Suture's interfaces, by its full name.
    package static func named(_ name: String) -> VarlinkInterface {
        guard let interface = suture[name] else {
            preconditionFailure("there is no text for the interface \(name)")
        }
        return interface
    }

    /// The interface of a kind of record: one method per command.
    package static func of(_ kind: any Record.Type) -> VarlinkInterface {
        named(InterfaceName.of(kind))
    }

    /// A method by its full name; `nil` if there is none.
    package static func method(named fullName: String) -> VarlinkMethod? {
        guard let dot = fullName.lastIndex(of: ".") else { return nil }
        return suture[String(fullName[..<dot])]?.method(String(fullName[fullName.index(after: dot)...]))
    }

    /// Every interface, by name. The texts are compiled in, so that a program needs no file beside it.
    package static let suture: [String: VarlinkInterface] = {
        let interfaces = texts.map { text in
            do throws(VarlinkInterfaceError) {
                return try VarlinkInterface(parsing: text)
            } catch {
                preconditionFailure("a text of this program is no interface: \(error)")
            }
        }
        return Dictionary(uniqueKeysWithValues: interfaces.map { ($0.name, $0) })
    }()

    /// Whole, as they are served.
    private static var texts: [String] {
        // What each kind has of its own, in the catalogue's order, with a form feed between two.
        zip(Catalogue.kinds, PackageResources.kinds_varlink.split(separator: 0x0C)).map { kind, text in
            completed(string(text), .recording, commonMethodsFor: kind.isKeptByPeople ? kind.kind : nil)
        } + [
            completed(string(PackageResources.org_suture_Log_varlink), .batches),
            completed(string(PackageResources.org_suture_Records_varlink), .records),
            completed(ReportsInterface.text, .records),
            completed(string(PackageResources.org_suture_Service_varlink), .all),
        ]
    }

    private static let commonTypes = string(PackageResources.common_types_varlink)
    /// Between two of these stands what a record of the kind is called.
    private static let commonMethods = string(PackageResources.common_methods_varlink)
        .split(separator: "{record}")

    /// A text with what many have in common: behind its first paragraph the types of what is recorded, where
    /// something can be; behind its own methods those of every kind; at its end the errors that reach it.
    private static func completed(
        _ text: String, _ reach: WireError.Kind.Reach, commonMethodsFor kind: String? = nil
    ) -> String {
        var parts = [text]
        if reach.rawValue >= WireError.Kind.Reach.recording.rawValue, let head = text.firstRange(of: "\n\n") {
            parts = ["\(text[..<head.lowerBound])\n", commonTypes, String(text[head.upperBound...])]
        }
        if let kind { parts.append(commonMethods.joined(separator: kind.replacing("-", with: " "))) }
        return (parts + [WireError.Kind.declarations(reaching: reach)]).joined(separator: "\n")
    }

    private static func string(_ text: some Collection<UInt8>) -> String {
        String(decoding: text, as: UTF8.self)
    }
}
