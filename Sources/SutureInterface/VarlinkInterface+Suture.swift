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
        named("org.suture.\(CommandName.pascalCase(kind.kind))")
    }

    /// The full name of the method that a command has.
    package static func methodName(of command: any Command.Type) -> String { name(of: command) }

    private static func name<Request: Command>(of _: Request.Type) -> String {
        "\(of(Request.Subject.self).name).\(Request.command.pascalCase)"
    }

    /// A method by its full name; `nil` if there is none.
    package static func method(named fullName: String) -> VarlinkMethod? {
        guard let dot = fullName.lastIndex(of: ".") else { return nil }
        return suture[String(fullName[..<dot])]?.method(String(fullName[fullName.index(after: dot)...]))
    }

    /// Every interface, by name. The texts are compiled in, so that a program needs no file beside it.
    package static let suture: [String: VarlinkInterface] = {
        let texts = [
            PackageResources.org_suture_Achievement_varlink,
            PackageResources.org_suture_Activity_varlink,
            PackageResources.org_suture_AdverseEvent_varlink,
            PackageResources.org_suture_Agreement_varlink,
            PackageResources.org_suture_Assessment_varlink,
            PackageResources.org_suture_Deficiency_varlink,
            PackageResources.org_suture_Device_varlink,
            PackageResources.org_suture_Fund_varlink,
            PackageResources.org_suture_Installation_varlink,
            PackageResources.org_suture_Institution_varlink,
            PackageResources.org_suture_Instructor_varlink,
            PackageResources.org_suture_Log_varlink,
            PackageResources.org_suture_Person_varlink,
            PackageResources.org_suture_Problem_varlink,
            PackageResources.org_suture_Project_varlink,
            PackageResources.org_suture_Records_varlink,
            PackageResources.org_suture_Screening_varlink,
            PackageResources.org_suture_Service_varlink,
            PackageResources.org_suture_Source_varlink,
            PackageResources.org_suture_Student_varlink,
            PackageResources.org_suture_Trial_varlink,
            PackageResources.org_suture_Unit_varlink,
        ]
        let interfaces = (texts.map { String(decoding: $0, as: UTF8.self) } + [ReportsInterface.text]).map {
            text in
            do throws(VarlinkInterfaceError) {
                return try VarlinkInterface(parsing: text)
            } catch {
                preconditionFailure("a text of this program is no interface: \(error)")
            }
        }
        return Dictionary(uniqueKeysWithValues: interfaces.map { ($0.name, $0) })
    }()
}
