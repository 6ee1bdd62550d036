package import SutureDomain
package import SutureVarlink

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
        kinds.map { kind, text in
            completed(text, .recording, commonMethodsFor: kind.isKeptByPeople ? kind.kind : nil)
        } + [
            completed(PackageResources.org_suture_Log_varlink, .batches),
            completed(PackageResources.org_suture_Records_varlink, .records),
            completed(Array(ReportsInterface.text.utf8), .records),
            completed(PackageResources.org_suture_Service_varlink, .all),
        ]
    }

    private static let kinds: [(any Record.Type, [UInt8])] = [
        (Achievement.self, PackageResources.org_suture_Achievement_varlink),
        (Activity.self, PackageResources.org_suture_Activity_varlink),
        (AdverseEvent.self, PackageResources.org_suture_AdverseEvent_varlink),
        (Agreement.self, PackageResources.org_suture_Agreement_varlink),
        (Assessment.self, PackageResources.org_suture_Assessment_varlink),
        (Deficiency.self, PackageResources.org_suture_Deficiency_varlink),
        (Device.self, PackageResources.org_suture_Device_varlink),
        (Fund.self, PackageResources.org_suture_Fund_varlink),
        (Installation.self, PackageResources.org_suture_Installation_varlink),
        (Institution.self, PackageResources.org_suture_Institution_varlink),
        (Instructor.self, PackageResources.org_suture_Instructor_varlink),
        (Person.self, PackageResources.org_suture_Person_varlink),
        (Problem.self, PackageResources.org_suture_Problem_varlink),
        (Project.self, PackageResources.org_suture_Project_varlink),
        (Screening.self, PackageResources.org_suture_Screening_varlink),
        (Source.self, PackageResources.org_suture_Source_varlink),
        (Student.self, PackageResources.org_suture_Student_varlink),
        (Trial.self, PackageResources.org_suture_Trial_varlink),
        (Unit.self, PackageResources.org_suture_Unit_varlink),
    ]

    /// A text with what many have in common: behind its first paragraph the types of what is recorded, where
    /// something can be; behind its own methods those of every kind; at its end the errors that reach it.
    private static func completed(
        _ text: [UInt8], _ reach: WireError.Kind.Reach, commonMethodsFor kind: String? = nil
    ) -> String {
        var parts = [string(text)]
        if reach.rawValue >= WireError.Kind.Reach.recording.rawValue,
            let head = parts[0].firstRange(of: "\n\n")
        {
            let types = string(PackageResources.common_types_varlink)
            parts = ["\(parts[0][..<head.lowerBound])\n", types, String(parts[0][head.upperBound...])]
        }
        if let kind {
            let noun = kind.replacing("-", with: " ")
            parts.append(string(PackageResources.common_methods_varlink).replacing("{record}", with: noun))
        }
        return (parts + [WireError.Kind.declarations(reaching: reach)]).joined(separator: "\n")
    }

    private static func string(_ text: [UInt8]) -> String { String(decoding: text, as: UTF8.self) }
}
